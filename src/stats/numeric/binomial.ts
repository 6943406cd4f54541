import { lnGamma } from "./gamma.ts";

/** Chances of 0, 1 ... `trials` successes, each trial succeeding with chance `chance` (0 to 1). */
export function binomialProbabilities(trials: number, chance: number): number[] {
  if (!Number.isInteger(trials) || trials < 0 || !(chance >= 0 && chance <= 1)) {
    throw new RangeError(
      `binomialProbabilities needs a whole number of trials and a chance, not ${trials} and ${chance}`,
    );
  }
  const certain = chance === 0 ? 0 : chance === 1 ? trials : null;
  const lnAll = lnGamma(trials + 1);
  return Array.from({ length: trials + 1 }, (_, successes) => {
    if (certain !== null) return successes === certain ? 1 : 0;
    const lnWays = lnAll - lnGamma(successes + 1) - lnGamma(trials - successes + 1);
    return Math.exp(lnWays + successes * Math.log(chance) + (trials - successes) * Math.log1p(-chance));
  });
}

/** Smallest number of successes whose cumulative chance reaches `share` (0 to 1). */
export function binomialQuantile(share: number, trials: number, chance: number): number {
  // A whisker is allowed for rounding, so that a chance which is exactly `share` counts as reaching it.
  const enough = share * (1 - 1e-13);
  let cumulative = 0;
  let successes = 0;
  for (const probability of binomialProbabilities(trials, chance)) {
    cumulative += probability;
    if (cumulative >= enough) return successes;
    successes += 1;
  }
  return trials;
}
