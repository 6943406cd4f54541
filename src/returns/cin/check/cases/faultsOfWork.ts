import { assessment, enquiry, inNeedPlan, protectionPlan } from "../../fixtures.ts";
import { after, now, plant, without, type Edit, type Planted } from "./fault.ts";

// Faults in the assessments, enquiries and plans of the child that has everything.

const died = (on: string): Edit => after("Sex", `<PersonDeathDate>${on}</PersonDeathDate>\n`);
/** The conference of the enquiry, not that of the episode. */
const HELD: Edit = without("DateOfInitialCPC");
const NOT_AUTHORISED: Edit = without("AssessmentAuthorisationDate");
const factor = (code: string): Edit => [
  "<AssessmentFactors>16A</AssessmentFactors>",
  `<AssessmentFactors>${code}</AssessmentFactors>`,
];

const A = "CINdetails/Assessments";
const FACTORS = `${A}/FactorsIdentifiedAtAssessment`;
const S = "CINdetails/Section47";
const N = "CINdetails/CINPlanDates";
const P = "CINdetails/ChildProtectionPlans";
const at = (group: string, nth: number, name: string): string => `CINdetails/${group}[${nth}]/${name}`;

export const WORK_FAULTS: readonly Planted[] = [
  plant("1103", `${A}/AssessmentActualStartDate`, now("AssessmentActualStartDate", "2024-04-30")),
  plant("8608", `${A}/AssessmentActualStartDate`, now("AssessmentActualStartDate", "2024-06-21")),
  plant("8614", `${A}/AssessmentAuthorisationDate`, NOT_AUTHORISED),
  plant("8670Q", `${A}/AssessmentActualStartDate`, NOT_AUTHORISED),
  plant("8696", `${A}/AssessmentAuthorisationDate`, now("AssessmentAuthorisationDate", "2025-04-01")),
  plant(
    "8736",
    `${A}/AssessmentActualStartDate`,
    NOT_AUTHORISED,
    now("AssessmentActualStartDate", "2024-03-31"),
  ),
  plant(
    "8863Q",
    at("Assessments", 2, "AssessmentActualStartDate"),
    after("Assessments", assessment("2024-06-20", "2024-07-31", ["16A"])),
  ),
  plant("8867", `${A}/AssessmentAuthorisationDate`, NOT_AUTHORISED),
  plant(
    "8896",
    at("Assessments", 1, "AssessmentActualStartDate"),
    NOT_AUTHORISED,
    after("Assessments", assessment("2024-07-22")),
  ),
  plant("8869", `${FACTORS}/AssessmentFactors[1]`, factor("21")),
  plant("8873Q", "CINdetails/ReasonForClosure", factor("21")),
  plant("8897Q", `${A}/AssessmentAuthorisationDate`, factor("ZZ"), now("AssessmentFactors", "ZY")),
  plant("8898", `${FACTORS}/AssessmentFactors[1]`, factor("3A")),
  plant("8945Q", `${FACTORS}/AssessmentFactors[2]`, factor("18A")),
  plant("8950Q", `${FACTORS}/AssessmentFactors[2]`, factor("19A")),

  plant("1104", `${S}/DateOfInitialCPC`, now("DateOfInitialCPC", "2024-04-30")),
  plant(
    "2884",
    "CINdetails/DateOfInitialCPC",
    after("ReasonForClosure", "<DateOfInitialCPC>2024-07-08</DateOfInitialCPC>\n"),
  ),
  plant("2889", `${S}/S47ActualStartDate`, now("S47ActualStartDate", "2024-04-30")),
  plant("8615", `${S}/S47ActualStartDate`, now("S47ActualStartDate", "2024-06-04")),
  plant("8675Q", `${S}/S47ActualStartDate`, HELD),
  plant("8715", `${S}/DateOfInitialCPC`, now("DateOfInitialCPC", "2025-04-01")),
  plant("8740", `${S}/S47ActualStartDate`, HELD, now("S47ActualStartDate", "2024-03-28")),
  plant(
    "8839",
    at("Section47", 1, "S47ActualStartDate"),
    HELD,
    after("Section47", enquiry("2025-02-03", null, "0")),
  ),
  plant("8868", `${S}/DateOfInitialCPC`, HELD),
  plant("8870Q", `${S}/InitialCPCtarget`, now("InitialCPCtarget", "2024-06-02")),
  plant("8875", `${S}/DateOfInitialCPC`, now("DateOfInitialCPC", "2024-06-01")),
  plant(
    "8890",
    at("Section47", 2, "S47ActualStartDate"),
    after("Section47", enquiry("2024-06-03", "2024-06-24")),
  ),

  plant("4000", "CINdetails/ReferralNFA", now("ReferralNFA", "1")),
  plant("4001", `${N}/CINPlanStartDate`, without("CINPlanEndDate"), without("CPPendDate")),
  plant(
    "4004",
    at("CINPlanDates", 1, "CINPlanStartDate"),
    without("CINPlanEndDate"),
    after("CINPlanDates", inNeedPlan("2025-01-06")),
  ),
  plant("4008", `${N}/CINPlanStartDate`, died("2024-12-01")),
  plant("4009Q", `${N}/CINPlanEndDate`, died("2025-02-27")),
  plant("4010", `${N}/CINPlanStartDate`, without("CINPlanStartDate")),
  plant("4011", `${N}/CINPlanEndDate`, now("CINPlanEndDate", "2024-12-01")),
  plant("4012Q", `${N}/CINPlanStartDate`, now("CINPlanEndDate", "2024-12-02")),
  plant("4013", `${N}/CINPlanEndDate`, now("CINPlanEndDate", "2025-04-01")),
  plant(
    "4014",
    at("CINPlanDates", 2, "CINPlanStartDate"),
    after("CINPlanDates", inNeedPlan("2025-02-28", "2025-03-14")),
  ),
  plant("4015", `${N}/CINPlanStartDate`, now("CINPlanStartDate", "2024-04-30")),
  plant("4016", `${N}/CINPlanStartDate`, now("CINPlanStartDate", "2024-12-01")),
  plant("4017", `${N}/CINPlanStartDate`, now("CINPlanStartDate", "2024-06-02")),

  plant("1105", `${P}/CPPstartDate`, now("CPPstartDate", "2024-04-30")),
  plant("2885", `${P}/CPPstartDate`, now("CPPstartDate", "2024-06-04")),
  plant("8720", `${P}/CPPstartDate`, now("CPPstartDate", "2025-04-01")),
  plant("8730", `${P}/NumberOfPreviousCPP`, without("NumberOfPreviousCPP")),
  plant("8840", `${P}/CPPstartDate`, now("CPPendDate", "2024-06-03")),
  plant("8905", `${P}/InitialCategoryOfAbuse`, now("InitialCategoryOfAbuse", "NEGL")),
  plant("8910", `${P}/LatestCategoryOfAbuse`, without("LatestCategoryOfAbuse")),
  plant("8915", `${P}/CPPstartDate`, died("2024-06-02")),
  plant("8920", `${P}/CPPendDate`, died("2024-12-01")),
  plant("8925", `${P}/CPPendDate`, now("CPPendDate", "2024-06-02")),
  plant("8930", `${P}/CPPendDate`, now("CPPendDate", "2024-03-31")),
  plant(
    "8935",
    at("ChildProtectionPlans", 1, "CPPstartDate"),
    without("CPPendDate"),
    after("ChildProtectionPlans", protectionPlan({ start: "2025-01-06" })),
  ),
  plant(
    "8940",
    at("ChildProtectionPlans", 2, "CPPstartDate"),
    after("ChildProtectionPlans", protectionPlan({ start: "2024-12-02", end: "2025-01-31" })),
  ),
  plant("4003", `${P}/Reviews/CPPreviewDate[1]`, now("CINPlanStartDate", "2024-08-30")),
  plant("8841", `${P}/Reviews/CPPreviewDate[1]`, now("CPPreviewDate", "2024-06-03")),
  plant("8842Q", `${P}/Reviews/CPPreviewDate`, without("CPPreviewDate"), without("CPPreviewDate")),
];
