import { describe, expect, test } from "vitest";
import { type IsoDate, type IsoInstant, date } from "../../kernel/dates.ts";
import { assess } from "../../kernel/duties/brain.ts";
import type { Breach, WorkerFacts } from "../../kernel/duties/invariant.ts";
import { ruleBook } from "../../kernel/duties/rule.ts";
import { told } from "../../kernel/duties/testing.ts";
import type { Detail, KnownEvent } from "../../kernel/timeline/event.ts";
import { ENGLAND } from "../../kernel/workingDays.ts";
import { GUARDS, RULES } from "../../rules.ts";
import { CHILD_INVARIANTS } from "./childInvariants.ts";

const book = ruleBook(RULES);
const breaches = (
  id: string,
  events: readonly KnownEvent[],
  workers: ReadonlyMap<string, WorkerFacts> = new Map(),
): readonly Breach[] =>
  assess(
    events,
    { book, calendar: ENGLAND, workers },
    GUARDS,
    CHILD_INVARIANTS.filter((row) => row.id === id),
  ).breaches;
/** From when to when each breach holds. */
const finds =
  (id: string, workers?: ReadonlyMap<string, WorkerFacts>) =>
  (...events: readonly KnownEvent[]): [IsoDate, IsoDate | null][] =>
    breaches(id, events, workers).map((b) => [b.from, b.until]);
const details = (id: string, ...events: readonly KnownEvent[]): Detail[] =>
  breaches(id, events).map((b) => b.detail);

const from = (issuer: string, event: KnownEvent): KnownEvent => ({ ...event, issuer });
const referral = told("referral.received", "2026-01-05", { nfa: false }, "referral:1");
const closed = (on: string, row = "referral:1"): KnownEvent => told("referral.closed", on, {}, row);
const holds = (worker: string, on: string): KnownEvent =>
  told("worker.allocated", on, { worker }, `allocation:${worker}`);
const stops = (worker: string, on: string): KnownEvent =>
  told("worker.ended", on, { worker }, `allocation:${worker}`);
const plan = (on: string, until?: string, detail: Detail = {}): KnownEvent[] => [
  told("cp.started", on, detail, `protection_plan:${on}`),
  ...(until === undefined ? [] : [told("cp.ended", until, {}, `protection_plan:${on}`)]),
];
const inNeed = (on: string, until?: string): KnownEvent[] => [
  told("cin.started", on, {}, `in_need_plan:${on}`),
  ...(until === undefined ? [] : [told("cin.ended", until, {}, `in_need_plan:${on}`)]),
];
const care = (on: string, until?: string): KnownEvent[] => [
  told("care.started", on, {}, `care_period:${on}`),
  ...(until === undefined ? [] : [told("care.ended", until, {}, `care_period:${on}`)]),
];
const visit = (on: string, detail: Detail = { purpose: "cp", seen: true, alone: true }): KnownEvent =>
  told("visit.made", on, detail, `visit:${on}`);
const died = (on: string): KnownEvent => told("person.died", on, {}, "person_detail:");
const at = (text: string): IsoInstant => text as IsoInstant;

describe("the rows a child's timeline decides", () => {
  test("are these, each saying who answers for it, how it is known and what to do", () => {
    expect(CHILD_INVARIANTS.map((row) => row.id)).toEqual(
      ["01", "02", "03", "04", "07", "08", "09", "10", "11", "12", "15", "16", "28", "29"].map(
        (n) => `INV-${n}`,
      ),
    );
    for (const row of CHILD_INVARIANTS) {
      expect(row.how.length, row.id).toBeGreaterThan(20);
      expect(row.act.length, row.id).toBeGreaterThan(10);
      expect(row.name.length, row.id).toBeGreaterThan(10);
      expect(row.cannotTell, row.id).toBeUndefined();
    }
  });

  test("find nothing in a life with nothing in it", () => {
    for (const row of CHILD_INVARIANTS) expect(breaches(row.id, []), row.id).toEqual([]);
  });
});

