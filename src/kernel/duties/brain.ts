import type { Guards } from "./run.ts";
import { type Duty, dutiesOf } from "./run.ts";
import type { Breach, BrainContext, Invariant } from "./invariant.ts";
import { type Span, tellStory } from "./story.ts";
import type { WorkingCalendar } from "../workingDays.ts";
import type { KnownEvent } from "../timeline/event.ts";

export type Assessment = {
  readonly duties: readonly Duty[];
  readonly breaches: readonly Breach[];
  readonly spans: readonly Span[];
};

/**
 * The one function that turns what happened to a child into what is due and what is wrong. It is pure: the same timeline, rules and calendar always give
 * the same answer, so it runs inside the transaction that changed the child, in a rebuild of every child, in the replay of a rule not yet made, and for
 * any past day. There is no second implementation.
 * @param events every version of every entry of one child; those superseded are used only by the rules that watch history
 */
export function assess(
  events: readonly KnownEvent[],
  context: BrainContext,
  guards: Guards,
  invariants: readonly Invariant[],
): Assessment {
  const current = events.filter(
    (event) => event.supersededAt === undefined && isCountable(event, context.calendar),
  );
  const story = tellStory(current, events);
  const duties = dutiesOf(story, context.book, guards, context.calendar);
  const breaches = new Map<string, Breach>();
  for (const invariant of invariants) {
    for (const breach of invariant.find?.(story, duties, context) ?? [])
      breaches.set(`${breach.invariant}|${breach.key}`, breach);
  }
  return { duties, breaches: [...breaches.values()], spans: story.spans };
}

/** Years kept free at the far end of the calendar, so that whatever an entry starts falls due within it. */
const ROOM = 10;

/**
 * Whether the calendar reaches the day of an entry. One that is out of its reach (2206, mistyped) stays on the timeline and is judged by nothing: what it would have
 * ended stays open. A birthday may be as early as it likes.
 */
function isCountable(event: KnownEvent, calendar: WorkingCalendar): boolean {
  const year = Number(event.on.slice(0, 4));
  const early = year <= calendar.firstYear && !event.kind.startsWith("person.");
  return !early && year <= calendar.lastYear - ROOM;
}
