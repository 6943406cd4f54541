import {
  type Assurance,
  type Better,
  type ControlPoint,
  type ControlSeries,
  type Side,
  sideOf,
  type Signal,
  signal,
  standingOf,
  stretches,
} from "./control-series.ts";

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
    return point === undefined || point.value === null || point.cl === null
      ? null
      : sideOf(point.value - point.cl);
  };
  const outside = stretches(
    points.map((point, index) => (point.sigmaSignal ? `${point.part} ${side(index)}` : null)),
  ).map(({ from, to }) => signal("outside", side(from), from, to, better));
  const runs = chart.runs.flatMap((run) => runSignals(points, run, side, better));
  const inRun = (index: number): Signal | undefined =>
    runs.find(
      ({ rule, from, to, side: of }) => rule === "run" && from <= index && index <= to && of === side(index),
    );
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
  const useful = points.flatMap(({ part }, index) =>
    part === run.part && side(index) !== null ? [index] : [],
  );
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
