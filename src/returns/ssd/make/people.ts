import { codes, dateOf, flag, text } from "../../../kernel/record/table.ts";
import { numbersOf, type ReturnChild, type RowsOf } from "./child.ts";
import { leave, rowId, type SsdRow } from "./cells.ts";
import type { Around } from "./around.ts";

/** Who the child is and who is near. */
export function* peopleRows(
  child: ReturnChild,
  rows: RowsOf,
  person: string,
  around: Around,
): Generator<SsdRow> {
  const detail = rows("person_detail")[0]?.values ?? {};
  const [upn = null, ...furtherUpns] = numbersOf(child, "upn");
  const [nhs = null, ...furtherNhs] = numbersOf(child, "nhs");
  yield {
    object: "person",
    cells: {
      person_id: person,
      forename: text(detail, "forename"),
      surname: text(detail, "surname"),
      sex: text(detail, "sex"),
      gender: text(detail, "gender"),
      ethnicity: text(detail, "ethnicity"),
      dob: dateOf(detail, "birth_date") ?? child.born,
      common_child_id: nhs,
      legacy_id: child.id.type === "local" ? child.id.value : null,
      upn,
      upn_unknown: text(detail, "upn_unknown"),
      expected_dob: dateOf(detail, "expected_birth_date"),
      death_date: dateOf(detail, "death_date"),
      is_mother: flag(detail, "mother") === null ? null : flag(detail, "mother") === true ? "Y" : "N",
      nationality: text(detail, "nationality"),
    },
  };
  const linked = [
    ...furtherUpns.map((value) => ["Unique Pupil Number", value] as const),
    ...numbersOf(child, "former-upn").map((value) => ["Former Unique Pupil Number", value] as const),
    ...furtherNhs.map((value) => ["NHS Number", value] as const),
  ];
  for (const [type, value] of linked)
    yield {
      object: "linked_identifiers",
      cells: {
        table_id: rowId(person, `${type}.${value}`),
        person_id: person,
        identifier_type: type,
        identifier_value: value,
      },
    };
  for (const code of codes(detail, "disabilities"))
    yield {
      object: "disability",
      cells: { person_id: person, table_id: rowId(person, code), disability_code: code },
    };
  if (flag(detail, "asylum_seeking") === true)
    yield {
      object: "immigration_status",
      cells: {
        person_id: person,
        immigration_status_id: rowId(person, "UASC"),
        immigration_status: "UASC",
        immigration_status_end_date: dateOf(detail, "asylum_until"),
      },
    };
  yield* nearRows(child, rows, person, around);
}

function* nearRows(child: ReturnChild, rows: RowsOf, person: string, around: Around): Generator<SsdRow> {
  for (const { key, values } of rows("address")) {
    // The dataset has no way to say that an address is protected, so it does not carry one that is.
    if (flag(values, "protected") === true) {
      leave(around.left, "protected addresses, which the dataset cannot mark as such");
      continue;
    }
    const line = text(values, "line");
    yield {
      object: "address",
      cells: {
        table_id: rowId(person, key),
        address_json: line === null ? null : JSON.stringify({ ADDRESS: line }),
        person_id: person,
        address_type: text(values, "kind"),
        address_start_date: dateOf(values, "from_on"),
        address_end_date: dateOf(values, "to_on"),
        address_postcode: text(values, "postcode"),
      },
    };
  }
  for (const { key, values } of rows("household")) {
    const ref = text(values, "ref");
    if (ref !== null)
      yield { object: "family", cells: { table_id: rowId(person, key), family_id: ref, person_id: person } };
  }
  for (const { key, values } of rows("relationship")) {
    const other = text(values, "other");
    if (text(values, "kind") !== "mother" || other === null) {
      leave(around.left, "family links other than to a mother, for which the dataset has no place");
      continue;
    }
    yield {
      object: "mother",
      cells: {
        table_id: rowId(person, key),
        person_id: around.personIds.get(other) ?? other,
        childs_person_id: person,
        childs_dob: child.born,
      },
    };
  }
}
