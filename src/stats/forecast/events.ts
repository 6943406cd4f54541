import type { KnownEvent, Period } from "./types.ts";
import { mean } from "./numbers.ts";

/** Places of known events in a series. */
export type EventPlaces = {
  /** Where the level restarts, ascending. */
  restarts: number[];
  /** False where a period is left out of the seasonal index. */
  use: boolean[];
};

/** Number of periods from `start` to `period`. */
export function periodsBetween(start: Period, period: Period, frequency: number): number {
  return (period[0] - start[0]) * frequency + (period[1] - start[1]);
}

/** Finds the events' places; those outside the series are left out. */
export function placeEvents(
  events: readonly KnownEvent[],
  start: Period,
  length: number,
  frequency: number,
): EventPlaces {
  const use = Array.from({ length }, () => true);
  const restarts = new Set<number>();
  for (const { from, to } of events) {
    const first = periodsBetween(start, from, frequency);
    const last = to === undefined ? first - 1 : periodsBetween(start, to, frequency);
    for (let t = Math.max(0, first); t <= last && t < length; t += 1) use[t] = false;
    for (const at of to === undefined ? [first] : [first, last + 1])
      if (at > 0 && at < length) restarts.add(at);
  }
  return { restarts: [...restarts].sort((a, b) => a - b), use };
}

/**
 * Takes known shifts out: what came before each restart is scaled to the level after it, comparing up to a year on
 * either side, so that every method sees one level. The latest stretch keeps its values.
 */
export function alignLevels(
  values: readonly number[],
  restarts: readonly number[],
  frequency: number,
): number[] {
  const aligned = [...values];
  for (let k = restarts.length - 1; k >= 0; k -= 1) {
    const at = restarts[k] ?? 0;
    const begins = k > 0 ? (restarts[k - 1] ?? 0) : 0;
    const ends = restarts[k + 1] ?? values.length;
    // The same months on both sides where there is a year of both, so that the season cancels.
    const reach = Math.min(frequency, at - begins, ends - at);
    const after = mean(aligned.slice(at, at + reach));
    const seasonal = at - frequency >= begins;
    const from = seasonal ? at - frequency : at - reach;
    const before = mean(aligned.slice(from, from + reach));
    const factor = before > 0 && after > 0 ? after / before : 1;
    for (let t = 0; t < at; t += 1) aligned[t] = (aligned[t] ?? 0) * factor;
  }
  return aligned;
}
