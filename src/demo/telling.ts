import type { DayNumber } from "../kernel/dates.ts";
import type { Case, Kid } from "./kid.ts";

/** How one story is told: how long ago its main referral was, how old the first child is, and what happened. */
export type Telling = {
  /** Days before today of the referral (or contact) the story begins with. */
  readonly ago: readonly [least: number, most: number];
  /** Age in years of the first child, today or at the referral. */
  readonly ages: readonly [youngest: number, eldest: number];
  readonly agesAt: "today" | "referral";
  /** No family here: a child who came alone. */
  readonly alone?: true;
  readonly unborn?: true;
  /** Chance of earlier contacts, referrals and help. */
  readonly history: number;
  readonly tell: (kase: Case, on: DayNumber) => void;
};

/** Removes what happened after a day from a child's rows and what notes would tell of it: it was due and was not done. */
export function undo(
  kase: Case,
  kid: Kid,
  table: "visit" | "plan_review" | "care_review" | "health_check" | "sdq",
  after: DayNumber,
): void {
  const column = {
    visit: "on_date",
    plan_review: "held_on",
    care_review: "held_on",
    health_check: "on_date",
    sdq: "on_date",
  }[table];
  const line = kase.days.iso(after);
  kid.rows.drop(table, (values) => {
    const on = values[column];
    return typeof on === "string" && on > line;
  });
  const kinds: readonly string[] =
    table === "visit"
      ? ["visit", "care-visit", "in-need-visit", "assessment-visit"]
      : table === "plan_review"
        ? ["plan-review"]
        : table === "care_review"
          ? ["care-review"]
          : [];
  const kept = kid.moments.filter((moment) => moment.on <= after || !kinds.includes(moment.kind));
  kid.moments.length = 0;
  kid.moments.push(...kept);
}
