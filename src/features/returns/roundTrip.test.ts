import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { date } from "../../kernel/dates.ts";
import { generateAuthority } from "../../demo/authority.ts";
import { writeCensusXml } from "../../demo/census.ts";
import { bytesFromBuffer } from "../../platform/files/bytes.ts";
import {
  assessment,
  child,
  el,
  enquiry,
  episode,
  inNeedPlan,
  message,
  protectionPlan,
} from "../../returns/cin/fixtures.ts";
import { lost } from "../../returns/cin/make/testing.ts";
import { roundTrip, type Trip, unexplained } from "./testing.ts";

const YEARS = [2022, 2023, 2024, 2025, 2026, 2027];

const fileOf = (text: string) => bytesFromBuffer("cin.xml", new TextEncoder().encode(text));

const structureOf = (trip: Trip): string[] =>
  trip.report.issues.filter((issue) => issue.severity === "structure").map((issue) => issue.message);

describe("a census read and made again means the same", () => {
  it.each(YEARS)("of the invented authority, in %i, to the last value", async (year) => {
    for (const seed of [1, 2, 3]) {
      const authority = generateAuthority({
        seed,
        children: 150,
        today: date("2027-06-01"),
        notesPerChild: 0,
      });
      const trip = await roundTrip(fileOf([...writeCensusXml(authority, year)].join("")));
      expect(trip.before.size).toBeGreaterThan(10);
      expect([...trip.after.keys()]).toEqual([...trip.before.keys()].sort());
      for (const [id, before] of trip.before) {
        const after = trip.after.get(id);
        expect(after === undefined ? [id] : [...lost(before, after), ...lost(after, before)]).toEqual([]);
      }
      expect([...trip.entries.values()].flatMap((entry) => entry.notes)).toEqual([]);
      expect(structureOf(trip)).toEqual([]);
    }
  });

  it("whatever odd things a file says, but for what the import found or the making noted", async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...YEARS),
        fc.array(oddChild, { minLength: 1, maxLength: 4 }),
        async (year, children) => {
          const text = message(
            children.map((made, i) => made(year, `C${i}`)),
            { year, reference: `${year}-03-31` },
          );
          const trip = await roundTrip(fileOf(text));
          expect({ text: unexplained(trip).length > 0 ? text : "", left: unexplained(trip) }).toEqual({
            text: "",
            left: [],
          });
          // With no child in the year there is no return to speak of; a plan with no category has no code to stand for it.
          if (trip.after.size > 0)
            expect(structureOf(trip).filter((said) => !said.includes("CategoryOfAbuse"))).toEqual([]);
          told += trip.after.size;
        },
      ),
      { numRuns: 300 },
    );
    expect(told).toBeGreaterThan(300);
  });

  it("whichever way round its children stand, to the same bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(oddChild, { minLength: 2, maxLength: 4 }), async (children) => {
        const texts = children.map((made, i) => made(2026, `C${i}`));
        const xmlOf = async (list: string[]): Promise<string> =>
          (await roundTrip(fileOf(message(list, { year: 2026, reference: "2026-03-31" })))).xml;
        expect(await xmlOf(texts.toReversed())).toBe(await xmlOf(texts));
      }),
      { numRuns: 60 },
    );
  });
});

/** Days about a year's ends, with some that are missing or no days at all. */
const oddDay = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.tuple(fc.integer({ min: -420, max: 400 }), fc.constant("")).map(([days]) => dayFrom(days)),
  },
  { weight: 3, arbitrary: fc.constant((): string | null => null) },
  { weight: 1, arbitrary: fc.constantFrom("31/03/2025", "soon", "1799-01-01").map((said) => () => said) },
);

/** A day so many days from 1 April of the year. */
function dayFrom(days: number): (year: number) => string {
  return (year) =>
    Temporal.PlainDate.from(`${year - 1}-04-01`)
      .add({ days })
      .toString();
}

const codeOf = (...codes: (string | null)[]) => fc.constantFrom(...codes);
const flagOf = codeOf("true", "false", "1", "0", "TRUE", "maybe", null);
const listOf = (...codes: string[]) => fc.array(fc.constantFrom(...codes), { maxLength: 4 });

