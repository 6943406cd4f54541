import { date } from "../../kernel/dates.ts";
import type { Rule } from "../../kernel/duties/rule.ts";

/** Who holds the child. */
export const allocationRules: readonly Rule[] = [
  {
    id: "T81",
    slice: "allocation",
    name: "Name the next worker",
    ruleSet: "WT2026",
    effectiveFrom: date("2010-04-01"),
    effectiveTo: null,
    sort: "duty",
    triggers: [{ kind: "worker.ended" }],
    stops: [{ kind: "worker.allocated" }],
    ends: [{ kind: "referral.closed" }, { kind: "care.ended" }, { kind: "person.turned18" }],
    offset: 0,
    unit: "days",
    countMode: "exclusive",
    guard: "stillOpen",
    whose: "manager",
    signOff: "L1",
    feeds: ["SSDA903 social worker episodes SW_DECOM, SW_DEC", "SSD involvements"],
    source: "Local policy: a named replacement the same day",
    severity: "local",
    local: true,
  },
];
