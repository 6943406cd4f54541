import { BYTE_ORDER_MARK, csvLine } from "../../platform/files/csvCells.ts";
import { pngOf } from "../../platform/files/png.ts";
import type { WebReply } from "../../platform/web/route.ts";
import { chartFileName, chartSvg } from "../../ui/charts/chart-svg.tsx";
import type { BackTest } from "./backTest.ts";
import type { ListView } from "./list.ts";
import { type Shows, shown } from "./shown.ts";
import { drawn, figuresOf, type SeriesView } from "./view.ts";
import { sayCovered } from "./words.ts";

const PNG_WIDTH = 1440;
const LEFT_OUT = "Periods of one to five children are left out. Restricted records are in no figure.";

/** What is taken away leaves small numbers out; in tens there are none. */
const leaving = (shows: Shows): Shows => (shows === "tens" ? "tens" : "leaving");

const csvFile = (name: string, lines: readonly (readonly unknown[])[]): WebReply => ({
  kind: "file",
  name: `${chartFileName(name)}.csv`,
  type: "text/csv; charset=utf-8",
  content: BYTE_ORDER_MARK + lines.map(csvLine).join(""),
});

/** A series' picture, on its own. */
export async function pictureFile(view: SeriesView, kind: "svg" | "png"): Promise<WebReply> {
  const { series } = view.history;
  const { chart, finding } = drawn(view, leaving(view.shows));
  const svg = chartSvg({
    title: finding,
    subtitle: `${series.name} by ${view.by}, with a year ahead. ${LEFT_OUT}`,
    chart,
    source: `${sayCovered(view.history)} Indicator ${series.indicator}.`,
  });
  const name = `${chartFileName(`${series.name} by ${view.by}`)}.${kind}`;
  return kind === "svg"
    ? { kind: "file", name, type: "image/svg+xml", content: svg }
    : { kind: "file", name, type: "image/png", content: await pngOf(svg, PNG_WIDTH) };
}

const decimal = (n: number | null): number | "" => (n === null ? "" : Math.round(n * 100) / 100);

/** A series' figures: what came and what is forecast, with other methods beside. */
export function seriesFile(view: SeriesView): WebReply {
  const { series } = view.history;
  return csvFile(`${series.name} by ${view.by}`, [
    [`${series.name} by ${view.by}`],
    [series.definition],
    [sayCovered(view.history), LEFT_OUT],
    [
      "Begins",
      "Known or forecast",
      "Count",
      "Per 10,000 children",
      "80% low",
      "80% high",
      "95% low",
      "95% high",
      "Pooled method",
      "ets",
      "theta",
    ],
    ...figuresOf(view, leaving(view.shows)).map(({ on, n, rate, ahead }) =>
      ahead === null
        ? [on, n === null ? "too few to show" : "known", n ?? "", decimal(rate)]
        : [
            on,
            "forecast",
            decimal(ahead.mean),
            decimal(rate),
            ahead.lo80,
            ahead.hi80,
            ahead.lo95,
            ahead.hi95,
            decimal(ahead.pooled),
            decimal(ahead.ets),
            decimal(ahead.theta),
          ],
    ),
  ]);
}

/** Every period that was forecast again, with what came. */
export function backTestFile(view: SeriesView, test: BackTest): WebReply {
  const { series } = view.history;
  const how = leaving(view.shows);
  return csvFile(`${series.name} by ${view.by} back-test`, [
    [`${series.name} by ${view.by}: forecasts made again and what came`],
    [sayCovered(view.history), LEFT_OUT],
    ["Made after", "Period", "Came", "Forecast", "80% low", "80% high", "95% low", "95% high"],
    ...test.origins.flatMap(({ after, periods }) =>
      periods.map((p) => {
        const rounded = [p.mean, p.lo80, p.hi80, p.lo95, p.hi95].map((n) =>
          how === "tens" ? (shown(n, how) ?? "") : decimal(n),
        );
        return [after, p.on, shown(p.n, how) ?? "", ...rounded];
      }),
    ),
  ]);
}

/** The six series' last year. */
export function listFile(view: ListView): WebReply {
  const how = leaving(view.shows);
  const fit = (n: number | null): number | "" => (n === null ? "" : (shown(n, how) ?? ""));
  return csvFile("Demand", [
    ["Demand", LEFT_OUT],
    [
      "Series",
      "12 months to",
      "Count",
      "The 12 months before",
      "Per 10,000 children",
      "Next month 80% low",
      "80% high",
    ],
    ...view.lines.map(({ history, year, before, rate, next }) => [
      history.series.name,
      history.months.at(-1)?.on ?? "",
      fit(year),
      fit(before),
      fit(year) === "" ? "" : decimal(rate),
      next?.lo80 ?? "",
      next?.hi80 ?? "",
    ]),
  ]);
}
