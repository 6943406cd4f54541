/**
 * One method's answer. `fitted` are its one-step forecasts of the values given. `carry[j - 1]` is the share of a
 * surprise that is still in the forecast j steps later: what makes the interval widen.
 */
export type PointForecast = { mean: number[]; fitted: number[]; carry: number[] };

/** A year and a period of it (1 to 12 for months, 1 to 4 for quarters). */
export type Period = readonly [year: number, period: number];

/**
 * Something known to have moved the level: a reorganisation, a threshold change, a pandemic. The level restarts at
 * `from` and, where `to` is given, again in the period after `to`.
 */
export type KnownEvent = { from: Period; to?: Period | undefined };

/** A series to forecast. Items of one `set` with the same start and length share what they teach about the season. */
export type ForecastItem = {
  id: string;
  set: string;
  /** 12 for months, 4 for quarters. */
  frequency: number;
  start: Period;
  /** Periods to forecast. */
  horizon: number;
  values: readonly number[];
  events?: readonly KnownEvent[] | undefined;
};

/** Arrays of length horizon. */
export type Forecast = {
  id: string;
  mean: number[];
  lo80: number[];
  hi80: number[];
  lo95: number[];
  hi95: number[];
};

export type Refusal = { id: string; refused: string };
