import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnreadableFile } from "../../kernel/record/claim.ts";
import { bytesFromBuffer } from "../../platform/files/bytes.ts";
import {
  type Cells,
  codesOf,
  csvOf,
  episode,
  readCsv,
  readXmlText,
  refusalOf,
  rowsOf,
  TODAY,
  YEAR_2026,
} from "./fixtures.ts";
import { readSsda903Xml } from "./import-xml.ts";
import { xmlRootName } from "../../platform/files/xml.ts";

const elements = (cells: Cells): string =>
  Object.entries(cells)
    .map(([name, text]) => `<${name}>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</${name}>`)
    .join("");

const group = (name: string, cells: Cells): string => `<${name}>${elements(cells)}</${name}>`;

const childOf = (header: Cells, groups: string, episodes: readonly Cells[]): string =>
  `<CHILD><HEADER>${elements(header)}${groups}</HEADER>${episodes.map((e) => group("EPISODE", e)).join("")}</CHILD>`;

const file = (...children: readonly string[]): string =>
  `<?xml version="1.0"?>\n<EXPSSDA903>\n${children.join("\n")}\n</EXPSSDA903>`;

const header = { CHILDID: "A1", UPN: "A123456789012", SEX: "2", DOB: "02/03/2012", ETHNIC: "WBRI" };
const stay = {
  DECOM: "05/05/2025",
  RNE: "S",
  LS: "C2",
  CIN: "N1",
  PL: "U6",
  PL_POST: "AB1 2CD",
  HOME_POST: "",
  URN: "1",
  PLACE_PROVIDER: "PR1",
  DEC: "",
  REC: "",
  REASON_PLACE_CHANGE: "",
};

const full = file(
  childOf(
    {
      ...header,
      UASC: "1",
      DUC: "02/03/2030",
      IN_TOUCH: "YES",
      ACTIV: "F2",
      ACCOM: "B1",
      DATE_INT: "01/06/2025",
      DATE_MATCH: "01/09/2025",
      FOSTER_CARE: "0",
      NB_ADOPTR: "1",
      SEX_ADOPTR: "F1",
      LS_ADOPTR: "L0",
      MOTHER: "",
      MC_DOB: "",
    },
    [
      group("AREVIEW", { REVIEW: "05/06/2025", REVIEW_CODE: "PN1" }),
      group("AREVIEW", { REVIEW: "05/09/2025", REVIEW_CODE: "PN2" }),
      group("PERMANENCE", { PREV_PERM: "P1", LA_PERM: "", DATE_PERM: "" }),
      group("OC2", { SDQ_SCORE: "12", SDQ_REASON: "", CONVICTED: "0", TEETH_CHECK: "1" }),
      group("AMISSING", { MISSING: "M", MIS_START: "05/07/2025", MIS_END: "06/07/2025" }),
      group("AD_PLACED", { DATE_PLACED: "01/06/2025", DATE_PLACED_CEASED: "", REASON_PLACED_CEASED: "" }),
    ].join(""),
    [stay],
  ),
);

