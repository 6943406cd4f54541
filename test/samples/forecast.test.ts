import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { averageScore, scoreForecast, type Score } from "../../src/stats/forecast/backtest.ts";
import { etsForecast } from "../../src/stats/forecast/ets.ts";
import { forecastItems } from "../../src/stats/forecast/forecast.ts";
import type { ForecastItem, Period } from "../../src/stats/forecast/types.ts";

const samples = resolve(process.env["KITH_SAMPLES"] ?? "../shared/data");
const referralsFile = "england/cin_c6_referrals_by_month_2013_to_2024.csv";
const present = existsSync(join(samples, "forecast"));

type Case = { name: string; item: ForecastItem; actual: number[]; ets: number };
type DfeEntry = {
  id: string;
  set: string;
  frequency: number;
  start: Period;
  horizon: number;
  key: { ons_code: string; trainMonths?: number; trainQuarters?: number };
  peers: { ets: { mase: number } };
};
type OtherEntry = Omit<DfeEntry, "key"> & { train: number[]; test: number[] };

function load<T>(name: string): T[] {
  const entries: T[] = JSON.parse(readFileSync(join(samples, "forecast", name), "utf8"));
  return entries;
}

/** Months from April 2012 to March 2024 by ONS code, for England and the authorities with every month published. */
function referrals(): Map<string, number[]> {
  const [header, ...rows] = readFileSync(join(samples, referralsFile), "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((cell) => cell[2] ?? cell[1] ?? ""));
  const column = (name: string) => header?.indexOf(name) ?? -1;
  const [year, level, country, authority, april] = [
    column("time_period"),
    column("geographic_level"),
    column("country_code"),
    column("new_la_code"),
    column("April"),
  ];
  const series = new Map<string, number[]>();
  for (const row of rows.toSorted((a, b) => Number(a[year ?? 0]) - Number(b[year ?? 0]))) {
    if (row[level ?? 0] === "Regional") continue;
    const code = row[authority ?? 0] || (row[country ?? 0] ?? "");
    const months = row.slice(april ?? 0, (april ?? 0) + 12).map((cell) => (cell === "" ? NaN : Number(cell)));
    series.set(code, [...(series.get(code) ?? []), ...months]);
  }
  return new Map([...series].filter(([, months]) => months.length === 144 && months.every(Number.isFinite)));
}

const quarters = (months: readonly number[]): number[] =>
  Array.from({ length: months.length / 3 }, (_, q) =>
    months.slice(3 * q, 3 * q + 3).reduce((a, b) => a + b, 0),
  );

function dfeCases(): Case[] {
  const months = referrals();
  return load<DfeEntry>("dfe.json").map((entry) => {
    const all = months.get(entry.key.ons_code) ?? [];
    const values = entry.frequency === 4 ? quarters(all) : all;
    const length = entry.key.trainMonths ?? entry.key.trainQuarters ?? 0;
    return {
      name: `${entry.set} after ${length}`,
      item: { ...entry, values: values.slice(0, length) },
      actual: values.slice(length, length + entry.horizon),
      ets: entry.peers.ets.mase,
    };
  });
}

function otherCases(): Case[] {
  return load<OtherEntry>("other.json").map((entry) => ({
    name: entry.set,
    item: { ...entry, values: entry.train },
    actual: entry.test,
    ets: entry.peers.ets.mase,
  }));
}

function score(cases: readonly Case[]): Score {
  const forecasts = forecastItems(cases.map(({ item }) => item));
  const scores = cases.flatMap(({ item, actual }, i) => {
    const forecast = forecasts[i];
    const found = forecast && scoreForecast(forecast, item.values, actual, item.frequency);
    return found === undefined ? [] : [found];
  });
  const average = averageScore(scores);
  if (average === undefined || scores.length !== cases.length)
    throw new Error("a sample could not be scored");
  return average;
}

function expectCalibrated({ cover80, cover95 }: Score): void {
  expect(cover80).toBeGreaterThanOrEqual(0.76);
  expect(cover80).toBeLessThanOrEqual(0.88);
  expect(cover95).toBeGreaterThanOrEqual(0.92);
  expect(cover95).toBeLessThanOrEqual(0.98);
}

if (!present) {
  it(`the forecast samples are absent (${samples}): nothing to score`, () => {
    expect(present).toBe(false);
  });
} else {
  const cases = [...dfeCases(), ...otherCases()];
  const sets = [...Map.groupBy(cases, ({ name }) => name)];

  describe("against R's ets on the same origins", () => {
    it.each(sets)("%s: the error is no larger", (_, set) => {
      const ets = set.reduce((sum, each) => sum + each.ets, 0) / set.length;
      expect(score(set).mase).toBeLessThanOrEqual(ets);
    });

    // The textbook series are left out: five series whose errors move together (60 values) say nothing of coverage.
    it.each(sets.filter(([name]) => !name.startsWith("r-")))(
      "%s: the intervals hold their share",
      (_, set) => {
        expectCalibrated(score(set));
      },
    );
  });

  describe("every second authority as one set, most of them not in the samples", () => {
    const all = [...referrals()];
    const setOf = (length: number, take: (position: number) => boolean): Case[] =>
      all
        .filter((_, i) => take(i))
        .map(([id, months]) => ({
          name: id,
          item: {
            id,
            set: "all",
            frequency: 12,
            start: [2012, 4],
            horizon: 12,
            values: months.slice(0, length),
          },
          actual: months.slice(length, length + 12),
          ets: 0,
        }));

    it.each([84, 108, 120, 132])("after %i months: better than our own ets, and calibrated", (length) => {
      const set = setOf(length, (i) => i % 2 === 0);
      const own = set.map(({ item, actual }) => {
        const { mean } = etsForecast(item.values, 12, 12);
        return scoreForecast(
          { mean, lo80: mean, hi80: mean, lo95: mean, hi95: mean },
          item.values,
          actual,
          12,
        );
      });
      const ets = averageScore(own.filter((each) => each !== undefined));
      const ours = score(set);
      expect(ours.mase).toBeLessThanOrEqual(ets?.mase ?? 0);
      expectCalibrated(ours);
    });
  });
}
