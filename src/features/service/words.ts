import type { IsoDate } from "../../kernel/dates.ts";
import { sayDate, sayNumber } from "../../ui/words.ts";
import type { Measure } from "./measures.ts";
import { SMALLEST, type Summary } from "./summary.ts";

/** "81%"; never "100%" while one was late, nor "0%" while one was not. */
export function sayShare(inTime: number, late: number): string | null {
  const all = inTime + late;
  if (all === 0) return null;
  const share = Math.round((100 * inTime) / all);
  if (share === 100 && late > 0) return "over 99%";
  return share === 0 && inTime > 0 ? "under 1%" : `${share}%`;
}

/** A number, or that it is too small to show. */
export const sayAmount = (n: number, isRounded: boolean): string =>
  isRounded && n < SMALLEST ? `fewer than ${SMALLEST}` : `${isRounded ? "about " : ""}${sayNumber(n)}`;

/** The finding, as the picture's title: "81% by day 15; 12 still open and over". */
export function sayFinding(measure: Measure, summary: Summary): string {
  const share = sayShare(summary.inTime, summary.late);
  const over = `${sayAmount(summary.over, summary.rounded)} still open and over`;
  if (share === null)
    return summary.rounded
      ? `Too few ${measure.what} to show; ${over}`
      : `No ${measure.what} finished in the last 12 months; ${over}`;
  const by = measure.axis === "taken" ? `by day ${summary.deadline}` : "by the day due";
  return `${summary.rounded ? "About " : ""}${share} ${by}; ${over}`;
}

/** Which were counted, of how many, as at which day. */
export function sayDenominator(measure: Measure, summary: Summary, today: IsoDate): string {
  const all = summary.inTime + summary.late;
  const rounding = summary.rounded ? " Rounded to tens; anything under ten is left out." : "";
  return `Of ${sayAmount(all, summary.rounded)} ${measure.what} finished in the 12 months to ${sayDate(today)}.${rounding}`;
}

/** A pile before the deadline, said out loud; null where there is none. */
export function sayBunching(measure: Measure, summary: Summary): string | null {
  if (summary.bunched === null) return null;
  const { days, last, after } = summary.bunched;
  return `${capital(sayAmount(last, summary.rounded))} were finished in the last ${days} ${measure.unit}s allowed, and ${sayAmount(after, summary.rounded)} in the ${days} after: the deadline seems to set the pace. Ask whether the child’s need did.`;
}

/** Work let go of after its day. */
export function sayMissed(measure: Measure, summary: Summary): string | null {
  if (summary.missed === 0) return null;
  return `${capital(sayAmount(summary.missed, summary.rounded))} more ${measure.what} stopped being needed after their day without being done, and are in neither figure.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "2 of 7 cannot be told from what has been brought in." */
export function sayService(measures: number, unknown: number, over: number, isRounded: boolean): string {
  const first = `${capital(sayAmount(over, isRounded))} ${over === 1 && !isRounded ? "piece" : "pieces"} of work ${over === 1 && !isRounded ? "is" : "are"} open and over`;
  return unknown === 0
    ? `${first}.`
    : `${first}; ${unknown} of ${measures} questions cannot be answered from what has been brought in.`;
}
