import { addMonths } from "../../kernel/dates.ts";
import type { Guards } from "../../kernel/duties/run.ts";

export const referralGuards: Guards = {
  /** T11: an earlier referral of the same child after this day twelve months ago. One that took no further action counts. */
  referredBefore: (story, trigger, rule) => {
    const since = addMonths(trigger.on, -(rule.params?.["months"] ?? 0));
    return story.of("referral.received").some((m) => m.on > since && m.on < trigger.on);
  },
};
