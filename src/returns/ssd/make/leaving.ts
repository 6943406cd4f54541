import { count, dateOf, flag, text } from "../../../kernel/record/table.ts";
import { type Row, type RowsOf, spanOn } from "./child.ts";
import { leave, rowId, type SsdRow } from "./cells.ts";
import type { Around } from "./around.ts";

const STEPS: { readonly [step: string]: string } = {
  decided: "adm_decision_date",
  "placement-order": "placement_order_date",
  matched: "matched_date",
  placed: "placed_for_adoption_date",
  order: "permanence_order_date",
  reversed: "decision_reversed_date",
};

/** Permanence, leaving care and the steps before proceedings. */
export function* leavingRows(rows: RowsOf, person: string, around: Around): Generator<SsdRow> {
  const id = (key: string): string => rowId(person, key);
  yield* permanenceRows(rows, person, around);
  for (const { key, values } of rows("previous_permanence"))
    if (text(values, "kind") !== null)
      yield {
        object: "cla_previous_permanence",
        cells: {
          table_id: id(key),
          person_id: person,
          previous_permanence_order_date: dateOf(values, "ordered_on"),
          previous_permanence_option: text(values, "kind"),
          previous_permanence_la: text(values, "authority"),
        },
      };
  for (const { key, values } of rows("care_leaver"))
    yield {
      object: "care_leavers",
      cells: {
        table_id: id(key),
        person_id: person,
        care_leaver_eligibility: text(values, "eligibility"),
        care_leaver_in_touch: text(values, "in_touch"),
        care_leaver_latest_contact: dateOf(values, "contact_on"),
        care_leaver_accommodation: text(values, "accommodation"),
        care_leaver_accom_suitable: suitable(flag(values, "suitable")),
        care_leaver_activity: text(values, "activity"),
        pathway_plan_review_date: dateOf(values, "pathway_reviewed_on"),
        care_leaver_personal_advisor: text(values, "adviser"),
      },
    };
  const family = rows("household")[0];
  for (const { key, values } of rows("pre_proceedings"))
    yield {
      object: "pre_proceedings",
      cells: {
        table_id: id(key),
        person_id: person,
        plo_family_id: (family === undefined ? null : text(family.values, "ref")) ?? person,
        pre_pro_decision_date: dateOf(values, "started_on"),
        initial_pre_pro_meeting_date: dateOf(values, "first_meeting_on"),
        pre_pro_outcome: text(values, "outcome"),
        agree_stepdown_issue_date: dateOf(values, "decided_on"),
        pre_pro_letter_date: dateOf(values, "letter_on"),
        care_pro_letter_date: dateOf(values, "initial_letter_on"),
        pre_pro_meetings_num: count(values, "review_meetings"),
      },
    };
}

const suitable = (value: boolean | null): string | null =>
  value === null ? null : value ? "Suitable" : "Unsuitable";

/** The dataset has a column for each step: the first step of each kind in the first row, a second in a second. */
function* permanenceRows(rows: RowsOf, person: string, around: Around): Generator<SsdRow> {
  const written: { cells: Record<string, string | null>; first: Row }[] = [];
  for (const row of rows("permanence_step")) {
    const { values } = row;
    const step = text(values, "step") ?? "";
    const column = STEPS[step];
    const on = dateOf(values, "on_date");
    if (column === undefined || on === null) {
      leave(around.left, "permanence steps for which the dataset has no column");
      continue;
    }
    let into = written.find(({ cells }) => cells[column] === undefined);
    if (into === undefined) written.push((into = { cells: {}, first: row }));
    into.cells[column] = on;
    if (step === "order") into.cells["permanence_order_type"] = text(values, "note");
    if (step === "reversed") into.cells["decision_reversed_reason"] = text(values, "note");
  }
  for (const { cells, first } of written) {
    const period = spanOn(rows("care_period"), "started_on", "ended_on", dateOf(first.values, "on_date"));
    yield {
      object: "permanence",
      cells: {
        table_id: rowId(person, first.key),
        person_id: person,
        cla_id: period === null ? null : rowId(person, period.key),
        ...cells,
      },
    };
  }
}
