import { isCode } from "../../../../kernel/codes/codeSet.ts";
import { ABUSE_CATEGORY } from "../../../../kernel/codes/inNeed.ts";
import type { Episode, ProtectionPlan, Said } from "../../child.ts";
import type { ChildRule } from "../rule.ts";
import {
  at,
  collect,
  dayOf,
  eachProtectionPlan,
  fault,
  inPeriod,
  missing,
  moreThanOne,
  NO_FAULTS,
  ofChild,
} from "../rule.ts";
import { running } from "./inNeedPlan.ts";

const startSpot = (p: ProtectionPlan) => at(p.start, p.node, "CPPstartDate");

/** Enquiries found to need no conference are left out; with none left, the conference is the episode's own. */
function conferencesFor(episode: Episode): readonly (Said & { on: string | null })[] {
  const enquiries = episode.enquiries.filter((s) => s.notRequired?.yes !== true);
  const dates = enquiries.length > 0 ? enquiries.map((s) => s.conference) : [episode.conference];
  return dates.filter((date) => date !== undefined);
}

const category = (
  id: string,
  name: "InitialCategoryOfAbuse" | "LatestCategoryOfAbuse",
  which: string,
  of: (p: ProtectionPlan) => Said | undefined,
): ChildRule => ({
  id,
  severity: "error",
  on: "CP plan",
  words: `The plan's ${which} category of abuse is missing or is not one of the codes.`,
  meaning: "It is NEG, PHY, SAB, EMO or MUL.",
  cause: "It was not recorded at the conference, or the system's own code was not translated.",
  fix: "Record the category the conference decided.",
  check: eachProtectionPlan((p, _episode, census) =>
    isCode(ABUSE_CATEGORY, census.year, of(p)?.said ?? "") ? undefined : fault(at(of(p), p.node, name)),
  ),
});

export const protectionPlanRules: readonly ChildRule[] = [
  {
    id: "1105",
    severity: "error",
    on: "CP plan",
    words: "The child protection plan starts before the referral.",
    meaning: "A plan follows the referral of its episode.",
    cause: "The plan belongs to an earlier episode, or a date was mistyped.",
    fix: "Move the plan, or correct the date.",
    check: eachProtectionPlan((p, { referral }) =>
      p.start?.on && referral?.on && p.start.on < referral.on ? fault(p.start, referral) : undefined,
    ),
  },
  {
    id: "2885",
    severity: "error",
    on: "CP plan",
    words: "The child protection plan does not start on the day of an initial conference of the episode.",
    meaning: "A plan is made at the conference.",
    cause: "The conference was not recorded or is on another episode, or a date was mistyped.",
    fix: "Record the conference, or correct the date.",
    check: eachProtectionPlan((p, episode, census) => {
      if (!p.start?.on || !inPeriod(p.start.on, census)) return undefined;
      const { on } = p.start;
      const conferences = conferencesFor(episode);
      return conferences.some((c) => c.on === on) ? undefined : fault(p.start, ...conferences);
    }),
  },
  {
    id: "8720",
    severity: "error",
    on: "CP plan",
    words: "The child protection plan's start is missing or after the end of the year.",
    meaning: "Every plan in the return began by the reference date.",
    cause: "The start was not recorded or was mistyped.",
    fix: "Give the day the plan started.",
    check: eachProtectionPlan((p, _episode, census) => {
      const start = dayOf(p.start);
      return start === undefined || start > census.to ? fault(startSpot(p)) : undefined;
    }),
  },
  {
    id: "8730",
    severity: "error",
    on: "CP plan",
    words: "The number of earlier child protection plans is missing.",
    meaning: "Every plan says how many the child had before, 0 if none.",
    cause: "It was not recorded at the conference.",
    fix: "Record the number.",
    check: eachProtectionPlan((p) =>
      p.previous === undefined ? fault(missing(p.node, "NumberOfPreviousCPP")) : undefined,
    ),
  },
  {
    id: "8840",
    severity: "error",
    on: "CP plan",
    words: "The child protection plan starts and ends on the same day.",
    meaning: "A plan lasts until a later conference ends it.",
    cause: "The plan was started by mistake and ended at once.",
    fix: "Remove the plan, or correct the dates.",
    check: eachProtectionPlan((p) =>
      p.start?.on && p.end?.on && p.start.on === p.end.on ? fault(p.start, p.end) : undefined,
    ),
  },
  category("8905", "InitialCategoryOfAbuse", "first", (p) => p.initialCategory),
  category("8910", "LatestCategoryOfAbuse", "latest", (p) => p.latestCategory),
  {
    id: "8915",
    severity: "error",
    on: "CP plan",
    words: "The child protection plan starts after the child's death.",
    meaning: "One of the two dates is wrong.",
    cause: "A date was mistyped.",
    fix: "Correct whichever is wrong.",
    check: eachProtectionPlan((p, _episode, _census, { died }) =>
      p.start?.on && died?.on && p.start.on > died.on ? fault(p.start, died) : undefined,
    ),
  },
  {
    id: "8920",
    severity: "error",
    on: "CP plan",
    words: "The child protection plan ends after the child's death.",
    meaning: "A plan ends by the day the child died.",
    cause: "The plan was ended on the system some days later.",
    fix: "End the plan on the day of death.",
    check: eachProtectionPlan((p, _episode, _census, { died }) =>
      p.end?.on && died?.on && p.end.on > died.on ? fault(p.end, died) : undefined,
    ),
  },
  {
    id: "8925",
    severity: "error",
    on: "CP plan",
    words: "The child protection plan ends before it starts.",
    meaning: "One of the two dates is wrong.",
    cause: "A date was mistyped.",
    fix: "Correct whichever is wrong.",
    check: eachProtectionPlan((p) =>
      p.start?.on && p.end?.on && p.end.on < p.start.on ? fault(p.end, p.start) : undefined,
    ),
  },
  {
    id: "8930",
    severity: "error",
    on: "CP plan",
    words: "The child protection plan ends outside the year.",
    meaning: "Plans that ended before 1 April are in last year's return, later ones in next year's.",
    cause: "The date was mistyped, or the return was made with the wrong dates.",
    fix: "Correct the date, or leave the plan out of this return.",
    check: eachProtectionPlan((p, _episode, census) =>
      p.end?.on && !inPeriod(p.end.on, census) ? fault(p.end) : undefined,
    ),
  },
  {
    id: "8935",
    severity: "error",
    on: "CP plan",
    words: "The child has more than one child protection plan without an end.",
    meaning: "A child has one plan at a time.",
    cause: "An old plan was not ended.",
    fix: "End the plan that is no longer in force.",
    check: ofChild((child) =>
      moreThanOne(
        child.episodes.flatMap((e) => e.protectionPlans.filter((p) => p.end === undefined).map(startSpot)),
      ),
    ),
  },
  {
    id: "8940",
    severity: "error",
    on: "CP plan",
    words: "The child protection plan starts while another is in force.",
    meaning: "A child has one plan at a time.",
    cause: "A review was recorded as a new plan, or an old plan was ended late.",
    fix: "Join the plans, or correct the dates.",
    check: (child, census) => {
      const plans = child.episodes.flatMap((e) => e.protectionPlans);
      if (plans.length < 2) return NO_FAULTS;
      const other = running(plans, census, 0);
      return collect(plans, (p) => {
        const within = p.start?.on ? other(p.start.on, p) : undefined;
        return within === undefined ? undefined : fault(p.start, within.start, within.end);
      });
    },
  },
];
