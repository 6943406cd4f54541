/** A kind of open case. A child counts once, under the most demanding thing open: the order of the list. */
export type CaseTypeId = "proceedings" | "plan" | "care" | "assessment" | "need" | "family-help";

export type CaseType = {
  readonly id: CaseTypeId;
  readonly words: string;
  /** Points to begin with, until the authority sets its own. */
  readonly points: number;
  /** Mean years open to begin with, where the record has too few to tell. */
  readonly years: number;
  readonly yearsFrom: string;
};

/**
 * Points are local policy. To begin with: 4 for a child in need or in settled care, 6 for a protection plan, 10 in proceedings, as the caseload indicators have it. Years open: England
 * 2024 by Little's law for children in need, plans and care; the median assessment; 26 weeks of proceedings.
 */
export const CASE_TYPES: readonly CaseType[] = [
  {
    id: "proceedings",
    words: "In care proceedings",
    points: 10,
    years: 0.5,
    yearsFrom: "26 weeks, the statutory limit",
  },
  { id: "plan", words: "Child protection plan", points: 6, years: 0.8, yearsFrom: "England 2024" },
  { id: "care", words: "Looked after", points: 4, years: 2.5, yearsFrom: "England 2024" },
  {
    id: "assessment",
    words: "Being assessed, no plan yet",
    points: 4,
    years: 0.13,
    yearsFrom: "33 working days, England’s median",
  },
  { id: "need", words: "Child in need", points: 4, years: 1.01, yearsFrom: "England 2024" },
  {
    id: "family-help",
    words: "Family help, no case open",
    points: 4,
    years: 0.5,
    yearsFrom: "six months, a guess",
  },
];

export type Points = Readonly<Record<CaseTypeId, number>>;

/** Something for each type, by its id. */
export function byType<T>(of: (type: CaseType) => T): Record<CaseTypeId, T> {
  return Object.fromEntries(CASE_TYPES.map((type) => [type.id, of(type)])) as Record<CaseTypeId, T>;
}

export const USUAL_POINTS: Points = byType(({ points }) => points);

/**
 * Families of 1, 2, 3 and 4 children among those who arrive together, where the record cannot say: 1.7 children a family, which makes a load vary about 2.2 times as much as
 * if each came alone.
 */
export const USUAL_FAMILIES: readonly number[] = [0.55, 0.27, 0.12, 0.06];

/** How much more a load varies because children of a family come together: E[size squared] / E[size]. */
export function siblingFactor(sizes: readonly number[]): number {
  const mean = sizes.reduce((sum, chance, i) => sum + chance * (i + 1), 0);
  const square = sizes.reduce((sum, chance, i) => sum + chance * (i + 1) ** 2, 0);
  return mean === 0 ? 1 : square / mean;
}
