import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runStaffing } from "./staffing.ts";

async function run(items: unknown): Promise<{ code: number; complained: string; results: unknown }> {
  const folder = mkdtempSync(join(tmpdir(), "kith-staffing-"));
  try {
    const given = join(folder, "items.json");
    const made = join(folder, "results.json");
    writeFileSync(given, JSON.stringify(items));
    let complained = "";
    const code = await runStaffing(["--in", given, "--out", made], {
      out: () => undefined,
      err: (text) => {
        complained += text;
      },
    });
    const results: unknown = code === 0 ? JSON.parse(readFileSync(made, "utf8")) : null;
    return { code, complained, results };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const SHORT = { years: 5, warmUpYears: 1, repeats: 2, seed: 3 };

describe("kith staffing", () => {
  it("answers each item by what it asks", async () => {
    const ran = await run([
      { id: "duty", input: { servers: 2, offered: 1 } },
      { id: "team", input: { load: { 1: 1 }, capacityPerFte: 1 } },
      { id: "run", input: { load: { 1: 5 }, capacityPerFte: 10, workers: 2, ...SHORT } },
    ]);
    expect(ran).toMatchObject({ code: 0, complained: "" });
    const close = (value: number): unknown => expect.closeTo(value, 10);
    expect(ran.results).toEqual([
      {
        id: "duty",
        result: { servers: 2, offered: 1, erlangB: close(1 / 5), erlangC: close(1 / 3) },
      },
      {
        id: "team",
        result: {
          load: { 1: 1 },
          capacityPerFte: 1,
          mean: 1,
          variance: 1,
          fteForMean: 1,
          // Poisson of mean 1: at most 3 is 0.981, at most 4 is 0.996.
          fte99: 4,
          pAtFte99: close(Math.exp(-1) * (1 + 1 + 1 / 2 + 1 / 6 + 1 / 24)),
          fteNormal99: close(1 + 2.326347874040841),
          "posts99_fill0.95": 4,
          "posts99_fill0.9": 5,
          "posts99_fill0.858": 5,
          pAtMeanCapacity: close(2 * Math.exp(-1)),
        },
      },
      {
        id: "run",
        result: {
          formula: expect.closeTo(1, 5),
          simNeedClock: 1,
          simWorkClock: 1,
          oneMinusErlangC: expect.closeTo(1, 4),
        },
      },
    ]);
  });

  it("takes shares of posts filled, families and an uncertain forecast", async () => {
    const input = {
      name: "one team",
      load: { 4: 20, 6.5: 4 },
      capacityPerFte: 85,
      fill: [0.8],
      familySizes: [0.5, 0.5],
      forecastVariation: 0.06,
    };
    const ran = await run([{ id: 1, input }]);
    expect(ran.results).toMatchObject([
      { result: { name: "one team", mean: 106, "posts99_fill0.8": expect.any(Number) } },
    ]);
  });

  it("takes an earlier result as an input", async () => {
    const input = { servers: 1, offered: 0.5, erlangB: 0, erlangC: 0 };
    const ran = await run([{ id: 1, input }]);
    expect(ran.results).toMatchObject([{ result: { erlangC: 0.5 } }]);
  });

  it("leaves Erlang out where cases have several weights", async () => {
    const input = { load: { 1: 2, 3: 1 }, capacityPerFte: 10, workers: 2, ...SHORT };
    const ran = await run([{ id: 1, input }]);
    expect(ran.results).toMatchObject([{ result: { oneMinusErlangC: null } }]);
  });

  it.each([
    ["an input that asks nothing", {}, "needs servers and offered"],
    ["an input that is no object", 7, "needs servers and offered"],
    ["part of a place", { servers: 1.5, offered: 1 }, "servers must be a whole number"],
    ["a load without its offer", { servers: 1 }, "offered: must be a number"],
    ["a weight that is no number", { load: { x: 1 }, capacityPerFte: 5 }, "load.x: the weight"],
    ["a weight of nothing", { load: { 0: 1 }, capacityPerFte: 5 }, "weight 0 must be above 0"],
    ["a load too large", { load: { 1: 1e9 }, capacityPerFte: 5 }, "too large"],
    ["no capacity", { load: { 1: 1 }, capacityPerFte: 0 }, "capacityPerFte: must be above 0"],
    ["posts never filled", { load: { 1: 1 }, capacityPerFte: 5, fill: [0.01] }, "0.05 to 1"],
    ["an unknown field", { load: { 1: 1 }, capacityPerFte: 5, tema: 1 }, "unknown field tema"],
    [
      "a case no worker could hold",
      { load: { 9: 1 }, capacityPerFte: 5, workers: 1 },
      "more than one worker's capacity",
    ],
  ])("refuses %s", async (_, input, sentence) => {
    const ran = await run([{ id: "the item", input }]);
    expect(ran.code).toBe(2);
    expect(ran.complained).toContain('item "the item"');
    expect(ran.complained).toContain(sentence);
  });

  it("says what it does, and what it does not understand", async () => {
    let said = "";
    const io = {
      out: (text: string) => {
        said += text;
      },
      err: (text: string) => {
        said += text;
      },
    };
    expect(await runStaffing(["-h"], io)).toBe(0);
    expect(said).toMatch("kith staffing --in");
    expect(await runStaffing(["teams"], io)).toBe(2);
    expect(await runStaffing(["--teams"], io)).toBe(2);
    expect(said).toMatch('"teams" is not understood');
  });
});
