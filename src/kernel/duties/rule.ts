import type { IsoDate } from "../dates.ts";
import type { Detail } from "../timeline/event.ts";
import type { EventKind } from "../timeline/kinds.ts";
import type { CountMode } from "../workingDays.ts";

export type Unit = "workingDays" | "days" | "weeks" | "months" | "hours";

/** Moments no file carries because the calendar gives them. */
export type DerivedKind =
  | "person.turned16"
  | "person.turned18"
  | "person.turned21"
  | "person.turned25"
  | "leaving.becameEligible";

export type MomentKind = EventKind | DerivedKind;

/** Which events count: a kind and, where it matters, what its detail must (or must not) say. */
export type Match = {
  readonly kind: MomentKind;
  readonly where?: { readonly [name: string]: readonly Detail[string][] };
  readonly unless?: { readonly [name: string]: readonly Detail[string][] };
  /** Only the first of the trigger's span, or only the later ones (first review, later reviews). */
  readonly nth?: "first" | "later";
};

/** The states a child can be in, each derived from events and never typed. */
export type Status =
  | "held"
  | "open"
  | "assessment"
  | "section47"
  | "protection-plan"
  | "in-need-plan"
  | "looked-after"
  | "pre-proceedings"
  | "missing"
  | "care-leaver"
  | "early-help"
  | "liberty-order";

export type SignOff = "L0" | "L1" | "L2" | "L3" | "L4" | "IND";

/** Whose duty it is, as a role and not a person. */
export type Whose =
  | "worker"
  | "manager"
  | "chair"
  | "reviewing officer"
  | "front door"
  | "health"
  | "personal adviser"
  | "return interviewer";

/**
 * A statutory or local timescale: what starts the clock, what stops it, how long, how it is counted, and on what authority. Every
 * row is data. A later row with the same id replaces it from its own effective date; a clock is judged by the row in force on the day it started.
 */
export type Rule = {
  /** The id in the rulebook: `T27`; parts of one row are `T54.1`, `T54.2`. Stable for ever. */
  readonly id: string;
  readonly slice: string;
  /** What must be done, as a worker would say it: `Initial child protection conference`. */
  readonly name: string;
  readonly ruleSet: "WT2023" | "WT2026" | "CARE2010" | "LOCAL" | "DFE";
  readonly effectiveFrom: IsoDate;
  readonly effectiveTo: IsoDate | null;
  /** `duty` has a date by which it is met or late; `flag` asks for attention and is never counted late. */
  readonly sort: "duty" | "flag";
  readonly triggers: readonly Match[];
  readonly stops: readonly Match[];
  /** The need has gone without being met: the case closed, the plan ended, the child turned eighteen. */
  readonly ends: readonly Match[];
  /** The clock starts only while all of these hold on the trigger's day ... */
  readonly during?: readonly Status[];
  /** ... and none of these. */
  readonly notDuring?: readonly Status[];
  /** The stop must come from the trigger's own row: this assessment, this missing episode. */
  readonly sameRow?: true;
  /** Completed years of age on the trigger's day, `from` included, `under` not. */
  readonly age?: { readonly from?: number; readonly under?: number };
  /**
   * Kinds without which nobody can say that the clock ran out: some source must carry one of them, or a late duty is unknown and not late. Left out, any of the stops will
   * do. Given where a stop is only a sign (an assessment shows that a decision was made; its absence does not show that none was).
   */
  readonly toldBy?: readonly EventKind[];
  readonly offset: number;
  readonly unit: Unit;
  readonly countMode: CountMode;
  /** A number in the trigger's detail that replaces `offset`: a plan's own visit frequency. */
  readonly offsetFrom?: string;
  /** A further test, named, where the shape above cannot say it. Its numbers are in `params`. */
  readonly guard?: string;
  readonly params?: { readonly [name: string]: number };
  readonly whose: Whose;
  readonly signOff: SignOff;
  /** The items of the national returns that carry the dates. */
  readonly feeds: readonly string[];
  /** Law, guidance or "local policy". */
  readonly source: string;
  readonly severity: "statutory" | "guidance" | "local";
  /** Local policy: an administrator may change offset, unit and counting basis, with reason and replay. */
  readonly local: boolean;
};

/** The rows of one id in order of effect. */
export type RuleBook = {
  readonly ids: readonly string[];
  readonly rows: ReadonlyMap<string, readonly Rule[]>;
  /** What may start the clock of each, by whichever of its rows. */
  readonly triggers: ReadonlyMap<string, readonly MomentKind[]>;
};

export function ruleBook(rules: readonly Rule[]): RuleBook {
  const rows = new Map<string, Rule[]>();
  for (const rule of rules) rows.set(rule.id, [...(rows.get(rule.id) ?? []), rule]);
  for (const list of rows.values()) list.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  const triggers = new Map(
    [...rows].map(([id, list]) => [
      id,
      [...new Set(list.flatMap((rule) => rule.triggers.map((match) => match.kind)))],
    ]),
  );
  return { ids: [...rows.keys()], rows, triggers };
}

/** The row of a rule in force on a day: the latest that had taken effect, if it has not run out. */
export function ruleOn(book: RuleBook, id: string, on: IsoDate): Rule | undefined {
  const inForce = book.rows.get(id)?.findLast((rule) => rule.effectiveFrom <= on);
  return inForce && (inForce.effectiveTo === null || on <= inForce.effectiveTo) ? inForce : undefined;
}

/** Whether anything told could ever stop the rule's clock, and so whether its duties can be called late. */
export function canTell(rule: Rule, carried: ReadonlySet<EventKind>): boolean {
  const told = (kind: MomentKind): boolean => isDerived(kind) || carried.has(kind);
  if (!rule.triggers.some((match) => told(match.kind))) return false;
  if (rule.toldBy !== undefined) return rule.toldBy.some(told);
  return rule.stops.length === 0 || rule.stops.some((match) => told(match.kind));
}

const isDerived = (kind: MomentKind): kind is DerivedKind =>
  kind.startsWith("person.turned") || kind === "leaving.becameEligible";

/** The row that a page should show: in force today, or the next or last there is. */
export function currentRule(book: RuleBook, id: string, today: IsoDate): Rule {
  const rows = book.rows.get(id);
  const rule = ruleOn(book, id, today) ?? rows?.at(-1);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

/** "15 working days after, not counting the day itself". */
export function sayTimescale(rule: Rule): string {
  const units: Record<Unit, string> = {
    workingDays: "working day",
    days: "day",
    weeks: "week",
    months: "month",
    hours: "hour",
  };
  if (rule.offset === 0) return "the same day";
  return `${rule.offset} ${units[rule.unit]}${rule.offset === 1 ? "" : "s"}`;
}

export function sayCounting(rule: Rule): string {
  switch (rule.unit) {
    case "workingDays":
      return rule.countMode === "exclusive"
        ? "working days, the first day not counted"
        : "working days, the first day counted";
    case "months":
      return "calendar months: the same day of the month, or its last day";
    case "hours":
      return "clock hours";
    case "days":
    case "weeks":
      return "calendar days";
  }
}
