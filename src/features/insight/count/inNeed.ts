import { addMonths, type IsoDate } from "../../../kernel/dates.ts";
import { type Count, flow, stock } from "../contribution.ts";
import { dutiesOf, type Life, spansOf } from "../life.ts";
import { holds, merged, type Stretch, valuesOver } from "../stretches.ts";
import { dueInPeriod } from "./timeliness.ts";

const DRIFT_MONTHS = 24;
const STEP_UP_MONTHS = 12;

/** The states that make a child one in need on a day: an open case, a plan, care, or leaving care. */
const IN_NEED = ["open", "protection-plan", "in-need-plan", "looked-after", "care-leaver"] as const;

/** Indicators 35 to 38: children in need. */
export function countInNeed(life: Life): Count[] {
  return [
    ...merged(spansOf(life.story, ...IN_NEED)).flatMap((episode) => stood(life, episode)),
    ...dueInPeriod("36", dutiesOf(life, "T40.3"), life),
    ...steppedUp(life),
  ];
}

/** An episode of need, split into what the child was in it, and at the day it became two years. */
function stood(life: Life, episode: Stretch): Count[] {
  const drift = addMonths(episode.from, DRIFT_MONTHS);
  const leaver = spansOf(life.story, "care-leaver");
  const sort = (day: IsoDate): string => {
    if (life.stays.some((stay) => holds(stay, day))) return "care";
    if (leaver.some((span) => holds(span, day))) return "leaver";
    return needOn(life, day) === "N2" ? "disability" : "other";
  };
  const changes = [
    ...[...life.stays, ...leaver].flatMap(({ from, until }) => (until === null ? [from] : [from, until])),
    ...life.story.of("referral.received").map((m) => m.on),
  ];
  const key = `need:${episode.from}`;
  return valuesOver(episode, changes, sort).flatMap(({ value: code, ...part }) => {
    const until = part.until !== null && part.until < drift ? part.until : drift;
    const from = part.from > drift ? part.from : drift;
    return [
      ...stock("35", "num", part, key, { code }),
      ...stock("37", "den", { from: part.from, until }, key, { code }),
      ...stock("37", "both", { from, until: part.until }, key, { code }),
    ];
  });
}

/** The primary need of the last referral on or before a day that names one. */
export const needOn = (life: Life, day: IsoDate): string | null => {
  const told = life.story
    .of("referral.received")
    .findLast((m) => m.on <= day && typeof m.detail["need"] === "string");
  return told === undefined ? null : String(told.detail["need"]);
};

function steppedUp(life: Life): Count[] {
  const { story } = life;
  const grown = story.of("person.turned18")[0]?.on ?? null;
  return spansOf(story, "in-need-plan").flatMap((plan) => {
    const { until } = plan;
    // A plan that ended because the child grew up or died was not closed.
    if (until === null || until === grown || until === story.died) return [];
    const last = addMonths(until, STEP_UP_MONTHS);
    const up = [...story.of("cp.started"), ...story.of("care.started")].some(
      (m) => m.on >= until && m.on <= last,
    );
    return [flow("38", up ? "both" : "den", until, plan.key, { from: last })];
  });
}
