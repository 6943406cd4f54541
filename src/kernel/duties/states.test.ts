import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, date, type IsoDate } from "../dates.ts";
import type { Status } from "./rule.ts";
import { inState, tellStory } from "./story.ts";
import type { Span } from "./states.ts";
import type { KnownEvent } from "../timeline/event.ts";
import { told } from "./testing.ts";

const spans = (status: Status, ...events: KnownEvent[]): [string, string | null][] =>
  tellStory(events)
    .spans.filter((s) => s.status === status)
    .map((s) => [s.from, s.until]);
const born = (on: string): KnownEvent => told("person.born", on, {}, "person_detail:");
const died = (on: string): KnownEvent => told("person.died", on, {}, "person_detail:");

describe("states", () => {
  const openAndClose: readonly [Status, KnownEvent["kind"], KnownEvent["kind"]][] = [
    ["open", "referral.received", "referral.closed"],
    ["assessment", "assessment.started", "assessment.authorised"],
    ["section47", "s47.started", "s47.ended"],
    ["section47", "s47.started", "conference.notNeeded"],
    ["section47", "s47.started", "conference.held"],
    ["protection-plan", "cp.started", "cp.ended"],
    ["in-need-plan", "cin.started", "cin.ended"],
    ["looked-after", "care.started", "care.ended"],
    ["pre-proceedings", "preProceedings.started", "preProceedings.ended"],
    ["missing", "missing.started", "missing.ended"],
    ["early-help", "earlyHelp.started", "earlyHelp.ended"],
    ["liberty-order", "dolo.started", "dolo.ended"],
  ];

  test.each(openAndClose)("%s runs from %s to %s, and not on the day it ends", (status, starts, ends) => {
    const life = [told(starts, "2026-01-05", { a: 1 }, "row:1"), told(ends, "2026-02-05", {}, "row:1")];
    expect(spans(status, ...life)).toEqual([["2026-01-05", "2026-02-05"]]);
    const story = tellStory(life);
    expect(story.spans).toEqual([
      {
        status,
        key: "row:1",
        from: date("2026-01-05"),
        until: date("2026-02-05"),
        detail: { a: 1 },
        toldBy: ["kith"],
      },
    ] satisfies Span[]);
    const inIt = (on: string): boolean => inState(story, status, date(on));
    expect(["2026-01-04", "2026-01-05", "2026-02-04", "2026-02-05"].map(inIt)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(inState(story, "held", date("2026-01-10"))).toBe(false);
    expect(spans(status, told(starts, "2026-01-05", {}, "row:1"))).toEqual([["2026-01-05", null]]);
  });

  test("go on until something ends them", () => {
    const story = tellStory([told("cp.started", "2026-01-05")]);
    expect(inState(story, "protection-plan", date("2040-01-05"))).toBe(true);
  });

  test("a referral on which nothing more is done opens no case; one that does not say does", () => {
    expect(spans("open", told("referral.received", "2026-01-05", { nfa: true }))).toEqual([]);
    expect(spans("open", told("referral.received", "2026-01-05", { nfa: null }))).toHaveLength(1);
  });

  test("the end of one is not the end of another of its kind", () => {
    const two = (starts: KnownEvent["kind"], ends: KnownEvent["kind"]): KnownEvent[] => [
      told(starts, "2026-01-05", {}, "row:1"),
      told(starts, "2026-01-20", {}, "row:2"),
      told(ends, "2026-02-05", {}, "row:1"),
    ];
    for (const [status, starts, ends] of openAndClose) {
      if (status === "looked-after") continue;
      expect(spans(status, ...two(starts, ends)), status).toEqual([
        ["2026-01-05", "2026-02-05"],
        ["2026-01-20", null],
      ]);
    }
    expect(
      spans(
        "section47",
        ...two("s47.started", "s47.ended"),
        told("conference.held", "2026-02-10", {}, "conference:1"),
      ),
    ).toEqual([
      ["2026-01-05", "2026-02-05"],
      ["2026-01-20", "2026-02-10"],
    ]);
  });

  test("a child is in care once at a time, and may come back the day they left", () => {
    const back = [
      told("care.started", "2026-01-05", {}, "care_period:1"),
      told("care.ended", "2026-02-05", {}, "care_period:1"),
      told("care.started", "2026-02-05", {}, "care_period:2"),
    ];
    expect(spans("looked-after", ...back)).toEqual([
      ["2026-01-05", "2026-02-05"],
      ["2026-02-05", null],
    ]);
    const twoSourcesADayApart = [
      told("care.started", "2026-01-06", {}, "care_period:6"),
      ...back.slice(0, 2),
    ];
    expect(spans("looked-after", ...twoSourcesADayApart)).toEqual([
      ["2026-01-05", "2026-02-05"],
      ["2026-01-06", "2026-02-05"],
    ]);
    const forADay = [
      told("care.started", "2026-01-05", {}, "c:1"),
      told("care.ended", "2026-01-05", {}, "c:1"),
    ];
    expect(spans("looked-after", ...forADay)).toEqual([["2026-01-05", "2026-01-05"]]);
  });

  test("plans and care end on the eighteenth birthday, and being a care leaver on the twenty-fifth", () => {
    const birth = born("2008-03-01");
    for (const [status, starts] of [
      ["protection-plan", "cp.started"],
      ["in-need-plan", "cin.started"],
      ["looked-after", "care.started"],
    ] as const)
      expect(spans(status, birth, told(starts, "2026-01-05")), status).toEqual([
        ["2026-01-05", "2026-03-01"],
      ]);
    expect(spans("open", birth, told("referral.received", "2026-01-05"))).toEqual([["2026-01-05", null]]);
    expect(spans("care-leaver", birth, told("leaving.eligible", "2026-01-05"))).toEqual([
      ["2026-01-05", "2033-03-01"],
    ]);
  });

  test("all end with death, and none begins after it", () => {
    for (const [status, starts, ends] of openAndClose) {
      const life = [told(starts, "2026-01-05", {}, "row:1"), told(ends, "2026-04-05", {}, "row:1")];
      expect(spans(status, ...life, died("2026-03-01")), status).toEqual([["2026-01-05", "2026-03-01"]]);
      expect(spans(status, ...life, died("2026-05-01")), status).toEqual([["2026-01-05", "2026-04-05"]]);
      expect(spans(status, ...life, died("2026-01-05")), status).toEqual([["2026-01-05", "2026-01-05"]]);
      expect(spans(status, ...life, died("2026-01-04")), status).toEqual([]);
      expect(spans(status, life[0] as KnownEvent, died("2026-03-01")), status).toEqual([
        ["2026-01-05", "2026-03-01"],
      ]);
    }
  });
});

describe("who holds the child", () => {
  const open = told("referral.received", "2026-01-05", {}, "referral:1");
  const closed = told("referral.closed", "2026-06-05", {}, "referral:1");
  const holds = (worker: string, on: string): KnownEvent =>
    told("worker.allocated", on, { worker }, `allocation:${worker}`);
  const stops = (worker: string, on: string): KnownEvent =>
    told("worker.ended", on, { worker }, `allocation:${worker}`);
  const held = (...events: KnownEvent[]): [string, string | null][] => spans("held", ...events);

  test("is who was named last, until an end is recorded or the next is named", () => {
    expect(held(open, holds("A", "2026-01-06"))).toEqual([["2026-01-06", null]]);
    expect(held(open, holds("A", "2026-01-06"), holds("B", "2026-02-06"))).toEqual([
      ["2026-01-06", "2026-02-06"],
      ["2026-02-06", null],
    ]);
    expect(held(open, holds("A", "2026-01-06"), stops("A", "2026-02-01"), holds("B", "2026-02-06"))).toEqual([
      ["2026-01-06", "2026-02-01"],
      ["2026-02-06", null],
    ]);
    expect(held(open, holds("A", "2026-01-06"), stops("A", "2026-02-10"), holds("B", "2026-02-06"))).toEqual([
      ["2026-01-06", "2026-02-06"],
      ["2026-02-06", null],
    ]);
    const [span] = tellStory([open, holds("A", "2026-01-06")]).spans.filter((s) => s.status === "held");
    expect(span).toEqual({
      status: "held",
      key: "allocation:A",
      from: "2026-01-06",
      until: null,
      detail: { worker: "A" },
      toldBy: ["kith"],
    });
  });

  test("ends with that worker's own end, on or after the day they began", () => {
    expect(held(open, holds("A", "2026-01-06"), stops("B", "2026-02-01"))).toEqual([["2026-01-06", null]]);
    expect(held(open, holds("A", "2026-01-06"), stops("A", "2026-01-05"))).toEqual([["2026-01-06", null]]);
    expect(held(open, holds("A", "2026-01-06"), stops("A", "2026-01-06"))).toEqual([]);
    expect(tellStory([open, holds("A", "2026-01-06"), stops("A", "2026-01-06")]).spans).toHaveLength(1);
  });

  test("is nobody once the last case is closed, nor when the child comes back", () => {
    const again = told("referral.received", "2027-01-05", {}, "referral:2");
    expect(held(open, closed, holds("A", "2026-01-06"))).toEqual([["2026-01-06", "2026-06-05"]]);
    expect(held(open, closed, again, holds("A", "2026-01-06"))).toEqual([["2026-01-06", "2026-06-05"]]);
    expect(held(open, closed, again, holds("A", "2026-01-06"), holds("B", "2027-01-07"))).toEqual([
      ["2026-01-06", "2026-06-05"],
      ["2027-01-07", null],
    ]);
    expect(held(open, closed, holds("A", "2026-07-06"))).toEqual([]);
    expect(held(open, closed, holds("A", "2026-06-05"))).toEqual([]);
    expect(held(open, closed, again, holds("A", "2026-06-05"))).toEqual([]);
    expect(held(open, closed, again, holds("A", "2026-07-06"))).toEqual([["2026-07-06", null]]);
  });

  test("is the same person from one case into the next that touches or overlaps it", () => {
    const care = (from: string): KnownEvent => told("care.started", from, {}, `care_period:${from}`);
    const left = (from: string, on: string): KnownEvent => told("care.ended", on, {}, `care_period:${from}`);
    const first = [open, closed, holds("A", "2026-01-06")];
    expect(held(...first, care("2026-06-05"))).toEqual([["2026-01-06", null]]);
    expect(held(...first, care("2026-05-05"), left("2026-05-05", "2026-08-05"))).toEqual([
      ["2026-01-06", "2026-08-05"],
    ]);
    expect(held(...first, care("2026-02-05"), left("2026-02-05", "2026-03-05"))).toEqual([
      ["2026-01-06", "2026-06-05"],
    ]);
    expect(held(...first, care("2025-12-05"), left("2025-12-05", "2026-01-04"))).toEqual([
      ["2026-01-06", "2026-06-05"],
    ]);
    const before = [care("2025-11-05"), left("2025-11-05", "2025-12-05"), holds("A", "2025-11-06")];
    expect(held(open, closed, ...before)).toEqual([["2025-11-06", "2025-12-05"]]);
    expect(held(...first, care("2026-06-06"))).toEqual([["2026-01-06", "2026-06-05"]]);
    expect(held(...first, care("2025-02-05"), left("2025-02-05", "2025-03-05"))).toEqual([
      ["2026-01-06", "2026-06-05"],
    ]);
  });

  test.each([
    ["cp.started", "cp.ended"],
    ["care.started", "care.ended"],
    ["assessment.started", "assessment.authorised"],
  ] as const)("is needed while there is %s without %s", (starts, ends) => {
    const life = [told(starts, "2026-01-05", {}, "row:1"), told(ends, "2026-02-05", {}, "row:1")];
    expect(held(...life, holds("A", "2026-01-06"))).toEqual([["2026-01-06", "2026-02-05"]]);
  });

  test("is needed by a care leaver, and not for early help alone", () => {
    const leaver = [told("leaving.eligible", "2026-01-05"), born("2006-03-01")];
    expect(held(...leaver, holds("A", "2026-01-06"))).toEqual([["2026-01-06", "2031-03-01"]]);
    const help = [
      told("earlyHelp.started", "2026-01-05", {}, "e:1"),
      told("earlyHelp.ended", "2026-02-05", {}, "e:1"),
    ];
    expect(held(...help, holds("A", "2026-01-06"))).toEqual([["2026-01-06", null]]);
  });

  test("is nobody after a death", () => {
    expect(held(open, holds("A", "2026-01-06"), died("2026-03-01"))).toEqual([["2026-01-06", "2026-03-01"]]);
    expect(held(holds("A", "2026-01-06"), died("2026-03-01"))).toEqual([["2026-01-06", "2026-03-01"]]);
  });
});

describe("thirteen weeks since fourteen, some of it at sixteen (becoming eligible)", () => {
  /** Fourteen on 10 March 2024, sixteen on 10 March 2026, eighteen on 10 March 2028. */
  const eligible = (...periods: [from: string, until?: string][]): IsoDate | undefined =>
    tellStory([
      born("2010-03-10"),
      ...periods.flatMap(([from, until]) => [
        told("care.started", from, {}, `care_period:${from}`),
        ...(until === undefined ? [] : [told("care.ended", until, {}, `care_period:${from}`)]),
      ]),
    ]).of("leaving.becameEligible")[0]?.on;

  test("is the sixteenth birthday for somebody long in care, and thirteen weeks in for somebody new", () => {
    expect(eligible(["2020-01-01"])).toBe("2026-03-10");
    expect(eligible(["2025-12-09"])).toBe("2026-03-10");
    expect(eligible(["2025-12-10"])).toBe("2026-03-11");
    expect(eligible(["2027-01-01"])).toBe("2027-04-02");
  });

  test("adds up several periods, and counts no day before fourteen", () => {
    expect(eligible(["2025-01-01", "2025-03-02"], ["2026-04-01"])).toBe("2026-05-02");
    expect(eligible(["2023-01-01", "2023-12-01"], ["2026-04-01"])).toBe("2026-07-01");
    expect(eligible(["2023-01-01", "2024-04-10"], ["2026-04-01"])).toBe("2026-05-31");
    expect(eligible(["2024-06-01", "2025-06-01"], ["2026-04-01"])).toBe("2026-04-01");
    expect(eligible(["2026-04-01", "2026-05-01"], ["2026-06-01"])).toBe("2026-08-01");
  });

  test("counts a day that two sources tell of once", () => {
    expect(eligible(["2026-04-01", "2026-05-01"], ["2026-04-03", "2026-05-01"], ["2026-06-01"])).toBe(
      "2026-08-01",
    );
  });

  test("counts care, and no other state", () => {
    const plan = told("cp.started", "2024-06-01", {}, "protection_plan:1");
    const events = [born("2010-03-10"), plan, told("care.started", "2026-04-01", {}, "care_period:1")];
    expect(
      tellStory(events)
        .of("leaving.becameEligible")
        .map((m) => m.on),
    ).toEqual(["2026-07-01"]);
    expect(eligible(["2024-06-01", "2025-06-01"], ["2026-04-01", "2026-04-01"])).toBeUndefined();
  });

  test("needs thirteen whole weeks", () => {
    expect(eligible(["2026-04-01", "2026-07-01"])).toBe("2026-07-01");
    expect(eligible(["2026-04-01", "2026-06-30"])).toBeUndefined();
  });

  test("needs a day in care at sixteen", () => {
    expect(eligible(["2025-01-01", "2026-03-10"])).toBeUndefined();
    expect(eligible(["2025-01-01", "2026-03-11"])).toBe("2026-03-10");
    expect(eligible(["2024-06-01", "2025-06-01"])).toBeUndefined();
  });

  test("cannot come at eighteen", () => {
    expect(eligible(["2027-12-10"])).toBeUndefined();
    expect(eligible(["2027-12-09"])).toBe("2028-03-09");
    expect(eligible(["2028-01-01"])).toBeUndefined();
  });
});

describe("what was accepted here", () => {
  const open = told("referral.received", "2026-01-05", {}, "referral:1");
  const here = (worker: string, on: string): KnownEvent =>
    told("worker.allocated", on, { worker, since: on }, `allocation:${worker}.${on}`);
  const listed = (worker: string, asAt: string): KnownEvent =>
    told("worker.allocated", asAt, { worker, since: null }, "allocation:current", { issuer: "annex-a" });
  const dated = (worker: string, since: string, issuer = "ssd"): KnownEvent =>
    told("worker.allocated", since, { worker, since }, `allocation:${worker}.${since}`, { issuer });
  const holders = (...events: KnownEvent[]): [unknown, string, string | null][] =>
    tellStory(events)
      .spans.filter((s) => s.status === "held")
      .map((s) => [s.detail["worker"], s.from, s.until]);

  test("stands against a later list that names the old worker without saying since when", () => {
    expect(holders(open, listed("A", "2026-02-01"), here("B", "2026-03-01"))).toEqual([
      ["A", "2026-02-01", "2026-03-01"],
      ["B", "2026-03-01", null],
    ]);
    expect(holders(open, here("B", "2026-03-01"), listed("A", "2026-04-01"))).toEqual([
      ["B", "2026-03-01", null],
    ]);
    expect(holders(open, here("B", "2026-03-01"), listed("A", "2026-03-01"))).toEqual([
      ["B", "2026-03-01", null],
    ]);
  });

  test("stands against a file that gives the same or an earlier day of its own", () => {
    for (const since of ["2026-02-01", "2026-03-01"])
      expect(holders(open, here("B", "2026-03-01"), dated("A", since)).at(-1)).toEqual([
        "B",
        "2026-03-01",
        null,
      ]);
  });

  test("gives way to a file that gives a later day of its own, and to the next handover here", () => {
    const later = holders(open, here("B", "2026-03-01"), dated("C", "2026-03-02"));
    expect(later).toEqual([
      ["B", "2026-03-01", "2026-03-02"],
      ["C", "2026-03-02", null],
    ]);
    // What the file said stands on its own feet: a later list is measured against it as against any file.
    expect(
      holders(open, here("B", "2026-03-01"), dated("C", "2026-03-02"), listed("A", "2026-04-01")).at(-1),
    ).toEqual(["A", "2026-04-01", null]);
    expect(
      holders(open, here("B", "2026-03-01"), listed("A", "2026-04-01"), here("A", "2026-04-09")).at(-1),
    ).toEqual(["A", "2026-04-09", null]);
  });

  test("is over with the last case, and then a list may say who holds the child who comes back", () => {
    const closed = told("referral.closed", "2026-06-05", {}, "referral:1");
    const again = told("referral.received", "2026-09-05", {}, "referral:2");
    expect(holders(open, closed, again, here("B", "2026-03-01"), listed("A", "2026-10-01"))).toEqual([
      ["B", "2026-03-01", "2026-06-05"],
      ["A", "2026-10-01", null],
    ]);
  });

  test("is over when a file that knows of it says that it has ended", () => {
    const stops = told("worker.ended", "2026-04-01", { worker: "B" }, "allocation:B.2026-03-01", {
      issuer: "ssd",
    });
    expect(holders(open, here("B", "2026-03-01"), stops, listed("A", "2026-05-01"))).toEqual([
      ["B", "2026-03-01", "2026-04-01"],
      ["A", "2026-05-01", null],
    ]);
  });

  const day = (n: number): string => addDays(date("2026-01-10"), n);
  const dayNumber = fc.nat({ max: 60 });
  const who = fc.constantFrom("A", "B", "C");

  test("is never undone by files with no day of their own, or none that is later", () => {
    const files = fc.array(
      fc.oneof(
        fc.tuple(who, dayNumber).map(([worker, n]) => listed(worker, day(n))),
        fc.tuple(who, fc.nat({ max: 30 })).map(([worker, n]) => dated(worker, day(n))),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(files, (told) => {
        const mine = here("ME", day(30));
        for (const order of [
          [open, mine, ...told],
          [...told.toReversed(), mine, open],
        ])
          expect(holders(...order).at(-1)).toEqual(["ME", day(30), null]);
      }),
    );
  });

  test("goes to the last day anybody gave, where every later file gives one", () => {
    const files = fc.uniqueArray(fc.tuple(who, fc.integer({ min: 31, max: 60 })), {
      selector: ([, n]) => n,
      maxLength: 6,
    });
    fc.assert(
      fc.property(files, (given) => {
        const latest = given.toSorted(([, a], [, b]) => b - a)[0];
        const found = holders(open, here("ME", day(30)), ...given.map(([w, n]) => dated(w, day(n)))).at(-1);
        expect(found).toEqual(
          latest === undefined ? ["ME", day(30), null] : [latest[0], day(latest[1]), null],
        );
      }),
    );
  });

  test("changes nothing for children of whom only files tell", () => {
    const files = fc.array(
      fc.oneof(
        fc.tuple(who, dayNumber).map(([worker, n]) => listed(worker, day(n))),
        fc.tuple(who, dayNumber).map(([worker, n]) => dated(worker, day(n))),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(files, (told) => {
        const days = [...new Set(told.map((event) => event.on))].sort();
        expect(holders(open, ...told).map(([, from]) => from)).toEqual(days);
      }),
    );
  });
});
