import { assess, assessmentDays } from "./assess.ts";
import { close, contact, earlyHelp, refer, type ContactOutcome } from "./frontDoor.ts";
import { odds } from "./chance.ts";
import { seasonal } from "./days.ts";
import { inNeed } from "./inNeed.ts";
import { enquire, strategy } from "./protection.ts";
import { sourceFor } from "./themes.ts";
import type { Telling } from "./telling.ts";
import type { Case } from "./kid.ts";
import type { DayNumber } from "../kernel/dates.ts";

const CONTACT_ENDS = odds<ContactOutcome>([
  ["Advice and guidance given", 34],
  ["No further action", 38],
  ["Signposted to universal services", 28],
]);

const eldest = (kase: Case, on: DayNumber): number =>
  Math.max(...kase.kids.map((kid) => kase.days.age(kid.born, on)));
const source = (kase: Case, on: DayNumber): string => sourceFor(kase.chance, kase.theme, eldest(kase, on));

/** The six years the record goes back. */
const SIX_YEARS = 2190;

export const FRONT_DOOR = {
  "contact-only": {
    ago: [2, SIX_YEARS],
    ages: [0, 17],
    agesAt: "referral",
    history: 0.12,
    tell: (kase, on) => {
      contact(kase, kase.kids, on, kase.chance.draw(CONTACT_ENDS), source(kase, on));
      // Some families are told of again and again, and nothing comes of it; one in fifty in half a year.
      let again = on;
      while (kase.chance.happens(0.18)) {
        again += kase.chance.whole(15, 300);
        contact(kase, kase.kids, again, kase.chance.draw(CONTACT_ENDS), source(kase, on));
      }
    },
  },
  "contact-today": {
    ago: [0, 0],
    ages: [0, 16],
    agesAt: "referral",
    history: 0.4,
    tell: (kase) => contact(kase, kase.kids, kase.days.today, null, source(kase, kase.days.today)),
  },
  "contact-late": {
    ago: [4, 9],
    ages: [0, 16],
    agesAt: "referral",
    history: 0.4,
    tell: (kase, on) => {
      // Past one working day with nobody's decision, and more than a weekend ago.
      contact(kase, kase.kids, Math.min(on, kase.days.work(kase.days.today, -2)), null, source(kase, on));
      for (const kid of kase.kids) kid.planted.add("contact-undecided");
    },
  },
  "early-help": {
    ago: [30, SIX_YEARS],
    ages: [1, 15],
    agesAt: "referral",
    history: 0.1,
    tell: (kase, on) => {
      contact(kase, kase.kids, on, "Passed to early help", source(kase, on));
      const from = kase.days.work(on, kase.chance.whole(5, 18));
      const to = kase.days.nextWork(from + kase.chance.whole(60, 330));
      earlyHelp(kase, kase.kids, from, to > kase.days.today ? null : to);
    },
  },
  "private-fostering": {
    ago: [20, 900],
    ages: [9, 15],
    agesAt: "referral",
    history: 0,
    tell: (kase, on) => {
      contact(kase, kase.kids, on, "Private fostering notification", kase.chance.pick(["2A", "8"]));
      for (const kid of kase.kids) kid.moments.push({ on, kind: "private-fostering" });
    },
  },
  "referral-nfa": {
    ago: [5, SIX_YEARS],
    ages: [0, 17],
    agesAt: "referral",
    history: 0.25,
    tell: (kase, on) => {
      refer(kase, kase.kids, on, true);
    },
  },
  "assessed-closed": {
    ago: [130, SIX_YEARS],
    ages: [0, 16],
    agesAt: "referral",
    history: 0.4,
    tell: (kase, on) => assessedThenClosed(kase, on, "No further action", "RC8"),
  },
  "assessed-early-help": {
    ago: [150, SIX_YEARS],
    ages: [0, 15],
    agesAt: "referral",
    history: 0.35,
    tell: (kase, on) => {
      const closed = assessedThenClosed(kase, on, "Early help", "RC9");
      const from = kase.days.work(closed, kase.chance.whole(2, 12));
      const to = kase.days.nextWork(from + kase.chance.whole(60, 240));
      earlyHelp(kase, kase.kids, from, to > kase.days.today ? null : to);
    },
  },
  "assessment-open": {
    ago: [0, 58],
    ages: [0, 16],
    agesAt: "today",
    history: 0.45,
    tell: (kase, on) => {
      const overdue = kase.faults.has("assessment-overdue");
      const begun = overdue ? kase.days.work(kase.days.today, -kase.chance.whole(47, 78)) : on;
      assess(kase, refer(kase, kase.kids, begun), null, "No further action");
      if (overdue) for (const kid of kase.kids) kid.planted.add("assessment-overdue");
    },
  },
  "strategy-open": {
    ago: [1, 12],
    ages: [0, 15],
    agesAt: "today",
    history: 0.5,
    tell: (kase, on) => {
      const { days } = kase;
      const lapsed = kase.faults.has("strategy-lapsed");
      const held = lapsed ? days.work(days.today, -kase.chance.whole(12, 20)) : days.previousWork(days.today);
      assess(
        kase,
        refer(kase, kase.kids, lapsed ? days.work(held, -3) : Math.min(on, held)),
        null,
        "No further action",
      );
      strategy(kase, kase.kids, held, null);
      if (lapsed) for (const kid of kase.kids) kid.planted.add("strategy-lapsed");
    },
  },
  "s47-closed": {
    ago: [160, SIX_YEARS],
    ages: [0, 15],
    agesAt: "referral",
    history: 0.45,
    tell: (kase, on) => {
      const { chance, days } = kase;
      const episode = refer(kase, kase.kids, on);
      const begun = days.work(on, chance.whole(0, 4));
      const ended = days.work(begun, chance.whole(6, 15));
      const fault = kase.faults.has("substantiated-no-conference");
      const substantiated = fault || chance.happens(0.4);
      const why = substantiated
        ? "Concerns substantiated, child not at continuing risk"
        : "Concerns not substantiated";
      enquire(kase, episode, begun, { kind: "none", ended, substantiated, reason: fault ? null : why });
      const done = Math.max(days.work(on, assessmentDays(chance)), days.work(ended, 1));
      assess(kase, episode, done, fault || chance.happens(0.5) ? "Child in need plan" : "No further action");
      if (fault || chance.happens(0.45)) {
        const end = days.nextWork(done + chance.whole(70, 220));
        inNeed(kase, kase.kids, days.work(done, 4), end);
        close(kase, kase.kids, Math.min(days.work(end, 2), days.today), "RC7");
      } else close(kase, kase.kids, days.work(done, chance.whole(1, 6)), "RC7");
      if (fault) for (const kid of kase.kids) kid.planted.add("substantiated-no-conference");
    },
  },
} satisfies { readonly [story: string]: Telling };

