import type { Handle } from "../../platform/db/transact.ts";
import type { PublishedMeasure } from "./catalogue.ts";
import { compare, type Comparison, FEWEST, medianOf, type Spread, spreadOf } from "./compare.ts";
import { type Figures, neededFor, seriesOf, type Value, valuesIn } from "./figures.ts";
import {
  type Area,
  type Areas,
  readAreas,
  readFigures,
  readMeasure,
  readNeighbours,
  readOwn,
} from "./queries.ts";
import { ENGLAND } from "./regions.ts";
import { holds, standsUnder, type Under, withSuccessorsChildren } from "./standsUnder.ts";

/** One published measure in one period, seen from one authority. */
export type Benchmark = {
  readonly measure: PublishedMeasure;
  readonly period: string;
  /** Every period there are figures for, oldest first. */
  readonly periods: readonly string[];
  readonly areas: Areas;
  /** The authority looked from; undefined where it is not among those published. */
  readonly own: Area | undefined;
  /** The code its figures stand under, which may be a return made with others. */
  readonly ownCode: string | undefined;
  readonly region: Area | undefined;
  readonly neighbours: { readonly edition: string; readonly codes: readonly string[] } | null;
  /** Values of the period by area: England, regions and authorities. */
  readonly values: ReadonlyMap<string, Value>;
  /** Authorities only. */
  readonly authorities: ReadonlyMap<string, Value>;
  readonly spread: Spread | null;
  readonly comparison: Comparison | null;
  readonly series: ReadonlyMap<string, readonly (number | null)[]>;
};

export type BenchmarkOptions = {
  /** The last with figures, unless told. */
  readonly period?: string | undefined;
  /** The authority to look from: the installation's own, unless told. */
  readonly area?: string | undefined;
};

/**
 * A published measure against England, region and neighbours, with its funnel where counts allow one. Of several ids, the first with the latest figures.
 * @returns null where no figures of any are loaded
 */
export async function benchmark(
  handle: Handle,
  measures: string | readonly string[],
  options: BenchmarkOptions = {},
): Promise<Benchmark | null> {
  const found = (
    await Promise.all(
      (typeof measures === "string" ? [measures] : measures).map((id) => readMeasure(handle, id)),
    )
  ).filter((one) => one !== undefined);
  if (found.length === 0) return null;
  const figures = await readFigures(handle, found.flatMap(neededFor));
  const areas = await readAreas(handle);
  const last = (measure: PublishedMeasure): string => latestPeriod(figures, measure, areas) ?? "";
  const measure = found.reduce((best, one) => (last(one) > last(best) ? one : best));
  if (last(measure) === "") return null;
  const own = options.area === undefined ? await readOwn(handle, areas) : areas.get(options.area);
  const neighbours = own === undefined ? null : await readNeighbours(handle, own.code);
  return assemble({ figures, measure, areas, own, neighbours, period: options.period });
}

/** Puts a benchmark together from figures already read. */
export function assemble(given: {
  readonly figures: Figures;
  readonly measure: PublishedMeasure;
  readonly areas: Areas;
  readonly own: Area | undefined;
  readonly neighbours: Benchmark["neighbours"];
  readonly period?: string | undefined;
}): Benchmark {
  const { measure, areas, own, neighbours } = given;
  const figures = withSuccessorsChildren(given.figures, areas);
  const all = [...(figures.get(measure.id)?.keys() ?? [])].toSorted();
  const wanted = given.period !== undefined && all.includes(given.period) ? given.period : undefined;
  const period = wanted ?? latestPeriod(figures, measure, areas) ?? all.at(-1) ?? "";
  const values = valuesIn(figures, measure, period);
  const authorities = new Map([...values].filter(([code]) => isAuthority(areas, code)));
  const under = own === undefined ? [] : standsUnder(areas, own.code);
  const here = under.filter((one) => holds(one, period)).map(({ code }) => code);
  const ownCode =
    here.find((code) => (values.get(code)?.value ?? null) !== null) ?? here.find((code) => values.has(code));
  const region = own?.regionCode === null || own === undefined ? undefined : areas.get(own.regionCode);
  const drawn = [
    ENGLAND,
    ...(region === undefined ? [] : [region.code]),
    ...under.map(({ code }) => code),
    ...(neighbours?.codes ?? []),
  ];
  const { periods, values: series } = seriesOf(figures, measure, drawn);
  return {
    measure,
    period,
    periods,
    areas,
    own,
    ownCode,
    region,
    neighbours,
    values,
    authorities,
    spread: spreadOf(authorities.values()),
    comparison: compare(measure, authorities),
    series: inOneLine(series, periods, own?.code, under),
  };
}

const isAuthority = (areas: Areas, code: string): boolean => {
  const kind = areas.get(code)?.kind;
  return kind === "authority" || kind === "joint";
};

/** The last period for which enough authorities have a figure, or, where none has, the last with any. */
function latestPeriod(figures: Figures, measure: PublishedMeasure, areas: Areas): string | undefined {
  const periods = [...(figures.get(measure.id)?.keys() ?? [])].toSorted().toReversed();
  const known = (period: string): number =>
    [...valuesIn(figures, measure, period)].filter(
      ([code, { value }]) => value !== null && isAuthority(areas, code),
    ).length;
  const any = (period: string): boolean =>
    [...valuesIn(figures, measure, period).values()].some(({ value }) => value !== null);
  return periods.find((period) => known(period) >= FEWEST) ?? periods.find(any);
}

/** An authority's line holds what was printed for it under another's name, in the years that was its. */
function inOneLine(
  series: ReadonlyMap<string, readonly (number | null)[]>,
  periods: readonly string[],
  own: string | undefined,
  under: readonly Under[],
): ReadonlyMap<string, readonly (number | null)[]> {
  if (own === undefined) return series;
  const line = periods.map((period, index) => {
    const found = under
      .filter((one) => holds(one, period))
      .map(({ code }) => series.get(code)?.[index] ?? null);
    return found.find((value) => value !== null) ?? null;
  });
  return new Map([...[...series].filter(([code]) => !under.some((one) => one.code === code)), [own, line]]);
}

/** The middle of an authority's neighbours in each period; null where fewer than three have a figure. */
export function neighboursMiddle({
  neighbours,
  series,
  periods,
}: Pick<Benchmark, "neighbours" | "series" | "periods">): readonly (number | null)[] {
  return periods.map((_, index) => {
    const found = (neighbours?.codes ?? []).flatMap((code) => series.get(code)?.[index] ?? []);
    return found.length < 3 ? null : medianOf(found);
  });
}
