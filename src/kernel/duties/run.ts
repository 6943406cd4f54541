import { ageOn, type IsoDate, type IsoInstant } from "../dates.ts";
import type { WorkingCalendar } from "../workingDays.ts";
import { dueUnder } from "./clock.ts";
import { type Match, type Rule, type RuleBook, ruleOn } from "./rule.ts";
import { firstAfter, matches, type Moment, speaksFor } from "./moment.ts";
import { CLOSES, earliest, type Span } from "./states.ts";
import { inState, type Story, stateOn } from "./story.ts";

/** Something a rule asks of somebody for one child, from the day its clock started. */
export type Duty = {
  readonly rule: string;
  /** Rule, trigger's row and day: the same duty has the same key at every recompute. */
  readonly key: string;
  readonly trigger: Moment["kind"];
  readonly from: IsoDate;
  readonly due: IsoDate;
  readonly dueAt: IsoInstant | null;
  readonly actBy: IsoDate;
  /** The day it was done. */
  readonly doneOn: IsoDate | null;
  /** The day it stopped being needed without being done (case closed, plan ended, child eighteen). */
  readonly endedOn: IsoDate | null;
};

/** A test a rule needs beyond its triggers. Returns false when the rule does not apply to this trigger. */
export type Guard = (story: Story, trigger: Moment, rule: Rule) => boolean;

export type Guards = { readonly [name: string]: Guard };

/**
 * Every duty of a child under a rule book: each trigger starts one clock, the first stop after it ends it, and a recurring duty is
 * one whose stop is the next one's trigger, so the next is always counted from what was really done (never from the old due date).
 */
export function dutiesOf(story: Story, book: RuleBook, guards: Guards, calendar: WorkingCalendar): Duty[] {
  const duties: Duty[] = [];
  for (const id of book.ids) {
    const triggers = triggersOf(story, book, id);
    const seen = triggers.length > 1 ? new Set<string>() : undefined;
    for (const trigger of triggers) {
      const rule = ruleOn(book, id, trigger.on);
      if (rule === undefined || !starts(story, trigger, rule, guards)) continue;
      const key = `${id}|${trigger.subject}|${trigger.on}`;
      if (seen?.has(key)) continue;
      seen?.add(key);
      duties.push(dutyFrom(story, rule, key, trigger, calendar));
    }
  }
  return duties;
}

const NONE: readonly Moment[] = [];

function triggersOf(story: Story, book: RuleBook, id: string): readonly Moment[] {
  const [kind, ...others] = book.triggers.get(id) ?? [];
  if (kind === undefined) return NONE;
  return others.length === 0 ? story.of(kind) : [kind, ...others].flatMap((one) => story.of(one));
}

function starts(story: Story, trigger: Moment, rule: Rule, guards: Guards): boolean {
  // Death ends every duty; none begins after it.
  if (story.died !== null && trigger.on > story.died) return false;
  const match = rule.triggers.find((m) => matches(trigger, m));
  if (match === undefined || !isNth(story, trigger, match, rule)) return false;
  if (rule.during && !rule.during.every((status) => inState(story, status, trigger.on))) return false;
  if (rule.notDuring?.some((status) => inState(story, status, trigger.on))) return false;
  if (!ofAge(story, trigger, rule)) return false;
  if (rule.guard === undefined) return true;
  const guard = guards[rule.guard];
  if (guard === undefined) throw new Error(`rule ${rule.id} names an unknown guard ${rule.guard}`);
  return guard(story, trigger, rule);
}

/** The state a rule is about, as it was on the trigger's day: this plan, this period in care. */
function itsState(story: Story, rule: Rule, trigger: Moment): Span | undefined {
  const status = rule.during?.[0];
  return status === undefined ? undefined : stateOn(story, status, trigger.on);
}

/** First or later among its kind since the state it belongs to began (the first review of this plan, not of the child's life). */
function isNth(story: Story, trigger: Moment, match: Match, rule: Rule): boolean {
  if (match.nth === undefined) return true;
  const span = itsState(story, rule, trigger);
  if (span === undefined) return false;
  const before = story
    .of(match.kind)
    .some((m) => m.on >= span.from && m.on < trigger.on && matches(m, match));
  return match.nth === "first" ? !before : before;
}

function ofAge(story: Story, trigger: Moment, rule: Rule): boolean {
  if (rule.age === undefined) return true;
  if (story.born === null) return false;
  const age = ageOn(story.born, trigger.on);
  return age >= (rule.age.from ?? 0) && age < (rule.age.under ?? 200);
}

function dutyFrom(story: Story, rule: Rule, key: string, trigger: Moment, calendar: WorkingCalendar): Duty {
  const offset = ownOffset(story, rule, trigger) ?? rule.offset;
  const { due, dueAt, actBy } = dueUnder(rule, trigger.on, trigger.at, calendar, offset);
  const stop = firstAfter(story.of, rule.stops, trigger, (moment) => answers(rule, moment, trigger));
  const end = firstAfter(story.of, rule.ends, trigger, (moment) => endsNeed(story, moment, trigger));
  const ended = earliest(end?.on ?? null, story.died);
  // Done on the day the need went still counts as done.
  const done = stop !== null && (ended === null || stop.on <= ended);
  return {
    rule: rule.id,
    key,
    trigger: trigger.kind,
    from: trigger.on,
    due,
    dueAt,
    actBy,
    doneOn: done ? stop.on : null,
    endedOn: done ? null : ended,
  };
}

/** Whether a moment can meet what another asked for: its own row, where the rule says so. */
const answers = (rule: Rule, moment: Moment, trigger: Moment): boolean =>
  moment.subject === trigger.subject || (rule.sameRow !== true && speaksFor(moment, trigger));

/**
 * Whether the need has gone with a moment. Another row's end is none while the child is still in the state it closes: a second plan goes on when the first ends, and a
 * case that was opened again the same day.
 */
function endsNeed(story: Story, moment: Moment, trigger: Moment): boolean {
  if (moment.subject === trigger.subject) return true;
  const status = CLOSES.get(moment.kind);
  return status === undefined ? speaksFor(moment, trigger) : !inState(story, status, moment.on);
}

/** A number set for this child that replaces the rule's: given by the trigger, or by the state it happened in (the plan's own visit frequency). */
function ownOffset(story: Story, rule: Rule, trigger: Moment): number | null {
  if (rule.offsetFrom === undefined) return null;
  const state = itsState(story, rule, trigger);
  const own = trigger.detail[rule.offsetFrom] ?? state?.detail[rule.offsetFrom];
  return typeof own === "number" && own > 0 ? own : null;
}

/** Where a duty stands on a day. `missed`: it stopped being needed after its due date, and had not been done. */
export type Standing = "waiting" | "late" | "met" | "met late" | "missed" | "no longer needed";

export function standingOn(
  duty: Pick<Duty, "from" | "due" | "doneOn" | "endedOn">,
  today: IsoDate,
): Standing {
  if (duty.doneOn !== null && duty.doneOn <= today) return duty.doneOn <= duty.due ? "met" : "met late";
  if (duty.endedOn !== null && duty.endedOn <= today)
    return duty.endedOn <= duty.due ? "no longer needed" : "missed";
  return today <= duty.due ? "waiting" : "late";
}
