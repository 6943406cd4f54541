import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { addAuthority } from "../../../test/engines/seed.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import { type Context, type Right, systemContext } from "../../kernel/context.ts";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Result } from "../../kernel/result.ts";
import { perform } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import type { ByteSource } from "../../platform/files/bytes.ts";
import { benchmark } from "./benchmark.ts";
import { loadPublished, receivePublished } from "./commands.ts";
import { readInspections } from "./inspectionQueries.ts";
import { publishedSources } from "./sources.ts";
import type { Loaded } from "./store.ts";
import {
  authorities,
  csv,
  ilacs,
  latest,
  neighbours,
  plain,
  population,
  referrals,
} from "./testing/files.ts";
import { loadWaiting } from "./work.ts";

const NOW = "2026-11-20T10:00:00.000Z" as IsoInstant;

async function textOf(file: ByteSource): Promise<string> {
  let text = "";
  for await (const piece of file.open()) text += new TextDecoder().decode(piece);
  return text;
}

const hashOf = async (file: ByteSource): Promise<string> =>
  createHash("sha256")
    .update(await textOf(file))
    .digest("hex");

const person = (authorityId: number, rights: readonly Right[]): Context => ({
  ...systemContext("an analyst", authorityId, NOW),
  kind: "person",
  rights: new Set(rights),
});

