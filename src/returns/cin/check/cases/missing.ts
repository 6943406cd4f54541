import { enquiry } from "../../fixtures.ts";
import { after, now, plant, without, type Planted } from "./fault.ts";

const E = "CINdetails";
const A = `${E}/Assessments`;
const S = `${E}/Section47`;
const N = `${E}/CINPlanDates`;
const P = `${E}/ChildProtectionPlans`;

/** Faults that name a value that is missing, or is not of its kind: the place is then where it belongs. */
export const MISSING: readonly Planted[] = [
  plant("4220", "ChildCharacteristics/Ethnicity", without("Ethnicity")),
  plant("8525Q", "ChildIdentifiers/PersonBirthDate", without("PersonBirthDate")),
  plant("8540", "ChildCharacteristics/Disabilities", [/<Disabilities>[\s\S]*<\/Disabilities>\n/, ""]),
  plant(
    "8750",
    "ChildIdentifiers/Sex",
    [
      /<PersonBirthDate>.*<\/PersonBirthDate>/,
      "<ExpectedPersonBirthDate>2025-05-14</ExpectedPersonBirthDate>",
    ],
    without("Sex"),
  ),
  plant("8770Q", "ChildIdentifiers/UPN", without("UPN")),
  plant(
    "8775Q",
    "ChildIdentifiers/PersonBirthDate",
    now("PersonBirthDate", "1999-05-14"),
    without("CINclosureDate"),
  ),
  plant(
    "8772",
    "ChildIdentifiers/UPNunknown",
    after("FormerUPN", "<UPNunknown>UN7</UPNunknown>\n"),
    without("ReferralNFA"),
  ),
  plant("8568", `${E}/ReferralNFA`, without("ReferralNFA")),
  plant("8600", `${E}/CINreferralDate`, without("CINreferralDate")),
  plant("8866", `${E}/ReferralSource`, without("ReferralSource")),
  plant("8585Q", `${E}/ReasonForClosure`, now("ReasonForClosure", "RC2"), [
    "</Sex>\n",
    "</Sex>\n<PersonDeathDate>unknown</PersonDeathDate>\n",
  ]),
  plant("8832", `${E}/ReferralNFA`, now("ReferralNFA", "true"), without("CPPstartDate")),
  plant("4000", `${E}/ReferralNFA`, now("ReferralNFA", "true"), without("CINPlanStartDate")),
  plant("2990", `${E}/ReasonForClosure`, now("ReasonForClosure", "RC9"), without("S47ActualStartDate")),
  plant("2990", `${E}/ReasonForClosure`, now("ReasonForClosure", "RC9"), without("CPPstartDate")),
  plant("2990", `${E}/ReasonForClosure`, now("ReasonForClosure", "RC9"), without("CINPlanStartDate")),
  plant(
    "2991Q",
    `${E}/Assessments`,
    [/<Assessments>[\s\S]*<\/Assessments>\n/, ""],
    without("S47ActualStartDate"),
  ),
  plant(
    "8736",
    `${A}/AssessmentActualStartDate`,
    without("AssessmentActualStartDate"),
    without("AssessmentAuthorisationDate"),
  ),
  plant("8873Q", `${E}/ReasonForClosure`, now("AssessmentFactors", "21"), without("ReasonForClosure")),
  plant("8897Q", `${A}/AssessmentAuthorisationDate`, [
    /<FactorsIdentifiedAtAssessment>[\s\S]*<\/FactorsIdentifiedAtAssessment>\n/,
    "",
  ]),
  plant("8615", `${S}/S47ActualStartDate`, without("S47ActualStartDate")),
  plant("8868", `${S}/DateOfInitialCPC`, without("DateOfInitialCPC"), without("ICPCnotRequired")),
  plant(
    "8890",
    `${E}/Section47[2]/S47ActualStartDate`,
    without("DateOfInitialCPC"),
    after("Section47", enquiry("2024-06-03", "2024-06-24")),
  ),
  plant(
    "4001",
    `${N}/CINPlanStartDate`,
    without("CINPlanStartDate"),
    without("CINPlanEndDate"),
    without("CPPendDate"),
  ),
  plant(
    "4001",
    `${N}/CINPlanStartDate`,
    without("CPPstartDate"),
    without("CINPlanEndDate"),
    without("CPPendDate"),
  ),
  plant("8720", `${P}/CPPstartDate`, without("CPPstartDate")),
  plant("8905", `${P}/InitialCategoryOfAbuse`, without("InitialCategoryOfAbuse")),
  plant("8842Q", `${P}/Reviews/CPPreviewDate`, without("CPPreviewDate"), now("CPPreviewDate", "December")),
];
