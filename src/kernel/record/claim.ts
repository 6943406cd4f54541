import type { IsoDate } from "../dates.ts";
import type { RowValues } from "./table.ts";

/**
 * What a file says, in one neutral shape, whatever the format. A reader turns its format into these and knows nothing of what
 * is held; reconciling them with the record is written once.
 */
export type Format = "cin" | "ssda903" | "annex-a" | "ssd" | "kith" | "demo";

/** Where the value comes from in the file, for a person: `line 214`, `episodes.csv row 12`, `List 7 cell F31`. */
export type Place = string;

export type Claim = {
  /** A record table's name. */
  readonly table: string;
  /**
   * The natural key within the child and table. Made from what the thing is (usually the day it began), never from
   * where it stands in the file or an id private to one format, so that two files telling of one thing agree.
   */
  readonly key: string;
  /** A column left out means the format says nothing of it; null means the file says it is empty. */
  readonly values: RowValues;
  readonly place: Place;
};

/** A missing or odd value inside a readable file. Listed and attached to the child; never stops the file. */
export type Finding = {
  /** Stable, kebab-case: `date-unreadable`, `code-unknown`, `end-before-start`. */
  readonly code: string;
  /** The record table and column it concerns, where there is one. */
  readonly table?: string;
  readonly column?: string;
  /** The value as the file had it, cut to 80 characters. */
  readonly said?: string;
  /** One plain sentence: what is wrong and what to do. */
  readonly message: string;
  readonly place: Place;
};

/** `local` is the authority's own number for the child, as its present systems print it in every return. */
export type IdentifierType = "local" | "upn" | "former-upn" | "nhs" | "ssd-person";

export type Identifier = { readonly type: IdentifierType; readonly value: string };

/** Everything one file says of one child. */
export type ChildClaims = {
  /** The child's identifier in this format; it is who the child is for every file of that format. */
  readonly id: Identifier;
  /** Others given, UPN for one. */
  readonly identifiers: readonly Identifier[];
  /** Birth date if the file gives one; two files' children are one only if it agrees. */
  readonly born: IsoDate | null;
  readonly claims: readonly Claim[];
  readonly findings: readonly Finding[];
  readonly place: Place;
};

/** The days and tables a file is a full account of: a row within them that it does not carry has vanished. */
export type Scope = {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly tables: readonly string[];
};

/** What a reader knows of the file itself before (or, for streaming formats, just as) the children come. */
export type FileFacts = {
  readonly format: Format;
  /** `Children in need census 2025-26`, `Looked-after return: episodes`, ... */
  readonly title: string;
  /** The day the file speaks for. */
  readonly asAt: IsoDate;
  /** Text that orders two files for the same day, such as the time the extract was made; may be empty. */
  readonly producedAt: string;
  /** The 3-digit authority code where the file has it. */
  readonly authorityCode: string | null;
  readonly scope: Scope;
};

/** A file that cannot be read at all: nothing of it is used. */
export type Unreadable = {
  readonly code: string;
  /** What is wrong, where, and what to do, in plain English. */
  readonly message: string;
  readonly place?: Place;
};

/** Thrown by a reader's iterator when the rest of the file turns out unreadable; the importer rolls back and shows it. */
export class UnreadableFile extends Error {
  readonly problem: Unreadable;
  constructor(problem: Unreadable) {
    super(problem.message);
    this.name = "UnreadableFile";
    this.problem = problem;
  }
}

/** A worker or team a file tells of; not about any child. */
export type DirectoryEntry =
  | {
      readonly kind: "worker";
      readonly ref: string;
      readonly name: string | null;
      readonly title: string | null;
      /** Registered social worker: yes, no, or (null) the file does not say. */
      readonly registered: boolean | null;
      readonly teamRef: string | null;
      readonly place: Place;
    }
  | {
      readonly kind: "team";
      readonly ref: string;
      readonly name: string;
      readonly parentRef: string | null;
      readonly place: Place;
    };

export type Reading = {
  readonly facts: FileFacts;
  /** One child at a time, each once, in file order. May throw UnreadableFile. */
  readonly children: AsyncIterable<ChildClaims>;
  /** Workers and teams, complete when `children` is. */
  readonly directory: readonly DirectoryEntry[];
  /** Findings that belong to the file and to no child (an unknown sheet, a column not understood); complete when `children` is. */
  readonly fileFindings: readonly Finding[];
};

/** Options a person may give with a file whose format does not carry them. */
export type ReadOptions = {
  /** The day the file speaks for, if the format does not say. */
  readonly asAt?: IsoDate;
  /** Today, for formats that must fall back on it. */
  readonly today: IsoDate;
};
