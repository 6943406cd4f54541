import { addMonths, date, type IsoInstant } from "../../kernel/dates.ts";
import { chartOf } from "../insight/chart.ts";
import type { Measure } from "../insight/indicator.ts";
import { indicatorOf, measureById, type Point } from "../insight/series.ts";
import type { Reading } from "../insight/tally.ts";
import { invariant } from "../safety-net/invariants.ts";
import type { Report } from "./read.ts";
import { fit, fitSeries, type Sees } from "./sees.ts";
import type { PackData } from "./values.ts";
import type { Wrong } from "./wrong.ts";

/** Invented figures with a change in them, for tests: contacts that doubled, and work in time. */
export const TODAY = date("2026-11-05");

export const measureOf = (id: string): Measure => {
  const found = measureById(id);
  if (found === undefined) throw new Error(`no measure ${id}`);
  return found;
};

export const share = (numerator: number, denominator: number, twin = 0): Reading => ({
  value: denominator === 0 ? null : numerator / denominator,
  unit: "share",
  numerator,
  denominator,
  unknown: 0,
  twin,
});

const number = (n: number): Reading => ({
  value: n,
  unit: "number",
  numerator: n,
  denominator: null,
  unknown: 0,
  twin: 0,
});

/** Two years of contacts, a third more in the second; one month of three. */
export const contacts: readonly Point[] = Array.from({ length: 24 }, (_, i) => ({
  month: addMonths(date("2024-11-01"), i),
  reading: number(i === 5 ? 3 : (i < 12 ? 93 : 143) + ((i * 7) % 5)),
  immature: false,
}));

export function reportOf(sees: Sees): Report {
  const measure = measureOf("1");
  const indicator = indicatorOf(measure);
  const charted = chartOf(indicator, measure, fitSeries(contacts, "period", sees));
  const visits = measureOf("30");
  return {
    today: TODAY,
    month: date("2026-10-01"),
    sees,
    changes: [
      { indicator, measure, charted, reading: fit(number(1723), sees), twin: null, rebases: [], said: null },
    ],
    unshown: 0,
    timely: [
      {
        indicator: indicatorOf(visits),
        measure: visits,
        why: null,
        reading: fit(share(183, 214), sees),
        twin: 7,
      },
    ],
    untold: [],
    said: [
      {
        indicator: 1,
        words: "The new front door takes calls it did not take before.",
        by: "Olu Officer",
        at: "2026-11-01T10:00:00.000Z" as IsoInstant,
      },
    ],
    looked: 2,
    enough: true,
    months: new Map([["1", fitSeries(contacts, "period", sees)]]),
    counted: "2026-11-05T09:00:00.000Z" as IsoInstant,
  };
}

/** Three things that must never be: so for 3, 7 and 24 children. */
export const wrong: Wrong = {
  looked: 14,
  undecidable: [],
  lines: [3, 7, 24].flatMap((children, i) => {
    const found = invariant(["INV-01", "INV-09", "INV-13"][i] ?? "");
    return found === undefined
      ? []
      : [{ invariant: found, children, oldest: date("2026-10-19"), takenUp: null }];
  }),
};

export function packOf(sees: Sees): PackData {
  const visits = measureOf("30");
  const plans = measureOf("21");
  return {
    report: reportOf(sees),
    wrong,
    values: [
      {
        indicator: indicatorOf(visits),
        measure: visits,
        why: null,
        reading: fit(share(183, 214), sees),
        twin: 7,
      },
      { indicator: indicatorOf(plans), measure: plans, why: null, reading: fit(number(4), sees), twin: null },
    ],
    coming: null,
    staff: null,
  };
}
