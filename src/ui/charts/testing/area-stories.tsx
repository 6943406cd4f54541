import { areaLines, type AreaLine } from "../area-lines.tsx";
import {
  distributionChart,
  distributionFinding,
  type DistributionChartProps,
} from "../distribution-chart.tsx";
import { smallMultiples } from "../small-multiples.tsx";
import { asRate } from "../saying.ts";
import type { Story } from "./control-stories.tsx";
import { chance } from "./months.ts";

const source = "Invented figures.";

const years = Array.from({ length: 11 }, (_, index) => `${2015 + index}-01-01`);
function area(
  name: string,
  kind: AreaLine["kind"],
  start: number,
  end: number,
  seed: number,
  gap = false,
): AreaLine {
  const next = chance(seed);
  return {
    name,
    kind,
    href: `#${name}`,
    values: years.map((_, index) =>
      gap && (index === 3 || index === 4)
        ? null
        : Math.max(0, start + ((end - start) * index) / 10 + (next() - 0.5) * 3),
    ),
  };
}
const areas: AreaLine[] = [
  area("England", "reference", 9.7, 9.1, 1),
  area("Northmoor", "own", 14, 11, 2),
  area("Saltcombe", "named", 28, 31, 3),
  area("Eastwold", "named", 14, 11.2, 4),
  area("Westerby and the Vale", "named", 4.4, 4.3, 5, true),
  area("Ironbridge", "named", 24, 7, 6),
  area("Millhaven", "named", 12, 10.6, 7),
  ...Array.from({ length: 20 }, (_, index) =>
    area(`Area ${index + 1}`, "other", 5 + index * 0.8, 6 + ((index * 7) % 13), 20 + index),
  ),
];

const lines = (state: string, given: readonly AreaLine[], dates: readonly string[] = years): Story => ({
  state,
  title:
    "Care applications fell in Ironbridge from 24 to 7 for each 10,000 children and stayed high in Saltcombe",
  subtitle: "Section 31 applications for each 10,000 children, years to March 2015 to 2025.",
  source: "Invented, in the shape of Cafcass’s yearly figures.",
  narrative: {},
  chart: areaLines({
    measure: "Care applications",
    period: "year",
    dates,
    lines: given,
    saying: asRate(1),
    axisFrom: 0,
    marks: dates.length > 5 ? [{ on: "2020-01-01", words: "pandemic" }] : [],
  }),
});

export const lineStories: Story[] = [
  lines("areas over years", areas),
  lines(
    "lines that end together",
    [8, 8.1, 8.2, 8.3, 8.4, 8.5, 8.6].map((end, index) =>
      area(`Place ${index + 1}`, index === 0 ? "own" : "named", 4 + index, end, 3),
    ),
  ),
  lines(
    "one year",
    areas.slice(0, 4).map((line) => ({ ...line, values: line.values.slice(0, 1) })),
    years.slice(0, 1),
  ),
  lines("empty", []),
  {
    state: "small multiples",
    title: "Saltcombe stayed three times as high as England for eleven years",
    subtitle: "Section 31 applications for each 10,000 children, years to March 2015 to 2025.",
    source: "Invented, in the shape of Cafcass’s yearly figures.",
    chart: smallMultiples({
      measure: "Care applications",
      period: "year",
      dates: years,
      lines: areas.slice(0, 12),
      saying: asRate(1),
      axisFrom: 0,
    }),
  },
];

const days = (state: string, props: DistributionChartProps): Story => ({
  state,
  title: distributionFinding(props),
  subtitle: "Days from referral to authorised assessment, 1 April to 31 October 2026.",
  source,
  narrative: {},
  chart: distributionChart(props),
});
const took = [
  4, 9, 11, 14, 15, 18, 19, 21, 22, 22, 24, 25, 26, 28, 29, 30, 31, 31, 32, 33, 34, 34, 35, 36, 36, 37, 38,
  38, 39, 40, 41, 41, 42, 43, 43, 44, 44, 44, 45, 45, 45, 45, 45, 46, 47, 47, 49, 51, 55, 58, 66, 81,
].map((day) => ({ days: day, count: 1 }));

export const dayStories: Story[] = [
  days("days taken", { counts: took, deadline: 45, unit: "working day", things: "assessments" }),
  days("one", { counts: [{ days: 12, count: 1 }], deadline: 45, unit: "working day", things: "assessments" }),
  days("all late", {
    counts: [{ days: 300, count: 12_408 }],
    deadline: 1,
    unit: "working day",
    things: "contacts",
  }),
  days("empty", { counts: [], deadline: 45, things: "assessments" }),
];
