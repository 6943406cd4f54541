import { describe, expect, test } from "vitest";
import { date, daysBetween } from "../kernel/dates.ts";
import type { RowValues } from "../kernel/record/table.ts";
import { ENGLAND } from "../kernel/workingDays.ts";
import { generateAuthority } from "./authority.ts";
import { day, recordOf, words, type RecordRows } from "./reading.ts";
import type { DemoChild } from "./types.ts";

const TODAY = date("2026-11-20");
const told = (seed: number): DemoChild[] => [
  ...generateAuthority({ seed, children: 600, today: TODAY, notesPerChild: 0 }).children(),
];

type Look = (record: RecordRows, child: DemoChild) => boolean;
const open = (row: RowValues): boolean => row["ended_on"] === null;
const openReferral: Look = (record) =>
  record("referral").some((row) => row["closed_on"] === null && row["no_further_action"] !== true);
const onPlan: Look = (record) => record("protection_plan").some(open);
const inCare: Look = (record) => record("care_period").some(open);
const placedNow = (record: RecordRows): RowValues | undefined => record("placement").find(open);
const legalNow = (record: RecordRows): string | null =>
  words(record("legal_status").find(open) ?? {}, "status");
const workingDays = (from: string | null, to: string | null): number =>
  from === null || to === null ? 0 : ENGLAND.workingDaysBetween(date(from), date(to));
const since = (row: RowValues, column: string): number => daysBetween(day(row, column) ?? TODAY, TODAY);

