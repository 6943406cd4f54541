import type { Handle } from "../../platform/db/transact.ts";
import { seesCoarse } from "../insight/suppress.ts";
import { type Ahead, forecastOf } from "./forecast.ts";
import { type History, ratePer10k, readDemand } from "./history.ts";
import { lastYears } from "./months.ts";
import { SERIES } from "./series.ts";
import { shiftsOf, standing } from "./shifts.ts";
import { shown, shownAhead, type Shows, tooFewForTens } from "./shown.ts";

export type ListLine = {
  readonly history: History;
  readonly year: number | null;
  readonly before: number | null;
  readonly rate: number | null;
  /** The next month, where it can be forecast and shown. */
  readonly next: Ahead | null;
  readonly refused: string | null;
};

export type ListView = {
  readonly lines: readonly ListLine[];
  readonly waiting: number;
  readonly shows: Shows;
};

/** The six series, each with its last year and what comes next. */
export async function listView(handle: Handle): Promise<ListView> {
  const { histories, population, waiting } = await readDemand(handle, SERIES);
  const shows: Shows = seesCoarse(handle.context) ? "tens" : "full";
  const lines: ListLine[] = [];
  for (const history of histories) {
    const shifts = standing(await shiftsOf(handle, history.series.id));
    const found = forecastOf(history.series.id, history.months, "month", shifts);
    const ahead = "refused" in found || (shows === "tens" && tooFewForTens(found.ahead)) ? [] : found.ahead;
    const { now, before } = lastYears(history.months);
    const last = history.months.at(-1);
    const year = now === null ? null : shown(now, shows);
    lines.push({
      history,
      year,
      before: before === null ? null : shown(before, shows),
      rate: year === null || last === undefined ? null : ratePer10k(year, last.on, population),
      next: shownAhead(ahead, shows)[0] ?? null,
      refused: "refused" in found ? found.refused : null,
    });
  }
  return { lines, waiting, shows };
}
