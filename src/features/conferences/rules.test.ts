import { expect, test } from "vitest";
import { readRule } from "../../kernel/duties/testing.ts";
import { conferenceRules } from "./rules.ts";

// Read beside the rulebook: a number, a source or a counting basis that changes must be changed here too, on purpose.
test("the clocks of a conference are as the rulebook has them", () => {
  expect(conferenceRules.map(readRule)).toEqual([
    [
      "T27 Initial child protection conference (conferences)",
      "duty, guidance, WT2026 from 2010-04-01 to now",
      "15 workingDays, exclusive",
      "from s47.started unless notRequired is true",
      "to conference.held",
      "over with conference.notNeeded, referral.closed",
      "chair, IND",
      "Working Together to Safeguard Children 2026: within 15 working days of the strategy discussion at which the enquiry was started",
      "CIN InitialCPCtarget, DateOfInitialCPC",
      "Annex A list 5",
    ],
    [
      "T28 Transfer-in conference (conferences)",
      "duty, guidance, WT2026 from 2010-04-01 to now",
      "15 workingDays, exclusive",
      "from conference.transferNotified",
      "to conference.held",
      "over with referral.closed",
      "chair, IND",
      "Working Together to Safeguard Children 2026: within 15 working days of being told of the move",
      "CIN DateOfInitialCPC on the episode",
    ],
  ]);
});
