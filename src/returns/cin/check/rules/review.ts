import type { ChildRule, Fault } from "../rule.ts";
import { dayOf, fault, missing, NO_FAULTS } from "../rule.ts";
import { running } from "./inNeedPlan.ts";

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
    check: (child, census) => {
      const faults: Fault[] = [];
      for (const episode of child.episodes) {
        if (episode.inNeedPlans.length === 0 || episode.protectionPlans.length === 0) continue;
        const within = running(episode.inNeedPlans, census, "without end day");
        for (const plan of episode.protectionPlans) {
          const ended = dayOf(plan.end);
          for (const review of plan.reviews.flatMap((group) => group.dates)) {
            const found = review.on !== null && review.on !== ended ? within(review.on) : undefined;
            if (found !== undefined) faults.push(fault(review, found.start, found.end));
          }
        }
      }
      return faults.length > 0 ? faults : NO_FAULTS;
    },
  },
  {
    id: "8841",
    severity: "error",
    on: "review",
    words: "A review is on or before the day the child protection plan started.",
    meaning: "A review comes after the conference that made the plan.",
    cause: "The initial conference was recorded as a review, or a date was mistyped.",
    fix: "Remove the initial conference from the reviews, or correct the date.",
    check: (child) => {
      const faults: Fault[] = [];
      for (const episode of child.episodes) {
        for (const plan of episode.protectionPlans) {
          const start = dayOf(plan.start);
          if (start === undefined) continue;
          for (const review of plan.reviews.flatMap((group) => group.dates)) {
            if (review.on !== null && review.on <= start) faults.push(fault(review, plan.start));
          }
        }
      }
      return faults.length > 0 ? faults : NO_FAULTS;
    },
  },
  {
    id: "8842Q",
    severity: "query",
    on: "review",
    words: "The plan has a group for reviews with no review date in it.",
    meaning: "The group is there only when a review was held.",
    cause: "The dates were lost when the return was made, or one is not a date.",
    fix: "Give the dates, or leave the group out.",
    check: (child) => {
      const faults: Fault[] = [];
      for (const episode of child.episodes) {
        for (const plan of episode.protectionPlans) {
          for (const group of plan.reviews) {
            if (group.dates.some((date) => date.on !== null)) continue;
            faults.push(group.dates.length > 0 ? group.dates : fault(missing(group.node, "CPPreviewDate")));
          }
        }
      }
      return faults.length > 0 ? faults : NO_FAULTS;
    },
  },
];