describe("the return as XML", () => {
  it("says of a child all that the CSV files say", async () => {
    const found = await readXmlText(full);
    expect(found.children).toHaveLength(1);
    expect(found.children[0]).toMatchObject({
      id: { type: "local", value: "A1" },
      identifiers: [{ type: "upn", value: "A123456789012" }],
      born: "2012-03-02",
    });
    expect(rowsOf(found, "person_detail")).toEqual({
      "": {
        birth_date: "2012-03-02",
        sex: "F",
        ethnicity: "WBRI",
        upn_unknown: null,
        mother: null,
        asylum_seeking: true,
        asylum_until: "2030-03-02",
      },
    });
    expect(rowsOf(found, "care_period")).toMatchObject({ "2025-05-05": { need: "N1", ended_on: null } });
    expect(rowsOf(found, "legal_status")).toMatchObject({ "2025-05-05": { status: "C2" } });
    expect(rowsOf(found, "placement")).toMatchObject({ "2025-05-05": { type: "U6", postcode: "AB1 2CD" } });
    expect(Object.keys(rowsOf(found, "care_review"))).toEqual(["2025-06-05", "2025-09-05"]);
    expect(rowsOf(found, "previous_permanence")).toMatchObject({ "": { kind: "P1" } });
    expect(rowsOf(found, "health_year")).toMatchObject({
      "2026-03-31": { sdq_score: 12, dental: true, immunised: null },
    });
    expect(Object.keys(rowsOf(found, "missing_episode"))).toEqual(["2025-07-05"]);
    expect(rowsOf(found, "care_leaver")).toMatchObject({ "": { in_touch: "YES", suitable: true } });
    // The decision is told twice, in the header and in AD_PLACED, and is one step.
    expect(Object.keys(rowsOf(found, "permanence_step"))).toEqual([
      "decided:2025-06-01",
      "matched:2025-09-01",
    ]);
    expect(codesOf(found)).toEqual([]);
  });

  it("is a full account of what it has, and of allocations only if it has some", async () => {
    const { facts } = (await readXmlText(full)).reading;
    expect(facts).toMatchObject({ title: "Looked-after return 2025-26: XML", asAt: "2026-03-31" });
    expect(facts.scope.tables).toEqual(
      expect.arrayContaining(["person_detail", "care_period", "permanence_step"]),
    );
    expect(facts.scope.tables).not.toContain("allocation");
    const worker = group("ASW", { SW_ID: "SW1", SW_DECOM: "05/05/2025", SW_DEC: "", SW_REASON: "" });
    const found = await readXmlText(file(childOf(header, worker, [stay])));
    expect(found.reading.facts.scope.tables).toContain("allocation");
    expect(Object.keys(rowsOf(found, "allocation"))).toEqual(["SW1.2025-05-05"]);
  });

  it("takes its year from its events, not from births or from asylum years ahead", async () => {
    const young = { ...header, DOB: "05/05/2026", UASC: "1", DUC: "01/10/2026" };
    const found = await readXmlText(file(childOf(young, "", [stay])), { today: TODAY });
    expect(found.reading.facts.asAt).toBe("2026-03-31");
    expect(codesOf(found)).toContain("as-at-assumed");
  });

  it("says the same of a child as the CSV does", async () => {
    const day = fc.constantFrom("05/05/2025", "06/05/2025", "01/06/2025", "", "x");
    const one = fc.record({
      DECOM: day,
      DEC: day,
      RNE: fc.constantFrom("S", "P", "L"),
      LS: fc.constantFrom("C1", "V3"),
      REC: fc.constantFrom("X1", "E8", ""),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 5 }), async (stays) => {
        const rows = stays.map((s) => episode(s));
        const asXml = rows.map(({ PLACE, ...rest }): Cells => ({ ...rest, PL: PLACE ?? "" }));
        const xml = await readXmlText(file(childOf(header, "", asXml)));
        const csv = await readCsv(csvOf("episodes", rows));
        for (const table of ["care_period", "legal_status", "placement"])
          expect(rowsOf(xml, table)).toEqual(rowsOf(csv, table));
      }),
      { numRuns: 60 },
    );
  });

  it("gathers a child whose parts are far apart, and leaves out one with no number", async () => {
    const found = await readXmlText(
      file(
        childOf({ CHILDID: "A1" }, "", [stay]),
        childOf({ CHILDID: " " }, "", [stay]),
        childOf({ CHILDID: "A2" }, "", []),
        childOf({ CHILDID: "A1" }, "", [{ ...stay, DECOM: "01/06/2025", RNE: "P" }]),
      ),
    );
    expect(found.children.map((c) => c.id.value)).toEqual(["A2", "A1"]);
    expect(Object.keys(rowsOf(found, "placement"))).toEqual(["2025-05-05", "2025-06-01"]);
    expect(found.reading.fileFindings.map((f) => f.code)).toEqual(["child-without-id"]);
  });

  it("is known in any case and with a prefix", async () => {
    const text = full.replaceAll(/<(\/?)(\w)/g, "<$1x:$2").replaceAll("x:CHILD>", "x:Child>");
    const found = await readXmlText(text.replaceAll("EXPSSDA903", "ExpSsda903"));
    expect(found.children.map((c) => c.claims)).toEqual(
      (await readXmlText(full)).children.map((c) => c.claims),
    );
  });

  it("finds elements it does not know, once each, and reads on", async () => {
    const child = (id: string) =>
      childOf({ CHILDID: id, HAT: "x" }, group("HATS", { A: "1" }), [{ ...stay, SHOE: "y" }]);
    const found = await readXmlText(file(child("A1"), child("A2")));
    expect(found.children).toHaveLength(2);
    expect(found.reading.fileFindings.map((f) => f.said)).toEqual(["HAT", "HATS", "SHOE"]);
  });
});

describe("XML that cannot be read", () => {
  it.each([
    ["empty", ""],
    ["empty", file()],
    ["wrong-kind", "<Message/>"],
    ["truncated", full.slice(0, 400)],
    ["doctype", full.replace("<EXPSSDA903>", "<!DOCTYPE EXPSSDA903 [<!ENTITY a 'a'>]><EXPSSDA903>")],
    ["entity", full.replace("WBRI", "&bomb;")],
    ["malformed", full.replace("</HEADER>", "</FOOTER>")],
  ])("is refused in words: %s (%#)", async (code, text) => {
    expect((await refusalOf(readXmlText(text))).code).toBe(code);
  });

  it("is refused before any child is handed over", async () => {
    const children = Array.from({ length: 50 }, (_, n) => childOf({ CHILDID: `A${n}` }, "", [stay]));
    const source = bytesFromBuffer("f.xml", Buffer.from(file(...children).slice(0, -5)));
    expect((await refusalOf(readSsda903Xml(source, YEAR_2026))).code).toBe("truncated");
    expect(await xmlRootName(source)).toBe("EXPSSDA903");
  });

  it("is read, or refused in words, however it is damaged", async () => {
    const good = Buffer.from(full);
    const changes = fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.integer({ min: 0, max: 255 })), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: good.length }), changes, async (keep, list) => {
        const bytes = Uint8Array.from(good);
        for (const [at, value] of list) bytes[at] = value;
        try {
          await readXmlText(new TextDecoder("latin1").decode(bytes.subarray(0, keep)), YEAR_2026);
        } catch (problem) {
          expect(problem).toBeInstanceOf(UnreadableFile);
        }
      }),
      { numRuns: 200 },
    );
  });
});
