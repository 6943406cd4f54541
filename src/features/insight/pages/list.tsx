import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import { sayPeriod } from "../../../ui/charts/periods.ts";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Sparkline } from "../../../ui/pieces/sparkline.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import { sayReading } from "../chart.ts";
import { AREAS } from "../indicators.ts";
import type { ListLine } from "../view.ts";

export type InsightListProps = {
  readonly lines: readonly ListLine[];
  readonly today: IsoDate;
  /** Children whose change is not counted yet. */
  readonly waiting: number;
  readonly isCoarse: boolean;
};

/** Every indicator: what it is now, its recent past, and whether something changed. */
export function InsightList(props: InsightListProps): VNode {
  const { lines } = props;
  const unknown = lines.filter((line) => line.known === null);
  const changed = lines.filter((line) => hasSignal(line)).length;
  return (
    <>
      <PageHead
        title="Insight"
        over={`As at ${sayDate(props.today)}`}
        lead={`${sayNumber(changed)} of ${sayNumber(lines.length - unknown.length)} indicators show a change that chance does not explain; ${sayNumber(unknown.length)} cannot be told from what has been brought in.`}
      />
      <p>
        A number starts a conversation; it does not end one. Each chart is judged by its own past, not by a
        target.
        {props.isCoarse && " Figures are of ten and more, in tens."}
      </p>
      {props.waiting > 0 && (
        <p>
          <Tag standing="soon">{sayNumber(props.waiting)} changed records</Tag> are still being counted.
        </p>
      )}
      {AREAS.map(([area, words]) => (
        <DataTable<ListLine>
          caption={words}
          rows={lines.filter(({ indicator, known }) => indicator.area === area && known !== null)}
          empty={<EmptyState unknown title={`${words}: nothing can be told yet`} />}
          columns={[
            {
              head: "Indicator",
              isRowHead: true,
              cell: ({ indicator }) => <a href={`/insight/${indicator.no}`}>{indicator.name}</a>,
            },
            { head: "Last month", numeric: true, cell: (line) => <LastMonth line={line} /> },
            { head: "24 months", cell: (line) => <Recent line={line} /> },
            { head: "What changed", cell: ({ known }) => known?.charted.finding ?? "" },
          ]}
        />
      ))}
      {unknown.length > 0 && (
        <DataTable<ListLine>
          caption="Cannot be told"
          rows={unknown}
          columns={[
            {
              head: "Indicator",
              isRowHead: true,
              cell: ({ indicator }) => <a href={`/insight/${indicator.no}`}>{indicator.name}</a>,
            },
            { head: "Because", cell: ({ why }) => why?.because ?? "" },
            { head: "What would tell", cell: ({ why }) => why?.wouldTell ?? "" },
          ]}
        />
      )}
    </>
  );
}

/** A rule fired, and still holds at the last point. */
function hasSignal({ known }: ListLine): boolean {
  if (known === null) return false;
  const { points, signals } = known.charted.series;
  const end = points.findLastIndex(({ y }) => y !== null);
  return signals.some(({ to }) => to === end && end >= 0);
}

function LastMonth({ line }: { line: ListLine }): VNode {
  const last = line.known?.last;
  if (last === undefined || last.reading === null) return <Tag standing="unknown">not known</Tag>;
  return (
    <>
      {sayReading(last.reading)} <span class="muted small">{sayPeriod(last.month, "month")}</span>
    </>
  );
}

function Recent({ line }: { line: ListLine }): VNode | null {
  if (line.known === null) return null;
  const { charted } = line.known;
  return (
    <Sparkline
      values={charted.series.points.map(({ y }) => y)}
      title={charted.finding}
      signal={hasSignal(line)}
      usual={charted.series.points.at(-1)?.centre ?? undefined}
    />
  );
}
