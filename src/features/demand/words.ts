import { sayPeriod } from "../../ui/charts/periods.ts";
import { sayFigure } from "../../ui/charts/saying.ts";
import { sayNumber } from "../../ui/words.ts";
import type { BackTest } from "./backTest.ts";
import type { Ahead } from "./forecast.ts";
import type { History } from "./history.ts";
import { type By, lastYears } from "./months.ts";
import { type Shows, shown } from "./shown.ts";

/** Two standard deviations of a Poisson count: what chance alone does to a year. */
const noise = (n: number): number => Math.round(2 * Math.sqrt(n));

/** Between two years chance does 1.4 times as much as to one. */
const BETWEEN = Math.SQRT2;

/** The last twelve months against the twelve before, and whether that is more than chance makes. */
export function sayYear(history: History, how: Shows): string {
  const { now, before } = lastYears(history.months);
  const last = history.months.at(-1);
  if (now === null || last === undefined) return "Less than a year is known.";
  const count = shown(now, how);
  const to = sayPeriod(last.on, "month");
  if (count === null) return `Fewer than ${how === "tens" ? "10" : "6"} in the 12 months to ${to}.`;
  const said = `${sayNumber(count)} in the 12 months to ${to}`;
  const earlier = before === null ? null : shown(before, how);
  if (before === null || earlier === null) return `${said}.`;
  const isChance = Math.abs(now - before) <= BETWEEN * 2 * Math.sqrt((now + before) / 2);
  if (isChance)
    return `${said}, against ${sayNumber(earlier)} in the 12 before: no more of a change than chance makes.`;
  return `${said}, against ${sayNumber(earlier)} in the 12 before: a ${now > before ? "rise" : "fall"} beyond what chance makes.`;
}

/** What chance alone does to a year's count. */
export function sayNoise(history: History): string | null {
  const { now } = lastYears(history.months);
  if (now === null || now === 0) return null;
  return `Chance alone moves a year’s ${sayNumber(now)} by about ${sayNumber(noise(now))} either way. A year’s trend is not carried on: the level is smoothed, and the band says how sure it is.`;
}

/** From when a series is whole, and how that is known. */
export function sayCovered(history: History): string {
  const { covered, series } = history;
  if (history.missing === "not carried") return `Nothing brought in tells of ${series.many}.`;
  if (covered === null)
    return `No file brought in is a full account of a whole month of ${series.many}, so months without any cannot be told from months not told of.`;
  const span = `${sayPeriod(covered.first, "month")} to ${sayPeriod(covered.last, "month")}`;
  if (covered.known === "usual")
    return `Counted from ${span}. No file says from when it is a full account; the first month that looks like a usual one is taken, so the first year may be short.`;
  const gap =
    covered.gapAfter === null
      ? ""
      : ` What came before is left out: nothing tells of the months after ${sayPeriod(covered.gapAfter, "month")}.`;
  return `Files brought in are a full account of ${span}.${gap}`;
}

/** What other methods say of the same year. */
export function sayBeside(ahead: readonly Ahead[], by: By): string {
  const total = (of: (one: Ahead) => number): number =>
    Math.round(ahead.reduce((sum, one) => sum + of(one), 0));
  const [ours, pooled, ets, theta] = [
    total((o) => o.mean),
    total((o) => o.pooled),
    total((o) => o.ets),
    total((o) => o.theta),
  ];
  const spread = Math.max(pooled, ets, theta) - Math.min(pooled, ets, theta);
  const agree = spread <= 0.1 * Math.max(1, ours) ? "They agree." : "They do not agree: take the wider band.";
  return `Over the ${by === "month" ? "12 months" : "4 quarters"} the forecast comes to ${sayNumber(ours)}; the pooled method alone says ${sayNumber(pooled)}, ets ${sayNumber(ets)}, theta ${sayNumber(theta)}. ${agree}`;
}

const asMultiple = (x: number): string => sayFigure(x, 2);
const inHundred = (share: number): string => `${Math.round(share * 100)} in 100`;

/** Title of a back-test: whether the forecast did better than the plainest guess. */
export function backTestFinding(name: string, test: BackTest): string {
  const said = test.mase < test.naiveMase ? "better than" : "no better than";
  return `${name}: forecasts did ${said} “the same as a year before”, and ${inHundred(test.cover80)} came inside the band for 80`;
}

/** What a back-test found, in sentences. */
export function sayBackTest(test: BackTest, by: By): string[] {
  const { mase, etsMase, naiveMase } = test;
  const beside = mase <= etsMase ? "no larger than" : "larger than";
  const held = (share: number, low: number, high: number, made: number): string => {
    const verdict =
      share < low
        ? "the band is too narrow for this series: plan with more room"
        : share > high
          ? "the band is wider than it need be"
          : "as it should";
    return `The band made to hold ${made} in 100 held ${inHundred(share)}: ${verdict}.`;
  };
  return [
    `${sayNumber(test.origins.length)} forecasts of a year were made again, each seeing nothing after it, and set against the ${sayNumber(test.forecasts)} ${by}s that came.`,
    `Mean error, where 1 is “the same ${by} a year before” over the years it could see: forecast ${asMultiple(mase)}, ets ${asMultiple(etsMase)}, the same ${by} a year before ${asMultiple(naiveMase)}. The forecast’s error is ${beside} that of ets.`,
    held(test.cover80, 0.76, 0.88, 80),
    held(test.cover95, 0.92, 0.98, 95),
    "Neighbouring forecasts share their months, so these are fewer facts than they look.",
  ];
}
