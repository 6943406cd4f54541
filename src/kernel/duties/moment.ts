import type { IsoDate, IsoInstant } from "../dates.ts";
import type { Detail } from "../timeline/event.ts";
import type { Match, MomentKind } from "./rule.ts";

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

/** A child's moments of one kind, in order of day. */
export type MomentsOf = (kind: MomentKind) => readonly Moment[];

export function matches(moment: Moment, match: Match): boolean {
  if (moment.kind !== match.kind) return false;
  if (match.where !== undefined)
    for (const [name, wanted] of Object.entries(match.where))
      if (!wanted.includes(moment.detail[name] ?? null)) return false;
  if (match.unless !== undefined)
    for (const [name, unwanted] of Object.entries(match.unless))
      if (unwanted.includes(moment.detail[name] ?? null)) return false;
  return true;
}

/**
 * The first matching moment on or after another: the same day counts for a different kind of thing, and the next day on for the same kind.
 * @param counts a further test of which moments may answer `start`
 */
export function firstAfter(
  of: MomentsOf,
  wanted: readonly Match[],
  start: Moment,
  counts: (moment: Moment) => boolean,
): Moment | null {
  let found: Moment | null = null;
  for (const match of wanted) {
    const moments = of(match.kind);
    for (let i = firstFrom(moments, start); i < moments.length; i += 1) {
      const moment = moments[i];
      if (moment === undefined || (found !== null && moment.on >= found.on)) break;
      if (matches(moment, match) && counts(moment)) {
        found = moment;
        break;
      }
    }
  }
  return found;
}

/** Where in a list in order of day those begin that can come after `start`. A child of six years has hundreds of visits, and each asks for the next. */
function firstFrom(moments: readonly Moment[], start: Moment): number {
  const sameKind = moments[0]?.kind === start.kind;
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const on = moments[middle]?.on ?? start.on;
    if (sameKind ? on > start.on : on >= start.on) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Kinds that open a row: the next worker, another referral. */
const OPENS_A_ROW = /\.(received|started|allocated)$/;

const tableOf = (moment: Moment): string => moment.subject.slice(0, moment.subject.indexOf(":"));

/**
 * Whether a moment can speak for the row another belongs to. Two rows of one table are two things: this contact is not decided by the decision on another, nor this
 * placement ended by the end of the one before. What opens another row, and the next of the same kind, are new and do count.
 */
export function speaksFor(moment: Moment, start: Moment): boolean {
  return (
    moment.subject === start.subject ||
    moment.kind === start.kind ||
    tableOf(moment) !== tableOf(start) ||
    OPENS_A_ROW.test(moment.kind)
  );
}
