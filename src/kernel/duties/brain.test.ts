import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CHILD_INVARIANTS } from "../../features/safety-net/childInvariants.ts";
import { GUARDS, RULES } from "../../rules.ts";
import { addDays, date, type IsoDate } from "../dates.ts";
import type { KnownEvent } from "../timeline/event.ts";
import { ENGLAND } from "../workingDays.ts";
import { type Assessment, assess } from "./brain.ts";
import { countOn, turnPages } from "./diaryFixtures.ts";
import { DAYS, FIRST, lives } from "./fixtures.ts";
import type { BrainContext, WorkerFacts } from "./invariant.ts";
import { ruleBook } from "./rule.ts";
import { standingOn } from "./run.ts";
import { told } from "./testing.ts";

const away: WorkerFacts = {
  registered: false,
  leftOn: date("2025-03-01"),
  absences: [{ from: date("2024-06-01"), to: date("2024-07-15"), covered: false }],
};
const context: BrainContext = {
  book: ruleBook(RULES),
  calendar: ENGLAND,
  workers: new Map([["SW2", away]]),
};
const judge = (events: readonly KnownEvent[]): Assessment =>
  assess(events, context, GUARDS, CHILD_INVARIANTS);

/** An answer with everything in one order, so that two can be compared. */
const sorted = (answer: Assessment): unknown => {
  const inOrder = (list: readonly unknown[]): string[] => list.map((item) => JSON.stringify(item)).sort();
  return [inOrder(answer.duties), inOrder(answer.breaches), inOrder(answer.spans)];
};

const check = (property: (life: KnownEvent[]) => void, runs = 150): void =>
  fc.assert(fc.property(lives, property), { numRuns: runs });

const everyDay = Array.from({ length: DAYS / 7 + 60 }, (_, week) => addDays(FIRST, week * 7));

