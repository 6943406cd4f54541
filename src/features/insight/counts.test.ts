import { describe, expect, it } from "vitest";
import { on, told } from "../../kernel/duties/testing.ts";
import { addDays } from "../../kernel/dates.ts";
import { ENGLAND } from "../../kernel/workingDays.ts";
import type { KnownEvent } from "../../kernel/timeline/event.ts";
import { GUARDS } from "../../rules.ts";
import { contributions } from "./counts.ts";
import { BRAIN, cameTo } from "./testing/reading.ts";

const ALWAYS = "2040-01-01";
/** What some entries come to: numerator, denominator and not known, in a period, asked long after it or on a day. */
const came = (
  events: readonly KnownEvent[],
  measure: string,
  from: string,
  to = from,
  today = ALWAYS,
): string => {
  const found = cameTo(contributions(events, BRAIN, GUARDS), measure, {
    from: on(from),
    to: on(to),
    today: on(today),
  });
  return `${found.num}/${found.den}${found.unknown > 0 ? ` and ${found.unknown} not known` : ""}`;
};
const twins = (events: readonly KnownEvent[], measure: string, day: string): number =>
  cameTo(contributions(events, BRAIN, GUARDS), measure, { from: on(day), to: on(day), today: on(day) }).twin;
const wd = (from: string, n: number): string => ENGLAND.addWorkingDays(on(from), n);
const plus = (from: string, n: number): string => addDays(on(from), n);
const born = told("person.born", "2015-06-01", {}, "person_detail:");

describe("the front door", () => {
  const contact = told("contact.received", "2026-03-06", {}, "contact:1");
  const decided = (day: string): KnownEvent =>
    told("contact.decided", day, { outcome: "Progressed to referral" }, "contact:1");
  it("2: a Friday's contact decided on Monday is in time, on Tuesday late; undecided it is late when Monday is over", () => {
    expect(came([contact, decided("2026-03-09")], "2", "2026-03-06")).toBe("1/1");
    expect(came([contact, decided("2026-03-10")], "2", "2026-03-06")).toBe("0/1");
    expect(came([contact], "2", "2026-03-06", "2026-03-06", "2026-03-09")).toBe("0/0");
    expect(came([contact], "2", "2026-03-06", "2026-03-06", "2026-03-10")).toBe("0/1");
    expect([twins([contact], "2", "2026-03-09"), twins([contact], "2", "2026-03-10")]).toEqual([0, 1]);
  });
  const referral = (day: string, nfa = false): KnownEvent =>
    told("referral.received", day, { nfa }, `referral:${day}`);
  const closed = (key: string, day: string, reason = "RC7"): KnownEvent =>
    told("referral.closed", day, { reason }, `referral:${key}`);
  it("4: a referral while the case is open is not one, on the day it closed it is", () => {
    const first = [referral("2026-01-05"), closed("2026-01-05", "2026-03-02")];
    expect(came([...first, referral("2026-02-02")], "4", "2026-01-01", "2026-12-31")).toBe("1/1");
    expect(came([...first, referral("2026-03-02")], "4", "2026-01-01", "2026-12-31")).toBe("2/2");
  });
  it("5: the same day a year on is no re-referral, the day before is, and one that came to nothing counts", () => {
    const before = referral("2025-03-02", true);
    expect(came([before, referral("2026-03-02")], "5", "2026-03-02")).toBe("0/1");
    expect(came([before, referral("2026-03-01")], "5", "2026-03-01")).toBe("1/1");
  });
  it("7: a referral counts when 45 working days are over, in need or not", () => {
    const given = [referral("2026-01-05"), closed("2026-01-05", "2026-02-20", "RC8")];
    const last = wd("2026-01-05", 45);
    expect(came(given, "7", "2026-01-05", "2026-01-05", last)).toBe("0/0");
    expect(came(given, "7", "2026-01-05", "2026-01-05", plus(last, 1))).toBe("1/1");
  });
});

