import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fileOf, PAGE, standardsPage } from "../scripts/standards.ts";
import { INVARIANTS } from "../src/features/safety-net/invariants.ts";
import { RULES } from "../src/rules.ts";

describe("the page from law to code", () => {
  test("says what the rules say; if not: node scripts/node.mjs scripts/standards.ts", () => {
    expect(readFileSync(PAGE, "utf8")).toBe(standardsPage());
  });

  test("has a row for each rule, and each rule is in the file it names", () => {
    const page = standardsPage();
    for (const rule of RULES) {
      expect(page).toContain(`| ${rule.id} |`);
      expect(existsSync(new URL(`../${fileOf(rule)}`, import.meta.url))).toBe(true);
    }
  });

  test("has all forty-five invariants once, in order, each decided or said to be unknown", () => {
    const ids = [...standardsPage().matchAll(/^\| (INV-\d\d) \|/gm)].map((found) => found[1]);
    expect(ids).toEqual(INVARIANTS.map((invariant) => invariant.id));
    expect(ids).toEqual(Array.from({ length: 45 }, (_, i) => `INV-${String(i + 1).padStart(2, "0")}`));
  });

  test("every rule names its source", () => {
    expect(RULES.filter((rule) => rule.source.trim() === "")).toEqual([]);
  });
});
