import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runChart } from "./chart.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kith-chart-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Ran {
  code: number;
  said: string;
  complained: string;
  results: unknown;
}

async function run(argv: string[], items?: unknown): Promise<Ran> {
  const given = join(folder, "items.json");
  const made = join(folder, "results.json");
  rmSync(made, { force: true });
  if (items !== undefined) {
    writeFileSync(given, typeof items === "string" ? items : JSON.stringify(items));
  }
  let said = "";
  let complained = "";
  const io = {
    out: (text: string) => {
      said += text;
    },
    err: (text: string) => {
      complained += text;
    },
  };
  const files = items === undefined ? [] : ["--in", given, "--out", made];
  const code = await runChart([...argv, ...files], io);
  const results: unknown = existsSync(made) ? JSON.parse(readFileSync(made, "utf8")) : null;
  return { code, said, complained, results };
}

const SERIES = {
  points: [
    { x: "2026-01-01", y: 9 },
    { x: "2026-02-01", y: 11 },
    { x: "2026-03-01", y: null },
  ],
  improvementDirection: "increase",
  target: 20,
  rebase: [],
  fixAfterNPoints: null,
  screenOutliers: true,
};

describe("kith chart", () => {
  it("charts series in the order given", async () => {
    const ran = await run(
      ["spc"],
      [
        { id: "b", input: SERIES },
        { id: "a", input: { ...SERIES, target: null } },
      ],
    );
    expect(ran).toMatchObject({ code: 0, complained: "" });
    expect(ran.results).toMatchObject([
      { id: "b", result: { assurance: "consistent_fail", points: [{ mean: 10 }, {}, { y: null }] } },
      { id: "a", result: { assurance: null } },
    ]);
  });

  it("charts counts, and units against each other", async () => {
    const counts = await run(["attribute"], [{ id: 1, input: { chart: "c", y: [4, 4, 4] } }]);
    expect(counts.results).toMatchObject([{ id: 1, result: { points: [{ cl: 4, ucl: 10 }, {}, {}] } }]);
    const units = [{ group: "Area", numerator: 5, denominator: 10 }];
    const plot = await run(["funnel"], [{ id: "f", input: { dataType: "proportion", units } }]);
    expect(plot.results).toMatchObject([{ id: "f", result: { target: 0.5, units: [{ ratio: 0.5 }] } }]);
  });

  it("writes the same bytes from the same items", async () => {
    const items = [{ id: "a", input: SERIES }];
    await run(["spc"], items);
    const first = readFileSync(join(folder, "results.json"), "utf8");
    await run(["spc"], items);
    expect(readFileSync(join(folder, "results.json"), "utf8")).toBe(first);
    expect(first.endsWith("\n")).toBe(true);
  });

  it("passes over what else an item carries, such as a description", async () => {
    const ran = await run(["spc"], [{ id: "a", description: "calls", input: SERIES, expected: {} }]);
    expect(ran.code).toBe(0);
  });

  it("says what it does", async () => {
    const ran = await run(["--help"]);
    expect(ran.code).toBe(0);
    expect(ran.said).toMatch("kith chart spc|attribute|funnel --in");
  });
});

describe("kith chart, given what it cannot use", () => {
  it.each([
    ["no chart", [], "Say which chart"],
    ["an unknown chart", ["pie"], "Say which chart"],
    ["two charts", ["spc", "funnel"], "Say which chart"],
    ["an unknown option", ["spc", "--colour"], "--colour"],
    ["no files", ["spc"], "--in and --out"],
    ["a file that is not there", ["spc", "--in", "/nowhere/a", "--out", "/nowhere/b"], "cannot read"],
  ])("refuses %s", async (_, argv, sentence) => {
    const ran = await run(argv);
    expect(ran.code).toBe(2);
    expect(ran.complained).toMatch(sentence);
  });

  it.each([
    ["no JSON", "{", "is not JSON"],
    ["no list", {}, "must hold an array"],
    ["an item that is no object", [3], "item 1: must be an object"],
    ["an item without a name", [{ input: SERIES }], "item 1: id"],
    ["an item without an input", [{ id: "a" }], 'item "a": has no input'],
    ["an input that is no object", [{ id: "a", input: 7 }], 'item "a": input must be an object'],
    [
      "a value that is no number",
      [{ id: "a", input: { ...SERIES, points: [{ x: "2026-01-01", y: "9" }] } }],
      'item "a": points[0].y: must be a number or null',
    ],
    [
      "a date that is not in the calendar",
      [{ id: "a", input: { ...SERIES, points: [{ x: "2026-02-30", y: 9 }] } }],
      'item "a": points[0].x: must be a date',
    ],
    [
      "a field it does not know",
      [{ id: "a", input: { ...SERIES, taget: 3 } }],
      'item "a": unknown field taget',
    ],
    [
      "a series without points",
      [{ id: "a", input: { ...SERIES, points: [] } }],
      'item "a": the series has no points',
    ],
  ])("refuses %s", async (_, items, sentence) => {
    const ran = await run(["spc"], items);
    expect(ran).toMatchObject({ code: 2, results: null });
    expect(ran.complained).toContain(sentence);
  });

  it("names every bad item and writes none of the good ones", async () => {
    const bad = { ...SERIES, improvementDirection: "up" };
    const ran = await run(
      ["spc"],
      [
        { id: "good", input: SERIES },
        { id: "bad", input: bad },
        { id: "worse", input: null },
      ],
    );
    expect(ran).toMatchObject({ code: 2, results: null });
    expect(ran.complained).toMatch('item "bad": improvementDirection: must be increase');
    expect(ran.complained).toMatch('item "worse"');
    expect(ran.complained).not.toMatch('"good"');
  });

  it("refuses an output it cannot write", async () => {
    const given = join(folder, "items.json");
    writeFileSync(given, "[]");
    const ran = await run(["spc", "--in", given, "--out", join(folder, "no", "where.json")]);
    expect(ran.code).toBe(2);
    expect(ran.complained).toMatch("cannot write");
  });
});
