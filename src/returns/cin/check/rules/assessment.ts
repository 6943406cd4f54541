import { ENGLAND } from "../../../../kernel/workingDays.ts";
import type { Assessment, Episode } from "../../child.ts";
import type { ChildRule, Spot } from "../rule.ts";
import { at, dayOf, eachAssessment, eachEpisode, fault, inPeriod, missing, moreThanOne } from "../rule.ts";
import { covering } from "../spans.ts";

const startSpot = (a: Assessment): Spot => at(a.start, a.node, "AssessmentActualStartDate");
const authorisedSpot = (a: Assessment): Spot => at(a.authorised, a.node, "AssessmentAuthorisationDate");

const isOpen = (a: Assessment): boolean => dayOf(a.authorised) === undefined;

export const assessmentRules: readonly ChildRule[] = [
  {
    id: "1103",
    severity: "error",
    on: "assessment",
    words: "The assessment starts before the referral.",
    meaning: "An assessment follows the referral of its episode.",
    cause: "The assessment belongs to an earlier episode, or a date was mistyped.",
    fix: "Move the assessment, or correct the date.",
    check: eachAssessment((a, { referral }) =>
      a.start?.on && referral?.on && a.start.on < referral.on ? fault(a.start, referral) : undefined,
    ),
  },
  {
    id: "8608",
    severity: "error",
    on: "assessment",
    words: "The assessment starts after it was authorised.",
    meaning: "One of the two dates is wrong.",
    cause: "A date was mistyped.",
    fix: "Correct whichever is wrong.",
    check: eachAssessment((a) =>
      a.start?.on && a.authorised?.on && a.start.on > a.authorised.on
        ? fault(a.start, a.authorised)
        : undefined,
    ),
  },
  {
    id: "8614",
    severity: "error",
    on: "assessment",
    words: "The assessment has factors but was not authorised.",
    meaning: "Factors are what was found at the end of an assessment.",
    cause: "The authorisation was not recorded, or factors were entered early.",
    fix: "Record the day it was authorised, or leave the factors out until it is.",
    check: eachAssessment((a) =>
      a.factors.length > 0 && isOpen(a) ? fault(authorisedSpot(a), ...a.factors) : undefined,
    ),
  },
  {
    id: "8670Q",
    severity: "query",
    on: "assessment",
    words: "The assessment began over 45 working days before the end of the year and is not authorised.",
    meaning: "An assessment takes at most 45 working days.",
    cause: "It is overdue, or was finished and not authorised on the system.",
    fix: "Finish and authorise it, or explain the delay.",
    check: eachAssessment((a, _episode, census) =>
      isOpen(a) && a.start?.on && a.start.on < ENGLAND.addWorkingDays(census.to, -45)
        ? fault(a.start, authorisedSpot(a))
        : undefined,
    ),
  },
  {
    id: "8696",
    severity: "error",
    on: "assessment",
    words: "The assessment was authorised outside the year.",
    meaning:
      "The return tells of assessments authorised between 1 April and the reference date, or still going on.",
    cause: "The date was mistyped, or the return was made with the wrong dates.",
    fix: "Correct the date, or leave the assessment out of this return.",
    check: eachAssessment((a, _episode, census) =>
      a.authorised?.on && !inPeriod(a.authorised.on, census) ? fault(a.authorised) : undefined,
    ),
  },
  {
    id: "8736",
    severity: "error",
    on: "assessment",
    words: "The assessment is not authorised, and its start is missing or outside the year.",
    meaning: "An assessment still going on at the end of the year began within it.",
    cause: "An old assessment was never authorised or cancelled, or the start was not recorded.",
    fix: "Authorise it, or correct its start.",
    check: eachAssessment((a, _episode, census) => {
      const start = dayOf(a.start);
      return isOpen(a) && (start === undefined || !inPeriod(start, census))
        ? fault(startSpot(a), authorisedSpot(a))
        : undefined;
    }),
  },
  {
    id: "8863Q",
    severity: "query",
    on: "assessment",
    words: "The assessment starts while another in the same episode is going on.",
    meaning: "One assessment of a child goes on at a time.",
    cause: "An update was recorded as a new assessment, or the earlier one was authorised late.",
    fix: "Join them, or correct the dates.",
    check: (child, census) => child.episodes.flatMap((episode) => overlapping(episode, census.to)),
  },
  {
    id: "8867",
    severity: "error",
    on: "assessment",
    words: "The assessment is not authorised although the episode is closed.",
    meaning: "A closed episode has no open work.",
    cause: "The episode was closed without finishing the assessment on the system.",
    fix: "Record the day it was authorised, or remove an assessment that was never made.",
    check: eachAssessment((a, { closure }) =>
      dayOf(closure) !== undefined && isOpen(a) ? fault(authorisedSpot(a), closure) : undefined,
    ),
  },
  {
    id: "8896",
    severity: "error",
    on: "assessment",
    words: "The episode has more than one assessment that is not authorised.",
    meaning: "One assessment of a child goes on at a time.",
    cause: "An assessment was started twice, or an old one was left open.",
    fix: "Authorise or remove the one that ended.",
    check: eachEpisode((episode) => moreThanOne(episode.assessments.filter(isOpen).map(startSpot))),
  },
];

function overlapping(episode: Episode, referenceDate: NonNullable<ReturnType<typeof dayOf>>) {
  if (episode.assessments.length < 2) return [];
  const other = covering(
    episode.assessments.flatMap((a) =>
      a.start?.on ? [{ first: a.start.on, last: dayOf(a.authorised) ?? referenceDate, of: a }] : [],
    ),
  );
  return episode.assessments.flatMap((a) => {
    const within = a.start?.on ? other(a.start.on, a) : undefined;
    return within === undefined
      ? []
      : [
          fault(
            a.start,
            within.start,
            within.authorised ?? missing(within.node, "AssessmentAuthorisationDate"),
          ),
        ];
  });
}
