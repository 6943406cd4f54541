import { describe, expect, it } from "vitest";
import { bytesFromBuffer, type ByteSource } from "../../../platform/files/bytes.ts";
import {
  assessment,
  bytes,
  child,
  enquiry,
  episode,
  EVERYTHING,
  inNeedPlan,
  message,
  protectionPlan,
  type HeaderGiven,
} from "../fixtures.ts";
import { readCinHeader } from "../read.ts";
import { rulesetFor, type Ruleset } from "./ruleset.ts";
import { checkCin, checkWith } from "./run.ts";

const planned = episode({ protection: [protectionPlan()] });
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

  it("takes the year of the header where the reference date is in one without rules, and its period", async () => {
    for (const reference of ["2021-03-31", "2205-03-31"]) {
      const report = await checkCin(source(message([EVERYTHING("A")], { year: 2025, reference })));
      expect([report.ruleset, report.issues.map((i) => i.rule)]).toEqual(["2024-25", ["100"]]);
    }
  });

  it("takes the reference date before the year, where both have rules", async () => {
    const { ruleset } = await checkCin(
      source(message([EVERYTHING("A")], { year: 2023, reference: "2026-03-31" })),
    );
    expect(ruleset).toBe("2025-26");
  });

  it("points to the reference date and the year that do not go together, and to where a missing one belongs", async () => {
    const places = async (given: HeaderGiven): Promise<string[] | undefined> => {
      const { issues } = await checkCin(source(message([EVERYTHING("A")], given)));
      const said = issues.find((i) => i.rule === "100");
      expect([said?.scope, said?.child]).toEqual(["return", null]);
      return said?.locations.map(({ path, value }) => `${path.split("/").slice(2).join("/")} ${value}`);
    };
    expect(await places({ year: 2026 })).toEqual([
      "Header/CollectionDetails/ReferenceDate 2025-03-31",
      "Header/CollectionDetails/Year 2026",
    ]);
    expect(await places({ reference: null })).toEqual([
      "Header/CollectionDetails/ReferenceDate null",
      "Header/CollectionDetails/Year 2025",
    ]);
    expect(await places({ year: null })).toEqual(["Header/CollectionDetails/ReferenceDate 2025-03-31"]);
  });

  it("says of the whole return what is wrong with the whole", async () => {
    const { issues } = await checkCin(source(message([child({ sex: "U", episodes: [planned] })])));
    const whole = issues.filter((i) => ["2883", "2886Q", "2887Q", "2888Q"].includes(i.rule));
    expect(whole.map((i) => [i.rule, i.scope, i.child])).toEqual(
      ["2883", "2886Q", "2887Q", "2888Q"].map((rule) => [rule, "return", null]),
    );
  });

  it("has no reference date without a header", async () => {
    const text = message([EVERYTHING("A")]).replace(/<Header>[\s\S]*<\/Header>\n/, "");
    const issues = (await checkCin(source(text), 2025)).issues.map((i) => [i.rule, i.locations[0]?.path]);
    expect(issues).toEqual([
      ["100", undefined],
      ["element-missing", "/Message/Header"],
    ]);
    await expect(checkCin(source(text))).rejects.toThrow("no Header");
  });

  it("reads a header that comes after the children, and says that it is misplaced", async () => {
    const text = message([EVERYTHING("A")]);
    const [header = ""] = /<Header>[\s\S]*<\/Header>\n/.exec(text) ?? [];
    const moved = text.replace(header, "").replace("</Message>", `${header}</Message>`);
    const report = await checkCin(source(moved));
    expect([report.ruleset, report.issues.map((i) => i.rule)]).toEqual(["2024-25", ["element-misplaced"]]);
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

  it("compares values up to 200 characters, and names a child with no more", async () => {
    const twice = async (id: string): Promise<unknown[]> => {
      const upn = "C202130000001";
      const { issues } = await checkCin(source(message([child({ id, upn }), child({ id, upn })])));
      return issues.filter((i) => ["1520", "8510"].includes(i.rule)).map((i) => [i.rule, i.scope, i.child]);
    };
    const longest = "A".repeat(200);
    expect(await twice(longest)).toEqual([
      ["8510", "child", longest],
      ["1520", "child", longest],
      ["8510", "child", longest],
      ["1520", "child", longest],
    ]);
    expect(await twice(`${longest}B`)).toEqual([
      ["1520", "child", longest],
      ["1520", "child", longest],
    ]);
  });

  it("says that children without an LAchildID share a UPN", async () => {
    const one = child({ id: null, upn: "C202130000001" });
    const { issues } = await checkCin(source(message([one, one])));
    const found = issues.filter((i) => i.rule === "1520");
    expect(found.map((i) => [i.child, i.locations.map((l) => l.value)])).toEqual([
      [null, ["C202130000001"]],
      [null, ["C202130000001"]],
    ]);
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
    const file = source(message(two));
    const report = await checkWith(file, { ...rules, childRules, returnRules }, await readCinHeader(file));
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
