import { sql } from "kysely";
import type { IsoInstant } from "../../kernel/dates.ts";
import { type Db, insertMany } from "../record/bulk.ts";
import type { CheckedChild, Found } from "./check.ts";
import { addItems, type Items, type Total } from "./items.ts";
import { DATED_BY, type Place } from "./places.ts";
import type { ReturnId } from "./year.ts";

export type Written = {
  readonly opened: number;
  readonly closed: number;
};

type Standing = {
  id: number;
  person_id: number | null;
  key: string;
  facts_hash: string;
  message: string;
  fix: string;
  places: string;
};

/**
 * Brings what is stored of some children into line with what was checked, writing only the difference: an issue that still stands keeps its row and so its age.
 * @param ids the children that were looked at; those of them no longer in the return have nothing to say
 * @param totals the numbers of the return, changed in place by what these children now add
 */
export async function writeChecked(
  db: Db,
  of: ReturnId,
  authorityId: number,
  ids: readonly number[],
  checked: readonly CheckedChild[],
  now: IsoInstant,
  totals: Record<string, Total>,
): Promise<Written> {
  await writeChildren(db, of, authorityId, ids, checked, totals);
  const issues = await withRows(db, checked);
  const standing =
    await sql<Standing>`select id, person_id, key, facts_hash, message, fix, places::text as places from return_issue
    where return_kind = ${of.kind} and year = ${of.year} and person_id = any(${[...ids]}) and not across and gone_at is null`.execute(
      db,
    );
  return await writeDifference(db, of, authorityId, standing.rows, issues, now);
}

/** The same for what was found across children and about the return as a whole, all of it at once. */
export async function writeAcross(
  db: Db,
  of: ReturnId,
  authorityId: number,
  found: readonly Found[],
  now: IsoInstant,
): Promise<Written> {
  const standing =
    await sql<Standing>`select id, person_id, key, facts_hash, message, fix, places::text as places from return_issue
    where return_kind = ${of.kind} and year = ${of.year} and across and gone_at is null`.execute(db);
  return await writeDifference(db, of, authorityId, standing.rows, found, now);
}

const at = (personId: number | null, key: string): string => `${personId ?? ""}|${key}`;

async function writeDifference(
  db: Db,
  of: ReturnId,
  authorityId: number,
  standing: readonly Standing[],
  found: readonly Found[],
  now: IsoInstant,
): Promise<Written> {
  const left = new Map(standing.map((row) => [at(row.person_id, row.key), row]));
  const added = new Map<string, object>();
  const changed: object[] = [];
  for (const issue of found) {
    const key = at(issue.personId, issue.key);
    const was = left.get(key);
    const values = {
      fix: issue.fix,
      message: issue.message,
      facts_hash: issue.factsHash,
      places: issue.places,
    };
    if (was === undefined) {
      added.set(key, {
        authority_id: authorityId,
        return_kind: of.kind,
        year: of.year,
        person_id: issue.personId,
        rule_id: issue.rule,
        severity: issue.severity,
        key: issue.key,
        across: issue.across,
        found_at: now,
        ...values,
        places: JSON.stringify(issue.places),
      });
      continue;
    }
    left.delete(key);
    if (
      was.facts_hash !== issue.factsHash ||
      was.message !== issue.message ||
      was.fix !== issue.fix ||
      !samePlaces(was.places, issue.places)
    )
      changed.push({ id: was.id, ...values });
  }
  const gone = [...left.values()].map((row) => row.id);
  if (gone.length > 0)
    await sql`update return_issue set gone_at = ${now} where id = any(${gone})`.execute(db);
  if (changed.length > 0)
    await sql`update return_issue i set fix = c.fix, message = c.message, facts_hash = c.facts_hash, places = c.places
      from json_to_recordset(${JSON.stringify(changed)}::json) as c(id bigint, fix text, message text, facts_hash text, places jsonb)
      where i.id = c.id`.execute(db);
  await insertMany(db, "return_issue", [...added.values()]);
  return { opened: added.size, closed: gone.length };
}

/** The database gives an object's names back in its own order. */
function samePlaces(stored: string, places: readonly Place[]): boolean {
  const flat = (list: readonly Place[]): string =>
    JSON.stringify(list.map((p) => [p.item, p.value, p.anchor?.table, p.anchor?.on, p.column, p.row]));
  return flat(JSON.parse(stored) as Place[]) === flat(places);
}

