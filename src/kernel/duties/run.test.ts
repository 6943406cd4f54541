import { describe, expect, test } from "vitest";
import { date, type IsoDate, type IsoInstant } from "../dates.ts";
import type { KnownEvent } from "../timeline/event.ts";
import { ENGLAND } from "../workingDays.ts";
import { type Rule, ruleBook } from "./rule.ts";
import { dutiesOf, type Duty, type Guards, standingOn } from "./run.ts";
import { tellStory } from "./story.ts";
import { aRule, told } from "./testing.ts";

const under = (rules: readonly Rule[], events: readonly KnownEvent[], guards: Guards = {}): Duty[] =>
  dutiesOf(tellStory(events), ruleBook(rules), guards, ENGLAND);
const dates = (duties: readonly Duty[]): (string | null)[][] =>
  duties.map((d) => [d.from, d.due, d.doneOn, d.endedOn]);

const contact = told("contact.received", "2026-01-05", {}, "contact:1");
const decided = (on: string, subject = "contact:1"): KnownEvent => told("contact.decided", on, {}, subject);
const plan = (from: string, until?: string): KnownEvent[] => [
  told("cp.started", from, { visitDays: 3 }, `protection_plan:${from}`),
  ...(until === undefined ? [] : [told("cp.ended", until, {}, `protection_plan:${from}`)]),
];
const visit = (on: string, detail: KnownEvent["detail"] = {}): KnownEvent =>
  told("visit.made", on, detail, `visit:${on}`);
const died = (on: string): KnownEvent => told("person.died", on, {}, "person_detail:");

describe("a duty", () => {
  test("runs from its trigger to the first thing that meets it", () => {
    expect(under([aRule()], [contact, decided("2026-01-07"), decided("2026-01-09")])).toEqual([
      {
        rule: "X1",
        key: "X1|contact:1|2026-01-05",
        trigger: "contact.received",
        from: "2026-01-05",
        due: "2026-01-10",
        dueAt: null,
        actBy: "2026-01-09",
        doneOn: "2026-01-07",
        endedOn: null,
      },
    ]);
    expect(dates(under([aRule()], [contact]))).toEqual([["2026-01-05", "2026-01-10", null, null]]);
    expect(under([aRule()], [decided("2026-01-07")])).toEqual([]);
  });

  test("is met by its own row's entry and not by that of another of the same kind", () => {
    const other = told("contact.received", "2026-01-06", {}, "contact:2");
    expect(dates(under([aRule()], [contact, other, decided("2026-01-07", "contact:2")]))).toEqual([
      ["2026-01-05", "2026-01-10", null, null],
      ["2026-01-06", "2026-01-11", "2026-01-07", null],
    ]);
  });

  test("may be met by another kind of row, unless the rule asks for its own", () => {
    const stops = [{ kind: "referral.received" as const }];
    const referral = told("referral.received", "2026-01-06", {}, "referral:1");
    const sameTrouble = told("referral.received", "2026-01-07", {}, "contact:1");
    expect(under([aRule({ stops })], [contact, referral])[0]?.doneOn).toBe("2026-01-06");
    expect(under([aRule({ stops, sameRow: true })], [contact, referral])[0]?.doneOn).toBeNull();
    expect(under([aRule({ stops, sameRow: true })], [contact, referral, sameTrouble])[0]?.doneOn).toBe(
      "2026-01-07",
    );
  });

  test("that recurs is counted from what was really done", () => {
    const rule = aRule({ triggers: [{ kind: "visit.made" }], stops: [{ kind: "visit.made" }], offset: 10 });
    expect(dates(under([rule], [visit("2026-01-05"), visit("2026-01-25"), visit("2026-01-30")]))).toEqual([
      ["2026-01-05", "2026-01-15", "2026-01-25", null],
      ["2026-01-25", "2026-02-04", "2026-01-30", null],
      ["2026-01-30", "2026-02-09", null, null],
    ]);
  });

  test("is asked once of one row on one day, whichever of its triggers came", () => {
    const rule = aRule({ triggers: [{ kind: "contact.received" }, { kind: "contact.decided" }], stops: [] });
    expect(under([rule], [contact, decided("2026-01-05")]).map((d) => d.trigger)).toEqual([
      "contact.received",
    ]);
    expect(under([rule], [contact, decided("2026-01-06")])).toHaveLength(2);
    expect(under([rule, aRule({ id: "X2" })], [contact]).map((d) => d.rule)).toEqual(["X1", "X2"]);
  });

  test("of hours is due at a moment where the moment is known", () => {
    const at = "2026-01-05T10:00:00.000Z" as IsoInstant;
    const rule = aRule({ unit: "hours", offset: 24 });
    expect(under([rule], [{ ...contact, at }])[0]?.dueAt).toBe("2026-01-06T10:00:00.000Z");
    expect(under([rule], [contact])[0]?.dueAt).toBeNull();
  });
});

