/** What a year stands for: a financial year to 31 March, a day in it, a day in autumn, the middle of a year, a month, a school year. */
export type When =
  | "year to March"
  | "31 March"
  | "30 September"
  | "mid-year"
  | "month"
  | "school year"
  | "year";

/**
 * How a measure's figures are read. `rate`: for each 10,000 children, by population. `count`: only a number. `percent`, and `each` (so many to one), from a numerator and a denominator
 * where they are printed.
 */
export type Unit = "rate" | "count" | "percent" | "each" | "score";

export type PublishedMeasure = {
  readonly id: string;
  /** Begins a sentence. */
  readonly name: string;
  readonly topic: string;
  readonly unit: Unit;
  readonly when: When;
  /** What is counted, and out of what: heads of a table. */
  readonly counted: string;
  readonly outOf: string;
  /** Which way is better, where the publisher says so. */
  readonly better: "higher" | "lower" | null;
  readonly publisher: string;
  readonly definition?: string;
  /** Other measures that hold the counts behind a printed percentage. */
  readonly counts?: { readonly numerator?: string; readonly denominator?: readonly string[] };
};

const DFE = "Department for Education";
type Short = Pick<PublishedMeasure, "id" | "name" | "unit" | "when" | "counted" | "outOf"> & {
  better?: "higher" | "lower";
};

const of = (topic: string, publisher: string, list: readonly Short[]): PublishedMeasure[] =>
  list.map((one) => ({ better: null, ...one, topic, publisher }));

const YEAR = "year to March";
const CHILDREN = "Children aged 0 to 17";

