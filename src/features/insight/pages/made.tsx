import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import { address } from "../../../platform/web/forms.ts";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import type { Side } from "../behind.ts";
import { sayReading } from "../chart.ts";
import type { Cut } from "../queries.ts";
import type { IndicatorView, MeasureLine } from "../view.ts";

/** Where the children behind a number are. */
export const behindHref = (
  no: number,
  asked: { measure: string; side: Side; from: IsoDate; to: IsoDate; cut: Cut | null; code?: string },
): string =>
  address(`/insight/${no}/children`, {
    measure: asked.measure,
    side: asked.side,
    from: asked.from,
    to: asked.to,
    by: asked.cut?.by,
    is: asked.cut?.is,
    code: asked.code,
  });

/** What the latest value is made of, for each of the indicator's measures, and what is in neither. */
export function Made(props: IndicatorView): VNode {
  const { indicator, period, cut, isCoarse } = props;
  const when =
    period.from === period.to ? `On ${sayDate(period.to)}` : `In the 12 months to ${sayDate(period.to)}`;
  const link = (line: MeasureLine, side: Side, n: number | null): VNode | string => {
    if (n === null) return "";
    const words = sayNumber(n);
    if (isCoarse || n === 0) return words;
    const { measure } = line;
    return (
      <a href={behindHref(indicator.no, { measure: measure.id, side, ...period, cut: cut?.cut ?? null })}>
        {words}
      </a>
    );
  };
  const children = (line: MeasureLine): boolean =>
    line.reading !== null && line.reading.unit !== "score" && line.measure.shape !== "overLimit";
  return (
    <DataTable<MeasureLine>
      caption={when}
      rows={props.lines}
      columns={[
        {
          head: "Measure",
          isRowHead: true,
          cell: ({ measure }) =>
            measure.id === props.measure.id ? (
              measure.name
            ) : (
              <a
                href={address(`/insight/${indicator.no}`, {
                  measure: measure.id,
                  by: cut?.cut.by,
                  is: cut?.cut.is,
                })}
              >
                {measure.name}
              </a>
            ),
        },
        {
          head: "Value",
          numeric: true,
          cell: (line) =>
            line.why !== null ? (
              <Tag standing="unknown">cannot be told</Tag>
            ) : line.reading === null ? (
              <Tag standing="unknown">too few to show</Tag>
            ) : (
              sayReading(line.reading)
            ),
        },
        {
          head: "Numerator",
          numeric: true,
          cell: (line) => (children(line) ? link(line, "numerator", line.reading?.numerator ?? null) : ""),
        },
        {
          head: "Denominator",
          numeric: true,
          cell: (line) =>
            line.reading?.unit === "share" && children(line)
              ? link(line, "denominator", line.reading.denominator)
              : line.reading?.denominator === null || line.reading === null
                ? ""
                : sayNumber(Math.round(line.reading.denominator)),
        },
        {
          head: "Not known",
          numeric: true,
          cell: (line) => link(line, "unknown", line.reading?.unknown ?? null),
        },
        {
          head: "Still open and over",
          numeric: true,
          cell: (line) => link(line, "open", line.reading?.twin ?? null),
        },
      ]}
    />
  );
}
