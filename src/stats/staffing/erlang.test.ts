import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { erlang, erlangProblem } from "./erlang.ts";

describe("Erlang's formulas", () => {
  it("give one place the load's own answers", () => {
    // One server: B = a / (1 + a), C = a.
    expect(erlang(1, 0.5).erlangB).toBeCloseTo(1 / 3, 14);
    expect(erlang(1, 0.5).erlangC).toBeCloseTo(0.5, 14);
  });

  it("give two places what can be summed by hand", () => {
    // a = 1: B = (1/2) / (1 + 1 + 1/2) = 1/5; C = (1/2 x 2) / (2 + 1) = 1/3.
    expect(erlang(2, 1).erlangB).toBeCloseTo(1 / 5, 14);
    expect(erlang(2, 1).erlangC).toBeCloseTo(1 / 3, 14);
  });

  it("make everybody wait where the load fills the places", () => {
    expect(erlang(3, 3).erlangC).toBe(1);
    expect(erlang(3, 9).erlangC).toBe(1);
    expect(erlang(3, 0)).toEqual({ erlangB: 0, erlangC: 0 });
  });

  it("wait less with more places, and more than callers who give up", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0.001, max: 500, noNaN: true }),
        (servers, offered) => {
          const { erlangB, erlangC } = erlang(servers, offered);
          expect(erlangC).toBeGreaterThanOrEqual(erlangB);
          expect(erlangC).toBeLessThanOrEqual(1);
          expect(erlang(servers + 1, offered).erlangC).toBeLessThanOrEqual(erlangC);
        },
      ),
    );
  });

  it("need whole places and a load", () => {
    expect(erlangProblem(2, 1)).toBeNull();
    expect(erlangProblem(1.5, 1)).toMatch("whole number");
    expect(erlangProblem(0, 1)).toMatch("whole number");
    expect(erlangProblem(1, -1)).toMatch("0 or more");
  });
});
