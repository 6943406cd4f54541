import type { RowValues } from "../kernel/record/table.ts";
import { csvRow, day, recordOf, words, type FilePiece } from "./reading.ts";
import type { DemoAuthority, DemoChild } from "./types.ts";

const TABLES = {
  ssd_person: [
    "pers_person_id",
    "pers_legacy_id",
    "pers_forename",
    "pers_surname",
    "pers_sex",
    "pers_ethnicity",
    "pers_dob",
    "pers_expected_dob",
    "pers_death_date",
    "pers_upn",
    "pers_upn_unknown",
    "pers_is_mother",
    "pers_nationality",
  ],
  ssd_cin_episodes: [
    "cine_referral_id",
    "cine_person_id",
    "cine_referral_date",
    "cine_cin_primary_need_code",
    "cine_referral_source_code",
    "cine_referral_nfa",
    "cine_close_reason",
    "cine_close_date",
  ],
  ssd_cin_assessments: [
    "cina_assessment_id",
    "cina_person_id",
    "cina_referral_id",
    "cina_assessment_start_date",
    "cina_assessment_child_seen",
    "cina_assessment_auth_date",
    "cina_assessment_outcome_nfa",
  ],
  ssd_cp_plans: [
    "cppl_cp_plan_id",
    "cppl_referral_id",
    "cppl_person_id",
    "cppl_cp_plan_start_date",
    "cppl_cp_plan_end_date",
    "cppl_cp_plan_initial_category",
    "cppl_cp_plan_ola",
    "cppl_cp_plan_latest_category",
  ],
  ssd_cp_visits: [
    "cppv_cp_visit_id",
    "cppv_person_id",
    "cppv_cp_plan_id",
    "cppv_cp_visit_date",
    "cppv_cp_visit_seen",
    "cppv_cp_visit_seen_alone",
    "cppv_cp_visit_bedroom",
  ],
  ssd_involvements: [
    "invo_involvements_id",
    "invo_professional_id",
    "invo_professional_role_id",
    "invo_professional_team",
    "invo_involvement_start_date",
    "invo_involvement_end_date",
    "invo_worker_change_reason",
    "invo_person_id",
  ],
  ssd_professionals: [
    "prof_professional_id",
    "prof_staff_id",
    "prof_professional_name",
    "prof_social_worker_registration_no",
    "prof_professional_job_title",
    "prof_professional_department",
  ],
  ssd_department: ["dept_team_id", "dept_team_name", "dept_team_parent_id", "dept_team_parent_name"],
} as const satisfies { readonly [table: string]: readonly string[] };

type Table = keyof typeof TABLES;

const piece = (table: Table, cells: readonly (string | number | null)[]): FilePiece => ({
  file: `${table}.csv`,
  text: csvRow(cells),
});

/** Eight tables of the standard safeguarding dataset as CSV files, written side by side. */
export function* writeSsdCsv(authority: DemoAuthority): Generator<FilePiece> {
  for (const [table, columns] of Object.entries(TABLES))
    yield { file: `${table}.csv`, text: csvRow(columns) };
  const names = new Map(authority.teams.map((team) => [team.ref, team.name]));
  for (const { ref, name, parentRef } of authority.teams)
    yield piece("ssd_department", [
      ref,
      name,
      parentRef,
      parentRef === null ? null : (names.get(parentRef) ?? null),
    ]);
  for (const worker of authority.workers)
    yield piece("ssd_professionals", [
      worker.ref,
      worker.ref,
      worker.name,
      worker.registered ? `SW9${worker.ref.slice(1)}` : null,
      worker.title,
      names.get(worker.teamRef) ?? null,
    ]);
  for (const child of authority.children()) yield* childRows(child);
}

const yesNo = (value: unknown): string | null => (value === true ? "Y" : value === false ? "N" : null);

function* childRows(child: DemoChild): Generator<FilePiece> {
  const record = recordOf(child);
  const local = child.claims.id.value;
  const id = `P${local.slice(2)}`;
  const upn = child.claims.identifiers.find((each) => each.type === "upn")?.value ?? null;
  const referrals = record("referral");
  const referralOf = (row: RowValues, column: string): string | null => {
    const on = words(row, "referral") ?? words(row, column) ?? "";
    const index = referrals.findLastIndex((each) => (day(each, "received_on") ?? "") <= on);
    return index < 0 ? null : `${id}-R${index + 1}`;
  };
  for (const row of record("person_detail"))
    yield piece("ssd_person", [
      id,
      local,
      words(row, "forename"),
      words(row, "surname"),
      words(row, "sex"),
      words(row, "ethnicity"),
      day(row, "birth_date"),
      day(row, "expected_birth_date"),
      day(row, "death_date"),
      upn,
      words(row, "upn_unknown"),
      yesNo(row["mother"]),
      words(row, "nationality"),
    ]);
  for (const [n, row] of referrals.entries())
    yield piece("ssd_cin_episodes", [
      `${id}-R${n + 1}`,
      id,
      day(row, "received_on"),
      words(row, "need"),
      words(row, "source"),
      yesNo(row["no_further_action"]),
      words(row, "close_reason"),
      day(row, "closed_on"),
    ]);
  for (const [n, row] of record("assessment").entries())
    yield piece("ssd_cin_assessments", [
      `${id}-A${n + 1}`,
      id,
      referralOf(row, "started_on"),
      day(row, "started_on"),
      yesNo(row["seen"]),
      day(row, "authorised_on"),
      words(row, "outcome") === "No further action" ? "Y" : words(row, "outcome") === null ? null : "N",
    ]);
  const plans = record("protection_plan");
  for (const [n, row] of plans.entries())
    yield piece("ssd_cp_plans", [
      `${id}-C${n + 1}`,
      referralOf(row, "started_on"),
      id,
      day(row, "started_on"),
      day(row, "ended_on"),
      words(row, "initial_category"),
      yesNo(row["other_authority"]),
      words(row, "latest_category"),
    ]);
  for (const [n, row] of record("visit").entries()) {
    if (words(row, "purpose") !== "cp") continue;
    const plan = plans.findLastIndex(
      (each) => (day(each, "started_on") ?? "") <= (day(row, "on_date") ?? ""),
    );
    yield piece("ssd_cp_visits", [
      `${id}-V${n + 1}`,
      id,
      plan < 0 ? null : `${id}-C${plan + 1}`,
      day(row, "on_date"),
      yesNo(row["seen"]),
      yesNo(row["alone"]),
      yesNo(row["bedroom"]),
    ]);
  }
  for (const [n, row] of record("allocation").entries())
    yield piece("ssd_involvements", [
      `${id}-I${n + 1}`,
      words(row, "worker_ref"),
      "Allocated worker",
      words(row, "team_ref"),
      day(row, "from_on"),
      day(row, "to_on"),
      words(row, "change_reason"),
      id,
    ]);
}
