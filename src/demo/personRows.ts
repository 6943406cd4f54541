import type { IsoDate } from "../kernel/dates.ts";
import type { ChildClaims } from "../kernel/record/claim.ts";
import type { Days } from "./days.ts";
import { siblingWord } from "./family.ts";
import type { Case, Kid } from "./kid.ts";
import type { Made } from "./people.ts";
import type { DemoFamily, DemoRelative } from "./types.ts";

const relationWord = (made: Made, story: string, mine: number, other: number): string => {
  const me = made.people[mine];
  const them = made.people[other];
  if (me === undefined || them === undefined) return "brother";
  if (story === "young-mother") return mine === 0 ? (them.sex === "F" ? "daughter" : "son") : "mother";
  return siblingWord(them, me);
};

/** Which code a link has in the claims. */
const linkKind = (word: string): string => {
  if (word === "twin") return "twin";
  if (word === "mother") return "mother";
  if (word === "daughter" || word === "son") return "child";
  return word.startsWith("half-") ? "half-sibling" : "sibling";
};

/** Who the child is and who the family are, written once the story is known. */
export function writePerson(
  kase: Case,
  made: Made,
  mine: number,
  birthMissing: boolean,
  ethnicityMissing: boolean,
): void {
  const { days } = kase;
  const kid = kase.kids[mine];
  if (kid === undefined) return;
  const bornOn: IsoDate | null = kid.unborn || birthMissing ? null : days.iso(kid.born);
  kid.rows.add("person_detail", "", {
    forename: kid.forename,
    surname: kid.surname,
    birth_date: bornOn,
    expected_birth_date: kid.unborn ? days.iso(kid.born) : null,
    death_date: kid.died === null ? null : days.iso(kid.died),
    sex: kid.sex,
    ethnicity: ethnicityMissing ? null : kid.ethnicity,
    disabilities: kid.disabilities,
    upn_unknown: kid.upn === null ? (days.age(kid.born, days.today) < 5 ? "UN1" : "UN4") : null,
    asylum_seeking: kid.asylum !== null,
    asylum_until: kid.asylum === null ? null : days.iso(days.years(kid.born, 18)),
    nationality: made.nationality,
    mother: kid.mother,
  });
  const from = days.iso(kid.unborn ? days.today - 60 : Math.max(made.movedIn, kid.born));
  kid.rows.add("address", `${from} ${kid.home}`, {
    line: `${1 + (Number(kid.id.slice(2)) % 140)} ${STREETS[Number(kid.home.slice(2, 4)) % STREETS.length] ?? "Moor Road"}`,
    postcode: kid.home,
    kind: "Home",
    from_on: from,
    to_on: null,
    protected: made.protectedAddress,
  });
  kid.rows.add("household", made.household, { ref: made.household });
  kase.kids.forEach((other, index) => {
    if (index === mine) return;
    const kind = linkKind(relationWord(made, kase.story, mine, index));
    kid.rows.add("relationship", `${kind}:${other.id}`, {
      kind,
      other: other.id,
      other_name: `${other.forename} ${other.surname}`,
      from_on: null,
      to_on: null,
    });
  });
}

const STREETS = [
  "Moor Road",
  "Chapel Street",
  "Alma Terrace",
  "Beck Lane",
  "Station Parade",
  "Quarry Hill",
  "Orchard Close",
  "Mill Bank",
  "Coronation Avenue",
  "Dyer's Row",
];

export function familyOf(kase: Case, made: Made, mine: number): DemoFamily {
  const { days } = kase;
  const kid = kase.kids[mine];
  const apart = kid?.rows.of("care_period").some((row) => row["ended_on"] === null) ?? false;
  const children = kase.kids.flatMap((other, index): DemoRelative[] => {
    if (index === mine) return [];
    return [
      {
        ref: other.id,
        name: `${other.forename} ${other.surname}`,
        sex: other.sex,
        born: other.unborn ? null : days.iso(other.born),
        relation: relationWord(made, kase.story, mine, index),
        sameHousehold: true,
        ...(other.died === null ? {} : { died: days.iso(other.died) }),
      },
    ];
  });
  // A child in care lives with none of the family, unless placed with a parent.
  const withParent =
    kid?.rows
      .of("placement")
      .some(
        (row) => row["ended_on"] === null && (row["type"] === "P1" || kase.story === "care-short-breaks"),
      ) ?? false;
  const adults = (kid?.adults ?? []).map((adult) =>
    apart && !withParent ? { ...adult, sameHousehold: false } : adult,
  );
  return { householdRef: made.household, adults, children };
}

export function claimsOf(days: Days, kid: Kid, birthMissing: boolean): ChildClaims {
  return {
    id: { type: "local", value: kid.id },
    identifiers: [
      ...(kid.upn === null ? [] : [{ type: "upn" as const, value: kid.upn }]),
      ...(kid.nhs === null ? [] : [{ type: "nhs" as const, value: kid.nhs }]),
    ],
    born: kid.unborn || birthMissing ? null : days.iso(kid.born),
    claims: kid.rows.claims(),
    findings: [],
    place: "invented record",
  };
}
