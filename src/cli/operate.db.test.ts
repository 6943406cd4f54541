import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cluster, startCluster } from "../../test/engines/cluster.ts";
import { addAuthority, addChild } from "../../test/engines/seed.ts";
import { systemContext } from "../kernel/context.ts";
import { systemNow } from "../kernel/dates.ts";
import { sealAudit } from "../platform/audit/seal.ts";
import { readConfig } from "../platform/config/config.ts";
import { runBackup } from "./backup.ts";
import { csvCell } from "../platform/files/csvCells.ts";
import type { Deps, OpenHow, Opened } from "./deps.ts";
import { runDoctor } from "./doctor.ts";
import { runExport } from "./export.ts";
import { runMigrate } from "./migrate.ts";
import { runMove } from "./move.ts";
import { commandDeps } from "./open.ts";
import { runRestore } from "./restore.ts";
import { runUser } from "./user.ts";
import { runVerify } from "./verify.ts";

const root = mkdtempSync(join(tmpdir(), "kith-cli-"));
const data = join(root, "data");

type Run = (argv: string[], deps: Deps) => Promise<number>;
type Said = { code: number; out: string; err: string };

/** Runs a command as a person does and gives what it said. */
async function say(run: Run, ...argv: string[]): Promise<Said> {
  const said = { out: "", err: "" };
  const io = {
    out: (text: string) => void (said.out += text),
    err: (text: string) => void (said.err += text),
  };
  const code = await run(argv, commandDeps(io));
  return { code, ...said };
}

const json = (said: Said): Record<string, unknown> => JSON.parse(said.out) as Record<string, unknown>;
const nothing = { out: () => undefined, err: () => undefined };

