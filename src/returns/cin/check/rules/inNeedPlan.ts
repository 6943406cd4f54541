import type { CinChild, InNeedPlan } from "../../child.ts";
import { addDays } from "../../../../kernel/dates.ts";
import type { Census, ChildRule } from "../rule.ts";
import {
  at,
  collect,
  dayOf,
  eachEpisode,
  eachInNeedPlan,
  fault,
  inPeriod,
  isNfa,
  moreThanOne,
  NO_FAULTS,
  ofChild,
} from "../rule.ts";
import { covering, type Covering } from "../spans.ts";

const startSpot = (p: InNeedPlan) => at(p.start, p.node, "CINPlanStartDate");
const isOpen = (p: InNeedPlan): boolean => p.end === undefined;

/** Finds a plan that is running on a day. An open one runs to the reference date; of one that ended, so many of its last days do not count. */
export function running<P extends Pick<InNeedPlan, "start" | "end">>(
  plans: readonly P[],
  census: Pick<Census, "to">,
  lastDaysLeftOut: 0 | 1,
): Covering<P> {
  return covering(
    plans.flatMap((p) => {
      const end = dayOf(p.end);
      if (!p.start?.on || (p.end !== undefined && end === undefined)) return [];
      const last = end === undefined ? census.to : addDays(end, -lastDaysLeftOut);
      return [{ first: p.start.on, last, of: p }];
    }),
  );
}

const inNeedPlans = (child: CinChild) => child.episodes.flatMap((e) => e.inNeedPlans);
const protectionPlans = (child: CinChild) => child.episodes.flatMap((e) => e.protectionPlans);

