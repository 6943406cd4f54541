import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { applyFile, hashOf } from "../src/features/imports/importer.ts";
import { rebuildAll } from "../src/features/record/rebuild.ts";
import { systemContext } from "../src/kernel/context.ts";
import { londonDate, systemNow } from "../src/kernel/dates.ts";
import { type Engine, openMemory, openPostgres } from "../src/platform/db/engine.ts";
import type { Database } from "../src/platform/db/transact.ts";
import { bytesFromFile } from "../src/platform/files/bytes.ts";
import { readCinCensus } from "../src/returns/cin/import.ts";
import { application } from "../src/serve.ts";
import { SPINE } from "../src/spine.ts";
import { startCluster } from "../test/engines/cluster.ts";
import { benchExport, benchNightly, loadCensus } from "./census.ts";
import { bareParse, benchCheck, censusFile } from "./check.ts";
import { countOf, loadCounty, prepared, SECRET, settle } from "./county.ts";
import { benchInsight } from "./insight.ts";
import { type Line, ms, peakMb, ratio, seconds, spread, table, timed } from "./measure.ts";

/** Every benchmark, by one command: npm run bench [-- --children 50000 --census 20000 --only import,pages]. */
const { values } = parseArgs({
  options: {
    children: { type: "string", default: "50000" },
    census: { type: "string", default: "20000" },
    only: { type: "string" },
  },
});
const CHILDREN = Number(values.children);
const CENSUS = Number(values.census);
const wanted = values.only?.split(",");
const lines: Line[] = [];
const say = (line: Line): void => {
  lines.push(line);
  console.log(`${line.what} (${line.engine}): ${line.figure}   ${line.beside}   target ${line.target}`);
};
const runs = (name: string): boolean => wanted === undefined || wanted.includes(name);

