import { describe, expect, it } from "vitest";
import { isCode, wordsFor, yearTitle } from "./codeSet.ts";
import { ASSESSMENT_FACTOR } from "./factors.ts";
import { CLOSURE_REASON, PRIMARY_NEED, REFERRAL_SOURCE } from "./inNeed.ts";

describe("code lists", () => {
  it("know from which year a code is valid", () => {
    expect([2022, 2023].map((year) => isCode(REFERRAL_SOURCE, year, "5D"))).toEqual([false, true]);
    expect([2022, 2023].map((year) => isCode(CLOSURE_REASON, year, "RC9"))).toEqual([false, true]);
    expect([2021, 2022].map((year) => isCode(ASSESSMENT_FACTOR, year, "24A"))).toEqual([false, true]);
    expect([2021, 2027].map((year) => isCode(ASSESSMENT_FACTOR, year, "18A"))).toEqual([true, true]);
  });

  it("hold every factor by person: the child, a parent or another", () => {
    for (const number of [1, 2, 3, 4, 5, 6]) {
      for (const letter of ["A", "B", "C"])
        expect(isCode(ASSESSMENT_FACTOR, 2025, `${number}${letter}`)).toBe(true);
    }
    expect(isCode(ASSESSMENT_FACTOR, 2025, "3D")).toBe(false);
    expect(isCode(ASSESSMENT_FACTOR, 2025, "8A")).toBe(false);
  });

  it("say what a code means", () => {
    expect(wordsFor(PRIMARY_NEED, "N4")).toBe("Family in acute stress");
    expect(wordsFor(PRIMARY_NEED, "N10")).toBeUndefined();
  });

  it("name a year by the March it ends in", () => {
    expect([2000, 2010, 2025].map(yearTitle)).toEqual(["1999-00", "2009-10", "2024-25"]);
  });
});
