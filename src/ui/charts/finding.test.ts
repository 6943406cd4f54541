import { describe, expect, it } from "vitest";
import { attributeChart } from "../../stats/spc/attribute.ts";
import { xmrChart } from "../../stats/spc/xmr.ts";
import { attributeSeries } from "./attribute-series.ts";
import { type Better, chiefSignals, type ControlSeries } from "./control-series.ts";
import { xmrSeries } from "./xmr-series.ts";
import { finding, sayRule } from "./finding.ts";
import { variationSign } from "./icons.tsx";
import { asCount, asPercent } from "./saying.ts";
import { months } from "./testing/months.ts";

function series(
  values: readonly (number | null)[],
  better: Better = "increase",
  rebase: readonly string[] = [],
): ControlSeries {
  const dates = months(2025, 1, values.length);
  return xmrSeries(
    xmrChart({
      points: dates.map((x, index) => ({ x, y: values[index] ?? null })),
      improvementDirection: better,
      target: null,
      rebase,
      fixAfterNPoints: null,
      screenOutliers: true,
    }),
    better,
  );
}
const words = { measure: "Visits in time", period: "month" as const, saying: asPercent(100) };
const title = (values: readonly (number | null)[]): string => finding(series(values), words);
const level = [82, 80, 83, 81, 82, 80, 83, 81, 82, 80, 83, 81, 82, 80, 83, 81];

describe("the title of a control chart", () => {
  it("says there is nothing to know, or too little", () => {
    expect(title([])).toBe("Visits in time: nothing is known yet");
    expect(title([null, null])).toBe("Visits in time: nothing is known yet");
    expect(title([81])).toBe("Visits in time: 81% in Jan 2025, too little to see change");
  });

  it("says that nothing happened, and when that is not yet sure", () => {
    expect(title(level)).toBe("Visits in time: no signal. Changes are within what chance makes");
    expect(title(level.slice(0, 5))).toBe("Visits in time: no signal in 5 months, too few to be sure");
  });

  it("says since when a run goes on, which way and how long", () => {
    expect(title([...level, 78, 79, 78, 78, 79, 78, 79])).toBe(
      "Visits in time fell from May 2026: 7 months below the mean",
    );
    expect(title([...level, 86, 85, 86, 86, 85, 86, 85, 86])).toBe(
      "Visits in time rose from May 2026: 8 months above the mean",
    );
  });

  it("says a trend by its steps", () => {
    const trend = [90, 84, 91, 85, 92, 86, 90, 89, 88, 87, 86, 85, 84];
    expect(title(trend)).toMatch(/^Visits in time kept falling from Jul 2025: 7 months in a row/);
  });

  it("says one value beyond the limits, and a run that ends beyond them", () => {
    expect(title([...level, 60])).toBe("Visits in time fell below the lower limit in May 2026");
    expect(title([...level, 78, 79, 78, 78, 79, 78, 60])).toBe(
      "Visits in time fell from May 2026: 7 months below the mean, now below the lower limit",
    );
  });

  it("says a change that is over as over", () => {
    expect(title([...level, 60, 81, 83])).toBe(
      "Visits in time: no signal now. Below the lower limit in May 2026",
    );
  });

  it("does not take a gap at the end for the end of a signal", () => {
    expect(title([...level, 60, null])).toBe("Visits in time fell below the lower limit in May 2026");
  });

  it("says the median's rules for a run chart", () => {
    const values = [14, 15, 13, 16, 15, 14, 16, 13, 20, 21, 22, 20, 21, 22, 20, 21];
    const chart = attributeChart({ chart: "run", y: values, n: null, partAfter: null, freezeAfter: null });
    const run = attributeSeries(chart, {
      dates: months(2025, 1, values.length),
      better: "decrease",
      centreWord: "median",
    });
    expect(finding(run, { ...words, measure: "Cases a worker", saying: asCount })).toBe(
      "Cases a worker rose from Sep 2025: 8 months above the median",
    );
  });
});

describe("signals", () => {
  it("are told once: points near a limit inside a run are the run's", () => {
    const made = series([...level, 78, 77, 78, 76, 77, 75, 76]);
    expect(made.signals.map(({ rule }) => rule)).toContain("twoInThree");
    expect(chiefSignals(made.signals).map(({ rule }) => rule)).toEqual(["shift"]);
  });

  it("give the point where a rise meets a fall to the later one", () => {
    const made = series([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], "neutral");
    expect(
      made.signals.filter(({ rule }) => rule === "trend").map(({ side, from, to }) => [side, from, to]),
    ).toEqual([
      ["high", 0, 5],
      ["low", 6, 12],
    ]);
  });

  it("never reach across a rebase", () => {
    const low = Array.from({ length: 7 }, (_, index) => 60 + (index % 2));
    const made = series([...low, ...low], "increase", ["2025-08-01"]);
    expect(made.points.map(({ group }) => group)).toEqual([...low.map(() => 0), ...low.map(() => 1)]);
    expect(made.signals).toEqual([]);
  });

  it("say why the rule is a rule, unless told not to", () => {
    const made = series([...level, 60]);
    const [signal] = made.signals;
    expect(signal && sayRule(signal, made, words)).toBe(
      "Below the lower limit in May 2026. Chance alone seldom goes beyond the limits.",
    );
    expect(signal && sayRule(signal, made, words, false)).toBe("Below the lower limit in May 2026.");
  });

  it.each([
    ["increase", "concern_low", "A signal down: a change for the worse"],
    ["decrease", "improvement_low", "A signal down: a change for the better"],
    ["neutral", "neutral_low", "A signal down: neither good nor bad in itself"],
  ] as const)("judge a fall when better is %s", (better, of, said) => {
    expect(variationSign(series([...level, 60], better), better)).toEqual([
      { kind: "variation", of, words: said },
    ]);
  });

  it("have no sign where there is one value", () => {
    expect(variationSign(series([81]), "increase")).toEqual([]);
  });
});
