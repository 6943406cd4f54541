import type { IsoDate } from "../../../../kernel/dates.ts";
import { dayOfWeek } from "../../../../kernel/dates.ts";
import { ENGLAND } from "../../../../kernel/workingDays.ts";
import type { Enquiry, Episode } from "../../child.ts";
import type { ChildRule, Fault } from "../rule.ts";
import { at, dayOf, eachEnquiry, eachEpisode, fault, inPeriod, moreThanOne, NO_FAULTS } from "../rule.ts";
import { covering } from "../spans.ts";

const isWeekend = (on: IsoDate): boolean => dayOfWeek(on) > 5;

/** No conference was held, and none is said to be needless: the enquiry is still open. */
const isOpen = (s: Enquiry): boolean => dayOf(s.conference) === undefined && s.notRequired?.yes !== true;
/** Open, and said to need its conference. One that does not say so is open, but not overdue. */
const awaits = (s: Enquiry): boolean => isOpen(s) && s.notRequired?.yes === false;

const startSpot = (s: Enquiry) => at(s.start, s.node, "S47ActualStartDate");
const conferenceSpot = (s: Enquiry) => at(s.conference, s.node, "DateOfInitialCPC");

export const section47Rules: readonly ChildRule[] = [
  {
    id: "1104",
    severity: "error",
    on: "s47",
    words: "The initial conference is before the referral.",
    meaning: "A conference follows the referral of its episode.",
    cause: "The enquiry belongs to an earlier episode, or a date was mistyped.",
    fix: "Move the enquiry, or correct the date.",
    check: eachEnquiry((s, { referral }) =>
      s.conference?.on && referral?.on && s.conference.on < referral.on
        ? fault(s.conference, referral)
        : undefined,
    ),
  },
  {
    id: "2884",
    severity: "error",
    on: "s47",
    words: "A conference date is given on the episode and also on one of its enquiries.",
    meaning: "The date on the episode is for a conference that followed no enquiry, such as a transfer in.",
    cause: "The same conference was written in both places.",
    fix: "Keep it in one of the two.",
    check: eachEpisode((episode) => {
      if (episode.conference === undefined) return undefined;
      const held = episode.enquiries.flatMap((s) => fault(s.conference));
      return held.length > 0 ? fault(episode.conference, ...held) : undefined;
    }),
  },
  {
    id: "2889",
    severity: "error",
    on: "s47",
    words: "The section 47 enquiry starts before the referral.",
    meaning: "An enquiry follows the referral of its episode.",
    cause: "The enquiry belongs to an earlier episode, or a date was mistyped.",
    fix: "Move the enquiry, or correct the date.",
    check: eachEnquiry((s, { referral }) =>
      s.start?.on && referral?.on && s.start.on < referral.on ? fault(s.start, referral) : undefined,
    ),
  },
  {
    id: "8615",
    severity: "error",
    on: "s47",
    words: "The enquiry's start is missing or after its conference.",
    meaning: "The strategy discussion that begins an enquiry comes before the conference.",
    cause: "The start was not recorded, or a date was mistyped.",
    fix: "Give the day of the strategy discussion.",
    check: eachEnquiry((s) => {
      const held = dayOf(s.conference);
      const start = dayOf(s.start);
      return held !== undefined && (start === undefined || start > held)
        ? fault(startSpot(s), s.conference)
        : undefined;
    }),
  },
  {
    id: "8675Q",
    severity: "query",
    on: "s47",
    words:
      "The enquiry began over 15 working days before the end of the year, and its conference has not been held.",
    meaning: "The conference is due within 15 working days of the strategy discussion.",
    cause: "The conference is overdue, or was held or found not to be needed and not recorded.",
    fix: "Record the conference, or that it was not required, or explain the delay.",
    check: eachEnquiry((s, _episode, census) =>
      awaits(s) && s.start?.on && s.start.on < ENGLAND.addWorkingDays(census.to, -15)
        ? fault(s.start, conferenceSpot(s), s.notRequired)
        : undefined,
    ),
  },
  {
    id: "8715",
    severity: "error",
    on: "s47",
    words: "The initial conference is outside the year.",
    meaning: "The return tells of conferences between 1 April and the reference date.",
    cause: "The date was mistyped, or the return was made with the wrong dates.",
    fix: "Correct the date, or leave the enquiry out of this return.",
    check: eachEnquiry((s, _episode, census) =>
      s.conference?.on && !inPeriod(s.conference.on, census) ? fault(s.conference) : undefined,
    ),
  },
  {
    id: "8740",
    severity: "error",
    on: "s47",
    words: "The enquiry still awaits its conference but did not start in the year.",
    meaning: "An enquiry without a conference is in the return of the year it began.",
    cause: "An old enquiry's outcome was never recorded.",
    fix: "Record the conference, or that it was not required.",
    check: eachEnquiry((s, _episode, census) =>
      awaits(s) && s.start?.on && !inPeriod(s.start.on, census)
        ? fault(s.start, conferenceSpot(s), s.notRequired)
        : undefined,
    ),
  },
  {
    id: "8839",
    severity: "error",
    on: "s47",
    words: "The episode has more than one enquiry without a conference and not said to need none.",
    meaning: "One enquiry goes on at a time.",
    cause: "An enquiry was started twice, or an old one's outcome was never recorded.",
    fix: "Record the conference, or that it was not required, for the one that ended.",
    check: eachEpisode((episode) => moreThanOne(episode.enquiries.filter(isOpen).map(startSpot))),
  },
  {
    id: "8868",
    severity: "error",
    on: "s47",
    words: "The episode is closed, but the enquiry has no conference and is not said to need none.",
    meaning: "A closed episode has no open work.",
    cause: "The outcome of the enquiry was not recorded.",
    fix: "Record the conference, or that it was not required.",
    check: eachEnquiry((s, { closure }) =>
      dayOf(closure) !== undefined && isOpen(s)
        ? fault(conferenceSpot(s), at(s.notRequired, s.node, "ICPCnotRequired"), closure)
        : undefined,
    ),
  },
  {
    id: "8870Q",
    severity: "query",
    on: "s47",
    words: "The target date for the conference is at a weekend.",
    meaning: "The target is the fifteenth working day after the strategy discussion.",
    cause: "The target was counted in calendar days.",
    fix: "Count 15 working days.",
    check: eachEnquiry((s) => (s.target?.on && isWeekend(s.target.on) ? fault(s.target) : undefined)),
  },
  {
    id: "8875",
    severity: "error",
    on: "s47",
    words: "The initial conference was at a weekend.",
    meaning: "Conferences are held on working days.",
    cause: "The date was mistyped.",
    fix: "Correct the date.",
    check: eachEnquiry((s) =>
      s.conference?.on && isWeekend(s.conference.on) ? fault(s.conference) : undefined,
    ),
  },
  {
    id: "8890",
    severity: "error",
    on: "s47",
    words: "The enquiry starts while another in the same episode is going on.",
    meaning: "An enquiry runs until its conference, and one goes on at a time.",
    cause: "An enquiry was started twice, or an old one's outcome was never recorded.",
    fix: "Join them, or record the outcome of the one that ended.",
    check: (child, census) => child.episodes.flatMap((episode) => overlapping(episode, census.to)),
  },
];

function overlapping(episode: Episode, referenceDate: IsoDate): readonly Fault[] {
  if (episode.enquiries.length < 2) return NO_FAULTS;
  const other = covering(
    episode.enquiries.flatMap((s) => {
      const last = dayOf(s.conference) ?? (isOpen(s) ? referenceDate : undefined);
      return s.start?.on && last !== undefined ? [{ first: s.start.on, last, of: s }] : [];
    }),
  );
  return episode.enquiries.flatMap((s) => {
    const within = s.start?.on ? other(s.start.on, s) : undefined;
    return within === undefined ? [] : [fault(s.start, within.start, conferenceSpot(within))];
  });
}
