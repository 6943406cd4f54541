import { assessment, child, enquiry, episode, inNeedPlan, protectionPlan } from "../../fixtures.ts";
import { all, ep, no, yes, type CaseTable } from "./case.ts";

const CLOSED = { closure: "2024-09-02", reason: "RC7" };

export const closureCases: CaseTable = {
  "2990": all(
    yes("there is an enquiry", ep({ ...CLOSED, reason: "RC8", enquiries: [enquiry("2024-05-10")] })),
    no(
      "there is only an assessment",
      ep({ ...CLOSED, reason: "RC8", assessments: [assessment("2024-05-10")] }),
    ),
    [
      yes(
        "RC9 with a child in need plan",
        ep({ ...CLOSED, reason: "RC9", plans: [inNeedPlan("2024-06-01")] }),
      ),
      yes(
        "RC9 with a child protection plan",
        ep({ ...CLOSED, reason: "RC9", protection: [protectionPlan()] }),
      ),
      yes("RC8 with a conference on the episode", ep({ ...CLOSED, reason: "RC8", conference: "2024-06-03" })),
      no("RC7 with an enquiry", ep({ ...CLOSED, reason: "RC7", enquiries: [enquiry("2024-05-10")] })),
    ],
    no("there is no reason", ep({ closure: "2024-09-02", enquiries: [enquiry("2024-05-10")] })),
  ),
  "2991Q": all(
    yes("there is none", ep({ enquiries: [enquiry("2024-05-10")] })),
    no("there is one", ep({ enquiries: [enquiry("2024-05-10")], assessments: [assessment("2024-05-10")] })),
    yes(
      "the assessment is on another episode",
      child({
        episodes: [
          episode({ enquiries: [enquiry("2024-05-10")], ...CLOSED }),
          episode({ referral: "2024-10-01", assessments: [assessment("2024-10-02")] }),
        ],
      }),
    ),
    [no("there is no enquiry", ep({})), yes("the enquiry has no date", ep({ enquiries: [enquiry(null)] }))],
  ),
  "8565": all(
    yes("an assessment starts after", ep({ ...CLOSED, assessments: [assessment("2024-10-01")] })),
    no("all work is before", ep({ ...CLOSED, assessments: [assessment("2024-05-02", "2024-06-01")] })),
    [
      no("on the day it closed", ep({ ...CLOSED, assessments: [assessment("2024-09-02", "2024-09-02")] })),
      yes(
        "authorised the day after",
        ep({ ...CLOSED, assessments: [assessment("2024-06-02", "2024-09-03")] }),
      ),
      yes("an enquiry starts the day after", ep({ ...CLOSED, enquiries: [enquiry("2024-09-03")] })),
      yes("a conference the day after", ep({ ...CLOSED, enquiries: [enquiry("2024-08-20", "2024-09-03")] })),
      yes("the episode's conference the day after", ep({ ...CLOSED, conference: "2024-09-03" })),
      yes(
        "a protection plan ends the day after",
        ep({ ...CLOSED, protection: [protectionPlan({ end: "2024-09-03" })] }),
      ),
      yes("a child in need plan starts the day after", ep({ ...CLOSED, plans: [inNeedPlan("2024-09-03")] })),
      yes(
        "a child in need plan ends the day after",
        ep({ ...CLOSED, plans: [inNeedPlan("2024-06-03", "2024-09-03")] }),
      ),
    ],
    no("it is not closed", ep({ assessments: [assessment("2024-10-01")] })),
  ),
  "8585Q": all(
    yes("there is none", child({ episodes: [episode({ ...CLOSED, reason: "RC2" })] })),
    no("there is one", child({ died: "2024-09-01", episodes: [episode({ ...CLOSED, reason: "RC2" })] })),
    no("the reason is RC1", child({ episodes: [episode({ ...CLOSED, reason: "RC1" })] })),
    [
      no("there is no reason", child({ episodes: [episode({ closure: "2024-09-02" })] })),
      yes(
        "the date of death is not a date",
        child({ died: "unknown", episodes: [episode({ ...CLOSED, reason: "RC2" })] }),
      ),
    ],
  ),
  "8620": all(
    yes("it was last year", ep({ referral: "2023-01-01", closure: "2024-02-01", reason: "RC7" })),
    no("it is in the year", ep(CLOSED)),
    [
      no("on 1 April", ep({ referral: "2023-01-01", closure: "2024-04-01", reason: "RC7" })),
      yes("on 31 March before", ep({ referral: "2023-01-01", closure: "2024-03-31", reason: "RC7" })),
      no("on the reference date", ep({ closure: "2025-03-31", reason: "RC7" })),
      yes("the day after", ep({ closure: "2025-04-01", reason: "RC7" })),
    ],
    no("it is not closed", ep({})),
  ),
  "8630": all(
    yes("it is before", ep({ referral: "2024-05-01", closure: "2024-04-15", reason: "RC7" })),
    no("it is after", ep(CLOSED)),
    [
      no("on the same day", ep({ referral: "2024-05-01", closure: "2024-05-01", reason: "RC7" })),
      yes("the day before", ep({ referral: "2024-05-01", closure: "2024-04-30", reason: "RC7" })),
    ],
    [no("it is not closed", ep({})), no("there is no referral date", ep({ ...CLOSED, referral: null }))],
  ),
  "8640": all(
    yes("it is not a code", ep({ ...CLOSED, reason: "RC11" })),
    no("it is a code", ep({ ...CLOSED, reason: "RC1" })),
    [no("it is RC9", ep({ ...CLOSED, reason: "RC9" })), yes("it is RC0", ep({ ...CLOSED, reason: "RC0" }))],
    no("it is missing", ep({ closure: "2024-09-02" })),
  ),
  "8805": all(
    yes("there is no reason", ep({ closure: "2024-09-02" })),
    no("there is one", ep(CLOSED)),
    no("the reason is not a code", ep({ ...CLOSED, reason: "X" })),
    [no("there is neither", ep({})), yes("the reason is empty", ep({ closure: "2024-09-02", reason: " " }))],
  ),
  "8810": all(
    yes("there is no date", ep({ reason: "RC7" })),
    no("there is one", ep(CLOSED)),
    no("the date is outside the year", ep({ closure: "2030-01-01", reason: "RC7" })),
    [no("there is neither", ep({})), yes("the date is empty", ep({ closure: " ", reason: "RC7" }))],
  ),
  "8825Q": all(
    yes("RC8 and none", ep({ ...CLOSED, reason: "RC8" })),
    no(
      "RC8 and one",
      ep({ ...CLOSED, reason: "RC8", assessments: [assessment("2024-05-02", "2024-06-01", ["21"])] }),
    ),
    [
      yes("RC9 and none", ep({ ...CLOSED, reason: "RC9" })),
      no("RC7 and none", ep({ ...CLOSED, reason: "RC7" })),
    ],
    [
      no("there is no reason", ep({ closure: "2024-09-02" })),
      no("the assessment has no dates", ep({ ...CLOSED, reason: "RC8", assessments: [assessment("x")] })),
    ],
  ),
};
