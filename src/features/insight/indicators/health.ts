import type { Indicator } from "../indicator.ts";

const DFE = "DfE children looked after statistics; SSDA903 OC2";

/** Indicators 48 to 52. */
export const healthIndicators: readonly Indicator[] = [
  {
    no: 48,
    area: "health",
    name: "Annual health; dental check; immunised",
    definition:
      "Of children looked after for 12 months, those with a health assessment, a dental check and immunisations up to date in the year. What a return says of a year counts from its 31 March.",
    numerator: "Yes in the 12 months to the day",
    denominator: "Looked after for 12 months on the day (published at 31 March)",
    window: "Last day of the month; 31 March; today",
    better: "higher",
    immature: "Children looked after for less than 12 months",
    source: DFE,
    guards: [47, 49],
    charts: ["P", "F"],
    needs: [["care.started"], ["health.assessed", "health.noted"]],
    measures: [
      { id: "48", name: "Health assessment", reads: "day", shape: "share" },
      { id: "48.dental", name: "Dental check", reads: "day", shape: "share" },
      { id: "48.immunised", name: "Immunised", reads: "day", shape: "share" },
    ],
  },
  {
    no: 49,
    area: "health",
    name: "Strengths and difficulties, average score",
    definition:
      "The average latest score of children of 4 to 16 looked after for 12 months. Lower is better. Those with no score in the year are said beside it.",
    numerator: "Sum of scores",
    denominator: "Children of 4 to 16 looked after for 12 months with a score in the year",
    window: "Last day of the month; 31 March; today",
    better: "lower",
    immature: "Children looked after for less than 12 months",
    source: DFE,
    guards: [48, 42],
    charts: ["X"],
    needs: [["care.started"], ["sdq.scored", "health.noted"]],
    measures: [{ id: "49", name: "Average score", reads: "day", shape: "mean" }],
  },
  {
    no: 50,
    area: "health",
    name: "Children missing from care",
    definition:
      "Of children looked after at any time in a period, those who went missing or away without leave in it.",
    numerator: "Children with an episode begun in the period while looked after",
    denominator: "Children looked after on any day of the period",
    window: "Month, rolling 12 months, year",
    better: "lower",
    immature: "None",
    source: "DfE children looked after statistics; SSDA903 missing",
    guards: [51, 41],
    charts: ["P", "U"],
    needs: [["care.started"], ["missing.started"]],
    measures: [
      { id: "50", name: "Children missing", reads: "period", shape: "share", children: true, among: "39" },
    ],
  },
  {
    no: 51,
    area: "health",
    name: "Return interview in 72 hours",
    definition:
      "Of missing episodes that ended, those after which an interview was offered within 72 hours; beside it those accepted. An offer whose day nobody wrote down is in neither.",
    numerator: "Offered in time (T74); accepted",
    denominator: "Episodes ended of which it is said",
    window: "Month and rolling 12 months, by the day of return",
    better: "higher",
    immature: "Counts from the day after the 72 hours",
    settles: { days: 4 },
    source: "Statutory guidance on children who run away or go missing from home or care",
    guards: [50],
    charts: ["P"],
    needs: [["missing.ended"]],
    measures: [
      { id: "51", name: "Offered in 72 hours", reads: "period", shape: "share" },
      { id: "51.accepted", name: "Accepted", reads: "period", shape: "share" },
    ],
  },
  {
    no: 52,
    area: "health",
    name: "Personal education plan this term",
    definition:
      "Of school-age children in care all term, those whose personal education plan was completed in it.",
    numerator: "Completed in the term",
    denominator: "School age and in care all term",
    window: "School term",
    better: "higher",
    immature: "The term that is not over",
    source: "Statutory guidance on promoting the education of looked-after children",
    guards: [48],
    charts: ["P"],
    needs: [],
    measures: [
      {
        id: "52",
        name: "Plans completed",
        reads: "period",
        shape: "share",
        cannotTell: {
          because: "nothing brought in tells of personal education plans or of school terms",
          wouldTell: "the virtual school's list of plans, and the authority's term dates",
        },
      },
    ],
  },
];
