import { addDays, addMonths, type IsoDate } from "../../../kernel/dates.ts";
import { type Count, flow, stock } from "../contribution.ts";
import { dutiesOf, type Life, spansOf } from "../life.ts";
import { holds, type Stretch, whereTrue } from "../stretches.ts";
import { dueInPeriod, inTime, openAndOver, wasNeeded } from "./timeliness.ts";

const YEAR = 12;
const SETTLED_MONTHS = 30;
const SAME_HOME_MONTHS = 24;

/** Visits to looked-after children under whichever paragraph of reg 28 applies that day. */
const VISITS = ["T56.1", "T56.2", "T56.3", "T57", "T58", "T58.2", "T59", "T59.2", "T60.1", "T60.2"];
const REVIEWS = ["T54.1", "T54.2", "T54.3"];

/** Codes of SSDA903 REC, or the words of a list that has no codes. */
const GUARDIANSHIP = /^E4[3-8]\b|special guardianship/i;
const ADOPTED = /^E1[12]\b|adopt/i;

/** Indicators 39 to 46 and 53: looked-after children. */
export function countCare(life: Life): Count[] {
  return [
    ...life.stays.flatMap((stay) => [
      ...stock("39", "num", stay, keyOf(stay)),
      flow("40", "num", stay.from, keyOf(stay)),
      ...ceased(life, stay),
      ...stability(life, stay),
    ]),
    ...dueInPeriod("45", dutiesOf(life, ...VISITS), life),
    ...dueInPeriod("46", dutiesOf(life, ...REVIEWS), life),
    ...dutiesOf(life, "T66")
      .filter(wasNeeded)
      .flatMap((duty) => [
        flow("47", inTime(duty) ? "both" : "den", duty.from, duty.key, {
          from: addDays(duty.due, 1),
          value: duty.doneOn === null ? null : life.brain.calendar.workingDaysBetween(duty.from, duty.doneOn),
        }),
        ...openAndOver("47", duty),
      ]),
  ];
}

export const keyOf = (stay: Stretch): string => `care:${stay.from}`;

function ceased(life: Life, stay: Stretch): Count[] {
  const { until } = stay;
  if (until === null) return [];
  const key = keyOf(stay);
  const told = life.story.of("care.ended").find((m) => m.on === until);
  const grown = life.story.of("person.turned18").some((m) => m.on === until) || life.story.died === until;
  const reason = told?.detail["reason"];
  const part = (wanted: RegExp): Count["part"] =>
    typeof reason === "string" ? (wanted.test(reason) ? "both" : "den") : grown ? "den" : "unknown";
  return [
    flow("40.ceased", "num", until, key),
    flow("53", part(GUARDIANSHIP), until, key),
    flow("53.adopted", part(ADOPTED), until, key),
  ];
}

/** Days on which something within the year to a day begins or ceases to be within it. */
export const yearOf = (day: IsoDate): IsoDate[] => [day, addMonths(day, YEAR)];

/** A stretch had a day in the year to a day. The last day in it is the day before its end. */
const inYear = (stretch: Stretch, day: IsoDate): boolean =>
  stretch.from <= day && (stretch.until === null || day < addMonths(addDays(stretch.until, -1), YEAR));

const changesOf = (stretch: Stretch): IsoDate[] =>
  stretch.until === null
    ? [stretch.from]
    : [stretch.from, stretch.until, addMonths(addDays(stretch.until, -1), YEAR)];

/** Placements with the days they lasted; temporary ones (T0 to T4) are no move. */
function placementsOf(life: Life): (Stretch & { readonly type: string })[] {
  const { story } = life;
  const starts = story.of("placement.started").filter((m) => !String(m.detail["type"] ?? "").startsWith("T"));
  return starts.flatMap((start, index) => {
    const next = starts.slice(index + 1).find((m) => m.on > start.on)?.on ?? null;
    const ended =
      story.of("placement.ended").find((m) => m.subject === start.subject && m.on >= start.on)?.on ?? null;
    const until = ended === null || (next !== null && next < ended) ? next : ended;
    return until !== null && until <= start.on
      ? []
      : [{ from: start.on, until, type: String(start.detail["type"] ?? "") }];
  });
}

function stability(life: Life, stay: Stretch): Count[] {
  const { story } = life;
  const key = keyOf(stay);
  const placements = placementsOf(life);
  const holders = spansOf(story, "held");
  const split = (
    measure: string,
    within: Stretch,
    changes: readonly IsoDate[],
    test: (day: IsoDate) => boolean,
  ): Count[] => [
    ...whereTrue(within, changes, test).flatMap((part) => stock(measure, "both", part, key)),
    ...whereTrue(within, changes, (day) => !test(day)).flatMap((part) => stock(measure, "den", part, key)),
  ];
  const workersIn = (day: IsoDate): number =>
    new Set(holders.filter((span) => inYear(span, day)).map((span) => String(span.detail["worker"] ?? "")))
      .size;
  return [
    ...split(
      "41",
      stay,
      placements.flatMap(changesOf),
      (day) => placements.filter((placement) => inYear(placement, day)).length >= 3,
    ),
    ...split("44", stay, holders.flatMap(changesOf), (day) => workersIn(day) >= 3),
    ...settledWithin(life, stay).flatMap((within) =>
      split(
        "42",
        within,
        [
          ...placements.flatMap((p) => [...changesOf(p), addMonths(p.from, SAME_HOME_MONTHS)]),
          ...story.of("permanence.decided").map((m) => m.on),
        ],
        (day) => sameHome(placements, day) || placedForAdoption(life, placements, day),
      ),
    ),
  ];
}

/** The days of a stay on which the child was under 16 and had been looked after two and a half years. */
function settledWithin(life: Life, stay: Stretch): Stretch[] {
  const sixteen = life.story.of("person.turned16")[0]?.on;
  if (sixteen === undefined) return [];
  const from = addMonths(stay.from, SETTLED_MONTHS);
  const until = stay.until === null || stay.until > sixteen ? sixteen : stay.until;
  return from < until ? [{ from, until }] : [];
}

const sameHome = (placements: readonly Stretch[], day: IsoDate): boolean =>
  placements.some((p) => holds(p, day) && addMonths(p.from, SAME_HOME_MONTHS) <= day);

function placedForAdoption(
  life: Life,
  placements: readonly (Stretch & { readonly type: string })[],
  day: IsoDate,
): boolean {
  if (placements.some((p) => holds(p, day) && /^A[3-6]/.test(p.type))) return true;
  const step = life.story
    .of("permanence.decided")
    .findLast((m) => m.on <= day && /^(placed|placed-ended|reversed)$/.test(String(m.detail["step"])));
  return step?.detail["step"] === "placed";
}
