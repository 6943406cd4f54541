import type { DayNumber } from "../kernel/dates.ts";
import { assess } from "./assess.ts";
import { close, refer, type Episode } from "./frontDoor.ts";
import { endSpan, release } from "./holding.ts";
import { inNeed } from "./inNeed.ts";
import type { Case } from "./kid.ts";
import { protect } from "./protection.ts";
import { planThenClosed, toConference, usualAssessment } from "./storiesProtection.ts";
import { undo, type Telling } from "./telling.ts";
import type { Purpose } from "./workforce.ts";
import { visit } from "./visits.ts";

function toPlan(
  kase: Case,
  on: DayNumber,
  team: Purpose,
  need?: string,
): { episode: Episode; from: DayNumber } {
  const { days, chance } = kase;
  const episode = refer(kase, kase.kids, on, false, need);
  const done = usualAssessment(kase, on);
  assess(
    kase,
    episode,
    done,
    team === "disability" ? "Support by disabled children's team" : "Child in need plan",
  );
  return { episode, from: days.work(done, chance.whole(2, 10)) };
}

function plannedThenClosed(
  kase: Case,
  on: DayNumber,
  reason: string,
  team: Purpose = "safeguarding",
): DayNumber {
  const { days, chance } = kase;
  const { from } = toPlan(kase, on, team);
  const end = Math.min(days.nextWork(from + chance.whole(60, 290)), days.work(days.today, -6));
  inNeed(kase, kase.kids, from, end, team);
  const closed = days.work(end, chance.whole(0, 5));
  close(kase, kase.kids, closed, reason);
  return closed;
}

export const NEED = {
  "cin-plan": {
    ago: [95, 420],
    ages: [0, 16],
    agesAt: "today",
    history: 0.5,
    tell: (kase, on) => {
      const { days, faults } = kase;
      inNeed(kase, kase.kids, toPlan(kase, on, "safeguarding").from, null);
      if (!faults.has("visit-missed-twice")) return;
      for (const kid of kase.kids) {
        undo(kase, kid, "visit", days.work(days.today, -48));
        kid.planted.add("visit-missed-twice");
      }
    },
  },
  "cin-disabled": {
    ago: [200, 1800],
    ages: [3, 16],
    agesAt: "today",
    history: 0.15,
    tell: (kase, on) =>
      inNeed(kase, kase.kids, toPlan(kase, on, "disability", "N2").from, null, "disability"),
  },
  "cin-private-fostering": {
    ago: [95, 260],
    ages: [11, 15],
    agesAt: "today",
    history: 0,
    tell: (kase, on) => {
      inNeed(kase, kase.kids, toPlan(kase, on, "safeguarding", "N8").from, null);
      for (const kid of kase.kids) {
        kid.moments.push({ on, kind: "private-fostering" });
        for (const values of kid.rows.of("assessment")) values["factors"] = ["8B"];
      }
    },
  },
  "cin-step-down": {
    ago: [330, 600],
    ages: [1, 15],
    agesAt: "today",
    history: 0.5,
    tell: (kase, on) => {
      const { days, chance } = kase;
      const silent = kase.faults.has("plan-ended-no-review");
      const { plan } = toConference(kase, on);
      const ended = Math.max(days.work(plan, 40), days.previousWork(days.today - chance.whole(15, 85)));
      protect(kase, kase.kids, plan, { ended, endedWithoutReview: silent });
      inNeed(kase, kase.kids, days.work(ended, chance.whole(0, 2)), null);
      if (silent) for (const kid of kase.kids) kid.planted.add("plan-ended-no-review");
    },
  },
  "cin-closed": {
    ago: [200, 2150],
    ages: [0, 15],
    agesAt: "referral",
    history: 0.4,
    tell: (kase, on) => {
      const closed = plannedThenClosed(kase, on, "RC7");
      if (!kase.faults.has("activity-after-closure")) return;
      const after = kase.days.work(closed, 6);
      for (const kid of kase.kids) {
        visit(kase, [kid], Math.min(after, kase.days.today), "cin", "in-need-visit");
        kid.planted.add("activity-after-closure");
      }
    },
  },
  "moved-away": {
    ago: [200, 1800],
    ages: [0, 14],
    agesAt: "referral",
    history: 0.3,
    tell: (kase, on) => {
      if (kase.chance.happens(0.5)) plannedThenClosed(kase, on, "RC5");
      else {
        planThenClosed(kase, on);
        for (const kid of kase.kids)
          for (const row of kid.rows.of("referral"))
            if (row["close_reason"] === "RC7") row["close_reason"] = "RC5";
      }
    },
  },
  "adult-services": {
    ago: [900, 1500],
    ages: [18, 19],
    agesAt: "today",
    history: 0,
    tell: (kase, on) => {
      const { days } = kase;
      const { from } = toPlan(kase, on, "disability", "N2");
      const kid = kase.kids[0];
      if (kid === undefined) return;
      const eighteen = days.years(kid.born, 18);
      inNeed(kase, kase.kids, from, eighteen, "disability");
      close(kase, kase.kids, days.nextWork(eighteen), "RC6");
    },
  },
  died: {
    ago: [500, 1300],
    ages: [1, 13],
    agesAt: "referral",
    history: 0,
    tell: (kase, on) => {
      const { days, chance } = kase;
      const { from } = toPlan(kase, on, "disability", "N2");
      const died = from + chance.whole(120, 300);
      inNeed(kase, kase.kids, from, died, "disability");
      for (const kid of kase.kids) {
        kid.died = died;
        kid.moments.push({ on: died, kind: "died" });
      }
      close(kase, kase.kids, days.work(died, chance.whole(3, 8)), "RC2");
    },
  },
} satisfies { readonly [story: string]: Telling };

/** A child with an open case and nobody's name against it. */
export function unallocate(kase: Case): void {
  for (const kid of kase.kids) {
    const since = kase.days.work(kase.days.today, -kase.chance.whole(3, 11));
    if (kid.holding !== null) release(kase, kid, Math.max(since, kid.holding.from + 1), "ABSENC");
    kid.planted.add("unallocated");
    if (kid.referral === null) endSpan(kid, since);
  }
}
