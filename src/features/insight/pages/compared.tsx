import type { VNode } from "preact";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { Heading } from "../../../ui/pieces/heading.tsx";
import { type Benchmark, ENGLAND, neighboursMiddle, sayingOf, sayWhen } from "../../published/index.ts";

/** What is published of the same thing: England, the region, the middle of the neighbours, and ourselves as published. The funnel stands on the page it leads to. */
export function Compared({ benchmark }: { benchmark: Benchmark | null }): VNode | null {
  if (benchmark === null) return null;
  const { measure, period, values, region, own, ownCode } = benchmark;
  const { say } = sayingOf(measure);
  const at = benchmark.periods.indexOf(period);
  const said = (code: string | undefined): string => {
    const value = code === undefined ? undefined : values.get(code)?.value;
    return typeof value === "number" ? say(value) : "–";
  };
  const middle = neighboursMiddle(benchmark)[at] ?? null;
  const rows: readonly (readonly [string, string])[] = [
    ["England", said(ENGLAND)],
    ...(region === undefined ? [] : [[region.name, said(region.code)] as const]),
    ...(middle === null ? [] : [["The middle of our neighbours", say(middle)] as const]),
    ...(own === undefined ? [] : [[`${own.name}, as published`, said(ownCode ?? own.code)] as const]),
  ];
  return (
    <>
      <Heading level={2}>How it compares</Heading>
      <DataTable
        caption={`${measure.name}, ${sayWhen(measure, period)}. Source: ${measure.publisher}`}
        columns={[
          { head: "Where", cell: ([where]) => where, isRowHead: true },
          { head: "Value", cell: ([, value]) => value, numeric: true },
        ]}
        rows={rows}
      />
      <p>
        <a href={`/benchmarks/${measure.id}`}>Every authority, as a funnel and over the years</a>
      </p>
    </>
  );
}
