import { addDays, addMonths, date, type IsoDate } from "../../kernel/dates.ts";
import type { Part } from "./contribution.ts";
import { POINTS_LIMIT } from "./count/workforce.ts";
import type { Measure } from "./indicator.ts";

/** Rows of one part and code in a month: how many, and what their values come to. */
export type Cell = {
  readonly part: Part;
  readonly code: string;
  readonly month: IsoDate;
  readonly n: number;
  readonly total: number;
};

/** What a period, or a day, came to. */
export type Tally = {
  readonly both: number;
  readonly den: number;
  readonly num: number;
  readonly unknown: number;
  readonly twin: number;
  /** Of the values in the numerator. */
  readonly total: number;
  /** Of what is split: each code's count and total. */
  readonly codes: ReadonlyMap<string, { readonly n: number; readonly total: number }>;
  /** How many took each number of days, where asked. */
  readonly days: ReadonlyMap<number, number>;
};

export const NOTHING: Tally = {
  both: 0,
  den: 0,
  num: 0,
  unknown: 0,
  twin: 0,
  total: 0,
  codes: new Map(),
  days: new Map(),
};

/** The months from one day's to another's, each by its first day. */
export function monthsBetween(from: IsoDate, to: IsoDate): IsoDate[] {
  const months: IsoDate[] = [];
  for (let month = firstOf(from); month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

export const firstOf = (day: IsoDate): IsoDate => date(`${day.slice(0, 7)}-01`);
export const lastOf = (day: IsoDate): IsoDate => addDays(addMonths(firstOf(day), 1), -1);

/** Adds cells up for each month: those of the month for what happened, all up to its end for what stood (and for every twin). */
export function tallyMonths(
  cells: readonly Cell[],
  reads: Measure["reads"],
  months: readonly IsoDate[],
): Tally[] {
  const stands = (cell: Cell): boolean => reads === "day" || cell.part === "twin";
  const happened = Map.groupBy(
    cells.filter((cell) => !stands(cell)),
    (cell) => cell.month,
  );
  const standing = cells.filter(stands).sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0));
  // One sum for each part and code, carried from month to month.
  const carried = new Map<string, { part: Part; code: string; n: number; total: number }>();
  let next = 0;
  return months.map((month) => {
    for (let cell = standing[next]; cell !== undefined && cell.month <= month; cell = standing[next]) {
      const key = `${cell.part}|${cell.code}`;
      const sum = carried.get(key) ?? { part: cell.part, code: cell.code, n: 0, total: 0 };
      carried.set(key, { ...sum, n: sum.n + cell.n, total: sum.total + cell.total });
      next += 1;
    }
    return tallyOf([...carried.values(), ...(happened.get(month) ?? [])]);
  });
}

export function tallyOf(cells: readonly Omit<Cell, "month">[]): Tally {
  const sums = { both: 0, den: 0, num: 0, unknown: 0, twin: 0 };
  const codes = new Map<string, { n: number; total: number }>();
  let total = 0;
  for (const cell of cells) {
    sums[cell.part] += cell.n;
    if (cell.part !== "both" && cell.part !== "num") continue;
    total += cell.total;
    if (cell.code === "") continue;
    const code = codes.get(cell.code) ?? { n: 0, total: 0 };
    codes.set(cell.code, { n: code.n + cell.n, total: code.total + cell.total });
  }
  return { ...sums, total, codes, days: new Map() };
}

/** Tallies of several periods as one: what happened is added, what stands is the last one's. */
export function together(tallies: readonly Tally[]): Tally {
  const last = tallies.at(-1) ?? NOTHING;
  const codes = new Map<string, { n: number; total: number }>();
  const days = new Map<number, number>();
  let sums = { both: 0, den: 0, num: 0, unknown: 0, total: 0 };
  for (const tally of tallies) {
    sums = {
      both: sums.both + tally.both,
      den: sums.den + tally.den,
      num: sums.num + tally.num,
      unknown: sums.unknown + tally.unknown,
      total: sums.total + tally.total,
    };
    for (const [code, { n, total }] of tally.codes) {
      const was = codes.get(code) ?? { n: 0, total: 0 };
      codes.set(code, { n: was.n + n, total: was.total + total });
    }
    for (const [day, n] of tally.days) days.set(day, (days.get(day) ?? 0) + n);
  }
  return { ...sums, twin: last.twin, codes, days };
}

