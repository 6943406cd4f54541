import { child, enquiry, episode, type EpisodeGiven } from "../../fixtures.ts";
import { all, ep, no, withHeader, yes, type CaseTable } from "./case.ts";

const s = (...enquiries: readonly string[]): string => ep({ enquiries });
const on = (given: EpisodeGiven, ...enquiries: readonly string[]): string => ep({ ...given, enquiries });
const apart = (a: readonly string[], b: readonly string[]): string =>
  child({ episodes: [episode({ enquiries: a }), episode({ referral: "2024-05-02", enquiries: b })] });

export const section47Cases: CaseTable = {
  "1104": all(
    yes("it is before", on({ referral: "2024-05-01" }, enquiry("2024-04-02", "2024-04-15"))),
    no("it is after", s(enquiry("2024-05-02", "2024-05-20"))),
    [
      no("on the day of the referral", on({ referral: "2024-05-01" }, enquiry("2024-05-01", "2024-05-01"))),
      yes("the day before", on({ referral: "2024-05-01" }, enquiry("2024-04-20", "2024-04-30"))),
    ],
    [
      no("there is no conference", s(enquiry("2024-04-20"))),
      no("there is no referral date", on({ referral: null }, enquiry("2024-04-02", "2024-04-15"))),
    ],
  ),
  "2884": all(
    yes("both are given", on({ conference: "2024-06-03" }, enquiry("2024-05-02", "2024-05-20"))),
    no("only the enquiry's is given", s(enquiry("2024-05-02", "2024-05-20"))),
    [
      yes("they are the same day", on({ conference: "2024-05-20" }, enquiry("2024-05-02", "2024-05-20"))),
      yes(
        "one of two enquiries has it",
        on({ conference: "2024-06-03" }, enquiry("2024-05-02"), enquiry("2024-06-02", "2024-06-20")),
      ),
    ],
    no("the enquiry has none", on({ conference: "2024-06-03" }, enquiry("2024-05-02", null, "true"))),
  ),
  "2889": all(
    yes("it is before", on({ referral: "2024-05-01" }, enquiry("2024-04-20"))),
    no("it is after", s(enquiry("2024-05-02"))),
    [no("on the same day", s(enquiry("2024-05-01"))), yes("the day before", s(enquiry("2024-04-30")))],
    [
      no("it has no start", s(enquiry(null))),
      no("there is no referral date", on({ referral: null }, enquiry("2024-04-20"))),
    ],
  ),
  "8615": all(
    yes("it starts after", s(enquiry("2024-06-03", "2024-05-20"))),
    no("it starts before", s(enquiry("2024-05-02", "2024-05-20"))),
    [
      no("on the same day", s(enquiry("2024-05-20", "2024-05-20"))),
      yes("the day after", s(enquiry("2024-05-21", "2024-05-20"))),
    ],
    [yes("it has no start", s(enquiry(null, "2024-05-20"))), no("there is no conference", s(enquiry(null)))],
  ),
  // 15 working days before Monday 31 March 2025 is Monday 10 March.
  "8675Q": all(
    yes("it began in January", s(enquiry("2025-01-13"))),
    no("it began a week before", s(enquiry("2025-03-24"))),
    [
      yes("16 working days before", s(enquiry("2025-03-07"))),
      no("15 working days before", s(enquiry("2025-03-10"))),
      no("none is required", s(enquiry("2025-01-13", null, "true"))),
      no("it was held", s(enquiry("2025-01-13", "2025-01-31"))),
      withHeader(
        { year: 2024, reference: "2024-03-31" },
        no(
          "15 working days before with Good Friday between",
          on({ referral: "2023-05-01" }, enquiry("2024-03-08")),
        ),
      ),
    ],
    [
      no("it has no start", s(enquiry(null))),
      no("it is not said whether one is required", s(enquiry("2025-01-13", null, null))),
    ],
  ),
  "8715": all(
    yes("it was last year", on({ referral: "2023-05-01" }, enquiry("2023-05-02", "2023-05-22"))),
    no("it is in the year", s(enquiry("2024-05-02", "2024-05-20"))),
    [
      no("on 1 April", on({ referral: "2024-03-01" }, enquiry("2024-03-12", "2024-04-01"))),
      yes("on 31 March before", on({ referral: "2024-03-01" }, enquiry("2024-03-12", "2024-03-31"))),
      no("on the reference date", s(enquiry("2025-03-12", "2025-03-31"))),
      yes("the day after", s(enquiry("2025-03-12", "2025-04-01"))),
    ],
    no("there is none", s(enquiry("2024-05-02"))),
  ),
  "8740": all(
    yes("it began last year", on({ referral: "2023-05-01" }, enquiry("2023-05-02"))),
    no("it began in the year", s(enquiry("2024-05-02"))),
    [
      no("on 1 April", on({ referral: "2024-03-01" }, enquiry("2024-04-01"))),
      yes("on 31 March before", on({ referral: "2024-03-01" }, enquiry("2024-03-31"))),
      no("none is required", on({ referral: "2023-05-01" }, enquiry("2023-05-02", null, "1"))),
      no("it was held", on({ referral: "2024-03-01" }, enquiry("2024-03-20", "2024-04-10"))),
    ],
    no("it has no start", s(enquiry(null))),
  ),
  "8839": all(
    yes("two do", s(enquiry("2024-05-02"), enquiry("2024-06-03"))),
    no("one does", s(enquiry("2024-05-02", "2024-05-20"), enquiry("2024-06-03"))),
    [
      no("the other needs none", s(enquiry("2024-05-02", null, "true"), enquiry("2024-06-03"))),
      no("they are on two episodes", apart([enquiry("2024-05-02")], [enquiry("2024-06-03")])),
    ],
    [
      yes("neither has a start", s(enquiry(null), enquiry(null))),
      yes(
        "one does not say whether it needs one",
        s(enquiry("2024-05-02", null, null), enquiry("2024-06-03")),
      ),
      yes(
        "neither says whether it needs one",
        s(enquiry("2024-05-02", null, "perhaps"), enquiry("2024-06-03", null, null)),
      ),
      no(
        "the day of the other's conference is missing but it needs none",
        s(enquiry("2024-05-02", null, "1"), enquiry("2024-06-03", null, null)),
      ),
    ],
  ),
  "8868": all(
    yes("it needs one", on({ closure: "2024-09-02", reason: "RC7" }, enquiry("2024-05-02"))),
    no("it was held", on({ closure: "2024-09-02", reason: "RC7" }, enquiry("2024-05-02", "2024-05-20"))),
    [
      no("it needs none", on({ closure: "2024-09-02", reason: "RC7" }, enquiry("2024-05-02", null, "1"))),
      no("the episode is open", s(enquiry("2024-05-02"))),
    ],
    yes(
      "it is not said whether it needs one",
      on({ closure: "2024-09-02", reason: "RC7" }, enquiry("2024-05-02", null, null)),
    ),
  ),
  "8870Q": all(
    yes("it is a Saturday", s(enquiry("2024-05-24", null, "false", "2024-06-15"))),
    no("it is a Wednesday", s(enquiry("2024-05-24", null, "false", "2024-06-12"))),
    [
      no("it is a Friday", s(enquiry("2024-05-24", null, "false", "2024-06-14"))),
      yes("it is a Sunday", s(enquiry("2024-05-24", null, "false", "2024-06-16"))),
      no("it is a Monday", s(enquiry("2024-05-24", null, "false", "2024-06-17"))),
    ],
    no("there is none", s(enquiry("2024-05-24"))),
  ),
  "8875": all(
    yes("it is a Saturday", s(enquiry("2024-05-24", "2024-06-15"))),
    no("it is a Wednesday", s(enquiry("2024-05-24", "2024-06-12"))),
    [
      no("it is a Friday", s(enquiry("2024-05-24", "2024-06-14"))),
      yes("it is a Sunday", s(enquiry("2024-05-24", "2024-06-16"))),
      no("it is a Monday", s(enquiry("2024-05-24", "2024-06-17"))),
    ],
    no("there is none", s(enquiry("2024-05-24"))),
  ),
  "8890": all(
    yes("it starts between", s(enquiry("2024-05-02", "2024-05-22"), enquiry("2024-05-10", "2024-06-03"))),
    no("it starts later", s(enquiry("2024-05-02", "2024-05-22"), enquiry("2024-06-10", "2024-06-28"))),
    [
      yes(
        "on the day of the other's conference",
        s(enquiry("2024-05-02", "2024-05-22"), enquiry("2024-05-22", "2024-06-10")),
      ),
      no("the day after", s(enquiry("2024-05-02", "2024-05-22"), enquiry("2024-05-23", "2024-06-10"))),
      yes(
        "on the reference date and the other awaits its conference",
        s(enquiry("2024-05-02"), enquiry("2025-03-31")),
      ),
      no(
        "the other needs no conference",
        s(enquiry("2024-05-02", null, "true"), enquiry("2024-05-10", "2024-06-03")),
      ),
      no(
        "they are on two episodes",
        apart([enquiry("2024-05-02", "2024-05-22")], [enquiry("2024-05-10", "2024-06-03")]),
      ),
    ],
    [
      no("one has no start", s(enquiry(null, "2024-05-22"), enquiry("2024-05-10", "2024-06-03"))),
      no("the later one has no start", s(enquiry("2024-05-02", "2024-05-22"), enquiry(null, "2024-06-03"))),
      yes(
        "the other does not say whether it needs a conference",
        s(enquiry("2024-05-02", null, null), enquiry("2024-05-10", "2024-06-03")),
      ),
    ],
  ),
};
