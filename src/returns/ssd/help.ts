import { CATEGORY, CLOSE_REASON, FACTORS, NEED, PARTICIPATION, REFERRAL_SOURCE } from "../codeWords.ts";
import { codesOf, eachRow, linkedKey, outcomeOf, rowId, type Mapping, type ObjectUse } from "./mapping.ts";

/** From the front door to child protection. */
const contacts: Mapping = eachRow((row) => {
  const on = row.keyDay("contact_date");
  if (on === undefined) return;
  const source =
    row.code("contact_source_code", REFERRAL_SOURCE) ?? row.code("contact_source_desc", REFERRAL_SOURCE);
  row.add(
    "contact",
    on,
    { received_on: on, source, outcome: outcomeOf(row, "contact_outcome_json") },
    "thing",
    "contact_date",
    rowId(row, "contact_id"),
  );
});

const earlyHelp: Mapping = eachRow((row) => {
  const on = row.keyDay("episode_start_date");
  if (on === undefined) return;
  row.add(
    "early_help",
    on,
    {
      started_on: on,
      ended_on: row.end("episode_end_date", on),
      organisation: row.text("episode_organisation"),
      reason: row.text("episode_reason"),
      end_reason: row.text("episode_end_reason"),
    },
    "thing",
    "episode_start_date",
    rowId(row, "episode_id"),
  );
});

const referrals: Mapping = eachRow((row) => {
  const on = row.keyDay("referral_date");
  if (on === undefined) return;
  row.add(
    "referral",
    on,
    {
      received_on: on,
      source: row.code("referral_source_code", REFERRAL_SOURCE),
      need: row.code("cin_primary_need_code", NEED),
      no_further_action: row.flag("referral_nfa"),
      closed_on: row.end("close_date", on),
      close_reason: row.code("close_reason", CLOSE_REASON),
    },
    "thing",
    "referral_date",
    rowId(row, "referral_id"),
  );
});

const assessments: Mapping = eachRow((row, task) => {
  const on = row.keyDay("assessment_start_date");
  if (on === undefined) return;
  row.add(
    "assessment",
    on,
    {
      referral: linkedKey(row, task, "referral_id", "referrals"),
      started_on: on,
      seen: row.flag("assessment_child_seen"),
      authorised_on: row.end("assessment_auth_date", on),
      outcome: outcomeOf(row, "assessment_outcome_json"),
    },
    "thing",
    "assessment_start_date",
    rowId(row, "assessment_id"),
  );
});

/** Factors add to an assessment that another file of the set tells of. */
const factors: Mapping = eachRow((row, task) => {
  const key = linkedKey(row, task, "assessment_id", "assessments");
  const codes = codesOf(row, "assessment_factors_json", FACTORS);
  if (typeof key === "string" && codes !== undefined)
    row.add("assessment", key, { factors: codes }, "fact", "assessment_factors_json");
});

const inNeedPlans: Mapping = eachRow((row, task) => {
  const on = row.keyDay("cin_plan_start_date");
  if (on === undefined) return;
  row.add(
    "in_need_plan",
    on,
    {
      referral: linkedKey(row, task, "referral_id", "referrals"),
      started_on: on,
      ended_on: row.end("cin_plan_end_date", on),
    },
    "thing",
    "cin_plan_start_date",
    rowId(row, "cin_plan_id"),
  );
});

/** A visit of one purpose; the object's columns are named alike but for their middle. */
export const visits = (purpose: "cin" | "cp" | "care", middle: string): Mapping =>
  eachRow((row) => {
    const on = row.keyDay(`${middle}_visit_date`);
    if (on === undefined) return;
    row.add(
      "visit",
      `${purpose}:${on}`,
      {
        on_date: on,
        purpose,
        seen: row.flag(`${middle}_visit_seen`),
        alone: row.flag(`${middle}_visit_seen_alone`),
        bedroom: row.flag(`${middle}_visit_bedroom`),
      },
      "thing",
      `${middle}_visit_date`,
      rowId(row, `${middle}_visit_id`),
    );
  });

