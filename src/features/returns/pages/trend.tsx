import type { VNode } from "preact";
import { Details } from "../../../ui/govuk/details.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { sayDate, sayDayAndMonth, sayNumber } from "../../../ui/words.ts";
import type { TrendPoint } from "../trend.ts";

const WIDTH = 640;
const HEIGHT = 190;
const TOP = 16;
const LEFT = 8;
/** Room for the words at the end of the lines. */
const RIGHT = 110;
const BOTTOM = 28;

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

function Picture(props: { id: string; points: readonly TrendPoint[]; title: string }): VNode {
  const { points } = props;
  const most = Math.max(1, ...points.flatMap((p) => [p.errors ?? 0, p.queries ?? 0]));
  const x = (at: number): number =>
    round(LEFT + (at * (WIDTH - LEFT - RIGHT)) / Math.max(1, points.length - 1));
  const y = (n: number): number => round(HEIGHT - BOTTOM - (n * (HEIGHT - TOP - BOTTOM)) / most);
  const line = (of: "errors" | "queries"): string =>
    points.flatMap((point, at) => (point[of] === null ? [] : [`${x(at)},${y(point[of])}`])).join(" ");
  const last = points.at(-1);
  const errors = last?.errors ?? 0;
  const queries = last?.queries ?? 0;
  // The words stand at the ends of their lines, a line of text apart at least.
  const errorsAt = y(errors) + 5;
  const queriesAt =
    Math.abs(y(queries) - y(errors)) < 18 ? errorsAt + (queries > errors ? -18 : 18) : y(queries) + 5;
  return (
    <svg class="dist" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${props.id}-name`}>
      <title id={`${props.id}-name`}>{props.title}</title>
      <line class="dist-floor" x1={LEFT} x2={WIDTH - RIGHT} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} />
      <polyline class="spark-usual" points={line("queries")} stroke-width="2" stroke-dasharray="5 4" />
      <polyline class="spark-line" points={line("errors")} />
      <circle class="spark-end" cx={x(points.length - 1)} cy={y(errors)} r="4" />
      <text class="dist-strong" x={WIDTH - RIGHT + 10} y={errorsAt}>
        {sayNumber(errors)} errors
      </text>
      <text x={WIDTH - RIGHT + 10} y={queriesAt}>
        {sayNumber(queries)} queries
      </text>
      <text x={LEFT} y={HEIGHT - 8}>
        {sayDayAndMonth(points[0]?.on ?? "")}
      </text>
      <text x={WIDTH - RIGHT} y={HEIGHT - 8} text-anchor="end">
        {sayDayAndMonth(last?.on ?? "")}
      </text>
    </svg>
  );
}
