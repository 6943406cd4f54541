import type { DayNumber } from "../kernel/dates.ts";
import { careHealth } from "./careHealth.ts";
import { postcode } from "./identity.ts";
import { beginSpan, endSpan, hold } from "./holding.ts";
import type { Case, Kid } from "./kid.ts";
import { participation } from "./protection.ts";
import { visit, visitsOver } from "./visits.ts";

/** A home the child lived in while looked after. `why` is why it ended, for the next one's sake. */
export type Home = {
  readonly on: DayNumber;
  /** SSDA903 PLACE. */
  readonly type: string;
  /** SSDA903 PLACE_PROVIDER. */
  readonly provider: string;
  readonly longTerm?: true;
  /** SSDA903 REASON_PLACE_CHANGE. */
  readonly why?: string;
  /** How it is visited, where the regulations say more than the type of home does. */
  readonly visits?: "immediate" | "temporary" | "six-monthly";
};

export type Care = {
  readonly from: DayNumber;
  readonly to: DayNumber | null;
  /** SSDA903 REC, when ended. */
  readonly ended?: string;
  readonly need: string;
  /** SSDA903 LS with the day each began, in order. */
  readonly legal: readonly (readonly [status: string, on: DayNumber])[];
  readonly homes: readonly Home[];
  readonly plans: readonly (readonly [words: string, on: DayNumber])[];
};

/** A period in care of children who are placed together: legal status, homes, visits, reviews, health. */
export function lookAfter(kase: Case, kids: readonly Kid[], told: Care): void {
  const { days } = kase;
  const care: Care = { ...told, homes: inOrder(told) };
  const last = care.to ?? days.today;
  hold(kase, kids, "care", care.from);
  for (const kid of kids) {
    kid.rows.add("care_period", days.iso(care.from), {
      started_on: days.iso(care.from),
      ended_on: days.past(care.to),
      need: care.need,
      end_reason: care.to === null ? null : (care.ended ?? "E4A"),
    });
    kid.moments.push({ on: care.from, kind: "became-looked-after" });
    beginSpan(kid, "care", care.from);
    if (care.to !== null) kid.moments.push({ on: care.to, kind: "left-care" });
  }
  legal(kase, kids, care);
  const firstReview = reviews(kase, kids, care, last);
  homes(kase, kids, care, last, firstReview);
  for (const [words, on] of care.plans) {
    if (on > last) continue;
    for (const kid of kids)
      kid.rows.once("care_plan", days.iso(on), { set_on: days.iso(on), plan: words, ended_on: null });
  }
  for (const kid of kids) {
    careHealth(kase, kid, care.from, last);
    if (care.to !== null) endSpan(kid, care.to);
  }
}

/** The homes in the order lived in, one to a day and all of them within the period. */
function inOrder(care: Care): readonly Home[] {
  const within = care.homes.filter((home) => home.on >= care.from && (care.to === null || home.on < care.to));
  const sorted = within.sort((a, b) => a.on - b.on);
  return sorted.filter((home, index) => index === 0 || home.on > (sorted[index - 1]?.on ?? 0));
}

function legal(kase: Case, kids: readonly Kid[], care: Care): void {
  const { days } = kase;
  care.legal.forEach(([status, on], index) => {
    const next = care.legal[index + 1]?.[1] ?? care.to;
    for (const kid of kids) {
      kid.rows.once("legal_status", days.iso(on), {
        started_on: days.iso(on),
        ended_on: days.past(next),
        status,
      });
      if (index > 0) kid.moments.push({ on, kind: "court" });
    }
  });
}

function reviews(kase: Case, kids: readonly Kid[], care: Care, last: DayNumber): DayNumber {
  const { chance, days } = kase;
  const early = chance.happens(0.9) ? chance.whole(14, 20) : chance.whole(21, 28);
  const first = days.work(care.from, early);
  let due = days.work(care.from, 20);
  let months = 3;
  for (let on = first; on <= last;) {
    for (const kid of kids) {
      kid.rows.once("care_review", days.iso(on), {
        held_on: days.iso(on),
        due_on: days.iso(due),
        participation: participation(chance, days.age(kid.born, on)),
      });
      kid.moments.push({ on, kind: "care-review" });
      if (chance.happens(0.8)) {
        const met = days.iso(days.previousWork(on - chance.whole(1, 9)));
        kid.rows.once("iro_contact", met, { on_date: met });
      }
    }
    due = days.months(on, months);
    months = 6;
    const late = due + 60 < last && chance.happens(0.06);
    on = late ? days.work(due, chance.whole(1, 12)) : days.previousWork(due - chance.whole(0, 16));
  }
  return first;
}

/** The most calendar days between visits in a home on a day. */
function limit(kase: Case, care: Care, home: Home, at: DayNumber, firstReview: DayNumber): number {
  const status = care.legal.findLast(([, on]) => on <= at)?.[0];
  const weekly = at < firstReview ? 7 : null;
  if (home.visits === "immediate") return weekly ?? 42;
  if (home.visits === "temporary") return weekly ?? 28;
  if (home.type === "P1" && status === "C1") return weekly ?? 28;
  if (home.longTerm && at - home.on > 365) return home.visits === "six-monthly" ? 182 : 91;
  return 42;
}

function homes(kase: Case, kids: readonly Kid[], care: Care, last: DayNumber, firstReview: DayNumber): void {
  const { chance, days } = kase;
  care.homes.forEach((home, index) => {
    if (home.on > last) return;
    const next = care.homes[index + 1]?.on ?? care.to;
    const until = next === null || next > last ? last : next;
    const near = home.provider === "PR1" || home.type === "P1" || chance.happens(0.45);
    const place = home.type === "P1" ? null : postcode(chance, near);
    const registered = ["K2", "K1", "K3", "S1", "R1"].includes(home.type) || home.provider === "PR4";
    const urn = registered ? `SC9${chance.whole(10_000, 99_999)}` : null;
    for (const kid of kids) {
      kid.rows.once("placement", days.iso(home.on), {
        started_on: days.iso(home.on),
        ended_on: next !== null && next <= days.today ? days.iso(next) : null,
        type: home.type,
        provider: home.type === "P1" ? "PR0" : home.provider,
        urn,
        postcode: place ?? kid.home,
        home_postcode: kid.home,
        change_reason:
          next !== null && next <= days.today && index + 1 < care.homes.length ? (home.why ?? "CARPL") : null,
        location: near ? "IN" : "OUT",
        long_term: home.longTerm === true,
      });
      if (index > 0) kid.moments.push({ on: home.on, kind: "placed" });
    }
    const soon = home.on + chance.whole(1, 7);
    if (soon > until) return;
    visit(kase, kids, days.works(soon) ? soon : days.previousWork(soon), "care", "care-visit");
    visitsOver(
      kase,
      kids,
      soon,
      until - 1,
      "care",
      "care-visit",
      (at) => {
        const most = limit(kase, care, home, at, firstReview);
        const early =
          most <= 7
            ? chance.whole(0, 2)
            : Math.floor(most * chance.unit() * (chance.happens(0.6) ? 0.2 : 0.5));
        return Math.max(at + 2, days.previousWork(at + most - early));
      },
      42,
    );
  });
}
