import { addDays, addMonths } from "../../../kernel/dates.ts";
import { type Count, flow } from "../contribution.ts";
import { dutiesOf, type Life } from "../life.ts";
import { inTime, openAndOver, wasNeeded } from "./timeliness.ts";

const RE_REFERRAL_MONTHS = 12;
/** A case closed after its assessment: no further action, or early help (CIN ReasonForClosure). */
const NOT_IN_NEED = /^RC[89]\b/;

/** Indicators 1 to 9: contacts and referrals. 9 is read from 4. */
export function countFrontDoor(life: Life): Count[] {
  return [...contacts(life), ...referrals(life)];
}

function contacts(life: Life): Count[] {
  const { story } = life;
  const { calendar } = life.brain;
  const decisions = dutiesOf(life, "T01.1").filter(wasNeeded);
  return [
    ...story.of("contact.received").map((m) => flow("1", "num", m.on, m.subject)),
    ...decisions.flatMap((duty) => [
      flow("2", inTime(duty) ? "both" : "den", duty.from, duty.key, {
        from: addDays(duty.due, 1),
        value: duty.doneOn === null ? null : calendar.workingDaysBetween(duty.from, duty.doneOn),
      }),
      ...openAndOver("2", duty),
    ]),
    ...story.of("contact.decided").map((m) => {
      const outcome = m.detail["outcome"];
      const part = typeof outcome !== "string" ? "unknown" : /referral/i.test(outcome) ? "both" : "den";
      return flow("3", part, m.on, m.subject);
    }),
  ];
}

function referrals(life: Life): Count[] {
  return life.referrals.flatMap((referral) => {
    const { on, subject, detail } = referral;
    const since = addMonths(on, -RE_REFERRAL_MONTHS);
    const again = life.referrals.some((earlier) => earlier.on > since && earlier.on < on);
    const nfa = detail["nfa"] ?? decided(life, subject);
    const source = detail["source"];
    return [
      flow("4", "num", on, subject),
      flow("5", again ? "both" : "den", on, subject),
      flow("6", nfa === true ? "both" : nfa === false ? "den" : "unknown", on, subject),
      notInNeed(life, on, subject),
      typeof source === "string"
        ? flow("8", "both", on, subject, { code: source.toUpperCase() })
        : flow("8", "unknown", on, subject),
    ];
  });
}

/** What the decision on a referral says of no further action, where the referral itself does not. */
const decided = (life: Life, subject: string): unknown =>
  life.story.of("referral.decided").find((m) => m.subject === subject)?.detail["nfa"] ?? null;

/** Settled when the assessment's 45 working days are over, or the case closed if that is later. */
function notInNeed(life: Life, on: Count["from"], subject: string): Count {
  const settled = addDays(life.brain.calendar.addWorkingDays(on, 45), 1);
  const closed = life.story
    .of("referral.closed")
    .find((m) => m.subject === subject && m.on >= on && NOT_IN_NEED.test(String(m.detail["reason"] ?? "")));
  return closed === undefined
    ? flow("7", "den", on, subject, { from: settled })
    : flow("7", "both", on, subject, { from: closed.on > settled ? closed.on : settled });
}
