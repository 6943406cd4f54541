import type { DayNumber } from "../kernel/dates.ts";
import { odds, type Chance } from "./chance.ts";
import type { Days } from "./days.ts";
import { adultName, childName, heritageOf, surname } from "./names.ts";
import type { Heritage } from "./nameLists.ts";
import type { DemoAdult, Sex } from "./types.ts";

/** The children wanted of a family: their birth dates are already told. */
export type Birth = { readonly born: DayNumber; readonly unborn: boolean; readonly twin: boolean };

export type Person = {
  readonly forename: string;
  readonly surname: string;
  readonly sex: Sex;
  readonly birth: Birth;
  readonly adults: readonly DemoAdult[];
  /** Which father; two children with different ones are half brothers or sisters. */
  readonly father: number;
};

type Shape = "mother" | "both" | "stepfather" | "father" | "kin" | "unknown-father";

const SHAPES = odds<Shape>([
  ["mother", 36],
  ["both", 27],
  ["stepfather", 17],
  ["unknown-father", 10],
  ["father", 5],
  ["kin", 5],
]);

export type Household = {
  readonly people: readonly Person[];
  readonly heritage: { readonly mother: Heritage; readonly father: Heritage };
};

/** Makes a family round its children: adults of believable ages, who live together or do not, and the ones nobody will name. */
export function makeFamily(
  chance: Chance,
  days: Days,
  family: number,
  ethnicity: string,
  births: readonly Birth[],
  alone: boolean,
): Household {
  const heritage = heritageOf(chance, ethnicity);
  const shape: Shape = alone ? "mother" : chance.draw(SHAPES);
  const eldest = Math.min(...births.map((birth) => birth.born));
  const youngest = Math.max(...births.map((birth) => birth.born));
  const spanYears = Math.ceil((youngest - eldest) / 365);
  let seq = 0;
  const ref = (): string => `A${family}-${(seq += 1)}`;
  const yearsBefore = (day: DayNumber, low: number, high: number): DayNumber =>
    days.years(day, -chance.whole(low, Math.max(low, high))) - chance.whole(1, 360);
  const adult = (
    name: string,
    sex: Sex,
    born: DayNumber,
    relation: string,
    sameHousehold: boolean,
    died: DayNumber | null = null,
  ): DemoAdult => ({
    ref: ref(),
    name,
    sex,
    born: days.iso(born),
    relation,
    sameHousehold,
    ...(died === null ? {} : { died: days.iso(died) }),
  });

  // No two grown-ups of a family have one name, or nobody could tell whom a note means.
  const givenNames = new Set<string>();
  const named = (kind: Heritage, sex: Sex, family: string): string => {
    let name = adultName(chance, kind, sex, family);
    for (let tries = 0; tries < 8 && givenNames.has(name.split(" ")[0] ?? ""); tries += 1)
      name = adultName(chance, kind, sex, family);
    givenNames.add(name.split(" ")[0] ?? "");
    return name;
  };
  const motherSurname = surname(chance, heritage.mother);
  const fatherSurname = chance.happens(0.75) ? surname(chance, heritage.father) : motherSurname;
  // The mother was at least fifteen at the first birth and at most forty-five at the last.
  const motherBorn = yearsBefore(eldest, 15, Math.min(34, 44 - spanYears));
  const died = (p: number): DayNumber | null =>
    chance.happens(p) ? Math.min(days.today - 30, youngest + chance.whole(200, 2500)) : null;
  const motherDied = alone ? died(0.4) : shape === "father" || shape === "kin" ? died(0.25) : null;
  const mother = adult(
    named(heritage.mother, "F", motherSurname),
    "F",
    motherBorn,
    "mother",
    !alone && shape !== "father" && shape !== "kin",
    motherDied,
  );
  const twoFathers = births.length > 1 && !births.every((birth) => birth.twin) && chance.happens(0.3);
  const fathers: DemoAdult[] = [0, 1].slice(0, twoFathers ? 2 : 1).map((index) => {
    if (shape === "unknown-father" && index === 0)
      return {
        ref: ref(),
        name: "Not known",
        sex: "M",
        born: null,
        relation: "father",
        sameHousehold: false,
        unknown: true,
      };
    const name = named(heritage.father, "M", index === 0 ? fatherSurname : surname(chance, heritage.father));
    const together =
      (shape === "both" && index === (twoFathers ? 1 : 0)) || (shape === "father" && index === 0);
    return adult(
      name,
      "M",
      yearsBefore(eldest, 17, 38),
      "father",
      together && !alone,
      together ? null : died(0.04),
    );
  });

  const others: DemoAdult[] = [];
  const grandBorn = yearsBefore(motherBorn, 18, 32);
  if (shape === "stepfather")
    others.push(
      adult(
        named(heritage.mother, "M", surname(chance, heritage.mother)),
        "M",
        motherBorn + chance.whole(-3000, 1500),
        chance.happens(0.5) ? "stepfather" : "mother's partner",
        true,
      ),
    );
  if (shape === "kin" || (!alone && chance.happens(0.4)))
    others.push(
      adult(
        named(heritage.mother, "F", motherSurname),
        "F",
        grandBorn,
        "maternal grandmother",
        shape === "kin" || chance.happens(0.12),
      ),
    );
  if (!alone && chance.happens(0.15))
    others.push(
      adult(
        named(heritage.mother, "F", chance.happens(0.5) ? motherSurname : surname(chance, heritage.mother)),
        "F",
        motherBorn + chance.whole(-2500, 2500),
        "maternal aunt",
        false,
      ),
    );

  const taken: string[] = [];
  const people = births.map((birth, index): Person => {
    const sex: Sex = birth.unborn ? "U" : chance.happens(0.52) ? "M" : "F";
    const father = twoFathers && index >= Math.ceil(births.length / 2) ? 1 : 0;
    const parent = fathers[father] ?? mother;
    const family2 =
      shape === "unknown-father" || alone || chance.happens(0.45)
        ? shape === "father" || alone
          ? fatherSurname
          : motherSurname
        : parent.name.split(" ").slice(1).join(" ") || motherSurname;
    const given = chance.happens(0.6) ? heritage.mother : heritage.father;
    const forename = birth.unborn ? "Unborn" : childName(chance, given, sex, family2, taken);
    taken.push(forename);
    const adults = [mother, ...fathers.filter((_, f) => f === father), ...others].map((person) => person);
    return { forename, surname: family2 === "known" ? motherSurname : family2, sex, birth, adults, father };
  });
  return { people, heritage };
}

