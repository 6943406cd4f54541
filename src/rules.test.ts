import { describe, expect, test } from "vitest";
import { assess } from "./kernel/duties/brain.ts";
import type { BrainContext } from "./kernel/duties/invariant.ts";
import { currentRule, ruleBook, sayCounting, sayTimescale } from "./kernel/duties/rule.ts";
import { type Duty, standingOn } from "./kernel/duties/run.ts";
import { told } from "./kernel/duties/testing.ts";
import { date } from "./kernel/dates.ts";
import type { KnownEvent } from "./kernel/timeline/event.ts";
import { isEventKind } from "./kernel/timeline/kinds.ts";
import { ENGLAND } from "./kernel/workingDays.ts";
import { GUARDS, RULES } from "./rules.ts";

const context: BrainContext = { book: ruleBook(RULES), calendar: ENGLAND, workers: new Map() };
const dutiesOf = (...events: KnownEvent[]): readonly Duty[] => assess(events, context, GUARDS, []).duties;
const the = (rule: string, ...events: KnownEvent[]): Duty => {
  const found = dutiesOf(...events).filter((d) => d.rule === rule);
  if (found[0] === undefined) throw new Error(`no ${rule}`);
  return found[0];
};
const all = (rule: string, ...events: KnownEvent[]): readonly Duty[] =>
  dutiesOf(...events).filter((d) => d.rule === rule);
const born = told("person.born", "2014-05-02", {}, "person_detail:");
const visit = (on: string, purpose: string, seen: boolean | null = true): KnownEvent =>
  told("visit.made", on, { purpose, seen, alone: true }, `visit:${purpose}:${on}`);

describe("the rule book", () => {
  test("has every row the rulebook asks for", () => {
    const ids = new Set(RULES.map((rule) => rule.id.split(".")[0]));
    for (const id of [
      "T01",
      "T11",
      "T12",
      "T20",
      "T21",
      "T22",
      "T23",
      "T25",
      "T26",
      "T27",
      "T28",
      "T30",
      "T32",
      "T33",
      "T34",
      "T35",
      "T36",
      "T37",
      "T38",
      "T39",
      "T40",
      "T41",
      "T54",
      "T56",
      "T57",
      "T58",
      "T59",
      "T60",
      "T66",
      "T67",
      "T68",
      "T74",
      "T75",
      "T76",
      "T77",
      "T81",
    ]) {
      expect(ids.has(id), id).toBe(true);
    }
  });

  test("gives each row an id of its own, a source, a name, and guards that exist", () => {
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length);
    for (const rule of RULES) {
      expect(rule.source.length, rule.id).toBeGreaterThan(10);
      expect(rule.name.length, rule.id).toBeGreaterThan(5);
      if (rule.guard !== undefined) expect(GUARDS[rule.guard], rule.id).toBeTypeOf("function");
      expect(rule.local, rule.id).toBe(rule.severity === "local");
      for (const match of [...rule.triggers, ...rule.stops, ...rule.ends]) {
        expect(
          isEventKind(match.kind) ||
            match.kind.startsWith("person.turned") ||
            match.kind === "leaving.becameEligible",
          `${rule.id} ${match.kind}`,
        ).toBe(true);
      }
    }
  });

  test("says its timescale and counting in words", () => {
    const rule = currentRule(context.book, "T27", date("2026-11-21"));
    expect(sayTimescale(rule)).toBe("15 working days");
    expect(sayCounting(rule)).toContain("first day not counted");
  });
});

describe("front door", () => {
  test("T01: a contact is decided by the end of the next working day, over a weekend too", () => {
    expect(the("T01.1", told("contact.received", "2026-11-20")).due).toBe("2026-11-23");
    expect(the("T01.1", told("contact.received", "2026-12-24")).due).toBe("2026-12-29");
    const done = the(
      "T01.1",
      told("contact.received", "2026-11-20"),
      told("contact.decided", "2026-11-23", {}, "contact:2026-11-20"),
    );
    expect(standingOn(done, date("2026-12-01"))).toBe("met");
  });

  test("T01: a referral answers the contact it came from", () => {
    expect(
      the("T01.1", told("contact.received", "2026-11-20"), told("referral.received", "2026-11-24")).doneOn,
    ).toBe("2026-11-24");
  });

  test("T11: referred again within twelve months, not at twelve months and a day", () => {
    const again = (second: string): number =>
      all("T11", told("referral.received", "2025-03-10"), told("referral.received", second)).length;
    expect(again("2026-03-09")).toBe(1);
    expect(again("2026-03-10")).toBe(0);
  });

  test("T12: the third contact in six months asks for a review, unless an assessment began", () => {
    const three = ["2026-01-05", "2026-03-05", "2026-06-05"].map((on) => told("contact.received", on));
    expect(all("T12", ...three)).toHaveLength(1);
    expect(all("T12", ...three, told("assessment.started", "2026-03-20"))).toHaveLength(0);
    expect(all("T12", ...three.slice(1))).toHaveLength(0);
  });
});

