import { describe, expect, it } from "vitest";
import { chanceFrom } from "./random.ts";

function many(count: number, draw: () => number): { mean: number; deviation: number } {
  const values = Array.from({ length: count }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  return { mean, deviation: Math.sqrt(square) };
}

describe("seeded chance", () => {
  it("repeats itself from the same seed and not from another", () => {
    const draws = (seed: number): number[] => {
      const chance = chanceFrom(seed);
      return Array.from({ length: 20 }, () => chance.uniform());
    };
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
    expect(draws(0).every((value) => value > 0 && value < 1)).toBe(true);
  });

  it("draws from the distributions it names", () => {
    const chance = chanceFrom(1);
    const uniform = many(50_000, () => chance.uniform());
    expect(uniform.mean).toBeCloseTo(0.5, 2);
    expect(uniform.deviation).toBeCloseTo(Math.sqrt(1 / 12), 2);
    const normal = many(50_000, () => chance.normal());
    expect(normal.mean).toBeCloseTo(0, 1);
    expect(normal.deviation).toBeCloseTo(1, 1);
    const exponential = many(50_000, () => chance.exponential(3));
    expect(exponential.mean / 3).toBeCloseTo(1, 1);
    expect(exponential.deviation / 3).toBeCloseTo(1, 1);
    const lognormal = many(200_000, () => chance.lognormal(2, 0.5));
    expect(lognormal.mean / 2).toBeCloseTo(1, 1);
    expect(lognormal.deviation).toBeCloseTo(1, 1);
  });

  it("gives the mean itself where nothing varies", () => {
    expect(chanceFrom(3).lognormal(2, 0)).toBe(2);
  });
});