describe("INV-01: open with no named worker", () => {
  const inv01 = finds("INV-01");

  test("holds from the day the case opened until somebody is named", () => {
    expect(inv01(referral)).toEqual([["2026-01-05", null]]);
    expect(inv01(referral, holds("A", "2026-01-08"))).toEqual([["2026-01-05", "2026-01-08"]]);
    expect(inv01(referral, holds("A", "2026-01-05"))).toEqual([]);
    expect(inv01(referral, closed("2026-01-20"))).toEqual([["2026-01-05", "2026-01-20"]]);
  });

  test("holds from the day one worker stops to the day the next begins", () => {
    const left = [referral, holds("A", "2026-01-05"), stops("A", "2026-02-02")];
    expect(inv01(...left)).toEqual([["2026-02-02", null]]);
    expect(inv01(...left, holds("B", "2026-02-03"))).toEqual([["2026-02-02", "2026-02-03"]]);
    expect(inv01(...left, holds("B", "2026-02-02"))).toEqual([]);
  });

  test("holds for a plan and a period in care as for a case", () => {
    expect(inv01(...plan("2026-01-05"))).toEqual([["2026-01-05", null]]);
    expect(inv01(...care("2026-01-05"))).toEqual([["2026-01-05", null]]);
    expect(inv01(...inNeed("2026-01-05"))).toEqual([]);
    expect(inv01(told("referral.received", "2026-01-05", { nfa: true }))).toEqual([]);
  });

  test("holds again when a closed case is opened: last year's worker does not hold the child", () => {
    const again = told("referral.received", "2027-01-05", { nfa: false }, "referral:2");
    expect(inv01(referral, holds("A", "2026-01-05"), closed("2026-06-05"), again)).toEqual([
      ["2027-01-05", null],
    ]);
  });

  test.each(["annex-a", "ssd", "kith", "demo"])(
    "is told by %s, which says who holds each child",
    (issuer) => {
      expect(inv01(from(issuer, referral))).toEqual([["2026-01-05", null]]);
    },
  );

  test.each(["cin", "ssda903"])("is not told by %s alone: no breach is made of not being told", (issuer) => {
    expect(inv01(from(issuer, referral))).toEqual([]);
    expect(inv01(from(issuer, referral), from(issuer, told("cp.started", "2026-02-05")))).toEqual([]);
    expect(inv01(from(issuer, referral), from("annex-a", referral))).toEqual([["2026-01-05", null]]);
    expect(inv01(from(issuer, referral), holds("A", "2026-01-08"))).toEqual([["2026-01-05", "2026-01-08"]]);
  });
});

describe("INV-02: held by somebody who has left or is away", () => {
  const facts = (more: Partial<WorkerFacts>): ReadonlyMap<string, WorkerFacts> =>
    new Map([["A", { registered: true, leftOn: null, absences: [], ...more }]]);
  const away = (on: string, to: string | null, covered = false) => ({
    from: date(on),
    to: to === null ? null : date(to),
    covered,
  });
  const held = [referral, holds("A", "2026-01-05"), holds("B", "2026-03-02")];
  const inv02 = (more: Partial<WorkerFacts>, ...events: KnownEvent[]) =>
    finds("INV-02", facts(more))(...events);

  test("holds from the day after they left to the day another has the child", () => {
    expect(inv02({ leftOn: date("2026-02-02") }, ...held)).toEqual([["2026-02-03", "2026-03-02"]]);
    expect(inv02({ leftOn: date("2026-03-01") }, ...held)).toEqual([]);
    expect(inv02({ leftOn: date("2026-02-28") }, ...held)).toEqual([["2026-03-01", "2026-03-02"]]);
    expect(inv02({ leftOn: date("2025-06-01") }, ...held)).toEqual([["2026-01-05", "2026-03-02"]]);
    expect(inv02({ leftOn: date("2026-02-02") }, ...held.slice(0, 2))).toEqual([["2026-02-03", null]]);
  });

  test("holds while they are away uncovered, their last day away included, and not beyond their holding", () => {
    expect(inv02({ absences: [away("2026-02-02", "2026-02-06")] }, ...held)).toEqual([
      ["2026-02-02", "2026-02-07"],
    ]);
    expect(inv02({ absences: [away("2026-02-02", null)] }, ...held)).toEqual([["2026-02-02", "2026-03-02"]]);
    expect(inv02({ absences: [away("2026-02-23", "2026-03-20")] }, ...held)).toEqual([
      ["2026-02-23", "2026-03-02"],
    ]);
    expect(inv02({ absences: [away("2025-12-20", "2026-01-09")] }, ...held)).toEqual([
      ["2026-01-05", "2026-01-10"],
    ]);
    expect(
      inv02({ absences: [away("2026-03-02", "2026-03-06"), away("2025-12-01", "2026-01-04")] }, ...held),
    ).toEqual([]);
    expect(inv02({ absences: [away("2026-02-02", null)] }, ...held.slice(0, 2))).toEqual([
      ["2026-02-02", null],
    ]);
  });

  test("is not, while cover is arranged", () => {
    expect(inv02({ absences: [away("2026-02-02", "2026-02-06", true)] }, ...held)).toEqual([]);
  });

  test("is one stretch where absences touch, and says why", () => {
    const absences = [away("2026-02-02", "2026-02-06"), away("2026-02-07", "2026-02-10")];
    expect(inv02({ absences }, ...held)).toEqual([["2026-02-02", "2026-02-11"]]);
    const both = breaches("INV-02", held, facts({ leftOn: date("2026-02-01"), absences }));
    expect(both.map((b) => [b.key, b.detail])).toEqual([
      ["A|left|2026-02-02", { worker: "A", why: "left" }],
      ["A|away|2026-02-02", { worker: "A", why: "away" }],
    ]);
  });

  test("cannot be, of somebody nothing is known of", () => {
    expect(finds("INV-02")(...held)).toEqual([]);
    expect(
      inv02(
        { leftOn: date("2026-01-10") },
        referral,
        told("worker.allocated", "2026-01-05", { worker: null }),
      ),
    ).toEqual([]);
    expect(inv02({ leftOn: date("2026-01-10") }, referral, holds("C", "2026-01-05"))).toEqual([]);
  });
});

