import type { DayNumber } from "../kernel/dates.ts";
import { odds, type Chance } from "./chance.ts";
import type { Days } from "./days.ts";
import type { Dealt } from "./deck.ts";
import { makeFamily, type Birth, type Person } from "./family.ts";
import { localId, nhsNumber, postcode, upn } from "./identity.ts";
import type { Kid } from "./kid.ts";
import { ETHNICITIES } from "./names.ts";
import { newRows } from "./rows.ts";
import type { DemoAdult } from "./types.ts";

const ASYLUM = odds<readonly [ethnicity: string, nationality: string]>([
  [["AOTH", "Afghan"], 30],
  [["BAFR", "Eritrean"], 25],
  [["OOTH", "Iraqi"], 15],
  [["OOTH", "Iranian"], 15],
  [["OOTH", "Vietnamese"], 15],
]);

export type Made = {
  readonly kids: readonly Kid[];
  readonly people: readonly Person[];
  readonly household: string;
  readonly nationality: string | null;
  readonly protectedAddress: boolean;
  readonly movedIn: DayNumber;
};

const DISABILITIES = [
  "LD",
  "AUT",
  "COMM",
  "BEH",
  "MOB",
  "INC",
  "PC",
  "HEAR",
  "VIS",
  "CON",
  "HAND",
  "DDA",
] as const;

function disabilitiesOf(chance: Chance, story: string): readonly string[] {
  const certain =
    story === "cin-disabled" ||
    story === "adult-services" ||
    story === "care-short-breaks" ||
    story === "died";
  if (!certain && !chance.happens(0.11)) return ["NONE"];
  const count = chance.draw(COUNTS);
  const codes = new Set<string>();
  while (codes.size < count)
    codes.add(DISABILITIES[Math.floor(chance.unit() * chance.unit() * DISABILITIES.length)] ?? "LD");
  return [...codes];
}
const COUNTS = odds<number>([
  [1, 62],
  [2, 26],
  [3, 12],
]);

/** The children of one family with everything but their story. */
export function makeKids(
  chance: Chance,
  days: Days,
  seed: number,
  dealt: Dealt,
  births: readonly Birth[],
  alone: boolean,
): Made {
  const asylum = alone ? chance.draw(ASYLUM) : null;
  const ethnicity = asylum?.[0] ?? chance.draw(ETHNICITIES);
  const family = makeFamily(chance, days, dealt.family + 1, ethnicity, births, alone);
  const people = dealt.story === "young-mother" ? motherAndBaby(family.people) : family.people;
  const home = postcode(chance, true);
  const kids = people.map((person, n): Kid => {
    const index = dealt.firstChild + n;
    const schooled = !person.birth.unborn && days.age(person.birth.born, days.today) >= 4 && !alone;
    return {
      id: localId(seed, index),
      upn: schooled && chance.happens(0.97) ? upn(days, index, person.birth.born) : null,
      nhs: person.birth.unborn || !chance.happens(0.96) ? null : nhsNumber(index),
      forename: person.forename,
      surname: person.surname,
      sex: person.sex,
      born: person.birth.born,
      unborn: person.birth.unborn,
      ethnicity,
      disabilities: person.birth.unborn ? [] : disabilitiesOf(chance, dealt.story),
      adults: person.adults,
      home,
      rows: newRows(),
      moments: [],
      spans: [],
      held: [],
      planted: new Set(),
      referral: null,
      holding: null,
      died: null,
      plans: 0,
      asylum: null,
      mother: false,
    };
  });
  return {
    kids,
    people,
    household: `HH${String(seed % 97).padStart(2, "0")}${dealt.family + 10_000}`,
    nationality: asylum?.[1] ?? null,
    protectedAddress: chance.happens(0.03) || dealt.faults.includes("restricted"),
    movedIn: days.today - chance.whole(200, 4000),
  };
}

/** The second child is the first one's baby: her mother is a grandmother, and his father is a boy nobody has named. */
function motherAndBaby(people: readonly Person[]): readonly Person[] {
  const [mother, baby] = people;
  if (mother === undefined || baby === undefined)
    return people.map((person) => ({ ...person, sex: "F" as const, forename: "Keira" }));
  const grandmother = mother.adults
    .filter((adult) => adult.relation === "mother")
    .map((adult) => ({ ...adult, relation: "maternal grandmother", sameHousehold: false }));
  const father: DemoAdult = {
    ref: `${mother.adults[0]?.ref ?? "A"}-f`,
    name: "Not known",
    sex: "M",
    born: null,
    relation: "father",
    sameHousehold: false,
    unknown: true,
  };
  return [
    { ...mother, sex: "F", forename: mother.sex === "F" ? mother.forename : "Keira" },
    { ...baby, surname: mother.surname, adults: [...grandmother, father], father: 9 },
  ];
}
