import { mean } from "./numbers.ts";

/** A series whose months are turned into an index. `use[t]` false leaves that period out of the index. */
export type SeasonalSource = { values: readonly number[]; use?: readonly boolean[] | undefined };

/** Years of ratios that inform the index; older habits are forgotten. */
const INDEX_YEARS = 6;
/** An index never falls below this share of the mean, so dividing by it stays safe. */
const LEAST_INDEX = 0.05;
/** Ratios further than this many typical deviations from their month's median are pulled in: one strange year is not a season. */
const PULL_IN = 2.5;

/**
 * Seasonal indices of a pool of positive series on the same calendar, one array of length `frequency` each, by phase
 * (phase 0 is the first value), averaging 1.
 *
 * Each series' own index (value over centred moving average) is drawn towards the pool's index, and the pool's towards
 * no season at all, each as far as its noise says (normal-normal shrinkage). Authorities that share a calendar are
 * therefore pooled hard; series that merely share a file keep their own pattern; noise is not mistaken for a season.
 */
export function pooledSeasonalIndices(sources: readonly SeasonalSource[], frequency: number): number[][] {
  const own = sources.map((source) => ownIndex(source, frequency));
  const pool = poolIndex(own, frequency);
  const known = own.filter((o) => o.known);
  let spread = 0;
  if (known.length > 1) {
    // Between-series variance left after noise, weighting steady series more; the mean of n has used up 1/n of it.
    let top = 0;
    let bottom = 0;
    for (const o of known) {
      const weight = 1 / (o.noise + 1e-9);
      for (let j = 0; j < frequency; j += 1)
        top += weight * (((o.index[j] ?? 1) - (pool[j] ?? 1)) ** 2 - o.noise);
      bottom += weight * frequency;
    }
    spread = Math.max(0, top / bottom);
  }
  return own.map((o) => {
    const keep = !o.known ? 0 : known.length > 1 ? spread / (spread + o.noise + 1e-12) : 0;
    const mixed = pool.map((p, j) => Math.max(LEAST_INDEX, p + keep * ((o.index[j] ?? 1) - p)));
    const level = mean(mixed);
    return mixed.map((x) => x / level);
  });
}

type OwnIndex = { index: number[]; noise: number; known: boolean };

function ownIndex(source: SeasonalSource, frequency: number): OwnIndex {
  const ratios = seasonalRatios(source, frequency);
  const index: number[] = [];
  let squares = 0;
  let freedom = 0;
  let fewest = Infinity;
  const middles = ratios.map((r) => median(r));
  const deviations = ratios.flatMap((r, j) => r.map((x) => Math.abs(x - (middles[j] ?? 1))));
  const reach = PULL_IN * 1.4826 * median(deviations.filter((d) => d > 0));
  for (let j = 0; j < frequency; j += 1) {
    const middle = middles[j] ?? 1;
    const pulled = (ratios[j] ?? []).map((x) =>
      reach > 0 ? Math.min(middle + reach, Math.max(middle - reach, x)) : x,
    );
    fewest = Math.min(fewest, pulled.length);
    const centre = pulled.length === 0 ? 1 : mean(pulled);
    index.push(centre);
    for (const x of pulled) squares += (x - centre) ** 2;
    freedom += Math.max(0, pulled.length - 1);
  }
  if (fewest < 1) return { index: index.map(() => 1), noise: 1, known: false };
  const level = mean(index);
  const scaled = index.map((x) => x / level);
  // With one year of ratios there is no repetition to measure noise by: call all of the pattern noise.
  const noise =
    freedom > 0
      ? squares / freedom / Math.max(1, fewest)
      : scaled.reduce((sum, x) => sum + (x - 1) ** 2, 0) / frequency;
  return { index: scaled, noise, known: true };
}

/** The pool's index: series weighted by steadiness (none more than a tenth, given ten), then drawn towards 1. */
function poolIndex(own: readonly OwnIndex[], frequency: number): number[] {
  const known = own.filter((o) => o.known);
  if (known.length === 0) return Array.from({ length: frequency }, () => 1);
  const typical = median(known.map((o) => o.noise));
  const weights = known.map((o) => 1 / (o.noise + typical + 1e-12));
  const total = weights.reduce((a, b) => a + b, 0);
  const pool = Array.from({ length: frequency }, (_, j) =>
    known.reduce((sum, o, i) => sum + ((weights[i] ?? 0) / total) * (o.index[j] ?? 1), 0),
  );
  const noise = known.reduce((sum, o, i) => sum + ((weights[i] ?? 0) / total) ** 2 * o.noise, 0);
  const signal = pool.reduce((sum, p) => sum + (p - 1) ** 2, 0) / Math.max(1, frequency - 1);
  // Positive-part James-Stein: what the pattern has beyond its own noise.
  const keep =
    signal > 0
      ? Math.max(0, 1 - (noise * (frequency - 3 > 0 ? (frequency - 3) / (frequency - 1) : 1)) / signal)
      : 0;
  return pool.map((p) => 1 + keep * (p - 1));
}

/** Ratios to the centred moving average of one year, the latest years only, by phase. */
function seasonalRatios(source: SeasonalSource, frequency: number): number[][] {
  const { values, use } = source;
  const ratios: number[][] = Array.from({ length: frequency }, () => []);
  const half = frequency / 2;
  for (let t = values.length - 1; t >= 0; t -= 1) {
    if (use?.[t] === false) continue;
    const bucket = ratios[t % frequency];
    if (bucket === undefined || bucket.length >= INDEX_YEARS) continue;
    const centre = movingAverage(values, t, half);
    const value = values[t];
    if (centre !== undefined && centre > 0 && value !== undefined) bucket.push(value / centre);
  }
  return ratios;
}

function movingAverage(values: readonly number[], t: number, half: number): number | undefined {
  const first = values[t - half];
  const last = values[t + half];
  if (first === undefined || last === undefined) return undefined;
  let sum = (first + last) / 2;
  for (let i = t - half + 1; i < t + half; i += 1) sum += values[i] ?? 0;
  return sum / (2 * half);
}

function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(at)] ?? 0) + (sorted[Math.ceil(at)] ?? 0)) / 2;
}

/** First seasonal states of one series by phase, from the average ratio (or difference) to its moving average. */
export function seasonalStart(
  values: readonly number[],
  frequency: number,
  multiplicative: boolean,
): number[] {
  const half = frequency / 2;
  const buckets: number[][] = Array.from({ length: frequency }, () => []);
  values.forEach((value, t) => {
    const centre = movingAverage(values, t, half);
    if (centre === undefined) return;
    if (!multiplicative) buckets[t % frequency]?.push(value - centre);
    else if (centre > 0) buckets[t % frequency]?.push(value / centre);
  });
  const neutral = multiplicative ? 1 : 0;
  const raw = buckets.map((b) => (b.length === 0 ? neutral : mean(b)));
  const centre = mean(raw);
  return raw.map((x) => (multiplicative ? Math.max(LEAST_INDEX, x / centre) : x - centre));
}
