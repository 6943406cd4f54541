import { addDays, addMonths, daysBetween, type IsoDate, type IsoInstant, later } from "../dates.ts";
import type { Detail, KnownEvent } from "../timeline/event.ts";
import type { DerivedKind, Match, MomentKind, Status } from "./rule.ts";

/** An event as the rules see it: one per thing that happened, whichever sources told of it. */
export type Moment = {
  readonly on: IsoDate;
  readonly at: IsoInstant | null;
  readonly kind: MomentKind;
  readonly subject: string;
  readonly detail: Detail;
  readonly recordedAt: IsoInstant | null;
  /** The kinds of source that tell of it; empty for what the calendar gives. */
  readonly toldBy: readonly string[];
};

/** A stretch of days in which a child was in a state. `until` is the first day it no longer held; null while it holds. */
export type Span = {
  readonly status: Status;
  readonly key: string;
  readonly from: IsoDate;
  readonly until: IsoDate | null;
  readonly detail: Detail;
  readonly toldBy: readonly string[];
};

/** A child's timeline, ready to be asked questions. */
export type Story = {
  readonly moments: readonly Moment[];
  readonly born: IsoDate | null;
  readonly expected: IsoDate | null;
  readonly died: IsoDate | null;
  readonly spans: readonly Span[];
  /** All versions, those since corrected too, for the rules that watch history itself. */
  readonly history: readonly KnownEvent[];
  of(kind: MomentKind): readonly Moment[];
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
  const dayOf = (kind: MomentKind): IsoDate | null => moments.find((m) => m.kind === kind)?.on ?? null;
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
  const of = (kind: MomentKind): readonly Moment[] => byKind.get(kind) ?? NONE;

  const states = deriveSpans(of, died);
  const spans = [...states, ...deriveHeld(of, states)];
  const eligible = becameEligible(spans, born);
  if (eligible !== null) {
    moments.push(eligible);
    moments.sort(inOrder);
    index(eligible);
  }
  return { moments, born, expected: dayOf("person.expected"), died, spans, history, of };
}

/** A newer source's blanks do not wipe what an older one said of the same thing. */
function fillGaps(older: Detail, newer: Detail): Detail {
  const filled: Record<string, Detail[string]> = { ...older };
  for (const [name, value] of Object.entries(newer))
    if (value !== null || !(name in filled)) filled[name] = value;
  return filled;
}

/** By day, and within a day the order in which things are done: what ends comes after what is held, what starts after what ends. */
function inOrder(a: Moment, b: Moment): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
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

type SpanRule = { status: Status; starts: Match; ends: readonly Match[]; sameRow: boolean };

/** What opens and closes each state. Death closes all of them. */
const SPAN_RULES: readonly SpanRule[] = [
  {
    status: "open",
    starts: { kind: "referral.received", unless: { nfa: [true] } },
    ends: [{ kind: "referral.closed" }],
    sameRow: true,
  },
  {
    status: "assessment",
    starts: { kind: "assessment.started" },
    ends: [{ kind: "assessment.authorised" }],
    sameRow: true,
  },
  {
    status: "section47",
    starts: { kind: "s47.started" },
    ends: [{ kind: "s47.ended" }, { kind: "conference.notNeeded" }, { kind: "conference.held" }],
    sameRow: false,
  },
  {
    status: "protection-plan",
    starts: { kind: "cp.started" },
    ends: [{ kind: "cp.ended" }, { kind: "person.turned18" }],
    sameRow: true,
  },
  {
    status: "in-need-plan",
    starts: { kind: "cin.started" },
    ends: [{ kind: "cin.ended" }, { kind: "person.turned18" }],
    sameRow: true,
  },
  {
    status: "looked-after",
    starts: { kind: "care.started" },
    ends: [{ kind: "care.ended" }, { kind: "person.turned18" }],
    sameRow: false,
  },
  {
    status: "pre-proceedings",
    starts: { kind: "preProceedings.started" },
    ends: [{ kind: "preProceedings.ended" }],
    sameRow: true,
  },
  {
    status: "missing",
    starts: { kind: "missing.started" },
    ends: [{ kind: "missing.ended" }],
    sameRow: true,
  },
  {
    status: "care-leaver",
    starts: { kind: "leaving.eligible" },
    ends: [{ kind: "person.turned25" }],
    sameRow: false,
  },
  {
    status: "early-help",
    starts: { kind: "earlyHelp.started" },
    ends: [{ kind: "earlyHelp.ended" }],
    sameRow: true,
  },
  {
    status: "liberty-order",
    starts: { kind: "dolo.started" },
    ends: [{ kind: "dolo.ended" }],
    sameRow: true,
  },
];

