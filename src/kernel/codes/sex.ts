import type { CodeSet } from "./codeSet.ts";

/** Sex as the children in need census has it from 2024-25 (CBDS N00783). U: unborn, or not known. */
export const SEX: CodeSet = {
  name: "sex",
  codes: [
    { code: "M", words: "Male" },
    { code: "F", words: "Female" },
    { code: "U", words: "Unborn or not known" },
  ],
};

/** Gender as the census had it until 2023-24. */
export const GENDER: CodeSet = {
  name: "gender",
  codes: [
    { code: "1", words: "Male" },
    { code: "2", words: "Female" },
    { code: "0", words: "Not known, or unborn" },
    { code: "9", words: "Not specified" },
  ],
};
