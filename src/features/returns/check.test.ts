import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { date } from "../../kernel/dates.ts";
import {
  assessment,
  child,
  EVERYTHING,
  enquiry,
  episode,
  header,
  protectionPlan,
} from "../../returns/cin/fixtures.ts";
import { checkChildren, type Found, type Made, startAcross, startReturnCheck } from "./check.ts";

const YEAR = { year: 2025, from: date("2024-04-01"), to: date("2025-03-31") };

async function checkFor(period = YEAR) {
  const check = await startReturnCheck(period, header({ reference: period.to }));
  if (check === undefined) throw new Error("no rules");
  return check;
}

const made = (xml: string, personId = 1): Made => ({ personId, xml, madeOf: [], notes: [] });

async function issuesOf(xml: string): Promise<readonly Found[]> {
  const [one] = await checkChildren(await checkFor(), [made(xml)]);
  return one?.issues ?? [];
}

const UNAUTHORISED = (begun: string) =>
  child({ episodes: [episode({ referral: "2024-05-01", assessments: [assessment(begun, null, ["1A"])] })] });

describe("a check of some children", () => {
  it("finds nothing wrong with a child whose record keeps every rule", async () => {
    expect(await issuesOf(EVERYTHING("C1"))).toEqual([]);
  });

  it("says what is wrong in terms of the record: the thing, the column, what is missing", async () => {
    const [issue] = (await issuesOf(UNAUTHORISED("2024-06-03"))).filter((found) => found.rule === "8614");
    expect(issue).toMatchObject({
      personId: 1,
      severity: "error",
      fix: "missing",
      places: [
        {
          item: "AssessmentAuthorisationDate",
          value: null,
          anchor: { table: "assessment", on: "2024-06-03" },
          column: "assessment.authorised_on",
        },
        { item: "AssessmentFactors", value: "1A", column: "assessment.factors" },
      ],
    });
  });

  it("finds the same of a child whoever is checked with it", async () => {
    const kinds = [
      EVERYTHING,
      (id: string) => child({ id, ethnicity: "XXXX" }),
      (id: string) => child({ id, born: null }),
      (id: string) =>
        child({ id, episodes: [episode({ assessments: [assessment("2024-04-02", null, ["1A"])] })] }),
      (id: string) => child({ id, episodes: [episode({ protection: [protectionPlan({ previous: "x" })] })] }),
    ] as const;
    const check = await checkFor();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(kinds.length - 1), { minLength: 1, maxLength: 12 }),
        async (picked) => {
          const all = picked.map((kind, i) => made((kinds[kind] ?? EVERYTHING)(`C${i}`), i));
          const together = await checkChildren(check, all);
          for (const [i, one] of all.entries()) {
            const [alone] = await checkChildren(check, [one]);
            expect(alone).toEqual(together[i]);
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it("gives an issue the same key while the same thing is wrong, and other facts when a value changes", async () => {
    const young = (reason: string) =>
      child({ episodes: [episode({ referral: "2024-05-01", closure: "2024-06-01", reason })] });
    const find = async (xml: string) => (await issuesOf(xml)).find((found) => found.rule === "8825Q");
    const [first, again, other] = [
      await find(young("RC8")),
      await find(young("RC8")),
      await find(young("RC9")),
    ];
    expect(first).toBeDefined();
    expect(again).toEqual(first);
    expect(other?.key).toBe(first?.key);
    expect(other?.factsHash).not.toBe(first?.factsHash);
  });

  it("does not take an episode put before another for a change of the other", async () => {
    const late = episode({ referral: "2024-09-02", assessments: [assessment("2024-09-03", null, ["1A"])] });
    const early = episode({ referral: "2024-04-02", closure: "2024-08-01", reason: "RC7" });
    const of = async (...episodes: string[]) =>
      (await issuesOf(child({ episodes }))).find((found) => found.rule === "8614");
    const [before, after] = [await of(late), await of(early, late)];
    expect(after?.key).toBe(before?.key);
    expect(after?.factsHash).toBe(before?.factsHash);
  });

  it("counts what each child adds to the numbers", async () => {
    const [one] = await checkChildren(await checkFor(), [
      made(
        child({
          sex: "M",
          disabilities: ["AUT", "LD"],
          episodes: [
            episode({
              referral: "2024-05-01",
              source: "6",
              enquiries: [enquiry("2024-05-02", "2024-05-20")],
              assessments: [assessment("2024-05-03", "2024-06-20", ["3A", "16A"]), assessment("2025-03-01")],
              protection: [protectionPlan({ start: "2024-05-20", reviews: ["2024-08-12"] })],
            }),
            episode({ referral: "2024-01-05", closure: "2024-04-20", reason: "RC1" }),
          ],
        }),
      ),
    ]);
    expect(one?.items).toEqual({
      child: [""],
      "sex:M": [""],
      "ethnicity:WBRI": [""],
      "disability:AUT": [""],
      "disability:LD": [""],
      episode: ["2024-05-01", "2024-01-05"],
      "need:N1": ["2024-05-01", "2024-01-05"],
      referral: ["2024-05-01"],
      "source:6": ["2024-05-01"],
      open: ["2024-05-01"],
      assessment: ["2024-05-03"],
      "factor:3A": ["2024-05-03"],
      "factor:16A": ["2024-05-03"],
      "assessment.open": ["2025-03-01"],
      section47: ["2024-05-02"],
      conference: ["2024-05-20"],
      "plan.start": ["2024-05-20"],
      "first:NEG": ["2024-05-20"],
      "latest:NEG": ["2024-05-20"],
      "plan.open": ["2024-05-20"],
      review: ["2024-08-12"],
      closure: ["2024-01-05"],
      "closed:RC1": ["2024-01-05"],
    });
  });

  it("does not hold it against anybody that the year is not over", async () => {
    const across = startAcross(await checkFor({ ...YEAR, to: date("2024-11-20") }));
    expect(across.end().map((found) => found.rule)).not.toContain("100");
  });

  it("has no rules for a year nobody has published any for", async () => {
    expect(await startReturnCheck({ ...YEAR, year: 2040 }, header())).toBeUndefined();
  });
});

describe("a check of everybody", () => {
  it("finds one number given to two children, in whichever parts of the return they stand", async () => {
    const check = await checkFor();
    const across = startAcross(check);
    const upn = "C202130000001";
    await checkChildren(check, [made(child({ id: "A", upn }), 10), made(child({ id: "B" }), 11)], across);
    await checkChildren(check, [made(child({ id: "C", upn }), 12)], across);
    const twice = across.end().filter((found) => found.rule === "1520");
    expect(new Set(twice.map((found) => found.personId))).toEqual(new Set([10, 12]));
    expect(twice[0]).toMatchObject({ across: true, fix: "duplicate", places: [{ item: "UPN", value: upn }] });
  });

  it("finds what is odd about the whole, of nobody", async () => {
    const check = await checkFor();
    const across = startAcross(check);
    await checkChildren(check, [made(child({ id: "A" }))], across);
    const whole = across.end().find((found) => found.rule === "2888Q");
    expect(whole).toMatchObject({ personId: null, severity: "query", fix: "explain" });
  });
});
