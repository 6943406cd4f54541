import type { Rule } from "../../kernel/duties/rule.ts";
import { type EventKind, KINDS } from "../../kernel/timeline/kinds.ts";
import { type IsoDate, daysBetween } from "../../kernel/dates.ts";
import type { WorkingCalendar } from "../../kernel/workingDays.ts";

/** One question asked of the whole service. */
export type Measure = {
  readonly id: string;
  readonly name: string;
  /** What is counted, in the plural. */
  readonly what: string;
  /** The rules whose duties it counts; the first gives the days allowed and the law. */
  readonly rules: readonly string[];
  /**
   * `taken`: days from the start of the clock, where all are allowed the same. `fromDue`: days from the day each was due, where the days allowed differ (months,
   * or a plan's own frequency); before it is below nought.
   */
  readonly axis: "taken" | "fromDue";
  readonly unit: "working day" | "day";
  /** Kinds of event without which nothing can be said: one of each inner list. */
  readonly needs: readonly (readonly EventKind[])[];
  readonly definition: string;
};

/** What the page shows, in the order of a child's way through the service. */
export const MEASURES: readonly Measure[] = [
  {
    id: "contacts",
    name: "Contacts decided",
    what: "contacts",
    rules: ["T01.1"],
    axis: "taken",
    unit: "working day",
    needs: [["contact.received"], ["contact.decided"]],
    definition: "Working days from a contact to the decision on it, or to the referral it became.",
  },
  {
    id: "assessments",
    name: "Assessments",
    what: "assessments",
    rules: ["T20"],
    axis: "taken",
    unit: "working day",
    needs: [["referral.received"], ["assessment.authorised"]],
    definition: "Working days from referral to the assessment’s authorisation.",
  },
  {
    id: "conferences",
    name: "Initial child protection conferences",
    what: "conferences",
    rules: ["T27"],
    axis: "taken",
    unit: "working day",
    needs: [["s47.started"], ["conference.held"]],
    definition: "Working days from the strategy discussion that began the enquiry to the initial conference.",
  },
  {
    id: "protection-visits",
    name: "Visits to children on protection plans",
    what: "visits",
    rules: ["T34"],
    axis: "fromDue",
    unit: "working day",
    needs: [["cp.started"], ["visit.made"]],
    definition:
      "Working days between the day a visit was due under the plan’s own frequency and the day it was made.",
  },
  {
    id: "protection-reviews",
    name: "Review conferences",
    what: "reviews",
    rules: ["T35", "T36"],
    axis: "fromDue",
    unit: "day",
    needs: [["cp.started"], ["cp.reviewed"]],
    definition: "Days between the day a review conference was due and the day it was held.",
  },
  {
    id: "care-reviews",
    name: "Reviews of care plans",
    what: "reviews",
    rules: ["T54.1", "T54.2", "T54.3"],
    axis: "fromDue",
    unit: "day",
    needs: [["care.started"], ["care.reviewed"]],
    definition: "Days between the day a review of the care plan was due and the day it was held.",
  },
  {
    id: "care-visits",
    name: "Visits to looked-after children",
    what: "visits",
    rules: ["T56.1", "T56.2", "T56.3", "T57", "T58", "T58.2", "T59", "T59.2", "T60.1", "T60.2"],
    axis: "fromDue",
    unit: "day",
    needs: [["care.started"], ["visit.made"]],
    definition: "Days between the day a visit was due under the placement’s rules and the day it was made.",
  },
];

/** What is missing before a measure can say anything; null where it can. */
export function missingFor(measure: Measure, carried: ReadonlySet<EventKind>): string | null {
  const missing = measure.needs.find((any) => !any.some((kind) => carried.has(kind)));
  const kind = missing?.[0];
  return kind === undefined ? null : KINDS[kind].words.toLowerCase();
}

/** A duty done, as it is counted: many of one shape at once. */
export type Finished = {
  readonly rule: string;
  readonly from: IsoDate;
  readonly due: IsoDate;
  readonly done: IsoDate;
  readonly count: number;
};

/** Where on the picture's axis a duty stands. In unit of the measure. */
export function daysOf(measure: Measure, done: Finished, rule: Rule, calendar: WorkingCalendar): number {
  const [a, b] = measure.axis === "taken" ? [done.from, done.done] : [done.due, done.done];
  if (measure.unit === "day") return daysBetween(a, b);
  return calendar.workingDaysBetween(a, b, measure.axis === "taken" ? rule.countMode : "exclusive");
}

/** The end of the days allowed, on the same axis. */
export const deadlineOf = (measure: Measure, rule: Rule): number =>
  measure.axis === "taken" ? rule.offset : 0;
