import { count, dateOf, event, flag, text, type RecordTable } from "../../kernel/record/table.ts";

/** A dated check. `kind`: health, dental, immunisation, other. Natural key: kind, colon, day. */
export const healthCheck: RecordTable = {
  name: "health_check",
  slice: "health",
  words: ["health check", "health checks"],
  columns: { kind: "code", on_date: "date", status: "text" },
  span: ["on_date"],
  project: (row, key) => {
    const kind = text(row, "kind");
    const on = dateOf(row, "on_date");
    const detail = { status: text(row, "status") };
    if (kind === "health") return event("health.assessed", on, `health_check:${key}`, detail);
    if (kind === "dental") return event("dental.checked", on, `health_check:${key}`, detail);
    return event("health.noted", on, `health_check:${key}`, { ...detail, what: kind });
  },
};

/** Strengths and difficulties questionnaire. `score` 0 to 40. Natural key: its day. */
export const sdq: RecordTable = {
  name: "sdq",
  slice: "health",
  words: ["SDQ score", "SDQ scores"],
  columns: { on_date: "date", score: "number", reason: "code" },
  span: ["on_date"],
  project: (row, key) =>
    event("sdq.scored", dateOf(row, "on_date"), `sdq:${key}`, {
      score: count(row, "score"),
      reason: text(row, "reason"),
    }),
};

/**
 * What SSDA903 OC2 says of a year, without days. Natural key: the 31 March that ends the year. It is noted, and never stops a clock: a
 * yes for the year does not say when.
 */
export const healthYear: RecordTable = {
  name: "health_year",
  slice: "health",
  words: ["year's health answers", "years' health answers"],
  columns: {
    year_end: "date",
    assessed: "flag",
    surveillance: "flag",
    dental: "flag",
    immunised: "flag",
    convicted: "flag",
    substance_misuse: "flag",
    intervention_received: "flag",
    intervention_offered: "flag",
    sdq_score: "number",
    sdq_reason: "code",
  },
  span: ["year_end"],
  project: (row, key) =>
    event("health.noted", dateOf(row, "year_end"), `health_year:${key}`, {
      what: "year",
      assessed: flag(row, "assessed"),
      dental: flag(row, "dental"),
      immunised: flag(row, "immunised"),
      sdq: count(row, "sdq_score"),
    }),
};
