import type { Chart } from "../../ui/charts/chart.ts";
import { controlChart } from "../../ui/charts/control-chart.tsx";
import type { Point } from "../insight/series.ts";
import type { Change } from "./read.ts";

/** The picture of a change, from figures that are fit for who sees it. It leads nowhere. */
export function changeChart({ indicator, charted, rebases }: Change): Chart {
  return controlChart({
    series: charted.series,
    words: charted.words,
    better: charted.better,
    rebases,
    within: charted.within,
    axisFrom: charted.within === undefined ? 0 : undefined,
    target: indicator.target,
    ...(charted.points.some(({ reading }) => reading !== null && reading.denominator !== null)
      ? { counts: countsOf(charted.points), countHeads: ["Numerator", "Denominator"] as const }
      : {}),
  });
}

/** What each month's value is made of, where it is made of two. */
const countsOf = (points: readonly Point[]) =>
  points.map(({ reading, immature }) =>
    reading === null || immature
      ? { numerator: null, denominator: null }
      : { numerator: reading.numerator, denominator: reading.denominator },
  );

/** What is drawn, in a line under its finding. */
export const saySubtitle = ({ measure, charted }: Pick<Change, "measure" | "charted">): string =>
  `${measure.name}, by month. ${charted.method}.`;
