/**
 * What the census has its own code for when nobody has said: these are the department's words for "not known", so using one claims nothing. Writing it is always
 * noted. Source: DfE's census specifications, the code lists of `kernel/codes`.
 */
export const UNSAID = {
  Sex: { code: "U", words: "not known" },
  GenderCurrent: { code: "0", words: "not known" },
  Ethnicity: { code: "NOBT", words: "not yet obtained" },
  ReferralSource: { code: "10", words: "not known" },
} as const;

/**
 * Yes-or-no items that say a decision has been made: until one is recorded the answer is no. Source: CBDS N00112 (no further action), N00111 (conference not
 * required).
 */
export const UNDECIDED = {
  ReferralNFA: "no decision to take no further action",
  ICPCnotRequired: "no decision that a conference was not needed",
} as const;

/** How the census has spelt a child's sex: `GenderCurrent` to 2023-24, `Sex` since. Codes without a counterpart are not known in the other. */
export const SEX_OF_GENDER: ReadonlyMap<string, string> = new Map([
  ["1", "M"],
  ["2", "F"],
  ["0", "U"],
  ["9", "U"],
]);

export const GENDER_OF_SEX: ReadonlyMap<string, string> = new Map([
  ["M", "1"],
  ["F", "2"],
  ["U", "0"],
]);
