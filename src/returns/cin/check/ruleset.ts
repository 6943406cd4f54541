import { yearTitle } from "../../../kernel/codes/codeSet.ts";
import type { ChildRule, Part, ReturnRule, RuleText } from "./rule.ts";
import { acrossChildrenRules } from "./rules/acrossChildren.ts";
import { assessmentRules } from "./rules/assessment.ts";
import { closureRules } from "./rules/closure.ts";
import { factorRules } from "./rules/factors.ts";
import { identifierRules } from "./rules/identifiers.ts";
import { inNeedPlanRules } from "./rules/inNeedPlan.ts";
import { personRules } from "./rules/person.ts";
import { protectionPlanRules } from "./rules/protectionPlan.ts";
import { referralRules } from "./rules/referral.ts";
import { reviewRules } from "./rules/review.ts";
import { section47Rules } from "./rules/section47.ts";
import { returnRules } from "./rules/wholeReturn.ts";

/** Years with rules: 2022-23 to 2026-27. The rules of 2025-26 hold for 2026-27, whose new group has none published yet. */
export const FIRST_RULES = 2023;
export const LAST_RULES = 2027;

export const CHILD_RULES: readonly ChildRule[] = [
  ...identifierRules,
  ...personRules,
  ...referralRules,
  ...closureRules,
  ...needing("assessments", assessmentRules),
  ...needing("assessments", factorRules),
  ...needing("enquiries", section47Rules),
  ...needing("inNeedPlans", inNeedPlanRules),
  ...needing("protectionPlans", protectionPlanRules),
  ...needing("protectionPlans", reviewRules),
];

function needing(needs: Part, rules: readonly ChildRule[]): ChildRule[] {
  return rules.map((rule) => ({ ...rule, needs }));
}

export const RETURN_RULES: readonly ReturnRule[] = [...returnRules, ...acrossChildrenRules];

export type Ruleset = {
  /** The March the year ends in. */
  readonly year: number;
  /** `2025-26`. */
  readonly title: string;
  readonly childRules: readonly ChildRule[];
  readonly returnRules: readonly ReturnRule[];
};

/** The rules of one year's return; undefined for a year without. */
export function rulesetFor(year: number): Ruleset | undefined {
  if (year < FIRST_RULES || year > LAST_RULES) return undefined;
  const applies = (rule: RuleText): boolean => (rule.from ?? year) <= year && year <= (rule.to ?? year);
  return {
    year,
    title: yearTitle(year),
    childRules: CHILD_RULES.filter(applies),
    returnRules: RETURN_RULES.filter(applies),
  };
}

/** The year of a title such as `2025-26`; undefined when there are no such rules. */
export function yearOfTitle(title: string): number | undefined {
  for (let year = FIRST_RULES; year <= LAST_RULES; year += 1) if (yearTitle(year) === title) return year;
  return undefined;
}