/** Every state and fault somebody looking at the authority must be able to find, by how it shows in the record. */
const MUST: { readonly [what: string]: Look } = {
  "a contact and nothing else": (record) => record("contact").length > 0 && record("referral").length === 0,
  "a contact of today undecided": (record) =>
    record("contact").some((row) => row["decided_on"] === null && row["received_on"] === TODAY),
  "a contact undecided past one working day": (record) =>
    record("contact").some(
      (row) => row["decided_on"] === null && workingDays(day(row, "received_on"), TODAY) > 1,
    ),
  "early help": (record) => record("early_help").length > 0,
  "a referral with no further action": (record) =>
    record("referral").some((row) => row["no_further_action"] === true),
  "a second referral within a year": (record) => {
    const days = record("referral")
      .map((row) => day(row, "received_on") ?? TODAY)
      .sort();
    return days.some((on, index) => index > 0 && daysBetween(days[index - 1] ?? on, on) <= 365);
  },
  "an assessment in hand": (record) =>
    record("assessment").some(
      (row) => row["authorised_on"] === null && workingDays(day(row, "started_on"), TODAY) <= 45,
    ),
  "an assessment open past 45 working days": (record) =>
    record("assessment").some(
      (row) => row["authorised_on"] === null && workingDays(day(row, "started_on"), TODAY) > 45,
    ),
  "an assessment finished late": (record) =>
    record("assessment").some((row) => workingDays(day(row, "started_on"), day(row, "authorised_on")) > 45),
  "a strategy discussion with nothing after it": (record) =>
    record("strategy_discussion").some((row) => row["outcome"] === null),
  "an enquiry open": (record) =>
    record("section47").some(
      (row) => row["ended_on"] === null && workingDays(day(row, "started_on"), TODAY) <= 15,
    ),
  "an enquiry that lapsed": (record) =>
    record("section47").some(
      (row) => row["ended_on"] === null && workingDays(day(row, "started_on"), TODAY) > 20,
    ),
  "an enquiry substantiated, no conference and no reason": (record) =>
    record("section47").some(
      (row) =>
        row["substantiated"] === true && row["conference_not_required"] === true && row["outcome"] === null,
    ),
  "a conference to come": (record) =>
    record("conference").some((row) => row["held_on"] === null && (day(row, "target_on") ?? "") >= TODAY),
  "a conference that should have been": (record) =>
    record("conference").some((row) => row["held_on"] === null && (day(row, "target_on") ?? "") < TODAY),
  "a conference held late": (record) =>
    record("section47").some((row) => workingDays(day(row, "started_on"), day(row, "conference_on")) > 15),
  "a first plan": (record) =>
    record("protection_plan").some((row) => open(row) && row["previous_plans"] === 0),
  "a second plan": (record) =>
    record("protection_plan").some(
      (row) => open(row) && row["previous_plans"] === 1 && record("protection_plan").length > 1,
    ),
  "a plan of over two years": (record) =>
    record("protection_plan").some((row) => open(row) && since(row, "started_on") > 730),
  "a plan transferred in": (record) => record("conference").some((row) => row["transfer_in"] === true),
  "an unborn child on a plan": (record) =>
    onPlan(record, {} as DemoChild) && day(record("person_detail")[0] ?? {}, "expected_birth_date") !== null,
  "a plan stepped down": (record) =>
    record("protection_plan").some((row) => row["ended_on"] !== null) && record("in_need_plan").some(open),
  "a child in need plan": (record) =>
    record("in_need_plan").some(open) && record("protection_plan").length === 0,
  "pre-proceedings": (record) => record("pre_proceedings").some((row) => row["decided_on"] === null),
  "proceedings issued, child at home on a plan": (record, child) =>
    onPlan(record, child) &&
    record("pre_proceedings").some((row) => row["application_on"] !== null) &&
    !inCare(record, child),
  "care in its first six months": (record) =>
    record("care_period").some((row) => open(row) && since(row, "started_on") < 180),
  "long-term fostering": (record) =>
    placedNow(record)?.["long_term"] === true && placedNow(record)?.["type"] === "U4",
  "with a relative": (record) => placedNow(record)?.["type"] === "U1",
  "with a relative approved for a while": (record) => placedNow(record)?.["type"] === "U3",
  "at home on an interim order": (record) =>
    placedNow(record)?.["type"] === "P1" && legalNow(record) === "C1",
  "at home on a care order": (record) => placedNow(record)?.["type"] === "P1" && legalNow(record) === "C2",
  "in a children's home": (record) => placedNow(record)?.["type"] === "K2",
  "in secure accommodation": (record) => placedNow(record)?.["type"] === "K1",
  "in supported accommodation": (record) => placedNow(record)?.["type"] === "K3",
  "accommodated by agreement": (record) => legalNow(record) === "V2",
  "on remand": (record) => legalNow(record) === "J1",
  "short breaks": (record) => legalNow(record) === "V4",
  "police protection": (record) => record("legal_status").some((row) => row["status"] === "L1"),
  "placed for adoption": (record) => placedNow(record)?.["type"] === "A5",
  "a home changed three times": (record) => record("placement").length > 3,
  "deprived of liberty": (record) => record("deprivation_order").some(open),
  "missing now": (record) => record("missing_episode").some(open),
  "missing, interview accepted": (record) =>
    record("missing_episode").some((row) => row["interview_accepted"] === true),
  "missing, no interview": (record) =>
    record("missing_episode").some((row) => row["ended_on"] !== null && row["interview_offered"] === null),
  "asylum-seeking": (record) => record("person_detail").some((row) => row["asylum_seeking"] === true),
  eligible: (record) => record("care_leaver").some((row) => row["eligibility"] === "Eligible"),
  relevant: (record) => record("care_leaver").some((row) => row["eligibility"] === "Relevant"),
  "former relevant": (record) =>
    record("care_leaver").some((row) => row["eligibility"] === "Former relevant"),
  "pathway plan late": (record) =>
    record("care_leaver").some((row) => since(row, "pathway_reviewed_on") > 190),
  "a care leaver lost touch with": (record) => record("care_leaver").some((row) => row["in_touch"] === "NO"),
  adopted: (record) => record("referral").some((row) => row["close_reason"] === "RC1"),
  "special guardianship": (record) => record("referral").some((row) => row["close_reason"] === "RC4"),
  "child arrangements": (record) => record("referral").some((row) => row["close_reason"] === "RC3"),
  "moved away": (record) => record("referral").some((row) => row["close_reason"] === "RC5"),
  "to adult services": (record) => record("referral").some((row) => row["close_reason"] === "RC6"),
  died: (record) =>
    record("referral").some((row) => row["close_reason"] === "RC2") &&
    day(record("person_detail")[0] ?? {}, "death_date") !== null,
  "private fostering": (record) =>
    record("contact").some((row) => row["outcome"] === "Private fostering notification"),
  "a mother who is a child herself": (record) =>
    record("relationship").some((row) => row["kind"] === "mother"),
  "brothers and sisters with the same conference": (record) =>
    record("relationship").some((row) => row["kind"] === "sibling") && record("conference").length > 0,
  "a child with nobody's name": (record, child) =>
    openReferral(record, child) && !record("allocation").some((row) => row["to_on"] === null),
  "a plan ended with no review": (record) =>
    record("protection_plan").some(
      (row) =>
        row["ended_on"] !== null &&
        !record("plan_review").some((review) => review["held_on"] === row["ended_on"]),
    ),
  "two plans at once": (record) => record("in_need_plan").some(open) && record("protection_plan").some(open),
  "a visit after closure": (record) => {
    const closed =
      record("referral")
        .map((row) => day(row, "closed_on"))
        .findLast((on) => on !== null) ?? null;
    return (
      closed !== null &&
      record("visit").some((row) => (day(row, "on_date") ?? "") > closed) &&
      !openReferral(record, {} as DemoChild)
    );
  },
  "a visit with seen left blank": (record, child) =>
    onPlan(record, child) &&
    record("visit").some(
      (row) =>
        row["purpose"] === "cp" &&
        row["seen"] === null &&
        day(record("person_detail")[0] ?? {}, "birth_date") !== null,
    ),
  "one visit missed": (record, child) =>
    onPlan(record, child) && lastVisit(record) > 10 && lastVisit(record) <= 22,
  "two visits missed": (record, child) => onPlan(record, child) && lastVisit(record) > 22,
  "a first review overdue": (record) =>
    record("protection_plan").some((row) => open(row) && since(row, "started_on") > 100) &&
    record("plan_review").length === 0,
  "a care review overdue": (record, child) =>
    inCare(record, child) && Math.min(...record("care_review").map((row) => since(row, "held_on"))) > 190,
  "an ethnicity missing": (record) => record("person_detail").some((row) => row["ethnicity"] === null),
  "a birth date missing": (record) =>
    record("person_detail").some((row) => row["birth_date"] === null && row["expected_birth_date"] === null),
  "no health assessment in care": (record) =>
    record("care_period").some((row) => open(row) && since(row, "started_on") > 30) &&
    !record("health_check").some((row) => row["kind"] === "health"),
  "no questionnaire in years of care": (record) =>
    record("care_period").some((row) => open(row) && since(row, "started_on") > 500) &&
    record("sdq").length === 0,
  restricted: (_, child) => child.restricted,
};

