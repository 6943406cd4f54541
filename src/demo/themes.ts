import { odds, type Chance } from "./chance.ts";
import type { Theme } from "./kid.ts";

/** Referral sources in about the published proportions: police and schools are half of all. */
const SOURCES = odds<string>([
  ["6", 28],
  ["2A", 18.5],
  ["2B", 2.5],
  ["5B", 8],
  ["5C", 3.2],
  ["5A", 2.6],
  ["5D", 2.4],
  ["3E", 5],
  ["3F", 4.2],
  ["3D", 2.2],
  ["3A", 1.6],
  ["3B", 1.8],
  ["3C", 0.7],
  ["1A", 4.6],
  ["1B", 0.6],
  ["1C", 1.1],
  ["1D", 1.9],
  ["7", 3.1],
  ["8", 4.6],
  ["4", 1],
  ["9", 1.9],
  ["10", 0.5],
]);

const THEMES = odds<Theme>([
  ["domestic-abuse", 27],
  ["neglect", 21],
  ["parental-mental-health", 13],
  ["substances", 10],
  ["physical", 7],
  ["acute-stress", 9],
  ["behaviour", 5],
  ["sexual", 4],
  ["exploitation", 4],
]);

const PROTECTION_THEMES = odds<Theme>([
  ["neglect", 42],
  ["domestic-abuse", 26],
  ["substances", 10],
  ["parental-mental-health", 8],
  ["physical", 7],
  ["sexual", 5],
  ["exploitation", 2],
]);

export function themeFor(chance: Chance, story: string, teenager: boolean): Theme {
  if (story === "care-asylum") return "asylum";
  if (["cin-disabled", "adult-services", "care-short-breaks", "died"].includes(story)) return "disability";
  if (story === "care-teen-missing" || story === "care-missing-now" || story === "care-secure")
    return "exploitation";
  if (story === "care-remand" || story === "care-dolo") return "behaviour";
  const protection = story.startsWith("cp-") || story.startsWith("care-") || story === "icpc-booked";
  const theme = chance.draw(protection ? PROTECTION_THEMES : THEMES);
  return theme === "exploitation" && !teenager ? "neglect" : theme;
}

export function sourceFor(chance: Chance, theme: Theme, age: number): string {
  if (theme === "domestic-abuse" && chance.happens(0.55)) return "6";
  if (theme === "disability") return chance.pick(["3F", "2A", "1A", "5B", "3D"]);
  if (theme === "asylum") return "6";
  const source = chance.draw(SOURCES);
  // Schools know children of school age, health visitors the youngest; a small child does not refer itself.
  if (age < 4 && (source === "2A" || source === "2B" || source === "3C"))
    return chance.pick(["3B", "3D", "6"]);
  if (age >= 6 && source === "3B") return "2A";
  if (age < 11 && source === "1C") return "1A";
  return source;
}

const NEEDS: { readonly [theme in Theme]: readonly string[] } = {
  neglect: ["N1"],
  "domestic-abuse": ["N1", "N1", "N1", "N5"],
  "parental-mental-health": ["N1", "N3", "N5"],
  substances: ["N1", "N1", "N5"],
  physical: ["N1"],
  sexual: ["N1"],
  exploitation: ["N1", "N1", "N6"],
  behaviour: ["N6", "N5", "N5"],
  disability: ["N2"],
  "acute-stress": ["N4", "N4", "N5", "N9", "N7"],
  asylum: ["N8"],
};

export const needFor = (chance: Chance, theme: Theme): string => chance.pick(NEEDS[theme]);

const CATEGORIES: { readonly [theme in Theme]: readonly string[] } = {
  neglect: ["NEG"],
  "domestic-abuse": ["EMO", "EMO", "EMO", "NEG", "MUL"],
  "parental-mental-health": ["NEG", "EMO"],
  substances: ["NEG"],
  physical: ["PHY"],
  sexual: ["SAB"],
  exploitation: ["NEG", "SAB"],
  behaviour: ["EMO"],
  disability: ["NEG"],
  "acute-stress": ["EMO"],
  asylum: ["NEG"],
};

export const categoryFor = (chance: Chance, theme: Theme): string => chance.pick(CATEGORIES[theme]);

const FACTORS: { readonly [theme in Theme]: readonly (readonly [code: string, p: number])[] } = {
  neglect: [
    ["16A", 0.95],
    ["4B", 0.4],
    ["2B", 0.25],
    ["1B", 0.25],
    ["5B", 0.1],
    ["17A", 0.2],
  ],
  "domestic-abuse": [
    ["3B", 0.95],
    ["17A", 0.6],
    ["1B", 0.3],
    ["4B", 0.35],
    ["3C", 0.1],
    ["18C", 0.1],
  ],
  "parental-mental-health": [
    ["4B", 0.97],
    ["7A", 0.3],
    ["16A", 0.3],
    ["3B", 0.25],
    ["17A", 0.25],
  ],
  substances: [
    ["2B", 0.85],
    ["1B", 0.6],
    ["16A", 0.55],
    ["4B", 0.4],
    ["3B", 0.3],
  ],
  physical: [
    ["18C", 0.9],
    ["17A", 0.35],
    ["3B", 0.3],
    ["4B", 0.2],
  ],
  sexual: [
    ["19C", 0.75],
    ["19B", 0.3],
    ["11A", 0.2],
    ["4A", 0.25],
  ],
  exploitation: [
    ["24A", 0.6],
    ["11A", 0.45],
    ["10A", 0.7],
    ["13A", 0.35],
    ["2A", 0.5],
    ["4A", 0.4],
    ["12A", 0.15],
  ],
  behaviour: [
    ["14A", 0.9],
    ["4A", 0.4],
    ["15A", 0.2],
    ["3A", 0.25],
    ["18B", 0.15],
  ],
  disability: [
    ["6A", 0.5],
    ["5A", 0.75],
    ["6B", 0.1],
    ["20", 0.2],
  ],
  "acute-stress": [
    ["4B", 0.5],
    ["20", 0.5],
    ["6B", 0.2],
    ["3B", 0.2],
  ],
  asylum: [
    ["9A", 1],
    ["4A", 0.3],
    ["12A", 0.2],
  ],
};

/** What an authorised assessment found. The family shares most of it; a teenager adds their own. */
export function familyFactors(chance: Chance, theme: Theme): readonly string[] {
  return FACTORS[theme].filter(([, p]) => chance.happens(p)).map(([code]) => code);
}

export function childFactors(
  chance: Chance,
  family: readonly string[],
  age: number,
  none: boolean,
): string[] {
  if (none) return ["21"];
  const found = family.filter(
    (code) => age >= 10 || !["24A", "13A", "11A", "10A", "2A", "15A", "14A"].includes(code),
  );
  if (age >= 11 && chance.happens(0.2)) found.push("4A");
  if (age >= 12 && chance.happens(0.12)) found.push("15A");
  if (age >= 8 && family.includes("4B") && chance.happens(0.25)) found.push("7A");
  const codes = [...new Set(found)];
  return codes.length === 0 ? ["20"] : codes;
}