describe("assessment and section 47", () => {
  const referral = told("referral.received", "2026-01-05", { nfa: false });

  test("T20 counts 45 working days from the referral, T21 from the start", () => {
    const started = told("assessment.started", "2026-01-12");
    const authorised = told("assessment.authorised", "2026-03-11", {}, "assessment:2026-01-12");
    expect(the("T20", referral, started, authorised).due).toBe("2026-03-09");
    expect(standingOn(the("T20", referral, started, authorised), date("2026-04-01"))).toBe("met late");
    expect(the("T21", referral, started, authorised).due).toBe("2026-03-16");
    expect(standingOn(the("T21", referral, started, authorised), date("2026-04-01"))).toBe("met");
  });

  test("T20 asks nothing of a referral that took no further action, and ends when the case closes", () => {
    expect(all("T20", told("referral.received", "2026-01-05", { nfa: true }))).toHaveLength(0);
    const closed = the("T20", referral, told("referral.closed", "2026-01-30", {}, "referral:2026-01-05"));
    expect(standingOn(closed, date("2026-06-01"))).toBe("no longer needed");
  });

  test("T23: seen in five working days, or 24 hours in a section 47 enquiry", () => {
    expect(the("T23.1", referral, told("assessment.started", "2026-01-12")).due).toBe("2026-01-19");
    const s47 = the("T23.2", told("s47.started", "2026-02-02"), visit("2026-02-03", "cp"));
    expect(s47.due).toBe("2026-02-03");
    expect(standingOn(s47, date("2026-03-01"))).toBe("met");
  });

  test("T26: the enquiry is finished in 12 working days", () => {
    expect(the("T26", told("s47.started", "2026-02-02")).due).toBe("2026-02-18");
  });
});

