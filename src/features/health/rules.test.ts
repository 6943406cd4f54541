import { expect, test } from "vitest";
import { readRule } from "../../kernel/duties/testing.ts";
import { healthRules } from "./rules.ts";

// Read beside the rulebook: a number, a source or a counting basis that changes must be changed here too, on purpose.
test("the clocks of health are as the rulebook has them", () => {
  expect(healthRules.map(readRule)).toEqual([
    [
      "T66 First health assessment (health)",
      "duty, statutory, CARE2010 from 2010-04-01 to now",
      "20 workingDays, exclusive",
      "from care.started",
      "to health.assessed",
      "over with care.ended, person.turned18",
      "health, L1",
      "Care Planning, Placement and Case Review (England) Regulations 2010, reg 7: in time for the first review",
      "Annex A list 8 last health assessment",
    ],
    [
      "T67.1 Review health assessment, under five (health)",
      "duty, statutory, CARE2010 from 2010-04-01 to now",
      "6 months, exclusive",
      "from health.assessed during looked-after, aged 0 to under 5",
      "to health.assessed",
      "over with care.ended, person.turned18",
      "health, L1",
      "Care Planning, Placement and Case Review (England) Regulations 2010, reg 7: every six months under five",
      "SSDA903 OC2 HEALTH_ASSESSMENT",
      "Annex A list 8",
    ],
    [
      "T67.2 Review health assessment (health)",
      "duty, statutory, CARE2010 from 2010-04-01 to now",
      "12 months, exclusive",
      "from health.assessed during looked-after, aged 5 to under any",
      "to health.assessed",
      "over with care.ended, person.turned18",
      "health, L1",
      "Care Planning, Placement and Case Review (England) Regulations 2010, reg 7: every twelve months from five",
      "SSDA903 OC2 HEALTH_ASSESSMENT",
      "Annex A list 8",
    ],
    [
      "T67.3 Dental check (health)",
      "duty, statutory, CARE2010 from 2010-04-01 to now",
      "12 months, exclusive",
      "from care.started, dental.checked during looked-after",
      "to dental.checked",
      "over with care.ended, person.turned18",
      "health, L1",
      "Care Planning, Placement and Case Review (England) Regulations 2010, reg 7 and statutory guidance: yearly",
      "SSDA903 OC2 TEETH_CHECK",
      "Annex A list 8",
    ],
    [
      "T68 Strengths and difficulties questionnaire (health)",
      "duty, guidance, DFE from 2010-04-01 to now",
      "12 months, exclusive",
      "from care.started, sdq.scored during looked-after, aged 4 to under 17",
      "to sdq.scored",
      "over with care.ended, person.turned18",
      "health, L1",
      "SSDA903 guide: yearly for ages 4 to 16",
      "SSDA903 OC2 SDQ_SCORE",
      "SSD sdq_scores",
    ],
  ]);
});
