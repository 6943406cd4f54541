import { addDays, addMonths, ageOn, type IsoDate } from "../../../kernel/dates.ts";
import type { Moment } from "../../../kernel/duties/story.ts";
import { type Count, flow, type Part, stock } from "../contribution.ts";
import { dutiesOf, type Life } from "../life.ts";
import { holds, type Stretch, valuesOver } from "../stretches.ts";
import { keyOf, yearOf } from "./care.ts";
import { inTime, openAndOver, wasNeeded } from "./timeliness.ts";

const YEAR = 12;
const SDQ_AGES = { from: 4, to: 16 };

/** Indicators 48 to 51: health, missing. */
export function countHealth(life: Life): Count[] {
  return [...life.stays.flatMap((stay) => [...health(life, stay), ...sdq(life, stay)]), ...missing(life)];
}

/** The days of a stay on which the child had been looked after for a year. */
const aYearIn = (stay: Stretch): Stretch[] => {
  const from = addMonths(stay.from, YEAR);
  return stay.until !== null && stay.until <= from ? [] : [{ from, until: stay.until }];
};

/** What a return says of the year stands as said on its 31 March. */
const years = (life: Life): readonly Moment[] =>
  life.story.of("health.noted").filter((m) => m.detail["what"] === "year");

type Answer = { readonly on: IsoDate; readonly yes: boolean };

const yearAnswers = (life: Life, name: string): Answer[] =>
  years(life).flatMap((m) => {
    const yes = m.detail[name];
    return typeof yes === "boolean" ? [{ on: m.on, yes }] : [];
  });

function health(life: Life, stay: Stretch): Count[] {
  const { story } = life;
  const done = (moments: readonly Moment[]): Answer[] => moments.map((m) => ({ on: m.on, yes: true }));
  const immunised = story.of("health.noted").filter((m) => m.detail["what"] === "immunisation");
  return [
    ...answered("48", stay, [...done(story.of("health.assessed")), ...yearAnswers(life, "assessed")], "den"),
    ...answered(
      "48.dental",
      stay,
      [...done(story.of("dental.checked")), ...yearAnswers(life, "dental")],
      "den",
    ),
    ...answered("48.immunised", stay, [...done(immunised), ...yearAnswers(life, "immunised")], "unknown"),
  ];
}

/** Yes if any answer of the last year is yes, no if one is no, and otherwise what silence means. */
function answered(measure: string, stay: Stretch, answers: readonly Answer[], silence: Part): Count[] {
  const changes = answers.flatMap((answer) => yearOf(answer.on));
  const valueOn = (day: IsoDate): Part => {
    const last = answers.filter((a) => a.on <= day && day < addMonths(a.on, YEAR));
    return last.some((a) => a.yes) ? "both" : last.length > 0 ? "den" : silence;
  };
  return aYearIn(stay).flatMap((within) =>
    valuesOver(within, changes, valueOn).flatMap(({ value, ...part }) =>
      stock(measure, value, part, keyOf(stay)),
    ),
  );
}

/** The latest score of the last year, on the days the child is of the age for one. */
function sdq(life: Life, stay: Stretch): Count[] {
  const { born } = life.story;
  if (born === null) return [];
  const scores = [
    ...life.story.of("sdq.scored").map((m) => ({ on: m.on, score: m.detail["score"] })),
    ...years(life).map((m) => ({ on: m.on, score: m.detail["sdq"] })),
  ]
    .flatMap(({ on, score }) => (typeof score === "number" ? [{ on, score }] : []))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const ages = [SDQ_AGES.from, SDQ_AGES.to + 1].map((age) => firstDayOf(born, age));
  return aYearIn(stay).flatMap((within) =>
    valuesOver(within, [...scores.flatMap(({ on }) => yearOf(on)), ...ages], (day) => {
      const age = ageOn(born, day);
      if (age < SDQ_AGES.from || age > SDQ_AGES.to) return null;
      return scores.findLast(({ on }) => on <= day && day < addMonths(on, YEAR))?.score ?? "missing";
    }).flatMap(({ value, ...part }) => {
      if (value === null) return [];
      return value === "missing"
        ? stock("49", "unknown", part, keyOf(stay))
        : stock("49", "both", part, keyOf(stay), { value });
    }),
  );
}

/** The first day on which a child has so many completed years: 1 March of a common year for one born on 29 February. */
export function firstDayOf(born: IsoDate, age: number): IsoDate {
  const day = addMonths(born, age * 12);
  return ageOn(born, day) >= age ? day : addDays(day, 1);
}

/** Missing episodes of looked-after children, and the return interviews of all. */
function missing(life: Life): Count[] {
  const { story } = life;
  return [
    ...story
      .of("missing.started")
      .filter((m) => life.stays.some((stay) => holds(stay, m.on)))
      .map((m) => flow("50", "num", m.on, m.subject)),
    ...dutiesOf(life, "T74.1")
      .filter(wasNeeded)
      .flatMap((duty) => {
        const end = story.of("missing.ended").find((m) => duty.key === `T74.1|${m.subject}|${m.on}`);
        const own = (kind: "returnInterview.offered" | "returnInterview.held"): Moment | undefined =>
          story.of(kind).find((m) => m.subject === end?.subject);
        const from = addDays(duty.due, 1);
        const offered = own("returnInterview.offered");
        const { accepted } = end?.detail ?? {};
        // An offer whose day nobody wrote down may have been in time or not.
        const part: Part =
          offered === undefined
            ? end?.detail["offered"] === false
              ? "den"
              : "unknown"
            : offered.detail["dayKnown"] === false
              ? "unknown"
              : inTime(duty)
                ? "both"
                : "den";
        const held: Part =
          own("returnInterview.held") !== undefined || accepted === true
            ? "both"
            : accepted === false || offered === undefined
              ? "den"
              : "unknown";
        return [
          flow("51", part, duty.from, duty.key, { from }),
          flow("51.accepted", held, duty.from, duty.key, { from }),
          ...openAndOver("51", duty),
        ];
      }),
  ];
}
