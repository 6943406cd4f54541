/** How one measure stands in a row of a table. */
export type MeasureColumns = {
  readonly id: string;
  /** The figure itself; left out where only its counts are printed, and it is worked out when it is read. */
  readonly value?: string;
  readonly numerator?: readonly string[];
  /** Added together where there are several. */
  readonly denominator?: readonly string[];
  /** The rows that are this measure's, where a table has several in one column. */
  readonly only?: { readonly [column: string]: string };
};

/** One of the Department's tables in its tidy form: a row for a year and an area. */
export type DfeTable = {
  readonly kind: string;
  readonly title: string;
  readonly publisher: string;
  /** Columns by which it is told from every other. */
  readonly needs: readonly string[];
  readonly measures: readonly MeasureColumns[];
  /** Months in columns, from April of the year before. */
  readonly months?: string;
  /** For percentages out of another row of the same area and year. */
  readonly total?: {
    readonly column: string;
    readonly is: string;
    readonly count: string;
    readonly within: string;
  };
};

const DFE = "Department for Education";
const count = (id: string, column: string): MeasureColumns => ({ id, numerator: [column] });
const rate = (id: string, value: string, column: string): MeasureColumns => ({
  id,
  value,
  numerator: [column],
});
const share = (id: string, value: string, numerator: string, denominator: string): MeasureColumns => ({
  id,
  value,
  numerator: [numerator],
  denominator: [denominator],
});

const WITHIN = ["Duration_0-10_days", "Duration_11-15_days"];

