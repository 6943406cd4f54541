import { areaLines } from "../../ui/charts/area-lines.tsx";
import type { Chart } from "../../ui/charts/chart.ts";
import { asCount } from "../../ui/charts/saying.ts";
import type { BackTest } from "./backTest.ts";
import { shown, shownCounts } from "./shown.ts";
import type { SeriesView } from "./view.ts";

/** Periods drawn: three years, of which the last was forecast. */
const DRAWN = { month: 36, quarter: 16 } as const;

/** What came, with the latest forecast that can be scored whole laid over it. */
export function backTestChart(view: SeriesView, test: BackTest): Chart {
  const counts = view.counts.slice(-DRAWN[view.by]);
  const last = test.origins.at(-1);
  const along = (of: (period: NonNullable<typeof last>["periods"][number]) => number): (number | null)[] =>
    counts.map(({ on }) => {
      const period = last?.periods.find((one) => one.on === on);
      return period === undefined ? null : shown(Math.round(of(period)), view.shows);
    });
  const drawn = areaLines({
    measure: view.history.series.name,
    period: view.by,
    dates: counts.map(({ on }) => on),
    saying: asCount,
    axisFrom: 0,
    lines: [
      { name: "what came", kind: "own", values: shownCounts(counts, view.shows).map(({ y }) => y) },
      { name: "forecast", kind: "reference", values: along((p) => p.mean) },
      { name: "band for 8 in 10, low", kind: "other", values: along((p) => p.lo80) },
      { name: "band for 8 in 10, high", kind: "other", values: along((p) => p.hi80) },
    ],
  });
  const inside = last?.periods.filter((p) => p.n >= p.lo80 && p.n <= p.hi80).length ?? 0;
  return {
    ...drawn,
    description: `What came by ${view.by}, and over it the forecast made a year before with its band for 8 in 10. ${inside} of the ${last?.periods.length ?? 0} ${view.by}s came inside the band.`,
    notes: [{ text: "Dashed: the forecast, made a year before. Pale lines: its band for 8 in 10." }],
  };
}