function assessedThenClosed(
  kase: Case,
  on: DayNumber,
  finding: "No further action" | "Early help",
  reason: string,
): DayNumber {
  const { chance, days } = kase;
  const done = days.work(on, assessmentDays(chance));
  assess(kase, refer(kase, kase.kids, on), done, finding);
  const closed = days.work(done, chance.whole(0, 7));
  close(kase, kase.kids, closed, reason);
  return closed;
}

/** What came before: an earlier contact, a referral closed at once, help, an assessment. Ends before the main referral. */
export function earlier(kase: Case, before: DayNumber, probability: number): void {
  const { chance, days } = kase;
  const oldest = days.today - SIX_YEARS;
  let end = before;
  for (let n = 0; n < 4 && chance.happens(n === 0 ? Math.min(0.9, probability * 1.3) : 0.45); n += 1) {
    // Most who come back come back within the year; an assessment needs half a year before the next referral to have been closed.
    const soon = chance.happens(0.68);
    const short = soon && chance.happens(0.55);
    const least = short ? 35 : 190;
    const gap = (): number =>
      short ? chance.whole(35, 200) : soon ? chance.whole(190, 360) : chance.whole(370, 1200);
    const on = seasonal(chance.unit, days, () => days.nextWork(end - gap()), oldest, end - least);
    if (on <= oldest + 5) return;
    const kids = kase.kids.filter((kid) => !kid.unborn && kid.born < on - 20 && days.age(kid.born, on) < 17);
    if (kids.length === 0) return;
    const kind = chance.unit();
    if (kind < 0.25) contact(kase, kids, on, chance.draw(CONTACT_ENDS), source(kase, on));
    else if (kind < 0.5 || short) refer(kase, kids, on, true);
    else {
      const done = days.work(on, Math.min(assessmentDays(chance), 60));
      const finding = kind < 0.9 ? "No further action" : "Early help";
      assess(kase, refer(kase, kids, on), done, finding);
      close(kase, kids, days.work(done, chance.whole(0, 6)), finding === "Early help" ? "RC9" : "RC8");
    }
    end = on;
  }
}
