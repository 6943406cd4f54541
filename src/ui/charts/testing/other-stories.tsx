import { forecastItems } from "../../../stats/forecast/forecast.ts";
import { attributeChart } from "../../../stats/spc/attribute.ts";
import { capacityCurve as capacitySteps } from "../../../stats/staffing/posts.ts";
import { loadDistribution } from "../../../stats/staffing/compound.ts";
import { areaLines, type AreaLine } from "../area-lines.tsx";
import { capacityCurve, capacityFinding } from "../capacity-curve.tsx";
import { distributionChart, distributionFinding, type DistributionChartProps } from "../distribution-chart.tsx";
import { forecastFan, forecastFinding, forecastPoints, type ForecastProps } from "../forecast-fan.tsx";
import { judgementFinding, judgementSteps, type JudgementProps } from "../judgement-steps.tsx";
import { rareChart, rareFinding, type RareProps } from "../rare-chart.tsx";
import { asCount, asRate } from "../saying.ts";
import { smallMultiples } from "../small-multiples.tsx";
import type { Story } from "./control-stories.tsx";
import { chance, months } from "./months.ts";

const source = "Invented figures.";

function referrals(state: string, count: number, scale: number, shift: boolean, horizon = 12): Story {
  const dates = months(2022, 1, count + horizon);
  const next = chance(5);
  const season = [1.02, 0.96, 1.1, 0.95, 1.06, 1.08, 1.05, 0.78, 1.0, 1.08, 1.05, 0.87];
  const values = Array.from({ length: count }, (_, index) =>
    Math.round(scale * (season[index % 12] ?? 1) * (shift && index >= 30 ? 0.82 : 1) * (1 + (next() - 0.5) * 0.12)),
  );
  const forecast =
    count < 13
      ? undefined
      : forecastItems([
          { id: "a", set: "s", frequency: 12, start: [2022, 1], horizon, values, events: shift ? [{ from: [2024, 7] }] : undefined },
        ])[0];
  const props: ForecastProps = {
    measure: "Referrals",
    period: "month",
    saying: asCount,
    axisFrom: 0,
    history: values.map((y, index) => ({ x: dates[index] ?? "", y: index === 9 && count > 20 ? null : y })),
    forecast: forecast ? forecastPoints(forecast, dates.slice(count)) : [],
    events: shift ? [{ on: "2024-07-01", words: "threshold document 3" }] : undefined,
  };
  return { state, title: forecastFinding(props), subtitle: "Referrals a month, Northmoor, and twelve months to come.", source, narrative: {}, chart: forecastFan(props) };
}

export const forecastStories: Story[] = [
  referrals("forecast with a level shift and a gap", 54, 240, true),
  referrals("forecast of huge numbers", 40, 48_000_000, false),
  referrals("too short", 1, 240, false, 0),
  referrals("empty", 0, 240, false, 0),
];

const ofsted: JudgementProps = {
  measure: "Ofsted, Northmoor",
  from: "2013-06-01",
  to: "2026-06-01",
  strands: [
    {
      name: "Overall",
      lines: [
        { framework: "SIF", judgements: [{ on: "2014-10-20", grade: 4 }, { on: "2017-03-06", grade: 3 }] },
        { framework: "ILACS", judgements: [{ on: "2019-06-17", grade: 3, href: "#2019" }, { on: "2022-09-12", grade: 2, href: "#2022" }, { on: "2025-02-03", grade: 1, href: "#2025" }] },
      ],
    },
    {
      name: "Help and protection",
      lines: [
        { framework: "SIF", judgements: [{ on: "2014-10-20", grade: 4 }, { on: "2017-03-06", grade: 3 }] },
        { framework: "ILACS", judgements: [{ on: "2019-06-17", grade: 3 }, { on: "2022-09-12", grade: 3 }, { on: "2025-02-03", grade: 2 }] },
      ],
    },
    {
      name: "Children in care",
      lines: [
        { framework: "SIF", judgements: [{ on: "2014-10-20", grade: 3 }, { on: "2017-03-06", grade: 2 }] },
        { framework: "ILACS to 2022", judgements: [{ on: "2019-06-17", grade: 2 }, { on: "2022-09-12", grade: 2 }] },
        { framework: "ILACS from 2023", judgements: [{ on: "2025-02-03", grade: 1 }] },
      ],
    },
    { name: "Care leavers", lines: [{ framework: "SIF", judgements: [{ on: "2014-10-20", grade: 3 }, { on: "2017-03-06", grade: 3 }] }, { framework: "ILACS from 2023", judgements: [{ on: "2025-02-03", grade: 2 }] }] },
  ],
};

const judgement = (state: string, props: JudgementProps): Story => ({
  state,
  title: judgementFinding(props),
  subtitle: "Judgements as made, under each framework.",
  source: "Invented, in the shape of Ofsted’s published judgements.",
  chart: judgementSteps(props),
});

export const judgementStories: Story[] = [
  judgement("three frameworks", ofsted),
  judgement("one judgement", { ...ofsted, strands: [{ name: "Overall", lines: [{ framework: "ILACS", judgements: [{ on: "2019-06-17", grade: 3 }] }] }] }),
  judgement("empty", { ...ofsted, strands: [] }),
];

