import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { date } from "../../src/kernel/dates.ts";
import type { ChildClaims, Reading } from "../../src/kernel/record/claim.ts";
import { bytesFromFile } from "../../src/platform/files/bytes.ts";
import { readCinCensus } from "../../src/returns/cin/import.ts";

const FOLDER = join(process.env["KITH_SAMPLES"] ?? "../shared/data", "cin");

async function read(name: string): Promise<{ reading: Reading; children: ChildClaims[] }> {
  const reading = await readCinCensus(bytesFromFile(join(FOLDER, name)), { today: date("2026-11-21") });
  return { reading, children: await Array.fromAsync(reading.children) };
}

const tally = (children: readonly ChildClaims[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const c of children) for (const f of c.findings) counts[f.code] = (counts[f.code] ?? 0) + 1;
  return counts;
};

if (!existsSync(FOLDER)) {
  it(`has nothing to read: there is no folder ${FOLDER}`, () => {});
} else {
  describe("published and invented census files", () => {
    it("reads 800 clean children with nothing to find fault with", async () => {
      const { reading, children } = await read("invented_800_clean_2025.xml");
      expect(children).toHaveLength(800);
      expect(tally(children)).toEqual({});
      expect(reading.fileFindings).toEqual([]);
      expect(reading.facts).toMatchObject({ asAt: "2025-03-31", authorityCode: "201" });
    });

    it("reads 800 faulty children, every one of them, with findings where the faults are", async () => {
      const { reading, children } = await read("invented_800_faulty_2026.xml");
      expect(children).toHaveLength(800);
      expect(reading.facts.title).toBe("Children in need census 2025-26");
      expect(tally(children)).toMatchObject({ "end-before-start": 3, "birth-date-impossible": 3 });
    });

    it("reads the files peers test with, whose year disagrees with their reference date", async () => {
      for (const name of ["CIN_Census_2024.xml", "CIN2rows.xml"]) {
        const { reading, children } = await read(name);
        expect(reading.facts.asAt).toBe("2024-03-31");
        expect(reading.fileFindings.map((f) => f.code)).toContain("year-disagrees");
        expect(children.length).toBeGreaterThan(0);
      }
    });

    it("reads the older files, with gender", async () => {
      for (const name of ["CIN_Census_2021.xml", "cin-2022.xml"]) {
        const { children } = await read(name);
        expect(children[0]?.claims[0]?.values).toMatchObject({ gender: "1" });
        expect(children[0]?.claims.map((c) => c.table)).toEqual(
          expect.arrayContaining([
            "referral",
            "assessment",
            "section47",
            "protection_plan",
            "plan_review",
            "in_need_plan",
          ]),
        );
      }
    });
  });
}
