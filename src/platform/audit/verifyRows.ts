import { type QueryResult, type RawBuilder, sql, type Transaction } from "kysely";
import type { Schema } from "../db/types.gen.ts";
import type { Faults } from "./faults.ts";
import { type AuditRow, isGenuine } from "./write.ts";

const PAGE = 10_000;

/** A row, the leaf that sealed its number, or both. */
type Pair = {
  readonly seq: number;
  readonly row: (AuditRow & { readonly mac: string }) | null;
  readonly leaf: { readonly id: string; readonly mac: string } | null;
  /** The row's moment has nothing finer than Kith writes. */
  readonly whole: boolean;
};

type Found = AuditRow & {
  seq: number;
  mac: string | null;
  whole: boolean | null;
  leaf_id: string | null;
  leaf_mac: string | null;
};

/** Holds every row against its own key and against what was sealed under its number. */
export async function verifyRows(
  db: Transaction<Schema>,
  key: Buffer,
  faults: Faults,
): Promise<{ rows: number; unsealed: number }> {
  const lastSealed = await lastSealedStanding(db);
  const gone = new Map<string, number>();
  let rows = 0;
  let unsealed = 0;
  for await (const pair of pairs(db)) {
    if (pair.row !== null) rows += 1;
    if (pair.row === null) {
      if (pair.leaf !== null && gone.size < PAGE) gone.set(pair.leaf.id, pair.seq);
      judgeMissing(pair.seq, pair.seq > lastSealed, faults);
    } else if (judge(pair, pair.row, key, faults) === "unsealed") unsealed += 1;
  }
  await findMoved(db, gone, faults);
  await findCopies(db, faults);
  return { rows, unsealed };
}

/** The highest number that was sealed and still has a row; sealed rows after it were cut from the end. */
async function lastSealedStanding(db: Transaction<Schema>): Promise<number> {
  const found = await sql<{ seq: number | null }>`select e.seq from audit_event e
    where exists (select from audit_leaf l where l.seq = e.seq) order by e.seq desc limit 1`.execute(db);
  return found.rows[0]?.seq ?? 0;
}

async function* pairs(db: Transaction<Schema>): AsyncGenerator<Pair> {
  let after: number | null = null;
  for (;;) {
    const from: RawBuilder<unknown> = after === null ? sql`true` : sql`seq > ${after}`;
    const page: QueryResult<Found> =
      await sql<Found>`select coalesce(e.seq, l.seq) as seq, e.id, e.at, e.authority_id, e.account_id, e.who, e.act, e.person_id, e.request_id,
        e.detail, e.mac, e.at = date_trunc('milliseconds', e.at) as whole, l.id as leaf_id, l.mac as leaf_mac
      from (select * from audit_event where ${from} order by seq limit ${PAGE}) e
      full join (select * from audit_leaf where ${from} order by seq limit ${PAGE}) l on l.seq = e.seq
      order by 1 limit ${PAGE}`.execute(db);
    for (const row of page.rows) {
      yield {
        seq: row.seq,
        row: row.mac === null ? null : { ...row, mac: row.mac },
        leaf: row.leaf_id === null ? null : { id: row.leaf_id, mac: row.leaf_mac ?? "" },
        whole: row.whole === true,
      };
    }
    if (page.rows.length < PAGE) return;
    after = page.rows.at(-1)?.seq ?? 0;
  }
}

function judgeMissing(seq: number, fromTheEnd: boolean, faults: Faults): void {
  const at = `row ${seq}`;
  if (fromTheEnd) faults.add("truncated", at, `Audit ${at} was sealed and has been cut from the end.`);
  else faults.add("deleted", at, `Audit ${at} was sealed and is gone.`);
}

function judge(
  pair: Pair,
  row: AuditRow & { readonly mac: string },
  key: Buffer,
  faults: Faults,
): "sealed" | "unsealed" | "fault" {
  const at = `row ${pair.seq}`;
  const genuine = pair.whole && isGenuine(key, row);
  if (pair.leaf === null) {
    if (genuine) return "unsealed";
    faults.add(
      "inserted",
      at,
      `Audit ${at} was not written by Kith, or was changed in the moments before it was sealed.`,
    );
    return "fault";
  }
  if (genuine && row.id === pair.leaf.id && row.mac === pair.leaf.mac) return "sealed";
  if (genuine && row.id !== pair.leaf.id)
    faults.add("reordered", at, `Audit ${at} stands where another row was sealed.`);
  else faults.add("edited", at, `Audit ${at} has been changed since it was written.`);
  return "fault";
}

/** A row that is gone from its place may stand in another, where nothing was sealed. */
async function findMoved(
  db: Transaction<Schema>,
  gone: ReadonlyMap<string, number>,
  faults: Faults,
): Promise<void> {
  if (gone.size === 0) return;
  const moved = await sql<{ seq: number; id: string }>`select seq, id from audit_event
    where id = any(${[...gone.keys()]}) order by seq`.execute(db);
  for (const row of moved.rows)
    faults.add(
      "reordered",
      `row ${row.seq}`,
      `Audit row ${row.seq} was sealed as row ${gone.get(row.id)} and has been moved.`,
    );
}

/** A genuine row copied to another number is still genuine. No two rows may share an id; where that rule has been taken away, look for what came in. */
async function findCopies(db: Transaction<Schema>, faults: Faults): Promise<void> {
  const rule = await sql<{
    ok: boolean;
  }>`select exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indrelid = 'audit_event'::regclass and i.indisunique and i.indisvalid and i.indnkeyatts = 1 and a.attname = 'id' and i.indpred is null) as ok`.execute(
    db,
  );
  if (rule.rows[0]?.ok === true) return;
  faults.add(
    "inserted",
    "the table",
    "The rule that no audit row may be there twice has been removed from the database.",
  );
  const copies = await sql<{ seq: number; first: number }>`select e.seq, c.first from audit_event e
    join (select id, min(seq) as first from audit_event group by id having count(*) > 1) c on c.id = e.id
    where e.seq <> c.first order by e.seq`.execute(db);
  for (const row of copies.rows)
    faults.add("inserted", `row ${row.seq}`, `Audit row ${row.seq} is a copy of row ${row.first}.`);
}