describe("conference and plans", () => {
  const s47 = told("s47.started", "2026-02-02", { notRequired: false }, "section47:2026-02-02");

  test("T27: the conference is within 15 working days, the strategy discussion being day 0", () => {
    expect(the("T27", s47).due).toBe("2026-02-23");
    const held = (on: string): string =>
      standingOn(the("T27", s47, told("conference.held", on)), date("2026-06-01"));
    expect(held("2026-02-23")).toBe("met");
    expect(held("2026-02-24")).toBe("met late");
  });

  test("T27 crosses Easter and May: bank holidays do not count", () => {
    expect(the("T27", told("s47.started", "2026-03-31")).due).toBe("2026-04-23");
  });

  test("T27 is not asked where no conference is required", () => {
    expect(all("T27", told("s47.started", "2026-02-02", { notRequired: true }))).toHaveLength(0);
  });

  test("T28: a child who moves in has a conference 15 working days after we are told", () => {
    expect(the("T28", told("conference.transferNotified", "2026-02-02")).due).toBe("2026-02-23");
  });

  test("T32, T33: the first core group in 10 working days, then every 28 days from the last", () => {
    const plan = told("cp.started", "2026-02-23", {}, "protection_plan:2026-02-23");
    expect(the("T32", plan).due).toBe("2026-03-09");
    expect(the("T33", plan, told("cp.coreGroup", "2026-03-04")).due).toBe("2026-04-01");
  });

  test("T34: the plan's own visit frequency, else 10 working days, counted from the last visit at which the child was seen", () => {
    const plan = told("cp.started", "2026-02-23", {}, "protection_plan:2026-02-23");
    expect(the("T34", plan).due).toBe("2026-03-09");
    const visits = all("T34", plan, visit("2026-03-03", "cp"), visit("2026-03-10", "cp", false));
    expect(visits.map((d) => [d.from, d.due, d.doneOn])).toEqual([
      ["2026-02-23", "2026-03-09", "2026-03-03"],
      ["2026-03-03", "2026-03-17", null],
    ]);
    const own = told("cp.started", "2026-02-23", { visitDays: 15 }, "protection_plan:2026-02-23");
    expect(all("T34", own, visit("2026-03-03", "cp")).map((d) => d.due)).toEqual([
      "2026-03-16",
      "2026-03-24",
    ]);
  });

  test("T35, T36: first review in three months, later ones six months from the last actual review", () => {
    const plan = told("cp.started", "2025-11-30", {}, "protection_plan:2025-11-30");
    expect(the("T35", plan).due).toBe("2026-02-28");
    const reviews = all("T36", plan, told("cp.reviewed", "2026-02-10"), told("cp.reviewed", "2026-07-01"));
    expect(reviews.map((d) => [d.due, d.doneOn])).toEqual([
      ["2026-08-10", "2026-07-01"],
      ["2027-01-01", null],
    ]);
  });

  test("T37: a plan made before birth is reviewed 20 working days after it", () => {
    const plan = told("cp.started", "2026-01-12", {}, "protection_plan:2026-01-12");
    expect(the("T37", plan, told("person.born", "2026-02-16", {}, "person_detail:")).due).toBe("2026-03-16");
  });

  test("T38, T39: long and repeat plans are flagged", () => {
    const plan = told("cp.started", "2025-01-10", { previous: 1 }, "protection_plan:2025-01-10");
    expect(["T38.1", "T38.2", "T38.3"].map((id) => the(id, plan).due)).toEqual([
      "2025-10-10",
      "2026-04-10",
      "2026-10-10",
    ]);
    expect(all("T39", plan)).toHaveLength(1);
    expect(all("T39", told("cp.started", "2025-01-10", { previous: 0 }))).toHaveLength(0);
  });

  test("T40: a child in need plan in 10 working days, reviewed in three months, visited in 20 working days", () => {
    const referral = told("referral.received", "2026-01-05", { nfa: false });
    expect(the("T40.1", referral, told("assessment.authorised", "2026-02-02")).due).toBe("2026-02-16");
    const plan = told("cin.started", "2026-02-16", {}, "in_need_plan:2026-02-16");
    expect(the("T40.2", referral, plan).due).toBe("2026-05-16");
    expect(the("T40.3", referral, plan).due).toBe("2026-03-16");
  });

  test("T40: a visit for any purpose stops the clock of a child in need plan, and starts the next", () => {
    const referral = told("referral.received", "2026-01-05", { nfa: false });
    const plan = told("cin.started", "2026-02-16", {}, "in_need_plan:2026-02-16");
    for (const purpose of ["cin", "any", "cp", "care"]) {
      const visits = all("T40.3", referral, plan, visit("2026-03-02", purpose));
      expect(visits.map((duty) => [duty.from, duty.due, duty.doneOn])).toEqual([
        ["2026-02-16", "2026-03-16", "2026-03-02"],
        ["2026-03-02", "2026-03-30", null],
      ]);
    }
    expect(all("T40.3", referral, plan, visit("2026-03-02", "cp", false))).toHaveLength(1);
  });

  test("T40 asks for no child in need plan of a child on a protection plan", () => {
    const referral = told("referral.received", "2026-01-05", { nfa: false });
    const plan = told("cp.started", "2026-01-26", {}, "protection_plan:2026-01-26");
    expect(all("T40.1", referral, plan, told("assessment.authorised", "2026-02-02"))).toHaveLength(0);
  });

  test("T41: a plan that ends on no conference's day is flagged, unless the child is looked after, eighteen or has died", () => {
    const plan = [
      told("cp.started", "2026-01-26", {}, "protection_plan:2026-01-26"),
      told("cp.ended", "2026-05-01", {}, "protection_plan:2026-01-26"),
    ];
    expect(all("T41", ...plan)).toHaveLength(1);
    expect(all("T41", ...plan, told("cp.reviewed", "2026-05-01"))).toHaveLength(0);
    expect(all("T41", ...plan, told("care.started", "2026-04-20"))).toHaveLength(0);
    expect(all("T41", ...plan, told("person.died", "2026-05-01"))).toHaveLength(0);
  });

  test("a duty of a plan ends with the plan, and is missed if its day had passed", () => {
    const plan = [
      told("cp.started", "2026-01-26", {}, "protection_plan:2026-01-26"),
      told("cp.ended", "2026-05-01", {}, "protection_plan:2026-01-26"),
    ];
    expect(standingOn(the("T35", ...plan), date("2026-06-01"))).toBe("missed");
  });
});

