import type { VNode } from "preact";
import { Details } from "../../../ui/govuk/details.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { sayDate, sayDayAndMonth, sayNumber } from "../../../ui/words.ts";
import type { TrendPoint } from "../trend.ts";

const HEIGHT = 200;
const TOP = 30;
const BOTTOM = 28;
/** The share of the width that the words take on a phone. */
const UNDER_WORDS = 0.3;

const round = (n: number): number => Math.round(n * 10) / 10;

/** The finding in a sentence: what the picture is to who cannot see it. */
export function sayTrend(points: readonly TrendPoint[]): string {
  const known = points.filter((point) => point.errors !== null);
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined) return "Not checked yet, so there is no progress to show.";
  const now = last.errors ?? 0;
  const then = first.errors ?? 0;
  if (known.length < 2) return `First checked this week, with ${sayNumber(now)} errors.`;
  const how = now < then ? "down from" : now > then ? "up from" : "as many as";
  return `${sayNumber(now)} errors stand today, ${how} ${sayNumber(then)} on ${sayDate(first.on)}.`;
}

/** Errors and queries that stood at the end of each week since 1 April, with the table beside it. Weeks nobody looked at are left out of the lines. */
export function Trend(props: { id: string; points: readonly TrendPoint[] }): VNode {
  const { points } = props;
  const title = sayTrend(points);
  const known = points.filter((point) => point.errors !== null);
  return (
    <figure class="dist-figure">
      <figcaption>
        <span class="dist-title">{title}</span>
        <span class="dist-description">
          What stood at the end of each week since 1 April, accepted queries among the queries.
        </span>
      </figcaption>
      {known.length >= 2 && <Picture id={props.id} points={points} title={title} />}
      {known.length > 0 && (
        <Details summary="The same as a table">
          <DataTable
            caption="Errors and queries at the end of each week"
            captionHidden
            density="compact"
            rows={points}
            columns={[
              { head: "Week to", isRowHead: true, cell: (p) => sayDate(p.on) },
              {
                head: "Errors",
                numeric: true,
                cell: (p) => (p.errors === null ? "not checked" : sayNumber(p.errors)),
              },
              {
                head: "Queries",
                numeric: true,
                cell: (p) => (p.queries === null ? "not checked" : sayNumber(p.queries)),
              },
            ]}
          />
        </Details>
      )}
    </figure>
  );
}

/** Across, everything is a share of the width, so that words keep their size on any screen; the lines alone are stretched. */
function Picture(props: { id: string; points: readonly TrendPoint[]; title: string }): VNode {
  const { points } = props;
  const most = Math.max(1, ...points.flatMap((p) => [p.errors ?? 0, p.queries ?? 0]));
  const x = (at: number): number => round((100 * at) / Math.max(1, points.length - 1));
  const y = (n: number): number => round(HEIGHT - BOTTOM - (n * (HEIGHT - TOP - BOTTOM)) / most);
  const line = (of: "errors" | "queries"): string =>
    points.flatMap((point, at) => (point[of] === null ? [] : [`${x(at)},${y(point[of])}`])).join(" ");
  const last = points.at(-1);
  const errors = last?.errors ?? 0;
  const queries = last?.queries ?? 0;
  // The words stand over the last stretch of their lines; where the lines go together there, the upper one's stand over the other's.
  const stretch = points.slice(-Math.max(1, Math.ceil(points.length * UNDER_WORDS)));
  const over = (of: "errors" | "queries"): number =>
    Math.min(...stretch.map((point) => y(point[of] ?? 0))) - 8;
  const [upper, lower] =
    errors >= queries ? (["errors", "queries"] as const) : (["queries", "errors"] as const);
  const words = { [upper]: Math.min(over(upper), over(lower) - 20), [lower]: over(lower) };
  const floor = HEIGHT - BOTTOM;
  return (
    <svg class="dist" width="100%" height={HEIGHT} role="img" aria-labelledby={`${props.id}-name`}>
      <title id={`${props.id}-name`}>{props.title}</title>
      <line class="dist-floor" x1="0" x2="100%" y1={floor} y2={floor} />
      <svg x="0" y="0" width="100%" height={HEIGHT} viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none">
        <polyline
          class="spark-line"
          points={line("queries")}
          stroke-dasharray="2 5"
          vector-effect="non-scaling-stroke"
        />
        <polyline class="spark-line" points={line("errors")} vector-effect="non-scaling-stroke" />
      </svg>
      <circle class="spark-end" cx="100%" cy={y(errors)} r="4" />
      <text class="dist-strong" x="100%" dx="-6" y={words.errors} text-anchor="end">
        {sayNumber(errors)} errors
      </text>
      <text x="100%" dx="-6" y={words.queries} text-anchor="end">
        {sayNumber(queries)} queries
      </text>
      <text x="0" y={HEIGHT - 8}>
        {sayDayAndMonth(points[0]?.on ?? "")}
      </text>
      <text x="100%" y={HEIGHT - 8} text-anchor="end">
        {sayDayAndMonth(last?.on ?? "")}
      </text>
    </svg>
  );
}
