import { sql } from "kysely";
import { applyFile, hashOf } from "../src/features/imports/importer.ts";
import { CENSUS_TABLES } from "../src/features/returns/assemble.ts";
import { censusFile } from "../src/features/returns/census.ts";
import { checkAll } from "../src/features/returns/run.ts";
import { systemContext } from "../src/kernel/context.ts";
import { londonDate, systemNow } from "../src/kernel/dates.ts";
import type { Database } from "../src/platform/db/transact.ts";
import { bytesFromFile } from "../src/platform/files/bytes.ts";
import { readCinCensus } from "../src/returns/cin/import.ts";
import { SPINE } from "../src/spine.ts";
import { censusFile as keptCensus } from "./check.ts";
import { settle } from "./county.ts";
import { type Line, peakMb, ratio, seconds, timed } from "./measure.ts";

const YEAR = 2026;

/** Brings in a census of about so many children. @returns the authority it is of */
export async function loadCensus(db: Database, children: number): Promise<number> {
  const authority = await db.engine.db
    .insertInto("authority")
    .values({ name: "Bench" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const source = bytesFromFile(await keptCensus(children));
  const reading = await readCinCensus(source, { today: londonDate(systemNow()) });
  const context = systemContext("bench", authority.id, systemNow());
  await applyFile(db, SPINE, context, source, reading, await hashOf(source));
  await settle(db);
  return authority.id;
}

/** The rows a census is made of, read by SQL alone, five thousand at a time. */
async function rawRows(db: Database, authorityId: number): Promise<number> {
  let rows = 0;
  await db.transact(systemContext("bench", authorityId, systemNow()), async ({ db: t }) => {
    for (const table of [...CENSUS_TABLES, "identifier"]) {
      await sql`declare raw_rows no scroll cursor for select * from ${sql.table(table)} where superseded_at is null`.execute(
        t,
      );
      for (;;) {
        const page = await sql`fetch 5000 from raw_rows`.execute(t);
        rows += page.rows.length;
        if (page.rows.length < 5000) break;
      }
      await sql`close raw_rows`.execute(t);
    }
  });
  return rows;
}

type Cost = { readonly ms: number; readonly cpu: number };

/** How long something takes, and how much of that was this process's own work. */
async function costed<T>(work: () => Promise<T>): Promise<Cost & { readonly value: T }> {
  const before = process.cpuUsage();
  const { ms, value } = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { ms, cpu: (user + system) / 1000, value };
}

/** How long a census takes to make, beside reading the same rows by SQL alone. */
export async function benchExport(db: Database, authorityId: number): Promise<Line> {
  const context = systemContext("bench", authorityId, systemNow());
  const header = {
    year: YEAR,
    authorityCode: "201",
    softwareCode: "Kith",
    release: "1",
    serial: "001",
    producedAt: `${YEAR}-05-01T09:00:00`,
  };
  const make = () =>
    db.transact(context, async (handle) => {
      let [bytes, made] = [0, 0];
      const ask = { year: YEAR, asAt: londonDate(systemNow()) };
      for await (const piece of censusFile(handle, ask, header, () => void (made += 1)))
        bytes += piece.length;
      return { bytes, made };
    });
  await rawRows(db, authorityId);
  const raw = await timed(() => rawRows(db, authorityId));
  const { ms, cpu, value } = await costed(make);
  return {
    what: `make a census of ${value.made.toLocaleString("en-GB")} children (${(value.bytes / 1e6).toFixed(0)} MB of XML)`,
    engine: db.engine.kind,
    figure: `${seconds(ms)}, peak ${peakMb()} MB`,
    beside: `this process's own work ${seconds(cpu)}; reading the same ${raw.value.toLocaleString("en-GB")} rows by SQL alone ${seconds(raw.ms)}: ${ratio(ms, raw.ms)}`,
    target: "5 s for 20,000 children",
  };
}

/** How long the check of everybody takes: the first of a return, which writes all it finds, and one of the nights after, when little has changed. */
export async function benchNightly(db: Database, authorityId: number): Promise<Line> {
  const check = () =>
    checkAll(db, systemContext("bench", authorityId, systemNow()), { kind: "cin", year: YEAR });
  const first = await costed(check);
  const again = await costed(check);
  const { children = 0, errors = 0, queries = 0 } = again.value ?? {};
  return {
    what: `check a return of ${children.toLocaleString("en-GB")} children as it would go today: ${(errors + queries).toLocaleString("en-GB")} issues`,
    engine: db.engine.kind,
    figure: `${seconds(again.ms)}, ${((again.ms / children) * 1000).toFixed(0)} µs a child, peak ${peakMb()} MB`,
    beside: `this process's own work ${seconds(again.cpu)}; the first check, all of it written, ${seconds(first.ms)}`,
    target: "60 s for 50,000 children: 1,200 µs a child",
  };
}
