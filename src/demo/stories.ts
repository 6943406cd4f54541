import type { DayNumber } from "../kernel/dates.ts";
import { chanceFrom, type Chance } from "./chance.ts";
import { seasonal, type Days } from "./days.ts";
import type { Card, Story } from "./deck.ts";
import { births, type Birth } from "./family.ts";
import { CARE } from "./storiesCare.ts";
import { CARE_ELSEWHERE } from "./storiesCareElsewhere.ts";
import { FRONT_DOOR } from "./storiesFrontDoor.ts";
import { LEFT } from "./storiesLeft.ts";
import { NEED } from "./storiesNeed.ts";
import { PROTECTION } from "./storiesProtection.ts";
import type { Telling } from "./telling.ts";

/** Every story in the deck has its telling; the compiler sees to it. */
const TELLINGS: { readonly [story in Story]: Telling } = {
  ...FRONT_DOOR,
  ...PROTECTION,
  ...NEED,
  ...CARE,
  ...CARE_ELSEWHERE,
  ...LEFT,
};

export const tellingOf = (story: Story): Telling => TELLINGS[story];

/** The day of the main referral: a working day that follows the seasons, if there is room for them. */
export function mainDay(chance: Chance, days: Days, telling: Telling): DayNumber {
  const [least, most] = telling.ago;
  const from = days.today - most;
  const to = days.today - least;
  if (most === 0) return days.today;
  const draw = (): DayNumber => {
    const day = chance.whole(from, to);
    // Police and the out-of-hours team refer at weekends; nearly everybody else does not.
    return chance.happens(0.04) ? day : Math.min(to, days.nextWork(day));
  };
  return most - least < 60 ? draw() : seasonal(chance.unit, days, draw, from, to);
}

/** When the family's children were born, so that the story fits their ages. */
export function birthsFor(chance: Chance, days: Days, card: Card, on: DayNumber): Birth[] {
  const telling = tellingOf(card.story);
  const { today } = days;
  if (telling.unborn === true) return [{ born: today + chance.whole(15, 100), unborn: true, twin: false }];
  const [youngest, eldest] = telling.ages;
  const at = telling.agesAt === "today" ? today : on;
  const low = days.years(at, -(eldest + 1)) + 20;
  const high = Math.max(low, Math.min(days.years(at, -youngest) - 3, on - 3));
  const first = chance.whole(low, high);
  if (card.story === "young-mother" && card.size > 1) {
    return [
      { born: first, unborn: false, twin: false },
      { born: today - chance.whole(170, 250), unborn: false, twin: false },
    ];
  }
  const oldest = days.years(at, -Math.max(eldest + 1, 14)) + 20;
  return births(chance, first, card.size, Math.min(oldest, low), Math.max(on - 3, first));
}

export const familyChance = (seed: number, family: number): Chance => chanceFrom(seed, 37, family);
