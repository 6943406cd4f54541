import * as care from "../kernel/codes/care.ts";
import * as outcomes from "../kernel/codes/careOutcomes.ts";
import type { CodeSet } from "../kernel/codes/codeSet.ts";
import * as ethnic from "../kernel/codes/ethnicity.ts";
import { ASSESSMENT_FACTOR } from "../kernel/codes/factors.ts";
import * as need from "../kernel/codes/inNeed.ts";
import type { Choices } from "./values.ts";

/**
 * The codes of every year, each with its own words and the names that lists and extracts give instead of it. An older list may hold a code
 * no longer in use, so years are not looked at here.
 */
function choices(set: CodeSet, names: { readonly [code: string]: readonly string[] } = {}): Choices {
  return Object.fromEntries(set.codes.map(({ code, words }) => [code, [words, ...(names[code] ?? [])]]));
}

export const SEX: Choices = {
  M: ["male", "boy", "1"],
  F: ["female", "girl", "2"],
  U: [
    "unknown",
    "unborn",
    "not stated",
    "not stated/recorded",
    "not recorded",
    "indeterminate",
    "neither",
    "0",
    "9",
  ],
};

export const ETHNICITY = choices(ethnic.ETHNICITY, {
  WBRI: ["white british", "british", "white - english/welsh/scottish/northern irish/british"],
  WIRI: ["white irish", "irish"],
  WIRT: ["traveller of irish heritage", "irish traveller"],
  WOTH: ["any other white background", "white other", "other white", "white - any other"],
  WROM: ["gypsy/roma", "gypsy", "roma", "gypsy roma"],
  MWBC: ["white and black caribbean", "mixed white and black caribbean"],
  MWBA: ["white and black african", "mixed white and black african"],
  MWAS: ["white and asian", "mixed white and asian"],
  MOTH: ["any other mixed background", "mixed other", "other mixed"],
  AIND: ["indian", "asian indian", "asian or asian british - indian"],
  APKN: ["pakistani", "asian pakistani", "asian or asian british - pakistani"],
  ABAN: ["bangladeshi", "asian bangladeshi", "asian or asian british - bangladeshi"],
  AOTH: ["any other asian background", "asian other", "other asian"],
  BCRB: ["caribbean", "black caribbean", "black or black british - caribbean"],
  BAFR: ["african", "black african", "black or black british - african"],
  BOTH: ["any other black background", "black other", "other black"],
  CHNE: ["chinese", "asian chinese"],
  OOTH: ["any other ethnic group", "other ethnic group", "other"],
  REFU: ["refused", "declined"],
  NOBT: ["information not yet obtained", "not obtained"],
});

export const REFERRAL_SOURCE = choices(need.REFERRAL_SOURCE, {
  "1A": ["individual - family member/relative/carer", "family member", "family"],
  "1B": ["individual", "individual - acquaintance", "acquaintance", "neighbour"],
  "1C": ["individual - self", "self"],
  "1D": ["individual - other", "other individual"],
  "2A": ["schools", "school"],
  "2B": ["education services", "education"],
  "3A": ["gp"],
  "3B": ["health visitor"],
  "3C": ["school nurse"],
  "3D": ["other primary health services", "health services"],
  "3E": ["a&e", "accident and emergency"],
  "3F": ["other health services", "health"],
  "4": ["housing"],
  "5A": ["la services - social care", "social care"],
  "5B": ["la services - other internal"],
  "5C": ["la services - external"],
  "5D": ["early help"],
  "6": ["police"],
  "7": ["other legal agency", "courts", "court"],
  "8": ["other"],
  "9": ["anonymous"],
});

export const NEED = choices(need.PRIMARY_NEED, {
  N1: ["abuse or neglect", "abuse neglect or exploitation"],
  N2: ["childs disability or illness", "childs disability"],
  N3: ["parental disability or illness", "parental illness or disability"],
  N4: ["family in acute stress"],
  N5: ["family dysfunction"],
  N6: ["socially unacceptable behaviour"],
  N7: ["low income"],
  N8: ["absent parenting"],
  N9: ["cases other than children in need", "not a child in need"],
  N0: ["not stated"],
});

export const CLOSE_REASON = choices(need.CLOSURE_REASON, {
  RC1: ["adopted"],
  RC2: ["died"],
  RC3: ["child arrangements order", "residence order"],
  RC4: ["special guardianship order"],
  RC5: ["transferred to services of another la", "transferred to another la", "moved to another authority"],
  RC6: ["transferred to adult social services", "adult services"],
  RC7: ["services ceased for any other reason", "any other reason"],
  RC8: ["case closed after assessment, no further action", "closed after assessment nfa"],
  RC9: ["case closed after assessment, referred to early help"],
});

export const CATEGORY = choices(need.ABUSE_CATEGORY, {
  NEG: ["neglect"],
  PHY: ["physical abuse", "physical"],
  SAB: ["sexual abuse", "sexual"],
  EMO: ["emotional abuse", "emotional"],
  MUL: ["multiple", "multiple/not recommended", "multiple abuse"],
});

export const LEGAL_STATUS = choices(care.LEGAL_STATUS, {
  C1: ["ico", "interim care order"],
  C2: ["fco", "full care order", "care order"],
  E1: ["placement order", "placement order granted"],
  V2: ["section 20", "s20", "accommodated under section 20"],
});

export const PLACEMENT_TYPE = choices(care.PLACEMENT_TYPE);

export const PROVIDER = choices(care.PLACEMENT_PROVIDER, {
  PR0: ["parents", "parents or other person with parental responsibility"],
  PR1: ["own provision"],
  PR2: ["other la provision", "other local authority"],
  PR3: ["other public provision"],
  PR4: ["private provision", "private"],
  PR5: ["voluntary/third sector", "voluntary"],
});

export const REASON_CEASED = choices(care.EPISODE_END_REASON);
export const CHANGE_REASON = choices(care.PLACEMENT_CHANGE_REASON);

export const IN_TOUCH = choices(outcomes.IN_TOUCH, {
  YES: ["yes", "y"],
  NO: ["no", "n"],
  DIED: ["died after leaving care", "died"],
  REFU: ["refused", "young person refuses contact", "refuses contact"],
  NREQ: ["service no longer required", "no longer required"],
  RHOM: ["returned home"],
});

export const ACTIVITY = choices(outcomes.ACTIVITY);
export const ACCOMMODATION = choices(outcomes.ACCOMMODATION);

/** The kind of accommodation alone; the 1 (suitable) or 2 (not) that ends the code is told apart in some files. */
export const ACCOMMODATION_KIND: Choices = Object.fromEntries(
  outcomes.ACCOMMODATION.codes.map(({ code }) => [code.slice(0, 1), []]),
);

export const DISABILITY = choices(need.DISABILITY);
export const PARTICIPATION = choices(outcomes.PARTICIPATION);
export const FACTORS = choices(ASSESSMENT_FACTOR);
export const MISSING_KIND = choices(outcomes.MISSING_KIND, { M: ["missing"], A: ["absent", "away"] });
export const UPN_UNKNOWN = choices(need.UPN_UNKNOWN);
export const SDQ_REASON = choices(outcomes.SDQ_REASON);
export const WORKER_CHANGE = choices(outcomes.WORKER_CHANGE_REASON);
export const PREVIOUS_PERMANENCE = choices(outcomes.PREVIOUS_PERMANENCE_KIND);