const oddAssessment = fc.tuple(oddDay, oddDay, listOf("3A", "3a", "18A", "24A", "21", "99Z")).map(
  ([start, end, factors]) =>
    (year: number) =>
      assessment(start(year), end(year), factors.length === 0 ? null : factors),
);
const oddEnquiry = fc.tuple(oddDay, oddDay, flagOf, oddDay).map(
  ([start, held, flag, target]) =>
    (year: number) =>
      enquiry(start(year), held(year), flag, target(year)),
);
const oddInNeed = fc.tuple(oddDay, oddDay).map(
  ([start, end]) =>
    (year: number) =>
      inNeedPlan(start(year), end(year)),
);
const oddPlan = fc
  .tuple(
    oddDay,
    oddDay,
    codeOf("NEG", "neg", "XXX", null),
    codeOf("EMO", null),
    codeOf("0", "2", "9999", "-1", null),
    fc.array(oddDay, { maxLength: 3 }),
  )
  .map(
    ([start, end, initial, latest, previous, reviews]) =>
      (year: number) =>
        protectionPlan({
          start: start(year),
          end: end(year),
          initial,
          latest,
          previous,
          reviews: reviews.length === 0 ? null : reviews.map((on) => on(year)),
        }),
  );
const oddPre = fc
  .tuple(oddDay, oddDay, codeOf("1", "0", "no idea", null), codeOf("A", "ABCDEFGHIJKL", null), oddDay)
  .map(
    ([start, letter, offered, outcome, decided]) =>
      (year: number) =>
        year < 2027
          ? ""
          : el(
              "PreProceedingsandFGDM",
              el("PPStartDate", start(year)),
              el("LBPSentDate", letter(year)),
              el("FGDMMeetingOffer", offered),
              el("StepDecisionDate", decided(year)),
              el("PPOutcome", outcome),
            ),
  );

const oddEpisode = fc
  .record({
    referral: oddDay,
    source: codeOf("1A", "5d", "ZZ", null),
    need: codeOf("N1", "n4", "N99", null),
    closure: oddDay,
    reason: codeOf("RC7", "rc1", "RC9", null),
    conference: oddDay,
    nfa: flagOf,
    assessments: fc.array(oddAssessment, { maxLength: 3 }),
    plans: fc.array(oddInNeed, { maxLength: 2 }),
    enquiries: fc.array(oddEnquiry, { maxLength: 3 }),
    protection: fc.array(oddPlan, { maxLength: 2 }),
    pre: fc.array(oddPre, { maxLength: 1 }),
  })
  .map((given) => (year: number): string => {
    const all = (list: readonly ((year: number) => string)[]): string[] => list.map((made) => made(year));
    return episode({
      ...given,
      referral: given.referral(year),
      closure: given.closure(year),
      conference: given.conference(year),
      assessments: all(given.assessments),
      plans: all(given.plans),
      enquiries: all(given.enquiries),
      protection: all(given.protection),
      pre: all(given.pre),
    });
  });

const oddChild = fc
  .record({
    upn: codeOf("A202130000001", "a20213000002b", "nonsense", "123", null),
    formerUpn: codeOf("A20213000002B", "x", null),
    upnUnknown: codeOf("UN1", "un7", "UN99", null),
    born: oddDay,
    expected: oddDay,
    sex: codeOf("M", "f", "U", "X", null),
    gender: codeOf("1", "9", null),
    died: oddDay,
    ethnicity: codeOf("WBRI", "abcd", "A&<B", null),
    disabilities: listOf("LD", "ld", "NONE", "AUT", "ZZZ"),
    episodes: fc.array(oddEpisode, { maxLength: 3 }),
  })
  .map(
    (given) =>
      (year: number, id: string): string =>
        child({
          ...given,
          id,
          ethnicity: given.ethnicity?.replace("&", "&amp;").replace("<", "&lt;") ?? null,
          disabilities: given.disabilities.length === 0 ? null : given.disabilities,
          born: given.born(year),
          expected: given.expected(year),
          died: given.died(year),
          episodes: given.episodes.map((made) => made(year)),
        }),
  );
