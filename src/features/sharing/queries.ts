import { sql } from "kysely";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { Outcome } from "./runs.ts";

/** A child set aside in a sending. */
export type SetAside = {
  readonly id: number;
  readonly personId: number;
  readonly laId: string;
  readonly name: string | null;
  readonly outcome: Outcome["outcome"];
  readonly words: string;
  readonly at: IsoInstant;
};

/** Children not sent by a run, a page by key. Whom this person may not see is not among them. */
export async function setAsideIn(
  handle: Handle,
  run: number,
  after: number,
  limit: number,
): Promise<SetAside[]> {
  const rows =
    await sql<SetAside>`select o.id, o.person_id as "personId", o.la_child_id as "laId", p.name, o.outcome, o.words, o.at
    from sharing_outcome o join person p on p.id = o.person_id
    where o.run_id = ${run} and o.outcome <> 'accepted' and o.id > ${after} order by o.id limit ${limit}`.execute(
      handle.db,
    );
  const names = handle.context.rights.has("names");
  return rows.rows.map((row) => (names ? row : { ...row, name: null }));
}

/** What became of one child each time, newest first. */
export async function outcomesOf(
  handle: Handle,
  personId: number,
): Promise<(Omit<Outcome, "personId"> & { readonly at: IsoInstant; readonly runId: number })[]> {
  const rows = await sql<
    Omit<Outcome, "personId"> & { at: IsoInstant; runId: number }
  >`select la_child_id as "laId", change, outcome, words, at, run_id as "runId" from sharing_outcome
    where person_id = ${personId} order by id desc limit 20`.execute(handle.db);
  return rows.rows;
}

/** The child with a number, if this person may know of one. */
export async function childNumbered(handle: Handle, number: string): Promise<number | null> {
  const rows = await sql<{ id: number }>`select person_id as id from identifier
    where type = 'local' and value = ${number} and superseded_at is null order by person_id limit 1`.execute(
    handle.db,
  );
  return rows.rows[0]?.id ?? null;
}