describe("INV-03: held by somebody who is not a social worker", () => {
  const who = (registered: boolean | null): ReadonlyMap<string, WorkerFacts> =>
    new Map([["A", { registered, leftOn: null, absences: [] }]]);
  const inv03 = finds("INV-03", who(false));
  const held = [referral, holds("A", "2026-01-05")];

  test("holds while a plan, enquiry, period in care or pre-proceedings is open", () => {
    expect(inv03(...held, ...plan("2026-02-02", "2026-03-02"))).toEqual([["2026-02-02", "2026-03-02"]]);
    expect(inv03(...held, ...care("2026-02-02"))).toEqual([["2026-02-02", null]]);
    expect(inv03(...held, told("s47.started", "2026-02-02"))).toEqual([["2026-02-02", null]]);
    expect(inv03(...held, told("preProceedings.started", "2026-02-02"))).toEqual([["2026-02-02", null]]);
    expect(inv03(...held, ...inNeed("2026-02-02"))).toEqual([]);
  });

  test("goes when a registered social worker has the child", () => {
    expect(inv03(...held, ...plan("2026-02-02"), holds("B", "2026-02-09"))).toEqual([
      ["2026-02-02", "2026-02-09"],
    ]);
    expect(inv03(referral, ...plan("2026-02-02", "2026-02-09"), holds("A", "2026-02-09"))).toEqual([]);
    expect(inv03(referral, ...plan("2026-02-02"), holds("A", "2026-02-09"))).toEqual([["2026-02-09", null]]);
  });

  test("is one stretch where several are open at once", () => {
    const short = [
      told("s47.started", "2025-12-01", {}, "section47:1"),
      told("s47.ended", "2026-01-20", {}, "section47:1"),
    ];
    expect(inv03(...held, ...plan("2025-11-01"), ...short)).toEqual([["2026-01-05", null]]);
    expect(breaches("INV-03", [...held, ...plan("2026-02-02")], who(false))[0]).toEqual({
      invariant: "INV-03",
      key: "A|2026-02-02",
      from: "2026-02-02",
      until: null,
      detail: { worker: "A" },
    });
  });

  test("is not said of somebody registered, or whose registration is not known", () => {
    for (const registered of [true, null])
      expect(finds("INV-03", who(registered))(...held, ...plan("2026-02-02"))).toEqual([]);
    expect(finds("INV-03")(...held, ...plan("2026-02-02"))).toEqual([]);
  });
});

describe("INV-04: contact undecided after one working day", () => {
  const inv04 = finds("INV-04");
  const friday = told("contact.received", "2026-11-20", {}, "contact:1");
  const decided = (on: string, row = "contact:1"): KnownEvent => told("contact.decided", on, {}, row);

  test("holds from the day after the next working day", () => {
    expect(inv04(friday)).toEqual([["2026-11-24", null]]);
    expect(inv04(friday, decided("2026-11-23"))).toEqual([]);
    expect(inv04(friday, decided("2026-11-24"))).toEqual([]);
    expect(inv04(friday, decided("2026-11-25"))).toEqual([["2026-11-24", "2026-11-25"]]);
    expect(details("INV-04", friday)).toEqual([{ rule: "T01.1", due: "2026-11-23" }]);
  });

  test("goes with a referral, and not with the decision on another contact", () => {
    expect(inv04(friday, told("referral.received", "2026-11-26"))).toEqual([["2026-11-24", "2026-11-26"]]);
    const other = told("contact.received", "2026-11-23", {}, "contact:2");
    expect(inv04(friday, other, decided("2026-11-23", "contact:2"))).toEqual([["2026-11-24", null]]);
  });

  test("goes with a death", () => {
    expect(inv04(friday, died("2026-11-30"))).toEqual([["2026-11-24", "2026-11-30"]]);
  });
});

