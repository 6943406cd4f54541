import { sql } from "kysely";
import type { BrainContext } from "../../kernel/duties/invariant.ts";
import { type Db, insertMany } from "./bulk.ts";
import { noteCarried } from "./carried.ts";
import { writeFindings } from "./findings.ts";
import type { Incoming } from "./incoming.ts";
import { refreshPeople, writePeople } from "./people.ts";
import type { Plan } from "./plan.ts";
import { insertDerived, recompute } from "./recompute.ts";
import type { Spine } from "./spine.ts";

/** Writes what was planned of a batch: people, rows, timeline and findings, then duties, breaches and states of exactly the children it touched. */
export async function writePlan(
  db: Db,
  spine: Spine,
  brain: BrainContext,
  incoming: Incoming,
  plan: Plan,
): Promise<void> {
  await writePeople(db, incoming, plan.people);
  await closeRows(db, incoming, plan);
  await confirmRows(db, plan);
  for (const [name, rows] of plan.inserts) await insertMany(db, name, rows);
  await closeEvents(db, incoming, plan);
  await insertMany(db, "timeline_event", plan.events);
  await noteCarried(db, incoming.authorityId, plan.kinds);
  await writeFindings(db, incoming, plan.findings);
  await refreshPeople(db, [...plan.renamed]);
  await insertDerived(db, incoming.authorityId, plan.derived);
  await recompute(db, spine, brain, [...plan.touched]);
}

async function closeRows(db: Db, incoming: Incoming, plan: Plan): Promise<void> {
  for (const [name, ids] of plan.closed)
    await sql`update ${sql.table(name)} set superseded_at = ${incoming.recordedAt} where id = any(${ids})`.execute(
      db,
    );
}

async function confirmRows(db: Db, plan: Plan): Promise<void> {
  for (const { table, rank, ids: groups } of plan.confirmed.values()) {
    for (const [seen, ids] of groups) {
      // A row that is told of again has not vanished, unless from a file fresher still; and what was decided of it then is over.
      const gone = sql`vanished_source_id in (select id from source where rank collate "C" > ${rank})`;
      await sql`update ${sql.table(table)} set seen_rank = ${seen},
        vanished_source_id = case when ${gone} then vanished_source_id end, kept_by = case when ${gone} then kept_by end
        where id = any(${ids})`.execute(db);
    }
  }
}

async function closeEvents(db: Db, incoming: Incoming, { closedEvents }: Plan): Promise<void> {
  if (closedEvents.length === 0) return;
  const ids = [...new Set(closedEvents.map((event) => event.person_id))];
  // Narrowed by child first, then matched in one hash: the planner cannot know how many rows the JSON holds.
  await sql`update timeline_event e set superseded_at = ${incoming.recordedAt}
    where e.person_id = any(${ids}) and e.superseded_at is null
      and (e.person_id, e.issuer, e.origin, e.kind, e.subject, e.on_date) in
        (select person_id, issuer, origin, kind, subject, on_date from json_populate_recordset(null::timeline_event, ${JSON.stringify(closedEvents)}::json))`.execute(
    db,
  );
}