describe("the rule in force on the day the clock started", () => {
  const rules = [
    aRule({ effectiveFrom: date("2020-01-01"), offset: 5 }),
    aRule({ effectiveFrom: date("2026-02-01"), offset: 10, triggers: [{ kind: "contact.received" }] }),
  ];
  test("judges it, whenever it is met", () => {
    const due = (on: string): (string | null | undefined)[] =>
      under(rules, [told("contact.received", on, {}, "contact:1"), decided("2026-03-01")]).map((d) => d.due);
    expect(due("2026-01-31")).toEqual(["2026-02-05"]);
    expect(due("2026-02-01")).toEqual(["2026-02-11"]);
    expect(due("2019-12-31")).toEqual([]);
  });

  test("may start on other things than the row before it did", () => {
    const changed = [
      aRule(),
      aRule({ effectiveFrom: date("2026-02-01"), triggers: [{ kind: "cp.started" }] }),
    ];
    expect(under(changed, [contact, ...plan("2026-01-06")]).map((d) => d.trigger)).toEqual([
      "contact.received",
    ]);
    const after = [told("contact.received", "2026-02-05"), ...plan("2026-02-06")];
    expect(under(changed, after).map((d) => d.trigger)).toEqual(["cp.started"]);
  });

  test("asks nothing once it has run out", () => {
    const short = aRule({ effectiveTo: date("2026-01-05") });
    expect(under([short], [contact])).toHaveLength(1);
    expect(under([short], [told("contact.received", "2026-01-06")])).toEqual([]);
  });
});

describe("a clock starts only", () => {
  test("on a trigger that matches", () => {
    const rule = aRule({ triggers: [{ kind: "visit.made", where: { purpose: ["cp"] } }], stops: [] });
    expect(under([rule], [visit("2026-01-05", { purpose: "cp" }), visit("2026-01-06")])).toHaveLength(1);
  });

  test("while the child is in every state asked for, and in none of those it is not for", () => {
    const rule = (more: Partial<Rule>): Rule =>
      aRule({ triggers: [{ kind: "visit.made" }], stops: [], ...more });
    const life = [
      ...plan("2026-01-05", "2026-03-05"),
      told("care.started", "2026-02-05", {}, "care_period:1"),
      ...["2026-01-04", "2026-01-05", "2026-02-05", "2026-03-05"].map((on) => visit(on)),
    ];
    const on = (more: Partial<Rule>): string[] => under([rule(more)], life).map((d) => d.from);
    expect(on({ during: ["protection-plan"] })).toEqual(["2026-01-05", "2026-02-05"]);
    expect(on({ during: ["protection-plan", "looked-after"] })).toEqual(["2026-02-05"]);
    expect(on({ notDuring: ["protection-plan"] })).toEqual(["2026-01-04", "2026-03-05"]);
    expect(on({ notDuring: ["protection-plan", "looked-after"] })).toEqual(["2026-01-04"]);
    expect(on({ during: ["looked-after"], notDuring: ["protection-plan"] })).toEqual(["2026-03-05"]);
  });

  test("at the ages the rule is for, by completed years", () => {
    const born = told("person.born", "2021-01-06", {}, "person_detail:");
    const count = (age: Rule["age"], ...events: KnownEvent[]): number =>
      under([aRule(age === undefined ? {} : { age })], [contact, ...events]).length;
    expect([count({ under: 5 }, born), count({ under: 4 }, born)]).toEqual([1, 0]);
    expect([count({ from: 4 }, born), count({ from: 5 }, born)]).toEqual([1, 0]);
    expect([count({ from: 4, under: 5 }, born), count({}, born)]).toEqual([1, 1]);
    expect([count({ under: 5 }), count(undefined)]).toEqual([0, 1]);
  });

  test("when its guard agrees; a guard nobody wrote is a fault", () => {
    const guarded = aRule({ guard: "odd" });
    const odd: Guards = { odd: (_story, trigger, rule) => trigger.on === contact.on && rule.offset === 5 };
    expect(under([guarded], [contact], odd)).toHaveLength(1);
    expect(under([guarded], [told("contact.received", "2026-01-06")], odd)).toEqual([]);
    expect(() => under([guarded], [contact])).toThrow("rule X1 names an unknown guard odd");
  });

  test("for a child who is alive", () => {
    expect(under([aRule()], [contact, died("2026-01-04")])).toEqual([]);
    expect(dates(under([aRule()], [contact, died("2026-01-05")]))).toEqual([
      ["2026-01-05", "2026-01-10", null, "2026-01-05"],
    ]);
  });
});

