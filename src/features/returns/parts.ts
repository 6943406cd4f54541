import { codes, count, dateOf, flag, text, type RowValues } from "../../kernel/record/table.ts";
import type { IsoDate } from "../../kernel/dates.ts";
import type {
  CensusAssessment,
  CensusEnquiry,
  CensusPreProceedings,
  CensusProtectionPlan,
} from "../../returns/cin/make/child.ts";

/** What the parts of an episode say, from what is held of each. */

export const assessmentOf = (values: RowValues, start: IsoDate): CensusAssessment => ({
  start,
  review: dateOf(values, "review_on"),
  authorised: dateOf(values, "authorised_on"),
  factors: codes(values, "factors"),
});

export const enquiryOf = (values: RowValues, start: IsoDate): CensusEnquiry => ({
  start,
  target: dateOf(values, "conference_target"),
  conference: dateOf(values, "conference_on"),
  notRequired: flag(values, "conference_not_required"),
});

export const protectionPlanOf = (
  values: RowValues,
  start: IsoDate,
  reviews: readonly IsoDate[],
): CensusProtectionPlan => ({
  start,
  end: dateOf(values, "ended_on"),
  initialCategory: text(values, "initial_category"),
  latestCategory: text(values, "latest_category"),
  previous: count(values, "previous_plans"),
  reviews,
});

export const preProceedingsOf = (values: RowValues): CensusPreProceedings => ({
  start: dateOf(values, "started_on"),
  letter: dateOf(values, "letter_on"),
  offered: flag(values, "meeting_offered"),
  held: flag(values, "meeting_held"),
  firstMeeting: dateOf(values, "first_meeting_on"),
  reviewMeetings: count(values, "review_meetings"),
  decided: dateOf(values, "decided_on"),
  outcome: text(values, "outcome"),
  application: dateOf(values, "application_on"),
  initialLetter: dateOf(values, "initial_letter_on"),
});
