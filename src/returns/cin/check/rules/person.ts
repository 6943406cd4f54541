import { codesFor, isCode } from "../../../../kernel/codes/codeSet.ts";
import { ETHNICITY } from "../../../../kernel/codes/ethnicity.ts";
import { DISABILITY } from "../../../../kernel/codes/inNeed.ts";
import { GENDER, SEX } from "../../../../kernel/codes/sex.ts";
import { addDays, addMonths } from "../../../../kernel/dates.ts";
import type { CinChild, Said } from "../../child.ts";
import type { Census, ChildRule, Spot } from "../rule.ts";
import { at, dayOf, eachEpisode, fault, inPeriod, isNotNfa, missing, ofChild } from "../rule.ts";

/** `Sex` replaced `GenderCurrent` in 2024-25; an unborn child is U in the one and 0 in the other. */
export const sexItem = (year: number) =>
  year >= 2025
    ? ({
        name: "Sex",
        codes: SEX,
        unborn: "U",
        of: (child: CinChild): Said | undefined => child.sex,
      } as const)
    : ({
        name: "GenderCurrent",
        codes: GENDER,
        unborn: "0",
        of: (child: CinChild): Said | undefined => child.gender,
      } as const);

const sexSpot = (child: CinChild, census: Census): Spot => {
  const item = sexItem(census.year);
  return at(item.of(child), child.identifiers, item.name);
};