describe("first and later", () => {
  const reviews = ["2026-01-20", "2026-02-20", "2026-03-20"].map((on) =>
    told("care.reviewed", on, { full: on !== "2026-01-20" }, `care_review:${on}`),
  );
  const periods = [
    told("care.started", "2026-01-05", {}, "care_period:1"),
    told("care.ended", "2026-03-01", {}, "care_period:1"),
    told("care.started", "2026-03-05", {}, "care_period:2"),
  ];
  const from = (nth: "first" | "later", more: Partial<Rule> = {}): string[] => {
    const trigger = { kind: "care.reviewed" as const, nth };
    return under(
      [aRule({ triggers: [trigger], during: ["looked-after"], ...more })],
      [...periods, ...reviews],
    ).map((d) => d.from);
  };

  test("are counted within the state the rule is about", () => {
    expect(from("first")).toEqual(["2026-01-20", "2026-03-20"]);
    expect(from("later")).toEqual(["2026-02-20"]);
  });

  test("count a review on the day the state began, and none of the state before", () => {
    const trigger = { kind: "care.reviewed" as const, nth: "later" as const };
    const rule = aRule({ triggers: [trigger], during: ["looked-after"] });
    const review = (on: string): KnownEvent => told("care.reviewed", on, {}, `care_review:${on}`);
    expect(
      under([rule], [...periods, review("2026-01-05"), review("2026-01-20")]).map((d) => d.from),
    ).toEqual(["2026-01-20"]);
    expect(under([rule], [...periods, review("2026-03-01"), review("2026-03-06")])).toEqual([]);
    const other = [...plan("2026-01-01"), ...periods, review("2026-01-04"), review("2026-01-20")];
    expect(under([rule], other)).toEqual([]);
  });

  test("count those that match", () => {
    const full = { kind: "care.reviewed" as const, where: { full: [true] } };
    expect(from("first", { triggers: [{ ...full, nth: "first" }] })).toEqual(["2026-02-20", "2026-03-20"]);
    expect(from("later", { triggers: [{ ...full, nth: "later" }] })).toEqual([]);
  });

  test("are neither where the rule is about no state", () => {
    const trigger = { kind: "care.reviewed" as const };
    for (const nth of ["first", "later"] as const)
      expect(under([aRule({ triggers: [{ ...trigger, nth }] })], [...periods, ...reviews])).toEqual([]);
  });

  test("on one day are both the first", () => {
    const twice = [...periods, ...reviews, told("care.reviewed", "2026-01-20", {}, "care_review:b")];
    const rule = aRule({ triggers: [{ kind: "care.reviewed", nth: "first" }], during: ["looked-after"] });
    expect(under([rule], twice).map((d) => d.from)).toEqual(["2026-01-20", "2026-01-20", "2026-03-20"]);
  });
});

