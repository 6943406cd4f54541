import type { DayNumber } from "../kernel/dates.ts";
import { assess, assessmentDays } from "./assess.ts";
import { preProceedings } from "./careExtras.ts";
import { close, contact, refer, type Episode } from "./frontDoor.ts";
import { inNeed } from "./inNeed.ts";
import type { Case } from "./kid.ts";
import { openPlanFaults } from "./planFaults.ts";
import { conferenceDays, enquire, planDays, protect, type PlanOptions } from "./protection.ts";
import type { Telling } from "./telling.ts";

export type Protected = { readonly episode: Episode; readonly plan: DayNumber };

/** Referral, assessment, enquiry and conference, the usual way to a plan. Gives the day of the conference. */
export function toConference(kase: Case, on: DayNumber): Protected {
  const { chance, days } = kase;
  const episode = refer(kase, kase.kids, on, false, "N1");
  const begun = days.work(on, chance.happens(0.6) ? chance.whole(0, 2) : chance.whole(3, 16));
  const held = Math.min(days.work(begun, conferenceDays(chance)), days.work(days.today, -3));
  assess(
    kase,
    episode,
    Math.max(days.work(held, -chance.whole(0, 2)), days.work(begun, 2)),
    "Child protection enquiry",
  );
  enquire(kase, episode, begun, { kind: "conference", on: held, plan: true });
  return { episode, plan: held };
}

/** A plan that was made, ended at a review, and stepped down or closed. Gives the day the case closed, or null if it has not. */
export function planThenClosed(kase: Case, on: DayNumber, options: Partial<PlanOptions> = {}): DayNumber {
  const { chance, days } = kase;
  const { plan } = toConference(kase, on);
  const ended = days.previousWork(plan + planDays(chance));
  protect(kase, kase.kids, plan, { ended, ...options });
  if (chance.happens(0.8)) {
    const from = days.work(ended, chance.whole(0, 3));
    const end = days.nextWork(from + chance.whole(60, 170));
    inNeed(kase, kase.kids, from, end);
    const closed = days.work(end, chance.whole(0, 5));
    close(kase, kase.kids, closed, "RC7");
    return closed;
  }
  const closed = days.work(ended, chance.whole(2, 12));
  close(kase, kase.kids, closed, "RC7");
  return closed;
}

const onPlan = (kase: Case, on: DayNumber): Protected => {
  const made = toConference(kase, on);
  protect(kase, kase.kids, made.plan, { ended: null });
  return made;
};

