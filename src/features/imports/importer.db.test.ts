import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { personContext } from "../../../test/engines/seed.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import { UnreadableFile } from "../../kernel/record/claim.ts";
import { perform } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import { SPINE } from "../../spine.ts";
import {
  bringIn,
  child,
  claim,
  differences,
  freshAuthority,
  lookAt,
  NOW,
  type Said,
  standing,
  systemAt,
} from "./fixtures.ts";
import { startSet } from "./setSoFar.ts";
import { closeVanished, keepVanished, vanishedRows } from "./vanished.ts";

const BORN = "2015-05-05";
const referral = (values: Record<string, string | null> = {}) =>
  claim("referral", "2026-01-05", { received_on: "2026-01-05", closed_on: null, ...values });
const plan = (ended: string | null) =>
  claim("protection_plan", "2026-02-02", {
    started_on: "2026-02-02",
    ended_on: ended,
    initial_category: "NEG",
  });

const TABLES = ["referral", "protection_plan"];
const march: Said = {
  asAt: "2026-03-31",
  tables: TABLES,
  children: [child("1", [referral(), plan(null)], { born: BORN })],
};
const april: Said = {
  asAt: "2026-04-30",
  tables: TABLES,
  children: [child("1", [referral(), plan("2026-04-20")], { born: BORN })],
};
const planLeftOut: Said = {
  asAt: "2026-05-31",
  tables: TABLES,
  children: [child("1", [referral()], { born: BORN })],
};

const children = async (database: Database, authority: number): Promise<{ id: number; local: string }[]> =>
  await database.transact(systemAt(authority), async ({ db }) => {
    const rows = await sql<{
      id: number;
      local: string;
    }>`select id, local_id as local from person order by id`.execute(db);
    return rows.rows;
  });

const manager = (authority: number) =>
  personContext(authority, { accountId: 7, scope: "all", rights: ["vanished.decide", "import"], now: NOW });

const acts = async (database: Database, authority: number, act: string): Promise<unknown[]> =>
  await database.transact(systemAt(authority), async ({ db }) => {
    const rows = await sql<{
      detail: unknown;
    }>`select detail from audit_event where act = ${act} and authority_id = ${authority}`.execute(db);
    return rows.rows.map((row) => row.detail);
  });