describe("a number of the child's own", () => {
  const rule = aRule({
    triggers: [{ kind: "cp.started" }, { kind: "visit.made" }],
    stops: [],
    during: ["protection-plan"],
    offset: 10,
    offsetFrom: "visitDays",
  });
  const due = (...events: KnownEvent[]): string[] => under([rule], events).map((d) => d.due);

  test("replaces the rule's, from the trigger or from the state it happened in", () => {
    expect(due(...plan("2026-01-05"), visit("2026-01-07"))).toEqual(["2026-01-08", "2026-01-10"]);
    expect(due(...plan("2026-01-05"), visit("2026-01-07", { visitDays: 1 }))).toEqual([
      "2026-01-08",
      "2026-01-08",
    ]);
    expect(
      due(
        ...plan("2025-01-05", "2025-02-05"),
        told("cp.started", "2026-01-05", { visitDays: 20 }, "protection_plan:2"),
        visit("2026-01-07"),
        visit("2025-01-06"),
      ),
    ).toEqual(["2025-01-08", "2026-01-25", "2025-01-09", "2026-01-27"]);
  });

  test("is that of the plan it happened in", () => {
    const gone = told("cp.started", "2025-01-05", { visitDays: 30 }, "protection_plan:gone");
    const over = told("cp.ended", "2026-01-05", {}, "protection_plan:gone");
    const own = due(gone, over, ...plan("2026-01-05"), visit("2026-01-05"), visit("2026-01-07"));
    expect(own.slice(1)).toEqual(["2026-01-08", "2026-01-08", "2026-01-10"]);
    const stateless = { ...rule, during: [] };
    const { during: _none, ...bare } = rule;
    for (const loose of [stateless, bare])
      expect(under([loose], [...plan("2026-01-05"), visit("2026-01-07")]).map((d) => d.due)).toEqual([
        "2026-01-08",
        "2026-01-17",
      ]);
  });

  test("does not where it is no number of days", () => {
    for (const visitDays of [null, 0, -3, "5", true])
      expect(due(told("cp.started", "2026-01-05", { visitDays }, "protection_plan:1"))).toEqual([
        "2026-01-15",
      ]);
    expect(under([aRule()], [{ ...contact, detail: { undefined: 3 } }])[0]?.due).toBe("2026-01-10");
  });
});