describe("looked after", () => {
  const care = told("care.started", "2026-01-05", {}, "care_period:2026-01-05");
  const placed = (type: string, on = "2026-01-05", more: Record<string, boolean> = {}): KnownEvent =>
    told("placement.started", on, { type, ...more }, `placement:${on}`);
  const status = (code: string): KnownEvent =>
    told("legal.changed", "2026-01-05", { status: code }, "legal_status:2026-01-05");

  test("T54: reviews at 20 working days, then three months, then six", () => {
    const reviews = [told("care.reviewed", "2026-01-30"), told("care.reviewed", "2026-04-20")];
    expect(the("T54.1", born, care).due).toBe("2026-02-02");
    expect(the("T54.2", born, care, ...reviews).due).toBe("2026-04-30");
    expect(the("T54.3", born, care, ...reviews).due).toBe("2026-10-20");
    expect(all("T54.2", born, care, ...reviews)).toHaveLength(1);
  });

  test("T54: an earliest review told long after care began is not taken for the first", () => {
    const longAgo = told("care.started", "2019-03-04", {}, "care_period:2019-03-04");
    const [one, two] = [told("care.reviewed", "2026-01-30"), told("care.reviewed", "2026-07-20")];
    expect(all("T54.2", born, longAgo, one, two)).toHaveLength(0);
    expect(all("T54.3", born, longAgo, one, two).map((duty) => [duty.due, duty.doneOn])).toEqual([
      ["2026-07-30", "2026-07-20"],
      ["2027-01-20", null],
    ]);
    // Late, but still to be told for the first; and a day later not.
    const second = (first: string): string[] =>
      dutiesOf(born, care, told("care.reviewed", first))
        .filter((duty) => /^T54\.[23]$/.test(duty.rule))
        .map((duty) => `${duty.rule} ${duty.due}`);
    expect(second("2026-05-05")).toEqual(["T54.2 2026-08-05"]);
    expect(second("2026-05-06")).toEqual(["T54.3 2026-11-06"]);
    // The first of a new period in care, whatever was reviewed before it.
    const left = told("care.ended", "2025-06-02", {}, "care_period:2019-03-04");
    expect(the("T54.2", born, longAgo, left, told("care.reviewed", "2025-01-02"), care, one).due).toBe(
      "2026-04-30",
    );
  });

  test("T56: a visit in the first week, then every six weeks; a settled placement every three months after a year", () => {
    expect(the("T56.1", born, care, placed("U6")).due).toBe("2026-01-12");
    expect(the("T56.2", born, care, placed("U6"), visit("2026-01-10", "care")).due).toBe("2026-02-21");
    const settled = [born, care, placed("U4"), visit("2027-01-06", "care")];
    expect(the("T56.3", ...settled).due).toBe("2027-04-06");
    expect(all("T56.2", ...settled)).toHaveLength(0);
  });

  test("T57: an agreed long-term foster home, six months after its first year", () => {
    expect(
      the("T57", born, care, placed("U4", "2026-01-05", { longTerm: true }), visit("2027-01-06", "care")).due,
    ).toBe("2027-07-06");
  });

  test("T58: with a parent, weekly until the first review, then six weeks", () => {
    const home = [born, care, placed("P1"), status("V2")];
    expect(the("T58", ...home).due).toBe("2026-01-12");
    expect(the("T58.2", ...home, told("care.reviewed", "2026-01-20"), visit("2026-01-21", "care")).due).toBe(
      "2026-03-04",
    );
  });

  test("T59: an interim care order at home, weekly until the first review, then four weeks", () => {
    const home = [born, care, placed("P1"), status("C1")];
    expect(the("T59", ...home).due).toBe("2026-01-12");
    expect(the("T59.2", ...home, told("care.reviewed", "2026-01-20"), visit("2026-01-21", "care")).due).toBe(
      "2026-02-18",
    );
  });

  test("T60: a care order at home, a week, then six weeks", () => {
    const home = [born, care, placed("P1"), status("C2")];
    expect(the("T60.1", ...home).due).toBe("2026-01-12");
    expect(the("T60.2", ...home, visit("2026-01-10", "care")).due).toBe("2026-02-21");
  });

  test("T60: a week from a care order made when the child is at home already, once for each order", () => {
    const later = told("legal.changed", "2026-03-02", { status: "C2" }, "legal_status:2026-03-02");
    const again = told("legal.changed", "2026-04-06", { status: "C2" }, "legal_status:2026-04-06");
    const home = [born, care, placed("P1"), status("C1")];
    expect(all("T60.1", ...home)).toHaveLength(0);
    const made = the("T60.1", ...home, later, visit("2026-03-06", "care"));
    expect([made.from, made.due, made.doneOn]).toEqual(["2026-03-02", "2026-03-09", "2026-03-06"]);
    expect(all("T60.1", ...home, later, again)).toHaveLength(1);
    // The placement and the order of one day are one clock; an order of a child placed elsewhere starts none.
    expect(all("T60.1", born, care, placed("P1"), status("C2"))).toHaveLength(1);
    expect(all("T60.1", born, care, placed("U6"), status("C1"), later)).toHaveLength(0);
    // Home under an order made before: from the placement.
    const moved = told("placement.started", "2026-05-11", { type: "P1" }, "placement:2026-05-11");
    expect(all("T60.1", born, care, placed("U6"), status("C2"), moved).map((duty) => duty.due)).toEqual([
      "2026-05-18",
    ]);
  });

  test("T66, T67: health in 20 working days, then six months under five and twelve from five; dental yearly", () => {
    expect(the("T66", born, care).due).toBe("2026-02-02");
    const baby = told("person.born", "2024-05-02", {}, "person_detail:");
    expect(the("T67.1", baby, care, told("health.assessed", "2026-01-30")).due).toBe("2026-07-30");
    expect(the("T67.2", born, care, told("health.assessed", "2026-01-30")).due).toBe("2027-01-30");
    expect(the("T67.3", born, care).due).toBe("2027-01-05");
  });

  test("T68: the questionnaire yearly, from four to sixteen", () => {
    expect(the("T68", born, care).due).toBe("2027-01-05");
    expect(all("T68", told("person.born", "2023-05-02", {}, "person_detail:"), care)).toHaveLength(0);
  });

  test("the duties of care end on the eighteenth birthday", () => {
    const older = told("person.born", "2008-03-01", {}, "person_detail:");
    expect(
      the("T54.1", older, care, told("care.ended", "2026-06-01", {}, "care_period:2026-01-05")).endedOn,
    ).toBe("2026-03-01");
  });
});