describe("assessments", () => {
  const start = told("assessment.started", "2026-01-05", { seen: true }, "assessment:1");
  const done = (day: string): KnownEvent => told("assessment.authorised", day, {}, "assessment:1");
  it("11: the 45th working day is in time and the 46th is not", () => {
    expect(came([born, start, done(wd("2026-01-05", 45))], "11", "2026-01-01", "2026-12-31")).toBe("1/1");
    expect(came([born, start, done(wd("2026-01-05", 46))], "11", "2026-01-01", "2026-12-31")).toBe("0/1");
  });
  it("12: an open assessment is over 45 from its 46th working day, weekends in between not counted", () => {
    expect(came([born, start], "12", wd("2026-01-05", 45))).toBe("0/1");
    expect(came([born, start], "12", plus(wd("2026-01-05", 46), -1))).toBe("0/1");
    expect(came([born, start], "12", wd("2026-01-05", 46))).toBe("1/1");
  });
  it("15: an unborn child is in neither, and silence is not a no", () => {
    const expected = told("person.expected", "2026-06-01", {}, "person_detail:");
    expect(came([expected, start, done("2026-02-02")], "15", "2026-02-02")).toBe("0/0");
    expect(came([born, start, done("2026-02-02")], "15", "2026-02-02")).toBe("1/1");
    expect(came([born, start, done("2026-02-02")], "15.alone", "2026-02-02")).toBe("0/0 and 1 not known");
  });
});

describe("protection", () => {
  const enquiry = told("s47.started", "2026-01-05", {}, "section47:1");
  const conference = (day: string): KnownEvent => told("conference.held", day, {}, `conference:${day}`);
  it("17: the 60th day counts and the 61st does not, and an enquiry of 59 days ago is too young", () => {
    const long = "2026-06-01";
    expect(came([enquiry, conference(plus("2026-01-05", 60))], "17", "2026-01-05", "2026-01-05", long)).toBe(
      "1/1",
    );
    expect(came([enquiry, conference(plus("2026-01-05", 61))], "17", "2026-01-05", "2026-01-05", long)).toBe(
      "0/1",
    );
    expect(came([enquiry], "17", "2026-01-05", "2026-01-05", plus("2026-01-05", 59))).toBe("0/0");
    expect(came([enquiry], "17", "2026-01-05", "2026-01-05", plus("2026-01-05", 60))).toBe("0/1");
  });
  it("18: the 15th working day is in time; without an enquiry nobody can say", () => {
    expect(came([enquiry, conference(wd("2026-01-05", 15))], "18", "2026-01-01", "2026-12-31")).toBe("1/1");
    expect(came([enquiry, conference(wd("2026-01-05", 16))], "18", "2026-01-01", "2026-12-31")).toBe("0/1");
    expect(came([conference("2026-02-02")], "18", "2026-02-02")).toBe("0/0 and 1 not known");
  });
  it("19: a plan on the 45th day follows, on the 46th not", () => {
    const plan = (day: string): KnownEvent => told("cp.started", day, {}, `protection_plan:${day}`);
    expect(came([conference("2026-01-05"), plan(plus("2026-01-05", 45))], "19", "2026-01-05")).toBe("1/1");
    expect(came([conference("2026-01-05"), plan(plus("2026-01-05", 46))], "19", "2026-01-05")).toBe("0/1");
  });
  it("20: back on the day six months on counts, the day after does not", () => {
    const ended = told("s47.ended", "2026-01-20", {}, "section47:1");
    const again = (day: string): KnownEvent => told("s47.started", day, {}, `section47:${day}`);
    expect(came([enquiry, ended, again("2026-07-20")], "20", "2026-01-20")).toBe("1/1");
    expect(came([enquiry, ended, again("2026-07-21")], "20", "2026-01-20")).toBe("0/1");
  });
  const plan = (from: string, to?: string, detail = {}): KnownEvent[] => [
    told("cp.started", from, detail, `protection_plan:${from}`),
    ...(to === undefined ? [] : [told("cp.ended", to, {}, `protection_plan:${from}`)]),
  ];
  it("21 and 26: open until the day it ends, and long after 729 days", () => {
    expect([
      came(plan("2024-01-01", "2024-03-01"), "21", "2024-02-29"),
      came(plan("2024-01-01", "2024-03-01"), "21", "2024-03-01"),
    ]).toEqual(["1/1", "0/0"]);
    expect(came(plan("2024-01-01"), "26", plus("2024-01-01", 729))).toBe("0/1");
    expect(came(plan("2024-01-01"), "26", plus("2024-01-01", 730))).toBe("1/1");
  });
  it("27 and 28: the day it ended is counted; three months to the day is short", () => {
    expect(came(plan("2024-01-01", plus("2024-01-01", 728)), "27", "2024-01-01", "2026-12-31")).toBe("0/1");
    expect(came(plan("2024-01-01", plus("2024-01-01", 729)), "27", "2024-01-01", "2026-12-31")).toBe("1/1");
    expect(came(plan("2024-01-15", "2024-04-15"), "28", "2024-04-15")).toBe("1/1");
    expect(came(plan("2024-01-15", "2024-04-16"), "28", "2024-04-16")).toBe("0/1");
  });
  it("24 and 25: any earlier plan counts for ever, one ended 24 months before the day no longer", () => {
    expect(came(plan("2026-03-02", undefined, { previous: 1 }), "24", "2026-03-02")).toBe("1/1");
    expect(came(plan("2026-03-02", undefined, { previous: 1 }), "25", "2026-03-02")).toBe(
      "0/0 and 1 not known",
    );
    expect(came([...plan("2023-01-02", "2024-03-03"), ...plan("2026-03-02")], "25", "2026-03-02")).toBe(
      "1/1",
    );
    expect(came([...plan("2023-01-02", "2024-03-02"), ...plan("2026-03-02")], "25", "2026-03-02")).toBe(
      "0/1",
    );
  });
  it("29: counted from three months, and late for good after one late review", () => {
    const review = (day: string): KnownEvent => told("cp.reviewed", day, {}, `plan_review:${day}`);
    expect(came(plan("2024-01-15"), "29", "2024-04-14")).toBe("0/0");
    expect(came(plan("2024-01-15"), "29", "2024-04-15")).toBe("1/1");
    expect(came(plan("2024-01-15"), "29", "2024-04-16")).toBe("0/1");
    expect(came([...plan("2024-01-15"), review("2024-04-20")], "29", "2024-05-01")).toBe("0/1");
    expect(came([...plan("2024-01-15"), review("2024-04-15")], "29", "2024-10-15")).toBe("1/1");
  });
  const visit = (day: string, detail = {}): KnownEvent =>
    told("visit.made", day, { purpose: "cp", seen: true, alone: true, ...detail }, `visit:cp:${day}`);
  it("30 and 31: a visit with the child not seen is none; not seen is from the day after it was due", () => {
    const due = wd("2026-01-05", 10);
    const given = [born, ...plan("2026-01-05")];
    expect(came([...given, visit(due)], "30", due)).toBe("1/1");
    expect(came([...given, visit(due, { seen: false })], "30", due)).toBe("0/1");
    expect([came(given, "31", due), came(given, "31", plus(due, 1))]).toEqual(["0/1", "1/1"]);
  });
  it("32: children under four are not asked about", () => {
    const small = told("person.born", "2023-06-01", {}, "person_detail:");
    expect(came([born, ...plan("2026-01-05"), visit("2026-01-12")], "32", "2026-01-12")).toBe("1/1");
    expect(came([small, ...plan("2026-01-05"), visit("2026-01-12")], "32", "2026-01-12")).toBe("0/0");
  });
});

