import type { DayNumber } from "../kernel/dates.ts";
import { lookAfter } from "./care.ts";
import { leavesCare, permanence } from "./careExtras.ts";
import { close } from "./frontDoor.ts";
import { inNeed } from "./inNeed.ts";
import type { Case } from "./kid.ts";
import { finalOrder, firstHomes, foster, intoCare } from "./intoCare.ts";
import type { Telling } from "./telling.ts";

/** In care and out again by an order that makes a family: adoption, special guardianship, child arrangements. */
function byOrder(kase: Case, on: DayNumber, kind: "adoption" | "sgo" | "arrangements"): void {
  const { days, chance } = kase;
  const adoption = kind === "adoption";
  const { care } = intoCare(kase, on, adoption ? "emergency" : "proceedings");
  const order = finalOrder(kase, care);
  const moved = adoption
    ? days.nextWork(order + chance.whole(60, 220))
    : days.nextWork(care + chance.whole(20, 90));
  const left = adoption ? days.nextWork(moved + chance.whole(120, 260)) : order;
  const ended = Math.min(left, days.work(days.today, -8));
  lookAfter(kase, kase.kids, {
    from: care,
    to: ended,
    ended: adoption ? chance.pick(["E11", "E12", "E12"]) : kind === "sgo" ? "E45" : "E41",
    need: "N1",
    legal: adoption
      ? [
          ["C1", care],
          ["E1", Math.min(order, ended - 60)],
        ]
      : [["C1", care]],
    homes: [
      foster(kase, care),
      { on: Math.min(moved, ended - 30), type: adoption ? "A5" : "U3", provider: "PR1" },
    ],
    plans: [
      ["Assess return home", days.work(care, 9)],
      [adoption ? "Adoption" : "Special guardianship", days.nextWork(care + 120)],
    ],
  });
  if (adoption) {
    const placement = Math.min(order, ended - 60);
    permanence(kase, kase.kids, "decided", days.work(placement, -25), null);
    permanence(kase, kase.kids, "placement-order", placement, null);
    permanence(
      kase,
      kase.kids,
      "matched",
      Math.max(placement + 1, Math.min(days.work(moved, -14), ended - 40)),
      null,
    );
    permanence(kase, kase.kids, "placed", Math.min(moved, ended - 30), null);
    permanence(kase, kase.kids, "order", ended, null);
  }
  close(
    kase,
    kase.kids,
    days.work(ended, adoption ? chance.whole(0, 3) : chance.whole(2, 7)),
    adoption ? "RC1" : kind === "sgo" ? "RC4" : "RC3",
  );
}

/** Care that lasted until the eighteenth birthday, then a personal adviser. */
function untilEighteen(kase: Case, on: DayNumber, eligibility: string, early: boolean): void {
  const { days, chance } = kase;
  const kid = kase.kids[0];
  if (kid === undefined) return;
  const { care } = intoCare(kase, on, chance.happens(0.5) ? "section20" : "emergency");
  const eighteen = days.years(kid.born, 18);
  const left = early
    ? Math.min(days.today - 30, Math.max(days.years(kid.born, 16) + 40, care + 130))
    : eighteen;
  const order = finalOrder(kase, care);
  const settled = days.nextWork(care + chance.whole(60, 200));
  const legal: (readonly [string, DayNumber])[] =
    early || chance.happens(0.4) || order > left - 30
      ? [["V2", care]]
      : [
          ["C1", care],
          ["C2", order],
        ];
  lookAfter(kase, [kid], {
    from: care,
    to: left,
    ended: early ? "E4A" : chance.pick(["E5", "E5", "E6", "E17", "E17", "E8"]),
    need: "N1",
    legal,
    homes: [
      ...firstHomes(kase, care, settled),
      { on: settled, type: "U4", provider: "PR1", longTerm: true as const },
      ...(chance.happens(0.5) ? [{ on: left - chance.whole(60, 190), type: "K3", provider: "PR4" }] : []),
    ].filter((home) => home.on < left - 20),
    plans: [
      ["Long-term fostering", days.work(care, 30)],
      ["Supported living in the community", left - 300],
    ],
  });
  leavesCare(kase, kid, { eligibility, from: left });
}

export const LEFT = {
  adopted: {
    ago: [900, 2100],
    ages: [0, 2],
    agesAt: "referral",
    history: 0,
    tell: (kase, on) => byOrder(kase, on, "adoption"),
  },
  sgo: {
    ago: [900, 2100],
    ages: [0, 7],
    agesAt: "referral",
    history: 0.4,
    tell: (kase, on) => byOrder(kase, on, "sgo"),
  },
  "care-order-relative": {
    ago: [900, 2000],
    ages: [2, 10],
    agesAt: "referral",
    history: 0.4,
    tell: (kase, on) => byOrder(kase, on, "arrangements"),
  },
  "home-from-care": {
    ago: [420, 2000],
    ages: [1, 14],
    agesAt: "referral",
    history: 0.4,
    tell: (kase, on) => {
      const { days, chance } = kase;
      const { care } = intoCare(kase, on, "section20");
      const home = days.nextWork(care + chance.whole(25, 120));
      lookAfter(kase, kase.kids, {
        from: care,
        to: home,
        ended: chance.pick(["E4A", "E4A", "E4B"]),
        need: "N1",
        legal: [["V2", care]],
        homes: [foster(kase, care)],
        plans: [["Return home", days.work(care, 9)]],
      });
      const end = Math.min(days.nextWork(home + chance.whole(60, 160)), days.work(days.today, -5));
      inNeed(kase, kase.kids, days.work(home, 1), end);
      close(kase, kase.kids, days.work(end, 3), "RC7");
    },
  },
  relevant: {
    ago: [650, 1100],
    ages: [16, 17],
    agesAt: "today",
    history: 0.4,
    tell: (kase, on) => untilEighteen(kase, on, "Relevant", true),
  },
  "former-relevant": {
    ago: [2300, 3300],
    ages: [18, 22],
    agesAt: "today",
    history: 0.3,
    tell: (kase, on) => untilEighteen(kase, on, "Former relevant", false),
  },
} satisfies { readonly [story: string]: Telling };
