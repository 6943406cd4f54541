import type { IsoDate } from "../dates.ts";
import type { Detail } from "../timeline/event.ts";
import type { EventKind } from "../timeline/kinds.ts";
import type { WorkingCalendar } from "../workingDays.ts";
import type { RuleBook, Whose } from "./rule.ts";
import type { Duty } from "./run.ts";
import type { Story } from "./story.ts";

/** A stretch of days in which something that must never happen is so. `until` is the first day it no longer is. */
export type Breach = {
  readonly invariant: string;
  readonly key: string;
  readonly from: IsoDate;
  readonly until: IsoDate | null;
  readonly detail: Detail;
};

/** What is known of the people who hold children, by the reference the files or this system use for them. */
export type WorkerFacts = {
  readonly registered: boolean | null;
  readonly leftOn: IsoDate | null;
  readonly absences: readonly {
    readonly from: IsoDate;
    readonly to: IsoDate | null;
    readonly covered: boolean;
  }[];
};

export type BrainContext = {
  readonly book: RuleBook;
  readonly calendar: WorkingCalendar;
  readonly workers: ReadonlyMap<string, WorkerFacts>;
};

/** One of the rulebook's "must never happen" rows. */
export type Invariant = {
  /** `INV-04`; stable. */
  readonly id: string;
  /** What must never be, as a heading: `Contact undecided after one working day`. */
  readonly name: string;
  /** How it is decided from the record, in a sentence for the page. */
  readonly how: string;
  readonly accountable: Whose | "service manager" | "administrator";
  /** What to do now. */
  readonly act: string;
  /** Kinds of event without which nothing can be said; some feed must carry one of each inner list. */
  readonly needs: readonly (readonly EventKind[])[];
  /** For a row that no data held can decide yet: why, and what would. */
  readonly cannotTell?: { readonly because: string; readonly wouldTell: string };
  readonly find?: (story: Story, duties: readonly Duty[], context: BrainContext) => readonly Breach[];
};
