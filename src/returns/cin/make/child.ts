import type { IsoDate } from "../../../kernel/dates.ts";

/**
 * One child of a census to be made: everything the layout has of a child, in whatever year. What is not known is null; the writer
 * leaves out what a year's layout does not have. Source: DfE's yearly census specifications, see `layout.ts`.
 */
export type CensusChild = {
  readonly localId: string;
  readonly upn: string | null;
  readonly formerUpn: string | null;
  readonly upnUnknown: string | null;
  readonly born: IsoDate | null;
  readonly expected: IsoDate | null;
  /** `Sex`, from 2024-25. */
  readonly sex: string | null;
  /** `GenderCurrent`, to 2023-24. */
  readonly gender: string | null;
  readonly died: IsoDate | null;
  readonly ethnicity: string | null;
  readonly disabilities: readonly string[];
  /** At least one, or the child is no child of the census. */
  readonly episodes: readonly CensusEpisode[];
};

/** One episode of need: `CINdetails`. */
export type CensusEpisode = {
  readonly referral: IsoDate;
  readonly source: string | null;
  readonly need: string | null;
  readonly closure: IsoDate | null;
  readonly closeReason: string | null;
  /** A conference not told of with an enquiry, a child who moved in with a plan for one. */
  readonly conference: IsoDate | null;
  readonly nfa: boolean | null;
  readonly assessments: readonly CensusAssessment[];
  readonly inNeedPlans: readonly CensusInNeedPlan[];
  readonly enquiries: readonly CensusEnquiry[];
  readonly protectionPlans: readonly CensusProtectionPlan[];
  readonly preProceedings: readonly CensusPreProceedings[];
};

export type CensusAssessment = {
  readonly start: IsoDate;
  readonly review: IsoDate | null;
  readonly authorised: IsoDate | null;
  readonly factors: readonly string[];
};

export type CensusInNeedPlan = { readonly start: IsoDate; readonly end: IsoDate | null };

/** One section 47 enquiry. */
export type CensusEnquiry = {
  readonly start: IsoDate;
  readonly target: IsoDate | null;
  readonly conference: IsoDate | null;
  readonly notRequired: boolean | null;
};

export type CensusProtectionPlan = {
  readonly start: IsoDate;
  readonly end: IsoDate | null;
  readonly initialCategory: string | null;
  readonly latestCategory: string | null;
  readonly previous: number | null;
  /** Written in one `Reviews` group. */
  readonly reviews: readonly IsoDate[];
};

/** Pre-proceedings and family group decision making, from 2026-27. */
export type CensusPreProceedings = {
  readonly start: IsoDate | null;
  readonly letter: IsoDate | null;
  readonly offered: boolean | null;
  readonly held: boolean | null;
  readonly firstMeeting: IsoDate | null;
  readonly reviewMeetings: number | null;
  readonly decided: IsoDate | null;
  readonly outcome: string | null;
  readonly application: IsoDate | null;
  readonly initialLetter: IsoDate | null;
};

/** The header of a census. Its reference date is the 31 March that ends the year. */
export type CensusHeader = {
  /** The March it ends in: 2026 is 2025-26. */
  readonly year: number;
  /** The authority's three digits. */
  readonly authorityCode: string;
  readonly softwareCode: string;
  readonly release: string;
  /** Three digits or more, counted by the authority: `001`. */
  readonly serial: string;
  /** When it was made, `2026-05-01T09:00:00`; handed in, so that the same record gives the same file. */
  readonly producedAt: string;
};
