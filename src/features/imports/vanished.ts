import { sql } from "kysely";
import { z } from "zod";
import type { IsoDate } from "../../kernel/dates.ts";
import type { RecordTable, RowValues } from "../../kernel/record/table.ts";
import { fail, notFound, ok } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { toHeld } from "../record/held.ts";
import { projectionChange } from "../record/project.ts";
import { loadBrain, recompute } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import { LEAST_REASON, PAGE_SIZE } from "./rules.ts";

/** A row that an earlier file had and a later one, which should have it too, has not. */
export type VanishedRow = {
  readonly table: string;
  readonly id: number;
  readonly personId: number;
  readonly localId: string | null;
  readonly name: string | null;
  readonly what: string;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  /** Where the earlier file had it. */
  readonly place: string;
  /** The file it was last in, and the one it is not in. */
  readonly lastIn: string;
  readonly goneFrom: string;
  readonly goneFromId: number;
  readonly goneAsAt: IsoDate;
};

/** Where a page of rows begins: after this table's row. */
export type VanishedKey = { readonly table: string; readonly id: number };

export const writeKey = (row: VanishedKey): string => `${row.table}-${row.id}`;

export function readKey(text: string | undefined): VanishedKey | undefined {
  const parts = /^([a-z][a-z0-9_]{0,40})-(\d{1,15})$/.exec(text ?? "");
  return parts?.[1] === undefined ? undefined : { table: parts[1], id: Number(parts[2]) };
}

const undecided = sql<boolean>`t.superseded_at is null and t.vanished_source_id is not null and t.kept_by is null`;

/**
 * Rows that have vanished and about which nobody has decided, of the children whose records this person may open. In the order of table and row, so that a page can go on
 * from the last row of the one before.
 * @param sourceId only those missing from this file
 */
export async function vanishedRows(
  handle: Handle,
  spine: Spine,
  after: VanishedKey | undefined,
  sourceId?: number,
  size: number = PAGE_SIZE,
): Promise<VanishedRow[]> {
  const found: VanishedRow[] = [];
  const tables = [...spine.tables.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const table of tables) {
    if (found.length > size) break;
    if (table.span === null || (after !== undefined && table.name < after.table)) continue;
    const past = after?.table === table.name ? after.id : 0;
    found.push(...(await fromTable(handle, table, past, sourceId, size + 1 - found.length)));
  }
  return found;
}

async function fromTable(
  handle: Handle,
  table: RecordTable,
  past: number,
  sourceId: number | undefined,
  limit: number,
): Promise<VanishedRow[]> {
  if (table.span === null || limit <= 0) return [];
  const [from, to] = table.span;
  const only = sourceId === undefined ? sql`` : sql`and t.vanished_source_id = ${sourceId}`;
  const rows =
    await sql<VanishedRow>`select ${table.name} as table, t.id, t.person_id as "personId", p.local_id as "localId", p.name,
      ${table.words[0]} as what, t.${sql.ref(from)} as from, ${to === undefined ? sql`null` : sql`t.${sql.ref(to)}`} as to, t.place,
      seen.title as "lastIn", gone.title as "goneFrom", gone.id as "goneFromId", gone.as_at as "goneAsAt"
    from ${sql.table(table.name)} t join person p on p.id = t.person_id join source seen on seen.id = t.source_id join source gone on gone.id = t.vanished_source_id
    where ${undecided} and t.id > ${past} ${only} order by t.id limit ${limit}`.execute(handle.db);
  return rows.rows;
}

const target = {
  table: z.string().regex(/^[a-z][a-z0-9_]{0,40}$/),
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number),
};

type Target = { readonly table: string; readonly id: number };

/** The row, if this person may see it and nobody has decided about it yet. Read as the person, so behind the walls. */
async function undecidedRow(handle: Handle, spine: Spine, { table: name, id }: Target) {
  const table = spine.tables.get(name);
  if (table === undefined || table.span === null) return undefined;
  const rows = await sql<Record<string, unknown>>`select t.* from ${sql.table(name)} t
    where t.id = ${id} and ${undecided}`.execute(handle.db);
  const row = rows.rows[0];
  if (row === undefined) return undefined;
  return {
    table,
    row,
    personId: Number(row["person_id"]),
    issuer: String(row["issuer"]),
    key: String(row["key"]),
  };
}

/** Says that a row is still so although a later file no longer has it. It stays as it is and is no longer asked about. */
export const keepVanished = (spine: Spine): Command<Target, { personId: number; key: string }> => ({
  act: "vanished.kept",
  right: "vanished.decide",
  input: z.strictObject(target),
  run: async (handle, input) => {
    const found = await undecidedRow(handle, spine, input);
    if (found === undefined) return notFound();
    const by = handle.context.accountId ?? 0;
    await handle.asSystem(async (db) => {
      await sql`update ${sql.table(found.table.name)} set kept_by = ${by} where id = ${input.id}`.execute(db);
    });
    return ok({ personId: found.personId, key: found.key });
  },
  about: (input, { personId, key }) => ({ personId, detail: { table: input.table, key } }),
});

/**
 * Ends a row that is not so: it is superseded, not removed, its timeline entries are closed, and what follows from them is worked out again. The
 * record as it was known on any earlier day still shows it.
 */
export const closeVanished = (
  spine: Spine,
): Command<Target & { reason: string }, { personId: number; key: string }> => ({
  act: "vanished.closed",
  right: "vanished.decide",
  input: z.strictObject({
    ...target,
    reason: z
      .string()
      .trim()
      .min(LEAST_REASON, `Say in at least ${LEAST_REASON} characters why it is not true`)
      .max(500, "Use 500 characters or fewer"),
  }),
  run: async (handle, input) => {
    const found = await undecidedRow(handle, spine, input);
    if (found === undefined) return notFound();
    const { table, personId, issuer, key } = found;
    const values: RowValues = toHeld(table, found.row).values;
    const { closed } = projectionChange(table, key, values, null);
    const now = handle.context.now;
    const done = await handle.asSystem(async (db) => {
      const ended = await sql`update ${sql.table(table.name)} set superseded_at = ${now}
        where id = ${input.id} and superseded_at is null`.execute(db);
      if (ended.numAffectedRows !== 1n) return false;
      for (const event of closed) {
        await sql`update timeline_event set superseded_at = ${now}
          where person_id = ${personId} and issuer = ${issuer} and origin = ${`${table.name}:${key}`} and superseded_at is null
            and kind = ${event.kind} and subject = ${event.subject} and on_date = ${event.on}`.execute(db);
      }
      await recompute(db, spine, await loadBrain(db, spine), [personId]);
      return true;
    });
    return done
      ? ok({ personId, key })
      : fail("changed-meanwhile", "Somebody has just decided about this. Look again.");
  },
  about: (input, { personId, key }) => ({
    personId,
    detail: { table: input.table, key, reason: input.reason },
  }),
});
