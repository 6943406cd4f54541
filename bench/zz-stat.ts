import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { systemContext } from "../src/kernel/context.ts";
import { systemNow, date } from "../src/kernel/dates.ts";
import { openPostgres } from "../src/platform/db/engine.ts";
import { auditWriter } from "../src/platform/audit/write.ts";
import { database } from "../src/platform/db/transact.ts";
import { SECRET } from "./county.ts";
const { url, authority } = JSON.parse(readFileSync("/tmp/ret-bench.url", "utf8"));
const pg = openPostgres(url);
const db = database(pg, auditWriter(SECRET));
await db.transact(systemContext("bench", authority, systemNow()), async ({ db: t }) => {
  const ids = (await sql<{ id: number }>`select distinct person_id as id from referral order by 1 limit 500`.execute(t)).rows.map((r) => r.id);
  for (const table of ["person_detail", "referral", "assessment", "section47", "plan_review"]) {
    const at = performance.now();
    for (let i = 0; i < 5; i++) await sql`select id, person_id, issuer, key, seen_rank from ${sql.table(table)} where person_id = any(${`{${ids.join(",")}}`}::bigint[]) and superseded_at is null`.execute(t);
    console.log(table, ((performance.now() - at) / 5).toFixed(1));
    const e = await sql<{ "QUERY PLAN": string }>`explain (analyze, buffers) select id, person_id, issuer, key, seen_rank from ${sql.table(table)} where person_id = any(${`{${ids.join(",")}}`}::bigint[]) and superseded_at is null`.execute(t);
    if (table === "referral") console.log(e.rows.map((r) => r["QUERY PLAN"]).join("\n").slice(0, 1500));
  }
  const e = await sql<{ "QUERY PLAN": string }>`explain (analyze) select p.id as "personId", coalesce(i.value, p.local_id, p.id::text) as "localId"
    from (select distinct person_id from referral
      where superseded_at is null and received_on <= '2026-03-31'::date
        and (received_on >= '2025-03-30'::date or greatest(closed_on, decided_on) >= '2025-04-01'::date
          or (closed_on is null and no_further_action is not true))) r
    join person p on p.id = r.person_id
    left join lateral (select i.value from identifier i left join source s on s.id = i.source_id
      where i.person_id = p.id and i.type = 'local' and i.superseded_at is null
      order by i.issuer = 'cin' desc, s.rank collate "C" desc nulls last, i.value collate "C" desc limit 1) i on true
    order by coalesce(i.value, p.local_id, p.id::text) collate "C", p.id`.execute(t);
  console.log(e.rows.map((r) => r["QUERY PLAN"]).join("\n"));
});
await pg.close();
