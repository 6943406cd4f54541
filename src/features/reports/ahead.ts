import type { Handle } from "../../platform/db/transact.ts";
import type { Forecasted } from "../demand/forecast.ts";
import { SERIES } from "../demand/series.ts";
import { shownAhead, tooFewForTens, type Shows } from "../demand/shown.ts";
import { drawn, type SeriesView, seriesView } from "../demand/view.ts";
import { sayYear } from "../demand/words.ts";
import { readAssumptions } from "../workforce/assumptions.ts";
import { curveOf, CURVE_SUBTITLE } from "../workforce/chart.ts";
import { outcomeOf } from "../workforce/outcome.ts";
import { inTens } from "../workforce/snapshot.ts";
import { readToday } from "../workforce/today.ts";
import { sayAnswer, sayCosts } from "../workforce/words.ts";
import type { Outlook, Outlooks } from "./outlook.ts";
import type { Sees } from "./sees.ts";

/** What leaders ask about first; the others stand on the pages of demand. */
const FORECAST: readonly string[] = ["referrals", "section-47", "care", "applications"];

const SHOWS: Readonly<Record<Sees, Shows>> = { all: "full", leaving: "leaving", tens: "tens" };

/** What the slices of demand and of the workforce say of the time ahead. */
export const OUTLOOKS: Outlooks = { coming: readComing, staff: readStaff };

async function readComing(handle: Handle, sees: Sees): Promise<readonly Outlook[]> {
  const outlooks: Outlook[] = [];
  for (const series of SERIES.filter(({ id }) => FORECAST.includes(id))) {
    const view = fitView(await seriesView(handle, series, "month"), sees);
    if (view === null) continue;
    const { chart, finding } = drawn(view, SHOWS[sees]);
    outlooks.push({
      title: finding,
      subtitle: `${series.name}, by month, with the next twelve: the middle, and the bands that hold 80 and 95 of 100 such forecasts`,
      chart,
      notes: [sayYear(view.history, SHOWS[sees])],
      source: `${series.definition} Counted from the record; restricted records are in no figure.`,
      ...(sees === "all"
        ? {
            link: {
              href: `/demand/${series.id}`,
              text: `${series.name}: what is likely, and how good such forecasts have been`,
            },
          }
        : {}),
    });
  }
  return outlooks;
}

/** A series with something to say; null where there is no forecast, or one of too few for who sees it. */
function fitView(view: SeriesView, sees: Sees): SeriesView | null {
  const { forecasted } = view;
  if ("refused" in forecasted) return null;
  if (sees !== "tens") return view;
  if (tooFewForTens(forecasted.ahead)) return null;
  return {
    ...view,
    forecasted: { ...forecasted, ahead: shownAhead(forecasted.ahead, "tens") } satisfies Forecasted,
  };
}

async function readStaff(handle: Handle, sees: Sees): Promise<readonly Outlook[]> {
  const today = await readToday(handle);
  const read = readAssumptions({}, sees === "tens" ? { ...today, snapshot: inTens(today.snapshot) } : today);
  if ("failures" in read) return [];
  const outcome = outcomeOf(read.assumptions);
  if ("problem" in outcome) return [];
  const { chart, finding } = curveOf(read.assumptions, outcome);
  return [
    {
      title: finding,
      subtitle: CURVE_SUBTITLE,
      chart,
      notes: [sayAnswer(read.assumptions, outcome), sayCosts(read.assumptions, outcome)],
      source: "A what-if. It plans teams; points are local policy, and nothing here measures a worker.",
      ...(sees === "all"
        ? { link: { href: "/workforce", text: "What-ifs of posts, and every assumption" } }
        : {}),
    },
  ];
}
