import type { PublishedMeasure } from "./catalogue.ts";
import type { Status } from "./formats/cells.ts";

/** A figure as it is held: as printed. */
export type Printed = {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly status: Status;
  readonly saidBy: string | null;
};

/** Figures of one measure: by period, then by area. */
export type ByPeriod = ReadonlyMap<string, ReadonlyMap<string, Printed>>;

/** Figures of several measures. */
export type Figures = ReadonlyMap<string, ByPeriod>;

/** A figure ready to compare: its value, and what it is made of where that is known. */
export type Value = {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly status: Status;
};

/** Children for whom a rate says how many. */
export const PER = 10_000;

/** The measures whose figures a measure is worked out from. */
export function neededFor(measure: PublishedMeasure): readonly string[] {
  const { counts } = measure;
  return [
    measure.id,
    ...(measure.unit === "rate" ? ["population"] : []),
    ...(counts?.numerator === undefined ? [] : [counts.numerator]),
    ...(counts?.denominator ?? []),
  ];
}

/** Which year's population a rate divides by: for a year ending in March, the middle of the year before. */
const populationYear = (period: string): string => String(Number(period.slice(0, 4)) - 1);

/**
 * A measure's values in one period, by area. What is printed is shown; what is not printed and follows from what is, is worked out: a rate from a count and the population, a
 * count from a rate, the other half of a percentage.
 */
export function valuesIn(
  figures: Figures,
  measure: PublishedMeasure,
  period: string,
): ReadonlyMap<string, Value> {
  const rows = figures.get(measure.id)?.get(period) ?? new Map<string, Printed>();
  const people = figures.get("population")?.get(populationYear(period));
  const parts = countsIn(figures, measure, period);
  return new Map(
    [...rows].map(([area, printed]) => [
      area,
      measure.unit === "rate"
        ? rate(printed, people?.get(area)?.value ?? null)
        : ofCounts(measure, printed, parts(area)),
    ]),
  );
}

type Counts = { readonly numerator: number | null; readonly denominator: number | null };

/** The counts that other measures hold of this one. */
function countsIn(figures: Figures, { counts }: PublishedMeasure, period: string): (area: string) => Counts {
  const of = (id: string, area: string): number | null =>
    figures.get(id)?.get(period)?.get(area)?.value ?? null;
  return (area) => {
    const over = (counts?.denominator ?? []).map((id) => of(id, area));
    return {
      numerator: counts?.numerator === undefined ? null : of(counts.numerator, area),
      denominator:
        over.length === 0 || over.includes(null)
          ? null
          : over.reduce<number>((sum, one) => sum + (one ?? 0), 0),
    };
  };
}

function rate(printed: Printed, people: number | null): Value {
  const { status } = printed;
  const denominator = printed.denominator ?? people;
  const worked =
    printed.numerator !== null && denominator !== null && denominator > 0
      ? (PER * printed.numerator) / denominator
      : null;
  const value = printed.value ?? worked;
  const numerator =
    printed.numerator ??
    (value !== null && denominator !== null ? Math.round((value * denominator) / PER) : null);
  return {
    value,
    numerator,
    denominator,
    status: status === "known" && value === null ? "not-available" : status,
  };
}

function ofCounts(measure: PublishedMeasure, printed: Printed, counts: Counts): Value {
  const whole = measure.unit === "percent" ? 100 : 1;
  let numerator = printed.numerator ?? counts.numerator;
  let denominator = printed.denominator ?? counts.denominator;
  const value =
    printed.value ??
    (numerator !== null && denominator !== null && denominator > 0
      ? (whole * numerator) / denominator
      : null);
  if (measure.unit === "percent" && value !== null) {
    // A percentage of what is known tells the other count, to within its rounding.
    if (numerator === null && denominator !== null) numerator = Math.round((value * denominator) / 100);
    else if (denominator === null && numerator !== null && value > 0)
      denominator = Math.round((100 * numerator) / value);
  }
  return {
    value,
    numerator,
    denominator,
    status: printed.status === "known" && value === null ? "not-available" : printed.status,
  };
}

/** A measure's value for some areas over every period it has figures for, oldest first. */
export function seriesOf(
  figures: Figures,
  measure: PublishedMeasure,
  areas: readonly string[],
): { readonly periods: readonly string[]; readonly values: ReadonlyMap<string, readonly (number | null)[]> } {
  const periods = [...(figures.get(measure.id)?.keys() ?? [])].toSorted();
  const byPeriod = periods.map((period) => valuesIn(figures, measure, period));
  const values = new Map(
    areas.map((area) => [area, byPeriod.map((found) => found.get(area)?.value ?? null)]),
  );
  return { periods, values };
}
