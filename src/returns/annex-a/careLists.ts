import { CHILD, columnsFrom, DISABLED, HOLDER, type AnnexList } from "./columns.ts";

/** Lists 7 to 11: protection, care, leaving care and adoption. */
export const CARE_LISTS: readonly AnnexList[] = [
  {
    number: 7,
    title: "Child protection",
    sheetNames: ["cp", "cpp", "child protection plans", "children subject to a child protection plan"],
    columns: [
      ...CHILD,
      ...DISABLED,
      ...HOLDER,
      ...columnsFrom(`
    started date: Child Protection Plan Start Date | CP Plan Start Date | CPP Start Date | Plan Start Date | Start Date of Child Protection Plan
    initial code: Initial Category of Abuse | Initial Category | Initial Abuse Category
    latest code: Latest Category of Abuse | Latest Category | Current Category of Abuse | Latest Abuse Category
    visited date: Date of the Last Statutory Visit | Last Statutory Visit | Last Statutory Visit Date | Date of Last Visit | Date of Latest Statutory Visit
    alone flag: Was the Child Seen Alone? | Child Seen Alone | Seen Alone
    reviewed date: Date of latest review conference | Latest Review Conference | Latest Review Conference Date | Date of Last Review Conference | Date of latest RCPC
    ended date: Child Protection Plan End Date | CP Plan End Date | CPP End Date | Plan End Date | End Date of Child Protection Plan
    emergency flag: Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N) | EPO or Police Protection in Last Six Months | EPO or PPO in last 6 months | Subject to EPO or Police Powers in Last Six Months
    previous count: Number of Previous Child Protection Plans | Number of Previous CP Plans | Number of Previous CPPs | Previous Child Protection Plans
    `),
    ],
  },
  {
    number: 8,
    title: "Children in care",
    sheetNames: ["cla", "lac", "looked after children", "children looked after", "cic"],
    columns: [
      ...CHILD,
      ...DISABLED,
      ...HOLDER,
      ...columnsFrom(`
    asylum flag: Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N) | UASC | UASC within the Last 12 Months | UASC in last 12 months | Unaccompanied Asylum Seeking Child
    started date: Date Started to be Looked After | Date Became Looked After | Date Entered Care | LAC Start Date | CLA Start Date | Start Date of Being Looked After | Looked After Start Date
    need code: Child's Category of Need | Category of Need | Category of Need Code | Childs Need Code
    again flag: Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N) | Second or subsequent period of being looked after in the last 12 months | Second or Subsequent Period
    legalFrom date: Start date of current legal status | Legal Status Start Date | Current Legal Status Start Date | Start date of legal status
    legal code: Child's Legal Status | Legal Status | Current Legal Status | Legal Status Code
    reviewed date: Date of Latest Statutory Review | Latest Statutory Review | Date of Last Review | Date of Last Statutory Review | Latest Review Date | Last LAC Review
    visited date: Date of Last Social Work Visit | Last Social Work Visit | Date of Last Visit | Last Visit Date | Last Statutory Visit | Date of Latest Social Work Visit
    permanence text: What is the permanence plan for this child? | Permanence Plan | Permanence Plan for this child | Care Plan
    officer date: Date of Last IRO Visit / Contact to the Child | Date of Last IRO Visit | Last IRO Visit | Date of Last IRO Contact | Date of last IRO visit or contact | Last IRO Contact
    health date: Date of Last Health Assessment | Last Health Assessment | Health Assessment Date | Date of Latest Health Assessment
    dental date: Date of Last Dental Check | Last Dental Check | Dental Check Date | Date of Last Dental | Date of Latest Dental Check
    placements count: Number of Placements in the Last 12 months | Placements in Last 12 Months | No of Placements in the Last 12 months
    ceased date: Date Ceased to be Looked After | Date Left Care | LAC End Date | CLA End Date | Looked After End Date
    ceasedReason text: Reason Ceased to be Looked After | Reason Left Care | Ceased Reason
    placedFrom date: Start Date of Most Recent Placement | Placement Start Date | Most Recent Placement Start Date | Start Date of Current Placement
    placement code: Placement Type | Placement Type Code | Type of Placement
    provider code: Placement Provider | Provider | Placement Provider Code
    postcode text: Placement postcode | Postcode of Placement
    urn text: URN of Placement | Placement URN | URN | Ofsted URN
    location text: Placement Location | Location of Placement
    authority text: LA of Placement | Placement LA | Local Authority of Placement
    missing count: Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months | Number of Missing Episodes in the last 12 months | Missing Episodes in last 12 months | Number of Missing Episodes | Number of Episodes of the Child has been Missing from their Placement in the last 12 months
    absent count: Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months | Number of Absent Episodes in the last 12 months | Absent Episodes in last 12 months | Number of Absent Episodes
    offered flag: Was the child offered a Return Interview after their last missing episode (Y/N)? | Return Interview Offered | Offered Return Interview | Was child offered a return home interview
    accepted flag: Did the child accept a Return Interview after their last missing episode (Y/N)? | Return Interview Accepted | Accepted Return Interview | Did child accept a return home interview
    `),
    ],
  },
  {
    number: 9,
    title: "Care leavers",
    sheetNames: ["care leaver", "leaving care", "leavers"],
    columns: [
      ...CHILD,
      ...DISABLED,
      ...HOLDER,
      ...columnsFrom(`
    asylum flag?: Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N) | UASC | UASC or formerly UASC | Unaccompanied Asylum Seeking Child or formerly UASC if 18 or over | Unaccompanied Asylum Seeking Child
    adviser text?: Allocated Personal Advisor | Allocated Personal Adviser | Personal Adviser | Personal Advisor | Allocated PA
    eligibility text: Eligibility Category | Eligibility | Care Leaver Eligibility | Eligibility Status
    pathway date?: Latest Pathway Plan Review Date | Pathway Plan Review Date | Latest Pathway Plan Review | Date of Latest Pathway Plan Review
    inTouch code: LA in Touch | In Touch | LA in Touch with Young Person | Is the LA in touch
    contacted date?: Latest Date of Contact | Date of Latest Contact | Latest Contact Date | Last Contact Date
    accommodation code: Type of Accommodation | Accommodation | Accommodation Type
    suitable text: Suitability of Accommodation | Accommodation Suitability | Suitable Accommodation | Is Accommodation Suitable
    activity code: Activity Status | Activity | Current Activity
    `),
    ],
  },
  {
    number: 10,
    title: "Adoption",
    sheetNames: ["adoptions", "children adopted", "children for adoption"],
    columns: [
      ...CHILD,
      ...DISABLED,
      ...columnsFrom(`
    family text: Family identifier | Family ID | Family Unique Identifier | Adoptive Family Identifier
    entered date: Date the Child Entered Care | Date Entered Care | Date Child Entered Care
    decided date: Date of Decision that Child Should be Placed for Adoption | Decision that Child Should be Placed for Adoption | ADM Decision Date | SHOBPA Date | Date of SHOBPA Decision
    placementOrder date: Date of Placement Order | Placement Order Date | Placement Order
    matched date: Date of Matching Child and Prospective Adopters | Date Matched | Matching Date | Date of Match
    placed date: Date Placed for Adoption | Date Child Placed for Adoption | Placed for Adoption Date
    order date: Date of Adoption Order | Adoption Order Date | Adoption Order
    reversed date: Date of Decision that Child Should No Longer be Placed for Adoption | Date Decision Reversed | Decision Reversed Date | Date of Reversal Decision
    reversedReason text: Reason Why Child No Longer Placed for Adoption | Reason Decision Reversed | Reversal Reason
    fostered date: Date the child was placed for fostering in FFA or concurrent planning placement | Date Placed FFA | FFA Date | Date Placed for FFA or Concurrent Planning
    `),
    ],
  },
  {
    number: 11,
    title: "Adopters",
    sheetNames: ["adopter", "prospective adopters"],
    columns: [
      ...columnsFrom(`
    id text: Individual adopter identifier | Adopter ID | Adopter Identifier | Individual adopter ID
    family text: Family identifier | Family ID
    fostering flag: Is the (prospective) adopter fostering for adoption? | Is the prospective adopter fostering for adoption
    enquiry date: Date enquiry received | Enquiry Date
    stageOne date: Date Stage 1 started | Stage 1 started
    stageOneEnd date: Date Stage 1 ended | Stage 1 ended
    stageTwo date: Date Stage 2 started | Stage 2 started
    stageTwoEnd date: Date Stage 2 ended | Stage 2 ended
    application date: Date application submitted | Application submitted
    approved date: Date application approved | Application approved
    left date: Date of leaving adoption process | Leaving adoption process
    `),
    ],
  },
];
