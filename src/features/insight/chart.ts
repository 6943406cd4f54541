import type { IsoDate } from "../../kernel/dates.ts";
import { attributeChart, proportionChartFor } from "../../stats/spc/attribute.ts";
import { xmrChart } from "../../stats/spc/xmr.ts";
import { attributeSeries } from "../../ui/charts/attribute-series.ts";
import type { Better, ControlSeries } from "../../ui/charts/control-series.ts";
import { type ChartWords, finding } from "../../ui/charts/finding.ts";
import { asCount, asPercent, asRate, type Saying } from "../../ui/charts/saying.ts";
import { xmrSeries } from "../../ui/charts/xmr-series.ts";
import type { Indicator, Measure } from "./indicator.ts";
import type { Point } from "./series.ts";
import type { Reading, Unit } from "./tally.ts";

export type Charted = {
  readonly series: ControlSeries;
  readonly words: ChartWords;
  readonly better: Better;
  /** The chart's title: what changed, or that nothing did. */
  readonly finding: string;
  /** Which control chart it is, in words. */
  readonly method: string;
  readonly within: readonly [number, number] | undefined;
  readonly points: readonly Point[];
};

export const betterOf = (indicator: Indicator): Better =>
  indicator.better === "higher" ? "increase" : indicator.better === "lower" ? "decrease" : "neutral";

const SAYINGS: { readonly [unit in Unit]: Saying } = {
  share: asPercent(),
  per10k: asRate(1),
  number: asCount,
  ratio: asRate(1),
  score: asRate(1),
  "working days": asRate(0),
};

export const sayingOf = (unit: Unit): Saying => SAYINGS[unit];

/** "82%", "5.1 for each 10,000 children", "142". */
export function sayReading(reading: Reading): string {
  if (reading.value === null) return "nothing to divide by";
  const said = sayingOf(reading.unit).say(reading.value);
  if (reading.unit === "per10k") return `${said} for each 10,000 children`;
  if (reading.unit === "working days") return `${said} working days`;
  // Never all while one was not, nor none while one was.
  if (reading.unit !== "share" || reading.denominator === null) return said;
  if (said === "100%" && reading.numerator < reading.denominator) return "over 99%";
  return said === "0%" && reading.numerator > 0 ? "under 1%" : said;
}

/**
 * A measure's control chart, of the kind its row of the table asks for. A month whose outcomes are not settled, or that may not be shown, is a gap.
 * @param rebases days from which the limits start afresh
 */
export function chartOf(
  indicator: Indicator,
  measure: Measure,
  points: readonly Point[],
  rebases: readonly IsoDate[] = [],
): Charted {
  const better = betterOf(indicator);
  const shown = points.map((point) => (point.immature ? null : point.reading));
  const unit = shown.find((reading) => reading !== null)?.unit ?? "number";
  const [series, method] = drawn(indicator, points, shown, unit, rebases, better);
  const words: ChartWords = { measure: measure.name, period: "month", saying: sayingOf(unit) };
  return {
    series,
    words,
    better,
    finding: finding(series, words),
    method,
    within: unit === "share" ? [0, 1] : undefined,
    points,
  };
}

function drawn(
  indicator: Indicator,
  points: readonly Point[],
  shown: readonly (Reading | null)[],
  unit: Unit,
  rebases: readonly IsoDate[],
  better: Better,
): readonly [ControlSeries, string] {
  const dates = points.map(({ month }) => month);
  const wanted = indicator.charts.find((kind) => kind === "X" || kind === "P" || kind === "U");
  const partAfter = rebases.map((on) => dates.filter((date) => date < on).length);
  const whole = shown.map((reading) => reading?.denominator ?? null);
  const parts = { partAfter: partAfter.length === 0 ? null : partAfter, freezeAfter: null };
  if (wanted === "P" && unit === "share") {
    const y = shown.map((reading) => (reading?.denominator ? reading.numerator : null));
    const n = y.map((count, i) => (count === null ? null : (whole[i] ?? null)));
    const chart = proportionChartFor(y, n);
    return [
      attributeSeries(attributeChart({ chart, y, n, ...parts }), { dates, better }),
      chart === "p" ? "p chart" : "p-prime chart, since the months are large",
    ];
  }
  if (wanted === "U" && unit === "per10k") {
    const y = shown.map((reading) => reading?.numerator ?? null);
    const n = whole.map((people) => (people === null ? null : people / 10_000));
    return [
      attributeSeries(attributeChart({ chart: "u-prime", y, n, ...parts }), { dates, better }),
      "u-prime chart",
    ];
  }
  const chart = xmrChart({
    points: points.map(({ month }, i) => ({ x: month, y: shown[i]?.value ?? null })),
    improvementDirection: better,
    target: null,
    rebase: rebases,
    fixAfterNPoints: null,
    screenOutliers: true,
  });
  return [xmrSeries(chart, better), "XmR chart, limits at 2.66 average moving ranges"];
}

/** The last month that is shown. */
export const latest = (points: readonly Point[]): Point | undefined =>
  points.findLast((point) => !point.immature && point.reading !== null && point.reading.value !== null);

/** A reading that may leave the building: nothing that gives away one to five children. */
export function fitToLeave(reading: Reading | null): Reading | null {
  if (reading === null) return null;
  const small = (n: number): boolean => n >= 1 && n <= 5;
  const { numerator, denominator, unit } = reading;
  if (unit === "score" || unit === "working days") return (denominator ?? numerator) > 5 ? reading : null;
  if (small(numerator)) return null;
  if (denominator !== null && unit !== "per10k" && (small(denominator) || small(denominator - numerator)))
    return null;
  return {
    ...reading,
    unknown: small(reading.unknown) ? 0 : reading.unknown,
    twin: small(reading.twin) ? 0 : reading.twin,
  };
}
