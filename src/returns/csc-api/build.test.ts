import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { generateAuthority } from "../../demo/authority.ts";
import { addDays, date, type IsoDate } from "../../kernel/dates.ts";
import type { RowValues } from "../../kernel/record/table.ts";
import type { ReturnChild } from "../ssd/make/child.ts";
import { buildPayload, isInCohort } from "./build.ts";
import { changeFor } from "./change.ts";
import { windowStart } from "./cohort.ts";
import { childPayload } from "./payload.ts";

const TODAY = date("2026-11-21");
const row = (table: string, key: string, values: RowValues) => ({ table, key, values });
const childWith = (
  claims: ReturnChild["claims"],
  born: IsoDate | null = date("2014-05-02"),
  identifiers: ReturnChild["identifiers"] = [],
): ReturnChild => ({ id: { type: "local", value: "SYN1" }, identifiers, born, claims });
const built = (child: ReturnChild) => {
  const made = buildPayload(child, "SYN1", "1", TODAY);
  if (made === undefined) throw new Error("not built");
  return made;
};

describe("the window", () => {
  it("begins on 1 April two financial years back from the one today is in", () => {
    expect(windowStart(date("2026-11-21"))).toBe("2024-04-01");
    expect(windowStart(date("2026-03-31"))).toBe("2023-04-01");
    expect(windowStart(date("2026-04-01"))).toBe("2024-04-01");
  });
});

describe("the cohort", () => {
  const referral = (received_on: string, closed_on: string | null) =>
    row("referral", received_on, { received_on, closed_on });
  it("has a child whose episode touches the window, to the day", () => {
    expect(isInCohort(childWith([referral("2020-01-01", "2024-04-01")]), TODAY)).toBe(true);
    expect(isInCohort(childWith([referral("2020-01-01", "2024-03-31")]), TODAY)).toBe(false);
    expect(isInCohort(childWith([referral("2020-01-01", null)]), TODAY)).toBe(true);
    expect(isInCohort(childWith([referral("2026-11-22", null)]), TODAY)).toBe(false);
  });
  it("has a child of 25 to the last day, an unborn child, and one whose age nobody knows", () => {
    const open = [referral("2025-01-01", null)];
    expect(isInCohort(childWith(open, date("2000-11-22")), TODAY)).toBe(true);
    expect(isInCohort(childWith(open, date("2000-11-21")), TODAY)).toBe(false);
    expect(isInCohort(childWith(open, null), TODAY)).toBe(true);
  });
  it.each([
    ["in_need_plan", { started_on: "2025-01-01", ended_on: null }],
    ["protection_plan", { started_on: "2023-01-01", ended_on: "2024-06-01" }],
    ["placement", { started_on: "2023-01-01", ended_on: null }],
    ["care_leaver", { known_on: "2026-01-01" }],
  ])("has a child with %s in the window", (table, values) => {
    expect(isInCohort(childWith([row(table, "1", values)]), TODAY)).toBe(true);
  });
  it("has nobody for a contact, or for a care leaver last known before the window", () => {
    expect(isInCohort(childWith([row("contact", "2026-01-01", { received_on: "2026-01-01" })]), TODAY)).toBe(
      false,
    );
    expect(isInCohort(childWith([row("care_leaver", "", { known_on: "2024-03-31" })]), TODAY)).toBe(false);
  });
});