describe("need and care", () => {
  it("37: two years to the day is drift", () => {
    const open = told("referral.received", "2024-02-29", {}, "referral:1");
    expect([came([open], "37", "2026-02-27"), came([open], "37", "2026-02-28")]).toEqual(["0/1", "1/1"]);
  });
  it("38: a plan closed less than a year ago is too young", () => {
    const plan = [
      told("cin.started", "2025-01-06", {}, "in_need_plan:1"),
      told("cin.ended", "2025-03-03", {}, "in_need_plan:1"),
    ];
    const up = told("cp.started", "2026-03-03", {}, "protection_plan:1");
    expect(came(plan, "38", "2025-03-03", "2025-03-03", "2026-03-02")).toBe("0/0");
    expect(came([...plan, up], "38", "2025-03-03", "2025-03-03", "2026-03-03")).toBe("1/1");
  });
  const care = (from: string, to?: string, reason = "E4A"): KnownEvent[] => [
    told("care.started", from, {}, `care_period:${from}`),
    ...(to === undefined ? [] : [told("care.ended", to, { reason }, `care_period:${from}`)]),
  ];
  const legal = (day: string, status: string): KnownEvent =>
    told("legal.changed", day, { status }, `legal_status:${day}`);
  it("39: a series of short breaks is not being looked after", () => {
    expect(came([born, ...care("2026-01-05"), legal("2026-01-05", "V4")], "39", "2026-02-01")).toBe("0/0");
    expect(
      came(
        [born, ...care("2026-01-05"), legal("2026-01-05", "V4"), legal("2026-02-02", "V2")],
        "39",
        "2026-02-02",
      ),
    ).toBe("1/1");
  });
  it("41: a temporary placement is no move, and one that ended a year ago is out of the year", () => {
    const placed = (day: string, type = "U6"): KnownEvent =>
      told("placement.started", day, { type }, `placement:${day}`);
    const three = [
      born,
      ...care("2024-01-01"),
      placed("2024-01-01"),
      placed("2024-06-03"),
      placed("2024-09-02"),
    ];
    expect(came(three, "41", "2024-09-02")).toBe("1/1");
    // The first one's last day was 2 June 2024.
    expect([came(three, "41", "2025-06-01"), came(three, "41", "2025-06-02")]).toEqual(["1/1", "0/1"]);
    expect(
      came(
        [born, ...care("2024-01-01"), placed("2024-01-01"), placed("2024-02-01", "T1"), placed("2024-03-01")],
        "41",
        "2024-04-01",
      ),
    ).toBe("0/1");
  });
  it("47: the 20th working day is in time; who left before it is in neither", () => {
    const checked = (day: string): KnownEvent =>
      told("health.assessed", day, {}, `health_check:health:${day}`);
    expect(came([born, ...care("2026-01-05"), checked(wd("2026-01-05", 20))], "47", "2026-01-05")).toBe(
      "1/1",
    );
    expect(came([born, ...care("2026-01-05"), checked(wd("2026-01-05", 21))], "47", "2026-01-05")).toBe(
      "0/1",
    );
    expect(came([born, ...care("2026-01-05", "2026-01-20")], "47", "2026-01-05")).toBe("0/0");
  });
  it("50: missing before being looked after is not missing from care", () => {
    const gone = told("missing.started", "2026-01-04", {}, "missing_episode:1");
    expect(came([born, ...care("2026-01-05"), gone], "50", "2026-01-01", "2026-12-31")).toBe("0/0");
  });
  it("51: an offer whose day nobody wrote down is not known; none offered is a no when 72 hours are over", () => {
    const back = (offered: boolean): KnownEvent =>
      told("missing.ended", "2026-01-05", { offered }, "missing_episode:1");
    const offer = told("returnInterview.offered", "2026-01-05", { dayKnown: false }, "missing_episode:1");
    expect(came([born, back(true), offer], "51", "2026-01-05")).toBe("0/0 and 1 not known");
    expect(came([born, back(false)], "51", "2026-01-05")).toBe("0/1");
    expect(came([born, back(false)], "51", "2026-01-05", "2026-01-05", "2026-01-08")).toBe("0/0");
  });
  it("53: by the reason, and not known where there is none", () => {
    expect(came([born, ...care("2026-01-05", "2026-03-02", "E45")], "53", "2026-03-02")).toBe("1/1");
    expect(came([born, ...care("2026-01-05", "2026-03-02", "E11")], "53.adopted", "2026-03-02")).toBe("1/1");
  });
});

