import { sql } from "kysely";
import { generateAuthority } from "../src/demo/authority.ts";
import { writeCensusXml } from "../src/demo/census.ts";
import { censusFile } from "../src/features/returns/census.ts";
import { CENSUS_TABLES } from "../src/features/returns/assemble.ts";
import { applyFile } from "../src/features/imports/importer.ts";
import { systemContext } from "../src/kernel/context.ts";
import { date, londonDate, systemNow } from "../src/kernel/dates.ts";
import { bytesFromBuffer } from "../src/platform/files/bytes.ts";
import type { Database } from "../src/platform/db/transact.ts";
import { readCinCensus } from "../src/returns/cin/import.ts";
import { SPINE } from "../src/spine.ts";
import { settle } from "./county.ts";
import { type Line, peakMb, ratio, seconds, timed } from "./measure.ts";

const YEAR = 2026;

/** Brings in a census of about so many children. @returns the authority it is of */
async function loaded(db: Database, children: number): Promise<number> {
  const authority = await db.engine.db
    .insertInto("authority")
    .values({ name: "Bench" })
    .returning("id")
    .executeTakeFirstOrThrow();
  const invented = generateAuthority({
    seed: 77,
    // Only some of those invented are in any one year's census.
    children: Math.round(children * 2.64),
    today: date("2026-11-21"),
    notesPerChild: 0,
  });
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  for (const piece of writeCensusXml(invented, YEAR)) pieces.push(encoder.encode(piece));
  const source = bytesFromBuffer("census.xml", Buffer.concat(pieces));
  const reading = await readCinCensus(source, { today: londonDate(systemNow()) });
  await applyFile(
    db,
    SPINE,
    systemContext("bench", authority.id, systemNow()),
    source,
    reading,
    "bench-export",
  );
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

/** How long a census takes to make, beside reading the same rows by SQL alone. */
export async function benchCensus(db: Database, children: number): Promise<Line> {
  const authorityId = await loaded(db, children);
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
      for await (const piece of censusFile(handle, { year: YEAR, asAt: londonDate(systemNow()) }, header)) {
        bytes += piece.length;
        made += Buffer.from(piece).toString("latin1").split("<LAchildID>").length - 1;
      }
      return { bytes, made };
    });
  await rawRows(db, authorityId);
  const raw = await timed(() => rawRows(db, authorityId));
  const before = process.cpuUsage();
  const census = await timed(make);
  const { user, system } = process.cpuUsage(before);
  const { bytes, made } = census.value;
  return {
    what: `make a census of ${made.toLocaleString("en-GB")} children (${(bytes / 1e6).toFixed(0)} MB of XML)`,
    engine: db.engine.kind,
    figure: `${seconds(census.ms)}, peak ${peakMb()} MB`,
    beside: `this process's own work ${seconds((user + system) / 1000)}; reading the same ${raw.value.toLocaleString("en-GB")} rows by SQL alone ${seconds(raw.ms)}: ${ratio(census.ms, raw.ms)}`,
    target: "5 s",
  };
}
