import { describe, expect, it } from "vitest";
import { date } from "../../kernel/dates.ts";
import { type ChildClaims, type Reading, type ReadOptions } from "../../kernel/record/claim.ts";
import { bytesFromBuffer } from "../../platform/files/bytes.ts";
import { TABLES } from "../../tables.ts";
import {
  assessment,
  bytes,
  child,
  enquiry,
  episode,
  inNeedPlan,
  message,
  protectionPlan,
  type HeaderGiven,
} from "./fixtures.ts";
import { readCinCensus } from "./import.ts";

const OPTIONS: ReadOptions = { today: date("2027-06-01") };

const open = (text: string): Promise<Reading> =>
  readCinCensus(bytesFromBuffer("cin.xml", bytes(text)), OPTIONS);

async function read(children: readonly string[], given: HeaderGiven = {}): Promise<ChildClaims[]> {
  return Array.fromAsync((await open(message(children, given))).children);
}

async function readOne(xml: string, given: HeaderGiven = {}): Promise<ChildClaims> {
  const [only, ...others] = await read([xml], given);
  expect(others).toEqual([]);
  if (only === undefined) throw new Error("no child was read");
  return only;
}

const rows = (claims: ChildClaims, table: string): unknown[] =>
  claims.claims.filter((c) => c.table === table).map((c) => [c.key, c.values]);
const codes = (claims: ChildClaims): string[] => claims.findings.map((f) => f.code);

const FULL = child({
  id: "C7",
  upn: "A202130000001",
  formerUpn: "a20213000002B",
  upnUnknown: null,
  born: "2012-09-09",
  disabilities: ["LD", "AUT"],
  episodes: [
    episode({
      referral: "2024-05-13",
      source: "6",
      need: "n4",
      closure: "2025-01-31",
      reason: "RC7",
      conference: "2024-06-20",
      assessments: [assessment("2024-05-14", "2024-07-01", ["4B", "3A"])],
      enquiries: [enquiry("2024-05-20", "2024-06-10", "0", "2024-06-11")],
      plans: [inNeedPlan("2024-10-02", "2025-01-31")],
      protection: [
        protectionPlan({
          start: "2024-06-10",
          end: "2024-10-01",
          previous: 2,
          reviews: ["2024-08-30", "2024-09-20"],
        }),
      ],
    }),
  ],
});

