import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { date, fromDay, toDay, type IsoDate } from "../../../kernel/dates.ts";
import { bytesFromBuffer, type ByteSource } from "../../../platform/files/bytes.ts";
import { checkCin, checkWith } from "../check/run.ts";
import { FIRST_RULES, rulesetFor } from "../check/ruleset.ts";
import { FIRST_YEAR, LAST_YEAR } from "../layout.ts";
import type { CensusChild, CensusEpisode, CensusHeader } from "./child.ts";
import { fitChild } from "./fit.ts";
import { lost, meaningsOf } from "./testing.ts";
import { censusXml, childXml } from "./write.ts";

const headerOf = (year: number): CensusHeader => ({
  year,
  authorityCode: "201",
  softwareCode: "Kith",
  release: "1.0",
  serial: "001",
  producedAt: `${year}-05-01T09:00:00`,
});

const EPISODE: CensusEpisode = {
  referral: date("2025-05-01"),
  source: "6",
  need: "N1",
  closure: null,
  closeReason: null,
  conference: null,
  nfa: false,
  assessments: [],
  inNeedPlans: [],
  enquiries: [],
  protectionPlans: [],
  preProceedings: [],
};

const CHILD: CensusChild = {
  localId: "C1",
  upn: null,
  formerUpn: null,
  upnUnknown: "UN2",
  born: date("2015-05-05"),
  expected: null,
  sex: "F",
  gender: null,
  died: null,
  ethnicity: "WBRI",
  disabilities: ["NONE"],
  episodes: [EPISODE],
};

const fileOf = async (year: number, children: readonly CensusChild[]): Promise<ByteSource> =>
  bytesFromBuffer(
    "made.xml",
    new TextEncoder().encode((await Array.fromAsync(censusXml(headerOf(year), children))).join("")),
  );

/** What the loader would refuse of a file. */
async function refusals(year: number, children: readonly CensusChild[]): Promise<string[]> {
  const ruleset = rulesetFor(Math.max(year, FIRST_RULES));
  if (ruleset === undefined) throw new Error("no rules");
  const report = await checkWith(await fileOf(year, children), { ...ruleset, year }, undefined);
  return report.issues.filter((issue) => issue.severity === "structure").map((issue) => issue.message);
}

describe("the file", () => {
  it("is one the check finds nothing wrong with, rule or structure, when the record is right", async () => {
    const report = await checkCin(await fileOf(2026, [CHILD]));
    // A return of one child has too few disabilities to be believed, which is right.
    expect(report.issues.map((issue) => issue.rule)).toEqual(["2887Q", "2888Q"]);
  });

  it("has each year's own spelling of sex, and its own groups", () => {
    const child = {
      ...CHILD,
      episodes: [
        {
          ...EPISODE,
          inNeedPlans: [{ start: date("2025-06-01"), end: null }],
          preProceedings: [
            {
              start: date("2025-07-01"),
              letter: null,
              offered: true,
              held: null,
              firstMeeting: null,
              reviewMeetings: 2,
              decided: null,
              outcome: null,
              application: null,
              initialLetter: null,
            },
          ],
        },
      ],
    };
    const xml = (year: number): string => childXml(fitChild(child, year).child, year);
    expect(xml(2024)).toContain("<GenderCurrent>2</GenderCurrent>");
    expect(xml(2024)).not.toContain("<Sex>");
    expect(xml(2025)).toContain("<Sex>F</Sex>");
    expect(xml(2021)).not.toContain("CINPlanDates");
    expect(xml(2022)).toContain("CINPlanDates");
    expect(xml(2026)).not.toContain("PreProceedings");
    expect(xml(2027)).toContain("<FGDMMeetingOffer>true</FGDMMeetingOffer>");
  });

  it("writes all reviews of a plan in one group, in order", () => {
    const plan = {
      start: date("2025-06-01"),
      end: null,
      initialCategory: "NEG",
      latestCategory: "NEG",
      previous: 0,
      reviews: [date("2025-12-01"), date("2025-08-01")],
    };
    const xml = childXml({ ...CHILD, episodes: [{ ...EPISODE, protectionPlans: [plan] }] }, 2026);
    expect(xml.match(/<Reviews>/g)).toHaveLength(1);
    expect(xml.indexOf("2025-08-01")).toBeLessThan(xml.indexOf("2025-12-01"));
  });

  it("says text as XML has it, and shows what XML has no way to say", () => {
    const xml = childXml({ ...CHILD, localId: "A&B<C>\u0001\ud800" }, 2026);
    expect(xml).toContain("<LAchildID>A&amp;B&lt;C&gt;\uFFFD\uFFFD</LAchildID>");
  });

  it("is the same whatever order what repeats was given in", () => {
    const parts = ["2025-06-01", "2025-06-01", "2025-09-01"].map((start, i) => ({
      start: date(start),
      review: null,
      authorised: i === 0 ? date("2025-07-01") : null,
      factors: ["3A"],
    }));
    const xml = (list: typeof parts): string =>
      childXml({ ...CHILD, episodes: [{ ...EPISODE, assessments: list }] }, 2026);
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: 3 }), (list) => {
        expect(xml(list)).toBe(xml(parts));
      }),
    );
  });
});

