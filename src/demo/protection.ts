import type { DayNumber } from "../kernel/dates.ts";
import { odds, type Chance } from "./chance.ts";
import type { Episode } from "./frontDoor.ts";
import { momentOn } from "./frontDoor.ts";
import { beginSpan, hold } from "./holding.ts";
import type { Case, Kid } from "./kid.ts";
import { categoryFor } from "./themes.ts";
import { visitsOver } from "./visits.ts";

/** Working days from strategy discussion to conference, as published: four in five by day 15, half on days 13 to 15. */
const CONFERENCE_DAYS = odds<readonly [number, number]>([
  [[3, 9], 12],
  [[10, 12], 11],
  [[13, 13], 14],
  [[14, 14], 19],
  [[15, 15], 25.5],
  [[16, 20], 11.5],
  [[21, 38], 7],
]);

export function conferenceDays(chance: Chance): number {
  const [low, high] = chance.draw(CONFERENCE_DAYS);
  return chance.whole(low, high);
}

export type EnquiryEnd =
  | { readonly kind: "conference"; readonly on: DayNumber; readonly plan: boolean }
  | {
      readonly kind: "none";
      readonly ended: DayNumber;
      readonly substantiated: boolean;
      readonly reason: string | null;
    }
  | { readonly kind: "open" }
  | { readonly kind: "conference-to-come"; readonly ended: DayNumber };

/** A section 47 enquiry, begun by its strategy discussion. */
export function enquire(kase: Case, episode: Episode, on: DayNumber, end: EnquiryEnd): void {
  const { chance, days } = kase;
  const target = days.work(on, 15);
  const open = end.kind === "open";
  const finished =
    end.kind === "conference"
      ? Math.min(days.work(on, chance.whole(8, 12)), days.work(end.on, -1))
      : open
        ? null
        : end.ended;
  const ended = days.past(finished);
  const toConference = end.kind === "conference" || end.kind === "conference-to-come";
  for (const kid of episode.kids) {
    const held = end.kind === "conference" ? days.past(end.on) : null;
    kid.rows.add("section47", days.iso(on), {
      referral: episode.key,
      started_on: days.iso(on),
      ended_on: ended,
      outcome: open
        ? null
        : end.kind === "none"
          ? end.reason
          : "Concerns substantiated, child likely to suffer significant harm",
      substantiated: open ? null : toConference ? true : end.kind === "none" && end.substantiated,
      conference_target: toConference || open ? days.iso(target) : null,
      conference_on: held,
      conference_not_required: end.kind === "none",
    });
    kid.moments.push({ on, kind: "strategy" });
    if (finished !== null && ended !== null) kid.moments.push({ on: finished, kind: "section-47" });
    if (end.kind === "conference" && held !== null) {
      kid.rows.add("conference", held, {
        held_on: held,
        target_on: days.iso(target),
        transfer_in: false,
        plan_made: end.plan,
        section47: days.iso(on),
      });
      kid.moments.push({ on: end.on, kind: "conference" });
    }
    if (end.kind === "conference-to-come") {
      kid.rows.add("conference", `due:${days.iso(target)}`, {
        held_on: null,
        target_on: days.iso(target),
        transfer_in: false,
        plan_made: null,
        section47: days.iso(on),
      });
    }
  }
}

/** A strategy discussion that led to no enquiry, or (outcome null) to nothing yet. */
export function strategy(kase: Case, kids: readonly Kid[], on: DayNumber, outcome: string | null): void {
  const { days } = kase;
  const at = momentOn(kase, on);
  for (const kid of kids) {
    kid.rows.once("strategy_discussion", days.iso(on), { held_on: days.iso(on), held_at: at, outcome });
    kid.moments.push({ on, kind: "strategy" });
  }
}

export type PlanOptions = {
  readonly ended: DayNumber | null;
  /** Ends with no conference having decided it. */
  readonly endedWithoutReview?: boolean;
  readonly otherAuthority?: boolean;
  readonly earlierPlans?: number;
  /** The last review that was held, where a later one is overdue. */
  readonly noReviewAfter?: DayNumber;
};

/** Working days between visits: what the plans of the authority ask. */
const VISIT_DAYS = 10;

