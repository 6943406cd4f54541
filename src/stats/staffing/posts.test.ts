import { describe, expect, it } from "vitest";
import { loadDistribution } from "./compound.ts";
import {
  capacityCurve,
  chanceNoneUnallocated,
  chanceWithPosts,
  fillFromTurnover,
  fillFromVacancies,
  postsNeeded,
  postsProblem,
  workersNeeded,
  workersNeededQuickly,
} from "./posts.ts";

const cases = [{ weight: 1, open: 120 }];
const load = loadDistribution({ cases });

describe("workers for a load", () => {
  it("are the fewest whose points suffice with the chance asked for", () => {
    // 120 equal cases at 15 a worker: nine workers 0.919, ten 0.996.
    expect(chanceNoneUnallocated(load, 9, 15)).toBeCloseTo(0.919, 3);
    expect(chanceNoneUnallocated(load, 10, 15)).toBeCloseTo(0.996, 3);
    expect(workersNeeded(load, 15)).toBe(10);
    expect(workersNeeded(load, 15, 0.9)).toBe(9);
    expect(workersNeeded(loadDistribution({ cases: [] }), 15)).toBe(0);
  });

  it("have a quick form as if the load were normal", () => {
    expect(workersNeededQuickly({ cases }, 15, 0.975)).toBeCloseTo((120 + 1.959964 * Math.sqrt(120)) / 15, 6);
  });
});

describe("posts for a load", () => {
  it("are filled as vacancies and turnover leave them", () => {
    expect(fillFromVacancies(0.2, 0.75)).toBeCloseTo(0.95, 12);
    expect(fillFromTurnover(0.12, 4)).toBeCloseTo(1 / 1.04, 12);
    expect(fillFromTurnover(0, 12)).toBe(1);
  });

  it("weigh the chance of each number filled", () => {
    // Two posts filled by the toss of a coin: none, one or two workers, 1/4, 1/2, 1/4.
    const small = loadDistribution({ cases: [{ weight: 1, open: 1 }] });
    const [none, one, two] = [0, 1, 2].map((count) => small.atMost(count));
    expect(chanceWithPosts(small, 2, 1, 0.5)).toBeCloseTo(
      (none ?? 0) / 4 + (one ?? 0) / 2 + (two ?? 0) / 4,
      12,
    );
  });

  it("are as many as the workers where every post is filled, and more where not", () => {
    expect(postsNeeded(load, 15, 1)).toBe(10);
    expect(postsNeeded(load, 15, 0.8)).toBeGreaterThan(12);
    const fewest = postsNeeded(load, 15, 0.9);
    expect(chanceWithPosts(load, fewest, 15, 0.9)).toBeGreaterThanOrEqual(0.99);
    expect(chanceWithPosts(load, fewest - 1, 15, 0.9)).toBeLessThan(0.99);
  });

  it("are shown as a curve from the mean load to near certainty", () => {
    const curve = capacityCurve(load, 15, 0.95);
    expect(curve[0]?.posts).toBe(8);
    expect(curve.at(-1)?.chance).toBeGreaterThanOrEqual(0.999);
    for (const [index, step] of curve.entries()) {
      expect(step.chance).toBeGreaterThanOrEqual(curve[index - 1]?.chance ?? 0);
    }
  });

  it("cannot be found for shares and capacities that make no sense", () => {
    expect(postsProblem({ cases }, 15, [0.9])).toBeNull();
    expect(postsProblem({ cases }, 0, [0.9])).toMatch("above 0");
    expect(postsProblem({ cases }, 0.001, [0.9])).toMatch("more than");
    expect(postsProblem({ cases }, 15, [0])).toMatch("0.05 to 1");
  });
});
