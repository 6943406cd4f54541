import type { VNode } from "preact";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { sayNumber } from "../../../ui/words.ts";
import type { TableTally } from "../../record/tally.ts";
import { type Effect, EFFECTS, sayTally, totalOf } from "../words.ts";

export type TableRow = { readonly name: string; readonly words: string; readonly tally: TableTally };

const ROW = 46;
const BAR = 16;

/** Each effect by tone and by texture, so that none hangs on colour. */
const FILLS: { readonly [effect in Effect]: string } = {
  added: "#14212b",
  changed: "url(#import-changed)",
  closed: "#5b6b77",
  same: "#d9dfe3",
  older: "url(#import-older)",
  vanished: "url(#import-vanished)",
};

function Textures(): VNode {
  return (
    <defs>
      <pattern
        id="import-changed"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="6" height="6" fill="#0d5c63" />
        <path d="M0 0V6" stroke="#ffffff" stroke-width="2" />
      </pattern>
      <pattern id="import-older" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" fill="#ffffff" />
        <circle cx="2" cy="2" r="1" fill="#5b6b77" />
      </pattern>
      <pattern
        id="import-vanished"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-45)"
      >
        <rect width="6" height="6" fill="#ffffff" />
        <path d="M0 0V6" stroke="#8a1c1c" stroke-width="3" />
      </pattern>
    </defs>
  );
}

function Bar(props: { row: TableRow; y: number }): VNode {
  const { row, y } = props;
  const total = Math.max(1, totalOf(row.tally));
  let from = 0;
  return (
    <>
      <text x="0" y={y + 14}>
        {row.words}: {sayTally(row.tally)}
      </text>
      {EFFECTS.map(({ name }) => {
        const share = (100 * row.tally[name]) / total;
        const at = from;
        from += share;
        // A single row among thousands is still to be seen.
        const wide = Math.max(share, 0.4);
        return row.tally[name] === 0 ? null : (
          <rect
            x={`${round(Math.min(at, 100 - wide))}%`}
            y={y + 20}
            width={`${round(wide)}%`}
            height={BAR}
            fill={FILLS[name]}
            stroke="#14212b"
            stroke-width="0.5"
          />
        );
      })}
    </>
  );
}

const round = (share: number): number => Math.round(share * 100) / 100;

/** What a file does to each kind of row, drawn: each bar is all the rows of one kind. The table beside it says the same. */
export function EffectPicture(props: { id: string; rows: readonly TableRow[] }): VNode | null {
  if (props.rows.length === 0) return null;
  const height = props.rows.length * ROW;
  return (
    <svg
      class="dist"
      width="100%"
      height={height}
      role="img"
      aria-labelledby={`${props.id}-name`}
      aria-describedby={`${props.id}-desc`}
    >
      <title id={`${props.id}-name`}>What this file does to each kind of row</title>
      <desc id={`${props.id}-desc`}>
        One bar for each kind of row, whole width for all of them. The table after it has the same counts.
      </desc>
      <Textures />
      {props.rows.map((row, index) => (
        <Bar row={row} y={index * ROW} />
      ))}
    </svg>
  );
}

/** The same counts as a table. */
export function EffectTable(props: { rows: readonly TableRow[]; caption?: string }): VNode {
  return (
    <DataTable
      caption={props.caption ?? "What this file does, counted"}
      rows={props.rows}
      empty="This file has no rows that Kith keeps"
      columns={[
        { head: "Rows", isRowHead: true, cell: (row) => row.words },
        ...EFFECTS.map(({ name, words }) => ({
          head: words.charAt(0).toUpperCase() + words.slice(1),
          numeric: true,
          cell: (row: TableRow) => sayNumber(row.tally[name]),
        })),
      ]}
    />
  );
}

/** The tables of a preview in the order of the record, with their words. */
export function tableRows(
  tables: Readonly<Record<string, TableTally>>,
  words: ReadonlyMap<string, string>,
): TableRow[] {
  const order = [...words.keys()];
  return Object.entries(tables)
    .map(([name, tally]) => ({ name, words: capital(words.get(name) ?? name), tally }))
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
