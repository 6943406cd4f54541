import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AUDIT_KEY, openPglite } from "../../test/engines/setup.ts";
import { loadDemonstration } from "../features/demonstration/load.ts";
import { heldChildren, peopleAfter } from "../features/sharing/index.ts";
import { systemContext } from "../kernel/context.ts";
import { type IsoInstant, londonDate } from "../kernel/dates.ts";
import type { Database } from "../platform/db/transact.ts";
import { SSD_OBJECTS } from "../returns/ssd/layout.ts";
import { NOT_HELD } from "../returns/ssd/make/notHeld.ts";
import { readBack } from "../returns/ssd/make/testing.ts";
import { SPINE } from "../spine.ts";
import { TABLES } from "../tables.ts";
import { runExport } from "./export.ts";
import type { Deps } from "./deps.ts";

const NOW = "2026-11-21T10:00:00.000Z" as IsoInstant;

describe("kith export ssd", () => {
  const root = mkdtempSync(join(tmpdir(), "kith-ssd-"));
  let database: Database;
  let close = async (): Promise<void> => undefined;
  let authorityId = 0;

  const say = async (...argv: string[]): Promise<{ code: number; out: string; err: string }> => {
    const said = { out: "", err: "" };
    const deps: Deps = {
      io: { out: (text) => void (said.out += text), err: (text) => void (said.err += text) },
      open: async () => ({
        engine: database.engine,
        database,
        keys: { key: AUDIT_KEY, checkpoints: join(root, "checkpoints") },
        authorityId,
        close: async () => undefined,
      }),
    };
    return { code: await runExport(["ssd", ...argv], deps), ...said };
  };

  beforeAll(async () => {
    const opened = await openPglite();
    ({ database } = opened);
    close = () => opened.close();
    authorityId = (
      await loadDemonstration(database, SPINE, NOW, { seed: 2, children: 150, notesPerChild: 0 })
    ).authorityId;
  });
  afterAll(async () => {
    await close();
    rmSync(root, { recursive: true, force: true });
  });

  it("writes 48 files that a reader takes back with every child and row the record holds", async () => {
    const out = join(root, "ssd");
    const said = await say("--out", out, "--json");
    expect(said.code).toBe(0);
    const made = JSON.parse(said.out) as { children: number; empty: object; leftOut: object };
    const files = new Map(
      SSD_OBJECTS.map(({ name }) => [name, readFileSync(join(out, `ssd_${name}.csv`), "utf8")]),
    );
    expect(readdirSync(out)).toHaveLength(48);
    const held = await database.transact(systemContext("tests", authorityId, NOW), async ({ db }) =>
      heldChildren(db, TABLES, await peopleAfter(db, 0, 1000)),
    );
    const { children } = await readBack(files, londonDate(NOW));
    expect(made.children).toBe(held.length);
    expect(children.size).toBe(held.length);
    for (const { child } of held) {
      const told = children.get(child.id.value);
      expect(told?.born).toBe(child.born);
      for (const table of ["referral", "protection_plan", "placement", "missing_episode", "sdq"])
        for (const { key, values } of child.claims.filter((claim) => claim.table === table)) {
          const row = told?.rows.get(`${table}|${key}`);
          expect(
            row?.["started_on"] ?? row?.["received_on"] ?? row?.["on_date"],
            `${child.id.value} ${table} ${key}`,
          ).toBe(values["started_on"] ?? values["received_on"] ?? values["on_date"]);
        }
    }
    expect(Object.keys(made.empty)).toEqual(
      expect.arrayContaining(Object.keys(NOT_HELD).map((object) => `ssd_${object}.csv`)),
    );
    expect(made.leftOut).toHaveProperty("protected addresses, which the dataset cannot mark as such");
  });

  it("is written to the audit, listed for a person, and never mixed with other files", async () => {
    const again = await say("--out", join(root, "ssd"));
    expect(again.code).toBe(2);
    expect(again.err).toContain("not empty");
    const said = await say("--out", join(root, "words"));
    expect(said.out).toContain("Column names only:");
    expect(said.out).toContain("ssd_send.csv: Special educational needs are not part of the record.");
    const acts = await database.transact(systemContext("tests", authorityId, NOW), ({ db }) =>
      sql<{ n: number }>`select count(*) as n from audit_event where act = 'export.made'`.execute(db),
    );
    expect(Number(acts.rows[0]?.n)).toBe(2);
  });

  it("explains itself, and refuses what it does not know", async () => {
    expect((await say("--help")).out).toMatch(/^Usage: kith export ssd/);
    expect((await say("--wrong")).code).toBe(2);
    expect((await say()).err).toContain("--out FOLDER");
  });
});
