import { ABUSE_CATEGORY } from "../../kernel/codes/inNeed.ts";
import { checkOrder, codeCell, countCell, dateCell, keyDate, placeOf, type Judge } from "./cells.ts";
import type { CinChild, ProtectionPlan } from "./child.ts";
import { keysOf, type Row } from "./rows.ts";

/** Adds the child protection plans of every episode, and their reviews, which name the plan they reviewed. */
export function protectionRows(
  judge: Judge,
  child: CinChild,
  referrals: readonly (string | null)[],
  rows: Row[],
): void {
  const plans = child.episodes.flatMap((episode, i) =>
    episode.protectionPlans.map((p) => ({ p, row: planRow(judge, p, referrals[i] ?? null) })),
  );
  const keys = keysOf(plans.map(({ row }) => row));
  plans.forEach(({ p, row }, i) => {
    if (row !== null) rows.push(row);
    for (const review of p.reviews.flatMap((group) => group.dates)) {
      const held = dateCell(judge, ["plan_review", "held_on"], review);
      if (held === null) continue;
      const values = { plan: keys[i] ?? null, held_on: held };
      rows.push({ table: "plan_review", base: held, values, place: placeOf(review.node) });
    }
  });
}

function planRow(judge: Judge, p: ProtectionPlan, referral: string | null): Row | null {
  const table = "protection_plan";
  const started = keyDate(judge, [table, "started_on"], p.start, p, "The child protection plan");
  if (started === null) return null;
  checkOrder(judge, [table, "ended_on"], p.start, p.end);
  return {
    table,
    base: started,
    place: placeOf(p.node),
    values: {
      referral,
      started_on: started,
      ended_on: dateCell(judge, [table, "ended_on"], p.end),
      initial_category: codeCell(judge, [table, "initial_category"], ABUSE_CATEGORY, p.initialCategory),
      latest_category: codeCell(judge, [table, "latest_category"], ABUSE_CATEGORY, p.latestCategory),
      previous_plans: countCell(judge, [table, "previous_plans"], p.previous),
    },
  };
}
