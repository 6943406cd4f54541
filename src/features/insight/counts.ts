import type { BrainContext } from "../../kernel/duties/invariant.ts";
import { dutiesOf, type Guards } from "../../kernel/duties/run.ts";
import { tellStory } from "../../kernel/duties/story.ts";
import type { KnownEvent } from "../../kernel/timeline/event.ts";
import type { Count } from "./contribution.ts";
import { countAssessments } from "./count/assessment.ts";
import { countCare } from "./count/care.ts";
import { countCourt } from "./count/court.ts";
import { countFrontDoor } from "./count/frontDoor.ts";
import { countHealth } from "./count/health.ts";
import { countInNeed } from "./count/inNeed.ts";
import { countLeaving } from "./count/leaving.ts";
import { countProtection } from "./count/protection.ts";
import { countWorkforce } from "./count/workforce.ts";
import { type Contribution, cutUp } from "./cuts.ts";
import { type Life, lifeOf } from "./life.ts";

const COUNTERS: readonly ((life: Life) => Count[])[] = [
  countFrontDoor,
  countAssessments,
  countProtection,
  countInNeed,
  countCare,
  countHealth,
  countLeaving,
  countCourt,
  countWorkforce,
];

/** Everything one child adds to any measure, uncut. Pure: the same timeline, rules and calendar always give the same. */
export function countsOf(life: Life): Count[] {
  return COUNTERS.flatMap((counter) => counter(life));
}

/** Years kept free at the far end of the calendar, as the brain keeps them. */
const ROOM = 10;

/** A child's life from every version of every entry: what stands, within the calendar's reach, as the brain reads it. */
export function lifeFrom(events: readonly KnownEvent[], brain: BrainContext, guards: Guards): Life {
  const { firstYear, lastYear } = brain.calendar;
  const current = events.filter((event) => {
    if (event.supersededAt !== undefined) return false;
    const year = Number(event.on.slice(0, 4));
    return (year > firstYear || event.kind.startsWith("person.")) && year <= lastYear - ROOM;
  });
  const story = tellStory(current);
  return lifeOf(story, dutiesOf(story, brain.book, guards, brain.calendar), brain);
}

/** What one child adds to every measure, with what the child was when it counted. */
export const contributions = (
  events: readonly KnownEvent[],
  brain: BrainContext,
  guards: Guards,
): Contribution[] => {
  const life = lifeFrom(events, brain, guards);
  return cutUp(life, countsOf(life));
};
