import type { Chart } from "./chart.ts";
import { controlChart } from "./control-chart.tsx";
import { type AttributeLike, attributeSeries } from "./attribute-series.ts";
import type { ControlPoint, Signal } from "./control-series.ts";
import { inPeriod, sayPeriod } from "./periods.ts";
import { asCountOf, type Saying } from "./saying.ts";

export interface RareProps {
  /** Result of a t chart (time between events) or a g chart (opportunities between them), one point for each event but the first. */
  chart: AttributeLike;
  /** Day of each event charted. */
  dates: readonly string[];
  /** What is rare, begins a sentence: "Children with no named worker". */
  measure: string;
  /** What lies between two of them. */
  unit: readonly [one: string, many: string];
  /** So much has passed since the last, and it may yet be more. */
  since?: number | undefined;
  href?: ((x: string, index: number) => string | undefined) | undefined;
}

const words = ({ measure, unit }: RareProps): { measure: string; period: "day"; saying: Saying } => ({
  measure: `${measure}: ${unit[1]} between`,
  period: "day",
  saying: asCountOf(unit[0], unit[1]),
});

const series = ({ chart, dates }: RareProps) =>
  attributeSeries(chart, { dates, better: "increase", centreWord: "usual" });

/**
 * A chart of what should hardly ever happen: not how many in a month, which would be a row of noughts and ones, but how long between one and the next. High is good.
 */
export function rareChart(props: RareProps): Chart {
  const { since, unit } = props;
  const made = controlChart({
    series: series(props),
    words: words(props),
    better: "increase",
    axisFrom: 0,
    href: props.href,
  });
  const [one, many] = unit;
  return {
    ...made,
    empty:
      props.chart.points.length === 0
        ? "Fewer than two are known, so there is no time between them to draw."
        : made.empty,
    notes: [
      ...(since === undefined
        ? []
        : [{ text: `${asCountOf(one, many).say(since)} since the last. That is not drawn until the next.` }]),
      ...made.notes,
      { text: `Each mark is one event; its height is the ${many} since the one before. Higher is better.` },
    ],
  };
}

/** Title of a chart of rare events: a signal where there is one, else how far apart they usually come and how long it has been. */
export function rareFinding(props: RareProps): string {
  const { measure, unit, since } = props;
  const made = series(props);
  const last = made.points.at(-1);
  const { say } = asCountOf(unit[0], unit[1]);
  if (last === undefined) return `${measure}: too few to see a pattern`;
  const end = made.points.length - 1;
  const now = made.signals.find(({ to, rule }) => to === end && rule !== "crossings");
  if (now !== undefined) return `${measure} ${sayRare(now, made.points, say)}`;
  const upper = last.upper;
  if (since !== undefined && upper !== null && since > upper) {
    return `${measure}: none for ${say(since)}, longer than chance makes`;
  }
  const usual = last.centre === null ? "" : `, usually every ${say(last.centre)}`;
  return `${measure}: the last ${inPeriod(last.x, "day")}${usual}. No signal`;
}

/** A signal in the words of what comes seldom: further apart or closer together, rather than up or down. */
function sayRare(signal: Signal, points: readonly ControlPoint[], say: (value: number) => string): string {
  const first = points[signal.from];
  const farther = signal.side === "high";
  const when = sayPeriod(first?.x ?? "", "day");
  if (signal.rule === "outside" && signal.count === 1) {
    return `on ${when} came ${say(first?.y ?? 0)} after the one before, ${farther ? "longer" : "shorter"} than chance makes`;
  }
  return `come ${farther ? "further apart" : "closer together"} since ${when}: ${signal.count} in a row`;
}