describe("a child's payload", () => {
  it("says what the record holds, in the department's words", () => {
    const { payload, notSent } = built(
      childWith(
        [
          row("person_detail", "", {
            forename: "Ann",
            surname: "Example",
            sex: "F",
            ethnicity: "WBRI",
            disabilities: ["LD", "AUT"],
            asylum_seeking: false,
          }),
          row("address", "a", { postcode: "AB1 2CD", from_on: "2020-01-01", to_on: null }),
          row("sdq", "2025-06-01", { on_date: "2025-06-01", score: 14 }),
          row("referral", "2025-05-12", { received_on: "2025-05-12", source: "6", no_further_action: false }),
          row("allocation", "SW12345.2025-05-12", {
            worker_ref: "SW12345",
            from_on: "2025-05-12",
            role: "holder",
          }),
          row("assessment", "2025-05-13", {
            referral: "2025-05-12",
            started_on: "2025-05-13",
            authorised_on: "2025-06-20",
            factors: ["3B", "16A"],
          }),
          row("section47", "2025-06-23", { started_on: "2025-06-23", conference_on: "2025-07-08" }),
          row("protection_plan", "2025-07-08", { started_on: "2025-07-08" }),
        ],
        date("2014-05-02"),
        [{ type: "upn", value: "H801200001001" }],
      ),
    );
    expect(notSent).toEqual([]);
    expect(payload).toEqual({
      la_child_id: "SYN1",
      mis_child_id: "1",
      child_details: {
        unique_pupil_number: "H801200001001",
        first_name: "Ann",
        surname: "Example",
        date_of_birth: "2014-05-02",
        sex: "F",
        ethnicity: "WBRI",
        disabilities: ["AUT", "LD"],
        postcode: "AB1 2CD",
        uasc_flag: false,
      },
      health_and_wellbeing: { sdq_assessments: [{ date: "2025-06-01", score: 14 }] },
      social_care_episodes: [
        {
          social_care_episode_id: "SYN1-2025-05-12",
          referral_date: "2025-05-12",
          referral_source: "6",
          referral_no_further_action_flag: false,
          care_worker_details: [{ worker_id: "SW12345", start_date: "2025-05-12" }],
          child_and_family_assessments: [
            {
              child_and_family_assessment_id: "SYN1-2025-05-13",
              start_date: "2025-05-13",
              authorisation_date: "2025-06-20",
              factors: ["16A", "3B"],
            },
          ],
          section_47_assessments: [
            {
              section_47_assessment_id: "SYN1-2025-06-23",
              start_date: "2025-06-23",
              icpc_required_flag: true,
              icpc_date: "2025-07-08",
            },
          ],
          child_protection_plans: [{ child_protection_plan_id: "SYN1-2025-07-08", start_date: "2025-07-08" }],
        },
      ],
    });
  });

  it("leaves out what the department would not take, one by one, and says so", () => {
    const { payload, notSent } = built(
      childWith([
        row("person_detail", "", { forename: "Ann", sex: "X", ethnicity: "Welsh", upn_unknown: "UN4" }),
        row("sdq", "2025-06-01", { on_date: "2025-06-01", score: 55 }),
        row("referral", "2025-05-12", { received_on: "2025-05-12", source: "Police" }),
        row("allocation", "W7.2025-05-12", { worker_ref: "W7", from_on: "2025-05-12" }),
      ]),
    );
    expect(payload.child_details).toEqual({
      first_name: "Ann",
      date_of_birth: "2014-05-02",
      unique_pupil_number_unknown_reason: "UN4",
    });
    expect(payload.health_and_wellbeing).toBeUndefined();
    expect(notSent.map(({ field }) => field).toSorted()).toEqual([
      "care_worker_details.worker_id",
      "child_details.ethnicity",
      "child_details.sex",
      "sdq_assessments.score",
      "social_care_episodes.referral_source",
    ]);
  });

  it("never says where a protected address is, nor an older one in its stead", () => {
    const { payload } = built(
      childWith([
        row("address", "1", { postcode: "AB1 2CD", from_on: "2020-01-01", to_on: null, protected: true }),
        row("address", "2", { postcode: "ZZ9 9ZZ", from_on: "2010-01-01", to_on: null }),
      ]),
    );
    expect(payload.child_details?.postcode).toBeUndefined();
  });

  it("puts work under the referral it names, else the one open on its day, else one without a date", () => {
    const { payload } = built(
      childWith([
        row("referral", "2024-01-01", { received_on: "2024-01-01", closed_on: "2024-06-01" }),
        row("referral", "2025-01-01", { received_on: "2025-01-01", closed_on: null }),
        row("in_need_plan", "2024-02-01", { started_on: "2024-02-01", ended_on: "2024-05-01" }),
        row("in_need_plan", "2025-03-01", { started_on: "2025-03-01", referral: "2024-01-01" }),
        row("protection_plan", "2025-04-01", { started_on: "2025-04-01", referral: "2024-01-01" }),
        row("assessment", "2025-02-01", { started_on: "2025-02-01", referral: "2024-01-01" }),
        row("placement", "2023-02-01", { started_on: "2023-02-01", type: "U1", ended_on: "2023-03-01" }),
        row("care_leaver", "", { known_on: "2026-01-01", activity: "F1", accommodation: "B1" }),
      ]),
    );
    const byId = new Map(
      (payload.social_care_episodes ?? []).map((each) => [each.social_care_episode_id, each]),
    );
    expect(byId.get("SYN1-2024-01-01")).toMatchObject({
      child_in_need_plans: [{ start_date: "2024-02-01" }, { start_date: "2025-03-01" }],
      child_protection_plans: [{ start_date: "2025-04-01" }],
      child_and_family_assessments: [{ start_date: "2025-02-01" }],
    });
    expect(byId.get("SYN1-2025-01-01")).toMatchObject({
      care_leavers: { activity: "F1", accommodation: "B" },
    });
    const [early] = [...byId.values()].filter((each) => each.referral_date === undefined);
    expect(early?.child_looked_after_placements).toMatchObject([{ placement_type: "U1" }]);
  });

  it("says why placements began and ended only as far as the days tell", () => {
    const { payload } = built(
      childWith([
        row("care_period", "2024-01-10", {
          started_on: "2024-01-10",
          ended_on: "2024-09-01",
          end_reason: "E4A",
        }),
        row("placement", "2024-01-10", {
          started_on: "2024-01-10",
          ended_on: "2024-03-01",
          change_reason: "CARPL",
        }),
        row("placement", "2024-03-01", { started_on: "2024-03-01", ended_on: "2024-09-01" }),
        row("placement", "2025-01-01", { started_on: "2025-01-01", ended_on: "2025-02-01" }),
      ]),
    );
    const said =
      payload.social_care_episodes?.flatMap((each) => each.child_looked_after_placements ?? []) ?? [];
    expect(
      said.map((each) => [each.start_date, each.start_reason, each.end_reason, each.change_reason]),
    ).toEqual([
      ["2024-01-10", "S", "X1", "CARPL"],
      ["2024-03-01", undefined, "E4A", undefined],
      ["2025-01-01", undefined, undefined, undefined],
    ]);
  });

  it("cannot be made for a number longer than the department takes", () => {
    expect(buildPayload(childWith([]), "X".repeat(21), "1", TODAY)).toBeUndefined();
    expect(buildPayload(childWith([]), "", "1", TODAY)).toBeUndefined();
  });
});

