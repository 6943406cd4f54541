import { sql } from "kysely";
import { systemContext } from "../../kernel/context.ts";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Database } from "../../platform/db/transact.ts";
import { RUN } from "./work.ts";

/**
 * To be called once at start-up, before the worker: a run that was under way when Kith last stopped, and whose job is gone, is stopped, so that another can be asked for. One whose
 * job is there is gone on with by it.
 */
export async function recoverSharing(database: Database, now: IsoInstant): Promise<void> {
  const authorities = await database.transact(systemContext("start-up", 0, now), ({ db }) =>
    db.selectFrom("authority").select("id").execute(),
  );
  for (const { id } of authorities)
    await database.transact(systemContext("start-up", id, now), async ({ db }) => {
      await sql`update sharing_run r set state = 'stopped', finished_at = ${now}, updated_at = ${now}, problem = coalesce(problem, 'Kith was stopped while it was under way.')
        where r.state in ('waiting', 'running') and not exists (select from job j where j.kind = ${RUN} and (j.payload ->> 'run')::int = r.id
          and j.finished_at is null and j.failed_at is null)`.execute(db);
    });
}
