import type { IsoDate } from "../../kernel/dates.ts";
import { dateOf, flag, type RowValues } from "../../kernel/record/table.ts";
import { ENGLAND } from "../../kernel/workingDays.ts";
import type { Period } from "./year.ts";

/** Which rows of a table are a year's. A change of the law is another row with later years, never an edit of one that has been in force. */
export type CohortRow = {
  readonly table: string;
  /** Only rows with this flag set; the first row of a table that fits decides. */
  readonly when?: string;
  /** The first of these that is known is the day it began. */
  readonly opens: readonly string[];
  /** The first of these that is known is the day it was over. */
  readonly closes: readonly string[];
  /** What a row is that is not over: still going on, or a thing of its one day. */
  readonly unclosed: "open" | "day";
  /** A thing of one day may be so many working days before 1 April, when a file of the year still tells of it. */
  readonly lead?: number;
  /** First and last year, each the March it ends in. */
  readonly fromYear: number;
  readonly toYear?: number;
  readonly reading: string;
  readonly source: string;
};

/**
 * A row is the year's when any of its days is. Sources are the rules by which DfE refuses a return (numbers as in `returns/cin/check`), because what it refuses as outside the
 * year does not belong to it.
 */
export const COHORT: readonly CohortRow[] = [
  {
    table: "referral",
    when: "no_further_action",
    opens: ["received_on"],
    closes: ["decided_on", "closed_on"],
    unclosed: "day",
    lead: 1,
    fromYear: 2021,
    reading:
      "A referral with no further action is over on the day that was decided, or, where that is not known, on the day it was received.",
    source: "DfE census scope (referrals of the year); rules 8569Q, 8600",
  },
  {
    table: "referral",
    opens: ["received_on"],
    closes: ["closed_on"],
    unclosed: "open",
    fromYear: 2021,
    reading: "An episode of need belongs if it was open on any day of the year.",
    source: "DfE census scope (cases open in the year); rules 8600, 8620",
  },
  {
    table: "assessment",
    opens: ["started_on"],
    closes: ["authorised_on"],
    unclosed: "open",
    fromYear: 2021,
    reading:
      "Authorised in the year, or not yet. One begun in an earlier year and still not authorised is there for rule 8736 to find.",
    source: "DfE rules 8696, 8736, 8670Q",
  },
  {
    table: "section47",
    when: "conference_not_required",
    opens: ["started_on"],
    closes: ["conference_on", "ended_on"],
    unclosed: "day",
    fromYear: 2021,
    reading:
      "An enquiry that needed no conference is of the year in which it ended, or, where that is not known, began.",
    source: "DfE rules 8715, 8740",
  },
  {
    table: "section47",
    opens: ["started_on"],
    closes: ["conference_on", "ended_on"],
    unclosed: "open",
    fromYear: 2021,
    reading:
      "Begun in the year, or its conference held in the year, or still waiting for one: rule 8740 finds those that wait from an earlier year.",
    source: "DfE rules 8715, 8740, 8675Q",
  },
  {
    table: "conference",
    opens: ["held_on"],
    closes: [],
    unclosed: "day",
    fromYear: 2021,
    reading: "An episode's own conference is of the year it was held in.",
    source: "DfE rules 2883, 2885",
  },
  {
    table: "in_need_plan",
    opens: ["started_on"],
    closes: ["ended_on"],
    unclosed: "open",
    fromYear: 2022,
    reading: "Open on any day of the year.",
    source: "DfE rules 4010, 4013",
  },
  {
    table: "protection_plan",
    opens: ["started_on"],
    closes: ["ended_on"],
    unclosed: "open",
    fromYear: 2021,
    reading: "Open on any day of the year.",
    source: "DfE rules 8720, 8930",
  },
  {
    table: "plan_review",
    opens: ["held_on"],
    closes: [],
    unclosed: "open",
    fromYear: 2021,
    reading:
      "Every review of a plan of the year: whether it was reviewed in time cannot be told without the earlier ones.",
    source: "DfE census layout (one group of reviews for each plan); rule 8841",
  },
  {
    table: "pre_proceedings",
    opens: [
      "started_on",
      "letter_on",
      "meeting_offered_on",
      "first_meeting_on",
      "decided_on",
      "application_on",
      "initial_letter_on",
    ],
    closes: ["decided_on"],
    unclosed: "open",
    fromYear: 2027,
    reading: "Going on on any day of the year, as other parts of an episode. To be held to DfE's own words.",
    source: "DfE census 2026-27, new group",
  },
];

