import { child, enquiry, episode, protectionPlan } from "../../fixtures.ts";
import { all, no, withHeader, yes, type CaseTable } from "./case.ts";

const many = (count: number, make: (i: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => make(i));
const planned = (id: string, given: Parameters<typeof episode>[0]): string =>
  child({ id, episodes: [episode({ protection: [protectionPlan()], ...given })] });
const EIGHT = ["MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS"];

/** One child in so many without a known sex. */
const unknownSex = (
  of: number,
  unknown: number,
  given: Parameters<typeof child>[0] = { sex: "U" },
): string[] => many(of, (i) => child({ id: `C${i}`, ...(i < unknown ? given : {}) }));

export const wholeReturnCases: CaseTable = {
  "100": all(
    withHeader({ year: 2025, reference: "2024-03-31" }, yes("it is the year before", child())),
    no("they agree", child()),
    [
      withHeader({ reference: "2025-03-30" }, yes("it is 30 March", child())),
      withHeader({ reference: "31/03/2025" }, yes("it is not a date", child())),
    ],
    [
      withHeader({ reference: null }, yes("it is missing", child())),
      withHeader({ year: null }, yes("the year is missing", child())),
    ],
  ),
  "2883": all(
    yes("one plan and no conference", planned("A", {})),
    no("one plan and its conference", planned("A", { enquiries: [enquiry("2024-06-12", "2024-07-01")] })),
    [
      no("the conference is on the episode", planned("A", { conference: "2024-07-01" })),
      yes(
        "the conference is outside the year",
        planned("A", { enquiries: [enquiry("2024-03-12", "2024-03-31")] }),
      ),
      no(
        "the plan is from before the year",
        planned("A", { protection: [protectionPlan({ start: "2024-03-31" })] }),
      ),
      yes("two plans and one conference", planned("A", { conference: "2024-07-01" }), planned("B", {})),
      no(
        "another child has two conferences",
        planned("A", {}),
        planned("B", {
          protection: [],
          enquiries: [enquiry("2024-05-02", "2024-05-20"), enquiry("2024-06-02", "2024-06-20")],
        }),
      ),
    ],
    no("the plan has no start", planned("A", { protection: [protectionPlan({ start: null })] })),
  ),
  "2886Q": all(
    yes("one in ten is U", ...unknownSex(10, 1)),
    no("none is", ...unknownSex(10, 0)),
    [
      no("one in fifty, which is 2%", ...unknownSex(50, 1)),
      yes("two in ninety-nine", ...unknownSex(99, 2)),
      no("the one in ten is unborn", ...unknownSex(10, 1, { sex: "U", born: null, expected: "2025-05-01" })),
    ],
    yes("one in ten is missing", ...unknownSex(10, 1, { sex: null })),
  ),
  "2887Q": all(
    yes("one is used", child({ disabilities: ["LD"] })),
    no("eight are used by one child", child({ disabilities: EIGHT })),
    [
      yes(
        "seven and NONE are used",
        ...EIGHT.slice(1).map((code, i) => child({ id: `C${i}`, disabilities: [code] })),
        child({ id: "N" }),
      ),
      no(
        "eight are used by eight children",
        ...EIGHT.map((code, i) => child({ id: `C${i}`, disabilities: [code] })),
      ),
    ],
    yes("none is recorded", child({ disabilities: null })),
  ),
  "2888Q": all(
    yes("each has one", child({ id: "A", disabilities: ["LD"] }), child({ id: "B", disabilities: ["AUT"] })),
    no("one has two", child({ id: "A", disabilities: ["LD", "AUT"] }), child({ id: "B" })),
    [
      yes("one has the same twice", child({ disabilities: ["LD", "LD"] })),
      yes("one has NONE and another", child({ disabilities: ["NONE", "LD"] })),
    ],
    yes("none is recorded", child({ disabilities: null })),
  ),
};
