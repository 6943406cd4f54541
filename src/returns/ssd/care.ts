import {
  CHANGE_REASON,
  LEGAL_STATUS,
  MISSING_KIND,
  NEED,
  PARTICIPATION,
  PLACEMENT_TYPE,
  PROVIDER,
  REASON_CEASED,
  SDQ_REASON,
} from "../codeWords.ts";
import type { IsoDate } from "../../kernel/dates.ts";
import type { RowReader } from "../rowReader.ts";
import { visits } from "./help.ts";
import { eachRow, outcomeOf, rowId, upper, type Mapping, type ObjectUse } from "./mapping.ts";

/** Children in care. */
type Episode = {
  readonly row: RowReader;
  readonly start: IsoDate;
  readonly entered: string | null;
  readonly reason: string | null | undefined;
};

/**
 * The dataset has a row for each episode; a period in care is the episodes that share the day the child entered care, or, where that is empty,
 * those from one that starts a period (S) to the next. It has ended when its last episode has, other than into another (X1).
 */
const carePeriods: Mapping = (rows) => {
  const episodes = rows
    .flatMap((row): Episode[] => {
      const start = row.keyDay("cla_episode_start_date");
      const entered = row.day("entered_care_date");
      const seen = row.day("cla_last_iro_contact_date");
      if (typeof seen === "string")
        row.add("iro_contact", seen, { on_date: seen }, "fact", "cla_last_iro_contact_date");
      const first = start ?? entered ?? undefined;
      return first === undefined
        ? []
        : [
            {
              row,
              start: first,
              entered: entered ?? null,
              reason: upper(row.text("cla_episode_start_reason")),
            },
          ];
    })
    .toSorted(
      (a, b) =>
        (a.start < b.start ? -1 : a.start > b.start ? 1 : 0) ||
        (rowId(a.row, "cla_episode_id") < rowId(b.row, "cla_episode_id") ? -1 : 1),
    );
  const periods: { began: string; episodes: Episode[] }[] = [];
  for (const episode of episodes) {
    const open = periods.at(-1);
    const began =
      episode.entered ??
      (open === undefined || episode.reason?.startsWith("S") === true ? episode.start : open.began);
    const held = periods.find((period) => period.began === began);
    if (held) held.episodes.push(episode);
    else periods.push({ began, episodes: [episode] });
  }
  for (const { began, episodes: held } of periods) {
    const last = held.at(-1);
    if (last === undefined) continue;
    const ceased = last.row.end("cla_episode_ceased_date", last.start);
    const reason = last.row.code("cla_episode_ceased_reason", REASON_CEASED);
    const over = reason !== "X1";
    last.row.add(
      "care_period",
      began,
      {
        started_on: began,
        ended_on: over ? ceased : null,
        need: last.row.code("cla_primary_need_code", NEED),
        end_reason: over ? reason : null,
      },
      "fact",
      "cla_episode_start_date",
    );
  }
};

const legalStatuses: Mapping = eachRow((row) => {
  const on = row.keyDay("legal_status_start_date");
  if (on === undefined) return;
  row.add(
    "legal_status",
    on,
    {
      started_on: on,
      ended_on: row.end("legal_status_end_date", on),
      status: row.code("legal_status", LEGAL_STATUS),
    },
    "thing",
    "legal_status_start_date",
    rowId(row, "legal_status_id"),
  );
});

const placements: Mapping = eachRow((row) => {
  const on = row.keyDay("cla_placement_start_date");
  if (on === undefined) return;
  row.add(
    "placement",
    on,
    {
      started_on: on,
      ended_on: row.end("cla_placement_end_date", on),
      type: row.code("cla_placement_type", PLACEMENT_TYPE),
      provider: row.code("cla_placement_provider", PROVIDER),
      urn: row.text("cla_placement_urn"),
      postcode: upper(row.text("cla_placement_postcode")),
      change_reason: row.code("cla_placement_change_reason", CHANGE_REASON),
    },
    "thing",
    "cla_placement_start_date",
    rowId(row, "cla_placement_id"),
  );
});

