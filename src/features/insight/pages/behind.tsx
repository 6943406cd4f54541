import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import { sayChild } from "../../work/words.ts";
import type { BehindLine, Side } from "../behind.ts";
import type { Indicator, Measure } from "../indicator.ts";
import type { Period } from "../queries.ts";
import { saySide } from "../words.ts";

export type BehindProps = {
  readonly indicator: Indicator;
  readonly measure: Measure;
  readonly side: Side;
  readonly period: Period;
  readonly cutWords: string | null;
  readonly lines: readonly BehindLine[];
  readonly isCoarse: boolean;
  readonly today: IsoDate;
  readonly nextHref: string | null;
  readonly firstHref: string | null;
};

/** The children behind a number, for those whose records open to who asks. */
export function BehindPage(props: BehindProps): VNode {
  const { indicator, measure, side, period, lines } = props;
  const isDay = measure.reads === "day" || side === "open";
  const day = period.to < props.today ? period.to : props.today;
  const when = isDay ? `on ${sayDate(day)}` : `from ${sayDate(period.from)} to ${sayDate(period.to)}`;
  return (
    <>
      <PageHead
        over={<a href={`/insight/${indicator.no}`}>{indicator.name}</a>}
        title={`The children ${saySide(side)}`}
        lead={`${measure.name}, ${when}${props.cutWords === null ? "" : `, ${props.cutWords}`}. ${side === "numerator" ? indicator.numerator : side === "denominator" ? indicator.denominator : ""}`}
      />
      {props.isCoarse ? (
        <EmptyState title="You see totals only">Your role does not open children’s records.</EmptyState>
      ) : (
        <DataTable<BehindLine>
          caption="Oldest first; only those whose records open to you"
          rows={lines}
          empty="No child whose record opens to you is behind this number."
          columns={[
            {
              head: "Child",
              isRowHead: true,
              cell: ({ child }) => <a href={`/children/${child.id}`}>{sayChild(child)}</a>,
            },
            { head: isDay ? "Since" : "On", cell: (line) => sayDate(line.on) },
            ...(lines.some((line) => line.value !== null)
              ? [
                  {
                    head: "Value",
                    numeric: true,
                    cell: (line: BehindLine) => (line.value === null ? "" : sayNumber(line.value)),
                  },
                ]
              : []),
            { head: "Held by", cell: (line) => line.holder ?? <Tag standing="unknown">not known</Tag> },
          ]}
        />
      )}
      <KeyPager
        label="Children"
        previousHref={props.firstHref ?? undefined}
        previousText="From the start"
        nextHref={props.nextHref ?? undefined}
        nextText="More"
      />
    </>
  );
}
