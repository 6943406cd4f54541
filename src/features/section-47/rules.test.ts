import { expect, test } from "vitest";
import { readRule } from "../../kernel/duties/testing.ts";
import { section47Rules } from "./rules.ts";

// Read beside the rulebook: a number, a source or a counting basis that changes must be changed here too, on purpose.
test("the clocks of a section 47 enquiry are as the rulebook has them", () => {
  expect(section47Rules.map(readRule)).toEqual([
    [
      "T25 Section 47 enquiry starts on the day of the strategy discussion (section-47)",
      "flag, guidance, WT2026 from 2010-04-01 to now",
      "0 days, exclusive",
      "from s47.started",
      "to its own strategy.held",
      "over with nothing",
      "manager, L1",
      "Working Together to Safeguard Children 2026: the enquiry starts with the strategy discussion",
      "CIN S47ActualStartDate",
      "Annex A list 5",
    ],
    [
      "T26 Finish the section 47 enquiry (section-47)",
      "duty, local, may be changed here, WT2026 from 2010-04-01 to now",
      "12 workingDays, exclusive",
      "from s47.started",
      "to s47.ended, conference.notNeeded, conference.held",
      "over with referral.closed",
      "worker, L1",
      "Local policy: 12 working days, so that reports are ready for conference",
      "CIN ICPCnotRequired",
      "Annex A list 5",
    ],
  ]);
});
