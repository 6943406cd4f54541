import { generateAuthority } from "../../../src/demo/authority.ts";
import { writeCensusXml } from "../../../src/demo/census.ts";
import type { FilePiece } from "../../../src/demo/reading.ts";
import { writeSsdCsv } from "../../../src/demo/ssd.ts";
import { writeSsda903Csv } from "../../../src/demo/ssda903.ts";
import { londonDate, systemNow } from "../../../src/kernel/dates.ts";
import { xlsxOf } from "../../../src/platform/files/workbookFixtures.ts";
import { listSheet } from "../../../src/returns/annex-a/fixtures.ts";

/** A file as a browser is given one to send. */
export type Upload = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

const upload = (name: string, content: string | Uint8Array): Upload => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(content as Uint8Array),
});

const today = londonDate(systemNow());
/** The last year of a return that has ended. */
const year = Number(today.slice(0, 4)) - (today.slice(5) > "03-31" ? 0 : 1);

/** A small invented authority whose returns these are; another seed gives other children with the same numbers. */
const authority = (seed = 7) => generateAuthority({ seed, children: 40, today });

function sideBySide(pieces: Iterable<FilePiece>): Upload[] {
  const files = new Map<string, string[]>();
  for (const { file, text } of pieces) {
    const rows = files.get(file) ?? [];
    files.set(file, rows);
    rows.push(text);
  }
  // A file of headings alone is left out, as people leave it out.
  return [...files].flatMap(([name, rows]) => (rows.length > 1 ? [upload(name, rows.join(""))] : []));
}

/** The children in need census. */
export const census = (): Upload =>
  upload(`CIN_${year}.xml`, [...writeCensusXml(authority(), year)].join(""));

/** The looked-after return, as its CSV files. */
export const lookedAfter = (): Upload[] => sideBySide(writeSsda903Csv(authority(), year));

/** The looked-after return as one XML file: a child in a foster home and one at home on a care order, whom no other file knows. */
export function lookedAfterXml(): Upload {
  const elements = (cells: { readonly [name: string]: string }): string =>
    Object.entries(cells)
      .map(([name, text]) => `<${name}>${text}</${name}>`)
      .join("");
  const child = (id: string, born: string, episode: { readonly [name: string]: string }): string => {
    const header = elements({ CHILDID: id, SEX: "2", DOB: born, ETHNIC: "WBRI" });
    const stay = { DECOM: `05/05/${year - 1}`, RNE: "S", CIN: "N1", PLACE_PROVIDER: "PR1", DEC: "", REC: "" };
    return `<CHILD><HEADER>${header}</HEADER><EPISODE>${elements({ ...stay, ...episode })}</EPISODE></CHILD>`;
  };
  return upload(
    `SSDA903_${year}.xml`,
    `<?xml version="1.0"?>\n<EXPSSDA903>${child("W9101", "02/03/2012", { LS: "C2", PL: "U6" })}${child("W9102", "04/07/2015", { LS: "C2", PL: "P1" })}</EXPSSDA903>`,
  );
}

/** The Standard Safeguarding Dataset. */
export const dataset = (): Upload[] => sideBySide(writeSsdCsv(authority()));

/** Ofsted's child-level lists: contacts and referrals of two children no other file knows. */
export function childLevelLists(): Upload {
  const contact = (id: string, born: string, on: string) => ({ id, born, contacted: on, source: "6" });
  return upload(
    "Annex A.xlsx",
    xlsxOf([
      listSheet(1, [
        contact("W9001", "03/02/2018", `02/09/${year}`),
        contact("W9002", "17/06/2014", `03/09/${year}`),
        contact("W9001", "03/02/2018", `04/09/${year}`),
      ]),
      listSheet(3, [
        { id: "W9001", born: "03/02/2018", referred: `04/09/${year}`, source: "6" },
        { id: "W9002", born: "17/06/2014", referred: `07/09/${year}`, source: "6" },
      ]),
    ]),
  );
}

/** Files that must be refused, with what is said of each. */
export const badFiles = (): readonly { readonly file: Upload; readonly said: RegExp }[] => [
  {
    file: upload("cut short.xml", census().buffer.subarray(0, 9000)),
    said: /ends before|cut short|not closed|incomplete/i,
  },
  {
    file: upload(
      "doctype.xml",
      `<?xml version="1.0"?>\n<!DOCTYPE Message [<!ENTITY a "b">]>\n<Message>&a;</Message>`,
    ),
    said: /has a DOCTYPE/,
  },
  {
    file: upload("really a picture.xml", Buffer.from("89504e470d0a1a0a00", "hex")),
    said: /it looks like a picture/,
  },
  { file: upload("budget.csv", "Month,Spend,Plan\nApril,1,2\n"), said: /a CSV file of another kind/ },
];

export const emptyFile = (): Upload => upload("empty.xml", "");
