import { forecastItems } from "../../../stats/forecast/forecast.ts";
import { attributeChart } from "../../../stats/spc/attribute.ts";
import { capacityCurve as capacitySteps } from "../../../stats/staffing/posts.ts";
import { loadDistribution } from "../../../stats/staffing/compound.ts";
import { capacityCurve, capacityFinding } from "../capacity-curve.tsx";
import { forecastFan } from "../forecast-fan.tsx";
import { forecastFinding, forecastPoints, type ForecastProps } from "../forecast-words.ts";
import { judgementSteps } from "../judgement-steps.tsx";
import { judgementFinding, type JudgementProps } from "../judgement-words.ts";
import { rareChart, rareFinding, type RareProps } from "../rare-chart.tsx";
import { asCount } from "../saying.ts";
import type { Story } from "./control-stories.tsx";
import { chance, months } from "./months.ts";

const source = "Invented figures.";

function referrals(state: string, count: number, scale: number, shift: boolean, horizon = 12): Story {
  const dates = months(2022, 1, count + horizon);
  const next = chance(5);
  const season = [1.02, 0.96, 1.1, 0.95, 1.06, 1.08, 1.05, 0.78, 1.0, 1.08, 1.05, 0.87];
  const values = Array.from({ length: count }, (_, index) =>
    Math.round(
      scale * (season[index % 12] ?? 1) * (shift && index >= 30 ? 0.82 : 1) * (1 + (next() - 0.5) * 0.12),
    ),
  );
  const forecast =
    count < 13
      ? undefined
      : forecastItems([
          {
            id: "a",
            set: "s",
            frequency: 12,
            start: [2022, 1],
            horizon,
            values,
            events: shift ? [{ from: [2024, 7] }] : undefined,
          },
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
  return {
    state,
    title: forecastFinding(props),
    subtitle: "Referrals a month, Northmoor, and twelve months to come.",
    source,
    narrative: {},
    chart: forecastFan(props),
  };
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
        {
          framework: "SIF",
          judgements: [
            { on: "2014-10-20", grade: 4 },
            { on: "2017-03-06", grade: 3 },
          ],
        },
        {
          framework: "ILACS",
          judgements: [
            { on: "2019-06-17", grade: 3, href: "#2019" },
            { on: "2022-09-12", grade: 2, href: "#2022" },
            { on: "2025-02-03", grade: 1, href: "#2025" },
          ],
        },
      ],
    },
    {
      name: "Help and protection",
      lines: [
        {
          framework: "SIF",
          judgements: [
            { on: "2014-10-20", grade: 4 },
            { on: "2017-03-06", grade: 3 },
          ],
        },
        {
          framework: "ILACS",
          judgements: [
            { on: "2019-06-17", grade: 3 },
            { on: "2022-09-12", grade: 3 },
            { on: "2025-02-03", grade: 2 },
          ],
        },
      ],
    },
    {
      name: "Children in care",
      lines: [
        {
          framework: "SIF",
          judgements: [
            { on: "2014-10-20", grade: 3 },
            { on: "2017-03-06", grade: 2 },
          ],
        },
        {
          framework: "ILACS to 2022",
          judgements: [
            { on: "2019-06-17", grade: 2 },
            { on: "2022-09-12", grade: 2 },
          ],
        },
        { framework: "ILACS from 2023", judgements: [{ on: "2025-02-03", grade: 1 }] },
      ],
    },
    {
      name: "Care leavers",
      lines: [
        {
          framework: "SIF",
          judgements: [
            { on: "2014-10-20", grade: 3 },
            { on: "2017-03-06", grade: 3 },
          ],
        },
        { framework: "ILACS from 2023", judgements: [{ on: "2025-02-03", grade: 2 }] },
      ],
    },
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
  judgement("one judgement", {
    ...ofsted,
    strands: [
      { name: "Overall", lines: [{ framework: "ILACS", judgements: [{ on: "2019-06-17", grade: 3 }] }] },
    ],
  }),
  judgement("empty", { ...ofsted, strands: [] }),
];

function capacity(state: string, open: number, funded: number | undefined): Story {
  const cases = [
    { weight: 4, open },
    { weight: 6, open: open / 4 },
  ];
  const steps =
    open === 0 ? [] : capacitySteps(loadDistribution({ cases, familySizes: [0.55, 0.25, 0.2] }), 82, 0.9);
  const props = { steps, funded };
  return {
    state,
    title: capacityFinding(props),
    subtitle:
      "Funded posts and the chance that every open child has a named worker. Nine posts in ten are filled.",
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

function rare(state: string, between: readonly number[], since: number, kind: "t" | "g" = "t"): Story {
  const dates = months(2024, 1, between.length).map(
    (date, index) => date.slice(0, 8) + String(1 + ((index * 7) % 27)).padStart(2, "0"),
  );
  const props: RareProps = {
    chart: attributeChart({ chart: kind, y: between, n: null, partAfter: null, freezeAfter: null }),
    dates,
    measure: kind === "t" ? "Children with no named worker" : "Conferences held late",
    unit: kind === "t" ? ["day", "days"] : ["conference", "conferences"],
    since,
    href: (x) => `#on-${x}`,
  };
  return {
    state,
    title: rareFinding(props),
    subtitle: "Northmoor, since January 2024.",
    source,
    narrative: {},
    chart: rareChart(props),
  };
}

export const rareStories: Story[] = [
  rare("time between, steady", [12, 4, 31, 9, 17, 2, 22, 14, 6, 27, 11, 8, 19, 5], 41),
  rare("time between, signal", [5, 3, 8, 2, 6, 4, 7, 3, 5, 4, 6, 3, 5, 96], 12),
  rare("opportunities between", [40, 12, 88, 23, 51, 9, 64, 33, 17, 29, 45, 60, 21], 30, "g"),
  { ...rare("none", [], 30), state: "none" },
];
