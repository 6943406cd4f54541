import { isCode } from "../../../../kernel/codes/codeSet.ts";
import { PRIMARY_NEED, REFERRAL_SOURCE } from "../../../../kernel/codes/inNeed.ts";
import { addDays, daysBetween } from "../../../../kernel/dates.ts";
import { ENGLAND } from "../../../../kernel/workingDays.ts";
import type { Episode, SaidDate } from "../../child.ts";
import type { Census, ChildRule, Fault } from "../rule.ts";
import {
  at,
  collect,
  dayOf,
  eachEpisode,
  fault,
  isNfa,
  isNotNfa,
  missing,
  moreThanOne,
  NO_FAULTS,
  ofChild,
} from "../rule.ts";
import { covering, type Span } from "../spans.ts";

const isOpen = (episode: Episode): boolean => isNotNfa(episode) && episode.closure === undefined;

const referralSpot = (episode: Episode) => at(episode.referral, episode.node, "CINreferralDate");

/** The days on which no other referral may fall; none for a referral with no further action that was never closed. */
function spanOf(episode: Episode, census: Census): readonly Span<Episode>[] {
  const first = dayOf(episode.referral);
  const closure = dayOf(episode.closure);
  if (first === undefined) return [];
  if (closure !== undefined) return [{ first, last: addDays(closure, -1), of: episode }];
  return isOpen(episode) ? [{ first, last: census.to, of: episode }] : [];
}

/** Over 280 days before a birth. Days are counted only where the one is before the other, which is seldom. */
const isLongBefore = (referral: SaidDate | undefined, birth: SaidDate | undefined): boolean =>
  referral?.on && birth?.on && referral.on < birth.on ? daysBetween(referral.on, birth.on) > 280 : false;

/** Dates that show work was done on an episode. */
function activity(episode: Episode): Fault {
  return [
    ...episode.assessments.flatMap((a) => fault(a.start, a.review, a.authorised)),
    ...episode.enquiries.flatMap((s) => fault(s.start, s.target, s.conference)),
    ...fault(episode.conference),
  ];
}