export const inNeedPlanRules: readonly ChildRule[] = [
  {
    id: "4000",
    severity: "error",
    on: "CIN plan",
    words: "A referral with no further action has a child in need plan.",
    meaning: "If there was a plan, the referral did go further.",
    cause: "The outcome was not changed, or the plan is on the wrong episode.",
    fix: "Change the outcome of the referral, or move the plan.",
    check: eachEpisode((episode) =>
      isNfa(episode) && episode.inNeedPlans.length > 0
        ? fault(episode.nfa, ...episode.inNeedPlans.map(startSpot))
        : undefined,
    ),
  },
  {
    id: "4001",
    severity: "error",
    on: "CIN plan",
    words: "A child in need plan and a child protection plan are both open.",
    meaning: "A child has one or the other.",
    cause: "The child in need plan was not ended when the protection plan began.",
    fix: "End the plan that is no longer in force.",
    check: eachEpisode((episode) => {
      const plans = episode.inNeedPlans.filter(isOpen);
      const protection = episode.protectionPlans.filter((p) => p.end === undefined);
      return plans.length > 0 && protection.length > 0
        ? fault(...plans.map(startSpot), ...protection.map((p) => at(p.start, p.node, "CPPstartDate")))
        : undefined;
    }),
  },
  {
    id: "4004",
    severity: "error",
    on: "CIN plan",
    words: "The child has more than one child in need plan without an end.",
    meaning: "A child has one plan at a time.",
    cause: "An old plan was not ended.",
    fix: "End the plan that is no longer in force.",
    check: ofChild((child) => moreThanOne(inNeedPlans(child).filter(isOpen).map(startSpot))),
  },
  {
    id: "4008",
    severity: "error",
    on: "CIN plan",
    words: "The child in need plan starts after the child's death.",
    meaning: "One of the two dates is wrong.",
    cause: "A date was mistyped.",
    fix: "Correct whichever is wrong.",
    check: eachInNeedPlan((p, _episode, _census, { died }) =>
      p.start?.on && died?.on && p.start.on > died.on ? fault(p.start, died) : undefined,
    ),
  },
  {
    id: "4009Q",
    severity: "query",
    on: "CIN plan",
    words: "The child in need plan ends after the child's death.",
    meaning: "A plan ends by the day the child died.",
    cause: "The plan was ended on the system some days later.",
    fix: "End the plan on the day of death, or explain.",
    check: eachInNeedPlan((p, _episode, _census, { died }) =>
      p.end?.on && died?.on && p.end.on > died.on ? fault(p.end, died) : undefined,
    ),
  },
  {
    id: "4010",
    severity: "error",
    on: "CIN plan",
    words: "The child in need plan's start is missing or after the end of the year.",
    meaning: "Every plan in the return began by the reference date.",
    cause: "The start was not recorded or was mistyped.",
    fix: "Give the day the plan started.",
    check: eachInNeedPlan((p, _episode, census) => {
      const start = dayOf(p.start);
      return start === undefined || start > census.to ? fault(startSpot(p)) : undefined;
    }),
  },
  {
    id: "4011",
    severity: "error",
    on: "CIN plan",
    words: "The child in need plan ends before it starts.",
    meaning: "One of the two dates is wrong.",
    cause: "A date was mistyped.",
    fix: "Correct whichever is wrong.",
    check: eachInNeedPlan((p) =>
      p.start?.on && p.end?.on && p.end.on < p.start.on ? fault(p.end, p.start) : undefined,
    ),
  },
  {
    id: "4012Q",
    severity: "query",
    on: "CIN plan",
    words: "The child in need plan starts and ends on the same day.",
    meaning: "A plan is expected to last.",
    cause: "The plan was started by mistake and ended at once.",
    fix: "Remove the plan, or correct the dates.",
    check: eachInNeedPlan((p) =>
      p.start?.on && p.end?.on && p.end.on === p.start.on ? fault(p.start, p.end) : undefined,
    ),
  },
  {
    id: "4013",
    severity: "error",
    on: "CIN plan",
    words: "The child in need plan ends outside the year.",
    meaning: "Plans that ended before 1 April are in last year's return, later ones in next year's.",
    cause: "The date was mistyped, or the return was made with the wrong dates.",
    fix: "Correct the date, or leave the plan out of this return.",
    check: eachInNeedPlan((p, _episode, census) =>
      p.end?.on && !inPeriod(p.end.on, census) ? fault(p.end) : undefined,
    ),
  },
  {
    id: "4014",
    severity: "error",
    on: "CIN plan",
    words: "The child in need plan starts while another is in force.",
    meaning: "A child has one plan at a time.",
    cause: "A review was recorded as a new plan, or an old plan was ended late.",
    fix: "Join the plans, or correct the dates.",
    check: (child, census) => {
      const plans = inNeedPlans(child);
      if (plans.length < 2) return NO_FAULTS;
      const other = running(plans, census, 0);
      return collect(plans, (p) => {
        const within = p.start?.on ? other(p.start.on, p) : undefined;
        return within === undefined ? undefined : fault(p.start, within.start, within.end);
      });
    },
  },
  {
    id: "4015",
    severity: "error",
    on: "CIN plan",
    words: "The child in need plan starts before the referral.",
    meaning: "A plan follows the referral of its episode.",
    cause: "The plan belongs to an earlier episode, or a date was mistyped.",
    fix: "Move the plan, or correct the date.",
    check: eachInNeedPlan((p, { referral }) =>
      p.start?.on && referral?.on && p.start.on < referral.on ? fault(p.start, referral) : undefined,
    ),
  },
  {
    id: "4016",
    severity: "error",
    on: "CIN plan",
    words: "The child in need plan starts while a child protection plan is in force.",
    meaning:
      "A child has one or the other; a child in need plan may begin on the day the protection plan ends.",
    cause: "The protection plan's end was not recorded, or a date was mistyped.",
    fix: "End the protection plan, or correct the dates.",
    check: (child, census) => {
      const protection = protectionPlans(child);
      if (protection.length === 0) return NO_FAULTS;
      const within = running(protection, census, 1);
      return collect(inNeedPlans(child), (p) => {
        const found = p.start?.on ? within(p.start.on) : undefined;
        return found === undefined ? undefined : fault(p.start, found.start, found.end);
      });
    },
  },
  {
    id: "4017",
    severity: "error",
    on: "CIN plan",
    words: "A child protection plan starts while the child in need plan is in force.",
    meaning:
      "A child has one or the other; a protection plan may begin on the day the child in need plan ends.",
    cause: "The child in need plan was not ended when the protection plan began.",
    fix: "End the child in need plan, or correct the dates.",
    check: (child, census) => {
      const plans = inNeedPlans(child);
      if (plans.length === 0) return NO_FAULTS;
      const within = running(plans, census, 1);
      return collect(protectionPlans(child), (p) => {
        const found = p.start?.on ? within(p.start.on) : undefined;
        return found === undefined ? undefined : fault(found.start, found.end, p.start);
      });
    },
  },
];
