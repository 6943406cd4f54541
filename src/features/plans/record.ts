import { count, dateOf, event, flag, text, type RecordTable } from "../../kernel/record/table.ts";

/** A child protection plan. Natural key: the day it started. `referral` is the key of the referral it belongs to, where a source says. */
export const protectionPlan: RecordTable = {
  name: "protection_plan",
  slice: "plans",
  words: ["child protection plan", "child protection plans"],
  columns: {
    referral: "text",
    started_on: "date",
    ended_on: "date",
    initial_category: "code",
    latest_category: "code",
    previous_plans: "number",
    other_authority: "flag",
    visit_days: "number",
  },
  span: ["started_on", "ended_on"],
  project: (row, key) => [
    ...event("cp.started", dateOf(row, "started_on"), `protection_plan:${key}`, {
      category: text(row, "latest_category") ?? text(row, "initial_category"),
      initialCategory: text(row, "initial_category"),
      previous: count(row, "previous_plans"),
      otherAuthority: flag(row, "other_authority"),
      visitDays: count(row, "visit_days"),
    }),
    ...event("cp.ended", dateOf(row, "ended_on"), `protection_plan:${key}`),
  ],
};

/** A review child protection conference. Natural key: its day. `plan` is the key of the plan it reviewed, where a source says. */
export const planReview: RecordTable = {
  name: "plan_review",
  slice: "plans",
  words: ["review conference", "review conferences"],
  columns: {
    plan: "text",
    held_on: "date",
    due_on: "date",
    continue_plan: "flag",
    quorate: "flag",
    participation: "code",
  },
  span: ["held_on"],
  project: (row, key) =>
    event("cp.reviewed", dateOf(row, "held_on"), `plan_review:${key}`, {
      continuePlan: flag(row, "continue_plan"),
      quorate: flag(row, "quorate"),
      participation: text(row, "participation"),
    }),
};

/** Natural key: its day. */
export const coreGroup: RecordTable = {
  name: "core_group",
  slice: "plans",
  words: ["core group", "core groups"],
  columns: { held_on: "date" },
  span: ["held_on"],
  project: (row, key) => event("cp.coreGroup", dateOf(row, "held_on"), `core_group:${key}`),
};

/** A child in need (family help) plan. Natural key: the day it started. `referral` is the key of the referral it belongs to, where a source says. */
export const inNeedPlan: RecordTable = {
  name: "in_need_plan",
  slice: "plans",
  words: ["child in need plan", "child in need plans"],
  columns: { referral: "text", started_on: "date", ended_on: "date" },
  span: ["started_on", "ended_on"],
  project: (row, key) => [
    ...event("cin.started", dateOf(row, "started_on"), `in_need_plan:${key}`),
    ...event("cin.ended", dateOf(row, "ended_on"), `in_need_plan:${key}`),
  ],
};

/** A review of a child in need plan. Natural key: its day. */
export const inNeedReview: RecordTable = {
  name: "in_need_review",
  slice: "plans",
  words: ["child in need review", "child in need reviews"],
  columns: { held_on: "date" },
  span: ["held_on"],
  project: (row, key) => event("cin.reviewed", dateOf(row, "held_on"), `in_need_review:${key}`),
};