async function benchImport(engine: Engine, target: string): Promise<void> {
  const path = await censusFile(CENSUS);
  const db = await prepared(engine);
  const authority = await engine.db
    .insertInto("authority")
    .values({ name: "Bench" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const source = bytesFromFile(path);
  const hash = await hashOf(source);
  const options = { today: londonDate(systemNow()) };
  const parse = await timed(() => bareParse(path));
  const read = await timed(async () => {
    for await (const child of (await readCinCensus(source, options)).children)
      if (child.id.value === "") throw new Error("no id");
  });
  const context = (): ReturnType<typeof systemContext> => systemContext("bench", authority.id, systemNow());
  const first = await timed(
    async () => await applyFile(db, SPINE, context(), source, await readCinCensus(source, options), hash),
  );
  const count = first.value.preview.children;
  const again = await timed(
    async () => await applyFile(db, SPINE, context(), source, await readCinCensus(source, options), hash),
  );
  say({
    what: `import a census of ${count.toLocaleString("en-GB")} children, timeline and duties included`,
    engine: engine.kind,
    figure: `${Math.round((count / first.ms) * 1000).toLocaleString("en-GB")} children/s (${seconds(first.ms)}), peak ${peakMb()} MB`,
    beside: `bare parse ${seconds(parse.ms)}, read to claims ${seconds(read.ms)}; the same file again ${ms(again.ms)}`,
    target,
  });
}

async function benchCounty(db: Database, url: string): Promise<number> {
  const made = await timed(() => loadCounty(db, CHILDREN));
  const { authorityId } = made.value;
  const [events, notes, duties] = [
    await countOf(db, "timeline_event", authorityId),
    await countOf(db, "note", authorityId),
    await countOf(db, "duty", authorityId),
  ];
  say({
    what: `make a county: ${CHILDREN.toLocaleString("en-GB")} children, ${events.toLocaleString("en-GB")} events, ${notes.toLocaleString("en-GB")} notes, ${duties.toLocaleString("en-GB")} duties`,
    engine: "postgres",
    figure: seconds(made.ms),
    beside: `peak ${peakMb()} MB`,
    target: "10 min",
  });
  await settle(db);
  if (runs("rebuild")) {
    const context = systemContext("bench", authorityId, systemNow());
    const worker = {
      file: new URL("../src/rebuild/worker.mjs", import.meta.url),
      threads: Math.max(2, cpus().length),
      databaseUrl: url,
      secret: SECRET,
    };
    const raw = await timed(() => scanAll(db, authorityId));
    const rebuilt = await timed(() => rebuildAll(db, SPINE, context, worker));
    say({
      what: `rebuild every duty, breach and state of ${rebuilt.value.children.toLocaleString("en-GB")} children (${rebuilt.value.written} rows differed)`,
      engine: "postgres",
      figure: seconds(rebuilt.ms),
      beside: `reading the same rows by SQL alone ${seconds(raw.ms)}: ${ratio(rebuilt.ms, raw.ms)}`,
      target: "30 s",
    });
  }
  return authorityId;
}

async function scanAll(db: Database, authorityId: number): Promise<void> {
  await db.engine.db.transaction().execute(async (t) => {
    await sql`select set_config('role', 'kith_system', true), set_config('kith.authority', ${String(authorityId)}, true)`.execute(
      t,
    );
    for (const name of ["timeline_event", "duty", "breach", "span"]) {
      await sql`declare c_${sql.raw(name)} no scroll cursor for select * from ${sql.table(name)} order by person_id`.execute(
        t,
      );
      for (;;) {
        const page = await sql`fetch 5000 from c_${sql.raw(name)}`.execute(t);
        if (page.rows.length === 0) break;
      }
    }
  });
}

async function benchPages(db: Database, authorityId: number): Promise<void> {
  const app = application(
    {
      port: 0,
      host: "localhost",
      dataFolder: ".kith",
      databaseUrl: undefined,
      origin: undefined,
      proxies: [],
      trial: false,
    },
    { secret: SECRET, checkpoints: ".kith/bench-checkpoints.log" },
    db,
  );
  await app.ready();
  const account = await db.engine.db
    .selectFrom("account")
    .select("id")
    .where("sign_in", "=", "service-manager@demonstration.invalid")
    .executeTakeFirstOrThrow();
  const signedIn = await app.inject({
    method: "POST",
    url: "/sign-in/demonstration",
    payload: `account=${account.id}`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  const cookie = signedIn.cookies.map((c) => `${c.name}=${c.value}`).join("; ");
  const people = await sampled(db, authorityId);
  const get = async (url: string): Promise<void> => {
    const reply = await app.inject({ url, headers: { cookie } });
    if (reply.statusCode !== 200) throw new Error(`${url} answered ${reply.statusCode}`);
  };
  const pick = <T>(list: readonly T[], turn: number): T => list[turn % list.length] as T;
  const pages: {
    what: string;
    target: string;
    url: (turn: number) => string;
    raw: ((turn: number) => Promise<unknown>) | null;
  }[] = [
    {
      what: "open a record",
      target: "p50 60 ms, p95 200 ms",
      url: (t) => `/children/${pick(people, t).id}`,
      raw: (t) => rawRecord(db, authorityId, pick(people, t).id),
    },
    { what: "safety net", target: "p95 200 ms", url: () => "/net", raw: () => rawNet(db, authorityId) },
    { what: "team page", target: "p95 500 ms", url: () => "/team", raw: null },
    {
      what: "search by name, misspelt",
      target: "p95 300 ms",
      url: (t) => `/search?q=${encodeURIComponent(misspelt(pick(people, t).name))}`,
      raw: null,
    },
  ];
  for (const { what, target, url, raw } of pages) {
    const baseline = raw === null ? null : await spread(100, 1, raw);
    for (const callers of [1, 16]) {
      const found = await spread(callers === 1 ? 200 : 600, callers, (turn) => get(url(turn)));
      say({
        what: `${what}, ${callers} at once`,
        engine: db.engine.kind,
        figure: `p50 ${ms(found.p50)}, p95 ${ms(found.p95)}, ${Math.round(found.perSecond)}/s`,
        beside:
          baseline === null
            ? ""
            : `raw SQL of the same rows p50 ${ms(baseline.p50)}: ${ratio(found.p50, baseline.p50)}`,
        target: callers === 1 ? target : "",
      });
    }
  }
  await app.close();
}

const misspelt = (name: string): string => `${name.slice(0, 2)}${name.slice(3)}`;

async function sampled(db: Database, authorityId: number): Promise<{ id: number; name: string }[]> {
  return await db.engine.db.transaction().execute(async (t) => {
    await sql`select set_config('role', 'kith_system', true), set_config('kith.authority', ${String(authorityId)}, true)`.execute(
      t,
    );
    const rows = await sql<{
      id: number;
      name: string;
    }>`select id, name from person p where name is not null and not exists (select from restriction r where r.person_id = p.id)
      and exists (select from span s where s.person_id = p.id and s.status = 'open') order by md5(id::text) limit 500`.execute(
      t,
    );
    return rows.rows;
  });
}

async function rawRecord(db: Database, authorityId: number, id: number): Promise<void> {
  await db.engine.db.transaction().execute(async (t) => {
    await sql`select set_config('role', 'kith_system', true), set_config('kith.authority', ${String(authorityId)}, true)`.execute(
      t,
    );
    await sql`select * from person where id = ${id}`.execute(t);
    await sql`select * from timeline_event where person_id = ${id} and superseded_at is null order by on_date desc, id desc limit 61`.execute(
      t,
    );
    for (const name of ["span", "duty", "breach"])
      await sql`select * from ${sql.table(name)} where person_id = ${id}`.execute(t);
  });
}

async function rawNet(db: Database, authorityId: number): Promise<void> {
  await db.engine.db.transaction().execute(async (t) => {
    await sql`select set_config('role', 'kith_system', true), set_config('kith.authority', ${String(authorityId)}, true)`.execute(
      t,
    );
    await sql`select invariant_id, count(*) from breach where from_on <= current_date and (until_on is null or until_on > current_date) group by 1`.execute(
      t,
    );
  });
}

if (runs("check")) await benchCheck(CENSUS, say);
const cluster = await startCluster({ durable: true });
if (runs("import")) {
  const url = await cluster.create("bench_import");
  const pg = openPostgres(url);
  await benchImport(pg, "5,000 children/s, 400 MB");
  await pg.close();
  const embedded = await openMemory();
  await benchImport(embedded, "1,500 children/s");
  await embedded.close();
}
if (runs("export") || runs("nightly")) {
  const pg = openPostgres(await cluster.create("bench_export"));
  const db = await prepared(pg);
  const authorityId = await loadCensus(db, CENSUS);
  if (runs("export")) say(await benchExport(db, authorityId));
  if (runs("nightly")) say(await benchNightly(db, authorityId));
  await pg.close();
}
if (runs("insight")) await benchInsight(cluster, CHILDREN, say);
if (runs("county")) {
  const url = await cluster.create("bench_county");
  const pg = openPostgres(url, 16);
  const db = await prepared(pg);
  const authorityId = await benchCounty(db, url);
  if (runs("pages")) await benchPages(db, authorityId);
  await pg.close();
}
const head = `Node ${process.version}, ${cpus().length} cores, ${Math.round(totalmem() / 1e9)} GB, ${londonDate(systemNow())}.`;
writeFileSync(".kith/bench-results.md", `${head}\n\n${table(lines)}\n`);
console.log(`\n${readFileSync(".kith/bench-results.md", "utf8")}`);
process.exit(0);
