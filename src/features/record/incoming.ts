import type { IsoInstant } from "../../kernel/dates.ts";
import type { ChildClaims, Finding, Format } from "../../kernel/record/claim.ts";
import type { RecordTable } from "../../kernel/record/table.ts";
import type { Change, HeldRow, RankedScope } from "./reconcile.ts";
import { reconcile } from "./reconcile.ts";
import type { Spine } from "./spine.ts";

/** The file being applied or previewed. */
export type Incoming = {
  readonly sourceId: number;
  readonly format: Format;
  readonly rank: string;
  readonly recordedAt: IsoInstant;
  readonly authorityId: number;
  readonly recordedBy: number | null;
  /** Files of the same format already held. */
  readonly held: readonly RankedScope[];
  /** Files of the same kind already held: those this one replaces if it is fresher. A return may be several kinds of file. */
  readonly sameKind: readonly number[];
  /** No file of its kind that is held is fresher. */
  readonly freshest: boolean;
};

/** What a file changes of one row of one child. */
export type Changed = {
  readonly personId: number;
  readonly table: RecordTable;
  readonly change: Change;
};

export type Found = { readonly personId: number; readonly finding: Finding };

/** A child of the file, and who that is among those held (or, when new, will be). */
export type Person = {
  readonly personId: number;
  readonly child: ChildClaims;
  readonly isNew: boolean;
};

/** The rows held of some children, by `table|person` and key. */
export type HeldRows = ReadonlyMap<string, ReadonlyMap<string, HeldRow>>;

const NOTHING_HELD: ReadonlyMap<string, HeldRow> = new Map();

/** What a file's account of one child would change. Pure. */
export function changesOf(
  spine: Spine,
  child: ChildClaims,
  personId: number | null,
  held: HeldRows,
  rank: string,
): { table: RecordTable; change: Change }[] {
  const byTable = Map.groupBy(child.claims, (claim) => claim.table);
  return [...byTable].flatMap(([name, claims]) => {
    const table = spine.tables.get(name);
    if (table === undefined) throw new Error(`a reader claims a table that does not exist: ${name}`);
    const rows = (personId === null ? undefined : held.get(`${name}|${personId}`)) ?? NOTHING_HELD;
    return reconcile(table, claims, rows, rank).map((change) => ({ table, change }));
  });
}
