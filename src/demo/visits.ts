import type { DayNumber } from "../kernel/dates.ts";
import type { Case, Kid, MomentKind } from "./kid.ts";

export type VisitPurpose = "cp" | "cin" | "care" | "any";

/** A visit to brothers and sisters together. Small children are not seen alone in the way older ones are; teenagers are sometimes out. */
export function visit(
  kase: Case,
  kids: readonly Kid[],
  on: DayNumber,
  purpose: VisitPurpose,
  moment: MomentKind,
  blank = false,
): void {
  const { chance, days } = kase;
  if (on > days.today) return;
  const bedroomSeen = chance.happens(purpose === "care" ? 0.4 : 0.55);
  for (const kid of kids) {
    if (kid.died !== null && on >= kid.died) continue;
    if (!kid.unborn && on < kid.born) continue;
    const age = days.age(kid.born, on);
    const seen = kid.unborn ? null : chance.happens(age >= 13 ? 0.9 : 0.965);
    const alone =
      seen === true ? chance.happens(age < 2 ? 0.12 : age < 5 ? 0.45 : age < 13 ? 0.8 : 0.86) : false;
    kid.rows.once("visit", `${purpose}:${days.iso(on)}`, {
      on_date: days.iso(on),
      purpose,
      seen: blank ? null : seen,
      alone: blank || kid.unborn ? null : alone,
      bedroom: blank ? null : seen === true ? bedroomSeen : false,
      by_worker: null,
    });
    kid.moments.push({ on, kind: moment, seen: blank ? null : seen, alone: blank ? null : alone });
  }
}

/**
 * Visits one after the other, each a little before its limit, because that is when visits are made. About one in fourteen is missed and the next
 * comes a whole turn later, but never in the last turns before `until`, so that what is late today is only what was planted.
 */
export function visitsOver(
  kase: Case,
  kids: readonly Kid[],
  from: DayNumber,
  until: DayNumber,
  purpose: VisitPurpose,
  moment: MomentKind,
  gap: (from: DayNumber) => DayNumber,
  longest: number,
): void {
  const { chance, days } = kase;
  const stop = Math.min(until, days.today);
  for (let at = gap(from); at <= stop; at = gap(at)) {
    const missed = at < stop - 3 * longest && chance.happens(0.07);
    if (!missed) visit(kase, kids, at, purpose, moment);
  }
}
