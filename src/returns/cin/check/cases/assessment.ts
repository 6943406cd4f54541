import { assessment, child, episode, type EpisodeGiven } from "../../fixtures.ts";
import { all, ep, no, withHeader, yes, type CaseTable } from "./case.ts";

const a = (...assessments: readonly string[]): string => ep({ assessments });
const on = (given: EpisodeGiven, ...assessments: readonly string[]): string => ep({ ...given, assessments });

export const assessmentCases: CaseTable = {
  "1103": all(
    yes("it starts before", on({ referral: "2024-05-01" }, assessment("2024-04-20"))),
    no("it starts after", on({ referral: "2024-05-01" }, assessment("2024-05-03"))),
    [
      no("on the day of the referral", on({ referral: "2024-05-01" }, assessment("2024-05-01"))),
      yes("the day before", on({ referral: "2024-05-01" }, assessment("2024-04-30"))),
      no(
        "before the referral of another episode",
        child({
          episodes: [
            episode({ referral: "2024-05-01", assessments: [assessment("2024-05-02")] }),
            episode({ referral: "2024-08-01" }),
          ],
        }),
      ),
    ],
    [
      no("it has no start", a(assessment(null))),
      no("there is no referral date", on({ referral: null }, assessment("2024-04-20"))),
    ],
  ),
  "8608": all(
    yes("it starts a month after", a(assessment("2024-07-01", "2024-06-01"))),
    no("it starts before", a(assessment("2024-05-02", "2024-06-01"))),
    [
      no("on the same day", a(assessment("2024-05-02", "2024-05-02"))),
      yes("the day after", a(assessment("2024-05-03", "2024-05-02"))),
    ],
    [
      no("it is not authorised", a(assessment("2024-07-01"))),
      no("it has no start", a(assessment(null, "2024-06-01"))),
    ],
  ),
  "8614": all(
    yes("it has two factors", a(assessment("2024-05-02", null, ["1A", "4B"]))),
    no("it is authorised", a(assessment("2024-05-02", "2024-06-01", ["1A"]))),
    yes("it has one factor, which is not a code", a(assessment("2024-05-02", null, ["ZZ"]))),
    [
      no("it has no factors", a(assessment("2024-05-02"))),
      no("the group of factors is empty", a(assessment("2024-05-02", null, []))),
      yes("the day it was authorised is not a date", a(assessment("2024-05-02", "June", ["1A"]))),
    ],
  ),
  // 45 working days before Monday 31 March 2025, with no bank holiday between, is Monday 27 January.
  "8670Q": all(
    yes("it began in November", a(assessment("2024-11-04"))),
    no("it began in March", a(assessment("2025-03-03"))),
    [
      yes("46 working days before", a(assessment("2025-01-24"))),
      no("45 working days before", a(assessment("2025-01-27"))),
      no("it is authorised", a(assessment("2024-11-04", "2024-12-20"))),
      // Easter is counted: 31 March 2024 was Easter Sunday and 29 March Good Friday.
      withHeader(
        { year: 2024, reference: "2024-03-31" },
        no(
          "45 working days before with Good Friday between",
          on({ referral: "2023-05-01" }, assessment("2024-01-26")),
        ),
      ),
      withHeader(
        { year: 2024, reference: "2024-03-31" },
        yes(
          "46 working days before with Good Friday between",
          on({ referral: "2023-05-01" }, assessment("2024-01-25")),
        ),
      ),
    ],
    no("it has no start", a(assessment(null))),
  ),
  "8696": all(
    yes("it was last year", on({ referral: "2023-05-01" }, assessment("2023-05-02", "2023-06-01"))),
    no("it is in the year", a(assessment("2024-05-02", "2024-06-01"))),
    [
      no("on 1 April", on({ referral: "2024-03-01" }, assessment("2024-03-02", "2024-04-01"))),
      yes("on 31 March before", on({ referral: "2024-03-01" }, assessment("2024-03-02", "2024-03-31"))),
      no("on the reference date", a(assessment("2025-03-02", "2025-03-31"))),
      yes("the day after", a(assessment("2025-03-02", "2025-04-01"))),
    ],
    no("it is not authorised", a(assessment("2024-05-02"))),
  ),
  "8736": all(
    yes("it began last year", on({ referral: "2023-05-01" }, assessment("2023-05-02"))),
    no("it began in the year", a(assessment("2024-05-02"))),
    [
      no("on 1 April", on({ referral: "2024-03-01" }, assessment("2024-04-01"))),
      yes("on 31 March before", on({ referral: "2024-03-01" }, assessment("2024-03-31"))),
      no(
        "it began last year and is authorised",
        on({ referral: "2024-03-01" }, assessment("2024-03-02", "2024-04-20")),
      ),
    ],
    yes("it has no start", a(assessment(null))),
  ),
  "8863Q": all(
    yes(
      "it starts between",
      a(assessment("2024-05-02", "2024-06-20"), assessment("2024-06-01", "2024-07-01")),
    ),
    no("it starts later", a(assessment("2024-05-02", "2024-06-20"), assessment("2024-06-24", "2024-07-20"))),
    [
      yes(
        "on the day the other is authorised",
        a(assessment("2024-05-02", "2024-06-20"), assessment("2024-06-20", "2024-07-20")),
      ),
      no("the day after", a(assessment("2024-05-02", "2024-06-20"), assessment("2024-06-21", "2024-07-20"))),
      yes(
        "on the day the other starts",
        a(assessment("2024-05-02", "2024-06-20"), assessment("2024-05-02", "2024-06-10")),
      ),
      yes(
        "on the reference date and the other is open",
        a(assessment("2024-05-02"), assessment("2025-03-31")),
      ),
      no(
        "the other is on another episode",
        child({
          episodes: [
            episode({ assessments: [assessment("2024-05-02", "2024-06-20")] }),
            episode({ referral: "2024-05-10", assessments: [assessment("2024-06-01", "2024-07-01")] }),
          ],
        }),
      ),
    ],
    no("one has no start", a(assessment("2024-05-02", "2024-06-20"), assessment(null, "2024-07-01"))),
  ),
  "8867": all(
    yes("the episode is closed", on({ closure: "2024-09-02", reason: "RC7" }, assessment("2024-05-02"))),
    no(
      "it is authorised",
      on({ closure: "2024-09-02", reason: "RC7" }, assessment("2024-05-02", "2024-06-01")),
    ),
    no("the episode is open", a(assessment("2024-05-02"))),
    yes(
      "the day it was authorised is not a date",
      on({ closure: "2024-09-02", reason: "RC7" }, assessment("2024-05-02", "x")),
    ),
  ),
  "8896": all(
    yes("three are not", a(assessment("2024-05-02"), assessment("2024-06-02"), assessment("2024-07-02"))),
    no("all are", a(assessment("2024-05-02", "2024-05-20"), assessment("2024-06-02", "2024-07-01"))),
    [
      yes("two are not", a(assessment("2024-05-02"), assessment("2024-06-02"))),
      no("one is not", a(assessment("2024-05-02", "2024-05-20"), assessment("2024-06-02"))),
      no(
        "one on each of two episodes is not",
        child({
          episodes: [
            episode({ assessments: [assessment("2024-05-02")] }),
            episode({ referral: "2024-08-01", assessments: [assessment("2024-08-02")] }),
          ],
        }),
      ),
    ],
    yes("neither has a start", a(assessment(null), assessment(null))),
  ),
};

