import type { Standing } from "./chart.ts";

/** Which way is better. */
export type Better = "increase" | "decrease" | "neutral";
export type Side = "high" | "low";

/** The rules that can fire. `run` and `crossings` are of the run chart, the others of the XmR chart; `outside` is of every chart with limits. */
export type Rule = "outside" | "trend" | "twoInThree" | "shift" | "run" | "crossings";

/** One point, ready to be drawn: its value, and the lines at its place. */
export interface ControlPoint {
  /** First day of its period. */
  x: string;
  y: number | null;
  /** Which set of lines, from 0. */
  group: number;
  centre: number | null;
  lower: number | null;
  upper: number | null;
  /** The rule its mark shows. */
  rule: Rule | null;
  side: Side | null;
  standing: Standing;
}

/** A rule that fired, over these points. */
export interface Signal {
  rule: Rule;
  side: Side | null;
  /** Places of the first and the last point. */
  from: number;
  to: number;
  /** Points it counts. */
  count: number;
  standing: Standing;
}

export type Assurance = "consistent_pass" | "consistent_fail" | "inconsistent";

/** What any control or run chart needs to be drawn and told. */
export interface ControlSeries {
  centreWord: "mean" | "median" | "usual";
  points: readonly ControlPoint[];
  signals: readonly Signal[];
  assurance: Assurance | null;
  /** Limits that rest on fewer than 13 points. */
  trial: boolean;
}

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

/** The result of a chart of counts, proportions or rates, or of a run chart, as `stats/spc/attribute.ts` gives it. */
export interface AttributeLike {
  points: readonly {
    value: number | null;
    cl: number | null;
    lcl: number | null;
    ucl: number | null;
    sigmaSignal: boolean;
    part: number;
  }[];
  runs: readonly {
    part: number;
    usefulObs: number;
    longestRun: number | null;
    longestRunMax: number | null;
    crossings: number | null;
    crossingsMin: number | null;
    runsSignal: boolean;
  }[];
}

export function standingOf(side: Side | null, better: Better): Standing {
  if (side === null || better === "neutral") return "neutral";
  return (side === "high") === (better === "increase") ? "improvement" : "concern";
}

const sideOf = (sign: number | null | undefined): Side | null =>
  sign === null || sign === undefined || sign === 0 ? null : sign > 0 ? "high" : "low";

/** Stretches of neighbours with the same key; a null key is in none. */
function stretches(keys: readonly (string | null)[]): { key: string; from: number; to: number }[] {
  const found: { key: string; from: number; to: number }[] = [];
  for (const [index, key] of keys.entries()) {
    const last = found.at(-1);
    if (key === null) continue;
    if (last !== undefined && last.to === index - 1 && last.key === key) last.to = index;
    else found.push({ key, from: index, to: index });
  }
  return found;
}

function signal(rule: Rule, side: Side | null, from: number, to: number, better: Better): Signal {
  return { rule, side, from, to, count: to - from + 1, standing: standingOf(side, better) };
}

