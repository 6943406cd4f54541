import { expect, test } from "vitest";
import { readRule } from "../../kernel/duties/testing.ts";
import { contactRules } from "./rules.ts";

// Read beside the rulebook: a number, a source or a counting basis that changes must be changed here too, on purpose.
test("the front door's clocks are as the rulebook has them", () => {
  expect(contactRules.map(readRule)).toEqual([
    [
      "T01.1 Decide what to do about the contact (contacts)",
      "duty, guidance, WT2026 from 2010-04-01 to now",
      "1 workingDays, exclusive",
      "from contact.received",
      "to contact.decided, referral.received",
      "over with person.died",
      "told by contact.decided",
      "front door, L1",
      "Working Together to Safeguard Children 2026, referral decision within one working day",
      "Annex A list 1 date and source",
    ],
    [
      "T12 Manager reviews the pattern of contacts (contacts)",
      "flag, local, may be changed here, WT2026 from 2010-04-01 to now",
      "2 workingDays, exclusive",
      "from contact.received, if contactPattern contacts 3 months 6",
      "to assessment.started, referral.received, contact.decided",
      "over with nothing",
      "manager, L1",
      "Local policy: three or more contacts in six months without an assessment",
      "Annex A list 1",
    ],
  ]);
});
