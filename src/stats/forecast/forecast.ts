import { combine, type MethodAnswer } from "./combination.ts";
import { alignLevels, placeEvents } from "./events.ts";
import { kindOf, learnWidening, limits } from "./intervals.ts";
import type { Forecast, ForecastItem } from "./types.ts";

/** How far a series with negative values is raised, in ranges, so that ratios make sense. */
const RAISED_BY = 2;

/** A forecast with the methods behind it, to show beside it as a check: where they disagree, say so. */
export type ExplainedForecast = { forecast: Forecast; methods: MethodAnswer[] };

/**
 * Forecasts items: those of one set with the same frequency, start and length as one pool. The answers follow the order
 * of the items and do not depend on it. Items must be sound, as those `readItems` accepts, with ids used once.
 */
export function forecastItems(items: readonly ForecastItem[]): Forecast[] {
  return explainForecasts(items).map(({ forecast }) => forecast);
}

/** The same, with what each method says on its own and its weight. */
export function explainForecasts(items: readonly ForecastItem[]): ExplainedForecast[] {
  const answers = new Map<string, ExplainedForecast>();
  for (const pool of poolsOf(items))
    for (const answer of forecastPool(pool)) answers.set(answer.forecast.id, answer);
  return items.map((item) => answers.get(item.id)).filter((answer) => answer !== undefined);
}

function poolsOf(items: readonly ForecastItem[]): ForecastItem[][] {
  // Sorted, so that sums are taken in one order whatever order the items came in.
  const sorted = items.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const key = ({ set, frequency, start, values }: ForecastItem) =>
    JSON.stringify([set, frequency, start, values.length, values.some((y) => y < 0)]);
  return [...Map.groupBy(sorted, key).values()];
}

function forecastPool(items: readonly ForecastItem[]): ExplainedForecast[] {
  const frequency = items[0]?.frequency ?? 12;
  const horizon = Math.max(...items.map((item) => item.horizon));
  const pool = items.map(({ values, events, start }) => {
    const least = Math.min(...values);
    const offset = least < 0 ? RAISED_BY * (Math.max(...values) - least) - least : 0;
    const places = placeEvents(events ?? [], start, values.length, frequency);
    const raised = values.map((y) => y + offset);
    return {
      original: values,
      offset,
      values: alignLevels(raised, places.restarts, frequency),
      use: places.use,
      restarts: new Set(places.restarts),
    };
  });
  const combined = combine(pool, frequency, horizon).map((series, i) => {
    const values = pool[i]?.values ?? [];
    const original = pool[i]?.original ?? [];
    // Level shifts taken out leave fractions: whether these are counts is asked of the values as they came.
    const whole = original.every((y) => Number.isInteger(y) && y >= 0);
    const kind = whole ? kindOf(values.map(Math.round), series.now.fitted, frequency) : ("measure" as const);
    const now =
      pool[i]?.offset === 0
        ? { ...series.now, mean: series.now.mean.map((x) => Math.max(0, x)) }
        : series.now;
    return { series, now, values, kind };
  });
  const widening = learnWidening(combined, frequency);
  return items.flatMap(({ id, horizon: wanted }, i) => {
    const one = combined[i];
    if (one === undefined) return [];
    const offset = pool[i]?.offset ?? 0;
    const found = limits(one.values, one.now, frequency, one.kind, widening, offset);
    const cut = (xs: readonly number[]) => xs.slice(0, wanted);
    const lowered = (xs: readonly number[]) => cut(xs.map((x) => x - offset));
    const forecast = {
      id,
      mean: lowered(one.now.mean),
      lo80: cut(found.lo80),
      hi80: cut(found.hi80),
      lo95: cut(found.lo95),
      hi95: cut(found.hi95),
    };
    return [{ forecast, methods: one.series.methods.map((m) => ({ ...m, mean: lowered(m.mean) })) }];
  });
}
