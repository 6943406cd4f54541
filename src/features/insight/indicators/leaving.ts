import type { Indicator } from "../indicator.ts";

/** Indicators 54 and 55. */
export const leavingIndicators: readonly Indicator[] = [
  {
    no: 54,
    area: "leaving-care",
    name: "Care leavers in touch; in a suitable home; in education or work",
    definition:
      "Of care leavers who turned 19, 20 or 21, what was last said of them about that birthday: in touch, in a suitable home, in education, employment or training. Those who turned 17 or 18 apart.",
    numerator: "In touch (YES); home suitable; in education, employment or training (F or P)",
    denominator: "Birthdays of care leavers of whom it is said",
    window: "Month and rolling 12 months, by the birthday",
    better: "higher",
    immature: "Counts a month after the birthday",
    settles: { months: 1 },
    source: "DfE care leaver statistics; SSDA903 OC3",
    guards: [55],
    charts: ["P", "F"],
    needs: [["leaving.status"]],
    measures: [
      { id: "54", name: "In touch", reads: "period", shape: "share" },
      { id: "54.home", name: "Suitable home", reads: "period", shape: "share" },
      { id: "54.work", name: "In education or work", reads: "period", shape: "share" },
      { id: "54.young", name: "In touch, at 17 and 18", reads: "period", shape: "share" },
      { id: "54.young.home", name: "Suitable home, at 17 and 18", reads: "period", shape: "share" },
      { id: "54.young.work", name: "In education or work, at 17 and 18", reads: "period", shape: "share" },
    ],
  },
  {
    no: 55,
    area: "leaving-care",
    name: "Pathway plan within six months",
    definition:
      "Of eligible, relevant and former relevant young people, those whose pathway plan was made or reviewed in the last six months.",
    numerator: "Made or reviewed in the six months to the day",
    denominator: "Eligible, relevant or former relevant on the day",
    window: "Last day of the month; today",
    better: "higher",
    immature: "None",
    source: "Care Leavers (England) Regulations 2010, reg 7",
    guards: [54],
    charts: ["P"],
    needs: [
      ["leaving.eligible", "care.started"],
      ["pathway.reviewed", "pathway.assessed"],
    ],
    measures: [{ id: "55", name: "In six months", reads: "day", shape: "share" }],
  },
];
