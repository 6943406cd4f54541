import {
  child,
  enquiry,
  episode,
  inNeedPlan,
  protectionPlan,
  type EpisodeGiven,
  type PlanGiven,
} from "../../fixtures.ts";
import { all, ep, no, yes, type CaseTable } from "./case.ts";

const p = (...plans: readonly PlanGiven[]): string => on({}, ...plans);
const on = (given: EpisodeGiven, ...plans: readonly PlanGiven[]): string =>
  ep({ ...given, protection: plans.map((plan) => protectionPlan(plan)) });
const dying = (died: string, plan: PlanGiven): string =>
  child({ died, episodes: [episode({ protection: [protectionPlan(plan)] })] });
const apart = (a: PlanGiven, b: PlanGiven): string =>
  child({
    episodes: [
      episode({ protection: [protectionPlan(a)] }),
      episode({ referral: "2024-05-20", protection: [protectionPlan(b)] }),
    ],
  });

export const protectionPlanCases: CaseTable = {
  "1105": all(
    yes("it starts before", on({ referral: "2024-05-01" }, { start: "2024-04-15" })),
    no("it starts after", on({ referral: "2024-05-01" }, { start: "2024-06-03" })),
    [
      no("on the day", on({ referral: "2024-05-01" }, { start: "2024-05-01" })),
      yes("the day before", on({ referral: "2024-05-01" }, { start: "2024-04-30" })),
    ],
    [
      no("it has no start", p({ start: null })),
      no("there is no referral date", on({ referral: null }, { start: "2024-04-15" })),
    ],
  ),
  "2885": all(
    yes(
      "the conference was another day",
      on({ enquiries: [enquiry("2024-06-12", "2024-07-02")] }, { start: "2024-07-01" }),
    ),
    no(
      "the conference was that day",
      on({ enquiries: [enquiry("2024-06-12", "2024-07-01")] }, { start: "2024-07-01" }),
    ),
    [
      no(
        "the second of two enquiries has it",
        on(
          { enquiries: [enquiry("2024-05-02", "2024-05-20"), enquiry("2024-06-12", "2024-07-01")] },
          { start: "2024-07-01" },
        ),
      ),
      no(
        "there is no enquiry and the episode has it",
        on({ conference: "2024-07-01" }, { start: "2024-07-01" }),
      ),
      yes(
        "the enquiry that has it is said to need none",
        on({ enquiries: [enquiry("2024-06-12", "2024-07-01", "true")] }, { start: "2024-07-01" }),
      ),
      no(
        "the only enquiry needed none and the episode has it",
        on(
          { conference: "2024-07-01", enquiries: [enquiry("2024-05-12", null, "true")] },
          { start: "2024-07-01" },
        ),
      ),
      yes("it starts on 1 April", on({ referral: "2024-03-01" }, { start: "2024-04-01" })),
      no("it starts the day before the year", on({ referral: "2024-03-01" }, { start: "2024-03-31" })),
    ],
    [
      yes("there is no conference at all", p({ start: "2024-07-01" })),
      no("the plan has no start", p({ start: null })),
    ],
  ),
  "8720": all(
    yes("it starts next year", p({ start: "2025-06-02" })),
    no("it starts in the year", p({})),
    [
      no("on the reference date", p({ start: "2025-03-31" })),
      yes("the day after", p({ start: "2025-04-01" })),
    ],
    yes("it has no start", p({ start: null })),
  ),
  "8730": all(
    yes("it is empty", p({ previous: " " })),
    no("it is 2", p({ previous: 2 })),
    no("it is 0", p({ previous: 0 })),
    yes("it is missing", p({ previous: null })),
  ),
  "8840": all(
    yes("they are the same day", p({ start: "2024-07-01", end: "2024-07-01" })),
    no("it ends later", p({ start: "2024-07-01", end: "2024-10-01" })),
    [
      no("it ends the day after", p({ start: "2024-07-01", end: "2024-07-02" })),
      no("it ends the day before", p({ start: "2024-07-01", end: "2024-06-30" })),
    ],
    no("it has no end", p({ start: "2024-07-01" })),
  ),
  "8905": all(
    yes("it is not a code", p({ initial: "XXX" })),
    no("it is a code", p({ initial: "NEG" })),
    [
      no("it is MUL", p({ initial: "MUL" })),
      yes("it is in small letters", p({ initial: "neg" })),
      no("only the latest is wrong", p({ latest: "XXX" })),
    ],
    yes("it is missing", p({ initial: null })),
  ),
  "8910": all(
    yes("it is not a code", p({ latest: "XXX" })),
    no("it is a code", p({ latest: "SAB" })),
    [
      no("it is MUL", p({ latest: "MUL" })),
      yes("it is in small letters", p({ latest: "emo" })),
      no("only the first is wrong", p({ initial: "XXX" })),
    ],
    yes("it is missing", p({ latest: null })),
  ),
  "8915": all(
    yes("it starts after", dying("2024-06-01", { start: "2024-07-01" })),
    no("it starts before", dying("2024-09-01", { start: "2024-07-01" })),
    [
      no("on the day", dying("2024-07-01", { start: "2024-07-01" })),
      yes("the day after", dying("2024-06-30", { start: "2024-07-01" })),
    ],
    [no("there is no death", p({})), no("it has no start", dying("2024-06-01", { start: null }))],
  ),
  "8920": all(
    yes("it ends after", dying("2024-08-01", { end: "2024-10-01" })),
    no("it ends before", dying("2024-11-01", { end: "2024-10-01" })),
    [
      no("on the day", dying("2024-10-01", { end: "2024-10-01" })),
      yes("the day after", dying("2024-09-30", { end: "2024-10-01" })),
    ],
    [no("there is no death", p({ end: "2024-10-01" })), no("it has no end", dying("2024-08-01", {}))],
  ),
  "8925": all(
    yes("it ends before", p({ start: "2024-07-01", end: "2024-06-03" })),
    no("it ends after", p({ start: "2024-07-01", end: "2024-10-01" })),
    [
      no("on the same day", p({ start: "2024-07-01", end: "2024-07-01" })),
      yes("the day before", p({ start: "2024-07-01", end: "2024-06-30" })),
    ],
    [no("it has no end", p({})), no("it has no start", p({ start: null, end: "2024-06-03" }))],
  ),
  "8930": all(
    yes("it ended last year", on({ referral: "2023-01-02" }, { start: "2023-02-01", end: "2023-12-01" })),
    no("it ended in the year", p({ end: "2024-10-01" })),
    [
      no("on 1 April", on({ referral: "2023-01-02" }, { start: "2023-02-01", end: "2024-04-01" })),
      yes("on 31 March before", on({ referral: "2023-01-02" }, { start: "2023-02-01", end: "2024-03-31" })),
      no("on the reference date", p({ end: "2025-03-31" })),
      yes("the day after", p({ end: "2025-04-01" })),
    ],
    no("it has no end", p({})),
  ),
  "8935": all(
    yes("two have none", p({ start: "2024-07-01" }, { start: "2024-10-01" })),
    no("both have one", p({ end: "2024-08-01" }, { start: "2024-10-01", end: "2024-12-02" })),
    [
      no("one has none", p({ end: "2024-08-01" }, { start: "2024-10-01" })),
      yes("they are on two episodes", apart({ start: "2024-07-01" }, { start: "2024-10-01" })),
    ],
    yes("neither has a start", p({ start: null }, { start: null })),
  ),
  "8940": all(
    yes(
      "it starts between",
      p({ start: "2024-07-01", end: "2024-10-01" }, { start: "2024-08-01", end: "2024-12-02" }),
    ),
    no("it starts later", p({ start: "2024-07-01", end: "2024-10-01" }, { start: "2024-11-01" })),
    [
      yes(
        "on the day the other ends",
        p({ start: "2024-07-01", end: "2024-10-01" }, { start: "2024-10-01" }),
      ),
      no("the day after", p({ start: "2024-07-01", end: "2024-10-01" }, { start: "2024-10-02" })),
      yes(
        "on the day the other starts",
        p({ start: "2024-07-01", end: "2024-10-01" }, { start: "2024-07-01", end: "2024-09-02" }),
      ),
      yes("on the reference date and the other is open", p({ start: "2024-07-01" }, { start: "2025-03-31" })),
      yes("they are on two episodes", apart({ start: "2024-07-01" }, { start: "2024-10-01" })),
    ],
    no("the other has no start", p({ start: null, end: "2024-10-01" }, { start: "2024-08-01" })),
  ),
};

