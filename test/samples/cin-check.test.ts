import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { bytesFromFile } from "../../src/platform/files/bytes.ts";
import type { Report } from "../../src/returns/cin/check/issue.ts";
import { checkCin } from "../../src/returns/cin/check/run.ts";

const FOLDER = join(process.env["KITH_SAMPLES"] ?? "../shared/data", "cin");

const check = (name: string, year?: number): Promise<Report> =>
  checkCin(bytesFromFile(join(FOLDER, name)), year);

const truth = z.object({ faults: z.record(z.string(), z.array(z.string())) });

if (!existsSync(FOLDER)) {
  it(`has nothing to check: there is no folder ${FOLDER}`, () => {});
} else {
  describe("published and invented census files", () => {
    it("raises nothing on 800 clean children", async () => {
      const report = await check("invented_800_clean_2025.xml");
      expect([report.ruleset, report.children]).toEqual(["2024-25", 800]);
      expect(report.issues).toEqual([]);
    });

    it("finds every fault planted in 800 children, and blames no child without one", async () => {
      const report = await check("invented_800_faulty_2026.xml");
      const { faults } = truth.parse(
        JSON.parse(readFileSync(join(FOLDER, "invented_800_faulty_2026.truth.json"), "utf8")),
      );
      const found = new Set(report.issues.map((issue) => `${issue.child} ${issue.rule}`));
      const planted = Object.entries(faults).flatMap(([child, rules]) =>
        rules.map((rule) => `${child} ${rule}`),
      );
      expect(planted.filter((fault) => !found.has(fault))).toEqual([]);
      const innocent = report.issues.filter(
        (issue) => issue.child === null || !Object.hasOwn(faults, issue.child),
      );
      expect(innocent).toEqual([]);
    });

    it("reports the contradictions in the files peers test with", async () => {
      const rules = async (name: string, year?: number): Promise<Set<string>> =>
        new Set((await check(name, year)).issues.map((issue) => issue.rule));
      const found = await rules("CIN_Census_2024.xml", 2025);
      for (const rule of ["100", "1103", "1104", "1105", "2884", "4180", "8565", "8608", "text-misplaced"]) {
        expect([rule, found.has(rule)]).toEqual([rule, true]);
      }
      expect((await rules("cin-2022.xml", 2023)).has("1103")).toBe(true);
      expect((await rules("CIN2rows.xml")).has("8867")).toBe(true);
    });
  });
}
