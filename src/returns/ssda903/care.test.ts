import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, date } from "../../kernel/dates.ts";
import { type Cells, codesOf, csvOf, episode, readCsv, rowsOf, uk } from "./fixtures.ts";

const read = async (rows: readonly Cells[]) => readCsv(csvOf("episodes", rows.map(episode)));

describe("a period in care", () => {
  it("runs from the episode that started it through X1 to the one that ended it", async () => {
    const found = await read([
      { DECOM: "05/05/2025", RNE: "S", DEC: "01/07/2025", REC: "X1" },
      { DECOM: "01/07/2025", RNE: "L", DEC: "01/09/2025", REC: "X1" },
      { DECOM: "01/09/2025", RNE: "P", DEC: "20/12/2025", REC: "E4A" },
    ]);
    expect(rowsOf(found, "care_period")).toEqual({
      "2025-05-05": { started_on: "2025-05-05", ended_on: "2025-12-20", need: "N1", end_reason: "E4A" },
    });
    expect(codesOf(found)).toEqual([]);
  });

  it("goes on while the last episode has no end", async () => {
    const found = await read([{ DECOM: "05/05/2025", RNE: "S" }]);
    expect(rowsOf(found, "care_period")["2025-05-05"]).toMatchObject({ ended_on: null, end_reason: null });
  });

  it("goes on, with a finding, when an end has no reason or a reason no day", async () => {
    const noReason = await read([{ DECOM: "05/05/2025", RNE: "S", DEC: "01/07/2025" }]);
    expect(rowsOf(noReason, "care_period")["2025-05-05"]).toMatchObject({ ended_on: null });
    expect(codesOf(noReason)).toEqual(["end-reason-missing"]);
    const noDay = await read([{ DECOM: "05/05/2025", RNE: "S", REC: "E8" }]);
    expect(rowsOf(noDay, "care_period")["2025-05-05"]).toMatchObject({ ended_on: null, end_reason: null });
    expect(codesOf(noDay)).toEqual(["end-date-missing"]);
  });

  it("begins on the first day held, with a finding, when the file opens in the middle of it", async () => {
    const found = await read([{ DECOM: "05/05/2025", RNE: "P" }]);
    expect(Object.keys(rowsOf(found, "care_period"))).toEqual(["2025-05-05"]);
    expect(codesOf(found)).toEqual(["period-start-unknown"]);
  });

  it("is another one when care starts again, on the same day too", async () => {
    const found = await read([
      { DECOM: "05/05/2025", RNE: "S", DEC: "05/05/2025", REC: "E8" },
      { DECOM: "05/05/2025", RNE: "S", DEC: "09/05/2025", REC: "E8" },
      { DECOM: "01/08/2025", RNE: "S" },
    ]);
    expect(rowsOf(found, "care_period")).toMatchObject({
      "2025-05-05": { ended_on: "2025-05-05" },
      "2025-05-05#2": { ended_on: "2025-05-09" },
      "2025-08-01": { ended_on: null },
    });
  });

  it("ends with a finding where care starts again after an X1", async () => {
    const found = await read([
      { DECOM: "05/05/2025", RNE: "S", DEC: "01/07/2025", REC: "X1" },
      { DECOM: "01/07/2025", RNE: "S" },
    ]);
    expect(rowsOf(found, "care_period")).toMatchObject({
      "2025-05-05": { ended_on: "2025-07-01", end_reason: null },
      "2025-07-01": { ended_on: null },
    });
    expect(codesOf(found)).toEqual(["period-not-ended"]);
  });

  it("holds together, with findings, over days missed and days told twice", async () => {
    const found = await read([
      { DECOM: "05/05/2025", RNE: "S", DEC: "01/06/2025", REC: "X1" },
      { DECOM: "05/06/2025", DEC: "01/07/2025", REC: "X1" },
      { DECOM: "20/06/2025" },
      { DECOM: "01/08/2025" },
    ]);
    expect(Object.keys(rowsOf(found, "care_period"))).toEqual(["2025-05-05"]);
    expect(codesOf(found)).toEqual(["episode-gap", "episode-overlap", "episode-not-ended"]);
    expect(rowsOf(found, "placement")["2025-06-20"]).toMatchObject({ ended_on: "2025-08-01" });
  });
});

describe("short breaks", () => {
  it("keep their legal status and placement and are no period in care", async () => {
    const found = await read([{ DECOM: "05/05/2025", RNE: "S", LS: "V4" }]);
    expect(rowsOf(found, "care_period")).toEqual({});
    expect(rowsOf(found, "legal_status")["2025-05-05"]).toMatchObject({ status: "V4" });
    expect(rowsOf(found, "placement")["2025-05-05"]).toMatchObject({ type: "U6" });
    expect(codesOf(found)).toEqual([]);
  });

  it("that become care start the period on the day the status changes", async () => {
    const found = await read([
      { DECOM: "05/05/2025", RNE: "S", LS: "V4", DEC: "01/06/2025", REC: "X1" },
      { DECOM: "01/06/2025", RNE: "L", LS: "C1" },
    ]);
    expect(Object.keys(rowsOf(found, "care_period"))).toEqual(["2025-06-01"]);
    expect(rowsOf(found, "legal_status")["2025-05-05"]).toMatchObject({ ended_on: "2025-06-01" });
    expect(codesOf(found)).toEqual([]);
  });
});