const reviewed = (plan: PlanGiven, ...plans: readonly string[]): string =>
  ep({ plans, protection: [protectionPlan(plan)] });

export const reviewCases: CaseTable = {
  "4003": all(
    yes(
      "it falls between",
      reviewed({ start: "2024-07-01", reviews: ["2024-09-20"] }, inNeedPlan("2024-09-02", "2024-12-02")),
    ),
    no(
      "it falls before",
      reviewed({ start: "2024-07-01", reviews: ["2024-08-20"] }, inNeedPlan("2024-09-02", "2024-12-02")),
    ),
    [
      yes(
        "on the day the child in need plan starts",
        reviewed({ reviews: ["2024-09-02"] }, inNeedPlan("2024-09-02", "2024-12-02")),
      ),
      no("on the day it ends", reviewed({ reviews: ["2024-12-02"] }, inNeedPlan("2024-09-02", "2024-12-02"))),
      yes("the day before", reviewed({ reviews: ["2024-12-01"] }, inNeedPlan("2024-09-02", "2024-12-02"))),
      no(
        "it is the day the protection plan ended",
        reviewed({ end: "2024-09-02", reviews: ["2024-09-02"] }, inNeedPlan("2024-09-02")),
      ),
      yes(
        "the second of two dates falls between",
        reviewed({ reviews: ["2024-08-20", "2024-09-20"] }, inNeedPlan("2024-09-02", "2024-12-02")),
      ),
      yes("the child in need plan is open", reviewed({ reviews: ["2025-03-31"] }, inNeedPlan("2024-09-02"))),
      no(
        "they are on two episodes",
        child({
          episodes: [
            episode({ protection: [protectionPlan({ reviews: ["2024-09-20"] })] }),
            episode({ referral: "2024-08-01", plans: [inNeedPlan("2024-09-02", "2024-12-02")] }),
          ],
        }),
      ),
    ],
    [
      no("there is no review", reviewed({}, inNeedPlan("2024-09-02"))),
      no(
        "the child in need plan has no start",
        reviewed({ reviews: ["2024-09-20"] }, inNeedPlan(null, "2024-12-02")),
      ),
    ],
  ),
  "8841": all(
    yes("it is before", p({ start: "2024-07-01", reviews: ["2024-06-03"] })),
    no("it is after", p({ start: "2024-07-01", reviews: ["2024-09-20"] })),
    [
      yes("on the day", p({ start: "2024-07-01", reviews: ["2024-07-01"] })),
      no("the day after", p({ start: "2024-07-01", reviews: ["2024-07-02"] })),
      yes(
        "the second of two dates is before",
        p({ start: "2024-07-01", reviews: ["2024-09-20", "2024-06-03"] }),
      ),
    ],
    [
      no("there is no review", p({})),
      no("the plan has no start", p({ start: null, reviews: ["2024-06-03"] })),
    ],
  ),
  "8842Q": all(
    yes("the date is not a date", p({ reviews: ["September"] })),
    no("there is a date", p({ reviews: ["2024-09-20"] })),
    [
      no("one of two is a date", p({ reviews: ["September", "2024-09-20"] })),
      no("there is no group", p({ reviews: null })),
    ],
    [yes("the group is empty", p({ reviews: [] })), yes("the date is empty", p({ reviews: [" "] }))],
  ),
};