describe("INV-07: what a visit does not say", () => {
  const inv07 = finds("INV-07");
  const what = (detail: Detail): unknown => details("INV-07", visit("2026-03-02", detail))[0]?.["what"];

  test("holds, for twelve months, of a visit that does not say whether the child was seen, or seen alone", () => {
    expect(inv07(visit("2026-03-02", { purpose: "cp", seen: null, alone: null }))).toEqual([
      ["2026-03-02", "2027-03-02"],
    ]);
    expect(what({ purpose: "cp", seen: null, alone: true })).toBe("seen is blank");
    expect(what({ purpose: "cp" })).toBe("seen is blank");
    expect(what({ purpose: "cp", seen: true, alone: null })).toBe("seen alone is blank");
    expect(what({ purpose: "care", seen: true })).toBe("seen alone is blank");
  });

  test("is not, of one that does, nor of a child not seen at all", () => {
    expect(what({ purpose: "cp", seen: true, alone: false })).toBeUndefined();
    expect(what({ purpose: "cp", seen: true, alone: true })).toBeUndefined();
    expect(what({ purpose: "cp", seen: false, alone: null })).toBeUndefined();
  });

  test("is not asked of a list that says only when the child was last seen", () => {
    expect(what({ purpose: "any", seen: null, alone: null })).toBeUndefined();
  });

  test("holds of a visit recorded before its day, by England's clock", () => {
    const recorded = (text: string, purpose = "cp"): unknown =>
      breaches("INV-07", [
        { ...visit("2026-07-02", { purpose, seen: true, alone: true }), recordedAt: at(text) },
      ])[0]?.detail["what"];
    expect(recorded("2026-07-01T22:59:00.000Z")).toBe("recorded before it happened");
    expect(recorded("2026-07-01T23:00:00.000Z")).toBeUndefined();
    expect(recorded("2026-07-01T12:00:00.000Z", "any")).toBe("recorded before it happened");
  });
});

describe("INV-08: not seen within the plan's own frequency", () => {
  const inv08 = finds("INV-08");

  test("holds from the day after the visit was due until the child is seen", () => {
    expect(inv08(...plan("2026-02-23"))).toEqual([["2026-03-10", null]]);
    expect(inv08(...plan("2026-02-23"), visit("2026-03-09"), visit("2026-03-23"))).toEqual([
      ["2026-04-09", null],
    ]);
    expect(inv08(...plan("2026-02-23"), visit("2026-03-12"))).toEqual([
      ["2026-03-10", "2026-03-12"],
      ["2026-03-27", null],
    ]);
    expect(inv08(...plan("2026-02-23", undefined, { visitDays: 15 }))).toEqual([["2026-03-17", null]]);
  });

  test("does not go with a visit at which the child was not seen, or for another purpose", () => {
    expect(inv08(...plan("2026-02-23"), visit("2026-03-05", { purpose: "cp", seen: false }))).toEqual([
      ["2026-03-10", null],
    ]);
    expect(inv08(...plan("2026-02-23"), visit("2026-03-05", { purpose: "cin", seen: true }))).toEqual([
      ["2026-03-10", null],
    ]);
  });

  test("takes a visit that does not say as seen: INV-07 asks about it", () => {
    expect(
      inv08(...plan("2026-02-23", "2026-03-10"), visit("2026-03-05", { purpose: "cp", seen: null })),
    ).toEqual([]);
  });

  test("goes with the plan, and begins again with a plan made the day another ended", () => {
    expect(inv08(...plan("2026-02-23", "2026-03-10"))).toEqual([]);
    expect(inv08(...plan("2026-02-23", "2026-03-16"))).toEqual([["2026-03-10", "2026-03-16"]]);
    expect(inv08(...plan("2026-02-23", "2026-03-05"), ...plan("2026-03-05"))).toEqual([["2026-03-20", null]]);
  });
});

describe("INV-09: a section 47 enquiry that lapsed", () => {
  const inv09 = finds("INV-09");
  const enquiry = told("s47.started", "2026-02-02", { notRequired: null }, "section47:1");

  test("holds from the day after the conference deadline", () => {
    expect(inv09(enquiry)).toEqual([["2026-02-24", null]]);
    expect(inv09(enquiry, told("conference.held", "2026-02-23", {}, "conference:1"))).toEqual([]);
    expect(inv09(enquiry, told("conference.held", "2026-03-02", {}, "conference:1"))).toEqual([
      ["2026-02-24", "2026-03-02"],
    ]);
  });

  test("goes when it is decided that no conference is needed, for that enquiry and no other", () => {
    const notNeeded = (row: string): KnownEvent => told("conference.notNeeded", "2026-02-20", {}, row);
    expect(inv09(enquiry, notNeeded("section47:1"))).toEqual([]);
    const other = told("s47.started", "2026-02-03", {}, "section47:2");
    expect(inv09(enquiry, other, notNeeded("section47:1"))).toEqual([["2026-02-25", null]]);
  });

  test("is not, where no conference is required", () => {
    expect(inv09({ ...enquiry, detail: { notRequired: true } })).toEqual([]);
  });
});

