import { DISABILITY, ETHNICITY, SEX, UPN_UNKNOWN } from "../codeWords.ts";
import { addressLine } from "./json.ts";
import { eachRow, upper, type Mapping, type ObjectUse, type Task } from "./mapping.ts";

/** Who the child is and who is near: the objects about people. */
const UPN = /^[A-Z]\d{11}[0-9A-Z]$/;

function identify(task: Task, type: "upn" | "former-upn" | "nhs", value: string | null | undefined): void {
  if (typeof value !== "string") return;
  const plain = value.replaceAll(/\s/g, "").toUpperCase();
  if (type === "nhs" ? /^\d{10}$/.test(plain) : UPN.test(plain))
    task.child.identifiers.set(`${type} ${plain}`, { type, value: plain });
}

const person: Mapping = eachRow((row, task) => {
  const { born } = row.birth("dob");
  row.add(
    "person_detail",
    "",
    {
      forename: row.text("forename"),
      surname: row.text("surname"),
      birth_date: born,
      expected_birth_date: row.mayBeAhead("expected_dob"),
      death_date: row.day("death_date"),
      sex: row.code("sex", SEX),
      gender: row.text("gender"),
      ethnicity: row.code("ethnicity", ETHNICITY),
      upn_unknown: row.code("upn_unknown", UPN_UNKNOWN),
      nationality: row.text("nationality"),
      mother: row.flag("is_mother"),
    },
    "fact",
  );
  if (typeof born === "string") task.child.born ??= born;
  identify(task, "upn", row.text("upn"));
  identify(task, "nhs", row.text("common_child_id"));
  identify(task, "nhs", row.text("single_unique_id"));
});

const address: Mapping = eachRow((row) => {
  const from = row.day("address_start_date");
  const postcode = upper(row.text("address_postcode"));
  const given = row.json("address_json");
  const line = typeof given === "string" ? addressLine(given) : given;
  if (typeof given === "string" && line === undefined)
    row.note(
      "json-unreadable",
      "address_json",
      "This should be a JSON address and is not, so only the postcode was used. Check the extract.",
    );
  if (typeof line !== "string" && typeof postcode !== "string") {
    row.note(
      "address-empty",
      "address_json",
      "This address has neither a line nor a postcode, so it was left out. Check it where it is recorded.",
    );
    return;
  }
  row.add(
    "address",
    `${from ?? "unknown"}:${postcode ?? ""}`,
    {
      line,
      postcode,
      kind: row.text("address_type"),
      from_on: from,
      to_on: row.end("address_end_date", from),
    },
    "thing",
    "address_postcode",
    row.text("table_id") ?? "",
  );
});

const disability: Mapping = (rows) => {
  const codes = rows
    .map((row) => row.code("disability_code", DISABILITY))
    .filter((code) => typeof code === "string");
  const [first] = rows;
  if (first === undefined) return;
  const several = [...new Set(codes)].toSorted();
  // NONE beside a disability is the older answer.
  const kept = several.length > 1 ? several.filter((code) => code !== "NONE") : several;
  first.add(
    "person_detail",
    "",
    { disabilities: kept.length === 0 ? null : kept },
    "fact",
    "disability_code",
  );
};

/** Only an unaccompanied child seeking asylum is told of in the record; other statuses say nothing that it keeps. */
const immigration: Mapping = (rows) => {
  const asylum = rows
    .filter((row) => /\buasc\b|unaccompanied/i.test(row.text("immigration_status") ?? ""))
    .map((row) => ({
      row,
      from: row.day("immigration_status_start_date") ?? "",
      until: row.day("immigration_status_end_date"),
    }))
    .toSorted(
      (a, b) =>
        (a.from < b.from ? 1 : a.from > b.from ? -1 : 0) || ((a.until ?? "9") < (b.until ?? "9") ? 1 : -1),
    );
  const [latest] = asylum;
  if (latest !== undefined)
    latest.row.add(
      "person_detail",
      "",
      { asylum_seeking: true, asylum_until: latest.until },
      "fact",
      "immigration_status",
    );
};

const localNumber = (task: Task, person: string): string => task.links.persons.get(person) ?? person;

/** The object's person is the mother; the row is about her child. */
const mother: Mapping = eachRow((row, task) => {
  const id = row.text("person_id");
  if (typeof id !== "string") {
    row.note(
      "person-missing",
      "person_id",
      "The row does not say who the mother is, so it was left out. Check the extract.",
    );
    return;
  }
  if (!task.links.persons.has(id)) task.unresolved("a person (ssd_person)");
  const other = localNumber(task, id);
  row.add("relationship", `mother:${other}`, { kind: "mother", other }, "fact", "person_id");
});

const family: Mapping = eachRow((row) => {
  const ref = row.text("family_id");
  if (typeof ref === "string") row.add("household", ref, { ref }, "fact", "family_id");
});

const identifiers: Mapping = eachRow((row, task) => {
  const type = (row.text("identifier_type") ?? "").toLowerCase();
  const value = row.text("identifier_value");
  if (/nhs/.test(type)) identify(task, "nhs", value);
  else if (/former/.test(type) && /upn|pupil/.test(type)) identify(task, "former-upn", value);
  else if (/upn|pupil number/.test(type)) identify(task, "upn", value);
});

const send: Mapping = eachRow((row, task) => {
  identify(task, "upn", row.text("upn"));
  const unknown = row.code("upn_unknown", UPN_UNKNOWN);
  if (typeof unknown === "string")
    row.add("person_detail", "", { upn_unknown: unknown }, "fact", "upn_unknown");
});

export const PEOPLE: readonly (readonly [string, ObjectUse])[] = [
  ["person", { map: person }],
  ["address", { map: address, fully: "address" }],
  ["disability", { map: disability }],
  ["immigration_status", { map: immigration }],
  ["mother", { map: mother, fully: "relationship" }],
  ["family", { map: family, fully: "household" }],
  ["linked_identifiers", { map: identifiers }],
  ["send", { map: send }],
];

/** The column of the person a row is about. */
export const personColumn = (object: string): string =>
  object === "mother" ? "childs_person_id" : "person_id";
