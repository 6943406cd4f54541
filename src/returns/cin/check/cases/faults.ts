import { episode } from "../../fixtures.ts";
import { after, now, plant, without, type Edit, type Planted } from "./fault.ts";
import { WORK_FAULTS } from "./faultsOfWork.ts";

const NO_ASSESSMENTS: Edit = [/<Assessments>[\s\S]*<\/Assessments>\n/, ""];
const died = (on: string): Edit => after("Sex", `<PersonDeathDate>${on}</PersonDeathDate>\n`);
const unborn = (on: string): Edit => [
  /<PersonBirthDate>.*<\/PersonBirthDate>/,
  `<ExpectedPersonBirthDate>${on}</ExpectedPersonBirthDate>`,
];
const noUpn = (reason: string): readonly Edit[] => [
  without("UPN"),
  after("FormerUPN", `<UPNunknown>${reason}</UPNunknown>\n`),
];
const another = (given: Parameters<typeof episode>[0]): Edit => after("CINdetails", episode(given));
const NFA: Edit = now("ReferralNFA", "true");

/** For each rule on a child, a fault that only this rule must find, or that it must find among others. */
export const FAULTS: readonly Planted[] = [
  plant("1510", "ChildIdentifiers/UPN", now("UPN", "D202130000001")),
  plant("1530", "ChildIdentifiers/UPN", now("UPN", "C999130000001")),
  plant("1540", "ChildIdentifiers/UPN", now("UPN", "C20213X000001")),
  plant("1550", "ChildIdentifiers/UPN", now("UPN", "C20213000000S")),
  plant("1560Q", "ChildIdentifiers/FormerUPN", now("FormerUPN", "C20213000000")),
  plant("1570", "ChildIdentifiers/LAchildID", now("LAchildID", "EVERYTHING12345678901")),
  plant("1580", "ChildIdentifiers/LAchildID", now("LAchildID", "EVERY-THING")),
  plant("8500", "ChildIdentifiers/LAchildID", without("LAchildID")),
  plant("8770Q", "ChildIdentifiers/UPN", ...noUpn("UN1")),
  plant("8772", "ChildIdentifiers/UPNunknown", ...noUpn("UN7")),

  plant("4180", "ChildIdentifiers/Sex", without("Sex")),
  plant("4220", "ChildCharacteristics/Ethnicity", now("Ethnicity", "WXYZ")),
  plant("8520", "ChildIdentifiers/PersonBirthDate", now("PersonBirthDate", "2025-05-14")),
  plant(
    "8525Q",
    "ChildIdentifiers/PersonBirthDate",
    after("PersonBirthDate", "<ExpectedPersonBirthDate>2025-04-01</ExpectedPersonBirthDate>\n"),
  ),
  plant("8530Q", "ChildIdentifiers/ExpectedPersonBirthDate", unborn("2026-01-01"), now("Sex", "U")),
  plant("8535Q", "ChildIdentifiers/PersonDeathDate", died("2012-05-13")),
  plant("8540", "ChildCharacteristics/Disabilities/Disability[1]", now("Disability", "MOBILE")),
  plant("8545Q", "ChildIdentifiers/PersonDeathDate", died("2024-03-31")),
  plant("8590", "CINdetails", [/<CINdetails>[\s\S]*<\/CINdetails>\n/, ""]),
  plant("8750", "ChildIdentifiers/Sex", unborn("2025-05-14")),
  plant("8775Q", "ChildIdentifiers/PersonBirthDate", now("PersonBirthDate", "1999-05-14")),
  plant("8790", "ChildCharacteristics/Disabilities/Disability[1]", now("Disability", "NONE")),
  plant("8794", "ChildCharacteristics/Disabilities/Disability[1]", now("Disability", "CON")),

  plant("8555Q", "CINdetails/CINreferralDate", died("2024-04-30")),
  plant("8568", "CINdetails/ReferralNFA", now("ReferralNFA", "perhaps")),
  plant("8569Q", "CINdetails/ReferralNFA", NFA, now("CINreferralDate", "2024-03-27")),
  plant("8600", "CINdetails/CINreferralDate", now("CINreferralDate", "2026-05-01")),
  plant("8606", "CINdetails/CINreferralDate", now("PersonBirthDate", "2025-02-06")),
  plant("8610", "CINdetails/PrimaryNeedCode", without("PrimaryNeedCode")),
  plant("8650", "CINdetails/PrimaryNeedCode", now("PrimaryNeedCode", "N99")),
  plant(
    "8815",
    "CINdetails[1]/CINreferralDate",
    without("CINclosureDate"),
    without("ReasonForClosure"),
    another({ referral: "2025-03-03" }),
  ),
  plant(
    "8816",
    "CINdetails[1]/CINreferralDate",
    without("CINclosureDate"),
    without("ReasonForClosure"),
    another({ referral: "2025-03-03" }),
  ),
  plant("8820", "CINdetails[2]/CINreferralDate", another({ referral: "2025-02-27" })),
  plant("8831", "CINdetails/ReferralNFA", NFA),
  plant("8832", "CINdetails/ReferralNFA", NFA),
  plant("8866", "CINdetails/ReferralSource", now("ReferralSource", "66")),

  plant("2990", "CINdetails/ReasonForClosure", now("ReasonForClosure", "RC8")),
  plant("2991Q", "CINdetails/Assessments", NO_ASSESSMENTS),
  plant("8565", "CINdetails/CINclosureDate", now("CINclosureDate", "2025-02-27")),
  plant("8585Q", "CINdetails/ReasonForClosure", now("ReasonForClosure", "RC2")),
  plant("8620", "CINdetails/CINclosureDate", now("CINclosureDate", "2025-04-28")),
  plant("8630", "CINdetails/CINclosureDate", now("CINclosureDate", "2024-04-30")),
  plant("8640", "CINdetails/ReasonForClosure", now("ReasonForClosure", "RC77")),
  plant("8805", "CINdetails/CINclosureDate", without("ReasonForClosure")),
  plant("8810", "CINdetails/ReasonForClosure", without("CINclosureDate")),
  plant("8825Q", "CINdetails/ReasonForClosure", now("ReasonForClosure", "RC9"), NO_ASSESSMENTS),

  ...WORK_FAULTS,
];
