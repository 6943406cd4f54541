import type { Invariant } from "../../kernel/duties/invariant.ts";
import type { Rule } from "../../kernel/duties/rule.ts";
import type { Guards } from "../../kernel/duties/run.ts";
import type { RecordTable } from "../../kernel/record/table.ts";

/** What the slices bring to the record: their tables, rules, guards and the invariants watched. Gathered once, at composition. */
export type Spine = {
  readonly tables: ReadonlyMap<string, RecordTable>;
  readonly rules: readonly Rule[];
  readonly guards: Guards;
  readonly invariants: readonly Invariant[];
};

export function spineOf(
  tables: readonly RecordTable[],
  rules: readonly Rule[],
  guards: Guards,
  invariants: readonly Invariant[],
): Spine {
  return { tables: new Map(tables.map((table) => [table.name, table])), rules, guards, invariants };
}
