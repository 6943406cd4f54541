import { CHILD, columnsFrom, DISABLED, HOLDER, type AnnexList } from "./columns.ts";

/** Lists 1 to 6: from the front door to children in need. */
export const HELP_LISTS: readonly AnnexList[] = [
  {
    number: 1,
    title: "Contacts",
    sheetNames: ["contact"],
    columns: [
      ...CHILD,
      ...columnsFrom(`
    contacted date: Date of Contact | Contact Date | Date Contact Received | Contact Start Date | Contact Received Date
    source code: Contact Source | Source of Contact | Contact Source Code
    `),
    ],
  },
  {
    number: 2,
    title: "Early help assessments",
    sheetNames: ["early help", "early help assessment", "eha", "common assessments"],
    columns: [
      ...CHILD,
      ...columnsFrom(`
    started date: Assessment start date | Early Help Assessment Start Date | EHA Start Date | CAF Start Date
    completed date: Assessment completion date | Early Help Assessment Completion Date | Assessment Completed Date | EHA Completion Date | Assessment end date
    organisation text: Organisation completing assessment | Organisation | Organization completing assessment | Agency completing assessment | Completed by Organisation
    `),
    ],
  },
  {
    number: 3,
    title: "Referrals",
    sheetNames: ["referral"],
    columns: [
      ...CHILD,
      ...HOLDER,
      ...columnsFrom(`
    referred date: Date of referral | Referral Date | Date Referral Received | Referral Start Date | Referral Received Date
    source code: Referral Source | Source of Referral | Referral Source Code
    nfa flag: Referral NFA? | Referral No Further Action | NFA | Referral NFA Flag | Is Referral NFA
    referrals count: Number of Referrals in Last 12 Months | Number of Referrals in the Last 12 Months | Referrals in Last 12 Months | No of Referrals in Last 12 Months
    `),
    ],
  },
  {
    number: 4,
    title: "Assessments",
    sheetNames: [
      "assessment",
      "continuous assessments",
      "social care assessments",
      "child and family assessments",
    ],
    columns: [
      ...CHILD,
      ...DISABLED,
      ...HOLDER,
      ...columnsFrom(`
    started date: Continuous Assessment Start Date | Assessment Start Date | Single Assessment Start Date | Child and Family Assessment Start Date | C&F Assessment Start Date
    seen text: Child Seen During Continuous Assessment | Child Seen During Assessment | Child Seen | Was the Child Seen During Continuous Assessment | Date Child Seen During Continuous Assessment | Date Child Seen
    authorised date: Continuous Assessment Date of Authorisation | Assessment Authorisation Date | Date of Authorisation | Continuous Assessment Authorisation Date | Date of Authorization | Assessment Authorised Date | Single Assessment Authorisation Date
    outcome text: Was the child assessed as requiring LA children's social care support? | Requires LA Childrens Social Care Support | Child assessed as requiring childrens social care support | Assessed as requiring LA support | Assessment Outcome
    `),
    ],
  },
  {
    number: 5,
    title: "Section 47 enquiries and initial conferences",
    sheetNames: [
      "section 47",
      "section 47s",
      "s47",
      "s47s",
      "section 47 enquiries",
      "s47 and icpc",
      "section 47 and icpc",
      "icpc",
    ],
    columns: [
      ...CHILD,
      ...DISABLED,
      ...HOLDER,
      ...columnsFrom(`
    started date: Strategy discussion initiating Section 47 Enquiry Start Date | Section 47 Start Date | S47 Start Date | Section 47 Enquiry Start Date | Strategy Discussion Date | Date of Strategy Discussion | Strategy discussion initiating S47 Enquiry Start Date | Strategy discussion initiating Section 47 Enquiry
    unnecessary flag: Was an Initial Child Protection Conference deemed unnecessary? | ICPC Deemed Unnecessary | Was an ICPC deemed unnecessary | ICPC not required | Initial Child Protection Conference Deemed Unnecessary
    conference date: Date of Initial Child Protection Conference | Date of ICPC | ICPC Date | Initial Child Protection Conference Date | Initial Child Protection Conference
    planMade flag: Did the Initial Child Protection Conference Result in a Child Protection Plan | Did the ICPC result in a Child Protection Plan | ICPC Resulted in CP Plan | Did the ICPC result in a CPP | Did ICPC result in CP Plan
    enquiries count: Number of Section 47 Enquiries in the last 12 months | Number of S47s in the last 12 months | Number of S47 Enquiries in the last 12 months | Section 47 Enquiries in last 12 months
    conferences count: Number of ICPCs in the last 12 months | Number of Initial Child Protection Conferences in the last 12 months | ICPCs in last 12 months
    `),
    ],
  },
  {
    number: 6,
    title: "Children in need",
    sheetNames: ["cin", "child in need", "children in need cin"],
    columns: [
      ...CHILD,
      ...DISABLED,
      ...HOLDER,
      ...columnsFrom(`
    started date: CIN Start Date | Child in Need Start Date | Start Date of CIN | CIN Episode Start Date | Date CIN Started
    need code: Primary Need Code | Primary Need | CIN Primary Need Code | Need Code
    seen date: Date Child Was Last Seen | Child Last Seen | Last Seen | Last Seen Date | Date Last Seen | Date of Last Visit
    closed date: CIN Closure Date | Closure Date | Date of Closure | CIN End Date | Date CIN Closed | CIN Close Date | Child in Need Closure Date
    reason code: Reason for Closure | Closure Reason | CIN Closure Reason | Reason for CIN Closure
    status text: Case Status | Status | Current Case Status
    `),
    ],
  },
];
