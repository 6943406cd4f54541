import { describe, expect, it } from "vitest";
import { CODES, indicatorNo, INDICATORS, whyNot } from "./indicators.ts";

describe("the 66 indicators", () => {
  it("are all there, once each, in order", () => {
    expect(INDICATORS.map(({ no }) => no)).toEqual(Array.from({ length: 66 }, (_, i) => i + 1));
  });
  it("each say what they are, what they divide, which are too young, where they come from and what guards them", () => {
    for (const one of INDICATORS) {
      for (const words of [
        one.name,
        one.definition,
        one.numerator,
        one.denominator,
        one.window,
        one.immature,
        one.source,
      ])
        expect(words.length, `${one.no}`).toBeGreaterThan(2);
      expect(one.guards.length, `${one.no}`).toBeGreaterThan(0);
      for (const guard of one.guards) {
        expect(indicatorNo(guard), `${one.no} is guarded by ${guard}`).toBeDefined();
        expect(guard).not.toBe(one.no);
      }
      expect(one.charts.length).toBeGreaterThan(0);
    }
  });
  it("store every measure under a number of its own", () => {
    const ids = INDICATORS.flatMap(({ measures }) => measures).filter((m) => m.from === undefined);
    const codes = ids.map(({ id }) => CODES.get(id));
    expect(codes).not.toContain(undefined);
    expect(new Set(CODES.values()).size).toBe(CODES.size);
  });
  it("say why where nothing brought in can tell", () => {
    const visits = indicatorNo(30);
    if (visits === undefined) throw new Error("no indicator");
    expect(whyNot(visits, visits.measures[0], new Set(["cp.started"]))?.because).toBe(
      "nothing brought in carries “visit”",
    );
    expect(whyNot(visits, visits.measures[0], new Set(["cp.started", "visit.made"]))).toBeNull();
    expect(INDICATORS.filter((one) => one.measures[0].cannotTell !== undefined).map(({ no }) => no)).toEqual([
      43, 52, 57, 60, 61, 62, 63, 66,
    ]);
  });
});
