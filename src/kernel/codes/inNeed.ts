import type { CodeSet } from "./codeSet.ts";

/** Code sets of the children in need census: referral, need, closure and abuse. Source: DfE's census specifications, 2020-21 on. */

export const REFERRAL_SOURCE: CodeSet = {
  name: "referral source",
  codes: [
    { code: "1A", words: "Family member, relative or carer" },
    { code: "1B", words: "Acquaintance" },
    { code: "1C", words: "The child" },
    { code: "1D", words: "Another individual" },
    { code: "2A", words: "School" },
    { code: "2B", words: "Education service" },
    { code: "3A", words: "GP" },
    { code: "3B", words: "Health visitor" },
    { code: "3C", words: "School nurse" },
    { code: "3D", words: "Other primary health service" },
    { code: "3E", words: "Accident and emergency" },
    { code: "3F", words: "Other health service" },
    { code: "4", words: "Housing" },
    { code: "5A", words: "Social care within the authority" },
    { code: "5B", words: "Another service within the authority" },
    { code: "5C", words: "Another authority" },
    { code: "5D", words: "Early help", from: 2023 },
    { code: "6", words: "Police" },
    { code: "7", words: "Other legal agency" },
    { code: "8", words: "Other" },
    { code: "9", words: "Anonymous" },
    { code: "10", words: "Not known" },
  ],
};

export const PRIMARY_NEED: CodeSet = {
  name: "primary need",
  codes: [
    { code: "N1", words: "Abuse or neglect", to: 2025 },
    { code: "N1", words: "Abuse, neglect or exploitation", from: 2026 },
    { code: "N2", words: "The child's disability" },
    { code: "N3", words: "A parent's disability or illness" },
    { code: "N4", words: "Family in acute stress" },
    { code: "N5", words: "Family dysfunction" },
    { code: "N6", words: "Socially unacceptable behaviour" },
    { code: "N7", words: "Low income" },
    { code: "N8", words: "Absent parenting" },
    { code: "N9", words: "Not a child in need" },
    { code: "N0", words: "Not stated" },
  ],
};

export const CLOSURE_REASON: CodeSet = {
  name: "closure reason",
  codes: [
    { code: "RC1", words: "Adopted" },
    { code: "RC2", words: "Died" },
    { code: "RC3", words: "Child arrangements order" },
    { code: "RC4", words: "Special guardianship order" },
    { code: "RC5", words: "Moved to another authority" },
    { code: "RC6", words: "Moved to adult services" },
    { code: "RC7", words: "Any other reason" },
    { code: "RC8", words: "Closed after assessment, no further action" },
    { code: "RC9", words: "Closed after assessment, referred to early help", from: 2023 },
  ],
};

export const ABUSE_CATEGORY: CodeSet = {
  name: "category of abuse",
  codes: [
    { code: "NEG", words: "Neglect" },
    { code: "PHY", words: "Physical abuse" },
    { code: "SAB", words: "Sexual abuse" },
    { code: "EMO", words: "Emotional abuse" },
    { code: "MUL", words: "More than one category" },
  ],
};

export const DISABILITY: CodeSet = {
  name: "disability",
  codes: [
    { code: "NONE", words: "No disability" },
    { code: "MOB", words: "Mobility" },
    { code: "HAND", words: "Hand function" },
    { code: "PC", words: "Personal care" },
    { code: "INC", words: "Incontinence" },
    { code: "COMM", words: "Communication" },
    { code: "LD", words: "Learning" },
    { code: "HEAR", words: "Hearing" },
    { code: "VIS", words: "Vision" },
    { code: "BEH", words: "Behaviour" },
    { code: "CON", words: "Consciousness" },
    { code: "AUT", words: "Autism or Asperger syndrome" },
    { code: "DDA", words: "Another disability under the Equality Act" },
  ],
};

export const UPN_UNKNOWN: CodeSet = {
  name: "reason for no UPN",
  codes: [
    { code: "UN1", words: "No UPN yet, usually because not of school age" },
    { code: "UN2", words: "Never attended a maintained school in England" },
    { code: "UN3", words: "Educated outside England" },
    { code: "UN4", words: "Newly in care and the UPN not yet known" },
    { code: "UN5", words: "Sources collating the UPN disagree" },
    { code: "UN6", words: "Referral closed or child moved before the UPN was known" },
    { code: "UN7", words: "Referral with no further action", from: 2014 },
  ],
};
