import type { Code, CodeSet } from "./codeSet.ts";

/**
 * Code sets of the smaller files of the looked-after children return (SSDA903): reviews, health, adoption, missing, leaving care, workers.
 * Source: DfE's yearly guides to the return. A code whose words are not published where we have looked stands for itself.
 */
const list = (name: string, words: { readonly [code: string]: string }): CodeSet => ({
  name,
  codes: Object.entries(words).map(([code, meaning]) => ({ code, words: meaning })),
});

/** REVIEW_CODE: how the child took part. */
export const PARTICIPATION = list("participation in the review", {
  PN0: "Under 4",
  PN1: "Attended and spoke",
  PN2: "Attended and an advocate spoke",
  PN3: "Attended and conveyed views without words",
  PN4: "Attended but did not convey views",
  PN5: "Did not attend but briefed an advocate",
  PN6: "Did not attend but sent views",
  PN7: "Did not attend or send views",
});

export const SDQ_REASON = list("reason for no SDQ score", {
  SDQ1: "Under 4 or over 17",
  SDQ2: "The carer refused",
  SDQ3: "Not possible because of disability",
  SDQ4: "Other",
  SDQ5: "The child or young person refused",
});

export const MISSING_KIND = list("kind of absence", { M: "Missing", A: "Away without authorisation" });

export const PREVIOUS_PERMANENCE_KIND = list("earlier permanence arrangement", {
  P1: "Adoption",
  P2: "Special guardianship",
  P3: "Residence or child arrangements order",
  P4: "Not known",
  Z1: "None",
});

export const ADOPTERS_SEX = list("sex of adopters", {
  M1: "One man",
  F1: "One woman",
  MM: "Two men",
  FF: "Two women",
  MF: "A man and a woman",
});

export const ADOPTERS_STATUS = list("legal status of adopters", {
  L0: "Single",
  L11: "Married, different sexes",
  L12: "Married, same sex",
  L2: "Civil partners",
  L3: "Unmarried couple, different sexes",
  L4: "Unmarried couple, same sex",
});

/** REASON_PLACED_CEASED: why it was decided that the child should not be placed for adoption after all. */
export const REVERSAL_REASON = list("reason the adoption decision was reversed", {
  RD1: "The child's needs changed",
  RD2: "The court made no placement order",
  RD3: "No adopters could be found",
  RD4: "Other",
});

export const IN_TOUCH = list("in touch", {
  YES: "In touch",
  NO: "Not in touch",
  DIED: "Died",
  REFU: "Refuses contact",
  NREQ: "No longer requires services",
  RHOM: "Returned home",
});

export const ACTIVITY = list("main activity", {
  "0": "None given",
  F1: "Higher education, full time",
  P1: "Higher education, part time",
  F2: "Other education, full time",
  P2: "Other education, part time",
  F4: "Apprenticeship, full time",
  P4: "Apprenticeship, part time",
  F5: "Training or work, full time",
  P5: "Training or work, part time",
  G4: "None, because of illness or disability",
  G5: "None, for other reasons",
  G6: "None, because of pregnancy or parenting",
});

const HOMES: readonly (readonly [letter: string, words: string])[] = [
  ["B", "With parents or relatives"],
  ["C", "Community home or other residential care"],
  ["D", "Semi-independent or transitional"],
  ["E", "Supported lodgings"],
  ["G", "Gone abroad"],
  ["H", "Deported"],
  ["K", "Ordinary lodgings"],
  ["R", "Not known"],
  ["S", "No fixed abode"],
  ["T", "Foyer"],
  ["U", "Independent living"],
  ["V", "Emergency accommodation"],
  ["W", "Bed and breakfast"],
  ["X", "Custody"],
  ["Y", "Other"],
  ["Z", "With former foster carers"],
];

const suitability = (letter: string, words: string): readonly Code[] => [
  { code: `${letter}1`, words: `${words}: suitable` },
  { code: `${letter}2`, words: `${words}: unsuitable` },
];

export const ACCOMMODATION: CodeSet = {
  name: "accommodation",
  codes: [
    { code: "0", words: "None given" },
    ...HOMES.flatMap(([letter, words]) => suitability(letter, words)),
  ],
};

/** SW_REASON: why the social worker changed. */
export const WORKER_CHANGE_REASON = list("reason for change of social worker", {
  MANAGE: "MANAGE",
  FCONTA: "FCONTA",
  LEFTRL: "The worker left the role",
  ORGRST: "Reorganisation",
  TSPROC: "TSPROC",
  ABSENC: "Absence",
  CHCHAN: "The child asked",
  PCCHAN: "A parent or carer asked",
  SWDIED: "The worker died",
  OTHERS: "Other",
});