describe("the brain", () => {
  test("gives one answer whatever order the entries come in", () => {
    fc.assert(
      fc.property(
        lives.chain((life) =>
          fc.tuple(
            fc.constant(life),
            fc.shuffledSubarray(life, { minLength: life.length, maxLength: life.length }),
          ),
        ),
        ([life, shuffled]) => {
          expect(sorted(judge(shuffled))).toEqual(sorted(judge(life)));
        },
      ),
      { numRuns: 100 },
    );
  });

  test("gives the same answer twice, and leaves what it was given alone", () => {
    check((life) => {
      const before = structuredClone(life);
      expect(judge(life)).toEqual(judge(life));
      expect(life).toEqual(before);
    }, 60);
  });

  test("says of every duty on every day what a reader with a diary would say", () => {
    check((life) => {
      const current = life.filter((event) => event.supersededAt === undefined);
      for (const duty of judge(life).duties) {
        const rule = context.book.rows.get(duty.rule)?.[0];
        if (rule === undefined) throw new Error(`no rule ${duty.rule}`);
        const pages = turnPages(current, rule, duty, addDays(FIRST, DAYS + 400));
        expect(
          pages.filter(([day, standing]) => standingOn(duty, day) !== standing),
          duty.key,
        ).toEqual([]);
      }
    }, 60);
  });

  test("dates every duty as counting days on a calendar does", () => {
    check((life) => {
      for (const duty of judge(life).duties) {
        const rule = context.book.rows.get(duty.rule)?.[0];
        if (rule?.offsetFrom !== undefined || rule === undefined) continue;
        expect(duty.due, duty.key).toBe(countOn(rule, duty.from));
      }
    }, 60);
  });

  test("keeps its days in order", () => {
    check((life) => {
      const { duties, breaches, spans } = judge(life);
      for (const duty of duties) {
        expect(duty.due >= duty.from, duty.key).toBe(true);
        expect(duty.actBy >= duty.from && duty.actBy <= duty.due, duty.key).toBe(true);
        expect(duty.doneOn === null || duty.doneOn >= duty.from, duty.key).toBe(true);
        expect(duty.endedOn === null || duty.endedOn >= duty.from, duty.key).toBe(true);
        expect(duty.doneOn === null || duty.endedOn === null, duty.key).toBe(true);
      }
      for (const breach of breaches)
        expect(breach.until === null || breach.until > breach.from, JSON.stringify(breach)).toBe(true);
      for (const span of spans)
        expect(span.until === null || span.until >= span.from, JSON.stringify(span)).toBe(true);
    });
  });

  test("asks one thing once", () => {
    check((life) => {
      const { duties, breaches } = judge(life);
      expect(new Set(duties.map((d) => d.key)).size).toBe(duties.length);
      expect(new Set(breaches.map((b) => `${b.invariant}|${b.key}`)).size).toBe(breaches.length);
    });
  });

  test("does not let one thing change the duties of another", () => {
    const others = fc.constantFrom(
      "dental.checked",
      "sdq.scored",
      "cp.coreGroup",
      "cin.reviewed",
      "health.assessed",
    );
    fc.assert(
      fc.property(lives, others, fc.nat({ max: DAYS }), (life, kind, day) => {
        const more = told(kind, addDays(FIRST, day), {}, `other:${day}`);
        const unrelated = (answer: Assessment): unknown =>
          answer.duties.filter(({ rule }) =>
            context.book.rows
              .get(rule)
              ?.every((row) => ![...row.triggers, ...row.stops, ...row.ends].some((m) => m.kind === kind)),
          );
        expect(unrelated(judge([...life, more]))).toEqual(unrelated(judge(life)));
      }),
      { numRuns: 100 },
    );
  });

  test("reads what was corrected only to see that it was (INV-16)", () => {
    check((life) => {
      const withHistory = judge(life);
      const without = judge(life.filter((event) => event.supersededAt === undefined));
      const present = (answer: Assessment): unknown => ({
        ...answer,
        breaches: answer.breaches.filter((b) => b.invariant !== "INV-16"),
      });
      expect(present(withHistory)).toEqual(present(without));
      expect(without.breaches.some((b) => b.invariant === "INV-16")).toBe(false);
    });
  });

  test("finds every open child held or unheld (INV-01), on every day, when anybody tells who holds", () => {
    check((life) => {
      const events = [...life, told("worker.allocated", "2020-01-01", { worker: "SW1" }, "allocation:first")];
      const { spans, breaches } = judge(events);
      const on = (day: IsoDate, list: readonly { from: IsoDate; until: IsoDate | null }[]): boolean =>
        list.some((s) => s.from <= day && (s.until === null || day < s.until));
      const open = spans.filter((s) => ["open", "protection-plan", "looked-after"].includes(s.status));
      const held = spans.filter((s) => s.status === "held");
      const unheld = breaches.filter((b) => b.invariant === "INV-01");
      for (const day of everyDay) expect(on(day, unheld), day).toBe(on(day, open) && !on(day, held));
    });
  });

  test("judges nothing dated where the calendar does not reach, and does not stop for it", () => {
    const mistyped = [
      told("person.born", "1958-03-01", {}, "person_detail:"),
      told("referral.received", "2026-01-05", { nfa: false }, "referral:1"),
      told("referral.closed", "2226-03-05", {}, "referral:1"),
      told("contact.received", "9999-12-31"),
      told("referral.closed", "1926-03-05", {}, "referral:0"),
    ];
    const { duties, spans } = judge(mistyped);
    expect(duties.map((d) => d.rule)).toEqual(["T01.2", "T20"]);
    expect(spans.filter((s) => s.status === "open").map((s) => s.until)).toEqual([null]);
  });

  test("knows a birth as long ago as anybody alive was born", () => {
    const birth = told("person.born", "1958-03-01", {}, "person_detail:");
    expect(judge([birth, told("cp.started", "1975-03-01")]).spans).toMatchObject([
      { status: "protection-plan", until: "1976-03-01" },
    ]);
  });

  test("still judges the last year in reach", () => {
    const edge = (year: number): number => judge([told("contact.received", `${year}-12-31`)]).duties.length;
    expect([edge(2110), edge(2111)]).toEqual([1, 0]);
    const closed = (year: number): number =>
      judge([told("referral.received", `${year}-01-01`, {}, "r:1")]).spans.length;
    expect([closed(1961), closed(1960)]).toEqual([1, 0]);
  });

  test("finds a breach once when two rows of the rulebook give it one key", () => {
    const twice = CHILD_INVARIANTS.filter((row) => row.id === "INV-04");
    const undecided = [told("contact.received", "2026-01-05")];
    expect(assess(undecided, context, GUARDS, [...twice, ...twice]).breaches).toHaveLength(1);
  });

  test("finds nothing for a row of the rulebook that is not decided from a child's timeline", () => {
    const row = CHILD_INVARIANTS[0];
    if (row === undefined) throw new Error("no rows");
    const { find: _find, ...undecided } = row;
    expect(assess([told("referral.received", "2026-01-05")], context, GUARDS, [undecided]).breaches).toEqual(
      [],
    );
  });
});
