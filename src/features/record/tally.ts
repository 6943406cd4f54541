import type { ChildClaims, Finding } from "../../kernel/record/claim.ts";
import type { Cell, ColumnType, RecordTable } from "../../kernel/record/table.ts";
import { type Change, sameCell } from "./reconcile.ts";

export type TableTally = {
  added: number;
  changed: number;
  closed: number;
  same: number;
  older: number;
  vanished: number;
};

/** One example of what a file would do, for the preview. No names: the child's number is enough to look. */
export type Example = {
  readonly child: string;
  readonly table: string;
  readonly key: string;
  readonly what: string;
  readonly place: string;
};

/** What a file does, counted. */
export type Preview = {
  children: number;
  newChildren: number;
  tables: Record<string, TableTally>;
  findings: Record<string, { count: number; message: string; place: string; child: string }>;
  examples: Record<"added" | "changed" | "closed" | "vanished", Example[]>;
};

export type Tally = {
  readonly preview: Preview;
  /** Ids of held rows the file spoke of, by table, so that the rest can be seen to have vanished. */
  readonly spoken: Map<string, number[]>;
  child(
    child: ChildClaims,
    personId: number | null,
    changes: readonly { table: RecordTable; change: Change }[],
    findings: readonly Finding[],
  ): void;
};

const EXAMPLES = 8;

export const emptyTally = (): TableTally => ({
  added: 0,
  changed: 0,
  closed: 0,
  same: 0,
  older: 0,
  vanished: 0,
});

export function startTally(): Tally {
  const preview: Preview = {
    children: 0,
    newChildren: 0,
    tables: {},
    findings: {},
    examples: { added: [], changed: [], closed: [], vanished: [] },
  };
  const spoken = new Map<string, number[]>();

  const spokenOf = (table: string): number[] => {
    const list = spoken.get(table) ?? [];
    spoken.set(table, list);
    return list;
  };

  const example = (
    list: Example[],
    child: ChildClaims,
    table: RecordTable,
    key: string,
    what: string,
    place: string,
  ): void => {
    if (list.length < EXAMPLES) list.push({ child: child.id.value, table: table.words[0], key, what, place });
  };

  const change = (child: ChildClaims, table: RecordTable, item: Change): void => {
    const tally = (preview.tables[table.name] ??= emptyTally());
    if (item.kind !== "add") spokenOf(table.name).push(item.held.id);
    switch (item.kind) {
      case "add":
        tally.added += 1;
        example(preview.examples.added, child, table, item.claim.key, "new", item.claim.place);
        return;
      case "change":
        if (item.closes) tally.closed += 1;
        else tally.changed += 1;
        example(
          item.closes ? preview.examples.closed : preview.examples.changed,
          child,
          table,
          item.claim.key,
          sayChange(table, item),
          item.claim.place,
        );
        return;
      case "confirm":
      case "same":
        tally.same += 1;
        return;
      case "older":
        tally.older += 1;
    }
  };

  return {
    preview,
    spoken,
    child: (child, personId, changes, findings) => {
      preview.children += 1;
      if (personId === null) preview.newChildren += 1;
      for (const { table, change: item } of changes) change(child, table, item);
      for (const finding of findings) {
        const seen = (preview.findings[finding.code] ??= {
          count: 0,
          message: finding.message,
          place: finding.place,
          child: child.id.value,
        });
        seen.count += 1;
      }
    },
  };
}

/** `ended on: nothing → 2026-05-01`. Free text, which may be a name or an address, is not shown: only that it is another. */
function sayChange(table: RecordTable, change: Extract<Change, { kind: "change" }>): string {
  const say = (value: Cell | undefined, type: ColumnType | undefined, other: string): string => {
    if (value === null || value === undefined) return "nothing";
    if (type === "text") return other;
    return typeof value === "object" ? value.join(", ") : String(value).slice(0, 40);
  };
  return Object.keys(change.claim.values)
    .filter(
      (name) => !sameCell(change.held.values[name] ?? null, change.values[name] ?? null, table.columns[name]),
    )
    .map((name) => {
      const type = table.columns[name];
      const before = say(change.held.values[name], type, "words");
      return `${name.replaceAll("_", " ")}: ${before} → ${say(change.values[name], type, "other words")}`;
    })
    .join("; ");
}
