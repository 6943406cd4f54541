import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filesFor, recogniseSsda903, SSDA903_FILES, whyNotSsda903 } from "./layout.ts";

describe("the files of the looked-after return", () => {
  it("are eleven from 2023-24 and twelve from 2026-27", () => {
    expect(filesFor(2017)).toHaveLength(10);
    expect(filesFor(2024)).toHaveLength(11);
    expect(filesFor(2026)).toHaveLength(11);
    expect(filesFor(2027)).toHaveLength(12);
  });

  it("are known by their columns, in any order and any case", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SSDA903_FILES).chain((f) =>
          fc.record({
            name: fc.constant(f.name),
            columns: fc.shuffledSubarray([...f.columns], { minLength: f.columns.length }),
            lower: fc.boolean(),
          }),
        ),
        ({ name, columns, lower }) => {
          const written = columns.map((c) => (lower ? ` ${c.toLowerCase()} ` : c));
          expect(recogniseSsda903(written)).toBe(name);
          expect(recogniseSsda903(["\uFEFF" + written[0], ...written.slice(1), "", ""])).toBe(name);
        },
      ),
    );
  });

  it("are not known with a column too few, too many or twice", () => {
    for (const { columns } of SSDA903_FILES) {
      expect(recogniseSsda903(columns.slice(1))).toBeNull();
      expect(recogniseSsda903([...columns, "EXTRA"])).toBeNull();
      expect(recogniseSsda903([...columns.slice(1), columns[1] ?? ""])).toBeNull();
    }
    expect(recogniseSsda903([])).toBeNull();
  });

  it("tell their year by columns of their own", () => {
    for (const file of SSDA903_FILES) expect(file.columns).toEqual(expect.arrayContaining([...file.tells]));
  });
});

describe("columns that are no file's", () => {
  it("are explained by what is missing and what is extra in the nearest file", () => {
    const why = whyNotSsda903(["CHILD", "DOB", "REVIEW", "REVIEWER"]);
    expect(why).toContain("reviews");
    expect(why).toContain("no REVIEW_CODE");
    expect(why).toContain("REVIEWER as well");
  });

  it("are explained by a wrong separator or a column given twice", () => {
    expect(whyNotSsda903(["CHILD;DOB;REVIEW;REVIEW_CODE"])).toContain("semicolons");
    expect(whyNotSsda903(["CHILD\tDOB\tREVIEW"])).toContain("tabs");
    expect(whyNotSsda903(["CHILD", "DOB", "DOB", "REVIEW"])).toContain("DOB is there twice");
    expect(whyNotSsda903(["A", "B"])).toContain("no SSDA903 file");
  });
});
