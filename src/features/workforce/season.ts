import type { Handle } from "../../platform/db/transact.ts";
import { forecastOf, readDemand, SERIES } from "../demand/index.ts";

/** New cases in each month from January, against the mean month. */
export type Season = readonly number[];

export const EVEN: Season = Array.from({ length: 12 }, () => 1);

/** The season of the year ahead, as referrals are forecast; even where they cannot be. */
export async function readSeason(handle: Handle): Promise<Season> {
  const referrals = SERIES.filter(({ id }) => id === "referrals");
  const { histories } = await readDemand(handle, referrals);
  const found = forecastOf("referrals", histories[0]?.months ?? [], "month", []);
  if ("refused" in found || found.ahead.length !== 12) return EVEN;
  const mean = found.ahead.reduce((sum, one) => sum + one.mean, 0) / 12;
  if (mean <= 0) return EVEN;
  const byMonth = EVEN.map(() => 1);
  for (const { on, mean: n } of found.ahead)
    byMonth[Number(on.slice(5, 7)) - 1] = Number((n / mean).toFixed(3));
  return byMonth;
}
