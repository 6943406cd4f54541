import { funnel } from "../../../stats/funnel/funnel.ts";
import { funnelPlot } from "../funnel-plot.tsx";
import { type FunnelPlotProps, funnelUnits } from "../funnel-units.ts";
import { funnelFinding } from "../funnel-words.ts";
import { asPercent } from "../saying.ts";
import type { Story } from "./control-stories.tsx";
import { chance } from "./months.ts";

const places =
  "Alder Birch Cedar Dale Elm Fern Glen Hazel Ivy Juniper Kelp Larch Maple Nettle Oak Pine Quince Rowan Sedge Thorn".split(
    " ",
  );
const ends = ["bury", "ham", "ford", "mouth", "shire", "wick", "ton"];
const names = places.flatMap((place) => ends.map((end) => `${place}${end}`));

function story(state: string, count: number, noise: number, multiply = 1): Story {
  const next = chance(11);
  const given = names.slice(0, count).map((group, index) => {
    const denominator = multiply * Math.round(220 + 9000 * next() ** 3);
    const rate =
      0.215 + (next() + next() + next() - 1.5) * noise + (index === 9 ? 0.15 : index === 30 ? -0.11 : 0);
    return { group, denominator, numerator: Math.round(denominator * Math.max(0.02, Math.min(0.95, rate))) };
  });
  const result = funnel({
    dataType: "proportion",
    srMethod: null,
    limit: 99,
    multiplier: 100,
    trimBy: 0.1,
    units: given,
  });
  const props: FunnelPlotProps = {
    units: funnelUnits(result.units, given, 100, (group) => {
      const index = names.indexOf(group);
      const kind = index === 4 ? "own" : index % 14 === 6 ? "neighbour" : "other";
      return { name: group, kind, href: kind === "other" ? undefined : `#${group}` };
    }),
    target: result.target * 100,
    targetWords: "England",
    measure: "Re-referrals in 12 months",
    numeratorHead: "Re-referrals",
    denominatorHead: "Referrals",
    saying: asPercent(100, 1),
    within: [0, 100],
  };
  return {
    state,
    title: funnelFinding(props),
    subtitle:
      "Share of referrals within 12 months of an earlier one of the same child, year to March 2025. Each mark an authority.",
    source: "Invented, in the shape of the Department for Education’s children in need statistics.",
    narrative: {},
    chart: funnelPlot(props),
  };
}

export const funnelStories: Story[] = [
  story("140 authorities", 140, 0.09),
  story("many outliers", 140, 0.01),
  story("huge numbers", 60, 0.12, 40_000),
  story("six authorities", 6, 0.1),
  story("one authority", 1, 0.1),
  story("empty", 0, 0.1),
];
