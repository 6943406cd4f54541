/**
 * A list of codes a return may use. A code is valid from one year's return to another's; a year is named by the March it ends in
 * (2025 is 2024-25).
 */
export type Code = {
  readonly code: string;
  readonly words: string;
  readonly from?: number;
  readonly to?: number;
};

export type CodeSet = { readonly name: string; readonly codes: readonly Code[] };

const valid = new WeakMap<CodeSet, Map<number, ReadonlySet<string>>>();

/** The codes a year's return may use. */
export function codesFor(set: CodeSet, year: number): ReadonlySet<string> {
  let years = valid.get(set);
  if (years === undefined) valid.set(set, (years = new Map()));
  let found = years.get(year);
  if (found === undefined) {
    const allowed = set.codes.filter((c) => (c.from ?? year) <= year && year <= (c.to ?? year));
    years.set(year, (found = new Set(allowed.map((c) => c.code))));
  }
  return found;
}

export const isCode = (set: CodeSet, year: number, code: string): boolean => codesFor(set, year).has(code);

/** What a code means, whatever the year; undefined when it is in no year's list. */
export const wordsFor = (set: CodeSet, code: string): string | undefined =>
  set.codes.find((c) => c.code === code)?.words;

/** `2024-25` for 2025. */
export const yearTitle = (year: number): string => `${year - 1}-${String(year % 100).padStart(2, "0")}`;
