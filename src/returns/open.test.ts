import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { date } from "../kernel/dates.ts";
import { UnreadableFile, type ReadOptions } from "../kernel/record/claim.ts";
import { bytesFromBuffer, type ByteSource } from "../platform/files/bytes.ts";
import { xlsxOf, zipOf } from "../platform/files/workbookFixtures.ts";
import { listSheet } from "./annex-a/fixtures.ts";
import { openFile, openSet } from "./open.ts";
import { csvOf } from "./ssd/fixtures.ts";

const OPTIONS: ReadOptions = { today: date("2026-11-21"), asAt: date("2026-03-31") };
const file = (name: string, content: string | Uint8Array): ByteSource =>
  bytesFromBuffer(name, typeof content === "string" ? Buffer.from(content) : content);

const CENSUS = `<?xml version="1.0" encoding="UTF-8"?><Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>201</LEA></Source></Header><Children><Child><ChildIdentifiers><LAchildID>100</LAchildID></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics></Child></Children></Message>`;
const RETURN_XML = `<EXPSSDA903><CHILD><HEADER><CHILDID>100</CHILDID><SEX>F</SEX><DOB>01/01/2015</DOB></HEADER></CHILD></EXPSSDA903>`;
const HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n100,F,01/01/2015,WBRI,,,\n";
const REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n100,01/01/2015,02/02/2026,PN1\n";
const LISTS = xlsxOf([listSheet(1, [{ id: "100", contacted: "01/02/2026", source: "6" }])]);
const PERSON = csvOf("person", [{ person_id: "P1", legacy_id: "100", dob: "2015-01-01" }]);
const CONTACTS = csvOf("contacts", [{ person_id: "P1", contact_id: "1", contact_date: "2026-01-02" }]);

async function refusal(name: string, content: string | Uint8Array): Promise<string> {
  try {
    await openFile(file(name, content), OPTIONS);
  } catch (error) {
    if (error instanceof UnreadableFile) return error.message;
    throw error;
  }
  throw new Error("the file was read, and should not have been");
}

describe("opening a file by what is in it", () => {
  it("knows each kind Kith takes, whatever the file is called", async () => {
    const format = async (content: string | Uint8Array): Promise<string> =>
      (await openFile(file("download (3)", content), OPTIONS)).facts.format;
    expect(await format(CENSUS)).toBe("cin");
    expect(await format(RETURN_XML)).toBe("ssda903");
    expect(await format(HEADER)).toBe("ssda903");
    expect(await format(REVIEWS)).toBe("ssda903");
    expect(await format(LISTS)).toBe("annex-a");
    expect(await format(PERSON)).toBe("ssd");
    expect(await format(`\uFEFF${CONTACTS}`)).toBe("ssd");
  });

  it("says of anything else what it looks like and what Kith takes", async () => {
    const cases: readonly (readonly [content: string | Uint8Array, says: string])[] = [
      ["%PDF-1.4\n%âãÏÓ", "a PDF"],
      [Buffer.from("89504e470d0a1a0a0000", "hex"), "a picture"],
      ['{"children": []}', "a JSON file"],
      ["<!doctype html><html><body>", "a web page"],
      ["SQLite format 3\u0000\u0010\u0000", "a database file"],
      ["<rss version='2.0'></rss>", "an XML file of another kind (its first element is rss)"],
      [
        "name,telephone,notes\na,b,c\n",
        "a CSV file of another kind (its first columns are name, telephone, notes)",
      ],
      ["Dear all, please find attached", "of another kind"],
      ["Dear all\nplease find attached", "plain text"],
      [PERSON.replaceAll(",", ";"), "separated by semicolons"],
      [Buffer.from("1f8b0800", "hex"), "a compressed file"],
    ];
    for (const [content, says] of cases) {
      const message = await refusal("return.xml", content);
      expect(message).toContain(says);
      expect(message).toContain("Kith takes the children in need census (XML)");
    }
  });

  it("says plainly what is wrong with a zip, an old workbook, an empty file and a locked one", async () => {
    expect(await refusal("a.zip", zipOf([{ name: "photo.jpg", text: "x" }]))).toContain(
      "a zip file of something else",
    );
    const old = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]);
    expect(await refusal("a.xls", old)).toContain("old Excel");
    expect(await refusal("a.csv", "")).toContain("is empty");
    expect(await refusal("a.csv", " \n \n")).toContain("is empty");
    expect(
      await refusal("a.xlsx", Buffer.concat([old, Buffer.from("EncryptedPackage", "utf16le")])),
    ).toContain("password");
  });

  it("lets the looked-after return's reader say what is amiss with columns close to its own", async () => {
    expect(await refusal("episodes.csv", "CHILD,DECOM,RNE\n1,2,3\n")).toMatch(/CHILD|columns/);
    expect(await refusal("reviews.csv", "CHILD;DOB;REVIEW;REVIEW_CODE\n1;2;3;4\n")).toContain("semicolons");
  });

  it("refuses a 2 GB file by its size, whatever it is", async () => {
    const huge: ByteSource = {
      name: "huge.xml",
      size: 2 * 1024 ** 3,
      open: () => {
        throw new Error("it was opened");
      },
    };
    await expect(openFile(huge, OPTIONS)).rejects.toThrow(UnreadableFile);
  });

  it("reads or refuses any bytes at all, never failing", async () => {
    const start = fc.constantFrom(
      "",
      "<Message>",
      "CHILD,",
      "pers_person_id,",
      "PK\u0003\u0004",
      "{",
      "<",
      "\uFEFF",
    );
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 60 }), async (text, bytes) => {
        try {
          const reading = await openFile(file("x", Buffer.concat([Buffer.from(text), bytes])), OPTIONS);
          await Array.fromAsync(reading.children);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableFile);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("opening files given together", () => {
  it("puts those that introduce children first and those that cannot be used last", async () => {
    const opened = await openSet(
      [
        file("notes.txt", "Dear all"),
        file("reviews.csv", REVIEWS),
        file("contacts.csv", CONTACTS),
        file("lists.xlsx", LISTS),
        file("header.csv", HEADER),
        file("people.csv", PERSON),
      ],
      OPTIONS,
    );
    expect(opened.map((item) => item.source.name)).toEqual([
      "header.csv",
      "people.csv",
      "lists.xlsx",
      "reviews.csv",
      "contacts.csv",
      "notes.txt",
    ]);
    expect(opened.map((item) => "problem" in item)).toEqual([false, false, false, false, false, true]);
  });

  it("reads files of the dataset together, so that a contact knows the authority's own number", async () => {
    const opened = await openSet([file("contacts.csv", CONTACTS), file("people.csv", PERSON)], OPTIONS);
    const contacts = opened.find((item) => item.source.name === "contacts.csv");
    if (contacts === undefined || "problem" in contacts) throw new Error("the contacts were not read");
    expect((await Array.fromAsync(contacts.reading.children)).map((child) => child.id)).toEqual([
      { type: "local", value: "100" },
    ]);
  });

  it("sets aside a file of the dataset that is cut short and reads the others without it", async () => {
    const opened = await openSet(
      [file("contacts.csv", CONTACTS.slice(0, -6)), file("people.csv", PERSON)],
      OPTIONS,
    );
    expect(opened.map((item) => [item.source.name, "problem" in item ? item.problem.code : "read"])).toEqual([
      ["people.csv", "read"],
      ["contacts.csv", "truncated"],
    ]);
  });

  it("opens nothing as nothing", async () => {
    expect(await openSet([], OPTIONS)).toEqual([]);
  });
});
