import { expect, test } from "vitest";
import { readRule } from "../../kernel/duties/testing.ts";
import { allocationRules } from "./rules.ts";

// Read beside the rulebook: a number, a source or a counting basis that changes must be changed here too, on purpose.
test("the clocks of who holds the child are as the rulebook has them", () => {
  expect(allocationRules.map(readRule)).toEqual([
    [
      "T81 Name the next worker (allocation)",
      "duty, local, may be changed here, WT2026 from 2010-04-01 to now",
      "0 days, exclusive",
      "from worker.ended, if stillOpen",
      "to worker.allocated",
      "over with referral.closed, care.ended, person.turned18",
      "manager, L1",
      "Local policy: a named replacement the same day",
      "SSDA903 social worker episodes SW_DECOM, SW_DEC",
      "SSD involvements",
    ],
  ]);
});
