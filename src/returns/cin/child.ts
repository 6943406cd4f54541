import type { IsoDate } from "../../kernel/dates.ts";
import type { XmlNode } from "../../platform/files/xml.ts";

/** A value the file has, trimmed and never empty, with the element it stands in (and so its line and path). */
export type Said = { readonly said: string; readonly node: XmlNode };
/** `on` is null when what is said is not a day. */
export type SaidDate = Said & { readonly on: IsoDate | null };
/** `yes` is null when what is said is neither yes nor no. */
export type SaidFlag = Said & { readonly yes: boolean | null };
/** `count` is null when what is said is not a whole number from 0. */
export type SaidCount = Said & { readonly count: number | null };

/** One `Child` of the census. A value that is missing or empty in the file is undefined. */
export type CinChild = {
  readonly node: XmlNode;
  identifiers: XmlNode;
  characteristics: XmlNode;
  localId?: Said;
  upn?: Said;
  formerUpn?: Said;
  upnUnknown?: Said;
  born?: SaidDate;
  expected?: SaidDate;
  /** `Sex` from 2024-25, `GenderCurrent` before; whichever the file has. */
  sex?: Said;
  gender?: Said;
  died?: SaidDate;
  ethnicity?: Said;
  readonly disabilities: Said[];
  readonly episodes: Episode[];
};

/** One episode of need: `CINdetails`. */
export type Episode = {
  readonly node: XmlNode;
  referral?: SaidDate;
  source?: Said;
  need?: Said;
  closure?: SaidDate;
  closeReason?: Said;
  conference?: SaidDate;
  nfa?: SaidFlag;
  readonly assessments: Assessment[];
  readonly inNeedPlans: InNeedPlan[];
  readonly enquiries: Enquiry[];
  readonly protectionPlans: ProtectionPlan[];
  readonly preProceedings: PreProceedings[];
};

export type Assessment = {
  readonly node: XmlNode;
  start?: SaidDate;
  review?: SaidDate;
  authorised?: SaidDate;
  readonly factors: Said[];
};

export type InNeedPlan = { readonly node: XmlNode; start?: SaidDate; end?: SaidDate };

/** One section 47 enquiry. */
export type Enquiry = {
  readonly node: XmlNode;
  start?: SaidDate;
  target?: SaidDate;
  conference?: SaidDate;
  notRequired?: SaidFlag;
};

export type ProtectionPlan = {
  readonly node: XmlNode;
  start?: SaidDate;
  end?: SaidDate;
  initialCategory?: Said;
  latestCategory?: Said;
  previous?: SaidCount;
  /** Each `Reviews` group with the dates in it; a date element that is empty is not among them. */
  readonly reviews: ReviewGroup[];
};

export type ReviewGroup = { readonly node: XmlNode; readonly dates: SaidDate[] };

export type PreProceedings = {
  readonly node: XmlNode;
  start?: SaidDate;
  letter?: SaidDate;
  offered?: Said;
  held?: Said;
  firstMeeting?: SaidDate;
  reviewMeetings?: SaidCount;
  decided?: SaidDate;
  outcome?: Said;
  application?: SaidDate;
  initialLetter?: SaidDate;
};