eachEngine("published figures", (open) => {
  let authority = 0;
  const load = async (
    database: Database,
    file: ByteSource,
    publishedOn: string | null = null,
  ): Promise<Result<Loaded | null>> =>
    await perform(database, person(authority, ["published"]), loadPublished(file, await hashOf(file)), {
      publishedOn,
    });
  const look = async (database: Database) =>
    await database.transact(person(authority, ["insight"]), (handle) => benchmark(handle, "c1.rereferrals"));

  it("says that nothing is known before anything is loaded", async () => {
    const { database } = await open();
    authority = await addAuthority(database, "Alderbury");
    expect(await look(database)).toBeNull();
  });

  it("asks for the list of authorities first where a file has only the statistics office's codes, and keeps nothing of it", async () => {
    const { database } = await open();
    const refused = await load(database, ilacs());
    expect(refused).toMatchObject({ ok: false, failures: [{ code: "unreadable-file" }] });
    expect(refused.ok || refused.failures[0]?.message).toMatch(
      /^ilacs\.csv, line 2: Alderbury \(E06000100\) is not an authority Kith knows\. Add the list of authorities/,
    );
    await database.transact(systemContext("tests", authority, NOW), async ({ db }) => {
      expect(await db.selectFrom("published_source").select("id").execute()).toEqual([]);
      expect(await db.selectFrom("inspection").select("id").execute()).toEqual([]);
    });
  });

  it("loads a file whole, and the same file once", async () => {
    const { database } = await open();
    for (const file of [authorities(), population(), ilacs(), latest(), neighbours()])
      expect((await load(database, file)).ok, file.name).toBe(true);
    expect(await load(database, referrals(2025, plain))).toMatchObject({
      ok: true,
      value: { kind: "cin-c1", figures: 56 },
    });
    expect(await load(database, referrals(2025, plain))).toEqual({ ok: true, value: null });
  });

  it("fills the population that the indicators divide by", async () => {
    const { database } = await open();
    const rows = await database.transact(systemContext("tests", authority, NOW), ({ db }) =>
      db.selectFrom("population").selectAll().where("authority_code", "=", "301").execute(),
    );
    expect(rows).toMatchObject([{ year: 2024, population: 20_000 }]);
    expect(rows[0]?.source).toContain("Office for National Statistics");
  });

  it("shows the authority, known by its name, against England, its region and its neighbours", async () => {
    const { database } = await open();
    const seen = await look(database);
    expect(seen?.own?.name).toBe("Alderbury");
    expect(seen?.region?.name).toBe("North East");
    expect(seen?.neighbours).toEqual({ edition: "2025", codes: ["302", "303", "304"] });
    expect(seen?.comparison?.units).toHaveLength(12);
    expect(seen?.values.get("E92000001")?.value).toBe(20);
  });

  it("reads a later edition in place of an earlier one, whichever was loaded first, and keeps both", async () => {
    const { database } = await open();
    const revised = (index: number) => ({
      ...plain(index),
      percent: "25",
      again: String((1000 + 100 * index) / 4),
    });
    expect((await load(database, referrals(2025, revised, [], "revised.csv"), "2026-10-30")).ok).toBe(true);
    expect((await look(database))?.values.get("301")?.value).toBe(25);
    const older = (index: number) => ({ ...plain(index), percent: "11" });
    expect((await load(database, referrals(2024, older, [], "old.csv"), "2026-11-01")).ok).toBe(true);
    const seen = await look(database);
    expect([seen?.period, seen?.values.get("301")?.value]).toEqual(["2025", 25]);
    expect(seen?.series.get("301")).toEqual([11, 25]);
    const sources = await database.transact(person(authority, ["published"]), publishedSources);
    expect(sources.filter(({ superseded }) => superseded).map(({ fileName }) => fileName)).toEqual([
      "old.csv",
      "referrals_2025.csv",
    ]);
  });

  it("undoes a file with one cell that cannot be read", async () => {
    const { database } = await open();
    const before = await database.transact(person(authority, ["published"]), publishedSources);
    const bad = referrals(2026, (index) =>
      index === 11 ? { ...plain(index), again: "lots" } : plain(index),
    );
    expect(await load(database, bad)).toMatchObject({ ok: false, failures: [{ code: "unreadable-file" }] });
    expect(await database.transact(person(authority, ["published"]), publishedSources)).toEqual(before);
    expect((await look(database))?.period).toBe("2025");
  });

  it("is refused to who has not the right, and cannot be written by a signed-in person at all", async () => {
    const { database } = await open();
    const file = referrals(2023, plain);
    expect(
      await perform(database, person(authority, ["insight"]), loadPublished(file, await hashOf(file)), {
        publishedOn: null,
      }),
    ).toMatchObject({ ok: false, failures: [{ code: "not-allowed" }] });
    await expect(
      database.transact(person(authority, ["published"]), ({ db }) =>
        sql`delete from published_figure`.execute(db),
      ),
    ).rejects.toThrow(/permission denied/);
    await expect(
      database.transact(systemContext("tests", authority, NOW), ({ db }) =>
        sql`update published_figure set value = '1'`.execute(db),
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it("tells each inspection once", async () => {
    const { database } = await open();
    const held = await database.transact(person(authority, ["insight"]), (handle) =>
      readInspections(handle, "301"),
    );
    expect(held.map(({ version }) => version)).toEqual([
      "ILACS to 2022",
      "ILACS Focused Visit",
      "ILACS from 2023",
    ]);
  });

  it("loads what a page was given by a job, lists first, says what was refused, and leaves no file behind", async () => {
    const { database } = await open();
    const uploads = mkdtempSync(join(tmpdir(), "kith-published-"));
    const files = await Promise.all(
      [referrals(2022, plain), csv("odd.csv", "a,b", "1,2"), authorities()].map(async (file, index) => {
        const path = join(uploads, `upload${index}`);
        const text = `${await textOf(file)}\n`;
        writeFileSync(path, text);
        return {
          name: file.name,
          path,
          size: file.size,
          hash: createHash("sha256").update(text).digest("hex"),
        };
      }),
    );
    copyFileSync(files[0]?.path ?? "", join(uploads, "kept"));
    const boxes = { "published-day": "", "published-month": "", "published-year": "" };
    expect(
      await perform(database, person(authority, ["published"]), receivePublished(files), boxes),
    ).toMatchObject({ ok: true });
    await loadWaiting({ database, uploads, now: () => NOW }, authority);
    await loadWaiting({ database, uploads, now: () => NOW }, authority);
    const sources = (await database.transact(person(authority, ["published"]), publishedSources)).slice(0, 3);
    expect(sources.map(({ fileName, state }) => [fileName, state])).toEqual([
      ["codes.csv", "loaded"],
      ["odd.csv", "refused"],
      ["referrals_2022.csv", "loaded"],
    ]);
    expect(sources[1]?.problem?.message).toContain(
      "Kith knows no table of published figures with these columns",
    );
    expect(readdirSync(uploads)).toEqual(["kept"]);
    expect((await look(database))?.periods).toEqual(["2022", "2024", "2025"]);
  });
});
