import { addDays, daysBetween, type IsoDate } from "../../kernel/dates.ts";
import type { Status } from "../../kernel/duties/rule.ts";
import { standingOn } from "../../kernel/duties/run.ts";
import type { WorkingCalendar } from "../../kernel/workingDays.ts";
import type { Standing as TagStanding } from "../../ui/pieces/tag.tsx";
import { sayDate } from "../../ui/words.ts";
import { type DutyLine, sayOpen } from "../duties/words.ts";
import type { Derived, SpanNow } from "./derived.ts";
import { sayStatus } from "./words.ts";

/** Most telling first: what a stranger must grasp. */
const ORDER: readonly Status[] = [
  "missing",
  "section47",
  "protection-plan",
  "looked-after",
  "liberty-order",
  "pre-proceedings",
  "in-need-plan",
  "assessment",
  "care-leaver",
  "early-help",
  "open",
];
const HEAVY: readonly Status[] = ["missing", "section47", "protection-plan", "looked-after", "liberty-order"];

export const spansOn = (spans: readonly SpanNow[], on: IsoDate): SpanNow[] =>
  spans.filter((s) => s.from <= on && (s.until === null || s.until > on));

export type Badge = { readonly words: string; readonly standing: TagStanding; readonly status: Status };

/** The states a child is in on a day, as badges. Derived from facts; nobody types them. */
export function badges(spans: readonly SpanNow[], on: IsoDate): Badge[] {
  const now = spansOn(spans, on).filter((s) => s.status !== "held");
  const shown = ORDER.filter(
    (status) => now.some((s) => s.status === status) && !(status === "open" && now.length > 1),
  );
  return shown.map((status) => {
    const span = now.find((s) => s.status === status);
    return {
      status,
      words: sayStatus(status, span?.detail ?? {}),
      standing: HEAVY.includes(status) ? "solid" : "plain",
    };
  });
}

/** The sentence a stranger needs first: where does this child stand? */
export function oneSentence(spans: readonly SpanNow[], on: IsoDate): string {
  const now = spansOn(spans, on).filter((s) => s.status !== "held");
  const main = ORDER.flatMap((status) => now.filter((s) => s.status === status)).at(0);
  if (main !== undefined) {
    const weeks = Math.floor(daysBetween(main.from, on) / 7);
    const ago =
      weeks < 1
        ? "this week"
        : weeks < 9
          ? `${weeks} week${weeks === 1 ? "" : "s"}`
          : `${Math.floor(daysBetween(main.from, on) / 30.44)} months`;
    return `${sayStatus(main.status, main.detail)} since ${sayDate(main.from)} (${ago}).`;
  }
  const last = spans
    .filter((s) => s.until !== null && s.until <= on && s.status !== "held")
    .sort((a, b) => ((a.until ?? "") < (b.until ?? "") ? 1 : -1))
    .at(0);
  return last?.until
    ? `Nothing is open. ${sayStatus(last.status, last.detail)} ended ${sayDate(last.until)}.`
    : "Nothing is open, and nothing is known to have been.";
}

export type DueNow = {
  readonly line: DutyLine;
  readonly state: "late" | "soon" | "later";
  readonly words: string;
};

/** What is late, then what is coming, for one child. Coming is bounded: far-off dates help nobody today. */
export function dueNow(
  derived: Derived,
  today: IsoDate,
  calendar: WorkingCalendar,
  horizonDays = 200,
): DueNow[] {
  return derived.duties
    .filter(
      (d) =>
        d.from <= today &&
        ["late", "waiting"].includes(standingOn(d, today)) &&
        d.due <= addDays(today, horizonDays),
    )
    .map((line) => ({ line, ...sayOpen(line, today, calendar) }))
    .sort((a, b) => (a.line.due < b.line.due ? -1 : a.line.due > b.line.due ? 1 : 0));
}
