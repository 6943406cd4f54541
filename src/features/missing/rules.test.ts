import { expect, test } from "vitest";
import { readRule } from "../../kernel/duties/testing.ts";
import { missingRules } from "./rules.ts";

// Read beside the rulebook: a number, a source or a counting basis that changes must be changed here too, on purpose.
test("the clocks of a child who was missing are as the rulebook has them", () => {
  expect(missingRules.map(readRule)).toEqual([
    [
      "T74.1 Offer a return interview (missing)",
      "duty, guidance, WT2026 from 2010-04-01 to now",
      "72 hours, exclusive",
      "from missing.ended",
      "to its own returnInterview.offered",
      "over with person.turned18",
      "return interviewer, L1",
      "Statutory guidance on children who run away or go missing: within 72 hours of return",
      "Annex A list 8 return interview",
      "SSD missing rhi_offered",
    ],
    [
      "T74.2 Strategy meeting: missing three times in 90 days (missing)",
      "flag, local, may be changed here, WT2026 from 2010-04-01 to now",
      "1 workingDays, exclusive",
      "from missing.started, if missingPattern times 3 days 90",
      "to strategy.held",
      "over with person.turned18",
      "manager, L1",
      "Local policy: third episode in 90 days",
      "SSDA903 missing",
    ],
  ]);
});