describe("a need that has gone", () => {
  const visits = aRule({
    triggers: [{ kind: "cp.started" }, { kind: "visit.made" }],
    stops: [{ kind: "visit.made" }],
    ends: [{ kind: "cp.ended" }, { kind: "person.turned18" }],
    during: ["protection-plan"],
  });

  test("ends the duty without its being done; done that day is done", () => {
    expect(dates(under([visits], plan("2026-01-05", "2026-02-05")))).toEqual([
      ["2026-01-05", "2026-01-10", null, "2026-02-05"],
    ]);
    expect(dates(under([visits], [...plan("2026-01-05", "2026-02-05"), visit("2026-02-05")]))).toEqual([
      ["2026-01-05", "2026-01-10", "2026-02-05", null],
    ]);
    expect(dates(under([visits], [...plan("2026-01-05", "2026-02-05"), visit("2026-02-06")]))).toEqual([
      ["2026-01-05", "2026-01-10", null, "2026-02-05"],
    ]);
  });

  test("has not gone with the plan before, that ended the day this one began", () => {
    expect(dates(under([visits], [...plan("2025-06-01", "2026-01-05"), ...plan("2026-01-05")]))).toEqual([
      ["2025-06-01", "2025-06-06", null, "2026-01-05"],
      ["2026-01-05", "2026-01-10", null, null],
    ]);
    const seen = visit("2026-01-05");
    expect(
      dates(under([visits], [...plan("2025-06-01", "2026-01-05"), ...plan("2026-01-05"), seen])).at(-1),
    ).toEqual(["2026-01-05", "2026-01-10", null, null]);
  });

  test("has not gone while another of its kind goes on", () => {
    const overlapping = [...plan("2026-01-05", "2026-02-05"), ...plan("2026-01-20"), visit("2026-01-25")];
    expect(dates(under([visits], overlapping)).at(-1)).toEqual(["2026-01-25", "2026-01-30", null, null]);
    const closed = aRule({
      triggers: [{ kind: "assessment.authorised" }],
      stops: [],
      ends: [{ kind: "referral.closed" }],
    });
    const authorised = told("assessment.authorised", "2026-02-01");
    const cases = [
      told("referral.received", "2026-01-05", {}, "referral:1"),
      told("referral.received", "2026-01-20", {}, "referral:2"),
      told("referral.closed", "2026-02-05", {}, "referral:1"),
      authorised,
    ];
    expect(under([closed], cases)[0]?.endedOn).toBeNull();
    const both = [...cases, told("referral.closed", "2026-03-05", {}, "referral:2")];
    expect(under([closed], both)[0]?.endedOn).toBe("2026-03-05");
  });

  test("has gone with its own row, whatever else goes on", () => {
    const rule = aRule({
      triggers: [{ kind: "referral.received" }],
      stops: [],
      ends: [{ kind: "referral.closed" }],
    });
    const cases = [
      told("referral.received", "2026-01-05", {}, "referral:1"),
      told("referral.received", "2026-01-20", {}, "referral:2"),
      told("referral.closed", "2026-02-05", {}, "referral:1"),
    ];
    expect(under([rule], cases).map((d) => d.endedOn)).toEqual(["2026-02-05", null]);
  });

  test("does not go with the end of a row of the same kind that closes no state", () => {
    const rule = aRule({
      triggers: [{ kind: "placement.started" }],
      stops: [],
      ends: [{ kind: "placement.ended" }],
    });
    const moved = [
      told("placement.started", "2026-01-05", {}, "placement:1"),
      told("placement.ended", "2026-02-05", {}, "placement:1"),
      told("placement.started", "2026-02-05", {}, "placement:2"),
    ];
    expect(under([rule], moved).map((d) => d.endedOn)).toEqual(["2026-02-05", null]);
    const other = aRule({ stops: [], ends: [{ kind: "cin.reviewed" }] });
    const review = told("cin.reviewed", "2026-01-08", {}, "in_need_review:1");
    expect(under([other], [contact, review])[0]?.endedOn).toBe("2026-01-08");
  });

  test("goes with the eighteenth birthday and with death, whichever is sooner", () => {
    const born = told("person.born", "2008-03-01", {}, "person_detail:");
    const ended = (...events: KnownEvent[]): IsoDate | null | undefined =>
      under([visits], [...plan("2026-01-05"), ...events])[0]?.endedOn;
    expect(ended(born)).toBe("2026-03-01");
    expect(ended(born, died("2026-02-01"))).toBe("2026-02-01");
    expect(ended(born, died("2026-04-01"))).toBe("2026-03-01");
    expect(ended(died("2026-02-01"))).toBe("2026-02-01");
    expect(dates(under([visits], [...plan("2026-01-05"), died("2026-02-01"), visit("2026-02-09")]))).toEqual([
      ["2026-01-05", "2026-01-10", null, "2026-02-01"],
    ]);
    // A birthday ends what it ends even where another plan was opened past it.
    expect(ended(born, ...plan("2026-02-20"))).toBe("2026-03-01");
  });
});

describe("where a duty stands", () => {
  const stands = (on: string, doneOn: string | null, endedOn: string | null = null): string =>
    standingOn(
      {
        from: date("2026-01-05"),
        due: date("2026-01-10"),
        doneOn: doneOn === null ? null : date(doneOn),
        endedOn: endedOn === null ? null : date(endedOn),
      },
      date(on),
    );

  test("is waiting to the end of its last day, then late until done", () => {
    expect(stands("2026-01-05", null)).toBe("waiting");
    expect(stands("2026-01-10", null)).toBe("waiting");
    expect(stands("2026-01-11", null)).toBe("late");
    expect(stands("2026-01-11", "2026-01-12")).toBe("late");
    expect(stands("2026-01-09", "2026-01-12")).toBe("waiting");
    expect(stands("2026-01-12", "2026-01-12")).toBe("met late");
  });

  test("is met if done by its last day, and met late for ever if not", () => {
    expect(stands("2026-01-10", "2026-01-10")).toBe("met");
    expect(stands("2026-12-31", "2026-01-10")).toBe("met");
    expect(stands("2026-12-31", "2026-01-11")).toBe("met late");
  });

  test("is no longer needed if the need went in time, and missed if it went after", () => {
    expect(stands("2026-01-09", null, "2026-01-10")).toBe("waiting");
    expect(stands("2026-01-10", null, "2026-01-10")).toBe("no longer needed");
    expect(stands("2026-12-31", null, "2026-01-10")).toBe("no longer needed");
    expect(stands("2026-01-11", null, "2026-01-11")).toBe("missed");
    expect(stands("2026-01-11", null, "2026-01-12")).toBe("late");
  });
});
