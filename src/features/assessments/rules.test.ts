import { expect, test } from "vitest";
import { readRule } from "../../kernel/duties/testing.ts";
import { assessmentRules } from "./rules.ts";

// Read beside the rulebook: a number, a source or a counting basis that changes must be changed here too, on purpose.
test("the clocks of an assessment are as the rulebook has them", () => {
  expect(assessmentRules.map(readRule)).toEqual([
    [
      "T20 Finish the assessment (from referral) (assessments)",
      "duty, guidance, WT2026 from 2010-04-01 to now",
      "45 workingDays, exclusive",
      "from referral.received unless nfa is true",
      "to assessment.authorised",
      "over with referral.closed",
      "worker, L1",
      "Working Together to Safeguard Children 2026: no longer than 45 working days from the point of referral",
      "CIN AssessmentActualStartDate, AssessmentAuthorisationDate",
      "Annex A list 4",
    ],
    [
      "T21 Finish the assessment (from its start) (assessments)",
      "duty, guidance, DFE from 2010-04-01 to now",
      "45 workingDays, exclusive",
      "from assessment.started",
      "to its own assessment.authorised",
      "over with referral.closed",
      "worker, L1",
      "DfE children in need statistics: duration from assessment start",
      "CIN query 8670Q",
    ],
    [
      "T22 Internal review point of the assessment (assessments)",
      "duty, local, may be changed here, WT2026 from 2010-04-01 to now",
      "10 workingDays, exclusive",
      "from assessment.started",
      "to its own assessment.reviewSet, assessment.authorised",
      "over with referral.closed",
      "manager, L1",
      "Local policy: review point set by the manager, 10 working days unless set otherwise",
      "CIN AssessmentInternalReviewDate",
    ],
    [
      "T23.1 See the child for the assessment (assessments)",
      "duty, local, may be changed here, WT2026 from 2010-04-01 to now",
      "5 workingDays, exclusive",
      "from assessment.started not during section47",
      "to assessment.childSeen, visit.made unless seen is false",
      "over with referral.closed, assessment.authorised",
      "worker, L0",
      "Local policy: seen within 5 working days",
      "Annex A list 4, child seen",
    ],
    [
      "T23.2 See the child: section 47 enquiry (assessments)",
      "duty, local, may be changed here, WT2026 from 2010-04-01 to now",
      "24 hours, exclusive",
      "from s47.started",
      "to assessment.childSeen, visit.made unless seen is false",
      "over with referral.closed",
      "worker, L0",
      "Local policy: seen within 24 hours in a section 47 enquiry",
      "Annex A list 5",
    ],
  ]);
});
