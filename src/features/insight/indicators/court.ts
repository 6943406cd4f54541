import type { Indicator } from "../indicator.ts";

/** Indicators 56 to 58. */
export const courtIndicators: readonly Indicator[] = [
  {
    no: 56,
    area: "court",
    name: "Care applications",
    definition:
      "Section 31 applications issued. An application may be about several children of a family; those children are beside it.",
    numerator: "Applications issued; children in them",
    denominator: "10,000 children aged 0 to 17",
    window: "Month and rolling 12 months, by the day issued",
    better: null,
    immature: "None",
    source: "Cafcass; CIN pre-proceedings",
    guards: [39, 58],
    charts: ["U", "F"],
    needs: [["proceedings.issued"]],
    measures: [
      {
        id: "56.children",
        name: "Children in applications",
        reads: "period",
        shape: "count",
        per10k: true,
      },
      {
        id: "56",
        name: "Applications",
        reads: "period",
        shape: "count",
        per10k: true,
        cannotTell: {
          because: "nothing brought in says which children are in one application",
          wouldTell: "the court's case number beside each child",
        },
      },
    ],
  },
  {
    no: 57,
    area: "court",
    name: "Care proceedings in 26 weeks",
    definition:
      "Of section 31 proceedings finished, those finished by day 182; the average weeks; beside them those open for more than 26 weeks.",
    numerator: "Finished by day 182",
    denominator: "Proceedings finished",
    window: "Month and rolling 12 months, by the day finished",
    better: "higher",
    immature: "None: those open over 26 weeks are the twin",
    source: "Children Act 1989, section 32; Cafcass",
    guards: [56],
    charts: ["P", "D"],
    needs: [],
    measures: [
      {
        id: "57",
        name: "In 26 weeks",
        reads: "period",
        shape: "share",
        cannotTell: {
          because: "nothing brought in says when proceedings ended",
          wouldTell: "the day of the final order, whatever it was",
        },
      },
    ],
  },
  {
    no: 58,
    area: "court",
    name: "Pre-proceedings over 16 weeks",
    definition: "Of pre-proceedings open on a day, those open for more than 112 days.",
    numerator: "Days since they started are more than 112 (T92)",
    denominator: "Pre-proceedings open on the day",
    window: "Last day of the month; today",
    better: "lower",
    immature: "None",
    source: "Public Law Working Group; local",
    guards: [56],
    charts: ["X"],
    needs: [["preProceedings.started"]],
    measures: [{ id: "58", name: "Open over 16 weeks", reads: "day", shape: "share" }],
  },
];