export const personRules: readonly ChildRule[] = [
  {
    id: "4180",
    severity: "error",
    on: "Sex",
    words: "The child's sex is missing or is not one of the codes.",
    meaning: "Every child has one, also when it is not known.",
    cause: "It was not recorded, or the system's own code was not translated.",
    fix: "Record the child's sex.",
    check: ofChild((child, census) => {
      const item = sexItem(census.year);
      return codesFor(item.codes, census.year).has(item.of(child)?.said ?? "")
        ? undefined
        : fault(sexSpot(child, census));
    }),
  },
  {
    id: "4220",
    severity: "error",
    on: "Ethnicity",
    words: "The child's ethnicity is missing or is not one of the codes.",
    meaning: "Every child has one, also when it was refused or is not known yet.",
    cause: "It was not recorded, or the system's own code was not translated.",
    fix: "Record the child's ethnicity, or that it was refused (REFU) or not obtained (NOBT).",
    check: ofChild((child, census) =>
      isCode(ETHNICITY, census.year, child.ethnicity?.said ?? "")
        ? undefined
        : fault(at(child.ethnicity, child.characteristics, "Ethnicity")),
    ),
  },
  {
    id: "8520",
    severity: "error",
    on: "birth date",
    words: "The child's birth date is after the end of the year.",
    meaning: "A child not yet born on the reference date has an expected birth date instead.",
    cause: "The expected date was entered as the birth date, or the year was mistyped.",
    fix: "Correct the birth date, or move it to the expected date.",
    check: ofChild(({ born }, census) => (born?.on && born.on > census.to ? fault(born) : undefined)),
  },
  {
    id: "8525Q",
    severity: "query",
    on: "birth date",
    words: "The child has both a birth date and an expected birth date, or neither.",
    meaning: "A born child has the one, an unborn child the other.",
    cause: "The expected date was left in place after the birth, or no date was recorded.",
    fix: "Keep the birth date and remove the expected one, or give the one that is missing.",
    check: ofChild((child) => {
      const born = dayOf(child.born) !== undefined;
      if (born !== (dayOf(child.expected) !== undefined)) return undefined;
      return born
        ? fault(child.born, child.expected)
        : fault(
            at(child.born, child.identifiers, "PersonBirthDate"),
            at(child.expected, child.identifiers, "ExpectedPersonBirthDate"),
          );
    }),
  },
  {
    id: "8530Q",
    severity: "query",
    on: "expected birth date",
    words: "The expected birth date is too early or too late for a child unborn at the end of the year.",
    meaning: "It is looked for between 30 days before and nine months after the reference date.",
    cause: "The child has been born since and the record was not brought up to date.",
    fix: "Give the birth date, or correct the expected one.",
    check: ofChild(({ expected }, census) =>
      expected?.on && (expected.on < addDays(census.to, -30) || expected.on > addMonths(census.to, 9))
        ? fault(expected)
        : undefined,
    ),
  },
  {
    id: "8535Q",
    severity: "query",
    on: "death date",
    words: "The child's death is before the birth.",
    meaning: "One of the two dates is wrong.",
    cause: "A date was mistyped.",
    fix: "Correct whichever is wrong.",
    check: ofChild(({ born, died }) =>
      born?.on && died?.on && died.on < born.on ? fault(died, born) : undefined,
    ),
  },
  {
    id: "8540",
    severity: "error",
    on: "disability",
    words: "The child's disability is missing or is not one of the codes.",
    meaning: "Every born child with a referral that went further says NONE or what the disability is.",
    cause: "It was not recorded, or the system's own code was not translated.",
    fix: "Record the disability, or that there is none.",
    check: ofChild((child, census) => {
      if (dayOf(child.born) === undefined || !child.episodes.some(isNotNfa)) return undefined;
      const wrong = child.disabilities.filter((d) => !isCode(DISABILITY, census.year, d.said));
      if (wrong.length > 0) return wrong;
      return child.disabilities.length === 0
        ? fault(missing(child.characteristics, "Disabilities"))
        : undefined;
    }),
  },
  {
    id: "8545Q",
    severity: "query",
    on: "death date",
    words: "The child's death is outside the year.",
    meaning: "The return tells only of deaths between 1 April and the reference date.",
    cause: "The date was mistyped, or the child should not be in this return.",
    fix: "Correct the date, or remove the child from the return.",
    check: ofChild(({ died }, census) => (died?.on && !inPeriod(died.on, census) ? fault(died) : undefined)),
  },
  {
    id: "8590",
    severity: "error",
    on: "child",
    words: "The child has no episode.",
    meaning: "A child is in the return because of a referral or an open episode.",
    cause: "The episodes were left out when the return was made.",
    fix: "Add the child's episode, or remove the child.",
    check: ofChild((child) =>
      child.episodes.length === 0 ? fault(missing(child.node, "CINdetails")) : undefined,
    ),
  },
  {
    id: "8750",
    severity: "error",
    on: "Sex",
    words: "An unborn child's sex is given as known.",
    meaning: "A child with only an expected birth date is U (before 2024-25: 0).",
    cause: "The child has been born and the birth date was not recorded, or the sex was entered early.",
    fix: "Give the birth date, or change the sex to U.",
    check: ofChild((child, census) => {
      if (dayOf(child.expected) === undefined || dayOf(child.born) !== undefined) return undefined;
      const item = sexItem(census.year);
      return item.of(child)?.said === item.unborn ? undefined : fault(sexSpot(child, census), child.expected);
    }),
  },
  {
    id: "8775Q",
    severity: "query",
    on: "birth date",
    words: "The child was over 25 when the episode closed, or is now.",
    meaning: "Nobody over 25 is expected in the return.",
    cause: "The episode was never closed, or the birth date is wrong.",
    fix: "Close the episode, or correct the birth date.",
    check: eachEpisode((episode, census, { born }) => {
      if (!born?.on || born.on >= census.over25) return undefined;
      const { closure, node } = episode;
      return closure?.on && closure.on <= addMonths(born.on, 25 * 12)
        ? undefined
        : fault(born, at(closure, node, "CINclosureDate"));
    }),
  },
  {
    id: "8790",
    severity: "error",
    on: "disability",
    words: "The child is said to have no disability and also a disability.",
    meaning: "NONE stands alone.",
    cause: "NONE was not removed when a disability was recorded.",
    fix: "Remove NONE, or the other code.",
    check: ofChild(({ disabilities }) =>
      disabilities.some((d) => d.said === "NONE") && disabilities.some((d) => d.said !== "NONE")
        ? disabilities
        : undefined,
    ),
  },
  {
    id: "8794",
    severity: "error",
    on: "disability",
    words: "The same disability is given twice.",
    meaning: "Each code is given once for a child.",
    cause: "The disability was recorded in two places.",
    fix: "Remove the copy.",
    check: ofChild(({ disabilities }) => repeats(disabilities)),
  },
];

/** The values that are said more than once, all of them; undefined when each is said once. */
export function repeats(values: readonly Said[]): readonly Said[] | undefined {
  if (values.length < 2) return undefined;
  const times = new Map<string, number>();
  for (const { said } of values) times.set(said, (times.get(said) ?? 0) + 1);
  if (times.size === values.length) return undefined;
  return values.filter(({ said }) => times.get(said) !== 1);
}
