import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, type IsoDate } from "../../kernel/dates.ts";
import { CODES, INDICATORS } from "./indicators.ts";
import { type Child, childrenOf, START, type Theme } from "./testing/lives.ts";
import { cameTo, countedFrom } from "./testing/reading.ts";
import { type Asked, REFERENCE } from "./testing/reference.ts";

/** A period of some months within the invented lives, asked about on its last day or later. */
const periods = fc
  .tuple(fc.nat({ max: 1200 }), fc.constantFrom(1, 3, 12, 36), fc.constantFrom(0, 1, 30, 90, 500))
  .map(([start, months, later]): Asked => {
    const from = addDays(START, start);
    const to = addMonths(from, months);
    return { from, to, today: addDays(to, later) };
  });

/** The sort of child a measure is about. */
const themeOf = (measure: string): Theme => {
  const no = Number.parseInt(measure, 10);
  if (no < 16) return "front";
  if (no < 26 || no === 28) return "enquiry";
  if (no < 35) return "plan";
  if (no < 39) return "need";
  return no < 54 ? "care" : "leaving";
};

const told = (child: Child, measure: string, asked: Asked): { num: number; den: number; unknown: number } => {
  const verdicts = REFERENCE[measure]?.(child, asked) ?? [];
  const of = (wanted: string): number => verdicts.filter((verdict) => verdict === wanted).length;
  return { num: of("yes"), den: of("yes") + of("no"), unknown: of("unknown") };
};

describe("every measure, counted and read from the text", () => {
  it.each(Object.keys(REFERENCE))("agrees on %s, whatever happened to the child", (measure) => {
    fc.assert(
      fc.property(childrenOf(themeOf(measure)), periods, (child, asked) => {
        const { twin: _twin, ...came } = cameTo(countedFrom(child), measure, asked);
        expect(came).toEqual(told(child, measure, asked));
      }),
      { numRuns: 60 },
    );
  });

  it("has a plain reading of every measure that can be counted from the record", () => {
    const unread = new Set(["54.young", "54.young.home", "54.young.work", "59", "64", "65"]);
    const counted = INDICATORS.flatMap(({ measures }) => measures)
      .filter((measure) => measure.cannotTell === undefined && measure.from === undefined)
      .map((measure) => measure.id);
    expect(counted.filter((id) => REFERENCE[id] === undefined && !unread.has(id))).toEqual([]);
    expect([...CODES.keys()].length).toBeGreaterThan(70);
  });

  it("loses nothing and doubles nothing when what stood is cut by team, age and need", () => {
    fc.assert(
      fc.property(childrenOf("need"), fc.nat({ max: 1700 }), (child, n) => {
        const day: IsoDate = addDays(START, n);
        const rows = countedFrom(child).filter(
          (row) => row.on === null && row.from <= day && (row.until === null || row.until > day),
        );
        const keys = rows.map((row) => `${row.measure}|${row.part}|${row.subject}`);
        const standing = keys.filter((key) => !key.includes("|twin|"));
        expect(new Set(standing).size).toBe(standing.length);
      }),
    );
  });
});
