import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { assemble, type Benchmark } from "../../src/features/published/benchmark.ts";
import { knownMeasure, type PublishedMeasure } from "../../src/features/published/catalogue.ts";
import { compare, spreadOf } from "../../src/features/published/compare.ts";
import type { PublishedContent } from "../../src/features/published/formats/content.ts";
import { recognise } from "../../src/features/published/formats/recognise.ts";
import { type Inspection, mergeInspections, movesOf } from "../../src/features/published/inspections.ts";
import { areasFrom, figuresFrom, inspectionsFrom } from "../../src/features/published/testing/held.ts";
import { bytesFromFile } from "../../src/platform/files/bytes.ts";

const folder = join(
  resolve(import.meta.dirname, "../..", process.env["KITH_SAMPLES"] ?? "../shared/data"),
  "england",
);

if (!existsSync(folder))
  it("finds no published figures at hand, so has nothing to read", () =>
    expect(existsSync(folder)).toBe(false));
else
  describe("the published figures of England", () => {
    const read = new Map<string, { readonly file: string; readonly content: PublishedContent }[]>();
    const contents = (): PublishedContent[] => [...read.values()].flat().map(({ content }) => content);
    const of = (kind: string): PublishedContent[] => (read.get(kind) ?? []).map(({ content }) => content);
    const measure = (id: string): PublishedMeasure => {
      const found = knownMeasure(id);
      if (found === undefined) throw new Error(`no measure ${id}`);
      return found;
    };
    /** A measure of the interactive tool, as much of it as a value needs. */
    const lait = (id: string, unit: PublishedMeasure["unit"]): PublishedMeasure => ({
      ...measure("c1.rereferrals"),
      id,
      unit,
    });
    const seen = (wanted: PublishedMeasure, from: string, period?: string): Benchmark => {
      const areas = areasFrom(contents());
      const neighbours = of("neighbours")
        .at(-1)
        ?.neighbours.filter(({ area, edition }) => area === from && edition === "2025");
      return assemble({
        figures: figuresFrom(contents()),
        measure: wanted,
        areas,
        own: areas.get(from),
        neighbours: { edition: "2025", codes: (neighbours ?? []).map(({ neighbour }) => neighbour) },
        period,
      });
    };
    const current = ({ authorities, areas }: Benchmark): Benchmark["authorities"] =>
      new Map([...authorities].filter(([code]) => areas.get(code)?.abolishedOn === null));
    const england = (id: string, period?: string): number | null | undefined =>
      seen(measure(id), "890", period).values.get("E92000001")?.value;

    beforeAll(async () => {
      const files = readdirSync(folder).filter((name) => name.endsWith(".csv"));
      for (const file of ["la_codes.csv", ...files.filter((name) => name !== "la_codes.csv")]) {
        const { format, sheet } = await recognise(bytesFromFile(join(folder, file)));
        const areas = [...areasFrom(contents()).values()];
        const content = format.read(sheet, {
          authorityOf: (ons) => areas.find(({ onsCodes }) => onsCodes.includes(ons))?.code,
        });
        read.set(format.kind, [...(read.get(format.kind) ?? []), { file, content }]);
      }
    });

    it("reads every one of the 28 files, each as the table it is", () => {
      expect([...read.values()].flat()).toHaveLength(28);
      expect(
        [...read].filter(([, files]) => files.length > 1).map(([kind, files]) => [kind, files.length]),
      ).toEqual([
        ["ofsted-ilacs", 2],
        ["neighbours", 2],
      ]);
    });

    it("knows 153 authorities, five that ended, and three that changed only their form", () => {
      const authorities = [...areasFrom(contents()).values()].filter(({ kind }) => kind === "authority");
      expect(authorities.filter(({ abolishedOn }) => abolishedOn === null)).toHaveLength(153);
      expect(
        authorities
          .filter(({ abolishedOn }) => abolishedOn !== null)
          .map(({ name, successors }) => [name, successors.length]),
      ).toEqual([
        ["Dorset", 1],
        ["Poole", 1],
        ["Bournemouth", 1],
        ["Cumbria", 2],
        ["Northamptonshire", 2],
      ]);
      expect(
        authorities
          .filter(({ onsCodes }) => onsCodes.includes("E10000002") && onsCodes.includes("E06000060"))
          .map(({ name }) => name),
      ).toEqual(["Buckinghamshire"]);
      expect(
        [...areasFrom(contents()).values()]
          .filter(({ kind }) => kind === "joint")
          .map(({ members }) => members),
      ).toEqual([
        ["940", "941"],
        ["314", "318"],
      ]);
    });

    it("has England's values as they are published", () => {
      expect(england("c1.referrals", "2025")).toBeCloseTo(519.4, 1);
      expect(england("c1.rereferrals", "2025")).toBe(22.6);
      expect(england("c1.no-further-action", "2025")).toBe(6.5);
      expect(england("b1.at-31-march", "2025")).toBeCloseTo(330.3, 1);
      expect(england("d5.at-31-march", "2025")).toBeCloseTo(40.6, 1);
      expect(england("cla.at-31-march", "2025")).toBe(67);
      expect(england("workforce.vacancy", "2025")).toBe(14.2);
      expect(england("workforce.caseload", "2025")).toBe(15.2);
      expect(england("c4.in-15-days", "2024")).toBeCloseTo((100 * 57580) / 72230, 6);
    });

    it("has England's range as it was measured: the 10th to the 90th centile of authorities", () => {
      // As measured: without the two areas whose court figures stand under a code that ended.
      const range = (wanted: PublishedMeasure): [string, string] => {
        const spread = spreadOf(current(seen(wanted, "890", "2025")).values());
        return [spread?.low.toFixed(1) ?? "", spread?.high.toFixed(1) ?? ""];
      };
      expect(range(lait("lait.ReReferral", "percent"))).toEqual(["15.1", "26.0"]);
      expect(range(lait("lait.CPP_Total_Rateper10_000", "rate"))).toEqual(["331.9", "729.1"]);
      expect(range(measure("cafcass.care-applications"))).toEqual(["5.0", "16.5"]);
      expect(range(measure("workforce.caseload"))).toEqual(["12.7", "18.1"]);
    });

    it("says that 52 authorities lie outside chance in care applications, and 10 after overdispersion", () => {
      const applications = measure("cafcass.care-applications");
      const comparison = compare(applications, current(seen(applications, "890", "2025")));
      expect(comparison?.units).toHaveLength(146);
      expect(comparison?.result.phi).toBeCloseTo(8.0, 1);
      expect(comparison?.result.tau2).toBeCloseTo(0.024, 3);
      expect([comparison?.outsideChance, comparison?.outside]).toEqual([52, 10]);
      // Dorset and Northamptonshire stand under codes that ended, with the children of those who followed.
      const all = seen(applications, "838", "2025");
      expect(all.comparison?.units).toHaveLength(148);
      expect([all.comparison?.outsideChance, all.comparison?.outside]).toEqual([52, 10]);
      expect(all.ownCode).toBe("835");
      expect(all.series.get("838")).toEqual([null, null, null, null, null, 12.7, 10.3, 11.1, 9.9, 9.3, 8.1]);
    });

    it("makes most published plan rates again from their counts and the population", () => {
      const figures = figuresFrom(contents());
      let same = 0;
      let all = 0;
      for (const [period, byArea] of figures.get("d1.at-31-march") ?? []) {
        const people = figures.get("population")?.get(String(Number(period) - 1));
        for (const [area, { value, numerator }] of byArea) {
          const children = people?.get(area)?.value ?? null;
          if (value === null || numerator === null || children === null) continue;
          all += 1;
          if (Math.abs((10_000 * numerator) / children - value) <= 0.0501) same += 1;
        }
      }
      expect(same / all).toBeGreaterThan(0.85);
    });

    it("tells the story of care applications: the measured series, and what was quoted before it", () => {
      const series = seen(measure("cafcass.care-applications"), "890").series.get("E92000001");
      expect(series).toEqual([9.7, 11, 12.3, 11.9, 11.3, 10.8, 10.5, 9.7, 9.6, 9.2, 9.1]);
      const quoted = figuresFrom(of("cafcass-quoted")).get("quoted.care_applications_per_10000");
      const said = (period: string, area: string) => quoted?.get(period)?.get(area)?.value;
      expect([said("2009", "882"), said("2014", "882")]).toEqual([3.1, 9.7]);
      expect([said("2009", "881"), said("2014", "881")]).toEqual([4.8, 4]);
      expect(quoted?.get("2014")?.get("882")?.saidBy).toContain("2014-08-14");
      expect(
        [...(quoted?.values() ?? [])]
          .flatMap((areas) => [...areas.values()])
          .every(({ saidBy }) => (saidBy ?? "") !== ""),
      ).toBe(true);
    });

    it("has 162 inspections under the one framework and 271 under the next, and how grades moved", () => {
      const own = (file: string): Inspection[] =>
        inspectionsFrom([
          ...of("authorities"),
          ...[...read.values()]
            .flat()
            .filter((one) => one.file.startsWith(file))
            .map(({ content }) => content),
        ]);
      const sif = own("ofsted_sif");
      const ilacs = own("ofsted_ilacs_history");
      expect([sif.length, ilacs.length]).toEqual([162, 271]);
      expect(sif.filter(({ startedOn }) => startedOn === null)).toEqual([]);
      expect(sif.filter(({ type }) => type === "re-inspection")).toHaveLength(15);
      const merged = [
        ...Map.groupBy(
          [...sif, ...ilacs.map((one) => ({ ...one, id: one.id + 1000 }))],
          ({ area }) => area,
        ).values(),
      ].flatMap(mergeInspections);
      expect(merged).toHaveLength(433);
      const moves = movesOf(merged);
      expect(moves.across).toEqual({ authorities: 147, up: 70, same: 50, down: 27 });
      expect(moves.within).toEqual({ authorities: 115, up: 46, same: 50, down: 19 });
    });

    it("reads one inspection once where three files tell of it", () => {
      const all = inspectionsFrom(contents());
      const merged = [...Map.groupBy(all, ({ area }) => area).values()].flatMap(mergeInspections);
      const graded = merged.filter(({ framework }) => framework !== "visit");
      // The latest list adds what came after March 2025, and nothing it shares with the inspectorate's own.
      expect(graded.filter(({ publishedOn }) => publishedOn <= "2025-03-31")).toHaveLength(
        162 +
          271 -
          all.filter(
            ({ framework, publishedOn, link }) =>
              framework === "ILACS" &&
              link === null &&
              publishedOn > "2025-03-31" &&
              publishedOn <= "2025-05-31",
          ).length /
            2,
      );
      expect(merged.filter(({ framework }) => framework === "visit")).toHaveLength(60);
    });
  });
