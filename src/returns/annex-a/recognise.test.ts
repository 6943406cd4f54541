import { describe, expect, it } from "vitest";
import { headingKey, LISTS } from "./layout.ts";
import { listNamed, nearly, recogniseSheet } from "./recognise.ts";

const headings = (number: number): string[] =>
  (LISTS.find((list) => list.number === number)?.columns ?? []).map((column) => column.names[0] ?? "");
const sheet = (...rows: (string | null)[][]): { row: number; cells: (string | null)[] }[] =>
  rows.map((cells, at) => ({ row: at + 1, cells }));

describe("the lists as laid out", () => {
  it("never give one heading two meanings in a list", () => {
    for (const list of LISTS) {
      const meanings = new Map<string, string>();
      for (const column of list.columns)
        for (const name of column.names) {
          const key = headingKey(name);
          expect([list.number, name, meanings.get(key) ?? column.key]).toEqual([
            list.number,
            name,
            column.key,
          ]);
          meanings.set(key, column.key);
        }
    }
  });

  it("are each recognised by their own columns, whatever the sheet is called", () => {
    for (const list of LISTS) {
      const found = recogniseSheet("Sheet", sheet(headings(list.number)));
      expect(found?.list.number).toBe(list.number);
      expect(found?.columns.size).toBe(list.columns.length);
      expect(found?.unknown).toEqual([]);
    }
  });
});

describe("recognising a sheet", () => {
  it("reads sheet names by number or by what the list is called", () => {
    for (const name of [
      "List 7",
      "list7",
      "LIST_07",
      "Annex A - List 7",
      "7",
      "7. CP",
      "L7",
      "Child Protection",
      "CPP",
      "List 7 (CP plans)",
    ])
      expect([name, listNamed(name)]).toEqual([name, 7]);
    expect(listNamed("Cover")).toBeNull();
    expect(listNamed("List 12")).toBeNull();
  });

  it("ignores case, punctuation, line breaks, brackets and small words in headings", () => {
    const found = recogniseSheet(
      "x",
      sheet([
        "CHILD\nUNIQUE  IDENTIFIER",
        "Date of Birth (DD/MM/YYYY)",
        "date of contact:",
        "Source of contact",
        "GENDER*",
      ]),
    );
    expect(found?.list.number).toBe(1);
    expect([...(found?.columns.keys() ?? [])].toSorted()).toEqual([
      "born",
      "contacted",
      "id",
      "sex",
      "source",
    ]);
  });

  it("finds the headings under titles and notes, in any order, with columns of the authority's own", () => {
    const found = recogniseSheet(
      "List 1",
      sheet(
        ["Anyshire Council: list 1"],
        ["Contacts in the six months", "to", "31 October"],
        [],
        ["Our notes", "Contact Source", "Date of Contact", "Child Unique ID", null, "Ward"],
      ),
    );
    expect(found?.headingRow).toBe(4);
    expect(found?.columns).toEqual(
      new Map([
        ["source", 1],
        ["contacted", 2],
        ["id", 3],
      ]),
    );
    expect(found?.unknown).toEqual(["Our notes", "Ward"]);
  });

  it("takes a heading spelt nearly right, and says so", () => {
    const wrong = headings(3).map((name) => (name === "Date of referral" ? "Date of refferral" : name));
    const found = recogniseSheet("List 3", sheet(wrong));
    expect(found?.guessed).toEqual([{ heading: "Date of refferral", means: "Date of referral" }]);
    expect(found?.columns.has("referred")).toBe(true);
    expect(nearly("abc", "abcde")).toBe(true);
    expect(nearly("abc", "xyz")).toBe(false);
  });

  it("believes the columns over the sheet's name", () => {
    const found = recogniseSheet("List 6", sheet(headings(7)));
    expect(found?.list.number).toBe(7);
    expect(found?.named).toBe(6);
  });

  it("knows a sheet that is none of the lists", () => {
    expect(
      recogniseSheet("List 1", sheet(["Guidance", "How to fill this in", "Contact us"])),
    ).toBeUndefined();
    expect(recogniseSheet("List 1", [])).toBeUndefined();
  });
});
