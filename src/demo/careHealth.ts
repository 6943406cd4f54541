import { dayNumber, type DayNumber } from "../kernel/dates.ts";
import type { Case, Kid } from "./kid.ts";

/** Health assessments, dental checks, questionnaires, and each year's answers for the return. */
export function careHealth(kase: Case, kid: Kid, from: DayNumber, last: DayNumber): void {
  const { chance, days } = kase;
  const check = (kind: string, on: DayNumber): void => {
    if (on > last) return;
    kid.rows.once("health_check", `${kind}:${days.iso(on)}`, {
      kind,
      on_date: days.iso(on),
      status: chance.happens(0.96) ? "Completed" : "Did not attend",
    });
  };
  // Three in four first assessments are ready in twenty working days; the doctor's list is why the rest are not.
  let at = days.work(from, chance.happens(0.76) ? chance.whole(9, 19) : chance.whole(21, 44));
  while (at <= last) {
    check("health", at);
    const due = days.months(at, days.age(kid.born, at) < 5 ? 6 : 12);
    at = days.nextWork(due - chance.whole(-12, 30));
  }
  if (days.age(kid.born, last) >= 1) {
    const start = Math.max(from + chance.whole(30, 150), days.years(kid.born, 1) + 20);
    for (
      let tooth = start;
      tooth <= last;
      tooth = days.nextWork(days.months(tooth, 12) - chance.whole(-20, 90))
    )
      check("dental", tooth);
  }
  check("immunisation", days.work(from, chance.whole(25, 60)));
  let score = chance.whole(6, 24);
  for (
    let asked = from + chance.whole(60, 120);
    asked <= last;
    asked = days.nextWork(asked + 365 - chance.whole(0, 25))
  ) {
    const age = days.age(kid.born, asked);
    if (age < 4 || age > 16) continue;
    score = Math.max(0, Math.min(40, score + chance.whole(-5, 3)));
    kid.rows.once("sdq", days.iso(asked), { on_date: days.iso(asked), score, reason: null });
  }
  years(kase, kid, from, last);
}

/** What the return asks of every child in care a full year on 31 March. */
function years(kase: Case, kid: Kid, from: DayNumber, last: DayNumber): void {
  const { chance, days } = kase;
  const firstYear = Number(days.iso(from).slice(0, 4)) + 1;
  for (let year = firstYear; ; year += 1) {
    const end = dayNumber(year, 3, 31);
    if (end > last) break;
    if (from > end - 365) continue;
    const within = (kind: string): boolean =>
      kid.rows
        .of("health_check")
        .some((row) => row["kind"] === kind && inYear(row["on_date"], days.iso(end - 365), days.iso(end)));
    const sdq = kid.rows.of("sdq").find((row) => inYear(row["on_date"], days.iso(end - 365), days.iso(end)));
    const age = days.age(kid.born, end);
    const misuse = age >= 13 && chance.happens(0.09);
    const offered = misuse && chance.happens(0.85);
    const received = offered && chance.happens(0.55);
    const score = sdq?.["score"];
    kid.rows.once("health_year", days.iso(end), {
      year_end: days.iso(end),
      assessed: within("health"),
      surveillance: age < 5 ? chance.happens(0.88) : null,
      dental: age < 1 ? null : within("dental"),
      immunised: chance.happens(0.84),
      convicted: age >= 10 && chance.happens(0.03),
      substance_misuse: misuse,
      intervention_received: misuse ? received : null,
      intervention_offered: misuse && !received ? offered : null,
      sdq_score: typeof score === "number" ? score : null,
      sdq_reason: score === undefined && age >= 4 && age <= 16 ? chance.pick(["SDQ1", "SDQ2", "SDQ4"]) : null,
    });
  }
}

const inYear = (value: unknown, after: string, until: string): boolean =>
  typeof value === "string" && value > after && value <= until;
