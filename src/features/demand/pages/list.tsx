import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import { sayPeriod } from "../../../ui/charts/periods.ts";
import { asCount, sayFigure } from "../../../ui/charts/saying.ts";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Sparkline } from "../../../ui/pieces/sparkline.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { Tile, Tiles } from "../../../ui/pieces/tile.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import type { ListLine, ListView } from "../list.ts";
import { shownCounts } from "../shown.ts";
import { sayCovered, sayYear } from "../words.ts";
import { Waiting } from "./waiting.tsx";

const DRAWN = 36;

/** What comes to the service: six series, what came of each in a year, and what is likely next. */
export function DemandPage(props: ListView & { readonly today: IsoDate }): VNode {
  const { lines, shows } = props;
  const known = lines.filter(({ history }) => history.missing === null).length;
  return (
    <>
      <PageHead
        over={`As at ${sayDate(props.today)}`}
        title="Demand"
        lead={`What comes to the service, and what is likely to come: ${sayNumber(known)} of ${sayNumber(lines.length)} series can be told from what has been brought in.`}
      />
      <p>
        A forecast is a range. It does not know what will be decided. The month we are in is left out.
        {shows === "tens" && " Figures are of ten and more, in tens."}
      </p>
      <Waiting children={props.waiting} />
      <Tiles>
        {lines.map((line) => (
          <SeriesTile {...props} line={line} />
        ))}
      </Tiles>
      <DataTable<ListLine>
        caption="The six series in figures"
        rows={lines}
        columns={[
          {
            head: "Series",
            isRowHead: true,
            cell: ({ history }) => <a href={`/demand/${history.series.id}`}>{history.series.name}</a>,
          },
          { head: "Last 12 months", numeric: true, cell: ({ year }) => sayOr(year) },
          { head: "The 12 before", numeric: true, cell: ({ before }) => sayOr(before) },
          {
            head: "Per 10,000 children",
            numeric: true,
            cell: ({ rate }) => (rate === null ? "–" : sayFigure(rate, 1)),
          },
          { head: "Next month, 8 times in 10", numeric: true, cell: sayNext },
        ]}
      />
      <p class="small screen-only">
        <a href="/demand/figures.csv">These figures (CSV)</a>
      </p>
      {lines.every(({ rate }) => rate === null) && (
        <p class="small muted">
          Rates need the population of children by year: load it with the published figures.
        </p>
      )}
    </>
  );
}

const sayOr = (n: number | null): string => (n === null ? "–" : sayNumber(n));

const sayNext = ({ next }: ListLine): string =>
  next === null ? "–" : `${asCount.say(next.lo80)} to ${asCount.say(next.hi80)}`;

function SeriesTile(props: ListView & { line: ListLine }): VNode {
  const { line, shows } = props;
  const { history, next } = line;
  const { series } = history;
  const values = shownCounts(history.months.slice(-DRAWN), shows).map(({ y }) => y);
  const finding = history.missing === null ? sayYear(history, shows) : sayCovered(history);
  return (
    <Tile
      level={2}
      name={<a href={`/demand/${series.id}`}>{series.name}</a>}
      figure={line.year === null ? undefined : sayNumber(line.year)}
      unit="in 12 months"
      finding={finding}
      picture={
        values.length > 1 && (
          <Sparkline values={values} title={`${series.name} by month: ${finding}`} width={110} />
        )
      }
      source={series.definition}
    >
      {next !== null && (
        <p>
          {sayPeriod(next.on, "month")}: {asCount.say(next.lo80)} to {asCount.say(next.hi80)}, 8 times in 10.
        </p>
      )}
      {next === null && history.missing === null && (
        <p>
          <Tag standing="unknown">no forecast</Tag>{" "}
          {line.refused ?? "Figures of fewer than ten are not shown to your role."}
        </p>
      )}
    </Tile>
  );
}
