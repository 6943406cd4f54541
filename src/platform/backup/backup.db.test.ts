import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemContext } from "../../kernel/context.ts";
import { addDays, addHours, date, systemNow } from "../../kernel/dates.ts";
import { addAccount, addAuthority, addChild } from "../../../test/engines/seed.ts";
import { AUDIT_KEY, type Opened, openPglite, openServer } from "../../../test/engines/setup.ts";
import { readMigrations } from "../db/migrate.ts";
import type { Engine } from "../db/engine.ts";
import { bytesFromBuffer, type ByteSource } from "../files/bytes.ts";
import { auditWriter } from "../audit/write.ts";
import { database } from "../db/transact.ts";
import { openMemory } from "../db/engine.ts";
import { backup } from "./backup.ts";
import { inspectArchive, restore } from "./restore.ts";

const MIGRATIONS = readMigrations(fileURLToPath(new URL("../../../migrations", import.meta.url)));
const options = { version: "1.2.3", now: systemNow() };

async function archiveOf(engine: Engine): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of backup(engine, options)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const asSource = (bytes: Uint8Array): ByteSource => bytesFromBuffer("kith.backup", bytes);
const textOf = (archive: Buffer): string => gunzipSync(archive).toString("utf8");
/** What an archive says of the record: all but when it was made, by which engine, and the check of the whole. */
const rowsOf = (archive: Buffer): string[] => textOf(archive).trimEnd().split("\n").slice(1, -1);
const headerOf = (archive: Buffer): Record<string, unknown> =>
  JSON.parse(textOf(archive).split("\n")[0] ?? "") as Record<string, unknown>;

/** Two authorities, odd words, every kind of column, gaps in the numbers, a restricted child, audit rows. */
async function fill({ database }: Opened): Promise<number> {
  const authority = await addAuthority(database);
  await addAuthority(database, "Elsewhere");
  await addAccount(database, authority, { signIn: "a@b.c", name: "A", teamRefs: ["T1", 'a "quoted", ref'] });
  const now = systemNow();
  for (let n = 0; n < 40; n += 1)
    await addChild(database, authority, { localId: `L${n}`, name: `Zoë “${n}” O'Brien\n\\ {"end":true}` });
  await addChild(database, authority + 1, { localId: "other" });
  await database.transact(systemContext("tests", authority, now), async ({ db, audit }) => {
    await sql`insert into person (authority_id, local_id) select ${authority}, 'many' || n from generate_series(1, 5000) n`.execute(
      db,
    );
    await db
      .insertInto("person_detail")
      .values({
        authority_id: authority,
        person_id: 1,
        issuer: "cin",
        key: "person",
        version: 1,
        source_id: 1,
        place: "line 1",
        seen_rank: "x",
        recorded_at: now,
        disabilities: ["NONE", "a,b", ""],
        birth_date: addDays(date("2015-02-28"), 1),
        asylum_seeking: false,
      })
      .execute();
    await db
      .insertInto("job")
      .values([
        { kind: "null", payload: "null" },
        {
          kind: "big",
          payload: '{"n": 12345678901234567890.123456789, "t": "\\u00e9\\n"}',
          run_after: addHours(now, 1),
        },
      ])
      .execute();
    await db
      .insertInto("restriction")
      .values({ authority_id: authority, person_id: 1, reason: "Family of a member of staff" })
      .execute();
    for (let n = 0; n < 30; n += 1) await audit("child.viewed", { personId: n, detail: { n } });
    await sql`insert into session (id, account_id) values ('s', 1)`.execute(db);
  });
  // A number used and given up: the next one must not be used twice.
  await database
    .transact(systemContext("tests", authority, now), async ({ db }) => {
      await db.insertInto("person").values({ authority_id: authority }).execute();
      throw new Error("undone");
    })
    .catch(() => undefined);
  return authority;
}

