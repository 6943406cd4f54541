import { child, episode } from "../../fixtures.ts";
import { all, no, withHeader, yes, type CaseTable } from "./case.ts";

const LAST_OLD_YEAR = { year: 2024, reference: "2024-03-31" };
const old = (given: Parameters<typeof child>[0]): string =>
  child({ ...given, episodes: [episode({ referral: "2023-05-01" })] });

export const personCases: CaseTable = {
  "4180": all(
    yes("it is an old gender code", child({ sex: "1" })),
    no("it is M", child({ sex: "M" })),
    [
      no("it is U", child({ sex: "U" })),
      yes("it is a small letter", child({ sex: "m" })),
      withHeader(LAST_OLD_YEAR, no("gender is 9 in 2023-24", old({ gender: "9" }))),
      withHeader(LAST_OLD_YEAR, yes("gender is 3 in 2023-24", old({ gender: "3" }))),
      withHeader(LAST_OLD_YEAR, yes("sex is given for gender in 2023-24", old({ sex: "M" }))),
    ],
    yes("it is missing", child({ sex: null })),
  ),
  "4220": all(
    yes("it is not a code", child({ ethnicity: "ABCD" })),
    no("it is a code", child({ ethnicity: "WBRI" })),
    [
      no("it was refused", child({ ethnicity: "REFU" })),
      yes("it is in small letters", child({ ethnicity: "wbri" })),
    ],
    yes("it is missing", child({ ethnicity: null })),
  ),
  "8520": all(
    yes("the child is born in the next year", child({ born: "2025-06-01" })),
    no("the child was born before", child({ born: "2015-06-01" })),
    [
      no("on the reference date", child({ born: "2025-03-31" })),
      yes("the day after", child({ born: "2025-04-01" })),
    ],
    no("there is no birth date", child({ born: null, expected: "2025-06-01", sex: "U" })),
  ),
  "8525Q": all(
    yes("both are given", child({ born: "2024-06-01", expected: "2024-06-10" })),
    no("only the birth date is given", child({ born: "2024-06-01" })),
    [
      no("only the expected date is given", child({ born: null, expected: "2025-06-01", sex: "U" })),
      yes("the birth date is not a date", child({ born: "soon" })),
    ],
    yes("neither is given", child({ born: null })),
  ),
  "8530Q": all(
    yes("it is two years on", child({ born: null, expected: "2027-03-31" })),
    no("it is two months on", child({ born: null, expected: "2025-05-31" })),
    [
      no("30 days before the reference date", child({ born: null, expected: "2025-03-01" })),
      yes("31 days before", child({ born: null, expected: "2025-02-28" })),
      no("nine months after", child({ born: null, expected: "2025-12-31" })),
      yes("a day more", child({ born: null, expected: "2026-01-01" })),
    ],
    no("there is none", child({ expected: null })),
  ),
  "8535Q": all(
    yes("it is before", child({ born: "2015-06-01", died: "2014-06-01" })),
    no("it is after", child({ born: "2015-06-01", died: "2024-06-01" })),
    [
      no("on the same day", child({ born: "2024-06-01", died: "2024-06-01" })),
      yes("the day before", child({ born: "2024-06-02", died: "2024-06-01" })),
    ],
    [
      no("there is no death", child({})),
      no("there is no birth date", child({ born: null, died: "2014-06-01" })),
    ],
  ),
  "8540": all(
    yes("one code is wrong", child({ disabilities: ["LD", "XX"] })),
    no("all are codes", child({ disabilities: ["LD", "AUT"] })),
    [
      no("there is no disability", child({ disabilities: ["NONE"] })),
      yes("the code is in small letters", child({ disabilities: ["none"] })),
      no("the child is unborn", child({ born: null, expected: "2025-06-01", sex: "U", disabilities: null })),
      no(
        "the only referral had no further action",
        child({ disabilities: null, episodes: [episode({ nfa: "1" })] }),
      ),
      yes(
        "one of two referrals went further",
        child({ disabilities: null, episodes: [episode({ nfa: "1" }), episode({ nfa: "0" })] }),
      ),
    ],
    [
      yes("there is none", child({ disabilities: null })),
      yes("the group is empty", child({ disabilities: [""] })),
    ],
  ),
  "8545Q": all(
    yes("it was last year", child({ died: "2023-06-01" })),
    no("it is in the year", child({ died: "2024-06-01" })),
    [
      no("on 1 April", child({ died: "2024-04-01" })),
      yes("on 31 March before", child({ died: "2024-03-31" })),
      no("on the reference date", child({ died: "2025-03-31" })),
      yes("the day after", child({ died: "2025-04-01" })),
    ],
    no("there is none", child({ died: null })),
  ),
  "8590": all(
    yes("there is none", child({ episodes: [] })),
    no("there is one", child({})),
    no("there are two", child({ episodes: [episode({}), episode({})] })),
    no("it is there but says nothing", child({ episodes: ["<CINdetails></CINdetails>"] })),
  ),
  "8750": all(
    yes("it is F", child({ born: null, expected: "2025-06-01", sex: "F" })),
    no("it is U", child({ born: null, expected: "2025-06-01", sex: "U" })),
    [
      no("the child is born", child({ sex: "F" })),
      no("both dates are given", child({ expected: "2025-06-01", sex: "F" })),
      withHeader(
        LAST_OLD_YEAR,
        no("gender is 0 in 2023-24", old({ born: null, expected: "2024-06-01", gender: "0" })),
      ),
      withHeader(
        LAST_OLD_YEAR,
        yes("gender is 2 in 2023-24", old({ born: null, expected: "2024-06-01", gender: "2" })),
      ),
    ],
    [
      yes("it is missing", child({ born: null, expected: "2025-06-01", sex: null })),
      no("neither date is given", child({ born: null, sex: "F" })),
    ],
  ),
  "8775Q": all(
    yes("the person is 30 and the episode open", child({ born: "1995-01-01" })),
    no("the child is nine", child({ born: "2015-06-01" })),
    [
      no("25 on the reference date", child({ born: "2000-03-31" })),
      yes("25 the day before", child({ born: "2000-03-30" })),
      no(
        "25 on the day it closed",
        child({ born: "1999-06-01", episodes: [episode({ closure: "2024-06-01", reason: "RC7" })] }),
      ),
      yes(
        "25 the day before it closed",
        child({ born: "1999-05-31", episodes: [episode({ closure: "2024-06-01", reason: "RC7" })] }),
      ),
    ],
    no("there is no birth date", child({ born: null })),
  ),
  "8790": all(
    yes("NONE and LD are given", child({ disabilities: ["NONE", "LD"] })),
    no("LD and AUT are given", child({ disabilities: ["LD", "AUT"] })),
    [
      no("NONE alone", child({ disabilities: ["NONE"] })),
      no("NONE twice", child({ disabilities: ["NONE", "NONE"] })),
      yes("NONE comes last", child({ disabilities: ["LD", "NONE"] })),
    ],
    no("there is none", child({ disabilities: null })),
  ),
  "8794": all(
    yes("LD is given twice", child({ disabilities: ["LD", "AUT", "LD"] })),
    no("each is given once", child({ disabilities: ["LD", "AUT"] })),
    [
      no("there is one", child({ disabilities: ["LD"] })),
      yes("there are two, the same", child({ disabilities: ["LD", "LD"] })),
    ],
    no("there is none", child({ disabilities: null })),
  ),
};
