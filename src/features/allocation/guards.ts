import type { Guards } from "../../kernel/duties/run.ts";
import { inState } from "../../kernel/duties/story.ts";

export const allocationGuards: Guards = {
  /** T81: the child is still ours to hold on the day the worker stops. */
  stillOpen: (story, trigger) =>
    (["open", "protection-plan", "looked-after"] as const).some((status) =>
      inState(story, status, trigger.on),
    ),
};