/** Measures of the tables that Kith reads by itself. Those of the interactive tool come with their own list. */
export const MEASURES: readonly PublishedMeasure[] = [
  ...of("Front door", DFE, [
    {
      id: "c1.referrals",
      name: "Referrals",
      unit: "rate",
      when: YEAR,
      counted: "Referrals",
      outOf: CHILDREN,
    },
    {
      id: "c1.rereferrals",
      name: "Re-referrals in 12 months",
      unit: "percent",
      when: YEAR,
      counted: "Re-referrals",
      outOf: "Referrals",
      better: "lower",
    },
    {
      id: "c1.no-further-action",
      name: "Referrals, no further action",
      unit: "percent",
      when: YEAR,
      counted: "No further action",
      outOf: "Referrals",
    },
    {
      id: "c1.not-in-need",
      name: "Assessed, not in need",
      unit: "percent",
      when: YEAR,
      counted: "Found not in need",
      outOf: "Referrals",
    },
    {
      id: "c6.referrals",
      name: "Referrals by month",
      unit: "count",
      when: "month",
      counted: "Referrals",
      outOf: "",
    },
  ]),
  ...of("Children in need", DFE, [
    {
      id: "b1.at-31-march",
      name: "Children in need",
      unit: "rate",
      when: "31 March",
      counted: "Children in need",
      outOf: CHILDREN,
    },
    {
      id: "b1.started",
      name: "Episodes of need started",
      unit: "rate",
      when: YEAR,
      counted: "Episodes started",
      outOf: CHILDREN,
    },
    {
      id: "b1.ended",
      name: "Episodes of need ended",
      unit: "rate",
      when: YEAR,
      counted: "Episodes ended",
      outOf: CHILDREN,
    },
    {
      id: "b7.started",
      name: "Child in need plans started",
      unit: "rate",
      when: YEAR,
      counted: "Plans started",
      outOf: CHILDREN,
    },
    {
      id: "b7.at-31-march",
      name: "Child in need plans",
      unit: "rate",
      when: "31 March",
      counted: "Plans",
      outOf: CHILDREN,
    },
  ]),
  ...of("Child protection", DFE, [
    {
      id: "c4.section-47",
      name: "Section 47 enquiries",
      unit: "rate",
      when: YEAR,
      counted: "Enquiries",
      outOf: CHILDREN,
    },
    {
      id: "c4.conferences",
      name: "Initial child protection conferences",
      unit: "rate",
      when: YEAR,
      counted: "Conferences",
      outOf: CHILDREN,
    },
    {
      id: "c4.conference-of-enquiries",
      name: "Conferences to 100 section 47 enquiries",
      unit: "percent",
      when: YEAR,
      counted: "Conferences",
      outOf: "Enquiries",
    },
    {
      id: "c4.in-15-days",
      name: "Conferences in 15 working days",
      unit: "percent",
      when: YEAR,
      counted: "In 15 working days",
      outOf: "Conferences",
      better: "higher",
    },
    {
      id: "d1.started",
      name: "Child protection plans started",
      unit: "rate",
      when: YEAR,
      counted: "Plans started",
      outOf: CHILDREN,
    },
    {
      id: "d1.ended",
      name: "Child protection plans ended",
      unit: "rate",
      when: YEAR,
      counted: "Plans ended",
      outOf: CHILDREN,
    },
    {
      id: "d1.at-31-march",
      name: "Child protection plans",
      unit: "rate",
      when: "31 March",
      counted: "Plans",
      outOf: CHILDREN,
    },
    {
      id: "d5.at-31-march",
      name: "Child protection plans at 31 March",
      unit: "rate",
      when: "31 March",
      counted: "Plans",
      outOf: CHILDREN,
    },
    {
      id: "d5.two-years",
      name: "Open plans of two years or more",
      unit: "percent",
      when: "31 March",
      counted: "Two years or more",
      outOf: "Open plans",
      better: "lower",
    },
    {
      id: "d6.in-time",
      name: "Reviews in time",
      unit: "percent",
      when: "31 March",
      counted: "Reviewed in time",
      outOf: "Open three months or more",
      better: "higher",
    },
    {
      id: "d7.two-years",
      name: "Ended plans of two years or more",
      unit: "percent",
      when: YEAR,
      counted: "Two years or more",
      outOf: "Plans ended",
      better: "lower",
    },
    {
      id: "d7.three-months",
      name: "Plans ended in three months",
      unit: "percent",
      when: YEAR,
      counted: "Three months or less",
      outOf: "Plans ended",
    },
  ]),
  ...of("Children in care", DFE, [
    {
      id: "cla.at-31-march",
      name: "Children looked after",
      unit: "rate",
      when: "31 March",
      counted: "Children",
      outOf: CHILDREN,
    },
    {
      id: "cla.started",
      name: "Started to be looked after",
      unit: "rate",
      when: YEAR,
      counted: "Children",
      outOf: CHILDREN,
    },
    {
      id: "cla.ceased",
      name: "Ceased to be looked after",
      unit: "rate",
      when: YEAR,
      counted: "Children",
      outOf: CHILDREN,
    },
    {
      id: "stability.three-placements",
      name: "Three or more placements in the year",
      unit: "percent",
      when: YEAR,
      counted: "Three or more placements",
      outOf: "Looked after",
      better: "lower",
    },
    {
      id: "stability.three-in-two-years",
      name: "Three or more placements in two years",
      unit: "percent",
      when: YEAR,
      counted: "Three or more placements",
      outOf: "Looked after two years",
      better: "lower",
    },
    {
      id: "stability.same-carer",
      name: "With the same carer for two years",
      unit: "percent",
      when: "31 March",
      counted: "Same carer two years",
      outOf: "Under 16, in care 2½ years",
      better: "higher",
    },
    {
      id: "social-workers.three",
      name: "Three or more social workers in the year",
      unit: "percent",
      when: YEAR,
      counted: "Three or more",
      outOf: "Looked after",
      better: "lower",
    },
    ...(["looked-after", "started", "ceased", "adopted", "asylum"] as const).map((id): Short => ({
      id: `cla-england.${id}`,
      name: {
        "looked-after": "Looked after in England",
        started: "Started, England",
        ceased: "Ceased, England",
        adopted: "Adopted, England",
        asylum: "Unaccompanied children seeking asylum, England",
      }[id],
      unit: "count",
      when: YEAR,
      counted: "Children",
      outOf: "",
    })),
  ]),
  ...of("Court", "Cafcass", [
    {
      id: "cafcass.care-applications",
      name: "Care applications",
      unit: "rate",
      when: YEAR,
      counted: "Applications",
      outOf: CHILDREN,
    },
    {
      id: "quoted.care_applications_per_10000",
      name: "Care applications, as quoted",
      unit: "rate",
      when: YEAR,
      counted: "Applications",
      outOf: CHILDREN,
    },
    {
      id: "quoted.care_applications",
      name: "Number of care applications, as quoted",
      unit: "count",
      when: YEAR,
      counted: "Applications",
      outOf: "",
    },
    {
      id: "quoted.children_in_care_applications",
      name: "Children in care applications, as quoted",
      unit: "count",
      when: YEAR,
      counted: "Children",
      outOf: "",
    },
    {
      id: "quoted.care_applications_by_month",
      name: "Care applications by month, as quoted",
      unit: "count",
      when: "month",
      counted: "Applications",
      outOf: "",
    },
  ]),
  ...of("Workforce", DFE, [
    {
      id: "workforce.vacancy",
      name: "Social worker vacancies",
      unit: "percent",
      when: "30 September",
      counted: "Vacancies (FTE)",
      outOf: "Vacancies and in post (FTE)",
      better: "lower",
    },
    {
      id: "workforce.agency",
      name: "Agency social workers",
      unit: "percent",
      when: "30 September",
      counted: "Agency (FTE)",
      outOf: "Agency and in post (FTE)",
      better: "lower",
    },
    {
      id: "workforce.turnover",
      name: "Social worker turnover",
      unit: "percent",
      when: "30 September",
      counted: "Leavers (FTE)",
      outOf: "In post (FTE)",
      better: "lower",
    },
    {
      id: "workforce.caseload",
      name: "Cases to each social worker who holds any",
      unit: "each",
      when: "30 September",
      counted: "Cases",
      outOf: "Case holders (FTE)",
      better: "lower",
    },
    {
      id: "workforce.absence",
      name: "Social worker absence",
      unit: "score",
      when: "30 September",
      counted: "Days lost",
      outOf: "",
      better: "lower",
    },
    {
      id: "workforce.agency-cover",
      name: "Vacancies covered by agency workers",
      unit: "score",
      when: "30 September",
      counted: "Agency covering (FTE)",
      outOf: "",
    },
  ]),
  ...of("Area", "Office for National Statistics", [
    {
      id: "population",
      name: "Children aged 0 to 17",
      unit: "count",
      when: "mid-year",
      counted: "Children",
      outOf: "",
    },
  ]),
  ...of("Area", "Ministry of Housing, Communities and Local Government", [
    {
      id: "imd.score",
      name: "Deprivation 2019, average score",
      unit: "score",
      when: "year",
      counted: "Score",
      outOf: "",
    },
    {
      id: "imd.most-deprived-tenth",
      name: "Deprivation 2019, share of neighbourhoods in the most deprived tenth",
      unit: "score",
      when: "year",
      counted: "Share",
      outOf: "",
    },
  ]),
];

