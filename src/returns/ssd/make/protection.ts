import type { IsoDate } from "../../../kernel/dates.ts";
import { dateOf, flag, text } from "../../../kernel/record/table.ts";
import { answersJson } from "./answers.ts";
import { type Row, type RowsOf, spanOn } from "./child.ts";
import { rowId, type SsdRow, yesNo } from "./cells.ts";
import { named, whose } from "./help.ts";
import type { Around } from "./around.ts";

/** Enquiries, conferences, protection plans and their reviews. */
export function* protectionRows(rows: RowsOf, person: string, around: Around): Generator<SsdRow> {
  const id = (key: string): string => rowId(person, key);
  const referrals = rows("referral");
  const enquiries = rows("section47");
  const plans = rows("protection_plan");
  for (const { key, values } of enquiries)
    yield {
      object: "s47_enquiry",
      cells: {
        s47_enquiry_id: id(key),
        referral_id: named(referrals, text(values, "referral"), person, around),
        person_id: person,
        s47_start_date: dateOf(values, "started_on"),
        s47_end_date: dateOf(values, "ended_on"),
        s47_outcome_json: answersJson(text(values, "outcome")),
      },
    };
  for (const { key, values } of conferencesOf(rows)) {
    const on = dateOf(values, "held_on");
    const plan = plans.find((row) => on !== null && dateOf(row.values, "started_on") === on);
    const enquiry = enquiries.find((row) => row.key === text(values, "section47"));
    yield {
      object: "initial_cp_conference",
      cells: {
        icpc_id: id(key),
        s47_enquiry_id: enquiry === undefined ? null : id(enquiry.key),
        person_id: person,
        cp_plan_id: plan === undefined ? null : id(plan.key),
        referral_id: whose(referrals, text(values, "referral"), on, person),
        icpc_transfer_in: yesNo(flag(values, "transfer_in")),
        icpc_target_date: dateOf(values, "target_on"),
        icpc_date: on,
        icpc_outcome_cp_flag: yesNo(flag(values, "plan_made")),
      },
    };
  }
  for (const { key, values } of plans) {
    const on = dateOf(values, "started_on");
    const conference = rows("conference").find((row) => on !== null && dateOf(row.values, "held_on") === on);
    yield {
      object: "cp_plans",
      cells: {
        cp_plan_id: id(key),
        referral_id: whose(referrals, text(values, "referral"), on, person),
        icpc_id: conference === undefined ? null : id(conference.key),
        person_id: person,
        cp_plan_start_date: on,
        cp_plan_end_date: dateOf(values, "ended_on"),
        cp_plan_initial_category: text(values, "initial_category"),
        cp_plan_ola: yesNo(flag(values, "other_authority")),
        cp_plan_latest_category: text(values, "latest_category"),
      },
    };
  }
  for (const { key, values } of rows("plan_review")) {
    const on = dateOf(values, "held_on");
    const plan = planOf(plans, text(values, "plan"), on);
    yield {
      object: "cp_reviews",
      cells: {
        cp_review_id: id(key),
        person_id: person,
        cp_plan_id: plan === null ? null : id(plan.key),
        cp_review_due: dateOf(values, "due_on"),
        cp_review_date: on,
        cp_review_outcome_continue_cp: yesNo(flag(values, "continue_plan")),
        cp_review_quorate: yesNo(flag(values, "quorate")),
        cp_review_participation: text(values, "participation"),
      },
    };
  }
}

/** The plan a review was of: the one its row names, else the one in whose days it was held. */
export const planOf = (plans: readonly Row[], named: string | null, on: IsoDate | null): Row | null =>
  plans.find(({ key }) => key === named) ?? spanOn(plans, "started_on", "ended_on", on);

/**
 * Conferences known on their own and those known only through their enquiry: a census tells of a conference inside the enquiry, and the dataset
 * has a table for it.
 */
export function conferencesOf(rows: RowsOf): readonly Row[] {
  const known = rows("conference");
  const days = new Set(known.flatMap(({ values }) => dateOf(values, "held_on") ?? []));
  const through = new Map<string, Row>();
  for (const { key, values } of rows("section47")) {
    const on = dateOf(values, "conference_on");
    if (on !== null && !days.has(on) && !through.has(on))
      through.set(on, {
        key: on,
        values: { held_on: on, target_on: dateOf(values, "conference_target"), section47: key },
      });
  }
  return [...known, ...through.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
