import { type ControlPoint, type ControlSeries, type Side, type Signal, WEIGHT } from "./control-series.ts";
import { inPeriod, type Period, sayPeriod, sayPeriods } from "./periods.ts";
import type { Saying } from "./saying.ts";

/** The words of one measure. */
export interface ChartWords {
  /** Begins a sentence: "Visits in time". */
  measure: string;
  period: Period;
  saying: Saying;
}

/**
 * The title of a control chart: what changed, since when, which way and over how many points; or that nothing did. A change that is over is
 * said as such. Pure: the same series always has the same title.
 */
export function finding(series: ControlSeries, words: ChartWords): string {
  const known = series.points.filter(({ y }) => y !== null);
  const last = known.at(-1);
  const { measure, period } = words;
  if (last === undefined) return `${measure}: nothing is known yet`;
  if (known.length === 1) {
    return `${measure}: ${words.saying.say(last.y ?? 0)} ${inPeriod(last.x, period)}, too little to see change`;
  }
  const end = series.points.lastIndexOf(last);
  const now = strongest(series.signals.filter(({ to }) => to === end));
  if (now !== undefined) return `${measure} ${sayNow(now, series, words)}${alsoOutside(now, series, end)}`;
  const past = series.signals
    .filter(({ rule }) => rule !== "crossings")
    .toSorted((a, b) => b.to - a.to || WEIGHT[b.rule] - WEIGHT[a.rule])[0];
  if (past !== undefined) return `${measure}: no signal now. ${upper(sayPast(past, series, words))}`;
  if (series.trial) return `${measure}: no signal in ${sayPeriods(known.length, period)}, too few to be sure`;
  return `${measure}: no signal. Changes are within what chance makes`;
}

function strongest(signals: readonly Signal[]): Signal | undefined {
  return signals.toSorted((a, b) => WEIGHT[b.rule] - WEIGHT[a.rule] || b.count - a.count)[0];
}

const date = (points: readonly ControlPoint[], index: number, period: Period): string =>
  sayPeriod(points[index]?.x ?? "", period);

const beside = (side: Side | null): string => (side === "high" ? "above" : "below");
const limit = (side: Side | null): string => (side === "high" ? "upper limit" : "lower limit");
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function sayNow(signal: Signal, series: ControlSeries, { period }: ChartWords): string {
  const { rule, side, from, count } = signal;
  const since = date(series.points, from, period);
  const many = sayPeriods(count, period);
  const way = side === "high" ? "rose" : "fell";
  switch (rule) {
    case "shift":
    case "run":
      return `${way} from ${since}: ${many} ${beside(side)} the ${series.centreWord}`;
    case "trend":
      return `kept ${side === "high" ? "rising" : "falling"} from ${since}: ${many} in a row`;
    case "outside":
      return count === 1
        ? `${way} ${beside(side)} the ${limit(side)} ${inPeriod(series.points[from]?.x ?? "", period)}`
        : `${way} from ${since}: ${many} ${beside(side)} the ${limit(side)}`;
    case "twoInThree":
      return `came close to the ${limit(side)}: two of the last three ${period === "day" ? "points" : `${period}s`}`;
    case "crossings":
      return `crossed the ${series.centreWord} only ${count === 1 ? "once" : `${count} times`}, too seldom for chance`;
  }
}

/** A long run that now also leaves the limits says both. */
function alsoOutside(now: Signal, series: ControlSeries, end: number): string {
  if (now.rule === "outside") return "";
  const out = series.signals.find(
    ({ rule, to, side }) => rule === "outside" && to === end && side === now.side,
  );
  return out === undefined ? "" : `, now ${beside(out.side)} the ${limit(out.side)}`;
}

function sayPast(signal: Signal, series: ControlSeries, { period }: Pick<ChartWords, "period">): string {
  const { rule, side, from, to, count } = signal;
  const first = date(series.points, from, period);
  const span =
    from === to
      ? inPeriod(series.points[from]?.x ?? "", period)
      : `from ${first} to ${date(series.points, to, period)}`;
  switch (rule) {
    case "shift":
    case "run":
      return `${sayPeriods(count, period)} ${beside(side)} the ${series.centreWord} ${span}`;
    case "trend":
      return `${sayPeriods(count, period)} ${side === "high" ? "rising" : "falling"} ${span}`;
    case "outside":
      return `${beside(side)} the ${limit(side)} ${span}`;
    case "twoInThree":
      return `close to the ${limit(side)} ${span}`;
    case "crossings":
      return `the ${series.centreWord} was seldom crossed ${span}`;
  }
}

/** The rule that fired, in a sentence, as it stands beside the picture; `why` adds what makes it a signal. */
export function sayRule(
  signal: Signal,
  series: ControlSeries,
  { period }: Pick<ChartWords, "period">,
  why = true,
): string {
  const { rule, side, count } = signal;
  const past = sayPast(signal, series, { period });
  if (!why && rule !== "crossings") return `${upper(past)}.`;
  switch (rule) {
    case "shift":
      return `${upper(past)}. Seven or more on one side are more than chance makes.`;
    case "run":
      return `${upper(past)}. So long a run is more than chance makes in a series of this length.`;
    case "trend":
      return `${upper(past)}. Seven or more one way in a row are more than chance makes.`;
    case "outside":
      return `${upper(past)}. Chance alone seldom goes beyond the limits.`;
    case "twoInThree":
      return `${upper(past)}. Two of three near the ${limit(side)} are more than chance makes.`;
    case "crossings":
      return `The line crosses the ${series.centreWord} ${count === 1 ? "once" : `${count} times`}, fewer than chance makes.`;
  }
}

/** The same in a few words, for over the points themselves. */
export function sayShort(
  { rule, side, count }: Signal,
  centreWord: string,
  period: Period,
  narrow: boolean,
): string {
  const many = sayPeriods(count, period);
  switch (rule) {
    case "shift":
    case "run":
      return narrow ? `${count} ${beside(side)}` : `${many} ${beside(side)} the ${centreWord}`;
    case "trend":
      return narrow
        ? `${count} ${side === "high" ? "rising" : "falling"}`
        : `${many} ${side === "high" ? "rising" : "falling"}`;
    case "outside":
      return narrow ? (side === "high" ? "above" : "below") : `${beside(side)} the limit`;
    case "twoInThree":
      return narrow ? "2 of 3 near" : "2 of 3 near the limit";
    case "crossings":
      return "seldom crossed";
  }
}
