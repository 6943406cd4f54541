import { type Context, may } from "../../kernel/context.ts";
import type { Reading } from "./tally.ts";

/**
 * Small numbers in anything that leaves. The Department for Education suppresses counts of 1 to 5 in children's statistics and rounds national figures to 10;
 * an authority may round to 5 or 10.
 */
export type SuppressRule = {
  /** Counts from this to that are not shown. */
  readonly from: number;
  readonly to: number;
  /** Counts shown are rounded to this; 1 leaves them. */
  readonly round: 1 | 5 | 10;
};

export const DFE_RULE: SuppressRule = { from: 1, to: 5, round: 1 };

/** A count that may leave; null where it is not shown. */
export type Shown = number | null;

const isSmall = (n: number, rule: SuppressRule): boolean => n >= rule.from && n <= rule.to;
const rounded = (n: number, rule: SuppressRule): number => Math.round(n / rule.round) * rule.round;

/**
 * A row of counts whose total is shown beside them. Small ones are not shown; and where just one is not, or those hidden come to so little that the total gives them away, the next
 * smallest is hidden too (secondary suppression). Nought is shown: it says that there is nobody.
 */
export function suppressRow(counts: readonly number[], rule: SuppressRule = DFE_RULE): Shown[] {
  const hidden = new Set(counts.flatMap((n, i) => (isSmall(n, rule) ? [i] : [])));
  const total = counts.reduce((sum, n) => sum + n, 0);
  const hiddenTotal = (): number => [...hidden].reduce((sum, i) => sum + (counts[i] ?? 0), 0);
  while (
    hidden.size > 0 &&
    (hidden.size === 1 || isSmall(hiddenTotal(), rule)) &&
    hidden.size < counts.length
  ) {
    const next = counts
      .map((n, i) => ({ n, i }))
      .filter(({ n, i }) => !hidden.has(i) && n > 0)
      .sort((a, b) => a.n - b.n)[0];
    // Only noughts are left, and they say that all of the total is hidden: the total must go, which is the caller's null row.
    if (next === undefined) break;
    hidden.add(next.i);
  }
  const cannotHide = hidden.size === 1 && total > 0;
  return counts.map((n, i) => (hidden.has(i) || (cannotHide && n > 0) ? null : rounded(n, rule)));
}

/**
 * A table with its totals: rows and columns, each hidden so that no total gives a cell away.
 * @returns the table and its totals, nulls where not shown
 */
export function suppressTable(
  table: readonly (readonly number[])[],
  rule: SuppressRule = DFE_RULE,
): {
  readonly cells: Shown[][];
  readonly rowTotals: Shown[];
  readonly columnTotals: Shown[];
  readonly total: Shown;
} {
  const width = table[0]?.length ?? 0;
  const column = (at: number): number[] => table.map((row) => row[at] ?? 0);
  const hidden = table.map((row) => row.map((n) => isSmall(n, rule)));
  const hideOne = (line: readonly { n: number; hide: () => void; isHidden: boolean }[]): boolean => {
    const gone = line.filter((cell) => cell.isHidden);
    const sum = gone.reduce((s, cell) => s + cell.n, 0);
    if (gone.length === 0 || (gone.length > 1 && !isSmall(sum, rule))) return false;
    const next = line.filter((cell) => !cell.isHidden && cell.n > 0).sort((a, b) => a.n - b.n)[0];
    next?.hide();
    return next !== undefined;
  };
  const cellAt = (r: number, c: number): { n: number; hide: () => void; isHidden: boolean } => ({
    n: table[r]?.[c] ?? 0,
    isHidden: hidden[r]?.[c] === true,
    hide: () => {
      const row = hidden[r];
      if (row !== undefined) row[c] = true;
    },
  });
  for (let moved = true; moved;) {
    moved = false;
    for (let r = 0; r < table.length; r += 1)
      moved = hideOne(Array.from({ length: width }, (_, c) => cellAt(r, c))) || moved;
    for (let c = 0; c < width; c += 1) moved = hideOne(table.map((_, r) => cellAt(r, c))) || moved;
  }
  const sumOf = (line: readonly number[]): number => line.reduce((s, n) => s + n, 0);
  const totalOf = (line: readonly number[], gone: readonly boolean[]): Shown => {
    const only = gone.filter(Boolean).length === 1;
    const sum = sumOf(line);
    // A line with nothing else to hide behind loses its total.
    return only || isSmall(sum, rule) ? null : rounded(sum, rule);
  };
  return {
    cells: table.map((row, r) => row.map((n, c) => (hidden[r]?.[c] === true ? null : rounded(n, rule)))),
    rowTotals: table.map((row, r) => totalOf(row, hidden[r] ?? [])),
    columnTotals: Array.from({ length: width }, (_, c) =>
      totalOf(
        column(c),
        hidden.map((row) => row[c] === true),
      ),
    ),
    total: totalOf(
      table.map((row) => sumOf(row)),
      [],
    ),
  };
}

/** Who may not open records sees totals of ten and more only, rounded to tens. */
export const seesCoarse = (context: Context): boolean =>
  context.kind === "person" && (context.scope === "none" || !may(context, "record.open"));

const LEAST = 10;
const tens = (n: number): number => Math.round(n / 10) * 10;

/** A reading for who sees totals only: nothing made of fewer than ten, or that leaves fewer than ten; what is shown is made of tens. */
export function coarse(reading: Reading): Reading | null {
  const { numerator, denominator, unit } = reading;
  const few = (n: number): boolean => n > 0 && n < LEAST;
  const isRate = unit === "per10k";
  const beyond = reading.unknown < LEAST ? 0 : tens(reading.unknown);
  const twin = reading.twin < LEAST ? 0 : tens(reading.twin);
  if (few(numerator)) return null;
  if (denominator === null)
    return {
      ...reading,
      value: unit === "number" ? tens(numerator) : reading.value,
      numerator: tens(numerator),
      unknown: beyond,
      twin,
    };
  if (!isRate && (denominator < LEAST || (unit === "share" && few(denominator - numerator)))) return null;
  const whole = isRate ? denominator : tens(denominator);
  const part = tens(numerator);
  const made = isRate ? (part / whole) * 10_000 : unit === "share" ? part / whole : reading.value;
  return {
    ...reading,
    value: whole > 0 ? made : null,
    numerator: part,
    denominator: whole,
    unknown: beyond,
    twin,
  };
}