test("every child of an invented authority gives a payload that the specification takes, the same each time", () => {
  const authority = generateAuthority({ seed: 4, children: 400, today: TODAY, notesPerChild: 0 });
  let cohort = 0;
  for (const { claims } of authority.children()) {
    const made = buildPayload(claims, claims.id.value, "9", TODAY);
    if (made === undefined) throw new Error(claims.id.value);
    const turned = { ...claims, claims: claims.claims.toReversed() };
    expect(buildPayload(turned, claims.id.value, "9", TODAY)).toEqual(made);
    const sent = changeFor([null], made.payload);
    expect(childPayload.safeParse(sent?.message).error?.issues ?? []).toEqual([]);
    const ids = (made.payload.social_care_episodes ?? []).map((each) => each.social_care_episode_id);
    expect(new Set(ids).size).toBe(ids.length);
    if (isInCohort(claims, TODAY)) cohort += 1;
  }
  expect(cohort).toBeGreaterThan(150);
});

test("a child who was in the cohort yesterday is in it today unless too old: time alone takes few away", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 900 }), (ago, length) => {
      const received = addDays(TODAY, -ago);
      const child = childWith([
        row("referral", received, { received_on: received, closed_on: addDays(received, length) }),
      ]);
      const yesterday = addDays(TODAY, -1);
      if (windowStart(TODAY) === windowStart(yesterday) && isInCohort(child, yesterday))
        expect(isInCohort(child, TODAY)).toBe(true);
    }),
  );
});
