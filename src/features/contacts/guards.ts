import { addMonths } from "../../kernel/dates.ts";
import type { Guards } from "../../kernel/duties/run.ts";

export const contactGuards: Guards = {
  /** T12: this contact is at least the Nth in the window, and no assessment has started since the first of them. */
  contactPattern: (story, trigger, rule) => {
    const since = addMonths(trigger.on, -(rule.params?.["months"] ?? 0));
    const recent = story.of("contact.received").filter((m) => m.on > since && m.on <= trigger.on);
    const first = recent[0];
    if (first === undefined || recent.length < (rule.params?.["contacts"] ?? Infinity)) return false;
    return !story.of("assessment.started").some((m) => m.on >= first.on && m.on <= trigger.on);
  },
};
