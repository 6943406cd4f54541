import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnreadableFile } from "../../../kernel/record/claim.ts";
import type { ByteSource } from "../../../platform/files/bytes.ts";
import { MEASURES } from "../catalogue.ts";
import {
  authorities,
  careApplications,
  csv,
  ilacs,
  laitMeasures,
  laitValues,
  latest,
  neighbours,
  plain,
  population,
  quoted,
  referrals,
  sif,
  workforce,
} from "../testing/files.ts";
import { addFigures, readFigure } from "./cells.ts";
import type { PublishedContent } from "./content.ts";
import { firstDaySaid } from "./dates.ts";
import { DFE_TABLES } from "./dfeTables.ts";
import { formatOf, FORMATS, recognise } from "./recognise.ts";

const ONS: { readonly [code: string]: string } = { E06000100: "301", E06000101: "302" };

async function read(
  source: ByteSource,
): Promise<PublishedContent & { kind: string; notes: readonly string[] }> {
  const { format, sheet } = await recognise(source);
  return { ...format.read(sheet, { authorityOf: (ons) => ONS[ons] }), kind: format.kind, notes: sheet.notes };
}

async function refusal(source: ByteSource): Promise<string> {
  try {
    await read(source);
  } catch (error) {
    if (error instanceof UnreadableFile) return error.problem.message;
    throw error;
  }
  throw new Error("it was not refused");
}

describe("a printed figure", () => {
  it("keeps its digits, less marks for thousands, per cent and footnotes", () => {
    expect(readFigure("519.40")).toEqual({ value: "519.40", status: "known" });
    expect(readFigure("632,830")).toEqual({ value: "632830", status: "known" });
    expect(readFigure("22.6 %")).toEqual({ value: "22.6", status: "known" });
    expect(readFigure("1,204 [r]")).toEqual({ value: "1204", status: "known" });
    expect(readFigure("0")).toEqual({ value: "0", status: "known" });
  });

  it("is nothing where it is blank, and says why where a sign stands for it, bracketed or not", () => {
    expect(readFigure(" ")).toBeNull();
    expect(
      ["c", "[c]", "z", "x", "u", ":", "k", "low", "[low]", "-"].map((sign) => readFigure(sign)?.status),
    ).toEqual([
      "suppressed",
      "suppressed",
      "not-applicable",
      "not-available",
      "low-quality",
      "not-available",
      "rounds-to-zero",
      "rounds-to-zero",
      "rounds-to-zero",
      "not-given",
    ]);
  });

  it("is not guessed at", () => {
    for (const odd of ["12b", "1,23", "about 5", "1.2.3", "#REF!", "12 13"])
      expect(readFigure(odd), odd).toBeUndefined();
  });

  it("reads any number with its thousands marked as the same number", () => {
    fc.assert(
      fc.property(fc.nat({ max: 99_999_999 }), (n) => {
        const marked = String(n).replaceAll(/\B(?=(\d{3})+$)/g, ",");
        expect(readFigure(marked)?.value).toBe(String(n));
      }),
    );
  });

  it("adds exactly, and to nothing where a part is not known", () => {
    expect(addFigures([readFigure("0.1") ?? null, readFigure("0.2") ?? null])).toBe("0.3");
    expect(addFigures([readFigure("5") ?? null, readFigure("c") ?? null])).toBeNull();
    expect(addFigures([readFigure("5") ?? null, null])).toBeNull();
  });
});

describe("the day an inspection began", () => {
  it("is read however the report prints it", () => {
    expect(
      [
        "19 November 2013 - 11 December 2013",
        "16 September - 8 October 2014",
        "6 to 30 July 2015",
        "9-24 November 2017",
        "1/06/2015 - 25/06/2015",
        "18 Feb 2014 - 12 March 2014",
        "28 July 2016",
      ].map(firstDaySaid),
    ).toEqual([
      "2013-11-19",
      "2014-09-16",
      "2015-07-06",
      "2017-11-09",
      "2015-06-01",
      "2014-02-18",
      "2016-07-28",
    ]);
    expect(firstDaySaid("in the autumn")).toBeNull();
  });
});

