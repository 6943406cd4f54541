/**
 * The Standard Safeguarding Dataset as its specification of August 2025 has it: 48 objects, each a table or file of its own, whose
 * columns begin with the object's four letters. `:d` marks a date.
 */
export type SsdObject = {
  /** Without `ssd_`. */
  readonly name: string;
  /** The letters its columns begin with; empty for the two that have none. */
  readonly prefix: string;
  /** Without the prefix. */
  readonly columns: readonly string[];
  readonly dates: ReadonlySet<string>;
};

function object(name: string, prefix: string, columns: string): SsdObject {
  const given = columns.split(" ");
  return {
    name,
    prefix,
    columns: given.map((column) => column.replace(/:d$/, "")),
    dates: new Set(given.filter((column) => column.endsWith(":d")).map((column) => column.slice(0, -2))),
  };
}

// Deployed databases hold a pupil number in the person, which the specification leaves out.
export const SSD_OBJECTS: readonly SsdObject[] = [
  object(
    "person",
    "pers",
    "person_id forename surname sex gender ethnicity dob:d common_child_id legacy_id upn single_unique_id upn_unknown send_flag expected_dob:d death_date:d is_mother nationality",
  ),
  object("family", "fami", "table_id family_id person_id"),
  object(
    "address",
    "addr",
    "table_id address_json person_id address_type address_start_date:d address_end_date:d address_postcode",
  ),
  object("disability", "disa", "person_id table_id disability_code"),
  object(
    "immigration_status",
    "immi",
    "person_id immigration_status_id immigration_status immigration_status_start_date:d immigration_status_end_date:d",
  ),
  object("mother", "moth", "table_id person_id childs_person_id childs_dob:d"),
  object(
    "legal_status",
    "lega",
    "legal_status_id person_id legal_status legal_status_start_date:d legal_status_end_date:d",
  ),
  object(
    "contacts",
    "cont",
    "contact_id person_id contact_date:d contact_source_code contact_source_desc contact_outcome_json",
  ),
  object(
    "early_help_episodes",
    "earl",
    "episode_id person_id episode_start_date:d episode_end_date:d episode_reason episode_end_reason episode_organisation episode_worker_id",
  ),
  object(
    "cin_episodes",
    "cine",
    "referral_id person_id referral_date:d cin_primary_need_code referral_source_code referral_source_desc referral_outcome_json referral_nfa close_reason close_date:d referral_team referral_worker_id",
  ),
  object(
    "cin_assessments",
    "cina",
    "assessment_id person_id referral_id assessment_start_date:d assessment_child_seen assessment_auth_date:d assessment_outcome_json assessment_outcome_nfa assessment_team assessment_worker_id",
  ),
  object("assessment_factors", "cinf", "table_id assessment_id assessment_factors_json"),
  object(
    "cin_plans",
    "cinp",
    "cin_plan_id referral_id person_id cin_plan_start_date:d cin_plan_end_date:d cin_plan_team cin_plan_worker_id",
  ),
  object(
    "cin_visits",
    "cinv",
    "cin_visit_id person_id cin_visit_date:d cin_visit_seen cin_visit_seen_alone cin_visit_bedroom",
  ),
  object(
    "s47_enquiry",
    "s47e",
    "s47_enquiry_id referral_id person_id s47_start_date:d s47_end_date:d s47_nfa s47_outcome_json s47_completed_by_worker_id s47_completed_by_team",
  ),
  object(
    "initial_cp_conference",
    "icpc",
    "icpc_id icpc_meeting_id s47_enquiry_id person_id cp_plan_id referral_id icpc_transfer_in icpc_target_date:d icpc_date:d icpc_outcome_cp_flag icpc_outcome_json icpc_team icpc_worker_id",
  ),
  object(
    "cp_plans",
    "cppl",
    "cp_plan_id referral_id icpc_id person_id cp_plan_start_date:d cp_plan_end_date:d cp_plan_initial_category cp_plan_ola cp_plan_latest_category",
  ),
  object(
    "cp_visits",
    "cppv",
    "cp_visit_id person_id cp_plan_id cp_visit_date:d cp_visit_seen cp_visit_seen_alone cp_visit_bedroom",
  ),
  object(
    "cp_reviews",
    "cppr",
    "cp_review_id person_id cp_plan_id cp_review_due:d cp_review_date:d cp_review_meeting_id cp_review_outcome_continue_cp cp_review_quorate cp_review_participation",
  ),
  object(
    "cla_episodes",
    "clae",
    "cla_episode_id person_id cla_episode_start_date:d cla_episode_start_reason cla_primary_need_code cla_episode_ceased_date:d cla_episode_ceased_reason cla_id referral_id cla_placement_id entered_care_date:d cla_last_iro_contact_date:d",
  ),
  object(
    "cla_convictions",
    "clac",
    "cla_conviction_id person_id cla_conviction_date:d cla_conviction_offence",
  ),
  object(
    "cla_health",
    "clah",
    "health_check_id person_id health_check_type health_check_date:d health_check_status",
  ),
  object("cla_immunisations", "clai", "person_id immunisations_status immunisations_status_date:d"),
  object(
    "cla_substance_misuse",
    "clas",
    "substance_misuse_id person_id substance_misuse_date:d substance_misused intervention_received",
  ),
  object(
    "cla_placement",
    "clap",
    "cla_placement_id cla_placement_start_date:d cla_placement_type cla_placement_urn cla_placement_distance cla_id cla_placement_provider cla_placement_postcode cla_placement_end_date:d cla_placement_change_reason person_id",
  ),
  object(
    "cla_reviews",
    "clar",
    "cla_review_id cla_id cla_review_due_date:d cla_review_date:d cla_review_cancelled cla_review_participation",
  ),
  object(
    "cla_visits",
    "clav",
    "cla_visit_id cla_id person_id cla_visit_date:d cla_visit_seen cla_visit_seen_alone",
  ),
  object(
    "cla_previous_permanence",
    "lapp",
    "table_id person_id previous_permanence_order_date previous_permanence_option previous_permanence_la",
  ),
  object(
    "cla_care_plan",
    "lacp",
    "table_id person_id cla_care_plan_start_date:d cla_care_plan_end_date:d cla_care_plan_json",
  ),
  object("sdq_scores", "csdq", "table_id person_id sdq_completed_date:d sdq_reason sdq_score"),
  object(
    "missing",
    "miss",
    "table_id person_id missing_episode_start_date:d missing_episode_type missing_episode_end_date:d missing_rhi_offered missing_rhi_accepted",
  ),
  object(
    "care_leavers",
    "clea",
    "table_id person_id care_leaver_eligibility care_leaver_in_touch care_leaver_latest_contact:d care_leaver_accommodation care_leaver_accom_suitable care_leaver_activity pathway_plan_review_date:d care_leaver_personal_advisor care_leaver_allocated_team care_leaver_worker_id",
  ),
  object(
    "permanence",
    "perm",
    "table_id person_id cla_id adm_decision_date:d ffa_cp_decision_date:d placement_order_date:d placed_for_adoption_date:d matched_date:d adopted_by_carer_flag placed_ffa_cp_date:d decision_reversed_date:d placed_foster_carer_date:d part_of_sibling_group siblings_placed_together siblings_placed_apart placement_provider_urn decision_reversed_reason permanence_order_date:d permanence_order_type adoption_worker_id adopter_sex adopter_legal_status number_of_adopters",
  ),
  object(
    "involvements",
    "invo",
    "involvements_id professional_id professional_role_id professional_team involvement_start_date:d involvement_end_date:d worker_change_reason person_id referral_id",
  ),
  object(
    "professionals",
    "prof",
    "professional_id staff_id professional_name social_worker_registration_no professional_job_title professional_caseload professional_department full_time_equivalency agency_worker_flag",
  ),
  object("send", "send", "table_id upn uln upn_unknown person_id"),
  object(
    "ehcp_requests",
    "ehcr",
    "ehcp_request_id send_table_id ehcp_req_date:d ehcp_req_outcome_date:d ehcp_req_outcome",
  ),
  object(
    "ehcp_assessment",
    "ehca",
    "ehcp_assessment_id ehcp_request_id ehcp_assessment_outcome_date:d ehcp_assessment_outcome ehcp_assessment_exceptions",
  ),
  object(
    "ehcp_named_plan",
    "ehcn",
    "named_plan_id ehcp_asmt_id named_plan_start_date:d named_plan_ceased_date:d named_plan_ceased_reason",
  ),
  object("ehcp_active_plans", "ehcp", "active_ehcp_id ehcp_request_id active_ehcp_last_review_date:d"),
  object("sen_need", "senn", "table_id active_ehcp_id active_ehcp_need_type active_ehcp_need_rank"),
  object(
    "pre_proceedings",
    "prep",
    "table_id person_id plo_family_id pre_pro_decision_date:d initial_pre_pro_meeting_date:d pre_pro_outcome agree_stepdown_issue_date:d cp_plans_referral_period legal_gateway_outcome prev_pre_proc_child prev_care_proc_child pre_pro_letter_date:d care_pro_letter_date:d pre_pro_meetings_num pre_pro_parents_legal_rep parents_legal_rep_point_of_issue court_reference care_proc_court_hearings care_proc_short_notice proc_short_notice_reason la_inital_plan_approved la_initial_care_plan la_final_plan_approved la_final_care_plan",
  ),
  object(
    "voice_of_child",
    "voch",
    "table_id person_id explained_worries story_help_understand agree_worker plan_safe tablet_help_explain",
  ),
  object(
    "linked_identifiers",
    "link",
    "table_id person_id identifier_type identifier_value valid_from_date:d valid_to_date:d",
  ),
  object(
    "s251_finance",
    "s251",
    "table_id cla_placement_id placeholder_1 placeholder_2 placeholder_3 placeholder_4",
  ),
  object("department", "dept", "team_id team_name team_parent_id team_parent_name"),
  object(
    "version_log",
    "",
    "version_number release_date:d description is_current created_at:d created_by impact_description",
  ),
  object(
    "api_data_staging",
    "",
    "id person_id json_payload current_hash previous_hash submission_status submission_timestamp:d api_response row_state last_updated:d",
  ),
];

/** The column's name as it stands in a file. */
export const fullName = (of: SsdObject, column: string): string =>
  of.prefix === "" ? column : `${of.prefix}_${column}`;
