import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { IsoDate } from "../../kernel/dates.ts";
import { assemble, type Benchmark, neighboursMiddle } from "./benchmark.ts";
import { quotedFigures, sayChange, storyLines, storySentence } from "./careStory.ts";
import { knownMeasure, type PublishedMeasure } from "./catalogue.ts";
import { compare, spreadOf } from "./compare.ts";
import { type Value, valuesIn } from "./figures.ts";
import type { PublishedContent } from "./formats/content.ts";
import { recognise } from "./formats/recognise.ts";
import { INDICATORS_WITH_FIGURES, publishedFor } from "./indicatorMap.ts";
import { gradeOf, mergeInspections, movesOf, strandsOf } from "./inspections.ts";
import {
  authorities,
  careApplications,
  ilacs,
  latest,
  neighbours,
  plain,
  population,
  quoted,
  referrals,
  sif,
  workforce,
} from "./testing/files.ts";
import { areasFrom, figuresFrom, inspectionsFrom } from "./testing/held.ts";

let contents: PublishedContent[] = [];
beforeAll(async () => {
  for (const file of [
    authorities(),
    population(),
    population((index) => 10_000 + index, 2014),
    referrals(2025, plain),
    workforce(),
    neighbours(),
    quoted(),
    careApplications(),
    sif(),
    ilacs(),
    latest(),
  ]) {
    const { format, sheet } = await recognise(file);
    const areas = [...areasFrom(contents).values()];
    contents = [
      ...contents,
      format.read(sheet, {
        authorityOf: (ons) => areas.find(({ onsCodes }) => onsCodes.includes(ons))?.code,
      }),
    ];
  }
});

const measure = (id: string): PublishedMeasure => {
  const found = knownMeasure(id);
  if (found === undefined) throw new Error(id);
  return found;
};
const seen = (id: string, from = "301"): Benchmark => {
  const areas = areasFrom(contents);
  return assemble({
    figures: figuresFrom(contents),
    measure: measure(id),
    areas,
    own: areas.get(from),
    neighbours: { edition: "2025", codes: ["302", "303", "304"] },
  });
};

describe("a measure seen from an authority", () => {
  it("works a rate out from its count and the middle of the year before", () => {
    const { values } = seen("c1.referrals");
    expect(values.get("E92000001")).toMatchObject({ value: 500, numerator: 50_000, denominator: 1_000_000 });
    expect(values.get("301")).toMatchObject({ value: 500, numerator: 1000, denominator: 20_000 });
  });

  it("works a count out from a printed rate", () => {
    expect(seen("cafcass.care-applications").values.get("301")).toMatchObject({
      value: 11,
      numerator: 22,
      denominator: 20_000,
    });
  });

  it("makes a funnel of a percentage with its counts, and none of figures without", () => {
    const { comparison, spread } = seen("c1.rereferrals");
    expect(comparison?.units).toHaveLength(12);
    expect(comparison?.together).toBeCloseTo(20);
    expect([comparison?.outside, comparison?.outsideChance]).toEqual([0, 0]);
    expect(spread).toMatchObject({ low: 20, high: 20, authorities: 12 });
    expect(compare(measure("workforce.absence"), seen("workforce.absence").authorities)).toBeNull();
  });

  it("stands under a return made with others where it made one", () => {
    const both = seen("workforce.caseload");
    expect(both.ownCode).toBe("301+302");
    expect(both.series.get("301")).toEqual([16]);
  });

  it("goes on under a code that ended, with the children of those who followed, and never before it ended", () => {
    const after = seen("cafcass.care-applications", "303");
    expect(after.ownCode).toBe("399");
    expect(after.values.get("399")).toMatchObject({ value: 9, denominator: 30_000 + 35_000 });
    expect(after.series.get("303")).toEqual([null, null, 9]);
  });

  it("takes the middle of neighbours only where there are enough to have one", () => {
    const { periods, series } = seen("c1.rereferrals");
    expect(
      neighboursMiddle({ periods, series, neighbours: { edition: "", codes: ["302", "303", "304"] } }),
    ).toEqual([20]);
    expect(neighboursMiddle({ periods, series, neighbours: { edition: "", codes: ["302", "303"] } })).toEqual(
      [null],
    );
  });

  it("says of a withheld figure that it is withheld, and never a number", () => {
    const values = valuesIn(
      new Map([
        [
          "c1.rereferrals",
          new Map([
            [
              "2025",
              new Map([
                [
                  "301",
                  {
                    value: null,
                    numerator: null,
                    denominator: 90,
                    status: "suppressed" as const,
                    saidBy: null,
                  },
                ],
              ]),
            ],
          ]),
        ],
      ]),
      measure("c1.rereferrals"),
      "2025",
    );
    expect(values.get("301")).toEqual({
      value: null,
      numerator: null,
      denominator: 90,
      status: "suppressed",
    });
  });
});

describe("the comparison", () => {
  const value = (numerator: number, denominator: number): Value => ({
    value: (100 * numerator) / denominator,
    numerator,
    denominator,
    status: "known",
  });

  it("never finds more outside after allowing for usual differences than before", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 400, max: 4000 })), {
          minLength: 12,
          maxLength: 60,
        }),
        (list) => {
          const found = compare(
            measure("c1.rereferrals"),
            new Map(list.map(([n, d], index) => [String(index), value(n, d)])),
          );
          if (found !== null) expect(found.outside).toBeLessThanOrEqual(found.outsideChance);
        },
      ),
    );
  });

  it("gives no range of fewer than ten authorities", () => {
    expect(spreadOf(Array.from({ length: 9 }, () => value(1, 10)))).toBeNull();
    expect(spreadOf(Array.from({ length: 10 }, (_, index) => value(index, 10)))).toMatchObject({
      low: 9,
      high: 81,
      authorities: 10,
    });
  });
});

