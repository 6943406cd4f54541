import type { DayNumber } from "../kernel/dates.ts";
import { assess } from "./assess.ts";
import { lookAfter, type Home } from "./care.ts";
import { goesMissing, preProceedings } from "./careExtras.ts";
import type { Fault } from "./deck.ts";
import { refer, type Episode } from "./frontDoor.ts";
import { leaveWithLeaver } from "./holding.ts";
import type { Case } from "./kid.ts";
import { enquire, protect } from "./protection.ts";
import { toConference, usualAssessment } from "./storiesProtection.ts";
import { undo, type Telling } from "./telling.ts";
import { needFor } from "./themes.ts";

export type Way = "proceedings" | "section20" | "emergency" | "alone";

/** How a child comes into care, told from the referral. Gives the episode and the day care began. */
export function intoCare(kase: Case, on: DayNumber, way: Way): { episode: Episode; care: DayNumber } {
  const { chance, days } = kase;
  if (way === "proceedings") {
    const { episode, plan } = toConference(kase, on);
    const issued = days.nextWork(plan + chance.whole(120, 260));
    const decided = days.work(issued, -chance.whole(3, 9));
    const from = days.previousWork(decided - chance.whole(70, 112));
    preProceedings(kase, kase.kids, episode.key, { from, decided, outcome: "C", issued });
    const care = days.work(issued, chance.whole(3, 9));
    // The protection plan ends at a conference held with or just after the first review of the care plan.
    protect(kase, kase.kids, plan, { ended: days.work(care, chance.whole(12, 20)) });
    return { episode, care };
  }
  const episode = refer(kase, kase.kids, on, false, way === "alone" ? "N8" : undefined);
  const care = way === "section20" ? days.work(on, chance.whole(8, 60)) : days.nextWork(on);
  assess(
    kase,
    episode,
    way === "section20" ? Math.min(usualAssessment(kase, on), days.work(care, 2)) : usualAssessment(kase, on),
    "Child looked after",
  );
  if (way === "emergency") {
    enquire(kase, episode, on, {
      kind: "none",
      ended: days.work(on, 11),
      substantiated: true,
      reason: "Concerns substantiated, child now looked after",
    });
  }
  return { episode, care };
}

export const FOSTER = ["PR1", "PR1", "PR1", "PR4", "PR4", "PR5"] as const;
export const foster = (kase: Case, on: DayNumber, why?: string): Home => ({
  on,
  type: "U6",
  provider: kase.chance.pick(FOSTER),
  ...(why === undefined ? {} : { why }),
});

/** A first foster home and perhaps a second, before the one that lasts. */
export function firstHomes(kase: Case, from: DayNumber, settled: DayNumber): Home[] {
  const { chance, days } = kase;
  const homes = [foster(kase, from, "CARPL")];
  if (chance.happens(0.45))
    homes.push(
      foster(
        kase,
        days.nextWork(from + Math.floor((settled - from) * (0.2 + chance.unit() * 0.5))),
        chance.pick(["CARPL", "CREQB", "CREQO", "STAND", "CHILD"]),
      ),
    );
  return homes;
}

/** Weeks in court to a final order: about nine months. */
export const finalOrder = (kase: Case, from: DayNumber): DayNumber =>
  kase.days.nextWork(from + kase.chance.whole(185, 330));

/** A stay in care told in one go: how it began, the orders, the homes, the plan. */
export type Stay = {
  readonly way: Way;
  readonly legal: (kase: Case, from: DayNumber) => readonly (readonly [string, DayNumber])[];
  readonly homes: (kase: Case, from: DayNumber) => readonly Home[];
  readonly plan: string;
};

export function simply(kase: Case, on: DayNumber, how: Stay): { episode: Episode; care: DayNumber } {
  const { days } = kase;
  const { episode, care } = intoCare(kase, on, how.way);
  const from = Math.min(care, days.today - 1);
  const first = how.way === "proceedings" || how.way === "emergency" ? "Assess return home" : how.plan;
  lookAfter(kase, kase.kids, {
    from,
    to: null,
    need:
      how.way === "alone"
        ? "N8"
        : kase.theme === "disability"
          ? "N2"
          : needFor(kase.chance, kase.theme).replace("N9", "N5"),
    legal: how.legal(kase, from).filter(([, at]) => at <= days.today),
    homes: how.homes(kase, from).filter((home) => home.on <= days.today),
    plans: [
      [first, days.work(from, 9)],
      ...(first === how.plan ? [] : [[how.plan, days.nextWork(from + 150)] as const]),
    ],
  });
  return { episode, care: from };
}

export function careFaults(kase: Case): void {
  const { days, faults, chance } = kase;
  for (const kid of kase.kids) {
    const undone = (fault: Fault, how: () => unknown): void => {
      if (!faults.has(fault)) return;
      how();
      kid.planted.add(fault);
    };
    undone("review-overdue", () => undo(kase, kid, "care_review", days.today - 225));
    undone("visit-missed-twice", () => undo(kase, kid, "visit", days.today - 200));
    undone("worker-left", () => leaveWithLeaver(kase, kid));
    undone("health-overdue", () => undo(kase, kid, "health_check", days.today - 480));
    undone("sdq-missing", () => kid.rows.drop("sdq", () => true));
    undone("iha-late", () => kid.rows.drop("health_check", (values) => values["kind"] === "health"));
    undone("no-return-interview", () =>
      goesMissing(kase, kid, chance.whole(2, 4), days.today - 120, false, true),
    );
  }
}

/** A story that is one stay in care and what was left undone in it. */
export const told = (spec: Omit<Telling, "tell">, how: Stay): Telling => ({
  ...spec,
  tell: (kase, on) => {
    simply(kase, on, how);
    careFaults(kase);
  },
});

export const base = { agesAt: "today" as const, history: 0.5 };
export const teen = { ...base, ages: [14, 16] as const };
export const careOrder: Stay["legal"] = (kase, from) => [
  ["C1", from],
  ["C2", finalOrder(kase, from)],
];
export const voluntary: Stay["legal"] = (_, from) => [["V2", from]];
