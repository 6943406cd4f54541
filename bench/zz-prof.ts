import { readFileSync } from "node:fs";
import { censusFile } from "../src/features/returns/census.ts";
import { checkAll } from "../src/features/returns/run.ts";
import { systemContext } from "../src/kernel/context.ts";
import { date, systemNow } from "../src/kernel/dates.ts";
import { openPostgres } from "../src/platform/db/engine.ts";
import { auditWriter } from "../src/platform/audit/write.ts";
import { database } from "../src/platform/db/transact.ts";
import { SECRET } from "./county.ts";
const { url, authority } = JSON.parse(readFileSync("/tmp/ret-bench.url", "utf8"));
const pg = openPostgres(url);
const db = database(pg, auditWriter(SECRET));
const ctx = () => systemContext("bench", authority, systemNow());
const header = { year: 2026, authorityCode: "201", softwareCode: "Kith", release: "1", serial: "001", producedAt: `2026-05-01T09:00:00` };
const what = process.argv[2];
const run = async (name: string, work: () => Promise<unknown>) => {
  const c = process.cpuUsage(); const t = performance.now();
  const v = await work();
  const { user, system } = process.cpuUsage(c);
  console.log(name, ((performance.now() - t) / 1000).toFixed(2), "cpu", ((user + system) / 1e6).toFixed(2), JSON.stringify(v), readFileSync("/proc/loadavg", "utf8").slice(0, 14));
};
if (what === "export" || what === "both")
  for (let i = 0; i < 2; i++)
    await run("export", () => db.transact(ctx(), async (h) => { let b = 0; for await (const p of censusFile(h, { year: 2026, asAt: date("2026-11-21") }, header)) b += p.length; return b; }));
if (what === "nightly" || what === "both")
  for (let i = 0; i < 2; i++)
    await run("nightly", () => checkAll(db, ctx(), { kind: "cin", year: 2026 }));
await pg.close();