describe("leaving, court and holders", () => {
  it("54: said within the window about the birthday, counted a month after it", () => {
    const old = told("person.born", "2006-05-10", {}, "person_detail:");
    const leaver = told("leaving.eligible", "2025-06-01", {}, "care_leaver:");
    const said = told(
      "leaving.status",
      "2025-06-01",
      { inTouch: "YES", activity: "G5", accommodation: "B2" },
      "care_leaver:",
    );
    const at = (measure: string, today = ALWAYS): string =>
      came([old, leaver, said], measure, "2025-05-10", "2025-05-10", today);
    expect([at("54"), at("54.work"), at("54.home"), at("54", "2025-06-09")]).toEqual([
      "1/1",
      "0/1",
      "0/1",
      "0/0",
    ]);
  });
  it("58: the 113th day is over 112", () => {
    const begun = told("preProceedings.started", "2026-01-05", {}, "pre_proceedings:1");
    expect([
      came([begun], "58", plus("2026-01-05", 112)),
      came([begun], "58", plus("2026-01-05", 113)),
    ]).toEqual(["0/1", "1/1"]);
  });
  it("64: nobody, somebody qualified, somebody of whom it is not known", () => {
    const open = told("referral.received", "2026-01-05", {}, "referral:1");
    const held = (worker: string): KnownEvent =>
      told("worker.allocated", "2026-01-07", { worker, since: "2026-01-07" }, `allocation:${worker}`);
    expect([
      came([open], "64", "2026-01-06"),
      came([open, held("W1")], "64", "2026-01-08"),
      came([open, held("X9")], "64", "2026-01-08"),
    ]).toEqual(["1/1", "0/1", "0/0 and 1 not known"]);
  });
});