describe("INV-10: harm found, no conference, no reason", () => {
  const outcome = (detail: Detail): KnownEvent =>
    told("conference.notNeeded", "2026-02-20", detail, "section47:1");
  const inv10 = finds("INV-10");

  test("holds until a reason is recorded", () => {
    expect(breaches("INV-10", [outcome({ substantiated: true, reason: null })])).toEqual([
      { invariant: "INV-10", key: "section47:1", from: "2026-02-20", until: null, detail: {} },
    ]);
    expect(inv10(outcome({ substantiated: true, reason: "" }))).toEqual([["2026-02-20", null]]);
    expect(inv10(outcome({ substantiated: true, reason: "Safe with her father" }))).toEqual([]);
  });

  test("is not, where harm was not found or the file does not say", () => {
    for (const substantiated of [false, null])
      expect(inv10(outcome({ substantiated, reason: null }))).toEqual([]);
  });
});

describe("INV-11: a plan that ended without a conference", () => {
  const inv11 = finds("INV-11");

  test("holds for twelve months from the day it ended", () => {
    expect(inv11(...plan("2026-01-26", "2026-05-01"))).toEqual([["2026-05-01", "2027-05-01"]]);
    const reviewed = (on: string): KnownEvent => told("cp.reviewed", on, {}, `plan_review:${on}`);
    expect(inv11(...plan("2026-01-26", "2026-05-01"), reviewed("2026-05-01"))).toEqual([]);
    expect(inv11(...plan("2026-01-26", "2026-05-01"), reviewed("2026-04-30"))).toHaveLength(1);
  });

  test("is not, by death, at eighteen, or for a child looked after", () => {
    expect(inv11(...plan("2026-01-26", "2026-05-01"), died("2026-05-01"))).toEqual([]);
    const born = told("person.born", "2008-05-01", {}, "person_detail:");
    expect(inv11(...plan("2026-01-26", "2026-05-01"), born)).toEqual([]);
    expect(inv11(...plan("2026-01-26", "2026-05-01"), ...care("2026-04-20"))).toEqual([]);
  });

  test("holds while a plan stands open on a case that was closed", () => {
    const life = [referral, ...plan("2026-01-26"), closed("2026-03-02")];
    expect(inv11(...life)).toEqual([["2026-03-02", null]]);
    expect(breaches("INV-11", life)[0]).toMatchObject({
      key: "protection_plan:2026-01-26|closed|2026-03-02",
      detail: { what: "case closed with the plan open" },
    });
    expect(inv11(referral, ...plan("2026-01-26"))).toEqual([]);
    expect(inv11(referral, ...plan("2026-01-01"), closed("2026-03-02"))).toEqual([["2026-03-02", null]]);
    expect(inv11(...plan("2026-01-26"))).toEqual([]);
  });

  test("goes when the case is opened again, or another was open all along", () => {
    const again = told("referral.received", "2026-03-09", { nfa: false }, "referral:2");
    const life = [referral, ...plan("2026-01-26"), closed("2026-03-02")];
    expect(inv11(...life, again)).toEqual([["2026-03-02", "2026-03-09"]]);
    const beside = told("referral.received", "2026-02-09", { nfa: false }, "referral:2");
    expect(inv11(...life, beside)).toEqual([]);
    expect(inv11(...life, beside, closed("2026-04-06", "referral:2"))).toEqual([["2026-04-06", null]]);
  });
});

