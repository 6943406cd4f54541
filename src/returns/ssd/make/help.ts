import { codes, dateOf, flag, text } from "../../../kernel/record/table.ts";
import { wordsFor } from "../../../kernel/codes/codeSet.ts";
import { REFERRAL_SOURCE } from "../../../kernel/codes/inNeed.ts";
import { answersJson, codesJson } from "./answers.ts";
import { referralFor, type Row, type RowsOf, spanOn } from "./child.ts";
import { leave, rowId, type SsdRow, yesNo } from "./cells.ts";
import type { Around } from "./around.ts";

const source = (code: string | null): string | null =>
  code === null ? null : (wordsFor(REFERRAL_SOURCE, code) ?? null);

/** From the front door to the assessment. */
export function* helpRows(rows: RowsOf, person: string, around: Around): Generator<SsdRow> {
  const id = (key: string): string => rowId(person, key);
  for (const { key, values } of rows("contact"))
    yield {
      object: "contacts",
      cells: {
        contact_id: id(key),
        person_id: person,
        contact_date: dateOf(values, "received_on"),
        contact_source_code: text(values, "source"),
        contact_source_desc: source(text(values, "source")),
        contact_outcome_json: answersJson(text(values, "outcome")),
      },
    };
  for (const { key, values } of rows("early_help"))
    yield {
      object: "early_help_episodes",
      cells: {
        episode_id: id(key),
        person_id: person,
        episode_start_date: dateOf(values, "started_on"),
        episode_end_date: dateOf(values, "ended_on"),
        episode_reason: text(values, "reason"),
        episode_end_reason: text(values, "end_reason"),
        episode_organisation: text(values, "organisation"),
      },
    };
  const referrals = rows("referral");
  for (const { key, values } of referrals)
    yield {
      object: "cin_episodes",
      cells: {
        referral_id: id(key),
        person_id: person,
        referral_date: dateOf(values, "received_on"),
        cin_primary_need_code: text(values, "need"),
        referral_source_code: text(values, "source"),
        referral_source_desc: source(text(values, "source")),
        referral_nfa: yesNo(flag(values, "no_further_action")),
        close_reason: text(values, "close_reason"),
        close_date: dateOf(values, "closed_on"),
      },
    };
  for (const { key, values } of rows("assessment")) {
    yield {
      object: "cin_assessments",
      cells: {
        assessment_id: id(key),
        person_id: person,
        referral_id: named(referrals, text(values, "referral"), person, around),
        assessment_start_date: dateOf(values, "started_on"),
        assessment_child_seen: yesNo(flag(values, "seen")),
        assessment_auth_date: dateOf(values, "authorised_on"),
        assessment_outcome_json: answersJson(text(values, "outcome")),
      },
    };
    const factors = codesJson(codes(values, "factors"));
    if (factors !== null)
      yield {
        object: "assessment_factors",
        cells: { table_id: id(key), assessment_id: id(key), assessment_factors_json: factors },
      };
  }
  for (const { key, values } of rows("in_need_plan"))
    yield {
      object: "cin_plans",
      cells: {
        cin_plan_id: id(key),
        referral_id: whose(referrals, text(values, "referral"), dateOf(values, "started_on"), person),
        person_id: person,
        cin_plan_start_date: dateOf(values, "started_on"),
        cin_plan_end_date: dateOf(values, "ended_on"),
      },
    };
  yield* visitRows(rows, person, around);
}

/** The referral a row names, if the record holds it. */
export function named(
  referrals: readonly Row[],
  key: string | null,
  person: string,
  around: Around,
): string | null {
  if (key === null) return null;
  if (referrals.some((row) => row.key === key)) return rowId(person, key);
  leave(around.left, "links to a referral that the record does not hold");
  return null;
}

/** The referral something belongs to: the one its row names, or by its day where it names none that the record holds. */
export function whose(
  referrals: readonly Row[],
  named: string | null,
  on: ReturnType<typeof dateOf>,
  person: string,
): string | null {
  const row = referralFor(referrals, named, on);
  return row === null ? null : rowId(person, row.key);
}

const VISITS: ReadonlyMap<string, readonly [object: string, middle: string]> = new Map([
  ["cin", ["cin_visits", "cin"]],
  ["cp", ["cp_visits", "cp"]],
  ["care", ["cla_visits", "cla"]],
]);

function* visitRows(rows: RowsOf, person: string, around: Around): Generator<SsdRow> {
  for (const { key, values } of rows("visit")) {
    const visit = VISITS.get(text(values, "purpose") ?? "");
    if (visit === undefined) {
      leave(around.left, "visits whose purpose is not known");
      continue;
    }
    const [object, middle] = visit;
    const on = dateOf(values, "on_date");
    const plan =
      object === "cp_visits" ? spanOn(rows("protection_plan"), "started_on", "ended_on", on) : null;
    const period = object === "cla_visits" ? spanOn(rows("care_period"), "started_on", "ended_on", on) : null;
    yield {
      object,
      cells: {
        [`${middle}_visit_id`]: rowId(person, key),
        person_id: person,
        [`${middle}_visit_date`]: on,
        [`${middle}_visit_seen`]: yesNo(flag(values, "seen")),
        [`${middle}_visit_seen_alone`]: yesNo(flag(values, "alone")),
        ...(object === "cla_visits"
          ? { cla_id: period === null ? null : rowId(person, period.key) }
          : { [`${middle}_visit_bedroom`]: yesNo(flag(values, "bedroom")) }),
        ...(object === "cp_visits" ? { cp_plan_id: plan === null ? null : rowId(person, plan.key) } : {}),
      },
    };
  }
}