describe("missing, leaving care, workers", () => {
  test("T74: a return interview is offered within 72 hours, and the third time in 90 days is flagged", () => {
    const ended = told("missing.ended", "2026-03-28", {}, "missing_episode:2026-03-27", {
      at: "2026-03-28T12:00:00.000Z" as never,
    });
    expect(the("T74.1", ended).dueAt).toBe("2026-03-31T12:00:00.000Z");
    const three = ["2026-01-01", "2026-02-01", "2026-03-15"].map((on) => told("missing.started", on));
    expect(all("T74.2", ...three)).toHaveLength(1);
    expect(all("T74.2", ...three.slice(1))).toHaveLength(0);
  });

  test("T75: a pathway assessment within three months of sixteen, once looked after 13 weeks since fourteen", () => {
    const teenager = told("person.born", "2010-03-10", {}, "person_detail:");
    const long = told("care.started", "2025-06-01", {}, "care_period:2025-06-01");
    expect(the("T75", teenager, long).from).toBe("2026-03-10");
    expect(the("T75", teenager, long).due).toBe("2026-06-10");
    const recent = told("care.started", "2026-02-01", {}, "care_period:2026-02-01");
    expect(the("T75", teenager, recent).from).toBe("2026-05-03");
  });

  test("T76, T77: the pathway plan six months on, in touch within eight weeks", () => {
    const leaver = told("person.born", "2006-03-10", {}, "person_detail:");
    expect(the("T76", leaver, told("pathway.reviewed", "2026-01-10")).due).toBe("2026-07-10");
    expect(the("T77", leaver, told("leaving.contact", "2026-01-10")).due).toBe("2026-03-07");
  });

  test("T81: the next worker is named the same day while the case is open", () => {
    const open = told("referral.received", "2026-01-05", { nfa: false });
    const ended = told("worker.ended", "2026-02-02", { worker: "SW1" }, "allocation:SW1");
    expect(the("T81", open, ended).due).toBe("2026-02-02");
    expect(all("T81", ended)).toHaveLength(0);
  });
});
