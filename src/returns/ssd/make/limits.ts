/**
 * How long the text of a column may be where it is not 48 characters, by the specification of August 2025. Dates, flags and numbers cannot be too long.
 */
const LIMITS: { readonly [object: string]: string } = {
  person: "forename 255 surname 255 sex 20 gender 10 upn_unknown 6",
  address: "address_json 1000 address_postcode 15",
  legal_status: "legal_status 100",
  contacts: "contact_source_desc 255 contact_outcome_json 4000",
  early_help_episodes:
    "episode_reason 100 episode_end_reason 100 episode_organisation 100 episode_worker_id 100",
  cin_episodes:
    "cin_primary_need_code 3 referral_source_desc 255 referral_outcome_json 4000 close_reason 100 referral_worker_id 100",
  cin_assessments: "assessment_outcome_json 1000 assessment_worker_id 100",
  assessment_factors: "assessment_factors_json 1000",
  cin_plans: "cin_plan_worker_id 100",
  s47_enquiry: "s47_outcome_json 1000 s47_completed_by_worker_id 100",
  initial_cp_conference: "icpc_outcome_json 500 icpc_worker_id 100",
  cp_plans: "cp_plan_initial_category 100 cp_plan_latest_category 100",
  cla_episodes: "cla_episode_start_reason 100 cla_primary_need_code 3 cla_episode_ceased_reason 255",
  cla_health: "health_check_type 500",
  cla_placement: "cla_placement_type 100 cla_placement_postcode 8 cla_placement_change_reason 100",
  cla_reviews: "cla_review_participation 100",
  cla_previous_permanence:
    "previous_permanence_order_date 100 previous_permanence_option 200 previous_permanence_la 100",
  cla_care_plan: "cla_care_plan_json 1000",
  sdq_scores: "sdq_reason 100 sdq_score 100",
  missing: "missing_episode_type 100 missing_rhi_offered 2 missing_rhi_accepted 2",
  care_leavers:
    "care_leaver_eligibility 100 care_leaver_in_touch 100 care_leaver_accommodation 100 care_leaver_accom_suitable 100 care_leaver_activity 100 care_leaver_personal_advisor 100 care_leaver_worker_id 100",
  permanence:
    "decision_reversed_reason 100 permanence_order_type 100 adoption_worker_id 100 number_of_adopters 3",
  involvements: "professional_role_id 200 worker_change_reason 200",
  professionals: "professional_name 300 professional_job_title 500 professional_department 100",
  pre_proceedings: "pre_pro_outcome 100 legal_gateway_outcome 100",
  linked_identifiers: "identifier_type 100 identifier_value 100",
  department: "team_name 255 team_parent_name 255",
};

const BY_COLUMN: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  Object.entries(LIMITS).map(([object, said]) => {
    const parts = said.split(" ");
    return [
      object,
      new Map(parts.flatMap((part, at) => (at % 2 === 0 ? [[part, Number(parts[at + 1])]] : []))),
    ];
  }),
);

/** Characters a column may hold. */
export const limitOf = (object: string, column: string): number => BY_COLUMN.get(object)?.get(column) ?? 48;
