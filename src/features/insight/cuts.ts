import { ageOn, type IsoDate } from "../../kernel/dates.ts";
import type { Story } from "../../kernel/duties/story.ts";
import type { Count } from "./contribution.ts";
import { type Life, spansOf } from "./life.ts";
import { firstDayOf } from "./count/health.ts";
import { needOn } from "./count/inNeed.ts";
import { holds, type Stretch, valuesOver } from "./stretches.ts";

/** Ages as the national tables group them; the number is the first year of the group. */
export const AGE_BANDS = [
  ["unborn", "Unborn"],
  ["0", "Under 1"],
  ["1", "1 to 4"],
  ["5", "5 to 9"],
  ["10", "10 to 15"],
  ["16", "16 and 17"],
  ["18", "18 and over"],
] as const;

export type AgeBand = (typeof AGE_BANDS)[number][0];

/** What a child was on a day, as far as measures are cut by it. */
export type Cuts = {
  readonly team: string | null;
  readonly age: AgeBand | null;
  readonly need: string | null;
};

/** A count with what the child was when it counted. What stood while that changed is one for each. */
export type Contribution = Count & Cuts;

const ALWAYS: Stretch = { from: "0001-01-01" as IsoDate, until: null };

/** Adds to each count what the child was: on its day, or through its days. */
export function cutUp(life: Life, counts: readonly Count[]): Contribution[] {
  const profile = profileOf(life);
  return counts.flatMap((count): Contribution[] => {
    const { on } = count;
    if (on !== null) {
      const cuts = profile.findLast((part) => part.from <= on)?.value;
      return cuts === undefined ? [] : [{ ...count, ...cuts }];
    }
    return profile.flatMap((part) => {
      if (part.until !== null && part.until <= count.from) return [];
      if (count.until !== null && part.from >= count.until) return [];
      const until =
        part.until === null || (count.until !== null && count.until < part.until) ? count.until : part.until;
      return [{ ...count, ...part.value, from: part.from > count.from ? part.from : count.from, until }];
    });
  });
}

/** A child's life as stretches in which team, age group and need are the same. */
export function profileOf(life: Life): (Stretch & { readonly value: Cuts })[] {
  const { story } = life;
  const held = spansOf(story, "held");
  const changes = [
    ...held.flatMap(({ from, until }) => (until === null ? [from] : [from, until])),
    ...bandDays(story),
    ...story.of("referral.received").map((m) => m.on),
  ];
  const known = new Map<string, Cuts>();
  const valueOn = (day: IsoDate): Cuts => {
    const team = held.findLast((span) => holds(span, day))?.detail["team"];
    const cuts: Cuts = {
      team: typeof team === "string" ? team : null,
      age: bandOn(story, day),
      need: needOn(life, day),
    };
    const key = `${cuts.team}|${cuts.age}|${cuts.need}`;
    const same = known.get(key);
    if (same !== undefined) return same;
    known.set(key, cuts);
    return cuts;
  };
  return valuesOver(ALWAYS, changes, valueOn);
}

function bandDays({ born }: Story): IsoDate[] {
  if (born === null) return [];
  return [born, ...[1, 5, 10, 16, 18].map((age) => firstDayOf(born, age))];
}

/** A child whose birth is only expected is unborn on every day; one of whom neither is known has no group. */
export function bandOn({ born, expected }: Story, day: IsoDate): AgeBand | null {
  if (born === null) return expected === null ? null : "unborn";
  if (day < born) return "unborn";
  const age = ageOn(born, day);
  return AGE_BANDS.findLast(([band]) => band !== "unborn" && Number(band) <= age)?.[0] ?? null;
}
