import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnreadableFile } from "../../../kernel/record/claim.ts";
import { bytesFromBuffer, type ByteSource } from "../../../platform/files/bytes.ts";
import { assessment, bytes, child, enquiry, episode, EVERYTHING, inNeedPlan, message } from "../fixtures.ts";
import { rulesetFor, type Ruleset } from "./ruleset.ts";
import { checkCin, checkWith } from "./run.ts";

const source = (text: string): ByteSource => bytesFromBuffer("cin.xml", bytes(text));
const rulesOf2025 = (): Ruleset => {
  const found = rulesetFor(2025);
  if (found === undefined) throw new Error("no rules");
  return found;
};

describe("checking a return", () => {
  it("takes the rules of the year in the header, unless others are named", async () => {
    const file = source(message([EVERYTHING("A")], { year: 2026, reference: "2026-03-31" }));
    expect((await checkCin(file)).ruleset).toBe("2025-26");
    expect((await checkCin(file, 2024)).ruleset).toBe("2023-24");
  });

  it("covers the year to the reference date, whatever rules are named", async () => {
    const file = source(message([child({ died: "2025-05-01" })], { year: 2026, reference: "2026-03-31" }));
    expect((await checkCin(file, 2025)).issues.map((i) => i.rule)).not.toContain("8545Q");
  });

  it("refuses a year without rules, and a file that names no year", async () => {
    await expect(
      checkCin(source(message([child()], { year: 2022, reference: "2022-03-31" }))),
    ).rejects.toThrow("--rules");
    await expect(checkCin(source(message([child()], { year: null, reference: null })))).rejects.toThrow(
      "--rules",
    );
  });

  it("counts the children and says each issue with rule, severity, scope, child, path, line and value", async () => {
    const text = message([
      EVERYTHING("A"),
      EVERYTHING("B").replace("WBRI", "XX").replaceAll("C202130000001", "R202130000002"),
    ]);
    const report = await checkCin(source(text));
    expect(report.children).toBe(2);
    expect(report.issues).toEqual([
      {
        rule: "4220",
        severity: "error",
        scope: "child",
        child: "B",
        message: "The child's ethnicity is missing or is not one of the codes.",
        locations: [
          {
            path: "/Message/Children/Child[2]/ChildCharacteristics/Ethnicity",
            line: text.split("\n").findIndex((line) => line.includes(">XX<")) + 1,
            value: "XX",
          },
        ],
      },
    ]);
  });

  it("says of two children that share a UPN that each does", async () => {
    const report = await checkCin(source(message([EVERYTHING("A"), EVERYTHING("B"), EVERYTHING("C")])));
    expect(report.issues.map((i) => [i.rule, i.child, i.locations[0]?.path])).toEqual(
      ["A", "B", "C"].map((id, i) => ["1520", id, `/Message/Children/Child[${i + 1}]/ChildIdentifiers/UPN`]),
    );
  });

  it("reports a rule that goes wrong as not run, and runs the others", async () => {
    const rules = rulesOf2025();
    const childRules = rules.childRules.map((rule) =>
      rule.id === "8925"
        ? {
            ...rule,
            check: () => {
              throw new Error("a mistake in the rule");
            },
          }
        : rule,
    );
    const returnRules = rules.returnRules.map((rule) =>
      rule.id === "2883"
        ? {
            ...rule,
            watch: () => ({
              child: () => {
                throw new Error("a mistake in the rule");
              },
            }),
          }
        : rule,
    );
    const two = [
      EVERYTHING("A"),
      EVERYTHING("B").replace("WBRI", "XX").replaceAll("C202130000001", "R202130000002"),
    ];
    const report = await checkWith(source(message(two)), { ...rules, childRules, returnRules }, undefined);
    expect(report.issues.map((i) => [i.rule, i.child, i.message.startsWith("Not run: ")])).toEqual([
      ["2883", null, true],
      ["8925", "A", true],
      ["8925", "B", true],
      ["4220", "B", false],
    ]);
    expect(report.issues.every((i) => i.severity === "error")).toBe(true);
  });

  it("takes a child with thousands of overlapping parts in its stride", async () => {
    const many = Array.from({ length: 2_000 }, (_, i) => (i % 2 === 0 ? "2024-05-02" : "2024-05-03"));
    const xml = child({
      episodes: [
        episode({
          assessments: many.map((on) => assessment(on)),
          plans: many.map((on) => inNeedPlan(on)),
          enquiries: many.map((on) => enquiry(on, "2024-05-20")),
        }),
      ],
    });
    const report = await checkCin(source(message([xml])));
    const count = (rule: string): number => report.issues.filter((i) => i.rule === rule).length;
    expect([count("8863Q"), count("4014"), count("8890")]).toEqual([2_000, 2_000, 2_000]);
  });
});

