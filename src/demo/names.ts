import { odds, type Chance } from "./chance.ts";
import { GIVEN, SURNAMES, type Heritage } from "./nameLists.ts";
import type { Sex } from "./types.ts";

/** Ethnicity codes in about the proportions of children in need in England. */
export const ETHNICITIES = odds<string>([
  ["WBRI", 66],
  ["WIRI", 0.4],
  ["WIRT", 0.4],
  ["WROM", 0.6],
  ["WOTH", 6],
  ["MWBC", 3],
  ["MWBA", 1.2],
  ["MWAS", 1.6],
  ["MOTH", 3],
  ["AIND", 1.1],
  ["APKN", 3.2],
  ["ABAN", 1.4],
  ["AOTH", 1.6],
  ["BCRB", 2],
  ["BAFR", 5],
  ["BOTH", 1.2],
  ["CHNE", 0.3],
  ["OOTH", 2.4],
  ["REFU", 0.3],
  ["NOBT", 1.6],
]);

const HERITAGES: { readonly [ethnicity: string]: readonly Heritage[] } = {
  WBRI: ["british"],
  WIRI: ["irish"],
  WIRT: ["irish"],
  WROM: ["romanian"],
  WOTH: ["polish", "romanian", "albanian", "polish"],
  AIND: ["indian"],
  APKN: ["pakistani"],
  ABAN: ["bangladeshi"],
  AOTH: ["afghan", "pakistani"],
  BCRB: ["caribbean"],
  BAFR: ["westAfrican", "somali", "eritrean", "westAfrican"],
  BOTH: ["caribbean", "westAfrican"],
  CHNE: ["chinese"],
  OOTH: ["arabic", "kurdish", "afghan", "vietnamese"],
};

/** Where the mother's and the father's names come from; a child of mixed heritage has two. */
export function heritageOf(
  chance: Chance,
  ethnicity: string,
): { readonly mother: Heritage; readonly father: Heritage } {
  if (ethnicity === "MWBC") return { mother: "british", father: "caribbean" };
  if (ethnicity === "MWBA") return { mother: "british", father: "westAfrican" };
  if (ethnicity === "MWAS")
    return { mother: "british", father: chance.pick(["pakistani", "indian"] as const) };
  if (ethnicity === "MOTH")
    return { mother: "british", father: chance.pick(["arabic", "polish", "caribbean", "kurdish"] as const) };
  const heritage = chance.pick(HERITAGES[ethnicity] ?? (["british"] as const));
  return { mother: heritage, father: heritage };
}

/** Pairs the lists could make that are somebody; they are drawn again. */
const WELL_KNOWN: ReadonlySet<string> = new Set([
  "Oscar Wilde",
  "Simon Armitage",
  "Marlon Samuels",
  "Lee Clegg",
  "Richard Beaumont",
  "Peter Heseltine",
]);

export const wellKnown = (name: string): boolean => WELL_KNOWN.has(name);

export function surname(chance: Chance, heritage: Heritage): string {
  return chance.pick(SURNAMES[heritage]);
}

/** A child's first name. `taken` are those of brothers and sisters. */
export function childName(
  chance: Chance,
  heritage: Heritage,
  sex: Sex,
  family: string,
  taken: readonly string[],
): string {
  const lists = GIVEN[heritage];
  const list = sex === "F" ? lists.girls : lists.boys;
  for (let tries = 0; tries < 12; tries += 1) {
    const name = chance.pick(list);
    if (!taken.includes(name) && !wellKnown(`${name} ${family}`)) return name;
  }
  return list.find((name) => !taken.includes(name)) ?? chance.pick(list);
}

export function adultName(chance: Chance, heritage: Heritage, sex: Sex, family: string): string {
  const lists = GIVEN[heritage];
  const list = sex === "F" ? lists.women : lists.men;
  let name = chance.pick(list);
  for (let tries = 0; tries < 6 && wellKnown(`${name} ${family}`); tries += 1) name = chance.pick(list);
  return `${name} ${family}`;
}