const lastVisit = (record: RecordRows): number => {
  const last =
    record("visit")
      .map((row) => day(row, "on_date") ?? "")
      .sort()
      .at(-1) ?? TODAY;
  return workingDays(last, TODAY);
};

describe.each([1, 2, 3, 40, 999])("six hundred children of seed %i", (seed) => {
  const children = told(seed);
  const records = children.map((child) => [recordOf(child), child] as const);
  const count = (look: Look): number => records.filter(([record, child]) => look(record, child)).length;

  test.each(Object.keys(MUST))("have %s", (what) => {
    const look = MUST[what];
    expect(look === undefined ? 0 : count(look)).toBeGreaterThan(0);
  });

  test("are open, on plans, in care and care leavers in the numbers of an authority this size", () => {
    const expected: readonly (readonly [Look, number, number])[] = [
      [openReferral, 200, 240],
      [onPlan, 40, 54],
      [inCare, 64, 78],
      [(record) => record("care_leaver").length > 0, 32, 39],
    ];
    for (const [look, least, most] of expected) {
      expect(count(look)).toBeGreaterThanOrEqual(least);
      expect(count(look)).toBeLessThanOrEqual(most);
    }
  });

  test("have the faults that were planted in them", () => {
    const planted = new Set(children.flatMap((child) => child.planted));
    for (const fault of [
      "worker-left",
      "visit-recorded-early",
      "unregistered-holder",
      "health-overdue",
      "iha-late",
      "s47-lapsed",
      "strategy-lapsed",
    ])
      expect(planted).toContain(fault);
  });
});