const reviews: Mapping = eachRow((row) => {
  if (row.flag("cla_review_cancelled") === true) return;
  const due = row.mayBeAhead("cla_review_due_date");
  const held = row.day("cla_review_date");
  if (typeof held !== "string") {
    if (typeof due !== "string") row.keyDay("cla_review_date");
    return;
  }
  row.add(
    "care_review",
    held,
    { held_on: held, due_on: due, participation: row.code("cla_review_participation", PARTICIPATION) },
    "thing",
    "cla_review_date",
    rowId(row, "cla_review_id"),
  );
});

/** A check that was booked, missed or refused is noted as another kind, so that it never counts as a check that was done. */
const NOT_DONE =
  /cancel|refus|declin|not attend|dna|planned|pending|booked|\bdue\b|overdue|not done|outstanding/i;

function checkKind(type: string, status: string): string {
  if (NOT_DONE.test(status)) return "other";
  if (/dent|teeth/i.test(type)) return "dental";
  if (/immuni[sz]|vaccin/i.test(type)) return "immunisation";
  return /health|medical|\brha\b|\biha\b/i.test(type) ? "health" : "other";
}

const health: Mapping = eachRow((row) => {
  const on = row.keyDay("health_check_date");
  if (on === undefined) return;
  const type = row.text("health_check_type");
  const status = row.text("health_check_status");
  const kind = checkKind(type ?? "", status ?? "");
  row.add(
    "health_check",
    `${kind}:${on}`,
    { kind, on_date: on, status },
    "thing",
    "health_check_date",
    rowId(row, "health_check_id"),
  );
});

const immunisations: Mapping = eachRow((row) => {
  const on = row.day("immunisations_status_date");
  if (typeof on === "string")
    row.add(
      "health_check",
      `immunisation:${on}`,
      { kind: "immunisation", on_date: on, status: row.text("immunisations_status") },
      "fact",
      "immunisations_status_date",
    );
});

const sdq: Mapping = eachRow((row) => {
  const on = row.keyDay("sdq_completed_date");
  const score = row.count("sdq_score");
  if (typeof score === "number" && score > 40)
    row.note(
      "number-impossible",
      "sdq_score",
      "An SDQ score is from 0 to 40, so this one was left out. Correct it where it is recorded.",
    );
  if (on === undefined) return;
  const kept = typeof score === "number" && score > 40 ? undefined : score;
  row.add(
    "sdq",
    on,
    { on_date: on, score: kept, reason: row.code("sdq_reason", SDQ_REASON) },
    "thing",
    "sdq_completed_date",
    rowId(row, "table_id"),
  );
});

const missing: Mapping = eachRow((row) => {
  const on = row.keyDay("missing_episode_start_date");
  if (on === undefined) return;
  row.add(
    "missing_episode",
    on,
    {
      started_on: on,
      ended_on: row.end("missing_episode_end_date", on),
      kind: row.code("missing_episode_type", MISSING_KIND),
      interview_offered: row.flag("missing_rhi_offered"),
      interview_accepted: row.flag("missing_rhi_accepted"),
    },
    "thing",
    "missing_episode_start_date",
    rowId(row, "table_id"),
  );
});

const carePlans: Mapping = eachRow((row) => {
  const on = row.keyDay("cla_care_plan_start_date");
  if (on === undefined) return;
  row.add(
    "care_plan",
    on,
    {
      set_on: on,
      plan: outcomeOf(row, "cla_care_plan_json"),
      ended_on: row.end("cla_care_plan_end_date", on),
    },
    "thing",
    "cla_care_plan_start_date",
    rowId(row, "table_id"),
  );
});

export const CARE: readonly (readonly [string, ObjectUse])[] = [
  ["cla_episodes", { map: carePeriods, fully: "care_period" }],
  ["legal_status", { map: legalStatuses, fully: "legal_status" }],
  ["cla_placement", { map: placements, fully: "placement", through: ["cla_id", "care"] }],
  ["cla_reviews", { map: reviews, fully: "care_review", through: ["cla_id", "care"] }],
  ["cla_visits", { map: visits("care", "cla"), through: ["cla_id", "care"] }],
  ["cla_health", { map: health }],
  ["cla_immunisations", { map: immunisations }],
  ["sdq_scores", { map: sdq, fully: "sdq" }],
  ["missing", { map: missing, fully: "missing_episode" }],
  ["cla_care_plan", { map: carePlans }],
];
