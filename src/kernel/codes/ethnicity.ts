import type { CodeSet } from "./codeSet.ts";

/** The ethnicity codes of every children's return (CBDS N00177). */
export const ETHNICITY: CodeSet = {
  name: "ethnicity",
  codes: [
    { code: "WBRI", words: "White British" },
    { code: "WIRI", words: "White Irish" },
    { code: "WIRT", words: "Traveller of Irish heritage" },
    { code: "WOTH", words: "Any other white background" },
    { code: "WROM", words: "Gypsy or Roma" },
    { code: "MWBC", words: "White and Black Caribbean" },
    { code: "MWBA", words: "White and Black African" },
    { code: "MWAS", words: "White and Asian" },
    { code: "MOTH", words: "Any other mixed background" },
    { code: "AIND", words: "Indian" },
    { code: "APKN", words: "Pakistani" },
    { code: "ABAN", words: "Bangladeshi" },
    { code: "AOTH", words: "Any other Asian background" },
    { code: "BCRB", words: "Caribbean" },
    { code: "BAFR", words: "African" },
    { code: "BOTH", words: "Any other Black background" },
    { code: "CHNE", words: "Chinese" },
    { code: "OOTH", words: "Any other ethnic group" },
    { code: "REFU", words: "Refused" },
    { code: "NOBT", words: "Information not yet obtained" },
  ],
};