function capacity(state: string, open: number, funded: number | undefined): Story {
  const cases = [
    { weight: 4, open },
    { weight: 6, open: open / 4 },
  ];
  const steps = open === 0 ? [] : capacitySteps(loadDistribution({ cases, familySizes: [0.55, 0.25, 0.2] }), 82, 0.9);
  const props = { steps, funded };
  return {
    state,
    title: capacityFinding(props),
    subtitle: "Funded posts and the chance that every open child has a named worker. Nine posts in ten are filled.",
    source,
    narrative: {},
    chart: capacityCurve(props),
  };
}

export const capacityStories: Story[] = [
  capacity("a team", 120, 11),
  capacity("a service", 1600, 118),
  capacity("far too few", 400, 12),
  capacity("nobody asked", 30, undefined),
  capacity("empty", 0, 10),
];

const years = Array.from({ length: 11 }, (_, index) => `${2015 + index}-01-01`);
function area(name: string, kind: AreaLine["kind"], start: number, end: number, seed: number, gap = false): AreaLine {
  const next = chance(seed);
  return {
    name,
    kind,
    href: `#${name}`,
    values: years.map((_, index) => (gap && (index === 3 || index === 4) ? null : Math.max(0, start + ((end - start) * index) / 10 + (next() - 0.5) * 3))),
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
  ...Array.from({ length: 20 }, (_, index) => area(`Area ${index + 1}`, "other", 5 + index * 0.8, 6 + ((index * 7) % 13), 20 + index)),
];

const lines = (state: string, given: readonly AreaLine[], dates: readonly string[] = years): Story => ({
  state,
  title: "Care applications fell in Ironbridge from 24 to 7 for each 10,000 children and stayed high in Saltcombe",
  subtitle: "Section 31 applications for each 10,000 children, years to March 2015 to 2025.",
  source: "Invented, in the shape of Cafcass’s yearly figures.",
  narrative: {},
  chart: areaLines({ measure: "Care applications", period: "year", dates, lines: given, saying: asRate(1), axisFrom: 0, marks: dates.length > 5 ? [{ on: "2020-01-01", words: "pandemic" }] : [] }),
});

export const lineStories: Story[] = [
  lines("areas over years", areas),
  lines("lines that end together", [8, 8.1, 8.2, 8.3, 8.4, 8.5, 8.6].map((end, index) => area(`Place ${index + 1}`, index === 0 ? "own" : "named", 4 + index, end, 3))),
  lines("one year", areas.slice(0, 4).map((line) => ({ ...line, values: line.values.slice(0, 1) })), years.slice(0, 1)),
  lines("empty", []),
  {
    state: "small multiples",
    title: "Saltcombe stayed three times as high as England for eleven years",
    subtitle: "Section 31 applications for each 10,000 children, years to March 2015 to 2025.",
    source: "Invented, in the shape of Cafcass’s yearly figures.",
    chart: smallMultiples({ measure: "Care applications", period: "year", dates: years, lines: areas.slice(0, 12), saying: asRate(1), axisFrom: 0 }),
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
const took = [4, 9, 11, 14, 15, 18, 19, 21, 22, 22, 24, 25, 26, 28, 29, 30, 31, 31, 32, 33, 34, 34, 35, 36, 36, 37, 38, 38, 39, 40, 41, 41, 42, 43, 43, 44, 44, 44, 45, 45, 45, 45, 45, 46, 47, 47, 49, 51, 55, 58, 66, 81].map((day) => ({ days: day, count: 1 }));

export const dayStories: Story[] = [
  days("days taken", { counts: took, deadline: 45, unit: "working day", things: "assessments" }),
  days("one", { counts: [{ days: 12, count: 1 }], deadline: 45, unit: "working day", things: "assessments" }),
  days("all late", { counts: [{ days: 300, count: 12_408 }], deadline: 1, unit: "working day", things: "contacts" }),
  days("empty", { counts: [], deadline: 45, things: "assessments" }),
];

function rare(state: string, between: readonly number[], since: number, kind: "t" | "g" = "t"): Story {
  const dates = months(2024, 1, between.length).map((date, index) => date.slice(0, 8) + String(1 + ((index * 7) % 27)).padStart(2, "0"));
  const props: RareProps = {
    chart: attributeChart({ chart: kind, y: between, n: null, partAfter: null, freezeAfter: null }),
    dates,
    measure: kind === "t" ? "Children with no named worker" : "Conferences held late",
    unit: kind === "t" ? ["day", "days"] : ["conference", "conferences"],
    since,
    href: (x) => `#on-${x}`,
  };
  return { state, title: rareFinding(props), subtitle: "Northmoor, since January 2024.", source, narrative: {}, chart: rareChart(props) };
}

export const rareStories: Story[] = [
  rare("time between, steady", [12, 4, 31, 9, 17, 2, 22, 14, 6, 27, 11, 8, 19, 5], 41),
  rare("time between, signal", [5, 3, 8, 2, 6, 4, 7, 3, 5, 4, 6, 3, 5, 96], 12),
  rare("opportunities between", [40, 12, 88, 23, 51, 9, 64, 33, 17, 29, 45, 60, 21], 30, "g"),
  { ...rare("none", [], 30), state: "none" },
];