/** An XmR chart as drawn. Which way each trend goes is read from its values. */
export function xmrSeries(chart: XmrLike, better: Better): ControlSeries {
  const { points } = chart;
  const flagged = (rule: Rule, flag: (index: number) => boolean, side: (index: number) => Side | null): Signal[] =>
    stretches(points.map((point, index) => (flag(index) ? `${point.group} ${side(index)}` : null))).map(
      ({ from, to }) => signal(rule, side(from), from, to, better),
    );
  const rel = (index: number): Side | null => sideOf(points[index]?.rel);
  const trendSide = (index: number): Side | null => {
    const here = points[index];
    const step = (from: XmrLike["points"][number] | undefined, to: XmrLike["points"][number] | undefined): Side | null =>
      from?.trend === true && to?.trend === true && from.group === to.group ? sideOf((to.y ?? 0) - (from.y ?? 0)) : null;
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
      const rule = point.outside ? "outside" : point.trend ? "trend" : point.twoInThree ? "twoInThree" : point.shift ? "shift" : null;
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

/**
 * A chart of counts, proportions, rates or times, or a run chart, as drawn.
 * @param dates first day of each point's period, or the day of each event
 * @param centreWord "median" for a run chart, "usual" for times between events, whose centre is neither
 */
export function attributeSeries(
  chart: AttributeLike,
  options: {
    dates: readonly string[];
    better: Better;
    centreWord?: ControlSeries["centreWord"];
    assurance?: Assurance | null;
  },
): ControlSeries {
  const { better, dates } = options;
  const { points } = chart;
  const side = (index: number): Side | null => {
    const point = points[index];
    return point === undefined || point.value === null || point.cl === null ? null : sideOf(point.value - point.cl);
  };
  const outside = stretches(points.map((point, index) => (point.sigmaSignal ? `${point.part} ${side(index)}` : null))).map(
    ({ from, to }) => signal("outside", side(from), from, to, better),
  );
  const runs = chart.runs.flatMap((run) => runSignals(points, run, side, better));
  const inRun = (index: number): Signal | undefined =>
    runs.find(({ rule, from, to, side: of }) => rule === "run" && from <= index && index <= to && of === side(index));
  const sizes = chart.runs.map(({ part }) => points.filter((point) => point.part === part).length);
  return {
    centreWord: options.centreWord ?? "mean",
    signals: [...outside, ...runs],
    assurance: options.assurance ?? null,
    trial: points.some(({ ucl }) => ucl !== null) && sizes.some((size) => size < 13),
    points: points.map((point, index): ControlPoint => {
      const rule = point.sigmaSignal ? "outside" : inRun(index) ? "run" : null;
      return {
        x: dates[index] ?? "",
        y: point.value,
        group: point.part - 1,
        centre: point.cl,
        lower: point.lcl,
        upper: point.ucl,
        rule,
        side: rule === null ? null : side(index),
        standing: rule === null ? "common" : standingOf(side(index), better),
      };
    }),
  };
}

/** The unusually long runs of one part, and the part as a whole where it crosses its centre too seldom. */
function runSignals(
  points: AttributeLike["points"],
  run: AttributeLike["runs"][number],
  side: (index: number) => Side | null,
  better: Better,
): Signal[] {
  if (!run.runsSignal) return [];
  // Points on the line, and missing ones, are passed over: a run goes on behind them.
  const useful = points.flatMap(({ part }, index) => (part === run.part && side(index) !== null ? [index] : []));
  const found: Signal[] = [];
  let open: Signal | undefined;
  for (const index of useful) {
    const of = side(index);
    if (open !== undefined && open.side === of) {
      open.to = index;
      open.count += 1;
    } else {
      open = signal("run", of, index, index, better);
      found.push(open);
    }
  }
  const long = found.filter(({ count }) => count > (run.longestRunMax ?? Infinity));
  const seldom = run.crossings !== null && run.crossingsMin !== null && run.crossings < run.crossingsMin;
  const [first, last] = [useful[0], useful.at(-1)];
  if (!seldom || first === undefined || last === undefined) return long;
  return [...long, { ...signal("crossings", null, first, last, better), count: run.crossings ?? 0 }];
}

/** How strongly a rule speaks: what says since when comes before what says only that. */
export const WEIGHT: Readonly<Record<Rule, number>> = { shift: 5, run: 5, trend: 4, outside: 3, twoInThree: 2, crossings: 1 };

/**
 * The signals worth words: points near a limit inside a longer signal the same way say nothing that it does not. Their marks stay.
 */
export function chiefSignals(signals: readonly Signal[]): Signal[] {
  return signals.filter(
    (signal) =>
      signal.rule !== "twoInThree" ||
      !signals.some(
        (other) =>
          other.rule !== "twoInThree" && other.side === signal.side && other.from <= signal.from && other.to >= signal.to,
      ),
  );
}
