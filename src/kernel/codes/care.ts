import type { Code, CodeSet } from "./codeSet.ts";

/**
 * Code sets of the looked-after children return (SSDA903): the child's legal status, placement and moves. A year is the March it ends in.
 * Source: DfE's yearly guides to the return, 2016-17 to 2026-27. Those of its other files are in careOutcomes.ts.
 */
const list = (name: string, words: { readonly [code: string]: string }): CodeSet => ({
  name,
  codes: Object.entries(words).map(([code, meaning]) => ({ code, words: meaning })),
});

/** RNE. */
export const NEW_EPISODE_REASON = list("reason for new episode", {
  S: "Started to be looked after",
  L: "Change of legal status only",
  P: "Change of placement and carer only",
  T: "Change of placement, same carer",
  B: "Change of legal status, placement and carer",
  U: "Change of legal status and placement, same carer",
});

/** LS. */
export const LEGAL_STATUS = list("legal status", {
  C1: "Interim care order",
  C2: "Full care order",
  D1: "Freeing order",
  E1: "Placement order",
  J1: "Remanded to local authority or youth detention accommodation",
  J2: "Detained under PACE in local authority accommodation",
  J3: "Sentenced to a youth rehabilitation order with a residence requirement",
  L1: "Police protection",
  L2: "Emergency protection order",
  L3: "Child assessment order",
  V2: "Accommodated under section 20",
  V3: "Short breaks, each recorded",
  V4: "Short breaks, recorded as one agreement",
});

/** The statuses of short breaks (LS V3 and V4), which do not make a child looked after for the statistics. */
export const SHORT_BREAK: readonly string[] = ["V3", "V4"];

/** CIN: why the child came to be looked after. */
export const CARE_NEED = list("category of need", {
  N1: "Abuse or neglect",
  N2: "The child's disability",
  N3: "A parent's disability or illness",
  N4: "Family in acute stress",
  N5: "Family dysfunction",
  N6: "Socially unacceptable behaviour",
  N7: "Low income",
  N8: "Absent parenting",
});

/** PLACE. Where DfE's own words for the codes of 2025-26 are not published where we have looked, they say only that. */
const PLACES: readonly Code[] = [
  { code: "A3", words: "For adoption, with consent, with the current foster carer" },
  { code: "A4", words: "For adoption, with consent, not with the current foster carer" },
  { code: "A5", words: "For adoption, under a placement order, with the current foster carer" },
  { code: "A6", words: "For adoption, under a placement order, not with the current foster carer" },
  { code: "H5", words: "Semi-independent living", to: 2024 },
  { code: "K1", words: "Secure children's home" },
  { code: "K2", words: "Children's home" },
  { code: "K3", words: "Supported accommodation", from: 2025 },
  { code: "P1", words: "With parents or another person with parental responsibility" },
  { code: "P2", words: "Independent living", to: 2024 },
  { code: "P3", words: "Residential employment" },
  { code: "R1", words: "Residential care home" },
  { code: "R2", words: "Medical or nursing care establishment" },
  { code: "R3", words: "Family centre or mother and baby unit" },
  { code: "R5", words: "Young offender institution" },
  { code: "S1", words: "Residential school" },
  { code: "T0", words: "Temporary move" },
  { code: "T1", words: "Temporary: in hospital" },
  { code: "T2", words: "Temporary: on holiday" },
  { code: "T3", words: "Temporary: while the usual foster carer is on holiday" },
  { code: "T4", words: "Temporary: seven days or fewer, another reason" },
  { code: "U1", words: "Foster care with a relative or friend, long term" },
  { code: "U2", words: "Foster care with a relative or friend who may adopt" },
  { code: "U3", words: "Foster care with a relative or friend, not long term" },
  { code: "U4", words: "Foster care, long term" },
  { code: "U5", words: "Foster care with a carer who may adopt" },
  { code: "U6", words: "Foster care, not long term" },
  { code: "Z1", words: "Other placement", to: 2025 },
  // Z1 became four from 2025-26. What sets the four apart is not in any published rule we have, so the code is shown and nothing is made up.
  ...["Z11", "Z12", "Z13", "Z14"].map((code) => ({ code, words: `Other placement (${code})`, from: 2026 })),
];

export const PLACEMENT_TYPE: CodeSet = { name: "placement type", codes: PLACES };

export const PLACEMENT_PROVIDER = list("placement provider", {
  PR0: "Parents or another person with parental responsibility",
  PR1: "The authority itself",
  PR2: "Another authority",
  PR3: "Another public body",
  PR4: "Private",
  PR5: "Voluntary or third sector",
});

/** REC: X1 when another episode follows; anything else ends the period of care. */
export const EPISODE_END_REASON = list("reason episode ceased", {
  X1: "Another episode begins",
  E2: "Died",
  E3: "Care taken over by another authority",
  E4A: "Returned home as planned",
  E4B: "Returned home, not as planned",
  E5: "Independent living with support",
  E6: "Independent living without support",
  E7: "Residential care funded by adult social care",
  E8: "Any other reason",
  E9: "Sentenced to custody",
  E11: "Adopted, unopposed",
  E12: "Adopted, consent dispensed with",
  E13: "Living with parents, relatives or another person without parental responsibility",
  E14: "Accommodation on remand ended",
  E15: "Found to be 18 or over by an age assessment",
  E16: "Moved abroad",
  E17: "Reached 18 and stayed with the current carers",
  E41: "Child arrangements order",
  E45: "Special guardianship, former foster carer who is a relative or friend",
  E46: "Special guardianship, former foster carer who is not",
  E47: "Special guardianship, another carer who is a relative or friend",
  E48: "Special guardianship, another carer who is not",
});

export const PLACEMENT_CHANGE_REASON = list("reason for placement change", {
  ALLEG: "Allegation (section 47)",
  APPRR: "Approval removed",
  CARPL: "The care plan",
  CHILD: "The child asked",
  CLOSE: "Provision closed or carer resigned",
  CREQB: "The carer asked, because of the child's behaviour",
  CREQO: "The carer asked, for another reason",
  CUSTOD: "Custody",
  LAREQ: "An authority asked",
  OTHER: "Other",
  PLACE: "Only the status of the placement changed",
  STAND: "Standards of care",
});
