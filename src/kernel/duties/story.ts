import { addMonths, type IsoDate } from "../dates.ts";
import type { Detail, KnownEvent } from "../timeline/event.ts";
import type { Moment, MomentsOf } from "./moment.ts";
import type { DerivedKind, MomentKind, Status } from "./rule.ts";
import { becameEligible, deriveHeld, deriveSpans, type Span } from "./states.ts";

export type { Moment } from "./moment.ts";
export type { Span } from "./states.ts";

/** A child's timeline, ready to be asked questions. */
export type Story = {
  readonly moments: readonly Moment[];
  readonly born: IsoDate | null;
  readonly expected: IsoDate | null;
  readonly died: IsoDate | null;
  readonly spans: readonly Span[];
  /** All versions, those since corrected too, for the rules that watch history itself. */
  readonly history: readonly KnownEvent[];
  readonly of: MomentsOf;
};

const NONE: readonly Moment[] = [];

/**
 * Builds the story of one child.
 * @param events what stands now; any order. Two sources telling of one thing share kind, subject and day, and count once: the one listed last wins.
 * @param history corrected entries as well, or empty where history is not in question
 */
export function tellStory(events: readonly KnownEvent[], history: readonly KnownEvent[] = []): Story {
  const unique = new Map<string, Moment>();
  for (const event of events) {
    const key = `${event.kind}|${event.subject}|${event.on}`;
    const told = unique.get(key);
    unique.set(key, {
      on: event.on,
      at: event.at ?? told?.at ?? null,
      kind: event.kind,
      subject: event.subject,
      detail: told ? fillGaps(told.detail, event.detail) : event.detail,
      recordedAt: event.recordedAt,
      toldBy: told === undefined ? [event.issuer] : [...told.toldBy, event.issuer],
    });
  }
  const moments = [...unique.values()];
  // Two sources may give two birthdays: the one listed last wins.
  const dayOf = (kind: MomentKind): IsoDate | null => events.findLast((e) => e.kind === kind)?.on ?? null;
  const born = dayOf("person.born");
  const died = dayOf("person.died");
  if (born !== null) moments.push(...birthdays(born));
  moments.sort(inOrder);

  const byKind = new Map<MomentKind, Moment[]>();
  const index = (moment: Moment): void => {
    const list = byKind.get(moment.kind);
    if (list) list.push(moment);
    else byKind.set(moment.kind, [moment]);
  };
  moments.forEach(index);
  const of: MomentsOf = (kind) => byKind.get(kind) ?? NONE;

  const states = deriveSpans(of, died);
  const spans = [...states, ...deriveHeld(of, states, died)];
  const eligibleOn = born === null ? null : becameEligible(states, born);
  if (eligibleOn !== null) {
    const eligible = derived("leaving.becameEligible", eligibleOn);
    moments.push(eligible);
    moments.sort(inOrder);
    index(eligible);
  }
  return { moments, born, expected: dayOf("person.expected"), died, spans, history, of };
}

/** A newer source's blanks do not wipe what an older one said of the same thing. */
export function fillGaps(older: Detail, newer: Detail): Detail {
  const filled: Record<string, Detail[string]> = { ...older };
  for (const [name, value] of Object.entries(newer))
    if (value !== null || !(name in filled)) filled[name] = value;
  return filled;
}

/** By day, then by kind and row: one fixed order, whatever order the entries were given in. */
function inOrder(a: Moment, b: Moment): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
  // What was done here comes after what a file says of the same day: a handover accepted today is later than the file's holder of today.
  const here = Number(a.toldBy.includes("kith")) - Number(b.toldBy.includes("kith"));
  if (here !== 0) return here;
  return a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0;
}

const derived = (kind: DerivedKind, on: IsoDate): Moment => ({
  on,
  at: null,
  kind,
  subject: "calendar",
  detail: {},
  recordedAt: null,
  toldBy: [],
});

function birthdays(born: IsoDate): Moment[] {
  const turned = (years: number): IsoDate => addMonths(born, years * 12);
  return [
    derived("person.turned16", turned(16)),
    derived("person.turned18", turned(18)),
    derived("person.turned21", turned(21)),
    derived("person.turned25", turned(25)),
  ];
}

/** The state a child was in on a day, if they were. The day a state ends is not in it. */
export const stateOn = (story: Story, status: Status, on: IsoDate): Span | undefined =>
  story.spans.find(
    (span) => span.status === status && span.from <= on && (span.until === null || on < span.until),
  );

export const inState = (story: Story, status: Status, on: IsoDate): boolean =>
  stateOn(story, status, on) !== undefined;
