import { isCode } from "../../../../kernel/codes/codeSet.ts";
import { CLOSURE_REASON } from "../../../../kernel/codes/inNeed.ts";
import type { IsoDate } from "../../../../kernel/dates.ts";
import type { Episode, SaidDate } from "../../child.ts";
import type { ChildRule } from "../rule.ts";
import { at, dayOf, eachEpisode, fault, inPeriod, missing } from "../rule.ts";

/** RC8 and RC9 say that the episode ended with its assessment. */
export const endedWithAssessment = (episode: Episode): boolean =>
  episode.closeReason?.said === "RC8" || episode.closeReason?.said === "RC9";

/** Everything dated after the episode closed that cannot be. */
function workAfter(episode: Episode, closed: IsoDate): readonly SaidDate[] {
  const found: SaidDate[] = [];
  const look = (date: SaidDate | undefined): void => {
    if (date?.on && date.on > closed) found.push(date);
  };
  for (const a of episode.assessments) {
    look(a.start);
    look(a.authorised);
  }
  for (const s of episode.enquiries) {
    look(s.start);
    look(s.conference);
  }
  look(episode.conference);
  for (const p of episode.protectionPlans) look(p.end);
  for (const p of episode.inNeedPlans) {
    look(p.start);
    look(p.end);
  }
  return found;
}

export const closureRules: readonly ChildRule[] = [
  {
    id: "2990",
    severity: "error",
    on: "episode",
    words: "The episode was closed after its assessment, but has an enquiry, a conference or a plan.",
    meaning: "RC8 and RC9 mean that nothing followed the assessment.",
    cause: "The wrong reason was chosen, or work is on the wrong episode.",
    fix: "Choose the reason that fits, or move the work.",
    check: eachEpisode((episode) => {
      if (!endedWithAssessment(episode)) return undefined;
      const work = [
        ...episode.enquiries.map((s) => at(s.start, s.node, "S47ActualStartDate")),
        ...episode.protectionPlans.map((p) => at(p.start, p.node, "CPPstartDate")),
        ...episode.inNeedPlans.map((p) => at(p.start, p.node, "CINPlanStartDate")),
        ...fault(episode.conference),
      ];
      return work.length > 0 ? fault(episode.closeReason, ...work) : undefined;
    }),
  },
  {
    id: "2991Q",
    severity: "query",
    on: "episode",
    words: "The episode has a section 47 enquiry but no assessment.",
    meaning: "An enquiry is carried out through an assessment.",
    cause: "The assessment was not started on the system, or is on another episode.",
    fix: "Record the assessment, or move it to this episode.",
    check: eachEpisode((episode) =>
      episode.enquiries.length > 0 && episode.assessments.length === 0
        ? fault(
            missing(episode.node, "Assessments"),
            ...episode.enquiries.map((s) => at(s.start, s.node, "S47ActualStartDate")),
          )
        : undefined,
    ),
  },
  {
    id: "8565",
    severity: "error",
    on: "closure",
    words: "Work is recorded after the episode closed.",
    meaning: "Assessments, enquiries, conferences and plans belong between referral and closure.",
    cause: "The episode was closed too early, or the work belongs to a later one.",
    fix: "Correct the closure date, or move the work to the episode it belongs to.",
    check: eachEpisode((episode) => {
      const closed = dayOf(episode.closure);
      if (closed === undefined) return undefined;
      const later = workAfter(episode, closed);
      return later.length > 0 ? fault(episode.closure, ...later) : undefined;
    }),
  },
  {
    id: "8585Q",
    severity: "query",
    on: "closure",
    words: "The episode was closed because the child died, but there is no date of death.",
    meaning: "RC2 goes with a date of death.",
    cause: "The death was not recorded on the child, or the wrong reason was chosen.",
    fix: "Record the date of death, or correct the reason.",
    check: eachEpisode((episode, _census, child) =>
      episode.closeReason?.said === "RC2" && dayOf(child.died) === undefined
        ? fault(episode.closeReason, at(child.died, child.identifiers, "PersonDeathDate"))
        : undefined,
    ),
  },
  {
    id: "8620",
    severity: "error",
    on: "closure",
    words: "The episode closed outside the year.",
    meaning: "Episodes closed before 1 April are in last year's return, later ones in next year's.",
    cause: "The date was mistyped, or the return was made with the wrong dates.",
    fix: "Correct the date, or leave the episode out of this return.",
    check: eachEpisode(({ closure }, census) =>
      closure?.on && !inPeriod(closure.on, census) ? fault(closure) : undefined,
    ),
  },
  {
    id: "8630",
    severity: "error",
    on: "closure",
    words: "The episode closed before the referral.",
    meaning: "One of the two dates is wrong.",
    cause: "A date was mistyped.",
    fix: "Correct whichever is wrong.",
    check: eachEpisode(({ closure, referral }) =>
      closure?.on && referral?.on && closure.on < referral.on ? fault(closure, referral) : undefined,
    ),
  },
  {
    id: "8640",
    severity: "error",
    on: "closure",
    words: "The reason for closure is not one of the codes.",
    meaning: "It is RC1 to RC9.",
    cause: "The system's own code was not translated.",
    fix: "Choose one of the codes.",
    check: eachEpisode(({ closeReason }, census) =>
      closeReason !== undefined && !isCode(CLOSURE_REASON, census.year, closeReason.said)
        ? fault(closeReason)
        : undefined,
    ),
  },
  {
    id: "8805",
    severity: "error",
    on: "closure",
    words: "The episode has a closure date but no reason for closure.",
    meaning: "The two go together.",
    cause: "The reason was not recorded when the episode was closed.",
    fix: "Record the reason.",
    check: eachEpisode((episode) =>
      episode.closure !== undefined && episode.closeReason === undefined
        ? fault(episode.closure, missing(episode.node, "ReasonForClosure"))
        : undefined,
    ),
  },
  {
    id: "8810",
    severity: "error",
    on: "closure",
    words: "The episode has a reason for closure but no closure date.",
    meaning: "The two go together.",
    cause: "The date was not recorded, or the episode was opened again and the reason left in place.",
    fix: "Record the date, or remove the reason.",
    check: eachEpisode((episode) =>
      episode.closeReason !== undefined && episode.closure === undefined
        ? fault(episode.closeReason, missing(episode.node, "CINclosureDate"))
        : undefined,
    ),
  },
  {
    id: "8825Q",
    severity: "query",
    on: "closure",
    words: "The episode was closed after assessment, but has no assessment.",
    meaning: "RC8 and RC9 mean that there was one.",
    cause: "The assessment is on another episode, or the wrong reason was chosen.",
    fix: "Record or move the assessment, or correct the reason.",
    check: eachEpisode((episode) =>
      endedWithAssessment(episode) && episode.assessments.length === 0
        ? fault(episode.closeReason, missing(episode.node, "Assessments"))
        : undefined,
    ),
  },
];
