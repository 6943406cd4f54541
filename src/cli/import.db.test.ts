import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { AUDIT_KEY, openPglite } from "../../test/engines/setup.ts";
import { systemContext } from "../kernel/context.ts";
import { systemNow } from "../kernel/dates.ts";
import { verifyAudit } from "../platform/audit/verify.ts";
import type { Deps, OpenHow } from "./deps.ts";
import { runImport } from "./import.ts";
import { aligned } from "./importPrint.ts";

const folder = mkdtempSync(join(tmpdir(), "kith-import-"));
const opened = openPglite();
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await (await opened).close();
});

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const header = write(
  "header.csv",
  "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n88,1,05/05/2015,WBRI,A123456789012,,\n",
);
const uasc = write("uasc.csv", "CHILD,SEX,DOB,DUC\n88,1,05/05/2015,01/02/2033\n");
const episodes = write(
  "episodes.csv",
  "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n" +
    "88,03/02/2026,S,C2,N1,U1,PR1,,,,AB1 0JD,AB1 0JD,SC000001\n",
);
const letter = write("letter.csv", "Dear Sir, I write to you\nabout a matter\n");

let out = "";
let err = "";
let how: OpenHow | undefined;
beforeEach(() => {
  out = "";
  err = "";
});

const deps: Deps = {
  io: { out: (text) => void (out += text), err: (text) => void (err += text) },
  open: async (_config, asked) => {
    how = asked;
    const { database, engine } = await opened;
    const row = await engine.db.selectFrom("installation").select("authority_id").executeTakeFirstOrThrow();
    const keys = { key: AUDIT_KEY, checkpoints: join(folder, "checkpoints") };
    return { database, engine, keys, authorityId: row.authority_id ?? 0, close: () => Promise.resolve() };
  },
};
const run = (...argv: string[]): Promise<number> => runImport([...argv, "--data", folder], deps);

const count = async (): Promise<number> => {
  const { database } = await opened;
  const { engine } = await opened;
  const row = await engine.db.selectFrom("installation").select("authority_id").executeTakeFirstOrThrow();
  return await database.transact(
    systemContext("tests", row.authority_id ?? 0, systemNow()),
    async ({ db }) => {
      const rows = await db.selectFrom("person").select("id").execute();
      return rows.length;
    },
  );
};

describe("kith import", () => {
  it("says how it is used when used wrongly", async () => {
    expect(await run()).toBe(2);
    expect(err).toContain("Name at least one file");
    expect(await run(header, "--as-at", "31/3/2026")).toBe(2);
    expect(err).toContain("--as-at must be a day");
    expect(await run(header, "--as-at", "2999-01-01")).toBe(2);
    expect(await run(header, "--please")).toBe(2);
    expect(await run("--help")).toBe(0);
    expect(out).toContain("Usage: kith import");
  });

  it("takes no files into an installation nobody has decided about", async () => {
    expect(await run(header, "--yes")).toBe(2);
    expect(err).toContain("--trial");
  });

  it("shows what files would do, and writes nothing without --yes", async () => {
    expect(await run(header, episodes, "--as-at", "2026-03-31", "--trial")).toBe(0);
    expect(out).toContain("Would bring in: 1 child, 1 of them new here");
    expect(out).toMatch(/^ {4} +added {2}changed/m);
    expect(out).toContain("Nothing has been written. Add --yes");
    expect(await count()).toBe(0);
    expect(how).toEqual({ create: true, migrate: true, seal: false });
  });

  it("brings in the files of a return together, makes the installation a trial, and is plain about what it cannot read", async () => {
    expect(await run(uasc, episodes, header, letter, "--as-at", "2026-03-31", "--trial", "--yes")).toBe(1);
    expect(out).toContain("Brought in: 1 child, 1 of them new here");
    expect(out).toContain("letter.csv");
    expect(out).toContain("Cannot be read:");
    expect(await count()).toBe(1);
    const { engine } = await opened;
    const row = await engine.db.selectFrom("installation").select("kind").executeTakeFirstOrThrow();
    expect(row.kind).toBe("trial");
    // Two files of one return tell of one row: neither takes away what the other said.
    const details = await engine.db
      .selectFrom("person_detail")
      .selectAll()
      .where("superseded_at", "is", null)
      .execute();
    expect(details).toHaveLength(1);
    expect(details[0]).toMatchObject({
      ethnicity: "WBRI",
      birth_date: "2015-05-05",
      asylum_until: "2033-02-01",
    });
  });

  it("seals what it wrote down, so that the end of the audit cannot be cut off before somebody serves", async () => {
    const { engine } = await opened;
    const keys = { key: AUDIT_KEY, checkpoints: join(folder, "checkpoints") };
    const before = await verifyAudit(engine, keys);
    expect(before).toMatchObject({ faults: [], unsealed: 0 });
    expect(before.rows).toBeGreaterThan(0);
    await sql`delete from audit_event where seq = (select max(seq) from audit_event)`.execute(engine.db);
    expect((await verifyAudit(engine, keys)).faults).toMatchObject([{ kind: "truncated" }]);
  });

  it("says of the same files again that nothing changes, also for a program, and needs no --trial now", async () => {
    expect(await run(header, "--as-at", "2026-03-31", "--json")).toBe(0);
    expect(how).toEqual({ create: false, migrate: false, seal: false });
    const said = JSON.parse(out) as { applied: boolean; files: Record<string, unknown>[] };
    expect(said.applied).toBe(false);
    expect(said.files[0]).toMatchObject({
      file: "header.csv",
      state: "same",
      format: "ssda903",
      problem: null,
    });
    expect(out.trimEnd().split("\n")).toHaveLength(1);
  });

  it("deals with the files that are there when one is not", async () => {
    expect(await run(join(folder, "nowhere.csv"), header, "--as-at", "2026-03-31", "--json")).toBe(1);
    const said = JSON.parse(out) as { files: Record<string, unknown>[] };
    expect(said.files.map((file) => file["state"])).toEqual(["unreadable", "same"]);
  });

  it("says in words when the database cannot be opened", async () => {
    const inUse = Object.assign(new Error("Another Kith process is using this folder."), {
      name: "FolderInUse",
    });
    const code = await runImport([header, "--data", folder], { ...deps, open: () => Promise.reject(inUse) });
    expect(code).toBe(3);
    expect(err).toContain("Another Kith process");
  });
});

describe("columns of a table", () => {
  it("stand under their heads, figures to the right", () => {
    expect(
      aligned([
        ["", "added"],
        ["referral", "1,200"],
        ["visit", "7"],
      ]),
    ).toBe("              added\n    referral  1,200\n    visit         7\n");
  });
});
