import { expect, test } from "vitest";
import { readRule } from "../../kernel/duties/testing.ts";
import { referralRules } from "./rules.ts";

// Read beside the rulebook: a number, a source or a counting basis that changes must be changed here too, on purpose.
test("the clocks of a referral are as the rulebook has them", () => {
  expect(referralRules.map(readRule)).toEqual([
    [
      "T01.2 Decide the response to the referral (referrals)",
      "duty, guidance, WT2026 from 2010-04-01 to now",
      "1 workingDays, exclusive",
      "from referral.received",
      "to referral.decided, assessment.started, strategy.held, s47.started",
      "over with referral.closed",
      "told by referral.decided",
      "front door, L1",
      "Working Together to Safeguard Children 2026, decision on a referral within one working day",
      "CIN CINreferralDate, ReferralSource, ReferralNFA",
      "Annex A list 3",
    ],
    [
      "T11 Read why the case was closed before: referred again within 12 months (referrals)",
      "flag, guidance, WT2026 from 2010-04-01 to now",
      "1 workingDays, exclusive",
      "from referral.received, if referredBefore months 12",
      "to assessment.started, s47.started, referral.decided",
      "over with referral.closed",
      "manager, L1",
      "DfE re-referral measure, 12 months",
      "CIN CINreferralDate",
      "Annex A list 3",
    ],
  ]);
});
