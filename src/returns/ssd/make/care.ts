import { count, dateOf, flag, text } from "../../../kernel/record/table.ts";
import type { IsoDate } from "../../../kernel/dates.ts";
import { answersJson } from "./answers.ts";
import { referralFor, type Row, type RowsOf, spanOn } from "./child.ts";
import { leave, rowId, type SsdRow, yesNo } from "./cells.ts";
import type { Around } from "./around.ts";

/** Children in care. */
export function* careRows(rows: RowsOf, person: string, around: Around): Generator<SsdRow> {
  const id = (key: string): string => rowId(person, key);
  const periods = rows("care_period");
  const periodOf = (on: IsoDate | null): string | null => {
    const period = spanOn(periods, "started_on", "ended_on", on);
    return period === null ? null : id(period.key);
  };
  for (const period of periods) yield* episodesOf(rows, period, person);
  for (const { key, values } of rows("legal_status"))
    yield {
      object: "legal_status",
      cells: {
        legal_status_id: id(key),
        person_id: person,
        legal_status: text(values, "status"),
        legal_status_start_date: dateOf(values, "started_on"),
        legal_status_end_date: dateOf(values, "ended_on"),
      },
    };
  for (const { key, values } of rows("placement"))
    yield {
      object: "cla_placement",
      cells: {
        cla_placement_id: id(key),
        cla_placement_start_date: dateOf(values, "started_on"),
        cla_placement_type: text(values, "type"),
        cla_placement_urn: text(values, "urn"),
        cla_id: periodOf(dateOf(values, "started_on")),
        cla_placement_provider: text(values, "provider"),
        cla_placement_postcode: text(values, "postcode"),
        cla_placement_end_date: dateOf(values, "ended_on"),
        cla_placement_change_reason: text(values, "change_reason"),
        person_id: person,
      },
    };
  for (const { key, values } of rows("care_review")) {
    const period = periodOf(dateOf(values, "held_on"));
    // The object names no child, only the period in care.
    if (period === null) {
      leave(around.left, "care reviews of children whose period in care is not held");
      continue;
    }
    yield {
      object: "cla_reviews",
      cells: {
        cla_review_id: id(key),
        cla_id: period,
        cla_review_due_date: dateOf(values, "due_on"),
        cla_review_date: dateOf(values, "held_on"),
        cla_review_cancelled: "N",
        cla_review_participation: text(values, "participation"),
      },
    };
  }
  for (const { key, values } of rows("care_plan")) {
    const on = dateOf(values, "set_on");
    if (on === null) {
      leave(around.left, "permanence plans without the day they were set");
      continue;
    }
    yield {
      object: "cla_care_plan",
      cells: {
        table_id: id(key),
        person_id: person,
        cla_care_plan_start_date: on,
        cla_care_plan_end_date: dateOf(values, "ended_on"),
        cla_care_plan_json: answersJson(text(values, "plan")),
      },
    };
  }
  yield* healthRows(rows, person);
}

/**
 * A period in care as the dataset has it: a row for each stretch in which neither placement nor legal status changed. Every stretch but the last goes on
 * into another (X1).
 */
function* episodesOf(rows: RowsOf, period: Row, person: string): Generator<SsdRow> {
  const began = dateOf(period.values, "started_on");
  if (began === null) return;
  const ended = dateOf(period.values, "ended_on");
  const startsOf = (table: string): Set<IsoDate> =>
    new Set(
      rows(table)
        .flatMap(({ values }) => dateOf(values, "started_on") ?? [])
        .filter((on) => on > began && (ended === null || on < ended)),
    );
  const placements = startsOf("placement");
  const statuses = startsOf("legal_status");
  const starts = [...new Set([began, ...placements, ...statuses])].toSorted();
  const seen = rows("iro_contact").flatMap(({ values }) => dateOf(values, "on_date") ?? []);
  const referral = referralFor(rows("referral"), null, began);
  const reason = (on: IsoDate): string =>
    on === began ? "S" : placements.has(on) && statuses.has(on) ? "B" : placements.has(on) ? "P" : "L";
  for (const [at, start] of starts.entries()) {
    const next = starts[at + 1];
    const until = next ?? ended;
    const placement = spanOn(rows("placement"), "started_on", "ended_on", start);
    const contact = seen
      .filter((on) => on >= start && (until === null || (next === undefined ? on <= until : on < until)))
      .toSorted()
      .at(-1);
    yield {
      object: "cla_episodes",
      cells: {
        cla_episode_id: rowId(person, `${period.key}.${start}`),
        person_id: person,
        cla_episode_start_date: start,
        cla_episode_start_reason: reason(start),
        cla_primary_need_code: text(period.values, "need"),
        cla_episode_ceased_date: until,
        cla_episode_ceased_reason: next === undefined ? text(period.values, "end_reason") : "X1",
        cla_id: rowId(person, period.key),
        referral_id: referral === null ? null : rowId(person, referral.key),
        cla_placement_id: placement === null ? null : rowId(person, placement.key),
        entered_care_date: began,
        cla_last_iro_contact_date: contact ?? null,
      },
    };
  }
}

const CHECKS: { readonly [kind: string]: string } = {
  health: "Health assessment",
  dental: "Dental check",
  immunisation: "Immunisations",
};

function* healthRows(rows: RowsOf, person: string): Generator<SsdRow> {
  for (const { key, values } of rows("health_check")) {
    const kind = text(values, "kind") ?? "other";
    const status = text(values, "status");
    const on = dateOf(values, "on_date");
    // The object for immunisations has one row a day and room for a yes or no; anything else is a check like others.
    if (kind === "immunisation" && (status?.length ?? 0) <= 1 && !key.includes("#"))
      yield {
        object: "cla_immunisations",
        cells: { person_id: person, immunisations_status: status, immunisations_status_date: on },
      };
    else
      yield {
        object: "cla_health",
        cells: {
          health_check_id: rowId(person, key),
          person_id: person,
          health_check_type: CHECKS[kind] ?? "Other",
          health_check_date: on,
          health_check_status: status,
        },
      };
  }
  for (const { key, values } of rows("sdq"))
    yield {
      object: "sdq_scores",
      cells: {
        table_id: rowId(person, key),
        person_id: person,
        sdq_completed_date: dateOf(values, "on_date"),
        sdq_reason: text(values, "reason"),
        sdq_score: count(values, "score"),
      },
    };
  for (const { key, values } of rows("missing_episode"))
    yield {
      object: "missing",
      cells: {
        table_id: rowId(person, key),
        person_id: person,
        missing_episode_start_date: dateOf(values, "started_on"),
        missing_episode_type: text(values, "kind"),
        missing_episode_end_date: dateOf(values, "ended_on"),
        missing_rhi_offered: yesNo(flag(values, "interview_offered")),
        missing_rhi_accepted: yesNo(flag(values, "interview_accepted")),
      },
    };
}
