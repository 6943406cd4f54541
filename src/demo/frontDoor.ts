import type { DayNumber, IsoInstant } from "../kernel/dates.ts";
import { odds } from "./chance.ts";
import { beginSpan, endSpan, release } from "./holding.ts";
import type { Case, Kid, MomentKind } from "./kid.ts";
import { needFor, sourceFor } from "./themes.ts";

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

/** A moment on a day, mostly in office hours. Today's are early, since today is not over. */
export function momentOn(kase: Case, day: DayNumber, afterHours = false): IsoInstant {
  const { chance, days } = kase;
  const today = day === days.today;
  const hour = today ? chance.whole(5, 7) : afterHours ? chance.whole(18, 22) : chance.whole(8, 16);
  return `${days.iso(day)}T${two(hour)}:${two(chance.whole(0, 59))}:00.000Z` as IsoInstant;
}

const DECISION_WAIT = odds<number>([
  [0, 52],
  [1, 40],
  [2, 5],
  [4, 3],
]);

export type ContactOutcome =
  | "Progressed to referral"
  | "Advice and guidance given"
  | "Signposted to universal services"
  | "Passed to early help"
  | "No further action"
  | "Linked to open case"
  | "Private fostering notification";

const from = (source: string): MomentKind => {
  if (source === "6") return "contact-police";
  if (source.startsWith("2")) return "contact-school";
  return source.startsWith("3") ? "contact-health" : "contact-other";
};

/** One contact for every child of the family; `outcome` null is a contact nobody has decided. */
export function contact(
  kase: Case,
  kids: readonly Kid[],
  on: DayNumber,
  outcome: ContactOutcome | null,
  source: string,
  decidedOn?: DayNumber,
): IsoInstant | null {
  const { chance, days } = kase;
  if (on > days.today) return null;
  const late = !days.works(on) || chance.happens(0.12);
  const at = momentOn(kase, on, late);
  const wait = chance.draw(DECISION_WAIT);
  const decided = outcome === null ? null : days.past(decidedOn ?? (wait === 0 ? on : days.work(on, wait)));
  for (const kid of kids) {
    kid.rows.add("contact", days.iso(on), {
      received_on: days.iso(on),
      received_at: at,
      source,
      decided_on: decided,
      outcome: decided === null ? null : outcome,
    });
    kid.moments.push({ on, kind: outcome === "Linked to open case" ? "contact-known" : from(source), at });
  }
  return at;
}

export type Episode = {
  readonly on: DayNumber;
  readonly key: string;
  readonly source: string;
  readonly kids: readonly Kid[];
};

/** A referral, with the contact it came from. With `nfa` it is over when it is decided: such referrals carry no closure in the return. */
export function refer(kase: Case, kids: readonly Kid[], on: DayNumber, nfa = false, need?: string): Episode {
  const { chance, days } = kase;
  const eldest = Math.max(...kids.map((kid) => days.age(kid.born, on)));
  const source = sourceFor(chance, kase.theme, eldest);
  // A contact on a Saturday is a referral on Monday at the latest; most are the same day.
  const before = chance.happens(0.7) ? on : days.previousWork(on - 1);
  const told = contact(kase, kids, before, "Progressed to referral", source, on);
  const decided = days.past(chance.happens(0.85) ? on : days.work(on, 1));
  const why = need ?? needFor(chance, kase.theme);
  const key = days.iso(on);
  for (const kid of kids) {
    const values = {
      received_on: key,
      source,
      need: nfa && chance.happens(0.4) ? null : why,
      no_further_action: nfa,
      decided_on: decided,
      closed_on: null,
      close_reason: null,
    };
    kid.rows.add("referral", key, values);
    const kind = nfa ? "referral-nfa" : "referral";
    // Nobody decides before they are told.
    kid.moments.push(told === null || before < on ? { on, kind } : { on, kind, at: told });
    kid.referral = nfa ? null : { key, values };
  }
  return { on, key, source, kids };
}

/** Closes the open episode of these children. */
export function close(kase: Case, kids: readonly Kid[], on: DayNumber, reason: string): void {
  const { days } = kase;
  if (on > days.today) return;
  for (const kid of kids) {
    if (kid.referral === null) continue;
    kid.referral.values["closed_on"] = days.iso(on);
    kid.referral.values["close_reason"] = reason;
    kid.referral = null;
    kid.moments.push({ on, kind: "closed" });
    release(kase, kid, on, "PCCHAN");
    endSpan(kid, on);
  }
}

const HELPERS = odds<string>([
  ["Family Help", 50],
  ["School", 26],
  ["Health visiting", 12],
  ["Voluntary sector", 12],
]);

export function earlyHelp(kase: Case, kids: readonly Kid[], from: DayNumber, to: DayNumber | null): void {
  const { chance, days } = kase;
  if (from > days.today) return;
  const organisation = chance.draw(HELPERS);
  const reason = chance.pick([
    "Parenting support",
    "School attendance",
    "Housing and debt",
    "Parental mental health",
    "Behaviour at home",
    "Young carer support",
  ]);
  const ended = days.past(to);
  const endReason =
    ended === null ? null : chance.pick(["Needs met", "Needs met", "Family withdrew", "Stepped up"]);
  for (const kid of kids) {
    kid.rows.add("early_help", days.iso(from), {
      started_on: days.iso(from),
      ended_on: ended,
      organisation,
      reason,
      end_reason: endReason,
    });
    kid.moments.push({ on: from, kind: "early-help" });
    beginSpan(kid, "help", from);
    if (to !== null && ended !== null) endSpan(kid, to);
  }
}
