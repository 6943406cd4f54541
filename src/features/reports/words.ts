import type { IsoDate } from "../../kernel/dates.ts";
import { sayReading } from "../insight/chart.ts";
import type { Indicator, Measure } from "../insight/indicator.ts";
import type { Reading } from "../insight/tally.ts";
import { sayPeriod } from "../../ui/charts/periods.ts";
import { sayNumber } from "../../ui/words.ts";
import type { Report } from "./read.ts";
import { sayCount, type Sees } from "./sees.ts";

/** "October 2026". */
export function sayMonth(month: IsoDate): string {
  const names = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ];
  return `${names[Number(month.slice(5, 7)) - 1] ?? sayPeriod(month, "month")} ${month.slice(0, 4)}`;
}

/** A value as it may be said: "82%", "too few to show". */
export const sayValue = (reading: Reading | null, sees: Sees): string =>
  reading === null
    ? "too few to show"
    : `${sees === "tens" && reading.value !== null ? "about " : ""}${sayReading(reading)}`;

/** What a share is of: "of 140". */
export function sayOf(reading: Reading | null): string {
  if (reading === null || reading.denominator === null || reading.unit === "per10k") return "";
  return sayNumber(Math.round(reading.denominator));
}

/** Beside every figure of finished work: "12 still open and over". */
export const sayOpen = (twin: number, sees: Sees): string =>
  `${twin === 0 && sees !== "tens" ? "none" : sayCount(twin, sees)} still open and past the day`;

/** A measure by a name that stands alone: most are named beside their indicator only. */
export function nameOf({
  indicator,
  measure,
}: {
  readonly indicator: Indicator;
  readonly measure: Measure;
}): string {
  if (indicator.measures[0].id === measure.id) return indicator.name;
  return `${indicator.name}: ${measure.name.toLowerCase()}`;
}

/** The report in a sentence. */
export function sayLead({
  changes,
  unshown,
  looked,
  untold,
}: Pick<Report, "changes" | "unshown" | "looked" | "untold">): string {
  const n = changes.length + unshown;
  const changed =
    n === 0
      ? `None of ${sayNumber(looked)} indicators shows a change that chance does not explain.`
      : `${sayNumber(n)} of ${sayNumber(looked)} indicators show${n === 1 ? "s" : ""} a change that chance does not explain.`;
  const small = unshown === 0 ? "" : ` ${sayNumber(unshown)} of them in figures too small to show.`;
  return `${changed}${small}${untold.length === 0 ? "" : ` ${sayNumber(untold.length)} more cannot be told from what has been brought in.`}`;
}
