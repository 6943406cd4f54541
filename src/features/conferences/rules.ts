import { date } from "../../kernel/dates.ts";
import type { Rule } from "../../kernel/duties/rule.ts";

/** Initial child protection conference clocks. T27 is the 15-working-day rule. */
export const conferenceRules: readonly Rule[] = [
  {
    id: "T27",
    slice: "conferences",
    name: "Initial child protection conference",
    ruleSet: "WT2026",
    effectiveFrom: date("2010-04-01"),
    effectiveTo: null,
    sort: "duty",
    triggers: [{ kind: "s47.started", unless: { notRequired: [true] } }],
    stops: [{ kind: "conference.held" }],
    ends: [{ kind: "conference.notNeeded" }, { kind: "referral.closed" }],
    offset: 15,
    unit: "workingDays",
    countMode: "exclusive",
    whose: "chair",
    signOff: "IND",
    feeds: ["CIN InitialCPCtarget, DateOfInitialCPC", "Annex A list 5"],
    source:
      "Working Together to Safeguard Children 2026: within 15 working days of the strategy discussion at which the enquiry was started",
    severity: "guidance",
    local: false,
  },
  {
    id: "T28",
    slice: "conferences",
    name: "Transfer-in conference",
    ruleSet: "WT2026",
    effectiveFrom: date("2010-04-01"),
    effectiveTo: null,
    sort: "duty",
    triggers: [{ kind: "conference.transferNotified" }],
    stops: [{ kind: "conference.held" }],
    ends: [{ kind: "referral.closed" }],
    offset: 15,
    unit: "workingDays",
    countMode: "exclusive",
    whose: "chair",
    signOff: "IND",
    feeds: ["CIN DateOfInitialCPC on the episode"],
    source: "Working Together to Safeguard Children 2026: within 15 working days of being told of the move",
    severity: "guidance",
    local: false,
  },
];
