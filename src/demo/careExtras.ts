import type { DayNumber } from "../kernel/dates.ts";
import { momentOn } from "./frontDoor.ts";
import { hold, beginSpan } from "./holding.ts";
import type { Case, Kid } from "./kid.ts";

/** Times a young person went missing. The latest is still going on when `now`; `noInterview` leaves the last returns without an offer. */
export function goesMissing(
  kase: Case,
  kid: Kid,
  times: number,
  since: DayNumber,
  now: boolean,
  noInterview: boolean,
): void {
  const { chance, days } = kase;
  const span = Math.max(1, days.today - 6 - since);
  const starts = Array.from(
    { length: times },
    (_, n) => since + Math.floor(((n + chance.unit() * 0.8) * span) / times),
  );
  starts.forEach((on, index) => {
    const length = chance.happens(0.7) ? chance.whole(0, 1) : chance.whole(2, 5);
    const back = Math.min(on + length, days.today - 1);
    const refused = chance.happens(0.3);
    const lastTwo = index >= times - 2;
    const offered = !(noInterview && lastTwo) && chance.happens(0.9);
    const ended = momentOn(kase, back, chance.happens(0.4));
    // Most offers come within the three days; some come when somebody reads the list on a Monday.
    const offeredOn = chance.happens(0.8) ? back + chance.whole(0, 2) : back + chance.whole(4, 9);
    const known = offered && offeredOn <= days.today;
    kid.rows.once("missing_episode", days.iso(on), {
      started_on: days.iso(on),
      ended_on: days.iso(back),
      ended_at: ended,
      kind: chance.happens(0.72) ? "M" : "A",
      interview_offered: noInterview && lastTwo ? null : known,
      interview_offered_at: known ? `${days.iso(offeredOn)}T16:30:00.000Z` : null,
      interview_accepted: known ? !refused : null,
    });
    kid.moments.push({ on, kind: "missing" }, { on: back, kind: "returned" });
  });
  if (!now) return;
  const left = days.today - chance.whole(1, 3);
  kid.rows.once("missing_episode", days.iso(left), {
    started_on: days.iso(left),
    ended_on: null,
    ended_at: null,
    kind: "M",
    interview_offered: null,
    interview_offered_at: null,
    interview_accepted: null,
  });
  kid.moments.push({ on: left, kind: "missing" });
}

export type PermanenceStep =
  | "decided"
  | "placement-order"
  | "matched"
  | "placed"
  | "placed-ended"
  | "order"
  | "reversed";

export function permanence(
  kase: Case,
  kids: readonly Kid[],
  step: PermanenceStep,
  on: DayNumber,
  note: string | null,
): void {
  const { days } = kase;
  if (on > days.today) return;
  for (const kid of kids) {
    kid.rows.once("permanence_step", `${step}:${days.iso(on)}`, { step, on_date: days.iso(on), note });
    if (step === "matched") kid.moments.push({ on, kind: "matched" });
    if (step === "order") kid.moments.push({ on, kind: "adopted" });
  }
}

export type PreProceedings = {
  readonly from: DayNumber;
  readonly decided: DayNumber | null;
  readonly outcome: string | null;
  readonly issued: DayNumber | null;
};

/** Pre-proceedings: the letter, the family group meeting offered in it, the meetings, the decision. */
export function preProceedings(
  kase: Case,
  kids: readonly Kid[],
  referral: string,
  pre: PreProceedings,
): void {
  const { chance, days } = kase;
  const letter = days.work(pre.from, chance.whole(2, 7));
  const first = days.work(letter, chance.happens(0.75) ? chance.whole(6, 10) : chance.whole(11, 16));
  const end = pre.decided ?? days.today;
  const offered = chance.happens(0.9);
  const meetings = Math.max(0, Math.floor((end - first) / 42));
  for (const kid of kids) {
    kid.rows.once("pre_proceedings", days.iso(pre.from), {
      referral,
      started_on: days.iso(pre.from),
      letter_on: days.past(letter),
      meeting_offered: offered,
      meeting_offered_on: offered ? days.past(letter) : null,
      meeting_held: offered ? chance.happens(0.45) : null,
      first_meeting_on: days.past(first),
      review_meetings: meetings,
      decided_on: days.past(pre.decided),
      outcome: pre.outcome,
      application_on: days.past(pre.issued),
      initial_letter_on: days.past(letter),
    });
    for (const on of [pre.from, first, pre.decided, pre.issued])
      if (on !== null && on <= days.today) kid.moments.push({ on, kind: "legal-meeting" });
  }
}

export type Leaving = { readonly eligibility: string; readonly from: DayNumber };

/** A care leaver as the record has them today, held by a personal adviser once they have left care. */
export function leavesCare(kase: Case, kid: Kid, leaving: Leaving): void {
  const { chance, days } = kase;
  const stillInCare = leaving.eligibility === "Eligible";
  const lost = kase.faults.has("contact-lost");
  const late = kase.faults.has("pathway-late");
  const seen =
    days.today -
    (lost ? chance.whole(150, 320) : chance.happens(0.9) ? chance.whole(2, 50) : chance.whole(60, 80));
  const reviewed = days.today - (late ? chance.whole(200, 330) : chance.whole(5, 175));
  const age = days.age(kid.born, days.today);
  const inTouch = lost ? "NO" : chance.happens(0.93) ? "YES" : chance.pick(["REFU", "NREQ"]);
  const known = inTouch === "YES";
  const home = stillInCare
    ? chance.pick(["B1", "E1", "D1"])
    : chance.pick(["U1", "U1", "E1", "B1", "D1", "T1", "Z1", "V2", "W2"]);
  const accommodation = known ? home : "0";
  kid.rows.add("care_leaver", "", {
    known_on: days.iso(days.today),
    eligibility: leaving.eligibility,
    in_touch: stillInCare ? null : inTouch,
    activity: known
      ? chance.pick(
          age < 18
            ? ["F2", "F2", "F4", "G5", "P2"]
            : ["F1", "F2", "F2", "F5", "P5", "G4", "G5", "G5", "G6", "F4"],
        )
      : "0",
    accommodation,
    suitable: known ? accommodation.endsWith("1") : null,
    adviser: kase.work.unit(kase.district, "leaving", chance).posts[0]?.at(-1)?.name ?? null,
    contact_on: days.iso(Math.max(leaving.from + 1, seen)),
    pathway_reviewed_on: days.iso(Math.max(leaving.from + 2, reviewed)),
  });
  if (lost) kid.planted.add("contact-lost");
  if (late) kid.planted.add("pathway-late");
  if (stillInCare) return;
  hold(kase, [kid], "leaving", leaving.from);
  beginSpan(kid, "leaving", leaving.from);
  for (let at = leaving.from + chance.whole(3, 7); at <= seen; at += chance.whole(18, 60))
    kid.moments.push({ on: days.nextWork(at) <= seen ? days.nextWork(at) : seen, kind: "leaving-contact" });
}
