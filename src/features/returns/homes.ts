import type { IsoDate } from "../../kernel/dates.ts";
import { dateOf, flag, text } from "../../kernel/record/table.ts";
import type { Thing } from "./thing.ts";

/** Which referral a part of the record belongs to, and whether that had to be worked out against the dates. */
export type Home = { readonly referral: Thing; readonly outside: boolean };

/**
 * The episode of need a thing belongs to: the one its source names, or else the one whose days it began in. Of two that share a day, the later; never one with no
 * further action while there is another. What began in no episode goes with the last one of the year begun before it, or failing that the first, and says so.
 */
export function homeOf(
  thing: Thing,
  began: IsoDate,
  referrals: readonly Thing[],
  ofTheYear: ReadonlySet<Thing>,
): Home | null {
  const named = text(thing.values, "referral");
  if (named !== null) {
    const referral = referrals.find((each) => each.key === named);
    if (referral !== undefined) return { referral, outside: false };
  }
  const episodes = referrals.filter((each) => dateOf(each.values, "received_on") !== null);
  const acted = episodes.filter((each) => flag(each.values, "no_further_action") !== true);
  const among = acted.length > 0 ? acted : episodes;
  const before = among.filter((each) => (dateOf(each.values, "received_on") ?? "") <= began);
  const within = latest(before.filter((each) => (dateOf(each.values, "closed_on") ?? "9999") >= began));
  if (within !== undefined) return { referral: within, outside: false };
  const current = (things: readonly Thing[]): Thing[] => things.filter((each) => ofTheYear.has(each));
  const nearest =
    latest(current(before)) ?? current(among).toSorted(byReceived)[0] ?? latest(before) ?? among[0];
  return nearest === undefined ? null : { referral: nearest, outside: true };
}

const received = (thing: Thing): string => `${dateOf(thing.values, "received_on") ?? ""} ${thing.key}`;
const byReceived = (a: Thing, b: Thing): number => (received(a) < received(b) ? -1 : 1);
const latest = (things: readonly Thing[]): Thing | undefined => things.toSorted(byReceived).at(-1);

/** The plan a review was of: the one its source names, or else the one in whose days it was held, its last day counted and its first not. */
export function planReviewed(review: Thing, held: IsoDate, plans: readonly Thing[]): Thing | undefined {
  const named = text(review.values, "plan");
  const plan = named === null ? undefined : plans.find((each) => each.key === named);
  if (plan !== undefined) return plan;
  return plans.findLast((each) => {
    const started = dateOf(each.values, "started_on");
    return started !== null && started < held && held <= (dateOf(each.values, "ended_on") ?? "9999");
  });
}
