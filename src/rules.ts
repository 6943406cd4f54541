import { allocationGuards } from "./features/allocation/guards.ts";
import { allocationRules } from "./features/allocation/rules.ts";
import { assessmentRules } from "./features/assessments/rules.ts";
import { conferenceRules } from "./features/conferences/rules.ts";
import { contactGuards } from "./features/contacts/guards.ts";
import { contactRules } from "./features/contacts/rules.ts";
import { healthRules } from "./features/health/rules.ts";
import { leavingCareRules } from "./features/leaving-care/rules.ts";
import { careGuards } from "./features/looked-after/guards.ts";
import { careRules } from "./features/looked-after/rules.ts";
import { missingGuards } from "./features/missing/guards.ts";
import { missingRules } from "./features/missing/rules.ts";
import { planGuards } from "./features/plans/guards.ts";
import { planRules } from "./features/plans/rules.ts";
import { referralGuards } from "./features/referrals/guards.ts";
import { referralRules } from "./features/referrals/rules.ts";
import { section47Rules } from "./features/section-47/rules.ts";
import type { Rule } from "./kernel/duties/rule.ts";
import type { Guards } from "./kernel/duties/run.ts";

/** Every rule shipped, in the order of the rulebook. Local changes are rows in the database, laid over these. */
export const RULES: readonly Rule[] = [
  ...contactRules,
  ...referralRules,
  ...assessmentRules,
  ...section47Rules,
  ...conferenceRules,
  ...planRules,
  ...careRules,
  ...healthRules,
  ...missingRules,
  ...leavingCareRules,
  ...allocationRules,
];

export const GUARDS: Guards = {
  ...contactGuards,
  ...referralGuards,
  ...planGuards,
  ...careGuards,
  ...missingGuards,
  ...allocationGuards,
};