eachEngine("bringing files in", (open) => {
  const start = async () => {
    const { database } = await open();
    return { database, authority: await freshAuthority(database) };
  };

  it("changes nothing the second time", async () => {
    const { database, authority } = await start();
    const first = await bringIn(database, authority, march);
    const held = await standing(database, authority);
    const second = await bringIn(database, authority, march);
    expect(second.sameAs?.sourceId).toBe(first.sourceId);
    expect(differences(held, await standing(database, authority))).toEqual([]);
    expect((await lookAt(database, authority, march)).sameAs).not.toBeNull();
  });

  it("shows first what it would do, and writes nothing by showing it", async () => {
    const { database, authority } = await start();
    await bringIn(database, authority, march);
    const held = await standing(database, authority);
    const seen = await lookAt(database, authority, april);
    expect(seen.preview.tables["protection_plan"]).toMatchObject({
      added: 0,
      changed: 0,
      closed: 1,
      same: 0,
    });
    expect(seen.preview.tables["referral"]).toMatchObject({ same: 1 });
    expect(seen.preview.examples.closed[0]).toMatchObject({
      child: "1",
      what: "ended on: nothing → 2026-04-20",
    });
    expect(differences(held, await standing(database, authority))).toEqual([]);
    const done = await bringIn(database, authority, april);
    expect(done.preview).toEqual(seen.preview);
  });

  it("takes whose record it is from the first file that says so, and says when another is somebody else's", async () => {
    const { database, authority } = await start();
    await bringIn(database, authority, { ...march, authorityCode: "301" });
    const own = await lookAt(database, authority, { ...april, authorityCode: "301" });
    expect(own.fileFindings).toEqual([]);
    const other = await lookAt(database, authority, { ...april, authorityCode: "302" });
    expect(other.fileFindings.map((finding) => finding.code)).toEqual(["other-authority"]);
    expect(other.fileFindings[0]?.message).toContain("authority 302’s");
  });

  it("shows files added together as each will be when those before it are in", async () => {
    const { database, authority } = await start();
    await bringIn(database, authority, march);
    const set: Said[] = [
      {
        asAt: "2026-04-30",
        title: "people",
        children: ["1", "2", "3"].map((number) =>
          child(number, [claim("person_detail", "", { surname: `S${number}` })], { born: BORN }),
        ),
      },
      {
        asAt: "2026-04-30",
        title: "more of people",
        children: ["2", "3", "4"].map((number) =>
          child(number, [claim("person_detail", "", { surname: `S${number}`, sex: "F" })], { born: BORN }),
        ),
      },
      { ...april, children: [...april.children, child("3", [referral()], { born: BORN })] },
      { ...april, asAt: "2026-04-29" },
    ];
    const together = startSet();
    const seen = [];
    for (const said of set) seen.push(await lookAt(database, authority, said, together));
    expect(seen.map(({ preview, firstTold }) => [preview.children, firstTold, preview.newChildren])).toEqual([
      [3, 3, 2],
      [3, 1, 1],
      [2, 0, 0],
      [1, 0, 0],
    ]);
    for (const [at, said] of set.entries()) {
      const done = await bringIn(database, authority, said);
      expect(done.preview, said.title ?? said.asAt).toEqual(seen[at]?.preview);
    }
  });

  it("closes what a newer file says has ended, and keeps the version before", async () => {
    const { database, authority } = await start();
    await bringIn(database, authority, march);
    await bringIn(database, authority, april);
    const held = await standing(database, authority);
    expect(held["protection_plan"]).toHaveLength(1);
    expect(held["protection_plan"]?.[0]).toContain('"ended_on":"2026-04-20"');
    expect(held["timeline_event"]?.some((row) => row.includes('"kind":"cp.ended"'))).toBe(true);
    const versions = await database.transact(systemAt(authority), async ({ db }) =>
      sql<{ version: number; ended: string | null }>`select version, ended_on as ended from protection_plan
        where authority_id = ${authority} order by version`.execute(db),
    );
    expect(versions.rows).toEqual([
      { version: 1, ended: null },
      { version: 2, ended: "2026-04-20" },
    ]);
  });

  it("leaves alone a column that a newer file does not carry, and takes it from an older one that comes later", async () => {
    const { database, authority } = await start();
    const sexOnly: Said = {
      asAt: "2026-04-30",
      title: "two",
      children: [child("1", [claim("person_detail", "", { sex: "F" })])],
    };
    const nameAndSex: Said = {
      asAt: "2026-03-31",
      children: [child("1", [claim("person_detail", "", { sex: "M", surname: "Ellison" })])],
    };
    await bringIn(database, authority, sexOnly);
    await bringIn(database, authority, nameAndSex);
    const [row = ""] = (await standing(database, authority))["person_detail"] ?? [];
    expect(row).toContain('"sex":"F"');
    expect(row).toContain('"surname":"Ellison"');
  });

  it("leaves nothing behind of a file that breaks off half way", async () => {
    const { database, authority } = await start();
    await bringIn(database, authority, march);
    const held = await standing(database, authority);
    const broken: Said = {
      ...april,
      children: [...april.children, child("2", [referral()], { born: BORN })],
      breaks: new UnreadableFile({ code: "cut-short", message: "The file stops half way.", place: "line 9" }),
    };
    await expect(bringIn(database, authority, broken)).rejects.toThrow(UnreadableFile);
    await expect(lookAt(database, authority, broken)).rejects.toThrow("stops half way");
    expect(differences(held, await standing(database, authority))).toEqual([]);
    const sources = await database.transact(systemAt(authority), async ({ db }) =>
      sql<{ n: number }>`select count(*) as n from source where authority_id = ${authority}`.execute(db),
    );
    expect(sources.rows[0]?.n).toBe(1);
  });

  it("lists findings of the freshest file of a kind, whichever comes first", async () => {
    const odd = (asAt: string, code: string): Said => ({
      asAt,
      title: `Census ${asAt.slice(0, 4)}`,
      children: [
        child("1", [referral()], { born: BORN, findings: [{ code, message: "Odd.", place: "line 1" }] }),
      ],
    });
    const [older, newer] = [odd("2025-03-31", "code-unknown"), odd("2026-03-31", "date-unreadable")];
    for (const order of [
      [older, newer],
      [newer, older],
    ]) {
      const { database, authority } = await start();
      for (const said of order) await bringIn(database, authority, said);
      const found = (await standing(database, authority))["finding"] ?? [];
      expect(found).toHaveLength(1);
      expect(found[0]).toContain("date-unreadable");
    }
  });

  describe("a row that a later file should have and has not", () => {
    const vanish = async () => {
      const { database, authority } = await start();
      await bringIn(database, authority, march);
      const done = await bringIn(database, authority, planLeftOut);
      const rows = await database.transact(manager(authority), (handle) =>
        vanishedRows(handle, SPINE, undefined),
      );
      return { database, authority, done, rows };
    };

    it("is counted and listed, and stays in the record", async () => {
      const { database, authority, done, rows } = await vanish();
      expect(done.preview.tables["protection_plan"]?.vanished).toBe(1);
      expect(rows.map(({ table, localId, from }) => ({ table, localId, from }))).toEqual([
        { table: "protection_plan", localId: "1", from: "2026-02-02" },
      ]);
      expect(
        (await standing(database, authority))["span"]?.some((row) => row.includes("protection-plan")),
      ).toBe(true);
    });

    it("is listed a page at a time", async () => {
      const { database, authority, rows } = await vanish();
      const last = rows.at(-1);
      const more = await database.transact(manager(authority), (handle) => vanishedRows(handle, SPINE, last));
      expect(more).toEqual([]);
    });

    it("can be kept as still true: then it is no longer asked about", async () => {
      const { database, authority, rows } = await vanish();
      const [row] = rows;
      const target = { table: row?.table, id: String(row?.id) };
      const before = await standing(database, authority);
      expect((await perform(database, manager(authority), keepVanished(SPINE), target)).ok).toBe(true);
      expect(
        await database.transact(manager(authority), (handle) => vanishedRows(handle, SPINE, undefined)),
      ).toEqual([]);
      expect(differences(before, await standing(database, authority))).toEqual([]);
      expect(await acts(database, authority, "vanished.kept")).toEqual([
        { table: "protection_plan", key: "2026-02-02" },
      ]);
      const again = await perform(database, manager(authority), keepVanished(SPINE), target);
      expect(again).toMatchObject({ ok: false, failures: [{ code: "not-found" }] });
    });

    it("can be closed as not true, with a reason: then nothing follows from it any more", async () => {
      const { database, authority, rows } = await vanish();
      const [row] = rows;
      const target = { table: row?.table, id: String(row?.id) };
      const short = await perform(database, manager(authority), closeVanished(SPINE), {
        ...target,
        reason: "wrong",
      });
      expect(short).toMatchObject({ ok: false, failures: [{ code: "invalid", field: "reason" }] });
      const reason = "Entered for the wrong brother";
      expect(
        (await perform(database, manager(authority), closeVanished(SPINE), { ...target, reason })).ok,
      ).toBe(true);
      const held = await standing(database, authority);
      expect(held["protection_plan"]).toBeUndefined();
      expect(held["timeline_event"]?.some((entry) => entry.includes('"kind":"cp.'))).toBe(false);
      expect(held["span"]?.some((span) => span.includes("protection-plan"))).toBe(false);
      expect(await acts(database, authority, "vanished.closed")).toEqual([
        { table: "protection_plan", key: "2026-02-02", reason },
      ]);
    });

    it("is nobody's to decide who may not see the child, or has not the right", async () => {
      const { database, authority, rows } = await vanish();
      const [row] = rows;
      const target = { table: row?.table, id: String(row?.id) };
      const stranger = personContext(authority, {
        scope: "own",
        workerRef: "W9",
        rights: ["vanished.decide"],
        now: NOW,
      });
      expect(await perform(database, stranger, keepVanished(SPINE), target)).toMatchObject({
        ok: false,
        failures: [{ code: "not-found" }],
      });
      const worker = personContext(authority, { scope: "all", now: NOW });
      expect(await perform(database, worker, keepVanished(SPINE), target)).toMatchObject({
        ok: false,
        failures: [{ code: "not-allowed" }],
      });
    });

    it("is no longer vanished when a later file has it again", async () => {
      const { database, authority } = await vanish();
      await bringIn(database, authority, { ...april, asAt: "2026-06-30" });
      expect(
        await database.transact(manager(authority), (handle) => vanishedRows(handle, SPINE, undefined)),
      ).toEqual([]);
    });
  });

  describe("who a child is", () => {
    const upn = (value: string) => [{ type: "upn" as const, value }];
    const census = (...kids: Said["children"]): Said => ({ asAt: "2026-03-31", children: kids });
    const lists = (...kids: Said["children"]): Said => ({
      format: "annex-a",
      asAt: "2026-04-30",
      title: "lists",
      children: kids,
    });

    it("is matched between kinds of file on one exact identifier and the same birth date", async () => {
      const { database, authority } = await start();
      await bringIn(
        database,
        authority,
        census(child("1", [referral()], { born: BORN, identifiers: upn("A1") })),
      );
      await bringIn(
        database,
        authority,
        lists(child("X9", [referral()], { born: BORN, identifiers: upn("A1") })),
      );
      expect(await children(database, authority)).toHaveLength(1);
    });

    it("is not matched when the birth dates differ or one is missing, and somebody is asked", async () => {
      for (const born of ["2015-05-06", undefined]) {
        const { database, authority } = await start();
        await bringIn(
          database,
          authority,
          census(child("1", [referral()], { born: BORN, identifiers: upn("A1") })),
        );
        const other = child("X9", [referral()], {
          ...(born === undefined ? {} : { born }),
          identifiers: upn("A1"),
        });
        await bringIn(database, authority, lists(other));
        expect(await children(database, authority)).toHaveLength(2);
        expect((await standing(database, authority))["finding"]?.[0]).toContain("perhaps-known");
      }
    });

    it("is not matched on an identifier that is only nearly the same", async () => {
      const { database, authority } = await start();
      await bringIn(
        database,
        authority,
        census(child("1", [referral()], { born: BORN, identifiers: upn("A1") })),
      );
      await bringIn(
        database,
        authority,
        lists(child("X9", [referral()], { born: BORN, identifiers: upn("A2") })),
      );
      expect(await children(database, authority)).toHaveLength(2);
      expect((await standing(database, authority))["finding"]).toBeUndefined();
    });

    it("keeps twins apart whose files give them one UPN", async () => {
      const { database, authority } = await start();
      const twins = (one: string, two: string) => [
        child(one, [referral()], { born: BORN, identifiers: upn("A1") }),
        child(two, [referral()], { born: BORN, identifiers: upn("A1") }),
      ];
      await bringIn(database, authority, census(...twins("1", "2")));
      expect(await children(database, authority)).toHaveLength(2);
      await bringIn(database, authority, lists(...twins("71", "72")));
      expect(await children(database, authority)).toHaveLength(4);
    });

    it("keeps twins apart of whom only one was known, and tells them by the authority's own number", async () => {
      const { database, authority } = await start();
      await bringIn(
        database,
        authority,
        census(child("1", [referral()], { born: BORN, identifiers: upn("A1") })),
      );
      await bringIn(
        database,
        authority,
        lists(
          child("2", [referral()], { born: BORN, identifiers: upn("A1") }),
          child("1", [referral()], { born: BORN, identifiers: upn("A1") }),
        ),
      );
      const found = await children(database, authority);
      expect(found.map((one) => one.local)).toEqual(["1", "2"]);
      const owner = await database.transact(systemAt(authority), async ({ db }) =>
        sql<{
          id: number;
        }>`select person_id as id from identifier where issuer = 'annex-a' and type = 'local' and value = '1'
          and authority_id = ${authority}`.execute(db),
      );
      expect(owner.rows[0]?.id).toBe(found[0]?.id);
    });
  });
});
