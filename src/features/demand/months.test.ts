import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, date } from "../../kernel/dates.ts";
import { toldMonths, usualMonths, type SourceScope } from "./coverage.ts";
import { historyOf } from "./history.ts";
import {
  type Count,
  firstWholeMonth,
  inQuarters,
  lastWholeMonth,
  lastYears,
  periodOf,
  readMonth,
} from "./months.ts";
import { SERIES } from "./series.ts";

const TODAY = date("2026-11-21");

const months = (from: string, counts: readonly number[]): Count[] =>
  counts.map((n, i) => ({ on: addMonths(date(from), i), n }));

const account = (from: string, to: string, tables = ["referral"]): SourceScope => ({
  format: "cin",
  asAt: date(to),
  scope: { from: date(from), to: date(to), tables },
});

describe("months", () => {
  it("are whole or left out", () => {
    expect(firstWholeMonth(date("2025-04-01"))).toBe("2025-04-01");
    expect(firstWholeMonth(date("2025-04-02"))).toBe("2025-05-01");
    expect(lastWholeMonth(date("2026-03-31"))).toBe("2026-03-01");
    expect(lastWholeMonth(date("2026-03-30"))).toBe("2026-02-01");
    expect(lastWholeMonth(date("2024-02-29"))).toBe("2024-02-01");
  });

  it("make quarters where all three are there", () => {
    expect(inQuarters(months("2025-02-01", [1, 2, 3, 4, 5, 6, 7, 8]))).toEqual([
      { on: "2025-04-01", n: 12 },
      { on: "2025-07-01", n: 21 },
    ]);
    expect(inQuarters(months("2025-02-01", [1]))).toEqual([]);
  });

  it("lose nothing in quarters but the ends", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 60 }), fc.nat(11), (counts, shift) => {
        const all = months(addMonths(date("2020-01-01"), shift), counts);
        const quarters = inQuarters(all);
        const first = quarters[0]?.on ?? "9999";
        const end = addMonths(quarters.at(-1)?.on ?? date("2000-01-01"), 3);
        const inside = all.filter(({ on }) => on >= first && on < end);
        expect(quarters.reduce((sum, { n }) => sum + n, 0)).toBe(inside.reduce((sum, { n }) => sum + n, 0));
        expect(all.length - inside.length).toBeLessThan(5);
      }),
    );
  });

  it("are numbered as the forecaster numbers them, and read as people write them", () => {
    expect(periodOf(date("2025-04-01"), "month")).toEqual([2025, 4]);
    expect(periodOf(date("2025-10-01"), "quarter")).toEqual([2025, 4]);
    expect(readMonth(" 2025-4 ")).toBe("2025-04-01");
    expect(readMonth("2025-13")).toBeUndefined();
    expect(readMonth("April")).toBeUndefined();
  });

  it("make a year only when there are twelve", () => {
    expect(lastYears(months("2025-01-01", Array(23).fill(1)))).toEqual({ now: 12, before: null });
    expect(lastYears(months("2025-01-01", Array(24).fill(2)))).toEqual({ now: 24, before: 24 });
  });
});

describe("the first true month", () => {
  it("is where the accounts that follow each other begin, and the last where they end", () => {
    const told = toldMonths(
      [account("2024-04-01", "2025-03-31"), account("2025-04-01", "2026-03-31")],
      ["referral"],
      TODAY,
    );
    expect(told).toEqual({ first: "2024-04-01", last: "2026-03-01", known: "told", gapAfter: null });
  });

  it("is after a gap that nothing tells of", () => {
    const told = toldMonths(
      [account("2022-04-01", "2023-03-31"), account("2025-04-01", "2026-03-31")],
      ["referral"],
      TODAY,
    );
    expect(told).toMatchObject({ first: "2025-04-01", gapAfter: "2023-03-01" });
  });

  it("leaves out the month we are in, and accounts of other things", () => {
    expect(toldMonths([account("2026-06-15", "2026-11-21")], ["referral"], TODAY)).toMatchObject({
      first: "2026-07-01",
      last: "2026-10-01",
    });
    expect(
      toldMonths([account("2024-04-01", "2025-03-31", ["care_period"])], ["referral"], TODAY),
    ).toBeNull();
    expect(toldMonths([account("2026-11-02", "2026-11-21")], ["referral"], TODAY)).toBeNull();
  });

  it("is the first usual one where nobody says, so that the few early ones left open do not count as all", () => {
    const counts = months("2022-01-01", [1, 0, 1, 0, 0, 2, 9, 11, 10, ...Array<number>(30).fill(10)]);
    expect(usualMonths(counts)?.first).toBe("2022-07-01");
    expect(usualMonths(months("2022-01-01", [0, 0, 0]))).toBeNull();
  });

  it("is a true nought inside an account, and not told of outside it", () => {
    const referrals = SERIES[0];
    if (referrals === undefined) throw new Error("no series");
    const counts = months("2024-01-01", [5, 0, 0, 4, 0, 6, 7, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0]);
    const history = historyOf(
      referrals,
      counts,
      [account("2024-04-01", "2025-03-31")],
      new Set([referrals.kind]),
      TODAY,
    );
    expect(history.months.map(({ n }) => n)).toEqual([4, 0, 6, 7, 0, 0, 0, 3, 0, 0, 0, 0]);
  });

  it("is unknown where nothing carries the kind, and where what was done here is no account", () => {
    const referrals = SERIES[0];
    if (referrals === undefined) throw new Error("no series");
    const counts = months("2024-01-01", Array<number>(30).fill(5));
    expect(historyOf(referrals, counts, [], new Set(), TODAY).missing).toBe("not carried");
    const here: SourceScope = { format: "kith", asAt: TODAY, scope: null };
    const carried = new Set([referrals.kind]);
    expect(
      historyOf(referrals, counts, [here, account("2025-04-01", "2026-03-31", ["visit"])], carried, TODAY)
        .missing,
    ).toBe("no full month");
    expect(historyOf(referrals, counts, [here], carried, TODAY).months).toHaveLength(30);
  });
});
