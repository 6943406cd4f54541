import { expect, test } from "vitest";
import { readRule } from "../../kernel/duties/testing.ts";
import { leavingCareRules } from "./rules.ts";

// Read beside the rulebook: a number, a source or a counting basis that changes must be changed here too, on purpose.
test("the clocks of leaving care are as the rulebook has them", () => {
  expect(leavingCareRules.map(readRule)).toEqual([
    [
      "T75 Pathway needs assessment (leaving-care)",
      "duty, statutory, CARE2010 from 2010-04-01 to now",
      "3 months, exclusive",
      "from leaving.becameEligible",
      "to pathway.assessed, pathway.reviewed",
      "over with person.turned18",
      "personal adviser, L1",
      "Care Planning, Placement and Case Review (England) Regulations 2010, regs 42 and 43: within three months of turning 16 or becoming eligible",
      "Annex A list 9",
    ],
    [
      "T76 Review the pathway plan (leaving-care)",
      "duty, statutory, CARE2010 from 2010-04-01 to now",
      "6 months, exclusive",
      "from pathway.assessed, pathway.reviewed",
      "to pathway.reviewed",
      "over with person.turned25",
      "personal adviser, L1",
      "Care Leavers (England) Regulations 2010, reg 7: at least every six months",
      "Annex A list 9 latest pathway plan review",
      "SSD care_leavers",
    ],
    [
      "T77 Be in touch with the care leaver (leaving-care)",
      "duty, local, may be changed here, WT2026 from 2010-04-01 to now",
      "8 weeks, exclusive",
      "from leaving.contact, leaving.eligible",
      "to leaving.contact",
      "over with person.turned25",
      "personal adviser, L0",
      "Care Leavers (England) Regulations 2010, visits every two months; alert at 8 weeks is local policy",
      "Annex A list 9 latest contact",
      "SSDA903 OC3 IN_TOUCH",
    ],
  ]);
});
