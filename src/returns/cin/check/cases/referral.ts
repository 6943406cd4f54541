import { assessment, child, enquiry, episode, inNeedPlan, protectionPlan } from "../../fixtures.ts";
import { all, ep, no, yes, type CaseTable } from "./case.ts";

const twice = (a: Parameters<typeof episode>[0], b: Parameters<typeof episode>[0]): string =>
  child({ episodes: [episode(a), episode(b)] });

const CLOSED = { referral: "2024-05-01", closure: "2024-06-01", reason: "RC7" };

export const referralCases: CaseTable = {
  "8555Q": all(
    yes(
      "the child died before",
      child({ died: "2024-04-15", episodes: [episode({ referral: "2024-05-01" })] }),
    ),
    no(
      "the child died after",
      child({ died: "2024-06-01", episodes: [episode({ referral: "2024-05-01" })] }),
    ),
    [
      no(
        "on the day of death",
        child({ died: "2024-05-01", episodes: [episode({ referral: "2024-05-01" })] }),
      ),
      yes("the day after", child({ died: "2024-04-30", episodes: [episode({ referral: "2024-05-01" })] })),
    ],
    [
      no("there is no death", child({})),
      no("there is no referral date", child({ died: "2024-04-15", episodes: [episode({ referral: null })] })),
    ],
  ),
  "8568": all(
    yes("it is another word", ep({ nfa: "maybe" })),
    no("it is false", ep({ nfa: "false" })),
    [
      no("it is 1", ep({ nfa: "1" })),
      no("it is 0", ep({ nfa: "0" })),
      no("it is in capitals", ep({ nfa: "FALSE" })),
      yes("it is 2", ep({ nfa: "2" })),
    ],
    yes("it is missing", ep({ nfa: null })),
  ),
  // 1 April 2024 was Easter Monday and 29 March Good Friday, so the working day before was Thursday 28 March.
  "8569Q": all(
    yes("the referral was in February", ep({ referral: "2024-02-01", nfa: "true" })),
    no("the referral is in the year", ep({ referral: "2024-05-01", nfa: "true" })),
    [
      no("on the last working day before", ep({ referral: "2024-03-28", nfa: "1" })),
      yes("the day before that", ep({ referral: "2024-03-27", nfa: "1" })),
      no("it went further", ep({ referral: "2024-02-01", nfa: "false" })),
    ],
    [
      no("there is no referral date", ep({ referral: null, nfa: "true" })),
      no("it is not said", ep({ referral: "2024-02-01", nfa: null })),
    ],
  ),
  "8600": all(
    yes("it is in the next year", ep({ referral: "2025-06-01" })),
    no("it is in the year", ep({ referral: "2024-05-01" })),
    [
      no("on the reference date", ep({ referral: "2025-03-31" })),
      yes("the day after", ep({ referral: "2025-04-01" })),
      no("years before", ep({ referral: "2010-01-01" })),
      yes("it is not a date", ep({ referral: "31/03/2025" })),
    ],
    yes("it is missing", ep({ referral: null })),
  ),
  "8606": all(
    yes(
      "a year before birth",
      child({ born: "2025-03-01", episodes: [episode({ referral: "2024-04-02" })] }),
    ),
    no("after birth", child({})),
    [
      no(
        "280 days before birth",
        child({ born: "2025-02-05", episodes: [episode({ referral: "2024-05-01" })] }),
      ),
      yes(
        "281 days before birth",
        child({ born: "2025-02-06", episodes: [episode({ referral: "2024-05-01" })] }),
      ),
      yes(
        "281 days before expected birth",
        child({ born: null, expected: "2025-04-08", episodes: [episode({ referral: "2024-07-01" })] }),
      ),
      yes(
        "281 days before the expected birth of a child since born",
        child({
          born: "2025-03-01",
          expected: "2025-04-08",
          episodes: [episode({ referral: "2024-07-01" })],
        }),
      ),
      no(
        "280 days before expected birth",
        child({ born: null, expected: "2025-04-07", episodes: [episode({ referral: "2024-07-01" })] }),
      ),
    ],
    [
      no("neither birth date is given", child({ born: null })),
      no("there is no referral date", child({ born: "2025-03-01", episodes: [episode({ referral: null })] })),
    ],
  ),
  "8610": all(
    yes("it went further", ep({ need: null, nfa: "false" })),
    no("the need is given", ep({ need: "N1" })),
    no("it had no further action", ep({ need: null, nfa: "true" })),
    [
      no("it is not said whether it went further", ep({ need: null, nfa: null })),
      yes("the need is empty", ep({ need: " ", nfa: "0" })),
    ],
  ),
  "8650": all(
    yes("it is not a code", ep({ need: "N10" })),
    no("it is a code", ep({ need: "N8" })),
    [
      no("it is N0", ep({ need: "N0" })),
      no("it is N9", ep({ need: "N9" })),
      yes("it is a small letter", ep({ need: "n1" })),
    ],
    no("it is missing", ep({ need: null })),
  ),
  "8815": all(
    yes("two are open", twice({}, { referral: "2024-07-01" })),
    no("one is open", twice(CLOSED, { referral: "2024-07-01" })),
    no("the other had no further action", twice({}, { referral: "2024-07-01", nfa: "true" })),
    no("it is not said whether the other went further", twice({}, { referral: "2024-07-01", nfa: null })),
  ),
  "8816": all(
    yes(
      "the child was referred again",
      twice({ referral: "2024-05-01" }, { ...CLOSED, referral: "2024-05-10" }),
    ),
    no("it is the latest", twice(CLOSED, { referral: "2024-07-01" })),
    [
      no(
        "the other referral is on the same day",
        twice({ referral: "2024-05-01" }, { ...CLOSED, referral: "2024-05-01" }),
      ),
      yes(
        "the other is a day later",
        twice({ referral: "2024-05-01" }, { ...CLOSED, referral: "2024-05-02" }),
      ),
      no(
        "it had no further action itself",
        twice({ referral: "2024-05-01", nfa: "1" }, { referral: "2024-05-10" }),
      ),
    ],
    no("the other has no referral date", twice({ referral: "2024-05-01" }, { ...CLOSED, referral: null })),
  ),
  "8820": all(
    yes("it falls between another's referral and closure", twice(CLOSED, { referral: "2024-05-15" })),
    no("it comes after the other closed", twice(CLOSED, { referral: "2024-07-01" })),
    [
      no("on the day the other closed", twice(CLOSED, { referral: "2024-06-01" })),
      yes("the day before", twice(CLOSED, { referral: "2024-05-31" })),
      yes("on the day of the other referral", twice(CLOSED, { referral: "2024-05-01" })),
      yes("the other is open", twice({ referral: "2024-05-01" }, { referral: "2025-03-31" })),
      no(
        "the other is open without further action",
        twice({ referral: "2024-05-01", nfa: "1" }, { referral: "2024-06-01" }),
      ),
      yes("it is itself without further action", twice(CLOSED, { referral: "2024-05-15", nfa: "1" })),
    ],
    no("it has no date", twice(CLOSED, { referral: null })),
  ),
  "8831": all(
    yes("there is an assessment", ep({ nfa: "true", assessments: [assessment("2024-05-02")] })),
    no("there is no work", ep({ nfa: "true" })),
    [
      yes("there is an enquiry", ep({ nfa: "1", enquiries: [enquiry("2024-05-02")] })),
      yes("there is a conference date", ep({ nfa: "1", conference: "2024-06-03" })),
      no("it went further", ep({ nfa: "false", assessments: [assessment("2024-05-02")] })),
    ],
    [
      no("the assessment has no date", ep({ nfa: "true", assessments: ["<Assessments></Assessments>"] })),
      no(
        "it is not said whether it went further",
        ep({ nfa: null, assessments: [assessment("2024-05-02")] }),
      ),
    ],
  ),
  "8832": all(
    yes("there is a plan", ep({ nfa: "true", protection: [protectionPlan()] })),
    no("there is none", ep({ nfa: "true" })),
    [
      no("it went further", ep({ nfa: "false", protection: [protectionPlan()] })),
      no("the plan is a child in need plan", ep({ nfa: "true", plans: [inNeedPlan("2024-06-01")] })),
    ],
    yes("the plan has no date", ep({ nfa: "true", protection: [protectionPlan({ start: null })] })),
  ),
  "8866": all(
    yes("it is not a code", ep({ source: "ZZ" })),
    no("it is a code", ep({ source: "6" })),
    [
      no("it is 5D, new in 2022-23", ep({ source: "5D" })),
      yes("it is 3 without its letter", ep({ source: "3" })),
      yes("the referral was on 1 April 2013", ep({ referral: "2013-04-01", source: "ZZ" })),
      no("the referral was the day before", ep({ referral: "2013-03-31", source: "ZZ" })),
    ],
    [
      yes("it is missing", ep({ source: null })),
      no("there is no referral date", ep({ referral: null, source: null })),
    ],
  ),
};
