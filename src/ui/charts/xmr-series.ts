import {
  type Assurance,
  type Better,
  type ControlPoint,
  type ControlSeries,
  type Rule,
  type Side,
  sideOf,
  type Signal,
  signal,
  standingOf,
  stretches,
} from "./control-series.ts";

/** The result of an XmR chart, as `stats/spc/xmr.ts` gives it. */
export interface XmrLike {
  assurance: Assurance | null;
  anyShortGroup: boolean;
  points: readonly {
    x: string;
    y: number | null;
    group: number;
    mean: number | null;
    lpl: number | null;
    upl: number | null;
    outside: boolean;
    rel: number | null;
    trend: boolean;
    twoInThree: boolean;
    shift: boolean;
    shortGroup: boolean;
  }[];
}

/** An XmR chart as drawn. Which way each trend goes is read from its values. */
export function xmrSeries(chart: XmrLike, better: Better): ControlSeries {
  const { points } = chart;
  const flagged = (
    rule: Rule,
    flag: (index: number) => boolean,
    side: (index: number) => Side | null,
  ): Signal[] =>
    stretches(points.map((point, index) => (flag(index) ? `${point.group} ${side(index)}` : null))).map(
      ({ from, to }) => signal(rule, side(from), from, to, better),
    );
  const rel = (index: number): Side | null => sideOf(points[index]?.rel);
  const trendSide = (index: number): Side | null => {
    const here = points[index];
    const step = (
      from: XmrLike["points"][number] | undefined,
      to: XmrLike["points"][number] | undefined,
    ): Side | null =>
      from?.trend === true && to?.trend === true && from.group === to.group
        ? sideOf((to.y ?? 0) - (from.y ?? 0))
        : null;
    // Where a rise meets a fall, the shared point goes with the later one.
    return step(here, points[index + 1]) ?? step(points[index - 1], here);
  };
  const signals = [
    ...flagged("outside", (index) => points[index]?.outside === true, rel),
    ...flagged("trend", (index) => points[index]?.trend === true, trendSide),
    ...flagged("twoInThree", (index) => points[index]?.twoInThree === true, rel),
    ...flagged("shift", (index) => points[index]?.shift === true, rel),
  ];
  return {
    centreWord: "mean",
    signals,
    assurance: chart.assurance,
    trial: chart.anyShortGroup,
    points: points.map((point, index): ControlPoint => {
      // The rule reported is the first that applies, in this order.
      const rule = point.outside
        ? "outside"
        : point.trend
          ? "trend"
          : point.twoInThree
            ? "twoInThree"
            : point.shift
              ? "shift"
              : null;
      const side = rule === null ? null : rule === "trend" ? trendSide(index) : rel(index);
      return {
        x: point.x,
        y: point.y,
        group: point.group,
        centre: point.mean,
        lower: point.lpl,
        upper: point.upl,
        rule,
        side,
        standing: rule === null ? "common" : standingOf(side, better),
      };
    }),
  };
}