describe("telling a table by its columns", () => {
  it("has a measure in the catalogue for everything a table holds", () => {
    const known = new Set(MEASURES.map(({ id }) => id));
    const made = DFE_TABLES.flatMap(({ measures, months }) => [
      ...measures.map(({ id }) => id),
      ...(months === undefined ? [] : [months]),
    ]);
    expect(made.filter((id) => !known.has(id))).toEqual([]);
  });

  it("tells each format from every other by the columns it needs", () => {
    for (const { kind, needs } of FORMATS) {
      if (kind === "cafcass-rate") continue;
      expect(formatOf(needs)?.kind).toBe(kind);
    }
    expect(formatOf(["dfe_code", "name", "2015", "2016"])?.kind).toBe("cafcass-rate");
    expect(formatOf(["dfe_code", "name", "2015", "spend"])).toBeUndefined();
  });

  it("refuses a table it does not know, naming its columns", async () => {
    expect(await refusal(csv("budget.csv", "Month,Spend,Plan", "April,1,2"))).toMatch(
      /^budget\.csv, line 1: Kith knows no table of published figures with these columns \(Month, Spend, Plan/,
    );
  });
});

describe("one of the Department's tables", () => {
  it("keeps percentages as text, counts beside them, and areas by the Department's digits", async () => {
    const found = await read(referrals(2025, plain));
    const england = found.figures.find(
      ({ measure, area }) => measure === "c1.rereferrals" && area === "E92000001",
    );
    expect(england).toMatchObject({
      period: "2025",
      value: "20",
      numerator: "10000",
      denominator: "50000",
      status: "known",
    });
    expect(found.areas.find(({ code }) => code === "301")).toMatchObject({
      name: "Alderbury",
      onsCodes: ["E06000100"],
      regionCode: "E12000001",
    });
    expect(found.edition).toBe("2025");
  });

  it("keeps a withheld figure as withheld, and its denominator, which is not", async () => {
    const found = await read(
      referrals(2025, (index) =>
        index === 4 ? { referrals: "90", again: "c", percent: "c" } : plain(index),
      ),
    );
    const withheld = found.figures.find(
      ({ measure, area }) => measure === "c1.rereferrals" && area === "305",
    );
    expect(withheld).toMatchObject({ value: null, numerator: null, denominator: "90", status: "suppressed" });
  });

  it("reads notes under the table as notes", async () => {
    const found = await read(
      referrals(2025, plain, ["Note: Larchton revised its figures after publication."]),
    );
    expect(found.notes).toEqual(["Note: Larchton revised its figures after publication."]);
  });

  it("refuses a cell that is no figure, with its line and column", async () => {
    expect(
      await refusal(
        referrals(2025, (index) => (index === 2 ? { ...plain(2), again: "many" } : plain(index))),
      ),
    ).toBe(
      "referrals_2025.csv, line 6: “many” in rereferral_count is neither a number nor a letter that stands for none (c, x, z, u, k).",
    );
  });

  it("refuses an area that is there twice for a year", async () => {
    const once = referrals(2025, plain);
    let text = "";
    for await (const piece of once.open()) text += new TextDecoder().decode(piece);
    const lines = text.trimEnd().split("\n");
    expect(await refusal(csv("twice.csv", ...lines, lines.at(-1) ?? ""))).toMatch(
      /^twice\.csv, line 16: this area and year are there a second time/,
    );
  });

  it("keeps one return made by two authorities as one area, and adds what a percentage is out of", async () => {
    const found = await read(workforce());
    expect(found.areas[0]).toMatchObject({ code: "301+302", kind: "joint", members: ["301", "302"] });
    expect(
      found.figures.find(({ measure, area }) => measure === "workforce.vacancy" && area === "303"),
    ).toMatchObject({ value: "20.3", numerator: "20.5", denominator: "101.0" });
    expect(
      found.figures.find(({ measure, area }) => measure === "workforce.agency" && area === "301+302"),
    ).toMatchObject({ value: null, status: "rounds-to-zero" });
  });
});

describe("lists", () => {
  it("joins an authority whose digits stayed, and ends one that was split", async () => {
    const { areas } = await read(authorities());
    expect(areas.find(({ code }) => code === "301")).toMatchObject({
      onsCodes: ["E06000100", "E10000301"],
      abolishedOn: null,
      successors: [],
    });
    expect(areas.find(({ code }) => code === "399")).toMatchObject({
      abolishedOn: "2023-04-01",
      successors: ["303", "304"],
    });
  });

  it("needs the year of a set of neighbours in its name", async () => {
    expect((await read(neighbours())).neighbours[0]).toMatchObject({
      edition: "2025",
      area: "301",
      nearest: 1,
      neighbour: "302",
    });
    expect(await refusal(neighbours("neighbours.csv"))).toContain("needs its year in the file's name");
  });

  it("reads population, quoted figures each with where it was read, and care applications by year", async () => {
    expect((await read(population())).figures.find(({ area }) => area === "301")).toMatchObject({
      measure: "population",
      period: "2024",
      value: "20000",
    });
    const said = (await read(quoted())).figures;
    expect(said).toHaveLength(7);
    expect(said.every(({ saidBy }) => saidBy !== null)).toBe(true);
    const care = await read(careApplications());
    expect(care.figures.filter(({ area }) => area === "302").map(({ period }) => period)).toEqual([
      "2015",
      "2025",
    ]);
  });

  it("reads the interactive tool's measures and values under ids that can stand in an address", async () => {
    expect((await read(laitMeasures())).measures[0]).toMatchObject({
      id: "lait.In_Time_pct",
      polarity: "High",
    });
    const values = (await read(laitValues())).figures;
    expect(values.find(({ area, period }) => area === "304" && period === "2025")).toMatchObject({
      measure: "lait.In_Time_pct",
      value: null,
      status: "not-given",
    });
  });
});

describe("inspections", () => {
  it("keeps every line in the words and the version of its own framework", async () => {
    const found = (await read(ilacs())).inspections;
    expect(found.map(({ version, type }) => [version, type])).toEqual([
      ["ILACS to 2022", "standard"],
      ["ILACS from 2023", "short"],
      ["ILACS Focused Visit", "ILACS Focused Visit"],
      ["ILACS to 2022", "standard"],
    ]);
    expect(found[0]?.judgements).toEqual({
      overall: "Good",
      leaders: "Good",
      help_protection: "Good",
      in_care: "Good",
    });
    expect(found[2]).toMatchObject({ framework: "visit", judgements: {}, theme: "Front door" });
  });

  it("tells a re-inspection from a first, and keeps what was not judged as the words say", async () => {
    const found = (await read(sif())).inspections;
    expect(found.map(({ type, startedOn }) => [type, startedOn])).toEqual([
      ["full", "2013-11-19"],
      ["re-inspection", "2016-06-01"],
      ["full", "2015-07-06"],
    ]);
    expect(found[1]?.judgements["adoption"]).toBe("Not judged");
  });

  it("takes no grade from words that stand for none", async () => {
    const [, second] = (await read(latest())).inspections;
    expect(second).toMatchObject({
      startedOn: null,
      type: "kind not said",
      judgements: { leaders: "good", help_protection: "good", in_care: "good" },
    });
  });

  it("refuses a link that is no web address, by leaving it out", async () => {
    const bad = csv(
      "latest.csv",
      "overall_effectiveness_grade,inspection_framework,inspection_start_date,publication_date,dfe_code,inspection_link",
      "good,short,2024-06-05,2024-07-15,301,javascript:alert(1)",
    );
    expect((await read(bad)).inspections[0]?.link).toBeNull();
  });
});