/** Opens the data folder (or a database) directly, to do to it what no command does. */
async function within<T>(work: (opened: Opened) => Promise<T>, url?: string, how: OpenHow = {}): Promise<T> {
  const config = readConfig(url === undefined ? {} : { DATABASE_URL: url }, { dataFolder: data });
  const opened = await commandDeps(nothing).open(config, how);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

describe("the operator's commands", () => {
  let cluster: Cluster;
  const environment = { ...process.env };

  beforeAll(async () => {
    delete process.env["DATABASE_URL"];
    cluster = await startCluster();
    expect((await say(runMigrate, "--data", data)).code).toBe(0);
    await within(async ({ engine, database, keys }) => {
      const authority = await addAuthority(database);
      for (let n = 0; n < 20; n += 1)
        await addChild(database, authority, {
          localId: `L${n}`,
          name: n === 0 ? '=HYPERLINK("http://x")' : `Child, "${n}"`,
        });
      await database.transact(systemContext("tests", authority, systemNow()), async ({ audit }) => {
        for (let n = 0; n < 50; n += 1) await audit("child.viewed", { personId: n });
      });
      await sealAudit(engine, keys);
    });
  });
  afterAll(() => {
    process.env = environment;
    rmSync(root, { recursive: true, force: true });
  });

  it.each([
    ["doctor", runDoctor],
    ["verify", runVerify],
    ["migrate", runMigrate],
    ["backup", runBackup],
    ["restore", runRestore],
    ["move", runMove],
    ["export", runExport],
    ["user", runUser],
  ] as [string, Run][])("kith %s explains itself, and refuses what it does not know", async (name, run) => {
    const help = await say(run, "--help");
    expect(help.code).toBe(0);
    expect(help.out).toMatch(new RegExp(`^Usage: kith ${name}`));
    expect(help.out).toContain("Exit codes");
    const wrong = await say(run, "--wrong");
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("Usage:");
  });

  it.each([
    ["doctor", runDoctor, []],
    ["verify", runVerify, []],
    ["backup", runBackup, [join(root, "none.gz")]],
    ["export", runExport, ["--out", join(root, "none")]],
    ["user", runUser, ["list"]],
    ["migrate --status", runMigrate, ["--status"]],
  ] as [string, Run, string[]][])(
    "kith %s says that there is nothing in a mistyped folder, and makes nothing there",
    async (_name, run, argv) => {
      const folder = join(root, "mistyped");
      const said = await say(run, ...argv, "--data", folder);
      expect(said.code).toBe(3);
      expect(said.err).toContain(`There is no Kith database in ${folder}`);
      expect(existsSync(folder)).toBe(false);
    },
  );

  it("kith doctor finds nothing to act on, then a folder open to others", async () => {
    const fine = await say(runDoctor, "--data", data, "--json");
    expect(fine.code).toBe(0);
    expect(json(fine)).toMatchObject({
      engine: "pglite",
      fsync: false,
      lock: "held",
      migrations: { waiting: [] },
      audit: { rows: 50, unsealed: 0 },
      feeds: [],
    });
    expect((await say(runDoctor, "--data", data)).out).toContain("Nothing to act on.");
    chmodSync(data, 0o755);
    const loose = await say(runDoctor, "--data", data);
    chmodSync(data, 0o700);
    expect(loose.code).toBe(1);
    expect(loose.out).toContain("chmod -R go=");
  });

  it("kith doctor cannot look into a folder another process has, and says who", async () => {
    await within(async () => {
      const said = await say(runDoctor, "--data", data);
      expect(said.code).toBe(3);
      expect(said.err).toContain("Another Kith process");
    });
  });

  it("kith verify is clean, and after somebody edits a row names it", async () => {
    expect(await say(runVerify, "--data", data)).toMatchObject({ code: 0, err: "" });
    await within(async ({ engine }) => {
      await engine.db.updateTable("audit_event").set({ who: "nobody" }).where("seq", "=", 7).execute();
    });
    const faulty = await say(runVerify, "--data", data);
    expect(faulty.code).toBe(1);
    expect(faulty.out).toContain("edited row 7:");
    expect(json(await say(runVerify, "--data", data, "--json"))).toMatchObject({
      clean: false,
      faults: [{ kind: "edited", at: "row 7" }],
    });
    await within(async ({ engine }) => {
      await engine.db.updateTable("audit_event").set({ who: "tests" }).where("seq", "=", 7).execute();
    });
  });

  it("kith backup and kith restore bring everything back, and the audit knows of both", async () => {
    const file = join(root, "one.kith.gz");
    const made = await say(runBackup, file, "--data", data, "--json");
    expect(made.code).toBe(0);
    expect(json(made)).toMatchObject({ file, tables: { person: 20, audit_event: 51 } });
    expect(statSync(file).mode & 0o077).toBe(0);
    expect((await say(runBackup, file, "--data", data)).code).toBe(2);
    await within(async ({ engine, keys, database, authorityId }) => {
      await sealAudit(engine, keys);
      await addChild(database, authorityId, { localId: "after the backup" });
    });
    const refused = await say(runRestore, file, "--data", data);
    expect(refused).toMatchObject({ code: 3 });
    expect(refused.err).toContain("already has people");
    const restored = await say(runRestore, file, "--replace", "--data", data);
    expect(restored).toMatchObject({ code: 0, err: "" });
    expect(restored.out).toContain("A backup was put back");
    const { people, acts } = await within(async ({ database, authorityId }) =>
      database.transact(systemContext("tests", authorityId, systemNow()), async ({ db }) => ({
        people: (await db.selectFrom("person").select("id").execute()).length,
        acts: (await db.selectFrom("audit_event").select("act").orderBy("seq").execute()).map(
          (row) => row.act,
        ),
      })),
    );
    expect(people).toBe(20);
    expect(acts.slice(-2)).toEqual(["backup.taken", "backup.restored"]);
  });

  it("kith restore with another installation's key says that it is the key", async () => {
    const other = join(root, "other");
    const said = await say(runRestore, join(root, "one.kith.gz"), "--data", other);
    expect(said.code).toBe(1);
    expect(said.out).toContain("another key");
    rmSync(join(other, "audit-checkpoints.log"));
    writeFileSync(join(other, "not-a-backup"), "hello");
    const bad = await say(runRestore, join(other, "not-a-backup"), "--replace", "--data", other);
    expect(bad.code).toBe(3);
    expect(bad.err).toContain("not a backup made by Kith");
  });

  it("does not make a new key for a record that was written with another", async () => {
    renameSync(join(data, "secret.key"), join(root, "kept.key"));
    try {
      for (const [run, ...argv] of [
        [runVerify],
        [runMigrate],
        [runRestore, join(root, "one.kith.gz"), "--replace"],
      ] as [Run, ...string[]][]) {
        const said = await say(run, ...argv, "--data", data);
        expect(said.code).toBe(3);
        expect(said.err).toContain("secret.key");
      }
      expect(existsSync(join(data, "secret.key"))).toBe(false);
    } finally {
      renameSync(join(root, "kept.key"), join(data, "secret.key"));
    }
  });

  it("kith user makes, lists, disables, lets back in and gives a new link", async () => {
    const wrong = await say(
      runUser,
      "add",
      "--name",
      "A",
      "--sign-in",
      "not an address",
      "--role",
      "wizard",
      "--data",
      data,
    );
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain("Enter an e-mail address");
    const made = await say(
      runUser,
      "add",
      "--name",
      "Ann Admin",
      "--sign-in",
      "ann@example.gov.uk",
      "--role",
      "system-administrator",
      "--data",
      data,
      "--json",
    );
    expect(made.code).toBe(0);
    expect(json(made)).toMatchObject({
      link: expect.stringMatching(/\/invite\/[\w-]{43}$/) as string,
      hours: 72,
    });
    expect((await say(runUser, "list", "--data", data)).out).toMatch(
      /ann@example.gov.uk {2}Ann Admin {2}invited {2}system-administrator/,
    );
    expect(await say(runUser, "disable", "ANN@example.gov.uk", "--data", data)).toMatchObject({ code: 0 });
    expect((await say(runUser, "reset", "ann@example.gov.uk", "--data", data)).code).toBe(1);
    expect((await say(runUser, "enable", "ann@example.gov.uk", "--data", data)).out).toContain("/invite/");
    expect(
      (await say(runUser, "reset", "ann@example.gov.uk", "--factor-lost", "--data", data)).out,
    ).toContain("/invite/");
    expect((await say(runUser, "disable", "nobody@example.gov.uk", "--data", data)).err).toContain(
      "Nobody has the sign-in name",
    );
    expect((await say(runUser, "frobnicate", "--data", data)).code).toBe(2);
  });

  it("kith export writes every table, safe to open, with what each column is", async () => {
    const out = join(root, "export");
    const said = await say(runExport, "--out", out, "--data", data, "--json");
    expect(said.code).toBe(0);
    expect(json(said)).toMatchObject({ files: { "person.csv": 20, "identifier.csv": 20, "visit.csv": 0 } });
    const people = readFileSync(join(out, "person.csv"), "utf8");
    expect(people).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(people.split("\r\n")).toHaveLength(22);
    const dictionary = readFileSync(join(out, "dictionary.csv"), "utf8");
    for (const file of readdirSync(out)) if (file !== "dictionary.csv") expect(dictionary).toContain(file);
    expect(readdirSync(out).every((file) => (statSync(join(out, file)).mode & 0o077) === 0)).toBe(true);
    expect((await say(runExport, "--out", out, "--data", data)).code).toBe(2);
  });

  it("kith export cin writes a year's census to a new file or to standard output, and says what was left out", async () => {
    const out = join(root, "census.xml");
    const argv = ["cin", "--year", "2025-26", "--data", data];
    expect((await say(runExport, "cin", "--data", data)).err).toContain("--year, from 2020-21 to 2026-27");
    expect((await say(runExport, ...argv, "--as-at", "31/01/2026")).code).toBe(2);
    const said = await say(runExport, ...argv, "--out", out, "--json");
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(json(said)).toMatchObject({ year: 2026, children: 0, notes: {} });
    const text = readFileSync(out, "utf8");
    expect(text).toContain("<ReferenceDate>2026-03-31</ReferenceDate>");
    expect(statSync(out).mode & 0o077).toBe(0);
    expect((await say(runExport, ...argv, "--out", out)).err).toContain("there already");
    const shown = await say(runExport, ...argv);
    expect(shown.out.replace(/<DateTime>.*/, "")).toBe(text.replace(/<DateTime>.*/, ""));
    expect(shown.err).toContain("Children in need census 2025-26: 0 children");
  });

  it("kith move takes everything to PostgreSQL, proves it there, and marks the folder", async () => {
    const url = await cluster.create("moved_to");
    expect((await say(runMove, "--to", "mysql://x", "--data", data)).code).toBe(2);
    const away = await say(runMove, "--to", "postgres://kith@localhost:1/none", "--data", data);
    expect(away.code).toBe(3);
    const said = await say(runMove, "--to", url, "--data", data, "--json");
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(json(said)).toMatchObject({ tables: { person: 20 } });
    expect(readdirSync(data)).not.toContain("move.kith.gz");
    const gone = await say(runVerify, "--data", data);
    expect(gone.code).toBe(3);
    expect(gone.err).toContain("was moved to PostgreSQL");
    process.env["DATABASE_URL"] = url;
    expect((await say(runVerify, "--data", data)).code).toBe(0);
    const doctor = json(await say(runDoctor, "--data", data, "--json"));
    expect(doctor).toMatchObject({
      engine: "postgres",
      lock: "not needed",
      user: { superuser: false, passesWalls: false },
    });
    expect((await say(runMigrate, "--status", "--data", data)).code).toBe(0);
    delete process.env["DATABASE_URL"];
    // The embedded database itself is as it was.
    rmSync(join(data, "moved.json"));
    expect((await say(runVerify, "--data", data)).code).toBe(0);
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["+44 1632", "'+44 1632"],
    ["-Anne", "'-Anne"],
    ["@x", "'@x"],
    ["  =1", "'  =1"],
    ["\t=1", "'\t=1"],
    ["\r=1", '"\'\r=1"'],
    ["O'Brien", "O'Brien"],
    ['a "b", c', '"a ""b"", c"'],
    [-5, "-5"],
    [null, ""],
    [["A1", "B2"], "A1; B2"],
    [["=A1", "B2"], "'=A1; B2"],
    ["2026-03-31", "2026-03-31"],
  ] as [unknown, string][])("writes %j into a cell as %j", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});
