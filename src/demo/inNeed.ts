import type { DayNumber } from "../kernel/dates.ts";
import { beginSpan, hold } from "./holding.ts";
import type { Case, Kid } from "./kid.ts";
import { visitsOver } from "./visits.ts";
import type { Purpose } from "./workforce.ts";

/** A child in need plan with its reviews and visits, until its end or today. */
export function inNeed(
  kase: Case,
  kids: readonly Kid[],
  from: DayNumber,
  end: DayNumber | null,
  team: Purpose = "safeguarding",
): void {
  const { chance, days } = kase;
  if (from > days.today) return;
  const ended = days.past(end);
  const last = ended === null ? days.today : (end ?? days.today);
  hold(kase, kids, team, from);
  for (const kid of kids) {
    kid.rows.add("in_need_plan", days.iso(from), { started_on: days.iso(from), ended_on: ended });
    beginSpan(kid, "in-need", from);
  }
  for (let at = reviewAfter(kase, from, last); at <= last; at = reviewAfter(kase, at, last)) {
    for (const kid of kids) {
      kid.rows.once("in_need_review", days.iso(at), { held_on: days.iso(at) });
      kid.moments.push({ on: at, kind: "in-need-review" });
    }
  }
  visitsOver(
    kase,
    kids,
    from,
    last,
    "cin",
    "in-need-visit",
    (at) => days.work(at, chance.happens(0.5) ? chance.whole(17, 20) : chance.whole(10, 18)),
    30,
  );
}

function reviewAfter(kase: Case, from: DayNumber, last: DayNumber): DayNumber {
  const { chance, days } = kase;
  const due = days.months(from, 3);
  const late = due + 40 < last && chance.happens(0.14);
  return late ? days.work(due, chance.whole(1, 20)) : days.previousWork(due - chance.whole(0, 25));
}