const enquiries: Mapping = eachRow((row, task) => {
  const on = row.keyDay("s47_start_date");
  if (on === undefined) return;
  row.add(
    "section47",
    on,
    {
      referral: linkedKey(row, task, "referral_id", "referrals"),
      started_on: on,
      ended_on: row.end("s47_end_date", on),
      outcome: outcomeOf(row, "s47_outcome_json"),
    },
    "thing",
    "s47_start_date",
    rowId(row, "s47_enquiry_id"),
  );
});

const conferences: Mapping = eachRow((row, task) => {
  const held = row.day("icpc_date");
  const target = row.mayBeAhead("icpc_target_date");
  const key = typeof held === "string" ? held : typeof target === "string" ? `due:${target}` : undefined;
  if (key === undefined) {
    row.note(
      "date-missing",
      "icpc_date",
      "The conference has neither its day nor its target, so it was left out. Add the date.",
    );
    return;
  }
  row.add(
    "conference",
    key,
    {
      held_on: held,
      target_on: target,
      transfer_in: row.flag("icpc_transfer_in"),
      plan_made: row.flag("icpc_outcome_cp_flag"),
      section47: linkedKey(row, task, "s47_enquiry_id", "enquiries"),
    },
    "thing",
    "icpc_date",
    rowId(row, "icpc_id"),
  );
});

const protectionPlans: Mapping = eachRow((row, task) => {
  const on = row.keyDay("cp_plan_start_date");
  if (on === undefined) return;
  row.add(
    "protection_plan",
    on,
    {
      referral: linkedKey(row, task, "referral_id", "referrals"),
      started_on: on,
      ended_on: row.end("cp_plan_end_date", on),
      initial_category: row.code("cp_plan_initial_category", CATEGORY),
      latest_category: row.code("cp_plan_latest_category", CATEGORY),
      other_authority: row.flag("cp_plan_ola"),
    },
    "thing",
    "cp_plan_start_date",
    rowId(row, "cp_plan_id"),
  );
});

const planReviews: Mapping = eachRow((row, task) => {
  const due = row.mayBeAhead("cp_review_due");
  const held = row.day("cp_review_date");
  if (typeof held !== "string") {
    // A review that is only planned is not odd; it has not happened.
    if (typeof due !== "string") row.keyDay("cp_review_date");
    return;
  }
  row.add(
    "plan_review",
    held,
    {
      plan: linkedKey(row, task, "cp_plan_id", "plans"),
      held_on: held,
      due_on: due,
      continue_plan: row.flag("cp_review_outcome_continue_cp"),
      quorate: row.flag("cp_review_quorate"),
      participation: row.code("cp_review_participation", PARTICIPATION),
    },
    "thing",
    "cp_review_date",
    rowId(row, "cp_review_id"),
  );
});

export const HELP: readonly (readonly [string, ObjectUse])[] = [
  ["contacts", { map: contacts, fully: "contact" }],
  ["early_help_episodes", { map: earlyHelp, fully: "early_help" }],
  ["cin_episodes", { map: referrals, fully: "referral" }],
  ["cin_assessments", { map: assessments, fully: "assessment" }],
  ["assessment_factors", { map: factors, through: ["assessment_id", "assessments"] }],
  ["cin_plans", { map: inNeedPlans, fully: "in_need_plan" }],
  ["cin_visits", { map: visits("cin", "cin") }],
  ["s47_enquiry", { map: enquiries, fully: "section47" }],
  ["initial_cp_conference", { map: conferences, fully: "conference" }],
  ["cp_plans", { map: protectionPlans, fully: "protection_plan" }],
  ["cp_visits", { map: visits("cp", "cp") }],
  ["cp_reviews", { map: planReviews, fully: "plan_review" }],
];