export type Unit = "share" | "per10k" | "number" | "ratio" | "score" | "working days";

/** A measure's value for a period or day, with what it was made of. */
export type Reading = {
  /** Null where there is nothing to divide by. A share is of 1. */
  readonly value: number | null;
  readonly unit: Unit;
  readonly numerator: number;
  /** Null for what is only counted. A rate's is the population. */
  readonly denominator: number | null;
  /** Belong in the denominator, and nobody can say whether in the numerator. */
  readonly unknown: number;
  /** Still open and past their day. */
  readonly twin: number;
};

const over = (numerator: number, denominator: number): number | null =>
  denominator > 0 ? numerator / denominator : null;

/**
 * The value of a tally under a measure.
 * @param population children aged 0 to 17, for rates; null where it is not known, and then the count is the value
 * @param usual for `season`: the tally of the 12 months that end with the month
 */
export function readingOf(
  measure: Measure,
  tally: Tally,
  population: number | null = null,
  usual: Tally = NOTHING,
): Reading {
  const { unknown, twin } = tally;
  const made = (
    value: number | null,
    unit: Unit,
    numerator: number,
    denominator: number | null,
  ): Reading => ({ value, unit, numerator, denominator, unknown, twin });
  const counted = tally.both + tally.num;
  const whole = tally.both + tally.den;
  switch (measure.shape) {
    case "count":
      return measure.per10k === true && population !== null && population > 0
        ? made((counted / population) * 10_000, "per10k", counted, population)
        : made(counted, "number", counted, null);
    case "share":
      return made(over(tally.both, whole), "share", tally.both, whole);
    case "mean":
      return made(over(tally.total, tally.both), "score", tally.total, tally.both);
    case "part": {
      const mine = tally.codes.get(measure.code ?? "")?.n ?? 0;
      return made(over(mine, tally.both), "share", mine, tally.both);
    }
    case "median":
      return made(quantile(tally.days, 0.5), "working days", sumOf(tally.days), null);
    case "bunching": {
      const [before, after] = [countIn(tally.days, 41, 45), countIn(tally.days, 46, 50)];
      return made(over(before, after), "ratio", before, after);
    }
    case "season":
      return made(over(tally.num * 12, usual.num), "ratio", tally.num, usual.num / 12);
    case "each": {
      const holders = [...tally.codes.values()].filter(({ n }) => n > 0).length;
      return made(over(tally.num, holders), "ratio", tally.num, holders);
    }
    case "overLimit": {
      const holders = [...tally.codes.values()].filter(({ n }) => n > 0);
      const heavy = holders.filter(({ total }) => total > POINTS_LIMIT).length;
      return made(over(heavy, holders.length), "share", heavy, holders.length);
    }
  }
}

const sumOf = (days: ReadonlyMap<number, number>): number => days.values().reduce((sum, n) => sum + n, 0);

export const countIn = (days: ReadonlyMap<number, number>, from: number, to: number): number =>
  days.entries().reduce((sum, [day, n]) => sum + (day >= from && day <= to ? n : 0), 0);

/** A quantile of counted values, between neighbours where it falls between them (R type 7). Null of none. */
export function quantile(days: ReadonlyMap<number, number>, at: number): number | null {
  const all = sumOf(days);
  if (all === 0) return null;
  const sorted = [...days].filter(([, n]) => n > 0).sort(([a], [b]) => a - b);
  const nth = (place: number): number => {
    let seen = 0;
    for (const [day, n] of sorted) {
      seen += n;
      if (place < seen) return day;
    }
    return sorted.at(-1)?.[0] ?? 0;
  };
  const place = (all - 1) * at;
  const low = nth(Math.floor(place));
  return low + (nth(Math.ceil(place)) - low) * (place - Math.floor(place));
}