const done = (...factors: readonly string[]): string => a(assessment("2024-05-02", "2024-06-01", factors));
const closed = (reason: string | null, ...assessments: readonly string[]): string =>
  on({ closure: "2024-09-02", reason }, ...assessments);
const none = assessment("2024-05-02", "2024-06-01", ["21"]);

export const factorCases: CaseTable = {
  "8869": all(
    yes("21 and another", done("21", "1A")),
    no("two others", done("1A", "4B")),
    [no("21 alone", done("21")), yes("21 comes last", done("1A", "21")), no("21 twice", done("21", "21"))],
    no("there are none", a(assessment("2024-05-02", "2024-06-01"))),
  ),
  "8873Q": all(
    yes("it closed as RC7", closed("RC7", none)),
    no("it closed as RC8", closed("RC8", none)),
    [
      no("it closed as RC9", closed("RC9", none)),
      no("there are two assessments", closed("RC7", none, assessment("2024-07-02", "2024-08-01", ["1A"]))),
      no("the factor is another", closed("RC7", assessment("2024-05-02", "2024-06-01", ["20"]))),
      yes("the episode is open", a(none)),
      no("the episode is open and there are two assessments", a(none, assessment("2024-07-02"))),
    ],
    [
      yes("there is no reason", closed(null, none)),
      no("there are no factors", closed("RC7", assessment("2024-05-02", "2024-06-01"))),
    ],
  ),
  "8897Q": all(
    yes("its only factor is not a code", done("ZZ")),
    no("it has a factor", done("1A")),
    [
      no("one of two is a code", done("ZZ", "1A")),
      no("it is 24A, new in 2021-22", done("24A")),
      yes(
        "it is authorised on 1 April",
        on({ referral: "2024-03-01" }, assessment("2024-03-02", "2024-04-01")),
      ),
      no(
        "it is authorised the day before",
        on({ referral: "2024-03-01" }, assessment("2024-03-02", "2024-03-31")),
      ),
    ],
    [
      yes("there is no group of factors", a(assessment("2024-05-02", "2024-06-01"))),
      yes("the group is empty", done()),
      no("it is not authorised", a(assessment("2024-05-02"))),
    ],
  ),
  "8898": all(
    yes("1A first and last", done("1A", "4B", "1A")),
    no("each once", done("1A", "4B")),
    [
      yes("1A twice and nothing else", done("1A", "1A")),
      no("1A and 1B", done("1A", "1B")),
      no("the same on two assessments", a(none, assessment("2024-06-02", "2024-07-01", ["21"]))),
    ],
    no("there are none", a(assessment("2024-05-02", "2024-06-01"))),
  ),
  "8945Q": all(
    yes("18A among others", done("1A", "18A")),
    no("18B and 18C", done("18B", "18C")),
    [yes("18A alone", done("18A")), no("19A", done("19A"))],
    no("there are none", a(assessment("2024-05-02", "2024-06-01"))),
  ),
  "8950Q": all(
    yes("19A among others", done("1A", "19A")),
    no("19B and 19C", done("19B", "19C")),
    [yes("19A alone", done("19A")), no("18A", done("18A"))],
    no("there are none", a(assessment("2024-05-02", "2024-06-01"))),
  ),
};