describe("a census child becomes claims", () => {
  it("is known by LAchildID, with its pupil numbers and birth date", async () => {
    const c = await readOne(FULL);
    expect(c.id).toEqual({ type: "local", value: "C7" });
    expect(c.identifiers).toEqual([
      { type: "upn", value: "A202130000001" },
      { type: "former-upn", value: "A20213000002B" },
    ]);
    expect(c.born).toBe("2012-09-09");
    expect(c.findings).toEqual([]);
  });

  it("says each thing once, under the day it began", async () => {
    const c = await readOne(FULL);
    expect(rows(c, "person_detail")).toEqual([
      [
        "",
        {
          birth_date: "2012-09-09",
          expected_birth_date: null,
          death_date: null,
          sex: "F",
          ethnicity: "WBRI",
          disabilities: ["AUT", "LD"],
          upn_unknown: null,
        },
      ],
    ]);
    expect(rows(c, "referral")).toEqual([
      [
        "2024-05-13",
        {
          received_on: "2024-05-13",
          source: "6",
          need: "N4",
          no_further_action: false,
          closed_on: "2025-01-31",
          close_reason: "RC7",
        },
      ],
    ]);
    expect(rows(c, "assessment")).toEqual([
      [
        "2024-05-14",
        {
          referral: "2024-05-13",
          started_on: "2024-05-14",
          review_on: null,
          authorised_on: "2024-07-01",
          factors: ["3A", "4B"],
        },
      ],
    ]);
    expect(rows(c, "section47")).toEqual([
      [
        "2024-05-20",
        {
          referral: "2024-05-13",
          started_on: "2024-05-20",
          conference_target: "2024-06-11",
          conference_on: "2024-06-10",
          conference_not_required: false,
        },
      ],
    ]);
    expect(rows(c, "protection_plan")).toEqual([
      [
        "2024-06-10",
        {
          referral: "2024-05-13",
          started_on: "2024-06-10",
          ended_on: "2024-10-01",
          initial_category: "NEG",
          latest_category: "NEG",
          previous_plans: 2,
        },
      ],
    ]);
    expect(rows(c, "plan_review")).toEqual([
      ["2024-08-30", { plan: "2024-06-10", held_on: "2024-08-30" }],
      ["2024-09-20", { plan: "2024-06-10", held_on: "2024-09-20" }],
    ]);
    expect(rows(c, "in_need_plan")).toEqual([
      ["2024-10-02", { referral: "2024-05-13", started_on: "2024-10-02", ended_on: "2025-01-31" }],
    ]);
    expect(rows(c, "conference")).toEqual([
      ["2024-06-20", { referral: "2024-05-13", held_on: "2024-06-20" }],
    ]);
  });

  it("uses only tables and columns there are", async () => {
    const c = await readOne(FULL);
    for (const claim of c.claims) {
      const table = TABLES.find((t) => t.name === claim.table);
      expect(Object.keys(table?.columns ?? {})).toEqual(expect.arrayContaining(Object.keys(claim.values)));
    }
  });

  it("numbers a second row of the same day, whichever comes first in the file", async () => {
    const a = assessment("2024-05-14", "2024-07-01");
    const b = assessment("2024-05-14");
    const keys = (c: ChildClaims): unknown => rows(c, "assessment");
    const one = await readOne(child({ episodes: [episode({ assessments: [a, b] })] }));
    const other = await readOne(child({ episodes: [episode({ assessments: [b, a] })] }));
    expect(keys(one)).toEqual(keys(other));
    expect((keys(one) as [string][]).map(([key]) => key)).toEqual(["2024-05-14", "2024-05-14#2"]);
  });

  it("takes a row that is there twice once, and says so", async () => {
    const a = assessment("2024-05-14");
    const c = await readOne(child({ episodes: [episode({ assessments: [a, a] })] }));
    expect(rows(c, "assessment")).toHaveLength(1);
    expect(codes(c)).toEqual(["row-duplicated"]);
  });

  it("names the plan a review was of, though two are of one day and one lies outside its referral's days", async () => {
    const c = await readOne(
      child({
        episodes: [
          episode({
            referral: "2024-05-01",
            closure: "2024-06-01",
            reason: "RC7",
            protection: [protectionPlan({ start: "2024-07-01", end: "2024-07-09", reviews: ["2024-07-08"] })],
          }),
          episode({
            referral: "2024-06-20",
            protection: [protectionPlan({ start: "2024-07-01", reviews: ["2024-07-08", "2024-09-09"] })],
          }),
        ],
      }),
    );
    const claimed = (table: string) => c.claims.filter((claim) => claim.table === table);
    const referralOf = new Map(claimed("protection_plan").map((x) => [x.key, x.values["referral"]]));
    expect(
      claimed("plan_review").map((x) => [x.values["held_on"], referralOf.get(String(x.values["plan"]))]),
    ).toEqual([
      ["2024-07-08", "2024-05-01"],
      ["2024-07-08", "2024-06-20"],
      ["2024-09-09", "2024-06-20"],
    ]);
    expect(c.findings).toEqual([]);
  });

  it("uses a code that is given twice once, and says so", async () => {
    const c = await readOne(child({ disabilities: ["LD", "LD"] }));
    expect((rows(c, "person_detail") as [string, object][])[0]?.[1]).toMatchObject({ disabilities: ["LD"] });
    expect(codes(c)).toEqual(["code-repeated"]);
  });

  it("names the right one of two referrals of a day in what belongs to them", async () => {
    const c = await readOne(
      child({
        episodes: [
          episode({ referral: "2024-05-01", source: "6", assessments: [assessment("2024-05-02")] }),
          episode({ referral: "2024-05-01", source: "1A", assessments: [assessment("2024-05-03")] }),
        ],
      }),
    );
    const source = new Map(
      c.claims.filter((x) => x.table === "referral").map((x) => [x.key, x.values["source"]]),
    );
    const byStart = c.claims
      .filter((x) => x.table === "assessment")
      .map((x) => [x.key, source.get(String(x.values["referral"]))]);
    expect(byStart).toEqual([
      ["2024-05-02", "6"],
      ["2024-05-03", "1A"],
    ]);
  });
});