function deriveSpans(of: Story["of"], died: IsoDate | null): Span[] {
  const spans: Span[] = [];
  for (const rule of SPAN_RULES) {
    for (const start of of(rule.starts.kind)) {
      if (!matches(start, rule.starts)) continue;
      const end = firstAfter(of, rule.ends, start, rule.sameRow);
      const until = end === null ? died : died !== null && died < end.on ? died : end.on;
      spans.push({
        status: rule.status,
        key: start.subject,
        from: start.on,
        until,
        detail: start.detail,
        toldBy: start.toldBy,
      });
    }
  }
  return spans;
}

/** Whom a holder holds the child for: without any of these there is nothing to hold. */
const NEEDS_HOLDING: readonly Status[] = [
  "open",
  "protection-plan",
  "looked-after",
  "care-leaver",
  "assessment",
];

/**
 * Who holds the child, as stretches. A holder stays until an end is recorded or the next one is allocated: the sender holds until the receiver has it. When the
 * last case closes there is nothing left to hold.
 */
function deriveHeld(of: Story["of"], states: readonly Span[]): Span[] {
  const starts = of("worker.allocated");
  const needs = states.filter((s) => NEEDS_HOLDING.includes(s.status));
  const allOver =
    needs.length > 0 && needs.every((s) => s.until !== null)
      ? needs
          .map((s) => s.until)
          .sort()
          .at(-1)
      : null;
  return starts.flatMap((start, index) => {
    const next = starts[index + 1]?.on ?? null;
    const ended = of("worker.ended").find((m) => m.subject === start.subject && m.on >= start.on)?.on ?? null;
    const until = [next, ended, allOver ?? null].filter((on) => on !== null).sort()[0] ?? null;
    return until !== null && until <= start.on
      ? []
      : [
          {
            status: "held" as const,
            key: start.subject,
            from: start.on,
            until,
            detail: start.detail,
            toldBy: start.toldBy,
          },
        ];
  });
}

/**
 * Eligible child (Children Act 1989, schedule 2 para 19B): 16 or 17, looked after for 13 weeks in all since the age of 14, some of it at 16 or over.
 * The day both are first true.
 */
const ELIGIBLE_WEEKS = 13;
function becameEligible(spans: readonly Span[], born: IsoDate | null): Moment | null {
  if (born === null) return null;
  const fourteen = addMonths(born, 14 * 12);
  const sixteen = addMonths(born, 16 * 12);
  const eighteen = addMonths(born, 18 * 12);
  let needed = ELIGIBLE_WEEKS * 7;
  for (const span of spans
    .filter((s) => s.status === "looked-after")
    .sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const from = later(span.from, fourteen);
    const reached = addDays(from, needed);
    const last = span.until ?? eighteen;
    if (reached <= last) {
      const on = later(later(reached, sixteen), span.from);
      if (on <= last && on < eighteen) return derived("leaving.becameEligible", on);
    }
    if (last > from) needed = Math.max(0, needed - daysBetween(from, last));
  }
  return null;
}

export function matches(moment: Moment, match: Match): boolean {
  if (moment.kind !== match.kind) return false;
  for (const [name, wanted] of Object.entries(match.where ?? {})) {
    if (!wanted.includes(moment.detail[name] ?? null)) return false;
  }
  for (const [name, unwanted] of Object.entries(match.unless ?? {})) {
    if (unwanted.includes(moment.detail[name] ?? null)) return false;
  }
  return true;
}

/** The first matching moment on or after another: the same day counts for a different kind of thing, and the next day on for the same kind. */
export function firstAfter(
  of: Story["of"],
  wanted: readonly Match[],
  start: Moment,
  sameRow: boolean,
): Moment | null {
  let found: Moment | null = null;
  for (const match of wanted) {
    const needRow = sameRow && !match.kind.startsWith("person.");
    for (const moment of of(match.kind)) {
      if (moment.kind === start.kind ? moment.on <= start.on : moment.on < start.on) continue;
      if (found !== null && moment.on >= found.on) break;
      if (needRow && moment.subject !== start.subject) continue;
      if (matches(moment, match)) {
        found = moment;
        break;
      }
    }
  }
  return found;
}

/** Whether a child was in a state on a day. The day a state ends is not in it. */
export function inState(story: Story, status: Status, on: IsoDate): boolean {
  return story.spans.some(
    (span) => span.status === status && span.from <= on && (span.until === null || on < span.until),
  );
}
