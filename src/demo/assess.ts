import type { DayNumber } from "../kernel/dates.ts";
import { odds, type Chance } from "./chance.ts";
import type { Episode } from "./frontDoor.ts";
import { beginSpan, hold } from "./holding.ts";
import type { Case } from "./kid.ts";
import { childFactors, familyFactors } from "./themes.ts";
import { visit } from "./visits.ts";

/** Working days an assessment takes, as published: the median 33, a fifth on days 41 to 45, one in seven beyond. */
const LENGTHS = odds<readonly [number, number]>([
  [[3, 10], 11],
  [[11, 20], 18],
  [[21, 30], 17],
  [[31, 35], 9],
  [[36, 40], 12],
  [[41, 44], 10],
  [[45, 45], 9],
  [[46, 50], 5.8],
  [[51, 65], 5],
  [[66, 110], 3.2],
]);

export function assessmentDays(chance: Chance): number {
  const [low, high] = chance.draw(LENGTHS);
  return chance.whole(low, high);
}

export type Finding =
  | "Child protection enquiry"
  | "Child in need plan"
  | "No further action"
  | "Early help"
  | "Child looked after"
  | "Support by disabled children's team";

/** A child and family assessment of every child of the episode. `done` null is one still open. Gives the day it was authorised. */
export function assess(
  kase: Case,
  episode: Episode,
  done: DayNumber | null,
  finding: Finding,
  start = episode.on,
): DayNumber | null {
  const { chance, days } = kase;
  const nextDay = days.work(start, 1);
  const begun = chance.happens(0.4) && nextDay <= days.today ? nextDay : start;
  const authorised = done === null ? null : days.past(Math.max(begun, done));
  const factors = familyFactors(chance, kase.theme);
  const seenAfter = chance.happens(0.86) ? chance.whole(1, 6) : chance.whole(7, 18);
  const seen = days.work(begun, seenAfter);
  const last = done ?? days.today;
  hold(kase, episode.kids, "assessment", Math.min(begun, episode.on));
  for (const kid of episode.kids) {
    const wasSeen = !kid.unborn && seen >= kid.born && seen <= last && seen <= days.today;
    kid.rows.add("assessment", days.iso(begun), {
      referral: episode.key,
      started_on: days.iso(begun),
      review_on: days.past(days.work(begun, 10)),
      seen: wasSeen ? true : authorised === null ? null : kid.unborn ? null : false,
      seen_on: wasSeen ? days.iso(seen) : null,
      authorised_on: authorised,
      factors:
        authorised === null
          ? []
          : childFactors(
              chance,
              factors,
              days.age(kid.born, begun),
              finding === "No further action" && chance.happens(0.18),
            ),
      outcome: authorised === null ? null : finding,
    });
    beginSpan(kid, "assessment", begun);
    if (authorised !== null)
      kid.moments.push({ on: Math.max(begun, done ?? begun), kind: "assessment-done" });
  }
  // Two or three visits while assessing; the whole family is seen together and the children apart.
  let at = seen;
  for (let n = 0; n < 3 && at <= last; n += 1) {
    visit(kase, episode.kids, at, "cin", "assessment-visit");
    at = days.work(at, chance.whole(6, 14));
  }
  return authorised === null ? null : done;
}
