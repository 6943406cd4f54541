import { ACCOMMODATION, ACTIVITY, IN_TOUCH, PREVIOUS_PERMANENCE } from "../codeWords.ts";
import type { RowReader } from "../rowReader.ts";
import { eachRow, rowId, upper, type Mapping, type ObjectUse } from "./mapping.ts";

/** Permanence, leaving care, and the steps before proceedings. */
const permanence: Mapping = eachRow((row) => {
  const step = (column: string, name: string, note?: string | null): void => {
    const on = row.day(column);
    if (typeof on === "string")
      row.add("permanence_step", `${name}:${on}`, { step: name, on_date: on, note }, "fact", column);
  };
  step("adm_decision_date", "decided");
  step("placement_order_date", "placement-order");
  step("matched_date", "matched");
  step("placed_for_adoption_date", "placed");
  step("permanence_order_date", "order", row.text("permanence_order_type"));
  step("decision_reversed_date", "reversed", row.text("decision_reversed_reason"));
});

const previousPermanence: Mapping = (rows) => {
  for (const row of rows) {
    const kind = row.code("previous_permanence_option", PREVIOUS_PERMANENCE);
    if (typeof kind === "string")
      row.add(
        "previous_permanence",
        "",
        {
          kind,
          authority: row.text("previous_permanence_la"),
          ordered_on: row.day("previous_permanence_order_date"),
        },
        "thing",
        "previous_permanence_option",
        rowId(row, "table_id"),
      );
  }
};

/** A row for each position the care leaver has been in; the one with the latest contact is what is so now. */
const leavers: Mapping = (rows, task) => {
  const latest = rows
    .map((row) => ({ row, on: row.day("care_leaver_latest_contact") ?? "", id: rowId(row, "table_id") }))
    .toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0) || (a.id < b.id ? 1 : -1))[0];
  if (latest === undefined) return;
  const { row } = latest;
  const given = row.text("care_leaver_personal_advisor");
  const adviser = typeof given === "string" ? (task.links.workers.get(given)?.name ?? given) : given;
  row.add(
    "care_leaver",
    "",
    {
      known_on: task.days.asAt,
      eligibility: row.text("care_leaver_eligibility"),
      in_touch: row.code("care_leaver_in_touch", IN_TOUCH),
      activity: row.code("care_leaver_activity", ACTIVITY),
      accommodation: row.code("care_leaver_accommodation", ACCOMMODATION),
      suitable: suitable(row),
      adviser,
      contact_on: row.day("care_leaver_latest_contact"),
      pathway_reviewed_on: row.mayBeAhead("pathway_plan_review_date"),
    },
    "fact",
  );
};

function suitable(row: RowReader): boolean | null | undefined {
  const given = row.text("care_leaver_accom_suitable");
  if (typeof given !== "string") return given;
  if (/^(?:suitable|1|y)/i.test(given)) return true;
  return /^(?:un|not |2|n$|no$)/i.test(given) ? false : row.flag("care_leaver_accom_suitable");
}

const preProceedings: Mapping = eachRow((row) => {
  const started = row.day("pre_pro_decision_date");
  const letter = row.day("pre_pro_letter_date");
  const meeting = row.day("initial_pre_pro_meeting_date");
  const decided = row.day("agree_stepdown_issue_date");
  const initial = row.day("care_pro_letter_date");
  const key =
    started ?? [letter, meeting, decided, initial].filter((day) => typeof day === "string").toSorted()[0];
  if (key === undefined) {
    row.note(
      "date-missing",
      "pre_pro_decision_date",
      "The row has no date to know it by, so it was left out. Add the date.",
    );
    return;
  }
  row.add(
    "pre_proceedings",
    key,
    {
      started_on: started,
      letter_on: letter,
      first_meeting_on: meeting,
      review_meetings: row.count("pre_pro_meetings_num"),
      decided_on: decided,
      outcome: upper(row.text("pre_pro_outcome")),
      initial_letter_on: initial,
    },
    "thing",
    "pre_pro_decision_date",
    rowId(row, "table_id"),
  );
});

export const LEAVING: readonly (readonly [string, ObjectUse])[] = [
  ["permanence", { map: permanence, fully: "permanence_step" }],
  ["cla_previous_permanence", { map: previousPermanence }],
  ["care_leavers", { map: leavers }],
  ["pre_proceedings", { map: preProceedings, fully: "pre_proceedings" }],
];
