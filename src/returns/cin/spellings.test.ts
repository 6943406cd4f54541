import { describe, expect, it } from "vitest";
import { date } from "../../kernel/dates.ts";
import { type ChildClaims, type Reading, type ReadOptions } from "../../kernel/record/claim.ts";
import { bytesFromBuffer } from "../../platform/files/bytes.ts";

import { bytes, child, el, episode, inNeedPlan, message, type HeaderGiven } from "./fixtures.ts";
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

describe("the ways systems write the census", () => {
  const reviewsOf = async (inner: string): Promise<unknown[]> => {
    const plan = el(
      "ChildProtectionPlans",
      el("CPPstartDate", "2024-06-10"),
      el("InitialCategoryOfAbuse", "NEG"),
      el("LatestCategoryOfAbuse", "NEG"),
      el("NumberOfPreviousCPP", 0),
      inner,
    );
    return rows(await readOne(child({ episodes: [episode({ protection: [plan] })] })), "plan_review");
  };

  it("takes one Reviews with many dates, many Reviews, or dates without a group", async () => {
    const a = el("CPPreviewDate", "2024-08-30");
    const b = el("CPPreviewDate", "2025-01-10");
    const one = await reviewsOf(el("Reviews", a, b));
    expect(one).toHaveLength(2);
    expect(await reviewsOf(el("Reviews", a) + el("Reviews", b))).toEqual(one);
    expect(await reviewsOf(a + b)).toEqual(one);
  });

  it("takes CINPlanDates in any capitals, and many plans in one group", async () => {
    const pair = (from: string, to: string): string =>
      el("CINPlanStartDate", from) + el("CINPlanEndDate", to);
    const plans = async (inner: string): Promise<unknown[]> =>
      rows(await readOne(child({ episodes: [episode({ plans: [inner] })] })), "in_need_plan");
    const groups = inNeedPlan("2024-06-01", "2024-07-01") + inNeedPlan("2024-08-01", "2024-09-01");
    const expected = await plans(groups);
    expect(expected).toHaveLength(2);
    expect(await plans(groups.replaceAll("CINPlanDates", "CINplanDates"))).toEqual(expected);
    expect(
      await plans(el("CINPlanDates", pair("2024-06-01", "2024-07-01"), pair("2024-08-01", "2024-09-01"))),
    ).toEqual(expected);
  });

  it("takes many Disabilities groups as one", async () => {
    const two = child({ disabilities: ["LD"] }).replace(
      "</ChildCharacteristics>",
      "<Disabilities><Disability>AUT</Disability></Disabilities></ChildCharacteristics>",
    );
    expect((await readOne(two)).claims[0]?.values["disabilities"]).toEqual(["AUT", "LD"]);
  });

  it("reads gender until 2023-24 and sex from 2024-25, and either when the file gives the other", async () => {
    const before = await readOne(child({ gender: "2" }), { year: 2024, reference: "2024-03-31" });
    expect(before.claims[0]?.values).toMatchObject({ gender: "2" });
    expect(before.claims[0]?.values).not.toHaveProperty("sex");
    const after = await readOne(child({ sex: "M" }));
    expect(after.claims[0]?.values).not.toHaveProperty("gender");
    expect((await readOne(child({ gender: "1", sex: null }))).claims[0]?.values).toMatchObject({
      gender: "1",
      sex: null,
    });
  });

  it("reads yes and no as true, false, 1, 0 or capitals", async () => {
    const nfa = async (value: string): Promise<unknown> =>
      (await readOne(child({ episodes: [episode({ nfa: value })] }))).claims.find(
        (c) => c.table === "referral",
      )?.values["no_further_action"];
    expect([await nfa("true"), await nfa("1"), await nfa("TRUE")]).toEqual([true, true, true]);
    expect([await nfa("false"), await nfa("0"), await nfa("False")]).toEqual([false, false, false]);
    expect(await nfa("maybe")).toBeNull();
  });

  it("reads the pre-proceedings group of 2026-27, known by its earliest step", async () => {
    const pre = (start: string | null): string =>
      el(
        "PreProceedingsandFGDM",
        el("PPStartDate", start),
        el("LBPSentDate", "2026-09-20"),
        el("FGDMMeetingOffer", 1),
        el("FGDMMeetingFac", 0),
        el("InitialPPMeetingDate", "2026-09-28"),
        el("ReviewMeetingsCount", 3),
        el("StepDecisionDate", "2026-12-01"),
        el("PPOutcome", "A"),
        el("CourtAppDate", "2026-12-18"),
        el("LetterInitCPDate", "2027-02-05"),
      );
    const of = (start: string | null): Promise<ChildClaims> =>
      readOne(child({ episodes: [episode({ referral: "2026-05-01", pre: [pre(start)] })] }), {
        year: 2027,
        reference: "2027-03-31",
      });
    expect(rows(await of("2026-09-09"), "pre_proceedings")).toEqual([
      [
        "2026-09-09",
        {
          referral: "2026-05-01",
          started_on: "2026-09-09",
          letter_on: "2026-09-20",
          meeting_offered: true,
          meeting_held: false,
          first_meeting_on: "2026-09-28",
          review_meetings: 3,
          decided_on: "2026-12-01",
          outcome: "A",
          application_on: "2026-12-18",
          initial_letter_on: "2027-02-05",
        },
      ],
    ]);
    expect((rows(await of(null), "pre_proceedings") as [string][])[0]?.[0]).toBe("2026-09-20");
  });
});
