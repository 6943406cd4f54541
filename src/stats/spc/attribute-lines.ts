import { meanOf, medianOf, sumOf } from "../numeric/averages.ts";
import { averageMovingRange } from "./moving-range.ts";

/**
 * run: median and runs rules. i: individual values. c: counts. u, u-prime: counts over an exposure. p, p-prime: parts of a whole. The
 * primes allow for variation beyond chance (Laney 2002). t: time between rare events. g: cases between rare events.
 */
export type AttributeChartKind = "run" | "i" | "c" | "u" | "u-prime" | "p" | "p-prime" | "t" | "g";

/** One part of a chart, ready for its lines. */
export interface PartOfChart {
  values: readonly (number | null)[];
  counts: readonly (number | null)[];
  wholes: readonly (number | null)[];
  /** How many points, from the first, the lines rest on. */
  baseline: number;
}

interface Limits {
  lcl: number | null;
  ucl: number | null;
}

/** Centre line, and the limits at each point. */
export interface Lines {
  centre: number | null;
  limits: Limits[];
}

/** Mean range of two values in sigmas (d2). */
const RANGE_IN_SIGMAS = 1.128;

/** The power that makes times between Poisson events close to normal (Nelson 1994). */
const NELSON_POWER = 3.6;

const NO_LIMITS: Limits = { lcl: null, ucl: null };

function presentIn(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

/** Sigma of a series from its screened average moving range; null where no two neighbours are present. */
function sigmaFromRanges(values: readonly (number | null)[]): number | null {
  const range = averageMovingRange(values, true);
  return range === null ? null : range / RANGE_IN_SIGMAS;
}

function flat(part: PartOfChart, centre: number | null, limits: Limits): Lines {
  return { centre, limits: part.values.map(() => limits) };
}

function threeSigma(centre: number, sigma: number, floor: number, ceiling: number): Limits {
  return {
    lcl: Math.max(floor, centre - 3 * sigma),
    ucl: Math.min(ceiling, centre + 3 * sigma),
  };
}

function individualLines(part: PartOfChart): Lines {
  const base = part.values.slice(0, part.baseline);
  const centre = meanOf(presentIn(base));
  const sigma = sigmaFromRanges(base);
  if (centre === null || sigma === null) return flat(part, centre, NO_LIMITS);
  return flat(part, centre, threeSigma(centre, sigma, -Infinity, Infinity));
}

/** Individual values of the times to the power 1/3.6, taken back: a lower line below nothing is nothing. */
function timeLines(part: PartOfChart): Lines {
  const powered = part.values.map((value) => (value === null ? null : value ** (1 / NELSON_POWER)));
  const lines = individualLines({ ...part, values: powered });
  const back = (line: number | null): number | null =>
    line === null ? null : Math.max(0, line) ** NELSON_POWER;
  return {
    centre: back(lines.centre),
    limits: lines.limits.map(({ lcl, ucl }) => ({ lcl: back(lcl), ucl: back(ucl) })),
  };
}

/** Geometric: limits about the mean, but the median as centre line, because so skewed a series lies mostly below its mean. */
function casesBetweenLines(part: PartOfChart): Lines {
  const base = presentIn(part.values.slice(0, part.baseline));
  const mean = meanOf(base);
  if (mean === null) return flat(part, null, NO_LIMITS);
  const limits = threeSigma(mean, Math.sqrt(mean * (mean + 1)), 0, Infinity);
  return flat(part, medianOf(base), limits);
}

function countLines(part: PartOfChart): Lines {
  const centre = meanOf(presentIn(part.values.slice(0, part.baseline)));
  if (centre === null) return flat(part, null, NO_LIMITS);
  return flat(part, centre, threeSigma(centre, Math.sqrt(centre), 0, Infinity));
}

/** p, u and their primes: sigma follows each denominator, and a prime stretches it by how much the points really vary. */
function ratioLines(
  part: PartOfChart,
  prime: boolean,
  ceiling: number,
  spread: (centre: number) => number,
): Lines {
  const total = sumOf(presentIn(part.wholes.slice(0, part.baseline)));
  if (total === 0) return flat(part, null, NO_LIMITS);
  const centre = sumOf(presentIn(part.counts.slice(0, part.baseline))) / total;
  const sigmas = part.wholes.map((whole) => (whole === null ? null : Math.sqrt(spread(centre) / whole)));
  let stretch: number | null = 1;
  // With every point at 0, or every point at 1, there is no spread to stretch: the limits are the centre line.
  if (prime && spread(centre) > 0) {
    const scores = part.values.slice(0, part.baseline).map((value, index) => {
      const sigma = sigmas[index] ?? null;
      return value === null || sigma === null ? null : (value - centre) / sigma;
    });
    stretch = sigmaFromRanges(scores);
  }
  const limits = sigmas.map((sigma) =>
    sigma === null || stretch === null ? NO_LIMITS : threeSigma(centre, sigma * stretch, 0, ceiling),
  );
  return { centre, limits };
}

/** Centre line and three-sigma limits of one part of a chart. */
export function linesFor(chart: AttributeChartKind, part: PartOfChart): Lines {
  switch (chart) {
    case "run":
      return flat(part, medianOf(presentIn(part.values.slice(0, part.baseline))), NO_LIMITS);
    case "i":
      return individualLines(part);
    case "t":
      return timeLines(part);
    case "g":
      return casesBetweenLines(part);
    case "c":
      return countLines(part);
    case "u":
    case "u-prime":
      return ratioLines(part, chart === "u-prime", Infinity, (centre) => centre);
    case "p":
    case "p-prime":
      return ratioLines(part, chart === "p-prime", 1, (centre) => centre * (1 - centre));
  }
}