describe("what a year cannot hold", () => {
  it("is left out with a note: a factor before its year, a reason or a number that is none", () => {
    const assessment = {
      start: date("2020-06-01"),
      review: null,
      authorised: date("2020-07-01"),
      factors: ["24A", "3A"],
    };
    const child = {
      ...CHILD,
      upn: "A2021300000012345",
      upnUnknown: "UN9",
      episodes: [{ ...EPISODE, assessments: [assessment] }],
    };
    const { child: fitted, notes } = fitChild(child, 2021);
    expect(fitted).toMatchObject({ upn: null, upnUnknown: null });
    expect(fitted.episodes[0]?.assessments[0]?.factors).toEqual(["3A"]);
    expect(notes.map((note) => /^\w+/.exec(note)?.[0])).toEqual(["UPN", "UPNunknown", "AssessmentFactors"]);
    expect(fitChild(child, 2022).child.episodes[0]?.assessments[0]?.factors).toEqual(["24A", "3A"]);
  });

  it("does not take along what a rule would query: that is written as it is held", () => {
    const assessment = { start: date("2025-06-01"), review: null, authorised: null, factors: ["18A", "19A"] };
    const child = {
      ...CHILD,
      ethnicity: "ABCD",
      episodes: [{ ...EPISODE, need: "N99", assessments: [assessment] }],
    };
    const fitted = fitChild(child, 2026);
    expect(fitted.notes).toEqual([]);
    expect(childXml(fitted.child, 2026)).toMatch(/ABCD[\s\S]*N99[\s\S]*18A[\s\S]*19A/);
  });

  it("that nobody has said is written as the census says not known, with a note", () => {
    const enquiry = { start: date("2025-06-01"), target: null, conference: null, notRequired: null };
    const child = {
      ...CHILD,
      sex: null,
      ethnicity: null,
      episodes: [{ ...EPISODE, source: null, nfa: null, enquiries: [enquiry] }],
    };
    const { child: fitted, notes } = fitChild(child, 2026);
    expect(fitted).toMatchObject({
      sex: "U",
      ethnicity: "NOBT",
      episodes: [{ source: "10", nfa: false, enquiries: [{ notRequired: false }] }],
    });
    expect(notes).toEqual([
      "Sex: not recorded; written as U (not known)",
      "Ethnicity: not recorded; written as NOBT (not yet obtained)",
      "ReferralSource of 2025-05-01: not recorded; written as 10 (not known)",
      "ReferralNFA of 2025-05-01: not recorded; written as false (no decision to take no further action)",
      "ICPCnotRequired of the enquiry of 2025-06-01: not recorded; written as false (no decision that a conference was not needed)",
    ]);
  });
});

