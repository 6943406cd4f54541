import { sql } from "kysely";
import { type Context, may } from "../../kernel/context.ts";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { openOn } from "../team/holding.ts";

/** A child of a checked file who is known in Kith, and whose record this person may open. */
export type KnownChild = {
  readonly personId: number;
  /** Only for those who may see names. */
  readonly name: string | null;
  /** Who holds the child today: by reference, and as they are called. */
  readonly teamRef: string | null;
  readonly team: string | null;
  readonly workerRef: string | null;
  readonly worker: string | null;
};

/** A child as a file names them. */
export type FileChild = { readonly child: string | null; readonly born: IsoDate | null };

/** Whether this person opens records at all; which, the walls decide. */
export const mayOpenRecords = (context: Context): boolean => may(context, "record.open");

/** The child's page takes finding children too. */
export const mayFollow = (context: Context): boolean => mayOpenRecords(context) && may(context, "search");

/** A child of a file as one text: two of one number and other birth dates are two. */
export const keyOf = ({ child, born }: FileChild): string => `${child ?? ""}\n${born ?? ""}`;

/**
 * Children asked for at once. Each question below is one scan at worst; joined, they would be left to a planner that knows nothing of tables filled a moment ago.
 */
const AT_ONCE = 5000;

/**
 * The children of some issues who are known here, to be asked for by issue. A number is taken for a child's only when one person has it and nothing is known
 * against it: another birth date is another child. Read through the walls, so whom this person may not open is not there.
 */
export async function knownChildren(
  handle: Handle,
  issues: readonly FileChild[],
): Promise<(issue: FileChild) => KnownChild | undefined> {
  const found = new Map<string, KnownChild>();
  if (mayOpenRecords(handle.context)) {
    const asked = [...new Map(issues.map((issue) => [keyOf(issue), issue])).values()];
    for (let from = 0; from < asked.length; from += AT_ONCE)
      await findSome(handle, asked.slice(from, from + AT_ONCE), found);
  }
  return (issue) => found.get(keyOf(issue));
}

async function findSome(
  handle: Handle,
  asked: readonly FileChild[],
  found: Map<string, KnownChild>,
): Promise<void> {
  const owners = await ownersOf(
    handle,
    asked.flatMap(({ child }) => child ?? []),
  );
  const people = await peopleOf(
    handle,
    [...owners.values()].flatMap((ids) => [...ids]),
  );
  const holders = await holdersOf(handle, [...people.keys()]);
  const names = may(handle.context, "names");
  for (const one of asked) {
    const [id, another] = owners.get(one.child ?? "") ?? [];
    const person = id === undefined || another !== undefined ? undefined : people.get(id);
    if (person === undefined || id === undefined) continue;
    if (one.born !== null && person.born !== null && one.born !== person.born) continue;
    found.set(keyOf(one), {
      personId: id,
      name: names ? person.name : null,
      ...(holders.get(id) ?? NOBODY),
    });
  }
}

const NOBODY = { teamRef: null, team: null, workerRef: null, worker: null } as const;

/** Who has each number. */
async function ownersOf(handle: Handle, numbers: readonly string[]): Promise<Map<string, Set<number>>> {
  const owners = new Map<string, Set<number>>();
  if (numbers.length === 0) return owners;
  const rows = await sql<{ value: string; id: number }>`select value, person_id as id from identifier
    where authority_id = ${handle.context.authorityId} and type = 'local' and superseded_at is null and value = any(${[...numbers]}::text[])`.execute(
    handle.db,
  );
  for (const { value, id } of rows.rows) owners.set(value, (owners.get(value) ?? new Set()).add(id));
  return owners;
}

type Person = { readonly name: string | null; readonly born: IsoDate | null };

/** Those of some people whose records this person may open. */
async function peopleOf(handle: Handle, ids: readonly number[]): Promise<Map<number, Person>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<Person & { id: number }>`select id, name, birth_date as born from person
    where id = any(${[...ids]}::bigint[]) and ((select kith_scope()) = 'all' or id in (select kith_mine()))`.execute(
    handle.db,
  );
  return new Map(rows.rows.map(({ id, ...person }) => [id, person]));
}

type Holder = Omit<KnownChild, "personId" | "name">;

/** Who holds each of some people today; of several, whoever began last. */
async function holdersOf(handle: Handle, ids: readonly number[]): Promise<Map<number, Holder>> {
  if (ids.length === 0) return new Map();
  const { db, context, today } = handle;
  const rows = await sql<{ id: number; team: string | null; worker: string | null }>`
    select distinct on (s.person_id) s.person_id as id, s.team_ref as team, s.worker_ref as worker from span s
    where s.person_id = any(${[...ids]}::bigint[]) and s.status = 'held' and ${openOn("s", today)} order by s.person_id, s.from_on desc`.execute(
    db,
  );
  const called = async (table: "team" | "worker", refs: readonly (string | null)[]) => {
    const wanted = [...new Set(refs.filter((ref) => ref !== null))];
    if (wanted.length === 0) return new Map<string, string>();
    const named = await db
      .selectFrom(table)
      .select(["ref", "name"])
      .where("authority_id", "=", context.authorityId)
      .where("ref", "in", wanted)
      .execute();
    return new Map(named.map(({ ref, name }) => [ref, name]));
  };
  const teams = await called(
    "team",
    rows.rows.map(({ team }) => team),
  );
  const workers = await called(
    "worker",
    rows.rows.map(({ worker }) => worker),
  );
  const nameOf = (names: ReadonlyMap<string, string>, ref: string | null): string | null =>
    ref === null ? null : (names.get(ref) ?? ref);
  return new Map(
    rows.rows.map(({ id, team, worker }) => [
      id,
      { teamRef: team, team: nameOf(teams, team), workerRef: worker, worker: nameOf(workers, worker) },
    ]),
  );
}
