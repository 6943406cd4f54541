import { child, episode, inNeedPlan as plan, protectionPlan, type PlanGiven } from "../../fixtures.ts";
import { all, ep, no, yes, type CaseTable } from "./case.ts";

const p = (...plans: readonly string[]): string => ep({ plans });
const dying = (died: string, ...plans: readonly string[]): string =>
  child({ died, episodes: [episode({ plans })] });
const both = (plans: readonly string[], ...protection: readonly PlanGiven[]): string =>
  ep({ plans, protection: protection.map((given) => protectionPlan(given)) });
const apart = (a: readonly string[], b: readonly string[]): string =>
  child({
    episodes: [
      episode({ plans: a, closure: "2024-12-31", reason: "RC7" }),
      episode({ referral: "2025-01-02", plans: b }),
    ],
  });

export const inNeedPlanCases: CaseTable = {
  "4000": all(
    yes("there is one", ep({ nfa: "true", plans: [plan("2024-06-03")] })),
    no("it went further", ep({ nfa: "false", plans: [plan("2024-06-03")] })),
    [
      yes("it is said as 1", ep({ nfa: "1", plans: [plan("2024-06-03")] })),
      no(
        "the plan is on another episode",
        child({
          episodes: [episode({ nfa: "1" }), episode({ referral: "2024-06-01", plans: [plan("2024-06-03")] })],
        }),
      ),
    ],
    [
      no("there is none", ep({ nfa: "true" })),
      yes("the plan has no dates", ep({ nfa: "true", plans: [plan(null)] })),
    ],
  ),
  "4001": all(
    yes("both are open", both([plan("2024-05-03")], { start: "2024-07-01" })),
    no("the one is ended", both([plan("2024-05-03", "2024-07-01")], { start: "2024-07-01" })),
    [
      no("the other is ended", both([plan("2024-09-02")], { start: "2024-07-01", end: "2024-09-02" })),
      no(
        "they are on two episodes",
        child({
          episodes: [
            episode({ plans: [plan("2024-05-03")] }),
            episode({ referral: "2024-06-03", protection: [protectionPlan()] }),
          ],
        }),
      ),
    ],
    [
      no("there is no protection plan", p(plan("2024-05-03"))),
      yes("neither has a start", both([plan(null)], { start: null })),
    ],
  ),
  "4004": all(
    yes("two have none", p(plan("2024-05-03"), plan("2024-08-05"))),
    no("both have one", p(plan("2024-05-03", "2024-08-01"), plan("2024-08-05", "2024-12-02"))),
    [
      no("one has none", p(plan("2024-05-03", "2024-08-01"), plan("2024-08-05"))),
      yes("they are on two episodes", apart([plan("2024-05-03")], [plan("2025-01-03")])),
    ],
    yes("neither has a start", p(plan(null), plan(null))),
  ),
  "4008": all(
    yes("it starts after", dying("2024-06-01", plan("2024-07-01"))),
    no("it starts before", dying("2024-08-01", plan("2024-07-01"))),
    [
      no("on the day", dying("2024-07-01", plan("2024-07-01"))),
      yes("the day after", dying("2024-06-30", plan("2024-07-01"))),
    ],
    [no("there is no death", p(plan("2024-07-01"))), no("it has no start", dying("2024-06-01", plan(null)))],
  ),
  "4009Q": all(
    yes("it ends after", dying("2024-07-01", plan("2024-06-03", "2024-08-01"))),
    no("it ends before", dying("2024-09-01", plan("2024-06-03", "2024-08-01"))),
    [
      no("on the day", dying("2024-08-01", plan("2024-06-03", "2024-08-01"))),
      yes("the day after", dying("2024-07-31", plan("2024-06-03", "2024-08-01"))),
    ],
    [
      no("there is no death", p(plan("2024-06-03", "2024-08-01"))),
      no("it has no end", dying("2024-07-01", plan("2024-06-03"))),
    ],
  ),
  "4010": all(
    yes("it starts next year", p(plan("2025-06-02"))),
    no("it starts in the year", p(plan("2024-06-03"))),
    [
      no("on the reference date", p(plan("2025-03-31"))),
      yes("the day after", p(plan("2025-04-01"))),
      no("years before", ep({ referral: "2020-01-02", plans: [plan("2020-02-03")] })),
    ],
    [yes("it has no start", p(plan(null))), yes("its start is not a date", p(plan("June")))],
  ),
  "4011": all(
    yes("it ends before", p(plan("2024-08-01", "2024-07-01"))),
    no("it ends after", p(plan("2024-07-01", "2024-08-01"))),
    [
      no("on the same day", p(plan("2024-07-01", "2024-07-01"))),
      yes("the day before", p(plan("2024-07-02", "2024-07-01"))),
    ],
    [no("it has no end", p(plan("2024-07-01"))), no("it has no start", p(plan(null, "2024-07-01")))],
  ),
  "4012Q": all(
    yes("they are the same day", p(plan("2024-07-01", "2024-07-01"))),
    no("it ends later", p(plan("2024-07-01", "2024-08-01"))),
    [
      no("it ends the day after", p(plan("2024-07-01", "2024-07-02"))),
      no("it ends the day before", p(plan("2024-07-02", "2024-07-01"))),
    ],
    no("it has no end", p(plan("2024-07-01"))),
  ),
  "4013": all(
    yes("it ended last year", ep({ referral: "2023-05-01", plans: [plan("2023-06-01", "2023-12-01")] })),
    no("it ended in the year", p(plan("2024-07-01", "2024-08-01"))),
    [
      no("on 1 April", ep({ referral: "2023-05-01", plans: [plan("2023-06-01", "2024-04-01")] })),
      yes("on 31 March before", ep({ referral: "2023-05-01", plans: [plan("2023-06-01", "2024-03-31")] })),
      no("on the reference date", p(plan("2024-07-01", "2025-03-31"))),
      yes("the day after", p(plan("2024-07-01", "2025-04-01"))),
    ],
    no("it has no end", p(plan("2024-07-01"))),
  ),
  "4014": all(
    yes("it starts between", p(plan("2024-05-03", "2024-08-01"), plan("2024-07-01", "2024-09-02"))),
    no("it starts later", p(plan("2024-05-03", "2024-08-01"), plan("2024-08-05"))),
    [
      yes(
        "on the day the other starts",
        p(plan("2024-05-03", "2024-08-01"), plan("2024-05-03", "2024-06-03")),
      ),
      yes("on the day the other ends", p(plan("2024-05-03", "2024-08-01"), plan("2024-08-01"))),
      no("the day after the other ends", p(plan("2024-05-03", "2024-08-01"), plan("2024-08-02"))),
      yes("on the reference date and the other is open", p(plan("2024-05-03"), plan("2025-03-31"))),
      yes("they are on two episodes", apart([plan("2024-05-03")], [plan("2025-01-03")])),
    ],
    [
      no("the other has no start", p(plan(null, "2024-08-01"), plan("2024-07-01"))),
      no("the day the other ended cannot be read", p(plan("2024-05-03", "August"), plan("2024-07-01"))),
    ],
  ),
  "4015": all(
    yes("it starts before", ep({ referral: "2024-05-01", plans: [plan("2024-04-15")] })),
    no("it starts after", ep({ referral: "2024-05-01", plans: [plan("2024-06-03")] })),
    [
      no("on the day", ep({ referral: "2024-05-01", plans: [plan("2024-05-01")] })),
      yes("the day before", ep({ referral: "2024-05-01", plans: [plan("2024-04-30")] })),
    ],
    [
      no("it has no start", p(plan(null))),
      no("there is no referral date", ep({ referral: null, plans: [plan("2024-04-15")] })),
    ],
  ),
  "4016": all(
    yes("it starts between", both([plan("2024-08-01")], { start: "2024-07-01", end: "2024-10-01" })),
    no("it starts later", both([plan("2024-11-01")], { start: "2024-07-01", end: "2024-10-01" })),
    [
      no(
        "on the day the protection plan ends",
        both([plan("2024-10-01")], { start: "2024-07-01", end: "2024-10-01" }),
      ),
      yes("the day before", both([plan("2024-09-30")], { start: "2024-07-01", end: "2024-10-01" })),
      yes(
        "on the day the protection plan starts",
        both([plan("2024-07-01")], { start: "2024-07-01", end: "2024-10-01" }),
      ),
      no("the day before that", both([plan("2024-06-30")], { start: "2024-07-01", end: "2024-10-01" })),
      yes("the protection plan is open", both([plan("2025-03-31")], { start: "2024-07-01" })),
      yes(
        "they are on two episodes",
        child({
          episodes: [
            episode({ protection: [protectionPlan({ start: "2024-07-01" })] }),
            episode({ referral: "2024-07-20", plans: [plan("2024-08-01")] }),
          ],
        }),
      ),
    ],
    [
      no("it has no start", both([plan(null)], { start: "2024-07-01" })),
      no("the protection plan has no start", both([plan("2024-08-01")], { start: null })),
    ],
  ),
  "4017": all(
    yes("it starts between", both([plan("2024-05-03", "2024-08-01")], { start: "2024-07-01" })),
    no("it starts later", both([plan("2024-05-03", "2024-06-20")], { start: "2024-07-01" })),
    [
      no(
        "on the day the child in need plan ends",
        both([plan("2024-05-03", "2024-07-01")], { start: "2024-07-01" }),
      ),
      yes("the day before", both([plan("2024-05-03", "2024-07-02")], { start: "2024-07-01" })),
      yes("on the day it starts", both([plan("2024-07-01", "2024-08-01")], { start: "2024-07-01" })),
      yes("it is open", both([plan("2024-05-03")], { start: "2024-07-01" })),
    ],
    [
      no("the protection plan has no start", both([plan("2024-05-03")], { start: null })),
      no("the child in need plan has no start", both([plan(null)], { start: "2024-07-01" })),
    ],
  ),
};
