import { describe, expect, it } from "vitest";
import { date } from "../../kernel/dates.ts";
import { type ChildClaims, type Reading, type ReadOptions } from "../../kernel/record/claim.ts";
import { bytesFromBuffer } from "../../platform/files/bytes.ts";

import { assessment, bytes, child, episode, message, type HeaderGiven } from "./fixtures.ts";
import { readCinCensus } from "./import.ts";

const OPTIONS: ReadOptions = { today: date("2027-06-01") };

const open = (text: string): Promise<Reading> =>
  readCinCensus(bytesFromBuffer("cin.xml", bytes(text)), OPTIONS);

async function read(children: readonly string[], given: HeaderGiven = {}): Promise<ChildClaims[]> {
  return Array.fromAsync((await open(message(children, given))).children);
}

async function readOne(xml: string, given: HeaderGiven = {}): Promise<ChildClaims> {
  const [only, ...others] = await read([xml], given);
  expect(others).toEqual([]);
  if (only === undefined) throw new Error("no child was read");
  return only;
}

const rows = (claims: ChildClaims, table: string): unknown[] =>
  claims.claims.filter((c) => c.table === table).map((c) => [c.key, c.values]);
const codes = (claims: ChildClaims): string[] => claims.findings.map((f) => f.code);

describe("odd values are findings and the rest is used", () => {
  const findingsOf = async (given: Parameters<typeof episode>[0]): Promise<string[]> =>
    codes(await readOne(child({ episodes: [episode(given)] })));

  it("leaves out a date it cannot read, with its line", async () => {
    const c = await readOne(child({ episodes: [episode({ closure: "31/01/2025" })] }));
    expect(c.findings).toMatchObject([
      { code: "date-unreadable", table: "referral", column: "closed_on", said: "31/01/2025" },
    ]);
    expect(c.findings[0]?.message).toContain("2025-01-31");
    expect(c.findings[0]?.place).toMatch(/^line \d+$/);
    expect(rows(c, "referral")).toHaveLength(1);
  });

  it("keeps an unknown code as given", async () => {
    const c = await readOne(child({ ethnicity: "XXXX" }));
    expect(codes(c)).toEqual(["code-unknown"]);
    expect(c.claims[0]?.values["ethnicity"]).toBe("XXXX");
  });

  it("knows which codes a year has", async () => {
    const source = (year: number): Promise<ChildClaims> =>
      readOne(child({ gender: "1", episodes: [episode({ referral: `${year - 1}-05-01`, source: "5D" })] }), {
        year,
        reference: `${year}-03-31`,
      });
    expect(codes(await source(2022))).toEqual(["code-unknown"]);
    expect(codes(await source(2023))).toEqual([]);
  });

  it("leaves out a row without its key date, and keeps what belongs to it", async () => {
    const c = await readOne(
      child({ episodes: [episode({ referral: "soon", assessments: [assessment("2024-05-14")] })] }),
    );
    expect(codes(c)).toEqual(["date-unreadable", "row-without-date"]);
    expect(rows(c, "referral")).toEqual([]);
    expect(rows(c, "assessment")).toMatchObject([["2024-05-14", { referral: null }]]);
  });

  it("notes an end before a start, and a date after the day the file speaks for", async () => {
    expect(await findingsOf({ closure: "2024-04-30" })).toEqual(["end-before-start"]);
    expect(await findingsOf({ closure: "2025-03-31" })).toEqual([]);
    expect(await findingsOf({ closure: "2025-04-01" })).toEqual(["date-after-as-at"]);
  });

  it("leaves out a birth date that cannot be", async () => {
    const future = await readOne(child({ born: "2025-04-01" }));
    expect([future.born, codes(future)]).toEqual([null, ["birth-date-impossible"]]);
    const past = await readOne(child({ born: "1066-04-13" }));
    expect([past.born, codes(past)]).toEqual([null, ["date-impossible"]]);
    expect(codes(await readOne(child({ born: "2025-03-31" })))).toEqual([]);
  });

  it("leaves out a child without a number, or whose number came before", async () => {
    const reading = await open(
      message([child({ id: null }), child({ id: "A" }), child({ id: "A" }), child({ id: "B" })]),
    );
    const found = await Array.fromAsync(reading.children);
    expect(found.map((c) => c.id.value)).toEqual(["A", "B"]);
    expect(reading.fileFindings.map((f) => f.code)).toEqual(["child-without-id", "child-repeated"]);
  });

  it("names an element it does not know once", async () => {
    const odd = child({ id: "A" }).replace("<Ethnicity>", "<ShoeSize>4</ShoeSize><Ethnicity>");
    const reading = await open(message([odd, odd.replace(">A<", ">B<")]));
    await Array.fromAsync(reading.children);
    expect(reading.fileFindings).toMatchObject([{ code: "element-unknown", said: "ShoeSize" }]);
  });
});

describe("a census without children", () => {
  it("is refused, because it would say of every child held that they have vanished", async () => {
    await expect(read([])).rejects.toMatchObject({ problem: { code: "empty" } });
  });

  it("is not one whose children have no number: that is a finding", async () => {
    const reading = await open(message([child({ id: null })]));
    expect(await Array.fromAsync(reading.children)).toEqual([]);
    expect(reading.fileFindings.map((f) => f.code)).toContain("child-without-id");
  });
});
