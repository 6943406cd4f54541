import type { RecordTable } from "../../kernel/record/table.ts";
import type { Spine } from "../record/spine.ts";

/** The tables a payload is made from. */
const SENT = new Set([
  "person_detail",
  "address",
  "referral",
  "assessment",
  "section47",
  "conference",
  "in_need_plan",
  "protection_plan",
  "care_period",
  "placement",
  "permanence_step",
  "care_leaver",
  "sdq",
  "allocation",
]);

export const sentTables = (spine: Spine): readonly RecordTable[] =>
  [...spine.tables.values()].filter(({ name }) => SENT.has(name));