describe("a backup", () => {
  const opened: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(one: T): T => {
    opened.push(one);
    return one;
  };
  let embedded: Opened;
  let archive: Buffer;
  let authority: number;

  beforeAll(async () => {
    embedded = keep(await openPglite());
    authority = await fill(embedded);
    archive = await archiveOf(embedded.engine);
  });
  afterAll(async () => {
    for (const one of opened) await one.close();
  });

  it("goes from the embedded engine into PostgreSQL and back with every row the same", async () => {
    const server = keep(await openServer());
    const there = await restore(server.engine, asSource(archive), { migrations: MIGRATIONS });
    expect(there).toMatchObject({ ok: true, value: { rows: rowsOf(archive).length, migrated: [] } });
    const again = await archiveOf(server.engine);
    expect(headerOf(again)).toEqual({ ...headerOf(archive), engine: "postgres" });
    expect(rowsOf(again)).toEqual(rowsOf(archive));
    const home = keep(await openPglite());
    expect(await restore(home.engine, asSource(again), { migrations: MIGRATIONS })).toMatchObject({
      ok: true,
    });
    expect(textOf(await archiveOf(home.engine))).toBe(textOf(archive));
  });

  it("holds every authority, every walled table and the audit, and no session", () => {
    const tables = headerOf(archive)["tables"] as { name: string; rows: number }[];
    const counts = Object.fromEntries(tables.map((table) => [table.name, table.rows]));
    expect(counts).toMatchObject({
      authority: 2,
      person: 5041,
      restriction: 1,
      account: 1,
      timeline_event: 41,
      audit_event: 30,
    });
    expect(Object.keys(counts)).not.toContain("session");
    expect(Object.keys(counts)).not.toContain("sign_in_try");
  });

  it("puts the numbering back where it was, beyond a number that was used and given up", async () => {
    const server = keep(await openServer());
    await restore(server.engine, asSource(archive), { migrations: MIGRATIONS });
    const ids = [];
    for (const { engine } of [embedded, server]) {
      const id = await database(engine, auditWriter(AUDIT_KEY)).transact(
        systemContext("tests", authority, systemNow()),
        async ({ db }) =>
          (
            await db
              .insertInto("person")
              .values({ authority_id: authority })
              .returning("id")
              .executeTakeFirstOrThrow()
          ).id,
      );
      ids.push(id);
    }
    expect(ids).toEqual([5043, 5043]);
    // The walls are up again, for their owner too.
    const down =
      await sql`select relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'audit_event' and not c.relforcerowsecurity`.execute(
        server.engine.db,
      );
    expect(down.rows).toEqual([]);
  });

  it("is refused by a database with people in it, which stays as it was, unless told to replace it", async () => {
    const server = keep(await openServer());
    const other = await addAuthority(server.database, "Already here");
    await addChild(server.database, other, { localId: "mine" });
    const before = rowsOf(await archiveOf(server.engine));
    const refused = await restore(server.engine, asSource(archive), { migrations: MIGRATIONS });
    expect(refused).toMatchObject({ ok: false, failures: [{ code: "already-done" }] });
    expect(rowsOf(await archiveOf(server.engine))).toEqual(before);
    const told = await restore(server.engine, asSource(archive), { migrations: MIGRATIONS, replace: true });
    expect(told.ok).toBe(true);
    expect(rowsOf(await archiveOf(server.engine))).toEqual(rowsOf(archive));
  });

  it("is refused, and nothing changed, when it is cut short anywhere, edited, or of a newer Kith", async () => {
    const target = keep(await openPglite());
    const before = rowsOf(await archiveOf(target.engine));
    const text = textOf(archive);
    const header = headerOf(archive);
    const withHeader = (changed: object): Buffer =>
      gzipSync(`${JSON.stringify({ ...header, ...changed })}\n${text.slice(text.indexOf("\n") + 1)}`);
    const bad: [string, Buffer, RegExp][] = [
      ["empty", Buffer.alloc(0), /empty|cut short/],
      ["not a backup", Buffer.from("PK\u0003\u0004 something else"), /not a backup/],
      ["somebody else's gzip", gzipSync("hello\n"), /not a backup/],
      ["half of it", archive.subarray(0, archive.length / 2), /cut short/],
      ["all but the last byte", archive.subarray(0, -1), /cut short/],
      ["without its last line", gzipSync(text.slice(0, text.trimEnd().lastIndexOf("\n") + 1)), /cut short/],
      ["without a row", gzipSync(text.replace(/\n\{"id":20,[^\n]*/, "")), /changed or damaged|cut short/],
      [
        "a changed word",
        gzipSync(text.replace("Family of a member", "Friend of a member")),
        /changed or damaged/,
      ],
      ["a line after the end", gzipSync(`${text}{}\n`), /changed or damaged/],
      ["a newer format", withHeader({ format: 2 }), /newer Kith/],
    ];
    for (const [what, bytes, reason] of bad) {
      const result = await restore(target.engine, asSource(bytes), { migrations: MIGRATIONS, replace: true });
      expect(result, what).toMatchObject({ ok: false });
      expect(result.ok ? "" : result.failures[0]?.message, what).toMatch(reason);
    }
    const flipped = Buffer.from(archive);
    for (let at = 40; at < flipped.length; at += Math.ceil(flipped.length / 20)) {
      const damaged = Buffer.from(flipped);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(await inspectArchive(asSource(damaged)), `a bit at byte ${at}`).toMatchObject({ ok: false });
    }
    const newer = await restore(target.engine, asSource(archive), {
      migrations: MIGRATIONS.slice(0, -1),
      replace: true,
    });
    expect(newer.ok ? "" : newer.failures[0]?.message).toMatch(/newer Kith/);
    const changed = MIGRATIONS.map((migration) => ({ ...migration, sql: `${migration.sql} ` }));
    const another = await restore(target.engine, asSource(archive), { migrations: changed, replace: true });
    expect(another.ok ? "" : another.failures[0]?.message).toMatch(/another build/);
    expect(rowsOf(await archiveOf(target.engine))).toEqual(before);
  });

  it("of an older Kith goes into an empty database and is brought forward, and into no other", async () => {
    const later = [
      ...MIGRATIONS,
      { name: "9001_later", sql: "alter table person add column later text not null default 'later'" },
    ];
    const empty = keep(await openMemory());
    const brought = await restore(empty, asSource(archive), { migrations: later });
    expect(brought).toMatchObject({ ok: true, value: { migrated: ["9001_later"] } });
    const refused = await restore(empty, asSource(archive), { migrations: later, replace: true });
    expect(refused.ok ? "" : refused.failures[0]?.message).toMatch(/older Kith/);
  });

  it("is one look at the database: what is committed meanwhile is not half in it", async () => {
    const server = keep(await openServer());
    await restore(server.engine, asSource(archive), { migrations: MIGRATIONS });
    const pieces: Uint8Array[] = [];
    let added = 0;
    for await (const piece of backup(server.engine, options)) {
      pieces.push(piece);
      if (added < 5) await addChild(server.database, authority, { localId: `during ${(added += 1)}` });
    }
    expect(added).toBeGreaterThan(0);
    const made = Buffer.concat(pieces);
    expect(rowsOf(made)).toEqual(rowsOf(archive));
    expect(await inspectArchive(asSource(made))).toMatchObject({ ok: true });
  });

  it("left half way gives its connection back as it was", async () => {
    for await (const piece of backup(embedded.engine, options)) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    const role = await sql<{ role: string }>`select current_setting('role') as role`.execute(
      embedded.engine.db,
    );
    expect(role.rows[0]?.role).toBe("none");
  });

  it("is read by a role that can write nothing and shows the database's own user nothing", async () => {
    const server = keep(await openServer());
    await restore(server.engine, asSource(archive), { migrations: MIGRATIONS });
    const direct = await sql<{ n: number }>`select count(*)::int as n from timeline_event`.execute(
      server.engine.db,
    );
    expect(direct.rows[0]?.n).toBe(0);
    await expect(
      server.engine.db.transaction().execute(async (db) => {
        await sql`set local role kith_backup`.execute(db);
        await sql`update person set name = 'x'`.execute(db);
      }),
    ).rejects.toThrow(/permission denied/);
    await expect(
      server.engine.db.transaction().execute(async (db) => {
        await sql`set local role kith_backup`.execute(db);
        await sql`select * from session`.execute(db);
      }),
    ).rejects.toThrow(/permission denied/);
    const attributes = await sql`select 1 from pg_roles where rolname = 'kith_backup'
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin or rolreplication)`.execute(
      server.engine.db,
    );
    expect(attributes.rows).toEqual([]);
  });
});
