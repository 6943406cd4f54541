import { describe, expect, it } from "vitest";
import { parseSmall, yesAnswers } from "../json.ts";
import { SSD_OBJECTS } from "../layout.ts";
import { answersJson } from "./answers.ts";
import { csvCell, cut, headingLine, type LeftOut, objectOf, rowId, rowLine } from "./cells.ts";
import type { Around } from "./around.ts";
import { ssdFiles } from "./make.ts";
import { aroundOf } from "./testing.ts";

describe("a cell", () => {
  it("is quoted by RFC 4180 and otherwise as the record has it, a sign of a formula too", () => {
    expect(csvCell("plain")).toBe("plain");
    expect(csvCell('a, "b"')).toBe('"a, ""b"""');
    expect(csvCell("two\r\nlines")).toBe('"two\r\nlines"');
    expect(csvCell("=1+1")).toBe("=1+1");
  });

  it("too long for its column is cut without halving a letter, and counted", () => {
    const left: LeftOut = new Map();
    const line = rowLine({ object: "cin_episodes", cells: { cin_primary_need_code: "N1234" } }, left);
    expect(line).toContain("N12");
    expect(line).not.toContain("N123");
    expect([...left]).toEqual([
      ["text longer than cine_cin_primary_need_code may be was cut to 3 characters", 1],
    ]);
    expect(cut("ab\u{1F600}", 3)).toBe("ab");
    expect(cut("ab\u{1F600}", 4)).toBe("ab\u{1F600}");
  });
});

describe("a heading", () => {
  it("has the specification's columns in its order, with their letters before them", () => {
    expect(headingLine(objectOf("family"))).toBe("fami_table_id,fami_family_id,fami_person_id\r\n");
    expect(headingLine(objectOf("version_log"))).toMatch(/^version_number,release_date,/);
    expect(SSD_OBJECTS).toHaveLength(48);
  });
});

describe("the id of a row", () => {
  it("is the child's number and the row's key, in the order of the day's rows, and never too long", () => {
    expect(rowId("P1", "2025-05-12")).toBe("P1.2025-05-12");
    const days = ["2025-05-12", "2025-05-12#2", "2025-05-12#10"].map((key) => `${rowId("P1", key)}\n`);
    expect(days.toSorted()).toEqual(days);
    const long = rowId("P".repeat(60), "household-reference-".repeat(5));
    expect(long.length).toBeLessThanOrEqual(48);
    expect(rowId("P".repeat(60), "other")).not.toBe(rowId("P".repeat(61), "other"));
  });
});

describe("an outcome", () => {
  it("that is a list of answers is written as answers, and any other as a comment", () => {
    expect(answersJson("no further action, single assessment")).toBe(
      '{"OUTCOME_NO_FURTHER_ACTION_FLAG":"Y","OUTCOME_SINGLE_ASSESSMENT_FLAG":"Y"}',
    );
    expect(answersJson("No further action")).toBe('{"COMMENTS":"No further action"}');
    expect(answersJson(null)).toBeNull();
  });
  it("however long is JSON still", () => {
    const json = answersJson("Long. ".repeat(200)) ?? "";
    expect(parseSmall(json)).toBeDefined();
    expect(yesAnswers(json)?.length).toBeLessThanOrEqual(200);
  });
});

describe("a mother who is in the dataset under another number", () => {
  it("is named by that number, and nobody's address is told that is protected", () => {
    const around: Around = aroundOf([], [], new Map([["L2", "P-2"]]));
    const files = ssdFiles(
      [
        {
          id: { type: "local", value: "L1" },
          identifiers: [],
          born: null,
          claims: [
            { table: "relationship", key: "mother:L2", values: { kind: "mother", other: "L2" } },
            {
              table: "address",
              key: "a",
              values: { line: "1 Secret Lane", postcode: "AB1 2CD", protected: true },
            },
          ],
        },
      ],
      around,
    );
    expect(files.get("mother")).toContain("P-2,L1");
    expect(JSON.stringify([...files])).not.toMatch(/Secret Lane|AB1 2CD/);
    expect([...around.left.values()]).toEqual([1]);
  });
});