describe("hostile and broken files", () => {
  const good = message(Array.from({ length: 12 }, (_, i) => EVERYTHING(`C${i}`)));

  /** What becomes of a file: it is refused in plain words, or checked. */
  async function outcome(data: Uint8Array): Promise<"refused" | "checked"> {
    try {
      await checkCin(bytesFromBuffer("cin.xml", data));
      return "checked";
    } catch (problem) {
      expect(problem).toBeInstanceOf(UnreadableFile);
      expect((problem as UnreadableFile).problem.message).toMatch(/^[A-Z].+\.$/s);
      return "refused";
    }
  }

  it("are refused when cut short, at every 1,000th byte", async () => {
    const data = bytes(good);
    for (let at = 0; at < data.length - 11; at += 1_000) {
      expect([at, await outcome(data.subarray(0, at))]).toEqual([at, "refused"]);
    }
    expect(await outcome(data)).toBe("checked");
  });

  it("make no rule go wrong, whatever a value says and whatever is missing", async () => {
    const values = fc.constantFrom(
      "",
      "0000-00-00",
      "1000-01-01",
      "9999-12-31",
      "2024-02-30",
      "NaN",
      "__proto__",
      "é",
      "-1",
      "2024-06-03",
    );
    const leaf = fc.integer({ min: 0, max: 60 });
    const one = message([EVERYTHING("A")]);
    const places = [...one.matchAll(/<(\w+)>([^<>\n]*)<\/\1>/g)];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(leaf, values), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (changes, drop) => {
          let text = one;
          for (const [i, value] of changes) {
            const [whole = "", name = ""] = places[i % places.length] ?? [];
            text = text.replace(whole, drop ? "" : `<${name}>${value}</${name}>`);
          }
          const report = await checkCin(bytesFromBuffer("cin.xml", bytes(text)), 2025);
          expect(report.issues.filter((issue) => issue.message.startsWith("Not run"))).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("are refused or checked, and nothing else, whatever bytes are put in them", async () => {
    const data = bytes(message([EVERYTHING("A")]));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(data.length),
        fc.nat(40),
        fc.uint8Array({ maxLength: 8 }),
        async (from, gap, put) => {
          const mutated = new Uint8Array([...data.subarray(0, from), ...put, ...data.subarray(from + gap)]);
          expect(["refused", "checked"]).toContain(await outcome(mutated));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("are refused with a DOCTYPE, an entity of their own, too many layers or a 10 MB attribute", async () => {
    const bomb = `<!DOCTYPE Message [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${good.slice(good.indexOf("<Message>"))}`;
    const layers = good.replace("<Children>", `<Children>${"<x>".repeat(5_000)}`);
    const attribute = good.replace("<Children>", `<Children a="${"y".repeat(10_000_000)}">`);
    for (const text of [bomb, good.replace("WBRI", "&nbsp;"), layers, attribute]) {
      expect(await outcome(bytes(text))).toBe("refused");
    }
  });

  it("are refused when their bytes are not in the encoding they name", async () => {
    const latin = Uint8Array.from(good.replace("invented", "inventé"), (c) => c.charCodeAt(0));
    expect(await outcome(latin)).toBe("refused");
    expect(await outcome(bytes(good.replace("utf-8", "utf-16")))).toBe("refused");
    expect(await outcome(bytes(good.replace("utf-8", "klingon")))).toBe("refused");
  });

  it("are refused when they are something else", async () => {
    for (const text of ["", "   ", "CHILD,SEX\n1,2\n", "<html></html>", "{}", "PK\u0003\u0004"]) {
      expect(await outcome(bytes(text))).toBe("refused");
    }
  });
});

describe("a return with more wrong than can be listed", () => {
  it("stops listing and says so, and still judges the return as a whole", async () => {
    const xml = (id: number): string =>
      child({
        id: `C${id}`,
        episodes: [episode({ assessments: Array.from({ length: 400 }, () => assessment("2024-05-02")) })],
      });
    const report = await checkCin(source(message(Array.from({ length: 200 }, (_, i) => xml(i)))));
    const rules = report.issues.filter((issue) => issue.scope === "return").map((issue) => issue.rule);
    expect(rules.sort()).toEqual(["2887Q", "2888Q", "too-many-issues"]);
    expect(report.issues.length).toBeLessThan(100_000);
    expect(report.children).toBe(200);
  });
});
