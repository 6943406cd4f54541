import { sql } from "kysely";
import { addMonths, type IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { SpanNow } from "./derived.ts";
import { stoodOn } from "./knownOn.ts";

export type ChildHead = {
  readonly id: number;
  readonly localId: string | null;
  readonly name: string | null;
  readonly born: IsoDate | null;
  readonly expected: IsoDate | null;
  readonly died: IsoDate | null;
  readonly sex: string | null;
  readonly ethnicity: string | null;
};

/** The child, if this person may see that there is one, and whether the whole record opens to them: the walls decide both. */
export async function childHead(
  handle: Handle,
  id: number,
): Promise<(ChildHead & { readonly opens: boolean }) | null> {
  const found = await sql<ChildHead & { opens: boolean }>`
    select id, local_id as "localId", name, birth_date as born, expected_birth_date as expected, death_date as died, sex, ethnicity,
      (select kith_scope()) = 'all' or id in (select kith_mine()) as opens
    from person where id = ${id}`.execute(handle.db);
  const row = found.rows[0];
  if (row === undefined) return null;
  const { rights } = handle.context;
  return {
    ...row,
    name: rights.has("names") ? row.name : null,
    opens: row.opens && rights.has("record.open"),
  };
}

export type Holder = {
  readonly workerRef: string | null;
  readonly workerName: string | null;
  readonly teamName: string | null;
  readonly since: IsoDate;
  readonly sinceKnown: boolean;
  /** Others who held the child in the two years before. */
  readonly before: number;
};

/** Who held the child on a day, since when, and how many did in the two years before, from the states derived for that day. */
export async function holderOf(
  handle: Handle,
  spans: readonly SpanNow[],
  on: IsoDate,
): Promise<Holder | null> {
  const held = spans.filter((span) => span.status === "held" && span.from <= on);
  const now = held
    .filter((span) => span.until === null || span.until > on)
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
  if (now === undefined) return null;
  const said = (name: string): string | null => {
    const value = now.detail[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const [workerRef, teamRef] = [said("worker"), said("team")];
  const names = await sql<{ worker: string | null; team: string | null }>`select
    (select name from worker where authority_id = kith_authority() and ref = ${workerRef}) as worker,
    (select name from team where authority_id = kith_authority() and ref = ${teamRef}) as team`.execute(
    handle.db,
  );
  const twoYears = addMonths(on, -24);
  const others = held.filter(
    (span) => span.from >= twoYears && span.detail["worker"] !== now.detail["worker"],
  );
  return {
    workerRef,
    workerName: names.rows[0]?.worker ?? said("workerName") ?? workerRef,
    teamName: names.rows[0]?.team ?? said("teamName") ?? teamRef,
    since: now.from,
    sinceKnown: now.detail["since"] !== undefined && now.detail["since"] !== null,
    before: new Set(others.map((span) => span.detail["worker"])).size,
  };
}

export async function identifiersOf(
  handle: Handle,
  id: number,
): Promise<{ type: string; value: string; issuer: string }[]> {
  return await handle.db
    .selectFrom("identifier")
    .select(["type", "value", "issuer"])
    .distinct()
    .where("person_id", "=", id)
    .where("superseded_at", "is", null)
    .execute();
}

/** Where the child lived, as far as was known. */
export async function addressOf(
  handle: Handle,
  id: number,
  asKnown: IsoDate | null,
): Promise<{ line: string | null; postcode: string | null; protected: boolean | null } | null> {
  if (!handle.context.rights.has("names")) return null;
  const on = asKnown ?? handle.today;
  const found = await sql<{ line: string | null; postcode: string | null; protected: boolean | null }>`
    select e.line, e.postcode, e.protected from address e
    where e.person_id = ${id} and ${stoodOn(asKnown)} and (e.from_on is null or e.from_on <= ${on}::date) and (e.to_on is null or e.to_on > ${on}::date)
    order by e.from_on desc nulls last limit 1`.execute(handle.db);
  return found.rows[0] ?? null;
}