describe("INV-12: two plans at once, or work on a closed case", () => {
  const inv12 = finds("INV-12");

  test("holds while two plans of any kind overlap", () => {
    expect(inv12(...plan("2026-01-26", "2026-05-01"), ...plan("2026-04-01"))).toEqual([
      ["2026-04-01", "2026-05-01"],
    ]);
    expect(inv12(...inNeed("2026-01-26"), ...inNeed("2026-04-01"))).toEqual([["2026-04-01", null]]);
    expect(inv12(...plan("2026-01-26"), ...inNeed("2026-01-05", "2026-02-02"))).toEqual([
      ["2026-01-26", "2026-02-02"],
    ]);
    const what = (...events: KnownEvent[]): unknown => details("INV-12", ...events)[0]?.["what"];
    expect(what(...plan("2026-01-26"), ...plan("2026-04-01"))).toBe("two child protection plans");
    expect(what(...inNeed("2026-01-26"), ...inNeed("2026-04-01"))).toBe("two child in need plans");
    expect(what(...plan("2026-01-26"), ...inNeed("2026-04-01"))).toBe(
      "a protection plan and a child in need plan",
    );
    expect(breaches("INV-12", [...plan("2026-01-26"), ...inNeed("2026-04-01")])[0]?.key).toBe(
      "protection_plan:2026-01-26|in_need_plan:2026-04-01",
    );
    expect(inv12(...plan("2026-01-01"), ...plan("2026-02-01"), ...plan("2026-03-01"))).toHaveLength(3);
  });

  test("is not, where one begins the day the other ends, or lasted no day", () => {
    expect(inv12(...plan("2026-01-26", "2026-05-01"), ...inNeed("2026-05-01"))).toEqual([]);
    expect(inv12(...plan("2026-01-26"), ...plan("2026-04-01", "2026-04-01"))).toEqual([]);
  });

  const over = [referral, closed("2026-03-02")];
  test.each([
    ["assessment.started", {}],
    ["s47.started", {}],
    ["visit.made", { purpose: "cin", seen: true, alone: true }],
    ["cin.started", {}],
  ] as const)("holds of %s dated after the case closed", (kind, detail) => {
    const work = told(kind, "2026-03-03", detail, "row:1");
    expect(breaches("INV-12", [...over, work])).toEqual([
      {
        invariant: "INV-12",
        key: `${kind}|row:1`,
        from: "2026-03-03",
        until: "2027-03-03",
        detail: { what: "work on a closed case" },
      },
    ]);
    expect(inv12(...over, told(kind, "2026-03-02", detail, "row:1"))).toEqual([]);
  });

  test("is not, of work in an open case, before the first, or for a child looked after or leaving care", () => {
    const work = told("assessment.started", "2026-03-09");
    expect(inv12(referral, work)).toEqual([]);
    expect(inv12(work)).toEqual([]);
    expect(inv12(told("assessment.started", "2025-03-09"), ...over)).toEqual([]);
    expect(
      inv12(...over, work, told("referral.received", "2026-03-09", { nfa: false }, "referral:2")),
    ).toEqual([]);
    expect(inv12(...over, work, ...care("2026-03-04"))).toEqual([]);
    expect(inv12(...over, work, ...plan("2026-02-04"))).toEqual([]);
    expect(inv12(...over, work, told("leaving.eligible", "2026-03-04"))).toEqual([]);
    expect(inv12(...over, work, told("earlyHelp.started", "2026-03-04"))).toHaveLength(1);
    const early = [
      closed("2026-01-04", "referral:0"),
      referral,
      told("visit.made", "2026-01-05", { purpose: "any" }),
    ];
    expect(inv12(...early)).toEqual([]);
    expect(inv12(closed("2026-03-02", "referral:0"), work)).toEqual([]);
    const nothingMore = told("referral.received", "2026-01-05", { nfa: true }, "referral:2");
    expect(inv12(nothingMore, work)).toEqual([]);
    expect(inv12(nothingMore, work, closed("2026-04-02", "referral:0"))).toEqual([]);
    expect(
      inv12(nothingMore, work, closed("2026-04-02", "referral:0"), closed("2026-02-02", "referral:3")),
    ).toHaveLength(1);
    const firstDay = told("visit.made", "2026-01-05", { purpose: "any" });
    expect(inv12(nothingMore, firstDay, closed("2026-01-04", "referral:0"))).toEqual([]);
    const lastDay = told("visit.made", "2026-03-02", { purpose: "any" });
    expect(inv12(...over, lastDay, closed("2026-02-02", "referral:0"))).toEqual([]);
  });

  test("counts a plan opened on a closed case as open, so that it is told once, elsewhere", () => {
    expect(inv12(...over, ...plan("2026-03-09"))).toEqual([]);
  });
});

describe("INV-15: closed without the child being seen", () => {
  const inv15 = finds("INV-15");
  const assessed = told("assessment.started", "2026-01-12");

  test("holds, for twelve months, where no visit stands in the ten working days before", () => {
    expect(inv15(referral, assessed, closed("2026-03-02"))).toEqual([["2026-03-02", "2027-03-02"]]);
    expect(inv15(referral, assessed, closed("2026-03-02"), visit("2026-02-15"))).toHaveLength(1);
    expect(inv15(referral, assessed, closed("2026-03-02"), visit("2026-02-16"))).toEqual([]);
    expect(inv15(referral, assessed, closed("2026-03-02"), visit("2026-03-02"))).toEqual([]);
    expect(inv15(referral, assessed, closed("2026-03-02"), visit("2026-03-03"))).toHaveLength(1);
  });

  test("goes with a visit of any purpose, or being seen for the assessment, but not with one where the child was not seen", () => {
    const close = [referral, assessed, closed("2026-03-02")];
    expect(inv15(...close, told("assessment.childSeen", "2026-02-20"))).toEqual([]);
    expect(inv15(...close, visit("2026-02-20", { purpose: "any", seen: null }))).toEqual([]);
    expect(inv15(...close, visit("2026-02-20", { purpose: "cp", seen: false }))).toHaveLength(1);
  });

  test("is asked only of a case that came to an assessment or a plan", () => {
    expect(inv15(referral, closed("2026-03-02"))).toEqual([]);
    expect(inv15(referral, ...inNeed("2026-02-01"), closed("2026-03-02"))).toHaveLength(1);
    expect(inv15(referral, ...plan("2026-02-01", "2026-02-25"), closed("2026-03-02"))).toHaveLength(1);
    expect(inv15(referral, told("assessment.started", "2026-03-03"), closed("2026-03-02"))).toEqual([]);
    expect(inv15(referral, told("assessment.started", "2026-03-02"), closed("2026-03-02"))).toHaveLength(1);
  });

  test("does not lay an old case's work at a new one's door", () => {
    expect(inv15(told("assessment.started", "2025-06-02"), referral, closed("2026-03-02"))).toEqual([]);
    expect(inv15(told("assessment.started", "2026-01-05"), referral, closed("2026-03-02"))).toHaveLength(1);
    expect(inv15(assessed, closed("2026-03-02"))).toHaveLength(1);
    const before = [
      told("referral.received", "2025-06-01", { nfa: false }, "referral:0"),
      told("assessment.started", "2025-06-02"),
      visit("2025-07-01"),
      closed("2025-07-01", "referral:0"),
    ];
    expect(inv15(...before, referral, closed("2026-03-02"))).toEqual([]);
  });

  test("is not asked of a child who has died", () => {
    expect(inv15(referral, assessed, closed("2026-03-02"), died("2026-02-20"))).toEqual([]);
  });
});

