import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, date } from "../../kernel/dates.ts";
import { ruleBook } from "../../kernel/duties/rule.ts";
import { ENGLAND } from "../../kernel/workingDays.ts";
import { RULES } from "../../rules.ts";
import { type Finished, MEASURES, missingFor } from "./measures.ts";
import { bunching, roundTen, rounded, type Summary, summarise } from "./summary.ts";
import { sayAmount, sayBunching, sayDenominator, sayFinding, sayService, sayShare } from "./words.ts";

const today = date("2026-11-21");
const given = { book: ruleBook(RULES), calendar: ENGLAND, today };
const measure = (id: string) => {
  const found = MEASURES.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no measure ${id}`);
  return found;
};
const conferences = measure("conferences");
const monday = date("2026-03-02");
const took = (workingDays: number, count: number): Finished => ({
  rule: "T27",
  from: monday,
  due: ENGLAND.addWorkingDays(monday, 15),
  done: ENGLAND.addWorkingDays(monday, workingDays),
  count,
});
const made = (finished: readonly Finished[], over = 12, missed = 0): Summary =>
  summarise(conferences, finished, { over, missed }, given);

describe("how long things took", () => {
  it("counts the working days taken, and says the share in time with its twin, what is still open", () => {
    const summary = made([took(14, 60), took(15, 21), took(16, 19)]);
    expect(summary.counts).toEqual([
      { days: 14, count: 60 },
      { days: 15, count: 21 },
      { days: 16, count: 19 },
    ]);
    expect(sayFinding(conferences, summary)).toBe("81% by day 15; 12 still open and over");
    expect(sayDenominator(conferences, summary, today)).toBe(
      "Of 100 conferences finished in the 12 months to Sat 21 Nov 2026.",
    );
  });

  it("calls late what was done after its due day, even where no working day had passed", () => {
    const due = date("2026-03-06");
    const visits = measure("protection-visits");
    const weekend: Finished = { rule: "T34", from: monday, due, done: addDays(due, 1), count: 1 };
    const summary = summarise(visits, [weekend, { ...weekend, done: due }], { over: 0, missed: 0 }, given);
    expect([summary.inTime, summary.late]).toEqual([1, 1]);
  });

  it("agrees with the due dates, whatever was done when", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.integer({ min: 0, max: 400 }),
            fc.integer({ min: 0, max: 120 }),
            fc.integer({ min: 0, max: 120 }),
            fc.integer({ min: 1, max: 9 }),
          ),
        ),
        (rows) => {
          for (const each of MEASURES) {
            const finished = rows.map(([start, window, took, count]): Finished => {
              const from = addDays(monday, start);
              return {
                rule: each.rules[0] ?? "",
                from,
                due: addDays(from, window),
                done: addDays(from, took),
                count,
              };
            });
            const summary = summarise(each, finished, { over: 0, missed: 0 }, given);
            const late = finished.reduce((n, row) => n + (row.done > row.due ? row.count : 0), 0);
            expect(summary.late).toBe(late);
            expect(summary.counts.reduce((n, entry) => n + entry.count, 0)).toBe(
              summary.inTime + summary.late,
            );
          }
        },
      ),
    );
  });

  it("never says all while one was late, nor none while one was not", () => {
    expect([sayShare(999, 1), sayShare(1, 999), sayShare(10, 0), sayShare(0, 0)]).toEqual([
      "over 99%",
      "under 1%",
      "100%",
      null,
    ]);
  });

  it("says that a pile stands before the deadline, and asks about the child's need", () => {
    const summary = made([took(12, 8), took(14, 30), took(15, 30), took(16, 6)]);
    expect(sayBunching(conferences, summary)).toBe(
      "60 were finished in the last 2 working days allowed, and 6 in the 2 after: the deadline seems to set the pace. Ask whether the child’s need did.",
    );
    expect(
      bunching(
        [
          { days: 10, count: 40 },
          { days: 15, count: 40 },
          { days: 16, count: 40 },
        ],
        15,
      ),
    ).toBeNull();
    expect(bunching([{ days: 1, count: 400 }], 1)).toBeNull();
  });
});

describe("figures for who may not see records", () => {
  it("shows nothing under ten, and tens above", () => {
    expect([0, 3, 9, 10, 14, 15, 126].map(roundTen)).toEqual([0, 0, 0, 10, 10, 20, 130]);
    expect(sayAmount(roundTen(7), true)).toBe("fewer than 10");
    expect(sayAmount(roundTen(12), true)).toBe("about 10");
  });

  it("makes every figure of tens, whatever was counted", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 })), {
          maxLength: 40,
        }),
        fc.nat({ max: 50 }),
        fc.nat({ max: 50 }),
        (rows, over, missed) => {
          const coarse = rounded(
            made(
              rows.map(([days, count]) => took(days, count)),
              over,
              missed,
            ),
          );
          for (const n of [
            coarse.inTime,
            coarse.late,
            coarse.over,
            coarse.missed,
            ...coarse.counts.map((bin) => bin.count),
          ])
            expect(n % 10).toBe(0);
          expect(coarse.counts.reduce((n, bin) => n + bin.count, 0)).toBe(coarse.inTime + coarse.late);
        },
      ),
    );
  });

  it("says so where too few are left to show", () => {
    const coarse = rounded(made([took(3, 4)], 2));
    expect(sayFinding(conferences, coarse)).toBe(
      "Too few conferences to show; fewer than 10 still open and over",
    );
  });
});

describe("what the service page says", () => {
  it("names what is missing before a measure can say anything", () => {
    expect(missingFor(conferences, new Set(["s47.started"]))).toBe("initial child protection conference");
    expect(missingFor(conferences, new Set(["s47.started", "conference.held"]))).toBeNull();
  });

  it("names only rules there are, each with the law it comes from", () => {
    for (const each of MEASURES)
      for (const id of each.rules) expect(RULES.find((rule) => rule.id === id)?.sort).toBe("duty");
  });

  it("opens with what is open and over, and what cannot be answered", () => {
    expect(sayService(7, 0, 1, false)).toBe("1 piece of work is open and over.");
    expect(sayService(7, 2, 30, true)).toBe(
      "About 30 pieces of work are open and over; 2 of 7 questions cannot be answered from what has been brought in.",
    );
  });
});
