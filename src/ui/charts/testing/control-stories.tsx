import { attributeChart } from "../../../stats/spc/attribute.ts";
import { xmrChart } from "../../../stats/spc/xmr.ts";
import type { ChartFigureProps } from "../chart-figure.tsx";
import { controlChart } from "../control-chart.tsx";
import { attributeSeries } from "../attribute-series.ts";
import type { Better } from "../control-series.ts";
import { xmrSeries } from "../xmr-series.ts";
import { type ChartWords, finding } from "../finding.ts";
import type { Rebase } from "../rebase.tsx";
import { asCount, asPercent, type Saying } from "../saying.ts";
import { chance, months } from "./months.ts";

/** A chart with everything that stands round it but its place on the page. */
export type Story = Omit<ChartFigureProps, "id"> & { state: string };

const source = "Invented. Visits recorded in Northmoor’s case system, file of Sat 21 Nov 2026.";

function xmr(given: {
  state: string;
  values: readonly (number | null)[];
  measure: string;
  subtitle: string;
  saying: Saying;
  better?: Better;
  target?: number;
  rebases?: readonly Rebase[];
  within?: readonly [number, number];
  twoSigma?: boolean;
  linked?: boolean;
  from?: readonly [number, number];
  axisFrom?: number;
  narrative?: ChartFigureProps["narrative"];
}): Story {
  const better = given.better ?? "increase";
  const dates = months(given.from?.[0] ?? 2024, given.from?.[1] ?? 1, given.values.length);
  const result = xmrChart({
    points: dates.map((x, index) => ({ x, y: given.values[index] ?? null })),
    improvementDirection: better,
    target: given.target ?? null,
    rebase: (given.rebases ?? []).map(({ on }) => on),
    fixAfterNPoints: null,
    screenOutliers: true,
  });
  const series = xmrSeries(result, better);
  const words: ChartWords = { measure: given.measure, period: "month", saying: given.saying };
  return {
    state: given.state,
    title: finding(series, words),
    subtitle: given.subtitle,
    source,
    narrative: given.narrative,
    downloads: { png: "#png", svg: "#svg", csv: "#csv" },
    chart: controlChart({
      series,
      words,
      better,
      target: given.target,
      rebases: given.rebases,
      within: given.within,
      twoSigma: given.twoSigma,
      axisFrom: given.axisFrom,
      href: given.linked ? (x) => `#children-${x}` : undefined,
    }),
  };
}

const visits = [
  82, 79, 84, 81, 80, 83, 85, 82, 80, 84, 83, 81, 79, 82, 84, 83, 80, 82, 85, 81, 83, 82, 80, 84, 83, 82, 78,
  77, 78, 76, 77, 75, 76,
];