describe("INV-16: late work made on time", () => {
  const started = told("assessment.started", "2026-01-12", {}, "assessment:1");
  const authorised = (on: string, supersededAt?: string): KnownEvent => ({
    ...told("assessment.authorised", on, {}, "assessment:1"),
    ...(supersededAt === undefined ? {} : { supersededAt: at(supersededAt) }),
  });
  const corrected = "2026-07-01T23:30:00.000Z";
  const inv16 = finds("INV-16");

  test("holds for twelve months from the day the date was changed, with both dates", () => {
    // Due 16 March.
    expect(
      breaches("INV-16", [started, authorised("2026-03-17", corrected), authorised("2026-03-16")]),
    ).toEqual([
      {
        invariant: "INV-16",
        key: "assessment.authorised|assessment:1|2026-03-17",
        from: "2026-07-02",
        until: "2027-07-02",
        detail: { was: "2026-03-17", now: "2026-03-16", due: "2026-03-16" },
      },
    ]);
  });

  test("is not, of a change that was in time before, is still late, or is later", () => {
    expect(inv16(started, authorised("2026-03-16", corrected), authorised("2026-03-13"))).toEqual([]);
    expect(inv16(started, authorised("2026-03-20", corrected), authorised("2026-03-17"))).toEqual([]);
    expect(inv16(started, authorised("2026-03-10", corrected), authorised("2026-03-13"))).toEqual([]);
    expect(inv16(started, authorised("2026-03-17", corrected))).toEqual([]);
    expect(inv16(started, authorised("2026-03-17"), authorised("2026-03-16"))).toEqual([]);
    expect(
      inv16(started, { ...authorised("2026-03-17", corrected), detail: { a: 1 } }, authorised("2026-03-17")),
    ).toEqual([]);
  });

  test("is found whichever of a rule's stops was moved", () => {
    const decided = told("contact.decided", "2026-11-23", {}, "contact:1");
    const late = { ...decided, on: date("2026-11-25"), supersededAt: at(corrected) };
    expect(inv16(told("contact.received", "2026-11-20", {}, "contact:1"), late, decided)).toHaveLength(1);
  });

  test("is asked of each row by itself", () => {
    const first = [
      told("assessment.started", "2026-01-12", {}, "assessment:0"),
      told("assessment.authorised", "2026-02-02", {}, "assessment:0"),
    ];
    expect(inv16(...first, started, authorised("2026-03-20", corrected), authorised("2026-03-17"))).toEqual(
      [],
    );
    const second = told("assessment.started", "2026-01-20", {}, "assessment:1");
    expect(inv16(...first, second, authorised("2026-03-20", corrected), authorised("2026-03-10"))).toEqual(
      [],
    );
  });

  test("is not, where what was met on time that day was something else", () => {
    const cores = told("cp.coreGroup", "2026-03-05", {}, "core_group:1");
    const moved = [
      ...plan("2026-02-23"),
      cores,
      { ...told("dental.checked", "2026-03-20", {}, "dental:1"), supersededAt: at(corrected) },
      told("dental.checked", "2026-03-05", {}, "dental:1"),
    ];
    expect(inv16(...moved)).toEqual([]);
  });

  test("needs no feed to be asked", () => {
    expect(CHILD_INVARIANTS.find((row) => row.id === "INV-16")?.needs).toEqual([]);
  });
});

