import type { Guards } from "../../kernel/duties/run.ts";
import { inState } from "../../kernel/duties/story.ts";

export const planGuards: Guards = {
  /** T30: the plan began on a day with no conference. */
  noConferenceThatDay: (story, trigger) =>
    story.of("conference.held").length > 0 && !story.of("conference.held").some((m) => m.on === trigger.on),

  /** T37: the plan was made before the birth. */
  bornOnPlan: (story, trigger) => story.of("cp.started").some((m) => m.on < trigger.on),

  /** T39: the file counts an earlier plan, or one is on the timeline. */
  hadPlanBefore: (story, trigger) =>
    Number(trigger.detail["previous"] ?? 0) > 0 || story.of("cp.started").some((m) => m.on < trigger.on),

  /** T41: no conference that day, no death, not eighteen, and not looked after instead. */
  endedWithoutReview: (story, trigger) =>
    !story.of("cp.reviewed").some((m) => m.on === trigger.on) &&
    (story.died === null || story.died > trigger.on) &&
    !story.of("person.turned18").some((m) => m.on <= trigger.on) &&
    !inState(story, "looked-after", trigger.on),
};
