import { BYTE_ORDER_MARK, csvLine } from "../../platform/files/csvCells.ts";
import { pngOf } from "../../platform/files/png.ts";
import type { WebReply } from "../../platform/web/route.ts";
import { areaLines } from "../../ui/charts/area-lines.tsx";
import { capacityCurve, capacityFinding } from "../../ui/charts/capacity-curve.tsx";
import type { Chart } from "../../ui/charts/chart.ts";
import { chartFileName, chartSvg } from "../../ui/charts/chart-svg.tsx";
import { asPercent } from "../../ui/charts/saying.ts";
import type { Assumptions } from "./assumptions.ts";
import { CASE_TYPES } from "./caseTypes.ts";
import type { Duty, Outcome } from "./outcome.ts";
import type { Simulated } from "./simulation.ts";
import { stepsOf } from "./words.ts";

const PNG_WIDTH = 1440;
const NONE = { month: 1, mean: 1, low: 1, high: 1 };

/** Posts against the chance that nobody waits. */
export function curveOf(
  a: Assumptions,
  outcome: Outcome,
): { readonly chart: Chart; readonly finding: string } {
  const props = { steps: outcome.curve, funded: a.posts };
  return { chart: capacityCurve(props), finding: capacityFinding(props) };
}

export const CURVE_SUBTITLE =
  "Funded posts against the chance that no child waits for a worker, with posts vacant and filled as assumed.";

/** A simulation by month: the mean of the runs, and where nine in ten lay. */
export function monthsChart(s: Simulated, year: number): Chart {
  const share = asPercent();
  const lowest = s.byMonth.reduce(
    (least, month) => (month.mean < least.mean ? month : least),
    s.byMonth[0] ?? NONE,
  );
  const lines = (of: (month: Simulated["byMonth"][number]) => number): number[] => s.byMonth.map(of);
  const drawn = areaLines({
    measure: "Share of time in which nobody waits",
    period: "month",
    dates: s.byMonth.map(({ month }) => `${year}-${String(month).padStart(2, "0")}-01`),
    saying: share,
    axisFrom: 0,
    lines: [
      { name: "mean", kind: "own", values: lines(({ mean }) => mean) },
      { name: "low, 1 run in 20 is below", kind: "other", values: lines(({ low }) => low) },
      { name: "high, 1 run in 20 is above", kind: "other", values: lines(({ high }) => high) },
    ],
  });
  return {
    ...drawn,
    description: `Share of the time in which nobody waits, by month. It is least in month ${lowest.month}: ${share.say(lowest.mean)}, with nine runs in ten from ${share.say(lowest.low)} to ${share.say(lowest.high)}.`,
    notes: [{ text: "Pale lines: nine runs in ten lie between them." }],
  };
}

/** The curve on its own. */
export async function curveFile(a: Assumptions, outcome: Outcome, kind: "svg" | "png"): Promise<WebReply> {
  const { chart, finding } = curveOf(a, outcome);
  const svg = chartSvg({
    title: finding,
    subtitle: CURVE_SUBTITLE,
    chart,
    source: "A what-if. It plans teams; points are local policy, and nothing here measures a worker.",
  });
  const name = `${chartFileName("posts and the chance that nobody waits")}.${kind}`;
  return kind === "svg"
    ? { kind: "file", name, type: "image/svg+xml", content: svg }
    : { kind: "file", name, type: "image/png", content: await pngOf(svg, PNG_WIDTH) };
}

const share = (n: number): number => Math.round(n * 10_000) / 10_000;

/** Everything of a what-if as a table: what went in, the working, the curve, the queue and the simulation. */
export function figuresFile(
  name: string,
  of: {
    readonly assumptions: Assumptions;
    readonly outcome: Outcome;
    readonly duty: Duty;
    readonly simulation: Simulated | null;
  },
): WebReply {
  const { assumptions: a, outcome, duty, simulation } = of;
  const words = (type: string): string => CASE_TYPES.find(({ id }) => id === type)?.words ?? type;
  const { cases, duty: dutyIn, familySizes, season, ...plain } = a;
  const lines: (readonly unknown[])[] = [
    [name],
    ["A what-if. It plans teams; points are local policy, and nothing here measures a worker."],
    [],
    ["Cases", "Open", "Points each", "Mean years open"],
    ...cases.map((one) => [words(one.type), one.open, one.points, one.years]),
    [],
    ["Assumption", "Value"],
    ...Object.entries(plain),
    ["familySizes", familySizes.map(share).join(" ")],
    ["season", season.join(" ")],
    ...Object.entries(dutyIn).map(([key, value]) => [`duty ${key}`, value]),
    [],
    ["Working", "Number", "Unit"],
    ...stepsOf(a, outcome).map(({ what, n, unit }) => [what, n, unit]),
    [],
    ["Posts", "Chance that nobody waits"],
    ...outcome.curve.map(({ posts, chance }) => [posts, share(chance)]),
    [],
    ["Duty team: workers", "Chance that a new case waits"],
    ...duty.sizes.map(({ workers, waits }) => [workers, share(waits)]),
    ...(simulation === null
      ? []
      : [
          [],
          ["Simulated month", "Share of time nobody waits", "90% low", "90% high"],
          ...simulation.byMonth.map(({ month, mean, low, high }) => [
            month,
            share(mean),
            share(low),
            share(high),
          ]),
        ]),
  ];
  return {
    kind: "file",
    name: `${chartFileName(name)}.csv`,
    type: "text/csv; charset=utf-8",
    content: BYTE_ORDER_MARK + lines.map(csvLine).join(""),
  };
}
