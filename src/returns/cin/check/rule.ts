import type { IsoDate } from "../../../kernel/dates.ts";
import { own, pathOf, type XmlNode } from "../../../platform/files/xml.ts";
import type {
  Assessment,
  CinChild,
  Enquiry,
  Episode,
  InNeedPlan,
  ProtectionPlan,
  Said,
  SaidDate,
} from "../child.ts";
import type { CinHeader } from "../header.ts";

/** The return that is being checked: which year's rules, and the period it covers, both days included. */
export type Census = {
  /** The March the year ends in; 2025 is 2024-25. It chooses rules and code lists. */
  readonly year: number;
  readonly from: IsoDate;
  /** The reference date. */
  readonly to: IsoDate;
  /** Who was born before this day is over 25 on the reference date. */
  readonly over25: IsoDate;
};

/** A place in the file. `value` is null where it is missing. */
export type Location = { readonly path: string; readonly line: number; readonly value: string | null };

/** A place a rule points to: a value, where a missing one belongs, or a place already worked out. */
export type Spot = Said | { readonly missing: string; readonly node: XmlNode } | Location;

/** One thing wrong: the values that together break the rule. */
export type Fault = readonly Spot[];

/** What a person is told of a rule. Sentences are ours; the conditions are DfE's. */
export type RuleText = {
  readonly id: string;
  readonly severity: "error" | "query";
  /** The part of the return it belongs to. */
  readonly on: string;
  /** What is wrong, in plain words. */
  readonly words: string;
  readonly meaning: string;
  readonly cause: string;
  readonly fix: string;
  /** First and last year of the return it applies to; every year when left out. */
  readonly from?: number;
  readonly to?: number;
};

/** Parts of an episode. */
export type Part = "assessments" | "enquiries" | "inNeedPlans" | "protectionPlans";

/**
 * What a rule does with a child. A rule that looks at one thing at a time also says so with `each`: its test can then be put to the things of
 * many children in one go, which takes half the time.
 */
export type ChildCheck = ((child: CinChild, census: Census) => readonly Fault[]) & { readonly each?: Each };

/** What a rule looks at, one at a time, and its test of one. */
export type Each =
  | { readonly of: "child"; readonly test: (child: CinChild, census: Census) => Fault | undefined }
  | { readonly of: "episode"; readonly test: EpisodeTest }
  | { readonly of: Part; readonly test: PartTest<never> };

export type ChildRule = RuleText & {
  readonly check: ChildCheck;
  /** The part without which it has nothing to say; it is then not asked. */
  readonly needs?: Part;
};

/** Says a fault of one child (by LAchildID), or of the whole return (null). */
export type Say = (child: string | null, fault: Fault) => void;

/** Watches children go by, keeping only what it needs. */
export type Watcher = {
  readonly child?: (child: CinChild) => void;
  readonly end?: (children: number) => void;
};

export type ReturnRule = RuleText & {
  readonly scope: "return" | "child";
  readonly watch: (census: Census, header: CinHeader | undefined, say: Say) => Watcher;
};

export const NO_FAULTS: readonly Fault[] = [];

export const missing = (node: XmlNode, name: string): Spot => ({ missing: name, node });

/** Longest part of a value that is repeated to the reader. */
const LONGEST_VALUE = 200;

export function locate(spot: Spot): Location {
  if ("path" in spot) return spot;
  if ("missing" in spot)
    return { path: own(`${pathOf(spot.node)}/${spot.missing}`), line: spot.node.line, value: null };
  return {
    path: own(pathOf(spot.node)),
    line: spot.node.line,
    value: own(spot.said.slice(0, LONGEST_VALUE)),
  };
}

/** The value, or where it is missing from. */
export const at = (value: Said | undefined, node: XmlNode, name: string): Spot =>
  value ?? missing(node, name);

/** A fault of those values that are there. */
export const fault = (...spots: readonly (Spot | undefined)[]): Fault =>
  spots.filter((spot) => spot !== undefined);

/** The day, when there is one and it is a day. What is not a day is as good as missing: it cannot be loaded. */
export const dayOf = (date: SaidDate | undefined): IsoDate | undefined => date?.on ?? undefined;

export const inPeriod = (day: IsoDate, census: Census): boolean => census.from <= day && day <= census.to;

export const isNfa = (episode: Episode): boolean => episode.nfa?.yes === true;

/** Said not to be a referral with no further action; an episode that does not say is neither. */
export const isNotNfa = (episode: Episode): boolean => episode.nfa?.yes === false;

type EpisodeTest = (episode: Episode, census: Census, child: CinChild) => Fault | undefined;
type PartTest<T> = (part: T, episode: Episode, census: Census, child: CinChild) => Fault | undefined;

/** A rule about the child as a whole. */
export const ofChild = (test: (child: CinChild, census: Census) => Fault | undefined): ChildCheck =>
  Object.assign((child: CinChild, census: Census) => collect([child], () => test(child, census)), {
    each: { of: "child", test } as const,
  });

/** A rule that looks at one episode at a time. */
export const eachEpisode = (test: EpisodeTest): ChildCheck =>
  Object.assign(
    (child: CinChild, census: Census) => collect(child.episodes, (episode) => test(episode, census, child)),
    { each: { of: "episode", test } as const },
  );

const eachPart = <T>(of: Part, parts: (episode: Episode) => readonly T[], test: PartTest<T>): ChildCheck =>
  Object.assign(
    (child: CinChild, census: Census) =>
      child.episodes.flatMap((episode) =>
        collect(parts(episode), (part) => test(part, episode, census, child)),
      ),
    { each: { of, test } },
  );

export const eachAssessment = (test: PartTest<Assessment>): ChildCheck =>
  eachPart("assessments", (e) => e.assessments, test);
export const eachEnquiry = (test: PartTest<Enquiry>): ChildCheck =>
  eachPart("enquiries", (e) => e.enquiries, test);
export const eachInNeedPlan = (test: PartTest<InNeedPlan>): ChildCheck =>
  eachPart("inNeedPlans", (e) => e.inNeedPlans, test);
export const eachProtectionPlan = (test: PartTest<ProtectionPlan>): ChildCheck =>
  eachPart("protectionPlans", (e) => e.protectionPlans, test);

export function collect<T>(items: readonly T[], test: (item: T) => Fault | undefined): readonly Fault[] {
  let found: Fault[] | undefined;
  for (const item of items) {
    const wrong = test(item);
    if (wrong !== undefined) (found ??= []).push(wrong);
  }
  return found ?? NO_FAULTS;
}

/** Items of which there may be only one, when there are more. */
export const moreThanOne = (spots: readonly Spot[]): Fault | undefined =>
  spots.length > 1 ? spots : undefined;
