import { dateOf, event, text, type RecordTable } from "../../kernel/record/table.ts";

/** A period of being looked after, from becoming to ceasing. Natural key: the day it began. */
export const carePeriod: RecordTable = {
  name: "care_period",
  slice: "looked-after",
  words: ["period in care", "periods in care"],
  columns: { started_on: "date", ended_on: "date", need: "code", end_reason: "text" },
  span: ["started_on", "ended_on"],
  project: (row, key) => [
    ...event("care.started", dateOf(row, "started_on"), `care_period:${key}`, { need: text(row, "need") }),
    ...event("care.ended", dateOf(row, "ended_on"), `care_period:${key}`, {
      reason: text(row, "end_reason"),
    }),
  ],
};

/** `status` is the SSDA903 LS code. Natural key: the day it began. */
export const legalStatus: RecordTable = {
  name: "legal_status",
  slice: "looked-after",
  words: ["legal status", "legal statuses"],
  columns: { started_on: "date", ended_on: "date", status: "code" },
  span: ["started_on", "ended_on"],
  project: (row, key) =>
    event("legal.changed", dateOf(row, "started_on"), `legal_status:${key}`, {
      status: text(row, "status"),
      until: dateOf(row, "ended_on"),
    }),
};

/** `type` is the SSDA903 PLACE code, `provider` PLACE_PROVIDER. Natural key: the day it began. */
export const placement: RecordTable = {
  name: "placement",
  slice: "looked-after",
  words: ["placement", "placements"],
  columns: {
    started_on: "date",
    ended_on: "date",
    type: "code",
    provider: "code",
    urn: "text",
    postcode: "text",
    home_postcode: "text",
    change_reason: "code",
    location: "text",
    long_term: "flag",
  },
  span: ["started_on", "ended_on"],
  project: (row, key) => {
    const detail = {
      type: text(row, "type"),
      provider: text(row, "provider"),
      longTerm: row["long_term"] === true,
    };
    return [
      ...event("placement.started", dateOf(row, "started_on"), `placement:${key}`, detail),
      ...event("placement.ended", dateOf(row, "ended_on"), `placement:${key}`, {
        reason: text(row, "change_reason"),
      }),
    ];
  },
};

/** A review by the reviewing officer. Natural key: its day. */
export const careReview: RecordTable = {
  name: "care_review",
  slice: "looked-after",
  words: ["care review", "care reviews"],
  columns: { held_on: "date", due_on: "date", participation: "code" },
  span: ["held_on"],
  project: (row, key) =>
    event("care.reviewed", dateOf(row, "held_on"), `care_review:${key}`, {
      participation: text(row, "participation"),
    }),
};

/** Natural key: the day set, or empty when the source gives only what it is now. */
export const carePlan: RecordTable = {
  name: "care_plan",
  slice: "looked-after",
  words: ["permanence plan", "permanence plans"],
  columns: { set_on: "date", plan: "text", ended_on: "date" },
  span: null,
  project: (row, key) =>
    event("care.planSet", dateOf(row, "set_on"), `care_plan:${key}`, { plan: text(row, "plan") }),
};

/** Contact by the independent reviewing officer. Natural key: its day. */
export const iroContact: RecordTable = {
  name: "iro_contact",
  slice: "looked-after",
  words: ["reviewing officer contact", "reviewing officer contacts"],
  columns: { on_date: "date" },
  span: ["on_date"],
  project: (row, key) => event("care.iroContact", dateOf(row, "on_date"), `iro_contact:${key}`),
};

/** Natural key: the day it began. */
export const deprivationOrder: RecordTable = {
  name: "deprivation_order",
  slice: "looked-after",
  words: ["deprivation of liberty order", "deprivation of liberty orders"],
  columns: { started_on: "date", ended_on: "date" },
  span: ["started_on", "ended_on"],
  project: (row, key) => [
    ...event("dolo.started", dateOf(row, "started_on"), `deprivation_order:${key}`),
    ...event("dolo.ended", dateOf(row, "ended_on"), `deprivation_order:${key}`),
  ],
};

/** One dated step towards adoption or another permanent home. `step`: decided, placement-order, matched, placed, placed-ended, order, reversed. Natural key: step, colon, day. */
export const permanenceStep: RecordTable = {
  name: "permanence_step",
  slice: "looked-after",
  words: ["permanence step", "permanence steps"],
  columns: { step: "code", on_date: "date", note: "text" },
  span: ["on_date"],
  project: (row, key) =>
    event("permanence.decided", dateOf(row, "on_date"), `permanence_step:${key}`, {
      step: text(row, "step"),
      note: text(row, "note"),
    }),
};

/** A permanence arrangement before this period in care (SSDA903 PREV_PERM). Natural key: empty. */
export const previousPermanence: RecordTable = {
  name: "previous_permanence",
  slice: "looked-after",
  words: ["earlier permanence arrangement", "earlier permanence arrangements"],
  columns: { kind: "code", authority: "text", ordered_on: "date" },
  span: null,
  project: (row, key) =>
    event("permanence.previous", dateOf(row, "ordered_on"), `previous_permanence:${key}`, {
      kind: text(row, "kind"),
    }),
};