export const DFE_TABLES: readonly DfeTable[] = [
  {
    kind: "cin-c1",
    title: "Referrals and re-referrals (C1)",
    publisher: DFE,
    needs: ["referral_count", "rereferral_count"],
    measures: [
      count("c1.referrals", "referral_count"),
      share("c1.rereferrals", "rereferral_percent", "rereferral_count", "referral_count"),
      share("c1.no-further-action", "no_further_action_percent", "no_further_action_count", "referral_count"),
      share("c1.not-in-need", "not_in_need_percent", "not_in_need_count", "referral_count"),
    ],
  },
  {
    kind: "cin-b1",
    title: "Children in need (B1)",
    publisher: DFE,
    needs: ["At31_episodes", "Started_episodes", "Ended_episodes"],
    measures: [
      count("b1.at-31-march", "At31_episodes"),
      count("b1.started", "Started_episodes"),
      count("b1.ended", "Ended_episodes"),
    ],
  },
  {
    kind: "cin-b7",
    title: "Child in need plans (B7)",
    publisher: DFE,
    needs: ["CINPlan_start", "CINPlan_At31"],
    measures: [
      rate("b7.started", "CINPlan_start_rate", "CINPlan_start"),
      rate("b7.at-31-march", "CINPlan_At31_rate", "CINPlan_At31"),
    ],
  },
  {
    kind: "cin-c4",
    title: "Section 47 enquiries and conferences (C4)",
    publisher: DFE,
    needs: ["Section47", "ICPC", ...WITHIN],
    measures: [
      rate("c4.section-47", "Section47_rate", "Section47"),
      rate("c4.conferences", "ICPC_rate", "ICPC"),
      { id: "c4.conference-of-enquiries", numerator: ["ICPC"], denominator: ["Section47"] },
      {
        id: "c4.in-15-days",
        numerator: WITHIN,
        denominator: [...WITHIN, "Duration_16-20_days", "Duration_21+_days"],
      },
    ],
  },
  {
    kind: "cin-c6",
    title: "Referrals by month (C6)",
    publisher: DFE,
    needs: ["Referrals", "April", "March"],
    measures: [],
    months: "c6.referrals",
  },
  {
    kind: "cin-d1",
    title: "Child protection plans (D1)",
    publisher: DFE,
    needs: ["CPP_start", "CPP_end", "CPP_At31"],
    measures: [
      rate("d1.started", "CPP_start_rate", "CPP_start"),
      rate("d1.ended", "CPP_end_rate", "CPP_end"),
      rate("d1.at-31-march", "CPP_At31_rate", "CPP_At31"),
    ],
  },
  {
    kind: "cin-d5",
    title: "Open child protection plans by length (D5)",
    publisher: DFE,
    needs: ["CPP_At31", "2_years_or_more_percent"],
    measures: [
      count("d5.at-31-march", "CPP_At31"),
      share("d5.two-years", "2_years_or_more_percent", "2_years_or_more", "CPP_At31"),
    ],
  },
  {
    kind: "cin-d6",
    title: "Child protection plans reviewed in time (D6)",
    publisher: DFE,
    needs: ["CPP_At31_3Months", "Reviewed_within_timescales"],
    measures: [
      share(
        "d6.in-time",
        "Reviewed_within_timescales_percent",
        "Reviewed_within_timescales",
        "CPP_At31_3Months",
      ),
    ],
  },
  {
    kind: "cin-d7",
    title: "Ended child protection plans by length (D7)",
    publisher: DFE,
    needs: ["CPP_End", "2_years_or_more_percent"],
    measures: [
      share("d7.two-years", "2_years_or_more_percent", "2_years_or_more", "CPP_End"),
      share("d7.three-months", "3_months_or_less_percent", "3_months_or_less", "CPP_End"),
    ],
  },
  {
    kind: "cla-number",
    title: "Children looked after: number and rate",
    publisher: DFE,
    needs: ["population_type", "population_estimate", "children_count", "rate_per_10000"],
    measures: (
      [
        ["cla.at-31-march", "Children looked after on 31 March each year"],
        ["cla.started", "Children starting to be looked after each year"],
        ["cla.ceased", "Children ceasing to be looked after each year"],
      ] as const
    ).map(([id, is]) => ({
      id,
      value: "rate_per_10000",
      numerator: ["children_count"],
      denominator: ["population_estimate"],
      only: { population_type: is },
    })),
  },
  {
    kind: "cla-stability",
    title: "Children looked after: placement stability",
    publisher: DFE,
    needs: ["cla_group", "placement_stability", "children_percent"],
    measures: (
      [
        ["stability.three-placements", "With 3 or more placements during the year"],
        ["stability.three-in-two-years", "With 3 or more placements during the previous 2 years"],
        ["stability.same-carer", "Living with the same carer for at least 2 years"],
      ] as const
    ).map(([id, is]) => ({
      id,
      value: "children_percent",
      numerator: ["children_count"],
      only: { placement_stability: is },
    })),
    total: {
      column: "placement_stability",
      is: "Total children",
      count: "children_count",
      within: "cla_group",
    },
  },
  {
    kind: "cla-social-workers",
    title: "Children looked after: social workers in the year",
    publisher: DFE,
    needs: ["cla_group", "sw_stability", "percentage"],
    measures: [
      {
        id: "social-workers.three",
        value: "percentage",
        numerator: ["number"],
        only: { sw_stability: "3 or more social workers during the year" },
      },
    ],
    total: { column: "sw_stability", is: "Total children", count: "number", within: "cla_group" },
  },
  {
    kind: "cla-england",
    title: "Children looked after in England since 1994",
    publisher: DFE,
    needs: ["population_count", "number"],
    measures: (
      [
        ["looked-after", "Children looked after at 31 March"],
        ["started", "Children starting to be looked after during the year"],
        ["ceased", "Children ceasing to be looked after during the year"],
        ["adopted", "Children looked after who were adopted during the year"],
        ["asylum", "Children looked after at 31 March who were unaccompanied asylum-seeking children"],
      ] as const
    ).map(([id, is]) => ({ id: `cla-england.${id}`, value: "number", only: { population_count: is } })),
  },
  {
    kind: "workforce",
    title: "Children's social work workforce",
    publisher: DFE,
    needs: ["inpost_fte", "vacancy_rate_fte", "caseload_fte"],
    measures: [
      {
        id: "workforce.vacancy",
        value: "vacancy_rate_fte",
        numerator: ["vacancy_fte"],
        denominator: ["vacancy_fte", "inpost_fte"],
      },
      {
        id: "workforce.agency",
        value: "agency_rate_fte",
        numerator: ["agency_fte"],
        denominator: ["agency_fte", "inpost_fte"],
      },
      share("workforce.turnover", "turnover_rate_fte", "leavers_fte", "inpost_fte"),
      share("workforce.caseload", "caseload_fte", "cases", "case_holders_fte"),
      rate("workforce.absence", "absence_rate_fte", "working_days_lost_fte"),
      rate("workforce.agency-cover", "vacancy_agency_cover_rate_fte", "agency_cover_fte"),
    ],
  },
  {
    kind: "population",
    title: "Children aged 0 to 17 at the middle of each year",
    publisher: "Office for National Statistics",
    needs: ["age_group", "population_estimate"],
    measures: [
      { id: "population", value: "population_estimate", only: { age_group: "Children aged 0 to 17 years" } },
    ],
  },
];
