import { notFound } from "../../kernel/result.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { BYTE_ORDER_MARK, csvLine } from "../../platform/files/csvCells.ts";
import { pngOf } from "../../platform/files/png.ts";
import { refused, type WebReply } from "../../platform/web/route.ts";
import { chartFileName, chartSvg } from "../../ui/charts/chart-svg.tsx";
import { controlChart } from "../../ui/charts/control-chart.tsx";
import { chartOf, fitToLeave } from "./chart.ts";
import type { Point } from "./series.ts";
import type { IndicatorView } from "./view.ts";

const PNG_WIDTH = 1440;

/** The months as they may leave: none that gives away one to five children. */
const leaving = (found: IndicatorView): Point[] =>
  (found.charted?.points ?? []).map((point) => ({ ...point, reading: fitToLeave(point.reading) }));

/** An indicator's chart as a picture to take away. */
export async function pictureOf(
  handle: Handle,
  found: IndicatorView,
  kind: "svg" | "png",
): Promise<WebReply> {
  const { indicator, measure, rebases, cut } = found;
  if (found.charted === null) return refused(notFound().failures);
  const standing = rebases.filter((line) => line.withdrawn === null);
  const charted = chartOf(indicator, measure, leaving(found), standing.map((line) => line.on).toSorted());
  const svg = chartSvg({
    title: charted.finding,
    subtitle: `${measure.name}, by month${cut === null ? "" : `, ${cut.words}`}. ${charted.method}. Months of one to five children are left out.`,
    chart: controlChart({
      series: charted.series,
      words: charted.words,
      better: charted.better,
      rebases: standing.map(({ on, reason }) => ({ on, reason })),
      within: charted.within,
      axisFrom: charted.within === undefined ? 0 : undefined,
    }),
    source: `${indicator.source}. Indicator ${indicator.no}.`,
  });
  await handle.audit("insight.taken", { detail: { indicator: indicator.no, kind } });
  const name = `${chartFileName(`${indicator.no} ${indicator.name}`)}.${kind}`;
  return kind === "svg"
    ? { kind: "file", name, type: "image/svg+xml", content: svg }
    : { kind: "file", name, type: "image/png", content: await pngOf(svg, PNG_WIDTH) };
}

/** The same in figures. */
export async function figuresOf(handle: Handle, found: IndicatorView): Promise<WebReply> {
  const { indicator, measure, cut } = found;
  const lines = leaving(found).map(({ month, reading, immature }) =>
    csvLine(
      immature
        ? [month, "", "", "", "", "not settled yet"]
        : reading === null
          ? [month, "", "", "", "", "too few to show"]
          : [month, reading.value, reading.numerator, reading.denominator, reading.unknown, ""],
    ),
  );
  await handle.audit("insight.taken", { detail: { indicator: indicator.no, kind: "csv" } });
  const head = [
    csvLine([`${indicator.no} ${indicator.name}: ${measure.name}${cut === null ? "" : `, ${cut.words}`}`]),
    csvLine([indicator.definition]),
    csvLine([`${indicator.source}. Months that would show one to five children are left out.`]),
    csvLine(["Month", "Value", "Numerator", "Denominator", "Not known", "Note"]),
  ];
  return {
    kind: "file",
    name: `${chartFileName(`${indicator.no} ${indicator.name}`)}.csv`,
    type: "text/csv; charset=utf-8",
    content: BYTE_ORDER_MARK + [...head, ...lines].join(""),
  };
}