describe("INV-28: back from missing, no interview offered", () => {
  const inv28 = finds("INV-28");
  const back = told("missing.ended", "2026-02-02", {}, "missing_episode:1", {
    at: at("2026-02-02T18:00:00.000Z"),
  });
  const offered = (on: string, row = "missing_episode:1"): KnownEvent =>
    told("returnInterview.offered", on, {}, row);

  test("holds from the day after the 72 hours ran out", () => {
    expect(inv28(back)).toEqual([["2026-02-06", null]]);
    expect(inv28(back, offered("2026-02-05"))).toEqual([]);
    expect(inv28(back, offered("2026-02-09"))).toEqual([["2026-02-06", "2026-02-09"]]);
  });

  test("goes with the offer for that time, not another", () => {
    expect(inv28(back, offered("2026-02-04", "missing_episode:2"))).toEqual([["2026-02-06", null]]);
  });

  test("is the same where only the day of return is known", () => {
    expect(inv28(told("missing.ended", "2026-02-02", {}, "missing_episode:1"))).toEqual([
      ["2026-02-06", null],
    ]);
  });
});

describe("INV-29: no next review", () => {
  const inv29 = finds("INV-29");
  const old = told("cp.started", "2009-06-01", {}, "protection_plan:2009-06-01");

  test("is not, where the rules date the next review of each plan and period in care", () => {
    expect(inv29(...plan("2026-01-26"))).toEqual([]);
    expect(inv29(...plan("2026-01-26"), told("cp.reviewed", "2026-04-20", {}, "plan_review:1"))).toEqual([]);
    expect(inv29(...plan("2025-01-26", "2026-01-26"), ...plan("2026-01-26"))).toEqual([]);
    expect(inv29(...care("2026-01-05"))).toEqual([]);
    expect(inv29(...care("2026-01-05"), told("care.reviewed", "2026-01-30", {}, "care_review:1"))).toEqual(
      [],
    );
    expect(inv29(...care("2025-01-05", "2026-01-05"), ...care("2026-01-05"))).toEqual([]);
  });

  test("holds while no rule does: one begun before any was in force", () => {
    expect(inv29(old)).toEqual([["2009-06-01", null]]);
    expect(inv29(old, told("cp.reviewed", "2026-04-20", {}, "plan_review:1"))).toEqual([
      ["2009-06-01", "2026-04-20"],
    ]);
    expect(inv29(old, told("cp.ended", "2009-09-01", {}, "protection_plan:2009-06-01"))).toEqual([
      ["2009-06-01", "2009-09-01"],
    ]);
    expect(
      breaches("INV-29", [old, told("care.started", "2009-06-01", {}, "care_period:1")]).map((b) => b.key),
    ).toEqual(["protection-plan|2009-06-01", "looked-after|2009-06-01"]);
    expect(inv29(told("cin.started", "2009-06-01"))).toEqual([]);
  });

  test("is each review's own to answer, and only a review's", () => {
    const reviewed = (on: string): KnownEvent => told("care.reviewed", on, {}, `care_review:${on}`);
    expect(inv29(...care("2026-01-05"), reviewed("2026-01-30"), reviewed("2026-04-20"))).toEqual([]);
    expect(inv29(old, told("person.born", "2010-05-01", {}, "person_detail:"))).toEqual([
      ["2009-06-01", "2010-05-01"],
    ]);
    expect(inv29(old, ...plan("2025-01-26", "2026-01-26"))).toEqual([
      ["2009-06-01", "2025-01-26"],
      ["2026-01-26", null],
    ]);
    const checked = told("health.assessed", "2026-02-02", {}, "health_check:1");
    const born = told("person.born", "2008-06-01", {}, "person_detail:");
    expect(inv29(born, told("care.started", "2009-06-01", {}, "care_period:1"), checked)).toEqual([
      ["2009-06-01", "2026-06-01"],
    ]);
  });
});

describe("what each row needs to be told of", () => {
  test.each([
    ["INV-01", [["worker.allocated"]]],
    ["INV-02", [["worker.allocated"]]],
    ["INV-03", [["worker.allocated"]]],
    ["INV-04", [["contact.received"], ["contact.decided"]]],
    ["INV-07", [["visit.made"]]],
    ["INV-08", [["visit.made"], ["cp.started"]]],
    ["INV-09", [["s47.started"]]],
    ["INV-10", [["s47.started"]]],
    ["INV-11", [["cp.started"], ["cp.reviewed"]]],
    ["INV-12", [["cp.started", "cin.started", "assessment.started"]]],
    ["INV-15", [["visit.made"], ["referral.closed"]]],
    ["INV-28", [["missing.ended"], ["returnInterview.offered"]]],
    ["INV-29", [["cp.started", "care.started"]]],
  ])("%s", (id, needs) => {
    expect(CHILD_INVARIANTS.find((row) => row.id === id)?.needs).toEqual(needs);
  });
});
