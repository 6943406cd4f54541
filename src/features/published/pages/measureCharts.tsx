import { type AreaLine, areaLines } from "../../../ui/charts/area-lines.tsx";
import type { Chart } from "../../../ui/charts/chart.ts";
import { funnelPlot } from "../../../ui/charts/funnel-plot.tsx";
import { type FunnelPlotProps, type FunnelPlotUnit, funnelUnits } from "../../../ui/charts/funnel-units.ts";
import { funnelFinding } from "../../../ui/charts/funnel-words.ts";
import { type Benchmark, neighboursMiddle } from "../benchmark.ts";
import type { Comparison } from "../compare.ts";
import { rangeStrip, type StripUnit } from "../charts/rangeStrip.tsx";
import { ENGLAND } from "../regions.ts";
import { firstDayOf, sayingOf } from "../words.ts";

export type Drawn = { readonly title: string; readonly chart: Chart };

const kindOf = (seen: Benchmark, code: string): "own" | "neighbour" | "other" =>
  code === seen.ownCode ? "own" : seen.neighbours?.codes.includes(code) === true ? "neighbour" : "other";

const nameOf = ({ areas }: Benchmark, code: string): string => areas.get(code)?.name ?? code;

/** Where an authority's own page is; a return made with others has none. */
const pageOf = ({ areas }: Benchmark, code: string): string | undefined =>
  areas.get(code)?.kind === "authority" ? `/areas/${code}` : undefined;

/** The funnel of the period, where counts allow one. */
export function funnelOf(seen: Benchmark, comparison: Comparison): Drawn {
  const { measure } = seen;
  const sizes = new Map(comparison.units.map((unit) => [unit.group, unit.denominator]));
  const units = funnelUnits(comparison.result.units, comparison.units, comparison.scale, (code) => ({
    name: nameOf(seen, code),
    kind: kindOf(seen, code),
    href: kindOf(seen, code) === "other" ? undefined : pageOf(seen, code),
  })).map((unit, index): FunnelPlotUnit => {
    const code = comparison.units[index]?.group ?? "";
    // What is printed is shown; the ratio worked out again may differ in its last digit.
    return {
      ...unit,
      denominator: sizes.get(code) ?? unit.denominator,
      value: seen.values.get(code)?.value ?? unit.value,
    };
  });
  const props: FunnelPlotProps = {
    units,
    target: comparison.together,
    targetWords: "all authorities",
    measure: measure.name,
    numeratorHead: measure.counted,
    denominatorHead: measure.outOf,
    saying: sayingOf(measure),
    ...(measure.unit === "percent" ? { within: [0, 100] as const } : {}),
  };
  const title =
    seen.ownCode === undefined
      ? `${measure.name}: ${comparison.outside} of ${units.length} authorities differ more than authorities of their size usually do`
      : funnelFinding(props);
  return { title, chart: funnelPlot(props) };
}

/** Authorities along a line, where no counts are known. */
export function stripOf(seen: Benchmark): Drawn {
  const { measure, values, authorities, spread } = seen;
  const saying = sayingOf(measure);
  const units = [...authorities].flatMap(([code, { value }]): StripUnit[] =>
    value === null
      ? []
      : [{ name: nameOf(seen, code), kind: kindOf(seen, code), value, href: pageOf(seen, code) }],
  );
  const marks = [ENGLAND, ...(seen.region === undefined ? [] : [seen.region.code])].flatMap((code) => {
    const value = values.get(code)?.value ?? null;
    return value === null ? [] : [{ name: nameOf(seen, code), value }];
  });
  const range = spread === null ? null : ([spread.low, spread.high] as const);
  const own = units.find(({ kind }) => kind === "own");
  const title =
    own === undefined || range === null
      ? `${measure.name}: ${range === null ? "too few authorities have a figure to say how they lie" : `eight in ten authorities lie between ${saying.say(range[0])} and ${saying.say(range[1])}`}`
      : `${measure.name}: ${own.name}, ${saying.say(own.value)}, is ${own.value < range[0] ? "below" : own.value > range[1] ? "above" : "within"} the range of eight in ten authorities`;
  return { title, chart: rangeStrip({ measure: measure.name, units, marks, range, saying }) };
}

/** Own past against England, the region and the neighbours. */
export function pastOf(seen: Benchmark): Drawn {
  const { measure, periods, series, own, region, neighbours } = seen;
  const saying = sayingOf(measure);
  const line = (code: string): readonly (number | null)[] => series.get(code) ?? periods.map(() => null);
  const monthly = measure.when === "month";
  const lines: AreaLine[] = [
    ...(own === undefined ? [] : [{ name: own.name, kind: "own" as const, values: line(own.code) }]),
    { name: "England", kind: "reference", values: line(ENGLAND) },
    ...(region === undefined
      ? []
      : [{ name: region.name, kind: "named" as const, values: line(region.code) }]),
    ...(neighbours === null || measure.unit === "count"
      ? []
      : [{ name: "Middle neighbour", kind: "named" as const, values: neighboursMiddle(seen) }]),
    ...(neighbours?.codes ?? [])
      .filter((code) => code !== own?.code)
      .map((code): AreaLine => ({
        name: nameOf(seen, code),
        kind: "other",
        values: line(code),
        href: pageOf(seen, code),
      })),
  ];
  // Numbers of areas of unlike size share no axis.
  const drawn =
    measure.unit === "count"
      ? lines.filter(({ kind }) => kind === (own === undefined ? "reference" : "own"))
      : lines;
  const known = drawn.filter(({ values }) => values.some((value) => value !== null));
  const told = known[0];
  const first = told?.values.find((value) => value !== null) ?? null;
  const last = told?.values.findLast((value) => value !== null) ?? null;
  const title =
    told === undefined || first === null || last === null
      ? `${measure.name}: nothing is known of the past`
      : `${measure.name}, ${told.name}: ${saying.say(first)} in ${periods[told.values.indexOf(first)] ?? ""}, ${saying.say(last)} in ${periods[told.values.lastIndexOf(last)] ?? ""}`;
  return {
    title,
    chart: areaLines({
      measure: measure.name,
      period: monthly ? "month" : "year",
      dates: periods.map(firstDayOf),
      lines: known,
      saying,
      axisFrom: 0,
    }),
  };
}
