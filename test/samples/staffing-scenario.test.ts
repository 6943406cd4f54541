import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Assumptions } from "../../src/features/workforce/assumptions.ts";
import { dutyOf, outcomeOf } from "../../src/features/workforce/outcome.ts";
import { EVEN } from "../../src/features/workforce/season.ts";

type Anchors = {
  readonly erlang: readonly {
    readonly servers: number;
    readonly offered: number;
    readonly erlangC: number;
  }[];
  readonly compound: readonly {
    readonly name: string;
    readonly load: Readonly<Record<string, number>>;
    readonly capacityPerFte: number;
    readonly mean: number;
    readonly fteForMean: number;
    readonly fte99: number;
  }[];
};

const file = join(resolve(process.env["KITH_SAMPLES"] ?? "../shared/data"), "staffing", "staffing.json");

const assume = (more: Partial<Assumptions>): Assumptions => ({
  cases: [],
  limit: 100,
  stable: 15,
  newlyQualified: 0,
  relief: 10,
  families: "alone",
  familySizes: [1],
  forecastError: 0,
  fill: "vacancy",
  vacancy: 0,
  cover: 0,
  turnover: 0,
  monthsToFill: 0,
  absence: 0,
  posts: 1,
  seed: 1,
  season: EVEN,
  duty: { weekly: 0, days: 5, workers: 1, places: 1 },
  ...more,
});

describe("a what-if against the staffing anchors", () => {
  if (!existsSync(file)) {
    it("has no anchors here: the folder of samples is absent", () => undefined);
    return;
  }
  const anchors = JSON.parse(readFileSync(file, "utf8")) as Anchors;

  it.each(anchors.compound)(
    "takes as many workers: $name",
    ({ load, capacityPerFte, mean, fteForMean, fte99 }) => {
      const cases = Object.entries(load).map(([points, open]) => ({
        type: "need" as const,
        open,
        points: Number(points),
        years: 1,
      }));
      const outcome = outcomeOf(assume({ cases, limit: capacityPerFte, stable: 0 }));
      if ("problem" in outcome) throw new Error(outcome.problem);
      expect(outcome.points).toBeCloseTo(mean, 9);
      expect(outcome.mean).toBe(Math.ceil(fteForMean));
      expect([outcome.alone, outcome.siblings, outcome.forecast]).toEqual([fte99, fte99, fte99]);
    },
  );

  it.each(anchors.erlang)(
    "waits as Erlang C says: $servers places, $offered offered",
    ({ servers, offered, erlangC }) => {
      const duty = dutyOf(assume({ duty: { weekly: offered, days: 5, workers: servers, places: 1 } }));
      expect(duty.waits).toBeCloseTo(erlangC, 9);
    },
  );
});
