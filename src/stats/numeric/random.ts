/** A seeded source of chance: the same seed gives the same sequence on every machine. */
export interface Chance {
  /** Uniform on 0 (never) to 1 (never). */
  uniform: () => number;
  /** Standard normal. */
  normal: () => number;
  /** Exponential with the given mean. */
  exponential: (mean: number) => number;
  /** Log-normal with the given mean and coefficient of variation; the mean itself when the coefficient is 0. */
  lognormal: (mean: number, variation: number) => number;
}

/** Makes a seeded source of chance: a 32-bit counter whose every value is thoroughly mixed, so that neighbouring seeds share nothing. */
export function chanceFrom(seed: number): Chance {
  let state = mix(seed | 0);
  let spare: number | null = null;

  function uniform(): number {
    state = (state + 0x9e3779b9) | 0;
    const high = mix(state) >>> 6;
    state = (state + 0x9e3779b9) | 0;
    const low = mix(state) >>> 6;
    return (high * 67108864 + low + 0.5) / 4503599627370496;
  }

  function normal(): number {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  return {
    uniform,
    normal,
    exponential: (mean) => -mean * Math.log(uniform()),
    lognormal: (mean, variation) => {
      const logVariance = Math.log1p(variation * variation);
      return mean * Math.exp(Math.sqrt(logVariance) * normal() - logVariance / 2);
    },
  };
}

/** Spreads every bit of a 32-bit number over all the others: two multiply-and-fold rounds. */
function mix(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x21f0aaad);
  bits ^= bits >>> 15;
  bits = Math.imul(bits, 0x735a2d97);
  return bits ^ (bits >>> 15);
}
