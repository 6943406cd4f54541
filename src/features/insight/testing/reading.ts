import type { IsoDate } from "../../../kernel/dates.ts";
import { ruleBook } from "../../../kernel/duties/rule.ts";
import type { BrainContext } from "../../../kernel/duties/invariant.ts";
import { ENGLAND } from "../../../kernel/workingDays.ts";
import { GUARDS, RULES } from "../../../rules.ts";
import { contributions } from "../counts.ts";
import type { Contribution } from "../cuts.ts";
import { INDICATORS } from "../indicators.ts";
import { type Child, eventsOf } from "./lives.ts";
import type { Asked, Came } from "./reference.ts";

const registered = { registered: true, leftOn: null, absences: [] };

export const BRAIN: BrainContext = {
  book: ruleBook(RULES),
  calendar: ENGLAND,
  workers: new Map(["W1", "W2", "W3", "W4"].map((ref) => [ref, registered])),
};

export const countedFrom = (child: Child): Contribution[] => contributions(eventsOf(child), BRAIN, GUARDS);

const READS = new Map(
  INDICATORS.flatMap((indicator) => indicator.measures.map((measure) => [measure.id, measure.reads])),
);

/** What the rows of one measure come to in a period, or on its last day, as the database would add them up. */
export function cameTo(
  rows: readonly Contribution[],
  measure: string,
  asked: Asked,
): Came & { twin: number } {
  const came = { num: 0, den: 0, unknown: 0, twin: 0 };
  const stands = (row: Contribution, day: IsoDate): boolean =>
    row.on === null && row.from <= day && (row.until === null || row.until > day);
  const isDay = READS.get(measure) === "day";
  for (const row of rows) {
    if (row.measure !== measure) continue;
    const counts =
      isDay || row.part === "twin"
        ? stands(row, asked.to)
        : row.on !== null && row.on >= asked.from && row.on <= asked.to && row.from <= asked.today;
    if (!counts) continue;
    if (row.part === "both" || row.part === "num") came.num += 1;
    if (row.part === "both" || row.part === "den" || row.part === "num") came.den += 1;
    if (row.part === "unknown") came.unknown += 1;
    if (row.part === "twin") came.twin += 1;
  }
  return came;
}
