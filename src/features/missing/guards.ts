import { addDays } from "../../kernel/dates.ts";
import type { Guards } from "../../kernel/duties/run.ts";

export const missingGuards: Guards = {
  /** T74.2: at least the Nth time missing within the window that ends with this one. */
  missingPattern: (story, trigger, rule) => {
    const since = addDays(trigger.on, -(rule.params?.["days"] ?? 0));
    return (
      story.of("missing.started").filter((m) => m.on > since && m.on <= trigger.on).length >=
      (rule.params?.["times"] ?? Infinity)
    );
  },
};
