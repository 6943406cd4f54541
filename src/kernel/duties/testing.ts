import { date, type IsoDate, type IsoInstant } from "../dates.ts";
import type { Detail, KnownEvent } from "../timeline/event.ts";
import type { EventKind } from "../timeline/kinds.ts";

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