describe("a legal status", () => {
  it("is one row while it does not change, whatever else does", async () => {
    const found = await read([
      { DECOM: "05/05/2025", RNE: "S", LS: "V2", DEC: "01/06/2025", REC: "X1" },
      { DECOM: "01/06/2025", RNE: "P", LS: "V2", DEC: "01/07/2025", REC: "X1" },
      { DECOM: "01/07/2025", RNE: "L", LS: "C1" },
    ]);
    expect(rowsOf(found, "legal_status")).toEqual({
      "2025-05-05": { started_on: "2025-05-05", ended_on: "2025-07-01", status: "V2" },
      "2025-07-01": { started_on: "2025-07-01", ended_on: null, status: "C1" },
    });
  });

  it("ends with the period", async () => {
    const found = await read([{ DECOM: "05/05/2025", RNE: "S", DEC: "01/06/2025", REC: "E8" }]);
    expect(rowsOf(found, "legal_status")["2025-05-05"]).toMatchObject({ ended_on: "2025-06-01" });
  });
});

describe("a placement", () => {
  const start = { DECOM: "05/05/2025", RNE: "S", DEC: "01/06/2025", REC: "X1" };

  it("is one row over a change of legal status alone", async () => {
    const found = await read([start, { DECOM: "01/06/2025", RNE: "L", LS: "C1", PL_POST: "ab12cd" }]);
    expect(Object.keys(rowsOf(found, "placement"))).toEqual(["2025-05-05"]);
  });

  it.each([
    ["the reason says so", { RNE: "T" }],
    ["its type changes", { RNE: "L", PLACE: "K2" }],
    ["its Ofsted number changes", { RNE: "L", URN: "SC9" }],
    ["its postcode changes", { RNE: "L", PL_POST: "ZZ1 1ZZ" }],
  ])("is a new row when %s", async (_, change) => {
    const found = await read([
      { ...start, REASON_PLACE_CHANGE: "CARPL" },
      { DECOM: "01/06/2025", ...change },
    ]);
    expect(Object.keys(rowsOf(found, "placement"))).toEqual(["2025-05-05", "2025-06-01"]);
    expect(rowsOf(found, "placement")["2025-05-05"]).toEqual({
      started_on: "2025-05-05",
      ended_on: "2025-06-01",
      type: "U6",
      provider: "PR1",
      urn: "SC123456",
      postcode: "AB1 2CD",
      home_postcode: "AB9 9ZZ",
      change_reason: "CARPL",
    });
  });

  it("has ended where the file stops at an X1 that gives a reason for a move, and the period has not", async () => {
    const found = await read([{ ...start, REASON_PLACE_CHANGE: "CARPL" }]);
    expect(rowsOf(found, "placement")["2025-05-05"]).toMatchObject({ ended_on: "2025-06-01" });
    expect(rowsOf(found, "care_period")["2025-05-05"]).toMatchObject({ ended_on: null });
    expect(rowsOf(found, "legal_status")["2025-05-05"]).toMatchObject({ ended_on: null });
  });
});

describe("any chain of episodes", () => {
  const from = date("2025-04-01");
  const step = fc.record({
    days: fc.integer({ min: 1, max: 20 }),
    LS: fc.constantFrom("C1", "C2", "V2"),
    PLACE: fc.constantFrom("U6", "K2"),
    RNE: fc.constantFrom("L", "P", "T", "B", "U"),
    REC: fc.constantFrom("X1", "X1", "X1", "E8"),
  });
  const chain = fc.array(step, { minLength: 1, maxLength: 8 }).map((steps) => {
    let on = from;
    return steps.map((s, at) => {
      const DECOM = uk(on);
      on = addDays(on, s.days);
      const started = at === 0 || steps[at - 1]?.REC === "E8";
      const { LS, PLACE, REC } = s;
      return episode({ LS, PLACE, REC, DECOM, DEC: uk(on), RNE: started ? "S" : s.RNE });
    });
  });

  it("makes as many periods as there are starts, each status and placement inside one, with nothing to find", async () => {
    await fc.assert(
      fc.asyncProperty(chain, async (rows) => {
        const found = await readCsv(csvOf("episodes", rows));
        const periods = Object.values(rowsOf(found, "care_period"));
        expect(periods).toHaveLength(rows.filter((r) => r["RNE"] === "S").length);
        for (const table of ["legal_status", "placement"])
          for (const { started_on, ended_on } of Object.values(rowsOf(found, table)))
            expect(
              periods.some(
                (p) =>
                  String(p["started_on"]) <= String(started_on) &&
                  (p["ended_on"] === null ||
                    (ended_on !== null && String(ended_on) <= String(p["ended_on"]))),
              ),
            ).toBe(true);
        expect(codesOf(found)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