/** The row of the law for one row of the record; undefined when that year's census has no such part. */
export const lawFor = (table: string, values: RowValues, year: number): CohortRow | undefined =>
  lawsOf(year)
    .get(table)
    ?.find((law) => law.when === undefined || flag(values, law.when) === true);

const laws = new Map<number, ReadonlyMap<string, readonly CohortRow[]>>();

/** A year's rows by table. */
function lawsOf(year: number): ReadonlyMap<string, readonly CohortRow[]> {
  let found = laws.get(year);
  if (found === undefined) {
    const inForce = COHORT.filter((law) => law.fromYear <= year && year <= (law.toYear ?? year));
    laws.set(year, (found = Map.groupBy(inForce, (law) => law.table)));
  }
  return found;
}

const firstOf = (values: RowValues, columns: readonly string[]): IsoDate | null => {
  for (const column of columns) {
    const on = dateOf(values, column);
    if (on !== null) return on;
  }
  return null;
};

/** The day a row began, by the year's law. */
export function beganOn(table: string, values: RowValues, year: number): IsoDate | null {
  const law = lawFor(table, values, year);
  return law === undefined ? null : firstOf(values, law.opens);
}

/**
 * Whether a row is the year's. `values` are as they stood on the last day (`asOn`).
 * @param told the day the freshest file that tells of the row speaks for
 */
export function belongs(table: string, values: RowValues, period: Period, told: string): boolean {
  const law = lawFor(table, values, period.year);
  const opened = law === undefined ? null : firstOf(values, law.opens);
  if (law === undefined || opened === null || opened > period.to) return false;
  if (opened >= period.from) return true;
  const closed = firstOf(values, law.closes);
  if (closed !== null) return closed >= period.from;
  if (law.unclosed === "open") return true;
  return law.lead !== undefined && told >= period.from && opened >= leadDay(period.from, law.lead);
}

const leadDay = (from: IsoDate, days: number): IsoDate => ENGLAND.addWorkingDays(from, -days);

/** The earliest day on which a thing of one day can have been and still be of the year. */
export const leadDays = ({ from, year }: Period): IsoDate =>
  leadDay(
    from,
    Math.max(
      0,
      ...COHORT.filter((law) => law.fromYear <= year && year <= (law.toYear ?? year)).map(
        (law) => law.lead ?? 0,
      ),
    ),
  );

/** A day, and what is said with it: neither is known before the day comes. */
const SAID_WITH: { readonly [table: string]: { readonly [day: string]: readonly string[] } } = {
  person_detail: { death_date: [] },
  referral: { decided_on: ["no_further_action"], closed_on: ["close_reason"] },
  assessment: { authorised_on: ["factors"] },
  section47: { conference_on: [], ended_on: ["conference_not_required"] },
  in_need_plan: { ended_on: [] },
  protection_plan: { ended_on: [] },
  pre_proceedings: {
    letter_on: [],
    meeting_offered_on: ["meeting_offered", "meeting_held"],
    first_meeting_on: [],
    decided_on: ["outcome"],
    application_on: [],
    initial_letter_on: [],
  },
};

/** A row as it stood on a day: what happened later had not, so the same row gives a draft of May and the return of March. */
export function asOn(table: string, values: RowValues, to: IsoDate): RowValues {
  const days = SAID_WITH[table];
  if (days === undefined) return values;
  let cut: { [column: string]: RowValues[string] } | undefined;
  for (const day in days) {
    const said = days[day] ?? [];
    const on = values[day];
    if (typeof on !== "string" || on <= to) continue;
    cut ??= { ...values };
    cut[day] = null;
    for (const column of said) cut[column] = null;
  }
  return cut ?? values;
}