/** Gives each place its row of the record, where exactly one of the rows the child's part was made of is meant. */
async function withRows(db: Db, checked: readonly CheckedChild[]): Promise<Found[]> {
  const wrong = checked.filter((child) => child.issues.length > 0);
  if (wrong.length === 0) return [];
  const rows = await rowsByAnchor(
    db,
    wrong.flatMap((child) => child.madeOf),
  );
  return wrong.flatMap((child) =>
    child.issues.map((issue) => ({
      ...issue,
      places: issue.places.map((place) => ({ ...place, row: rowOf(rows, child.personId, place) })),
    })),
  );
}

const rowOf = (
  rows: ReadonlyMap<string, readonly number[]>,
  personId: number,
  place: Place,
): number | null => {
  if (place.anchor === null) return null;
  const [day, nth] = place.anchor.on.split("#");
  return rows.get(`${personId}|${place.anchor.table}|${day}`)?.[Number(nth ?? 1) - 1] ?? null;
};

/** Rows by child, table and the day they go by. `madeOf` names them as `table:id`. */
export async function rowsByAnchor(
  db: Db,
  madeOf: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const byTable = new Map<string, number[]>();
  for (const name of madeOf) {
    const [table = "", id] = name.split(":");
    const ids = byTable.get(table);
    if (ids) ids.push(Number(id));
    else byTable.set(table, [Number(id)]);
  }
  const rows = new Map<string, number[]>();
  for (const [table, ids] of byTable) {
    const day = DATED_BY[table];
    if (day === undefined && table !== "person_detail") continue;
    const found = await sql<{ id: number; person_id: number; day: string | null }>`
      select id, person_id, ${day === undefined ? sql`''` : sql`${sql.ref(day)}::text`} as day
      from ${sql.table(table)} where id = any(${ids}) order by key, id`.execute(db);
    for (const row of found.rows) {
      const key = `${row.person_id}|${table}|${row.day ?? ""}`;
      const list = rows.get(key);
      if (list) list.push(row.id);
      else rows.set(key, [row.id]);
    }
  }
  return rows;
}

type ChildRow = {
  person_id: number;
  local_id: string | null;
  items: Items;
  made_of: string[];
  notes: string[];
};

/** What each child adds to the numbers, and the totals that follow. */
async function writeChildren(
  db: Db,
  of: ReturnId,
  authorityId: number,
  ids: readonly number[],
  checked: readonly CheckedChild[],
  totals: Record<string, Total>,
): Promise<void> {
  const held = await sql<ChildRow>`select person_id, local_id, items, made_of, notes from return_child
    where return_kind = ${of.kind} and year = ${of.year} and person_id = any(${[...ids]})`.execute(db);
  const before = new Map(held.rows.map((row) => [row.person_id, row]));
  const writes: object[] = [];
  for (const child of checked) {
    const was = before.get(child.personId);
    before.delete(child.personId);
    if (was !== undefined && sameChild(was, child)) continue;
    if (was !== undefined) addItems(totals, was.items, -1);
    addItems(totals, child.items);
    writes.push({
      authority_id: authorityId,
      return_kind: of.kind,
      year: of.year,
      person_id: child.personId,
      local_id: child.localId,
      items: child.items,
      made_of: child.madeOf,
      notes: child.notes,
    });
  }
  for (const was of before.values()) addItems(totals, was.items, -1);
  const out = [...before.keys()];
  if (out.length > 0)
    await sql`delete from return_child where return_kind = ${of.kind} and year = ${of.year} and person_id = any(${out})`.execute(
      db,
    );
  for (let from = 0; from < writes.length; from += 2000)
    await sql`insert into return_child (authority_id, return_kind, year, person_id, local_id, items, made_of, notes)
      select authority_id, return_kind, year, person_id, local_id, items, made_of, notes
      from json_populate_recordset(null::return_child, ${JSON.stringify(writes.slice(from, from + 2000))}::json)
      on conflict (person_id, return_kind, year) do update set local_id = excluded.local_id, items = excluded.items, made_of = excluded.made_of, notes = excluded.notes`.execute(
      db,
    );
}

const sameChild = (was: ChildRow, child: CheckedChild): boolean =>
  was.local_id === child.localId &&
  sameItems(was.items, child.items) &&
  JSON.stringify(was.made_of) === JSON.stringify(child.madeOf) &&
  JSON.stringify(was.notes) === JSON.stringify(child.notes);

function sameItems(a: Items, b: Items): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]))
  );
}