/** What one child is to another, told from the first: `brother`, `half-sister`, `twin`. */
export function siblingWord(other: Person, mine: Person): string {
  if (other.birth.twin && mine.birth.twin && other.birth.born === mine.birth.born) return "twin";
  if (other.birth.unborn) return "unborn sibling";
  const word = other.sex === "F" ? "sister" : "brother";
  return other.father === mine.father ? word : `half-${word}`;
}

/** The birth dates of brothers and sisters: the first given, the others before or after by at least ten months, twins now and then. */
export function births(
  chance: Chance,
  first: DayNumber,
  size: number,
  earliest: DayNumber,
  latest: DayNumber,
): Birth[] {
  const made: Birth[] = [{ born: first, unborn: false, twin: false }];
  let low = first;
  let high = first;
  while (made.length < size) {
    if (made.length === 1 && chance.happens(0.07)) {
      made[0] = { born: first, unborn: false, twin: true };
      made.push({ born: first, unborn: false, twin: true });
      continue;
    }
    const gap = chance.whole(330, 1300);
    const older = low - gap;
    const younger = high + gap;
    if (younger <= latest && (older < earliest || chance.happens(0.5))) {
      made.push({ born: younger, unborn: false, twin: false });
      high = younger;
    } else if (older >= earliest) {
      made.push({ born: older, unborn: false, twin: false });
      low = older;
    } else {
      // No room for another ten months apart: this one is the first child's twin or a year apart at the edge.
      made.push({ born: low - 330, unborn: false, twin: false });
      low -= 330;
    }
  }
  return made.sort((a, b) => a.born - b.born);
}