export const referralRules: readonly ChildRule[] = [
  {
    id: "8555Q",
    severity: "query",
    on: "referral",
    words: "The child was referred after the child's death.",
    meaning: "One of the two dates is wrong, or the episode is not needed.",
    cause: "A date was mistyped, or an episode was opened for a child death review.",
    fix: "Correct the date, or remove the episode.",
    check: eachEpisode(({ referral }, _census, { died }) =>
      referral?.on && died?.on && referral.on > died.on ? fault(referral, died) : undefined,
    ),
  },
  {
    id: "8568",
    severity: "error",
    on: "ReferralNFA",
    words: "It is not said whether the referral ended with no further action.",
    meaning: "Every episode says true (or 1) or false (or 0).",
    cause: "The outcome of the referral was not recorded.",
    fix: "Record the outcome of the referral.",
    check: eachEpisode((episode) =>
      typeof episode.nfa?.yes === "boolean" ? undefined : fault(at(episode.nfa, episode.node, "ReferralNFA")),
    ),
  },
  {
    id: "8569Q",
    severity: "query",
    on: "ReferralNFA",
    words: "A referral made before the year began is said to have had no further action.",
    meaning:
      "Such a referral belongs to last year's return, unless it came on the last working day before 1 April.",
    cause: "An old referral was never closed, or its date is wrong.",
    fix: "Close the old referral, or correct its date.",
    check: eachEpisode((episode, census) =>
      isNfa(episode) && episode.referral?.on && episode.referral.on < ENGLAND.addWorkingDays(census.from, -1)
        ? fault(episode.nfa, episode.referral)
        : undefined,
    ),
  },
  {
    id: "8600",
    severity: "error",
    on: "referral",
    words: "The referral date is missing or after the end of the year.",
    meaning: "Every episode begins with a referral on or before the reference date.",
    cause: "The date was not recorded or was mistyped.",
    fix: "Give the date the referral was received.",
    check: eachEpisode((episode, census) => {
      const on = dayOf(episode.referral);
      return on === undefined || on > census.to ? fault(referralSpot(episode)) : undefined;
    }),
  },
  {
    id: "8606",
    severity: "error",
    on: "referral",
    words: "The referral is more than 280 days before the child's birth or expected birth.",
    meaning: "That is before the pregnancy began.",
    cause: "One of the dates was mistyped, or the referral was of a brother or sister.",
    fix: "Correct the date that is wrong.",
    check: eachEpisode(({ referral }, _census, { born, expected }) => {
      if (isLongBefore(referral, born)) return fault(referral, born);
      return isLongBefore(referral, expected) ? fault(referral, expected) : undefined;
    }),
  },
  {
    id: "8610",
    severity: "error",
    on: "need",
    words: "The primary need is missing.",
    meaning: "Every referral that went further says why the child was in need.",
    cause: "The need was not recorded at the end of the assessment.",
    fix: "Record the primary need.",
    check: eachEpisode((episode) =>
      isNotNfa(episode) && episode.need === undefined
        ? fault(missing(episode.node, "PrimaryNeedCode"))
        : undefined,
    ),
  },
  {
    id: "8650",
    severity: "error",
    on: "need",
    words: "The primary need is not one of the codes.",
    meaning: "It is N0 to N9.",
    cause: "The system's own code was not translated.",
    fix: "Choose one of the codes.",
    check: eachEpisode(({ need }, census) =>
      need !== undefined && !isCode(PRIMARY_NEED, census.year, need.said) ? fault(need) : undefined,
    ),
  },
  {
    id: "8815",
    severity: "error",
    on: "episode",
    words: "The child has more than one open episode.",
    meaning: "A child has one episode of need at a time.",
    cause: "An old episode was not closed when a new referral was taken on.",
    fix: "Close the episode that ended.",
    check: ofChild((child) => moreThanOne(child.episodes.filter(isOpen).map(referralSpot))),
  },
  {
    id: "8816",
    severity: "error",
    on: "episode",
    words: "An episode is still open although the child was referred again later.",
    meaning: "Only the latest episode may be open.",
    cause: "The earlier episode was not closed.",
    fix: "Close the earlier episode.",
    check: (child) => {
      if (child.episodes.length < 2) return NO_FAULTS;
      const latest = child.episodes
        .flatMap((e) => e.referral?.on ?? [])
        .sort()
        .at(-1);
      return collect(child.episodes, (e) =>
        isOpen(e) && e.referral?.on && e.referral.on !== latest ? fault(e.referral) : undefined,
      );
    },
  },
  {
    id: "8820",
    severity: "error",
    on: "episode",
    words: "The child was referred while another episode was running.",
    meaning: "Episodes of one child do not overlap; one may begin on the day another closed.",
    cause: "A contact on an open case was recorded as a new referral, or an old episode was closed late.",
    fix: "Join the episodes, or correct the dates.",
    check: (child, census) => {
      if (child.episodes.length < 2) return NO_FAULTS;
      const other = covering(child.episodes.flatMap((e) => spanOf(e, census)));
      return collect(child.episodes, (episode) => {
        const on = dayOf(episode.referral);
        const within = on === undefined ? undefined : other(on, episode);
        return within === undefined
          ? undefined
          : fault(episode.referral, within.referral, at(within.closure, within.node, "CINclosureDate"));
      });
    },
  },
  {
    id: "8831",
    severity: "error",
    on: "NFA referral",
    words: "A referral with no further action has an assessment, an enquiry or a conference.",
    meaning: "If work was done, the referral did go further.",
    cause: "The outcome was recorded before the work was, and not changed.",
    fix: "Change the outcome of the referral, or move the work to the episode it belongs to.",
    check: eachEpisode((episode) => {
      const dates = isNfa(episode) ? activity(episode) : [];
      return dates.length > 0 ? fault(episode.nfa, ...dates) : undefined;
    }),
  },
  {
    id: "8832",
    severity: "error",
    on: "NFA referral",
    words: "A referral with no further action has a child protection plan.",
    meaning: "If there was a plan, the referral did go further.",
    cause: "The outcome was not changed, or the plan is on the wrong episode.",
    fix: "Change the outcome of the referral, or move the plan.",
    check: eachEpisode((episode) =>
      isNfa(episode) && episode.protectionPlans.length > 0
        ? fault(episode.nfa, ...episode.protectionPlans.map((p) => at(p.start, p.node, "CPPstartDate")))
        : undefined,
    ),
  },
  {
    id: "8866",
    severity: "error",
    on: "referral",
    words: "The source of the referral is missing or is not one of the codes.",
    meaning: "Every referral since 1 April 2013 says where it came from.",
    cause: "It was not recorded, or the system's own code was not translated.",
    fix: "Record who made the referral.",
    check: eachEpisode((episode, census) =>
      episode.referral?.on &&
      episode.referral.on >= "2013-04-01" &&
      !isCode(REFERRAL_SOURCE, census.year, episode.source?.said ?? "")
        ? fault(at(episode.source, episode.node, "ReferralSource"))
        : undefined,
    ),
  },
];
