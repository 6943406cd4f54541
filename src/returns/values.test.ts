import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromDay } from "../kernel/dates.ts";
import {
  DISABILITY,
  ETHNICITY,
  LEGAL_STATUS,
  NEED,
  PLACEMENT_TYPE,
  PROVIDER,
  REFERRAL_SOURCE,
  SEX,
} from "./codeWords.ts";
import { readCode, readCount, readDay, readFlag, serialDay, withoutLetter } from "./values.ts";

describe("days as people write them", () => {
  it("reads British, ISO, named-month and day-count forms as one day", () => {
    for (const written of [
      "05/03/2021",
      "5/3/2021",
      "05-03-2021",
      "05.03.2021",
      "2021-03-05",
      "2021-03-05T00:00:00.000Z",
      "2021-03-05 00:00:00.000",
      "05/03/2021 13:45",
      "5 March 2021",
      "05-Mar-2021",
      "5th Mar 2021",
      "20210305",
      44_260,
      "44260",
      20_210_305,
    ])
      expect(readDay(written)).toBe("2021-03-05");
  });

  it("counts from 1904 when the workbook does", () => {
    expect(readDay(42_798, true)).toBe("2021-03-05");
    expect(serialDay(1, false)).toBe("1900-01-01");
    expect(serialDay(0, false)).toBeUndefined();
    expect(serialDay(1, true)).toBe("1904-01-02");
  });

  it("takes the ways of saying nothing as empty", () => {
    for (const nothing of [null, "", "  ", "-", "N/A", "n/a", "NULL", "Not recorded", "none"])
      expect(readDay(nothing)).toBeNull();
  });

  it("refuses what is no day, and years of two figures, which could be either century", () => {
    for (const odd of [
      "31/02/2021",
      "13/13/2021",
      "05/03/21",
      "soon",
      "2021",
      true,
      -5,
      Number.NaN,
      1e12,
      "99999999",
    ])
      expect(readDay(odd)).toBeUndefined();
  });

  it("reads back every day it could be given", () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_500, max: 60_000 }), (n) => {
        const day = fromDay(n);
        const [year, month, date] = day.split("-");
        expect(readDay(`${date}/${month}/${year}`)).toBe(day);
        expect(readDay(`${day}T00:00:00`)).toBe(day);
        if (n > -25_500 + 61) expect(serialDay(n + 25_569, false)).toBe(day);
      }),
    );
  });
});

describe("yes, no, numbers and codes", () => {
  it("reads yes and no with or without the template's letter", () => {
    for (const yes of ["a) Yes", "Y", "yes", "1", "true", "TRUE", 1, true, "Yes - seen alone"])
      expect(readFlag(yes)).toBe(true);
    for (const no of ["b) No", "N", "no", "0", "false", 0, false]) expect(readFlag(no)).toBe(false);
    for (const nothing of [null, "", "N/A", "c) Not recorded"]) expect(readFlag(nothing)).toBeNull();
    expect(readFlag("perhaps")).toBeUndefined();
  });

  it("reads whole numbers", () => {
    expect(readCount("3")).toBe(3);
    expect(readCount("3.0")).toBe(3);
    expect(readCount(-1)).toBeUndefined();
    expect(readCount("many")).toBeUndefined();
  });

  it("finds a code given as itself, with its letter, with its name, or by its name alone", () => {
    const code = (raw: string, set: typeof SEX): string | undefined => readCode(raw, set)?.code;
    expect(code("a) WBRI", ETHNICITY)).toBe("WBRI");
    expect(code("White British", ETHNICITY)).toBe("WBRI");
    expect(code("wbri", ETHNICITY)).toBe("WBRI");
    expect(code("White British (WBRI)", ETHNICITY)).toBe("WBRI");
    expect(code("b) Female", SEX)).toBe("F");
    expect(code("q) 6: Police", REFERRAL_SOURCE)).toBe("6");
    expect(code("j) 3D: Health services", REFERRAL_SOURCE)).toBe("3D");
    expect(code("N1 - Abuse or Neglect", NEED)).toBe("N1");
    expect(code("C2: FCO", LEGAL_STATUS)).toBe("C2");
    expect(code("f) U6: Foster placement - not FFA", PLACEMENT_TYPE)).toBe("U6");
    expect(code("b) PR1 - Own provision", PROVIDER)).toBe("PR1");
  });

  it("takes a code or name that elsewhere says nothing as an answer where the set has it", () => {
    expect(readCode("NONE", DISABILITY)).toEqual({ code: "NONE", known: true });
    expect(readCode("Unknown", SEX)).toEqual({ code: "U", known: true });
    expect(readCode("unknown", NEED)).toBeNull();
    expect(readCode("-", SEX)).toBeNull();
  });

  it("keeps a code it does not know as given, and says so", () => {
    expect(readCode("zz9", NEED)).toEqual({ code: "ZZ9", known: false });
    expect(readCode("F3: Full time", NEED)).toEqual({ code: "F3", known: false });
    expect(readCode("Something the family said", NEED)).toEqual({
      code: "Something the family said",
      known: false,
    });
  });

  it("takes off a template's letter and nothing else", () => {
    expect(withoutLetter("b) Former relevant")).toBe("Former relevant");
    expect(withoutLetter("Bedford (area)")).toBe("Bedford (area)");
  });

  it("answers for anything at all without failing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.boolean()), (raw) => {
        readDay(raw);
        readFlag(raw);
        readCount(raw);
        readCode(raw, NEED);
      }),
    );
  });
});