const BY_ID = new Map(MEASURES.map((measure) => [measure.id, measure]));
export const knownMeasure = (id: string): PublishedMeasure | undefined => BY_ID.get(id);

/** The interactive tool's percentages whose counts are other measures of it. */
export const LAIT_COUNTS: { readonly [id: string]: NonNullable<PublishedMeasure["counts"]> } = {
  "lait.ReReferral": { denominator: ["lait.CPP_Total_NumRef"] },
  "lait.CIN_Refferals_NFA": { denominator: ["lait.CPP_Total_NumRef"] },
  "lait.Referrals_AssessedNotNeed": { denominator: ["lait.CPP_Total_NumRef"] },
  "lait.RefBySource_Schl_pct": { denominator: ["lait.CPP_Total_NumRef"] },
  "lait.RefBySource_HealthServ_pct": { denominator: ["lait.CPP_Total_NumRef"] },
  "lait.RefBySource_Police_pct": { denominator: ["lait.CPP_Total_NumRef"] },
  "lait.CP_conf_15days": { denominator: ["lait.10_ICPC", "lait.15_ICPC", "lait.20_ICPC", "lait.21_ICPC"] },
  "lait.RevCP": {
    numerator: "lait.CPP_Reviewed_InReqTimeScl",
    denominator: ["lait.CPP_31March_3MnthorMore"],
  },
  "lait.PrevRegCPR": { numerator: "lait.ReRegCPR", denominator: ["lait.CPP_Abuse"] },
  "lait.CPPlans2yrsActive": { denominator: ["lait.CPP_Num"] },
  "lait.CPPlans2yrs": { denominator: ["lait.CPRDuration"] },
  "lait.LACStable_2016on": { numerator: "lait.LACStableNum_2016on", denominator: ["lait.LACnum"] },
  "lait.LACDistance": { denominator: ["lait.LACnum"] },
  "lait.Stability_SocialWorker": { denominator: ["lait.LACnum"] },
  "lait.Unacc_Asylmn_Seek_Childn_pct": {
    numerator: "lait.Unacc_Asylmn_Seek_Childn",
    denominator: ["lait.LACnum"],
  },
  "lait.LAC_ceased_SGO_pct": { numerator: "lait.LAC_ceased_SGO", denominator: ["lait.LACceased"] },
  "lait.pct_of_LAC_Adopted": { numerator: "lait.No_of_LAC_Adopted", denominator: ["lait.LACceased"] },
  "lait.CareLeaverAcc": { numerator: "lait.NoCareLeaverAcc", denominator: ["lait.NoCareLeavers"] },
  "lait.CareLeaverEET": { numerator: "lait.CareLeaverEETNum", denominator: ["lait.NoCareLeavers"] },
  "lait.LAC_19_HE": { numerator: "lait.LAC_19_HE_Num", denominator: ["lait.NoCareLeavers"] },
  "lait.CareLeaversNEET": { denominator: ["lait.NoCareLeavers"] },
  "lait.CareLeavers_LA_NotInTouch": { denominator: ["lait.NoCareLeavers"] },
};

/** A measure of the interactive tool by an id that can stand in an address: `%_of LAC Adopted` is `lait.pct_of_LAC_Adopted`. */
export const laitId = (short: string): string =>
  `lait.${short
    .trim()
    .replaceAll("%", "_pct_")
    .replaceAll(/[^A-Za-z0-9_]+/g, "_")
    .replaceAll(/_+/g, "_")
    .replaceAll(/^_|_$/g, "")}`;