export const PROTECTION = {
  "s47-open": {
    ago: [2, 9],
    ages: [0, 15],
    agesAt: "today",
    history: 0.5,
    tell: (kase, on) => {
      const { days } = kase;
      const lapsed = kase.faults.has("s47-lapsed");
      const begun = lapsed ? days.work(days.today, -kase.chance.whole(24, 34)) : days.nextWork(on);
      const episode = refer(kase, kase.kids, Math.min(begun, days.today), false, "N1");
      assess(kase, episode, null, "Child protection enquiry");
      enquire(kase, episode, Math.min(begun, days.previousWork(days.today)), { kind: "open" });
      if (lapsed) for (const kid of kase.kids) kid.planted.add("s47-lapsed");
    },
  },
  "icpc-booked": {
    ago: [16, 18],
    ages: [0, 14],
    agesAt: "today",
    history: 0.6,
    tell: (kase) => booked(kase, kase.chance.whole(9, 13)),
  },
  "icpc-overdue": {
    ago: [30, 32],
    ages: [1, 14],
    agesAt: "today",
    history: 0.6,
    tell: (kase) => {
      booked(kase, kase.chance.whole(17, 22));
      for (const kid of kase.kids) kid.planted.add("icpc-overdue");
    },
  },
  "cp-first": {
    ago: [100, 430],
    ages: [0, 15],
    agesAt: "today",
    history: 0.6,
    tell: (kase, on) => {
      const { days, faults } = kase;
      // An overdue first review wants a plan of four to eight months; nothing overdue can be missing from a newer one.
      const newer = faults.size > 0 ? days.nextWork(days.today - kase.chance.whole(150, 300)) : on;
      const begun = faults.has("review-overdue")
        ? days.nextWork(days.today - kase.chance.whole(165, 280))
        : newer;
      const { plan } = onPlan(kase, begun);
      openPlanFaults(kase, plan);
    },
  },
  "cp-second": {
    ago: [110, 420],
    ages: [6, 14],
    agesAt: "today",
    history: 0,
    tell: (kase, on) => {
      const { days, chance } = kase;
      const before = days.nextWork(on - chance.whole(1100, 1500));
      const closed = earlierPlan(kase, before);
      onPlan(kase, Math.max(on, days.work(closed, 30)));
    },
  },
  "cp-long": {
    ago: [800, 980],
    ages: [3, 15],
    agesAt: "today",
    history: 0.5,
    tell: (kase, on) => void onPlan(kase, on),
  },
  "cp-pre-proceedings": {
    ago: [250, 420],
    ages: [0, 12],
    agesAt: "today",
    history: 0.6,
    tell: (kase, on) => {
      const { episode } = onPlan(kase, on);
      const from = kase.days.previousWork(kase.days.today - kase.chance.whole(35, 90));
      preProceedings(kase, kase.kids, episode.key, { from, decided: null, outcome: null, issued: null });
    },
  },
  "cp-proceedings": {
    ago: [300, 450],
    ages: [0, 10],
    agesAt: "today",
    history: 0.6,
    tell: (kase, on) => {
      const { days, chance } = kase;
      const { episode } = onPlan(kase, on);
      const issued = days.previousWork(days.today - chance.whole(20, 60));
      const decided = days.work(issued, -chance.whole(4, 10));
      const from = days.previousWork(decided - chance.whole(80, 112));
      preProceedings(kase, kase.kids, episode.key, { from, decided, outcome: "C", issued });
    },
  },
  "cp-transfer-in": {
    ago: [60, 220],
    ages: [0, 13],
    agesAt: "today",
    history: 0,
    tell: (kase, on) => {
      const { days, chance } = kase;
      const episode = refer(kase, kase.kids, on, false, "N1");
      const held = days.work(on, chance.whole(10, 15));
      for (const kid of kase.kids) {
        kid.rows.add("conference", days.iso(held), {
          held_on: days.iso(held),
          target_on: days.iso(days.work(on, 15)),
          transfer_in: true,
          notified_on: days.iso(on),
          plan_made: true,
          section47: null,
        });
        kid.moments.push({ on: held, kind: "conference" });
      }
      assess(kase, episode, days.work(held, chance.whole(0, 8)), "Child protection enquiry");
      protect(kase, kase.kids, held, { ended: null, earlierPlans: 1 });
    },
  },
  "cp-unborn": {
    ago: [50, 95],
    ages: [0, 0],
    agesAt: "today",
    unborn: true,
    history: 0,
    tell: (kase, on) => {
      const episode = refer(kase, kase.kids, on, false, "N1");
      const begun = kase.days.work(on, kase.chance.whole(1, 8));
      const held = Math.min(kase.days.work(begun, 15), kase.days.work(kase.days.today, -3));
      assess(kase, episode, held, "Child protection enquiry");
      enquire(kase, episode, begun, { kind: "conference", on: held, plan: true });
      protect(kase, kase.kids, held, { ended: null });
    },
  },
  "cp-closed": {
    ago: [420, 2000],
    ages: [0, 12],
    agesAt: "referral",
    history: 0.5,
    tell: (kase, on) => {
      const silent = kase.faults.has("plan-ended-no-review");
      planThenClosed(kase, on, { endedWithoutReview: silent });
      if (silent) for (const kid of kase.kids) kid.planted.add("plan-ended-no-review");
    },
  },
} satisfies { readonly [story: string]: Telling };

/** An enquiry that has ended and a conference that is to come: in time, or past its fifteenth day. */
function booked(kase: Case, ago: number): void {
  const { days, chance } = kase;
  const begun = days.work(days.today, -ago);
  const episode = refer(kase, kase.kids, days.work(begun, -chance.whole(0, 3)), false, "N1");
  assess(kase, episode, null, "Child protection enquiry");
  const ended = Math.min(days.work(begun, chance.whole(6, 9)), days.previousWork(days.today));
  enquire(kase, episode, begun, { kind: "conference-to-come", ended });
  contact(kase, kase.kids, days.work(begun, 3), "Linked to open case", "2A");
}

/** The plan a child was on before, short enough to have been over for a while. */
function earlierPlan(kase: Case, on: DayNumber): DayNumber {
  const { days, chance } = kase;
  const born = kase.kids.filter((kid) => kid.born < on - 10);
  const then: Case = { ...kase, kids: born.length > 0 ? born : kase.kids.slice(0, 1) };
  const episode = refer(then, then.kids, on, false, "N1");
  const begun = days.work(on, chance.whole(0, 3));
  const held = days.work(begun, conferenceDays(chance));
  assess(then, episode, days.work(held, -1), "Child protection enquiry");
  enquire(then, episode, begun, { kind: "conference", on: held, plan: true });
  const ended = days.previousWork(held + chance.whole(200, 400));
  protect(then, then.kids, held, { ended });
  const end = days.nextWork(ended + chance.whole(60, 120));
  inNeed(then, then.kids, days.work(ended, 1), end);
  const closed = days.work(end, 2);
  close(then, then.kids, closed, "RC7");
  return closed;
}

export const usualAssessment = (kase: Case, on: DayNumber): DayNumber =>
  kase.days.work(on, Math.min(44, assessmentDays(kase.chance)));
