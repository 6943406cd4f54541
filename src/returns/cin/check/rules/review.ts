import type { IsoDate } from "../../../../kernel/dates.ts";
import type { Episode, ProtectionPlan, SaidDate } from "../../child.ts";
import type { ChildRule } from "../rule.ts";
import { dayOf, fault, missing } from "../rule.ts";
import { running } from "./inNeedPlan.ts";

type Review = { readonly said: SaidDate; readonly on: IsoDate; readonly plan: ProtectionPlan };

/** Every review that has a day, with its plan. */
const reviewsOf = (episode: Episode): readonly Review[] =>
  episode.protectionPlans.flatMap((plan) =>
    plan.reviews
      .flatMap((group) => group.dates)
      .flatMap((said) => (said.on === null ? [] : [{ said, on: said.on, plan }])),
  );

export const reviewRules: readonly ChildRule[] = [
  {
    id: "4003",
    severity: "error",
    on: "review",
    words: "A child protection review was held while a child in need plan was in force.",
    meaning:
      "A child has one plan or the other; only the review that ends the protection plan may fall on the day the next begins.",
    cause: "The protection plan's end or the child in need plan's start is wrong.",
    fix: "Correct whichever is wrong.",
    check: (child, census) =>
      child.episodes.flatMap((episode) => {
        const within = running(episode.inNeedPlans, census, 1);
        return reviewsOf(episode).flatMap(({ said, on, plan }) => {
          const found = on === dayOf(plan.end) ? undefined : within(on);
          return found === undefined ? [] : [fault(said, found.start, found.end)];
        });
      }),
  },
  {
    id: "8841",
    severity: "error",
    on: "review",
    words: "A review is on or before the day the child protection plan started.",
    meaning: "A review comes after the conference that made the plan.",
    cause: "The initial conference was recorded as a review, or a date was mistyped.",
    fix: "Remove the initial conference from the reviews, or correct the date.",
    check: (child) =>
      child.episodes.flatMap(reviewsOf).flatMap(({ said, on, plan }) => {
        const start = dayOf(plan.start);
        return start !== undefined && on <= start ? [fault(said, plan.start)] : [];
      }),
  },
  {
    id: "8842Q",
    severity: "query",
    on: "review",
    words: "The plan has a group for reviews with no review date in it.",
    meaning: "The group is there only when a review was held.",
    cause: "The dates were lost when the return was made, or one is not a date.",
    fix: "Give the dates, or leave the group out.",
    check: (child) =>
      child.episodes
        .flatMap((episode) => episode.protectionPlans.flatMap((plan) => plan.reviews))
        .filter((group) => group.dates.every((date) => date.on === null))
        .map((group) => (group.dates.length > 0 ? group.dates : fault(missing(group.node, "CPPreviewDate")))),
  },
];
