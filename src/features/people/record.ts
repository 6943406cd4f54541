import { dateOf, event, type RecordTable } from "../../kernel/record/table.ts";

/** Who the child is, as one source has it. Natural key: empty; a child has one such row for each kind of source. */
export const personDetail: RecordTable = {
  name: "person_detail",
  slice: "people",
  words: ["person's details", "people's details"],
  columns: {
    forename: "text",
    surname: "text",
    birth_date: "date",
    expected_birth_date: "date",
    death_date: "date",
    sex: "code",
    gender: "code",
    ethnicity: "code",
    disabilities: "codes",
    upn_unknown: "code",
    asylum_seeking: "flag",
    asylum_until: "date",
    nationality: "text",
    mother: "flag",
  },
  span: null,
  project: (row, key) => [
    ...event("person.born", dateOf(row, "birth_date"), `person_detail:${key}`),
    ...(dateOf(row, "birth_date") === null
      ? event("person.expected", dateOf(row, "expected_birth_date"), `person_detail:${key}`)
      : []),
    ...event("person.died", dateOf(row, "death_date"), `person_detail:${key}`),
  ],
};

/** Natural key: the day the address began, or `unknown`, then the postcode. */
export const address: RecordTable = {
  name: "address",
  slice: "people",
  words: ["address", "addresses"],
  columns: {
    line: "text",
    postcode: "text",
    kind: "text",
    from_on: "date",
    to_on: "date",
    protected: "flag",
  },
  span: ["from_on", "to_on"],
  project: () => [],
};

/** Natural key: kind, then the other person's number. `other` is the other person's `local` identifier. */
export const relationship: RecordTable = {
  name: "relationship",
  slice: "people",
  words: ["family link", "family links"],
  columns: { kind: "code", other: "text", other_name: "text", from_on: "date", to_on: "date" },
  span: null,
  project: () => [],
};

/** A family or household as the source numbers it. Natural key: that number. */
export const household: RecordTable = {
  name: "household",
  slice: "people",
  words: ["household", "households"],
  columns: { ref: "text" },
  span: null,
  project: () => [],
};