describe("whatever a record holds", () => {
  const FROM = toDay(date("2019-01-01"));
  const day: fc.Arbitrary<IsoDate> = fc.nat(3000).map((n) => fromDay(FROM + n));
  const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null, freq: 4 });
  const word = fc.constantFrom(
    "N1",
    "3A",
    "24A",
    "NEG",
    "UN1",
    "",
    " ",
    "a&b<c",
    "long enough to be refused",
    "A\u0000",
  );
  const episode = fc.record<CensusEpisode>({
    referral: day,
    source: maybe(word),
    need: maybe(word),
    closure: maybe(day),
    closeReason: maybe(word),
    conference: maybe(day),
    nfa: maybe(fc.boolean()),
    assessments: fc.array(
      fc.record({
        start: day,
        review: maybe(day),
        authorised: maybe(day),
        factors: fc.array(word, { maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
    inNeedPlans: fc.array(fc.record({ start: day, end: maybe(day) }), { maxLength: 2 }),
    enquiries: fc.array(
      fc.record({ start: day, target: maybe(day), conference: maybe(day), notRequired: maybe(fc.boolean()) }),
      { maxLength: 2 },
    ),
    protectionPlans: fc.array(
      fc.record({
        start: day,
        end: maybe(day),
        initialCategory: fc.constant("NEG"),
        latestCategory: maybe(word),
        previous: maybe(fc.nat(5000)),
        reviews: fc.array(day, { maxLength: 3 }),
      }),
      { maxLength: 2 },
    ),
    preProceedings: fc.array(
      fc.record({
        start: maybe(day),
        letter: maybe(day),
        offered: maybe(fc.boolean()),
        held: maybe(fc.boolean()),
        firstMeeting: maybe(day),
        reviewMeetings: maybe(fc.nat(5000)),
        decided: maybe(day),
        outcome: maybe(word),
        application: maybe(day),
        initialLetter: maybe(day),
      }),
      { maxLength: 2 },
    ),
  });
  const child = fc.record<CensusChild>({
    localId: fc.constantFrom("C1", "a&b", "0001"),
    upn: maybe(word),
    formerUpn: maybe(word),
    upnUnknown: maybe(word),
    born: maybe(day),
    expected: maybe(day),
    sex: maybe(word),
    gender: maybe(word),
    died: maybe(day),
    ethnicity: maybe(word),
    disabilities: fc.array(word, { maxLength: 3 }),
    episodes: fc.array(episode, { minLength: 1, maxLength: 3 }),
  });
  const year = fc.integer({ min: FIRST_YEAR, max: LAST_YEAR });

  it("the file has no fault of structure, in any year, and is read back as what was fitted", async () => {
    await fc.assert(
      fc.asyncProperty(child, year, async (given, of) => {
        const fitted = fitChild(given, of).child;
        expect(await refusals(of, [fitted])).toEqual([]);
        const read = [...(await meaningsOf(await fileOf(of, [fitted]), of)).values()];
        const [again] = read;
        if (again === undefined) throw new Error("no child");
        const shown = upper(
          JSON.parse(JSON.stringify(fitted).replaceAll(String.raw`\u0000`, "\uFFFD")) as CensusChild,
        );
        const held = {
          ...shown,
          episodes: shown.episodes.map((e) => ({
            ...e,
            inNeedPlans: of < 2022 ? [] : e.inNeedPlans,
            preProceedings: of < 2027 ? [] : e.preProceedings,
          })),
        };
        expect(lost(held, again)).toEqual([]);
        expect(lost(again, held)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("fitting it again changes nothing and has nothing to say", () => {
    fc.assert(
      fc.property(child, year, (given, of) => {
        const once = fitChild(given, of).child;
        expect(fitChild(once, of)).toEqual({ child: once, notes: [] });
      }),
    );
  });
});

/** Codes as a reader has them: in capitals, and trimmed. */
function upper(child: CensusChild): CensusChild {
  const text = JSON.stringify(child, (name, value: unknown) =>
    typeof value === "string" && name !== "localId" ? value.trim().toUpperCase() : value,
  );
  return JSON.parse(text) as CensusChild;
}
