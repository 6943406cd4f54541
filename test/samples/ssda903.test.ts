import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { date, type IsoDate, parseDate } from "../../src/kernel/dates.ts";
import type { ChildClaims, Reading } from "../../src/kernel/record/claim.ts";
import { bytesFromFile } from "../../src/platform/files/bytes.ts";
import { readSsda903Csv } from "../../src/returns/ssda903/import-csv.ts";
import { TABLES } from "../../src/tables.ts";

/** Other people's published looked-after files, where they are at hand: none may stop the reader, and all must fit the record's tables. */
const FOLDER = join(process.env["KITH_SAMPLES"] ?? "../shared/data", "s903");
const TODAY = date("2026-11-21");

type Whole = { readonly reading: Reading; readonly children: readonly ChildClaims[] };

async function read(path: string, asAt: IsoDate): Promise<Whole> {
  const reading = await readSsda903Csv(bytesFromFile(path), { today: TODAY, asAt });
  const children: ChildClaims[] = [];
  for await (const child of reading.children) children.push(child);
  return { reading, children };
}

const count = ({ children }: Whole, table: string): number =>
  children.flatMap((child) => child.claims).filter((claim) => claim.table === table).length;

function fitsTheRecord({ reading, children }: Whole): void {
  const ids = children.map((child) => child.id.value);
  expect(new Set(ids).size).toBe(ids.length);
  for (const name of reading.facts.scope.tables) expect(TABLES.map((t) => t.name)).toContain(name);
  for (const { claims } of children) {
    const keys = claims.map((claim) => `${claim.table} ${claim.key}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { table, values } of claims) {
      const columns = TABLES.find((t) => t.name === table)?.columns ?? {};
      for (const [column, value] of Object.entries(values))
        expect(fits(columns[column], value), `${table}.${column}`).toBe(true);
    }
  }
}

function fits(type: string | undefined, value: unknown): boolean {
  if (value === null) return type !== undefined;
  if (type === "flag") return typeof value === "boolean";
  if (type === "number") return Number.isInteger(value);
  if (typeof value !== "string") return false;
  if (type === "date") return parseDate(value) !== undefined;
  return (type === "text" || type === "code") && value !== "";
}

const filesIn = (name: string): readonly string[] => {
  const folder = join(FOLDER, name);
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((f) => f.endsWith(".csv"))
        .map((f) => join(folder, f))
    : [];
};

const there = (): void => {
  it("are there", () => {
    expect(filesIn("demand_sample")).not.toEqual([]);
    expect(filesIn("peer_fake")).not.toEqual([]);
  });

  it.each([...filesIn("demand_sample"), ...filesIn("peer_fake")])(
    "%s is read, and fits the record's tables",
    async (path) => {
      const year = Number(/(\d{4})-\w+\.csv$/.exec(path)?.[1] ?? "2024");
      const whole = await read(path, date(`${year + 1}-03-31`));
      expect(whole.children.length).toBeGreaterThan(0);
      expect(whole.children.some((child) => child.claims.length > 0)).toBe(true);
      fitsTheRecord(whole);
    },
  );

  it("tell of one year what its rows do: a period for each start or unknown start", async () => {
    const episodes = await read(join(FOLDER, "demand_sample", "2017-episodes.csv"), date("2018-03-31"));
    expect(episodes.children).toHaveLength(687);
    expect(count(episodes, "care_period")).toBe(626);
    const header = await read(join(FOLDER, "demand_sample", "2017-header.csv"), date("2018-03-31"));
    expect(count(header, "person_detail")).toBe(819);
  });

  it("work out their year from the episodes, two days of the year after notwithstanding", async () => {
    const path = join(FOLDER, "demand_sample", "2017-episodes.csv");
    const { facts, fileFindings } = await readSsda903Csv(bytesFromFile(path), { today: TODAY });
    expect(facts.asAt).toBe("2018-03-31");
    expect(fileFindings.map((f) => f.code)).toEqual(["as-at-assumed"]);
  });
};

if (existsSync(FOLDER)) describe("published looked-after files", there);
else
  it("the folder of samples is absent, so no published looked-after file was read", () => {
    expect(existsSync(FOLDER)).toBe(false);
  });
