import { addDays, addMonths, daysBetween, type IsoDate, later } from "../dates.ts";
import type { Detail } from "../timeline/event.ts";
import { firstAfter, matches, type Moment, type MomentsOf, speaksFor } from "./moment.ts";
import type { Match, MomentKind, Status } from "./rule.ts";

/** A stretch of days in which a child was in a state. `until` is the first day it no longer held; null while it holds. */
export type Span = {
  readonly status: Status;
  readonly key: string;
  readonly from: IsoDate;
  readonly until: IsoDate | null;
  readonly detail: Detail;
  readonly toldBy: readonly string[];
};

type SpanRule = {
  readonly status: Status;
  readonly starts: Match;
  readonly ends: readonly Match[];
  /** A child is in it once at a time: whichever row tells of an end after the day it began has ended it. */
  readonly once?: true;
};

/** What opens and closes each state. Death closes all of them. */
const SPAN_RULES: readonly SpanRule[] = [
  {
    status: "open",
    starts: { kind: "referral.received", unless: { nfa: [true] } },
    ends: [{ kind: "referral.closed" }],
  },
  {
    status: "assessment",
    starts: { kind: "assessment.started" },
    ends: [{ kind: "assessment.authorised" }],
  },
  {
    status: "section47",
    starts: { kind: "s47.started" },
    ends: [{ kind: "s47.ended" }, { kind: "conference.notNeeded" }, { kind: "conference.held" }],
  },
  {
    status: "protection-plan",
    starts: { kind: "cp.started" },
    ends: [{ kind: "cp.ended" }, { kind: "person.turned18" }],
  },
  {
    status: "in-need-plan",
    starts: { kind: "cin.started" },
    ends: [{ kind: "cin.ended" }, { kind: "person.turned18" }],
  },
  {
    status: "looked-after",
    starts: { kind: "care.started" },
    ends: [{ kind: "care.ended" }, { kind: "person.turned18" }],
    once: true,
  },
  {
    status: "pre-proceedings",
    starts: { kind: "preProceedings.started" },
    ends: [{ kind: "preProceedings.ended" }],
  },
  {
    status: "missing",
    starts: { kind: "missing.started" },
    ends: [{ kind: "missing.ended" }],
  },
  {
    status: "care-leaver",
    starts: { kind: "leaving.eligible" },
    ends: [{ kind: "person.turned25" }],
  },
  {
    status: "early-help",
    starts: { kind: "earlyHelp.started" },
    ends: [{ kind: "earlyHelp.ended" }],
  },
  {
    status: "liberty-order",
    starts: { kind: "dolo.started" },
    ends: [{ kind: "dolo.ended" }],
  },
];

/** The state that a kind of event closes, where it closes one. */
export const CLOSES: ReadonlyMap<MomentKind, Status> = new Map(
  SPAN_RULES.flatMap(({ status, ends }) => ends.map((end) => [end.kind, status] as const)),
);

export function deriveSpans(of: MomentsOf, died: IsoDate | null): Span[] {
  return SPAN_RULES.flatMap((rule) =>
    of(rule.starts.kind)
      .filter((start) => matches(start, rule.starts) && (died === null || start.on <= died))
      .map((start): Span => {
        const end = firstAfter(
          of,
          rule.ends,
          start,
          (moment) => (rule.once === true && moment.on > start.on) || speaksFor(moment, start),
        );
        return {
          status: rule.status,
          key: start.subject,
          from: start.on,
          until: earliest(end?.on ?? null, died),
          detail: start.detail,
          toldBy: start.toldBy,
        };
      }),
  );
}

/** The earlier of two days, where no day is never. */
export const earliest = (a: IsoDate | null, b: IsoDate | null): IsoDate | null =>
  a === null ? b : b === null || a < b ? a : b;

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
 * last case closes there is nothing left to hold, and whoever held then does not hold the child who comes back a year later.
 */
export function deriveHeld(of: MomentsOf, states: readonly Span[], died: IsoDate | null): Span[] {
  const needs = states.filter((s) => NEEDS_HOLDING.includes(s.status));
  const ownEnd = (start: Moment): IsoDate | null => {
    const ended = of("worker.ended").find((m) => m.subject === start.subject && m.on >= start.on)?.on ?? null;
    return [ended, allOver(needs, start.on), died].reduce(earliest, null);
  };
  const starts = standingStarts(of("worker.allocated"), ownEnd);
  return starts.flatMap((start, index) => {
    const until = earliest(starts[index + 1]?.on ?? null, ownEnd(start));
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

/** Whose account an allocation is that somebody accepted here. */
const HERE = "kith";

/**
 * The allocations that count. What was accepted here stands until a source gives a later day of its own on which somebody else began: a list that names a
 * holder without saying since when (its day is only the day the list speaks for) has not seen the handover, and cannot undo it.
 * @param starts in order of day, those made here last of their day
 */
function standingStarts(starts: readonly Moment[], ownEnd: (start: Moment) => IsoDate | null): Moment[] {
  const counted: Moment[] = [];
  for (const start of starts) {
    const holder = counted.at(-1);
    const isHere = start.toldBy.includes(HERE);
    const hasOwnDay = typeof start.detail["since"] === "string";
    if (holder !== undefined && !isHere && !hasOwnDay && holder.toldBy.includes(HERE)) {
      const end = ownEnd(holder);
      if (end === null || end > start.on) continue;
    }
    counted.push(start);
  }
  return counted;
}

/** The first day from `on` by which everything that had begun is over; null if something goes on, or nothing was ever open. */
function allOver(needs: readonly Span[], on: IsoDate): IsoDate | null {
  const ahead = needs.filter((need) => need.until === null || need.until >= on);
  if (ahead.length === 0) return needs.length === 0 ? null : on;
  let over: IsoDate | null = null;
  for (const need of ahead.sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (over !== null && need.from > over) break;
    if (need.until === null) return null;
    if (over === null || need.until > over) over = need.until;
  }
  return over;
}

const ELIGIBLE_WEEKS = 13;

/**
 * Eligible child (Children Act 1989, schedule 2 para 19B): 16 or 17, looked after for 13 weeks in all since the age of 14, some of it at 16 or over.
 * The day both are first true.
 * @param spans those of one state in order of the day they began, as `deriveSpans` gives them
 */
export function becameEligible(spans: readonly Span[], born: IsoDate): IsoDate | null {
  const sixteen = addMonths(born, 16 * 12);
  const eighteen = addMonths(born, 18 * 12);
  let counted = addMonths(born, 14 * 12);
  let needed = ELIGIBLE_WEEKS * 7;
  for (const span of spans.filter((s) => s.status === "looked-after")) {
    const from = later(span.from, counted);
    const last = span.until ?? eighteen;
    if (last <= from) continue;
    const on = later(addDays(from, needed), sixteen);
    if (on <= last && last > sixteen && on < eighteen) return on;
    needed = Math.max(0, needed - daysBetween(from, last));
    counted = last;
  }
  return null;
}