export const controlStories: Story[] = [
  xmr({
    state: "shift",
    values: visits,
    measure: "Visits in time",
    subtitle:
      "Child protection visits made by their due day, of those due in the month. Northmoor, January 2024 to September 2026.",
    saying: asPercent(100),
    target: 90,
    within: [0, 100],
    linked: true,
    narrative: {
      words: (
        <p>
          The fall begins with the move to three teams in March. Two posts in the east team have stood empty
          since; cover reached the children late in the month.
        </p>
      ),
      by: "Rosa Marsh, Mon 12 Oct 2026",
      action: { href: "#write", text: "Write again" },
    },
  }),
  xmr({
    state: "rebase, improvement, outside",
    values: [
      61, 64, 58, 66, 63, 60, 65, 62, 59, 64, 61, 63, 66, 77, 79, 76, 80, 78, 77, 81, 79, 78, 80, 77, 79, 78,
      80, 88,
    ],
    measure: "Conferences in 15 working days",
    subtitle: "Of conferences held in the month. Northmoor, January 2024 to April 2026.",
    saying: asPercent(100),
    target: 78,
    within: [0, 100],
    rebases: [{ on: "2025-02-01", reason: "one booking team for all chairs" }],
    twoSigma: true,
    narrative: { action: { href: "#write", text: "Write what lies behind it" } },
  }),
  xmr({
    state: "gap and trend",
    values: [34, 31, 33, null, null, 36, 35, 33, 38, 36, 37, 35, 34, 33, 31, 30, 28, 27, 25, 22],
    measure: "Assessments open beyond 45 working days",
    subtitle: "Assessments, on the last day of each month. Northmoor, January 2024 to August 2025.",
    saying: asCount,
    better: "decrease",
    axisFrom: 0,
  }),
  xmr({
    state: "13 points, no signal",
    values: [412, 433, 398, 420, 441, 405, 417, 428, 409, 436, 415, 402, 424],
    measure: "Contacts",
    subtitle: "Contacts received in the month, for each child. Northmoor, January 2024 to January 2025.",
    saying: asCount,
    better: "neutral",
  }),
  xmr({
    state: "empty",
    values: [null, null, null],
    measure: "Return interviews in 72 hours",
    subtitle: "Northmoor, January to March 2024.",
    saying: asPercent(100),
  }),
  xmr({
    state: "one point",
    values: [81],
    measure: "Visits in time",
    subtitle: "Northmoor, January 2024.",
    saying: asPercent(100),
    within: [0, 100],
    target: 90,
    linked: true,
  }),
  xmr({
    state: "five points, trial limits",
    values: [81, 84, 79, 83, 80],
    measure: "Visits in time",
    subtitle: "Northmoor, January to May 2024.",
    saying: asPercent(100),
    within: [0, 100],
  }),
  xmr({
    state: "constant",
    values: Array.from({ length: 14 }, () => 100),
    measure: "Health checks in time",
    subtitle: "Northmoor, January 2024 to February 2025.",
    saying: asPercent(100),
    within: [0, 100],
    target: 95,
  }),
  xmr({
    state: "many outside",
    values: [
      50, 51, 50, 52, 49, 62, 63, 62, 64, 50, 51, 49, 50, 52, 51, 38, 37, 38, 36, 50, 51, 50, 52, 49, 50, 63,
      64, 62, 51, 50, 49, 51, 36, 37, 38, 50,
    ],
    measure: "Weekly hours of duty cover",
    subtitle: "Hours, mean of the month. Northmoor, January 2024 to December 2026.",
    saying: asCount,
    better: "neutral",
  }),
  xmr({
    state: "huge numbers",
    values: [
      12_408_112, 12_391_220, 12_514_003, 12_402_118, 12_377_905, 12_455_602, 12_498_331, 12_420_118,
      12_388_004, 12_467_090, 12_401_667, 12_433_218, 12_449_900, 13_209_411,
    ],
    measure: "Spending on placements",
    subtitle: "Pounds a month. Northmoor, January 2024 to February 2025.",
    saying: asCount,
    better: "decrease",
  }),
];

function pChart(): Story {
  const dates = months(2024, 1, 34);
  const next = chance(7);
  const n = dates.map(() => 40 + Math.floor(next() * 60));
  const y = n.map((due, index) => Math.round(due * (index === 17 ? 0.62 : 0.84 + (next() - 0.5) * 0.1)));
  const result = attributeChart({ chart: "p", y, n, partAfter: null, freezeAfter: null });
  const series = attributeSeries(result, { dates, better: "increase" });
  const words: ChartWords = {
    measure: "Assessments in 45 working days",
    period: "month",
    saying: asPercent(1),
  };
  return {
    state: "proportions, limits that follow the denominator",
    title: finding(series, words),
    subtitle: "Of assessments authorised in the month. Northmoor, January 2024 to October 2026.",
    source,
    chart: controlChart({
      series,
      words,
      better: "increase",
      within: [0, 1],
      counts: n.map((denominator, index) => ({ numerator: y[index] ?? null, denominator })),
      countHeads: ["In time", "Authorised"],
      href: (x) => `#assessments-${x}`,
    }),
    narrative: {},
  };
}

function runStory(): Story {
  const values = [14, 17, 12, 15, 16, 13, 18, 15, 14, 16, 19, 21, 18, 20, 22, 19, 23, 20, 21, 18, 22, 20];
  const dates = months(2025, 1, values.length);
  const result = attributeChart({ chart: "run", y: values, n: null, partAfter: null, freezeAfter: null });
  const series = attributeSeries(result, { dates, better: "decrease", centreWord: "median" });
  const words: ChartWords = { measure: "Cases a worker", period: "month", saying: asCount };
  return {
    state: "run chart",
    title: finding(series, words),
    subtitle: "Cases held, mean of workers holding any. Northmoor, January 2025 to October 2026.",
    source,
    chart: controlChart({ series, words, better: "decrease", axisFrom: 0 }),
  };
}

export const attributeStories: Story[] = [pChart(), runStory()];