describe("inspections", () => {
  const held = () => mergeInspections(inspectionsFrom(contents).filter(({ area }) => area === "301"));

  it("reads one inspection once, the inspectorate's own words kept and the report's link added", () => {
    expect(held().map(({ version, publishedOn }) => [version, publishedOn])).toEqual([
      ["SIF", "2014-02-11"],
      ["SIF", "2016-08-01"],
      ["ILACS to 2022", "2019-07-15"],
      ["ILACS Focused Visit", "2022-04-01"],
      ["ILACS from 2023", "2024-07-15"],
    ]);
    expect(held().at(-1)).toMatchObject({
      link: "https://reports.example/1",
      judgements: { leaders: "Outstanding", care_leavers: "Requires improvement to be good" },
    });
  });

  it("joins only lines that may be compared", () => {
    const strands = new Map(
      strandsOf(held()).map(({ name, lines }) => [
        name,
        lines.map(({ framework, judgements }) => [framework, judgements.map(({ grade }) => grade)]),
      ]),
    );
    expect(strands.get("Overall")).toEqual([
      ["SIF", [4, 3]],
      ["ILACS", [2, 2]],
    ]);
    expect(strands.get("Children in care")).toEqual([
      ["SIF", [3, 2]],
      ["ILACS to 2022, with care leavers", [2]],
      ["ILACS from 2023", [2]],
    ]);
    expect(strands.get("Care leavers")).toEqual([
      ["SIF", [4, 2]],
      ["ILACS from 2023", [3]],
    ]);
  });

  it("takes a grade however it is spelled, and none from other words", () => {
    expect(
      ["Outstanding", "good", "requires improvement", "Requires improvement to be good", "Inadequate"].map(
        gradeOf,
      ),
    ).toEqual([1, 2, 3, 3, 4]);
    expect(["Not judged", "", undefined].map(gradeOf)).toEqual([undefined, undefined, undefined]);
  });

  it("counts moves from the last under one framework to the first under the next", () => {
    const all = [...Map.groupBy(inspectionsFrom(contents), ({ area }) => area).values()].flatMap(
      mergeInspections,
    );
    expect(movesOf(all).across).toEqual({ authorities: 2, up: 1, same: 0, down: 1 });
    expect(movesOf(all).within).toEqual({ authorities: 1, up: 0, same: 1, down: 0 });
  });

  it("does not change by the order in which files were loaded", () => {
    const all = inspectionsFrom(contents).filter(({ area }) => area === "301");
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        expect(mergeInspections(order)).toEqual(mergeInspections(all));
      }),
    );
  });

  it("keeps apart two inspections of which one has no first day and was published another season", () => {
    const [one] = held();
    if (one === undefined) throw new Error("none");
    const later = { ...one, id: 99, startedOn: null, publishedOn: "2014-09-01" as IsoDate };
    expect(mergeInspections([one, later])).toHaveLength(2);
  });
});

describe("the story of care applications", () => {
  const lines = () => storyLines(figuresFrom(contents), areasFrom(contents), areasFrom(contents).get("301"));

  it("says what rose and what fell between the years quoted of", () => {
    expect(storySentence(lines().whole, "England")).toBe(
      "Between 2008-09 and 2013-14 applications in Alderbury rose threefold (3.0 to 9.3), while they fell in Birchham by 20% (5.0 to 4.0); England rose by 80% (5.0 to 9.0).",
    );
  });

  it("keeps what was quoted apart from what was measured", () => {
    const own = lines().whole.find(({ kind }) => kind === "own");
    expect(own?.quoted.map(({ year, value }) => [year, value])).toEqual([
      [2009, 3],
      [2014, 9.3],
    ]);
    expect(own?.measured.map(({ year }) => year)).toEqual([2015, 2016, 2025]);
  });

  it("lists every quoted figure with its source", () => {
    const list = quotedFigures(figuresFrom(contents), areasFrom(contents));
    expect(list).toHaveLength(7);
    expect(list[0]?.name).toBe("England");
    expect(list.every(({ source }) => source !== "")).toBe(true);
  });

  it("says changes in words", () => {
    expect([
      sayChange(3.1, 9.7),
      sayChange(11.2, 22.2),
      sayChange(4, 9),
      sayChange(5.9, 9.2),
      sayChange(4.8, 4),
      sayChange(4, 4),
      sayChange(0, 2),
    ]).toEqual([
      "rose threefold",
      "doubled",
      "more than doubled",
      "rose by 56%",
      "fell by 17%",
      "stayed as it was",
      "rose from nothing",
    ]);
  });
});

describe("the measures of an indicator", () => {
  it("are known, or of the interactive tool's list", () => {
    const ids = INDICATORS_WITH_FIGURES.flatMap(publishedFor);
    expect(ids.filter((id) => knownMeasure(id) === undefined && !/^lait\.[A-Za-z0-9_]+$/.test(id))).toEqual(
      [],
    );
    expect(publishedFor(1)).toEqual([]);
    expect(publishedFor(56)[0]).toBe("cafcass.care-applications");
  });
});
