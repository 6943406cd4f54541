import { date, type IsoDate, type IsoInstant } from "../dates.ts";
import type { Detail, KnownEvent } from "../timeline/event.ts";
import type { EventKind } from "../timeline/kinds.ts";
import type { Rule } from "./rule.ts";

/** For tests: one entry of a timeline, told the day after it happened. */
export function told(
  kind: EventKind,
  on: string,
  detail: Detail = {},
  subject = `${kind.split(".")[0]}:${on}`,
  more: Partial<KnownEvent> = {},
): KnownEvent {
  return {
    kind,
    on: date(on),
    subject,
    detail,
    issuer: "kith",
    sourceId: 1,
    recordedAt: `${on}T12:00:00.000Z` as IsoInstant,
    ...more,
  };
}

export const on = (text: string): IsoDate => date(text);

/** For tests: a duty of five days that a contact starts and its decision meets, and whatever else is said of it. */
export const aRule = (more: Partial<Rule> = {}): Rule => ({
  id: "X1",
  slice: "tests",
  name: "A rule in a test",
  ruleSet: "LOCAL",
  effectiveFrom: date("2010-04-01"),
  effectiveTo: null,
  sort: "duty",
  triggers: [{ kind: "contact.received" }],
  stops: [{ kind: "contact.decided" }],
  ends: [],
  offset: 5,
  unit: "days",
  countMode: "exclusive",
  whose: "worker",
  signOff: "L0",
  feeds: [],
  source: "Nothing but a test",
  severity: "local",
  local: true,
  ...more,
});