/** A child protection plan: core groups, visits and reviews from its conference until its end or today. */
export function protect(kase: Case, kids: readonly Kid[], from: DayNumber, plan: PlanOptions): void {
  const { chance, days } = kase;
  const category = categoryFor(chance, kase.theme);
  const ended = days.past(plan.ended);
  const last = ended === null ? days.today : (plan.ended ?? days.today);
  hold(kase, kids, "safeguarding", from);
  for (const kid of kids) {
    const changed =
      ended === null && last - from < 90
        ? category
        : chance.happens(0.14)
          ? chance.pick(["NEG", "EMO", "MUL"])
          : category;
    kid.rows.add("protection_plan", days.iso(from), {
      started_on: days.iso(from),
      ended_on: ended,
      initial_category: category,
      latest_category: changed,
      previous_plans: kid.plans + (plan.earlierPlans ?? 0),
      other_authority: plan.otherAuthority ?? false,
      visit_days: VISIT_DAYS,
    });
    kid.plans += 1;
    beginSpan(kid, "protection", from);
    if (ended !== null) kid.moments.push({ on: last, kind: "plan-ended" });
  }
  coreGroups(kase, kids, from, last);
  reviews(kase, kids, from, plan, last, ended !== null);
  visitsOver(
    kase,
    kids,
    from,
    last,
    "cp",
    "visit",
    (at) => days.work(at, chance.happens(0.55) ? chance.whole(8, 10) : chance.whole(4, 8)),
    15,
  );
}

function coreGroups(kase: Case, kids: readonly Kid[], from: DayNumber, last: DayNumber): void {
  const { chance, days } = kase;
  for (
    let at = days.work(from, chance.whole(7, 10));
    at <= last;
    at = days.nextWork(at + chance.whole(25, 41))
  ) {
    for (const kid of kids) {
      kid.rows.once("core_group", days.iso(at), { held_on: days.iso(at) });
      kid.moments.push({ on: at, kind: "core-group" });
    }
  }
}

/** Working day on or before a limit, a little early now and then, late about one time in twelve while there is time for it. */
function reviewBy(kase: Case, from: DayNumber, months: number, last: DayNumber): DayNumber {
  const { chance, days } = kase;
  const due = days.months(from, months);
  if (due + 30 < last && chance.happens(0.08)) return days.work(due, chance.whole(1, 14));
  return days.previousWork(due - chance.whole(0, 12));
}

function reviews(
  kase: Case,
  kids: readonly Kid[],
  from: DayNumber,
  plan: PlanOptions,
  last: DayNumber,
  ended: boolean,
): void {
  const { chance, days } = kase;
  const held: { on: DayNumber; due: DayNumber; ends: boolean }[] = [];
  let before = from;
  let months = 3;
  const stop = plan.noReviewAfter ?? (ended ? last - 25 : days.today);
  for (;;) {
    const on = reviewBy(kase, before, months, last);
    if (on > stop) break;
    held.push({ on, due: days.months(before, months), ends: false });
    before = on;
    months = 6;
  }
  if (ended && plan.endedWithoutReview !== true)
    held.push({ on: last, due: days.months(before, months), ends: true });
  for (const { on, due, ends } of held) {
    for (const kid of kids) {
      kid.rows.once("plan_review", days.iso(on), {
        held_on: days.iso(on),
        due_on: days.iso(due),
        continue_plan: !ends,
        quorate: chance.happens(0.95),
        participation: participation(chance, days.age(kid.born, on)),
      });
      kid.moments.push({ on, kind: "plan-review" });
    }
  }
}

/** How the child took part: the codes PN0 (under four) to PN7. */
export function participation(chance: Chance, age: number): string {
  if (age < 4) return "PN0";
  return age < 10
    ? chance.pick(["PN2", "PN4", "PN5", "PN6", "PN6", "PN7"])
    : chance.pick(["PN1", "PN1", "PN3", "PN5", "PN6", "PN6", "PN7"]);
}

const PLAN_DAYS = odds<readonly [number, number]>([
  [[60, 90], 17],
  [[100, 180], 13],
  [[181, 365], 42],
  [[366, 700], 24],
  [[740, 900], 4],
]);

/** How long an ended plan had lasted, in days. */
export function planDays(chance: Chance): number {
  const [low, high] = chance.draw(PLAN_DAYS);
  return chance.whole(low, high);
}
