import { describe, expect, it } from "vitest";
import { type Cells, codesOf, csvOf, readCsv, rowsOf, TODAY } from "./fixtures.ts";
import type { Ssda903Name } from "./layout.ts";

const born = { CHILD: "A1", DOB: "02/03/2012" };
const read = async (name: Ssda903Name, rows: readonly Cells[]) => readCsv(csvOf(name, rows));

describe("each file of the return", () => {
  it("header: who the child is, sex by letter in every year, and the UPN as an identifier", async () => {
    const found = await read("header", [
      { ...born, SEX: "2", ETHNIC: "wbri", UPN: "A123456789012", MOTHER: "1.0", MC_DOB: "01/01/2026" },
    ]);
    expect(found.children).toMatchObject([
      {
        id: { type: "local", value: "A1" },
        identifiers: [{ type: "upn", value: "A123456789012" }],
        born: "2012-03-02",
      },
    ]);
    expect(rowsOf(found, "person_detail")).toEqual({
      "": { birth_date: "2012-03-02", sex: "F", ethnicity: "WBRI", upn_unknown: null, mother: true },
    });
    expect(codesOf(found)).toEqual([]);
  });

  it("header: a reason there is no UPN is no identifier, and a number that is no UPN is found odd", async () => {
    const none = await read("header", [{ ...born, SEX: "U", ETHNIC: "WBRI", UPN: "UN1" }]);
    expect(rowsOf(none, "person_detail")[""]).toMatchObject({ upn_unknown: "UN1", sex: "U", mother: null });
    expect(none.children[0]?.identifiers).toEqual([]);
    const odd = await read("header", [{ ...born, SEX: "M", ETHNIC: "WBRI", UPN: "12345" }]);
    expect(odd.children[0]?.identifiers).toEqual([]);
    expect(codesOf(odd)).toEqual(["upn-malformed"]);
  });

  it("reviews: one row a review", async () => {
    const found = await read("reviews", [{ ...born, REVIEW: "05/06/2025", REVIEW_CODE: "PN1" }]);
    expect(rowsOf(found, "care_review")).toEqual({
      "2025-06-05": { held_on: "2025-06-05", participation: "PN1" },
    });
  });

  it("uasc: to be in it is to be seeking asylum, until a day that may be years ahead", async () => {
    const found = await read("uasc", [{ ...born, SEX: "1", DUC: "02/03/2030" }]);
    expect(rowsOf(found, "person_detail")).toEqual({
      "": { asylum_seeking: true, asylum_until: "2030-03-02", birth_date: "2012-03-02", sex: "M" },
    });
    expect(found.reading.facts.scope.tables).toEqual([]);
    expect(codesOf(found)).toEqual([]);
  });

  it("oc2: the year's answers under the 31 March that ends it", async () => {
    const answers = {
      CONVICTED: "0",
      HEALTH_CHECK: "",
      IMMUNISATIONS: "1",
      TEETH_CHECK: "1",
      HEALTH_ASSESSMENT: "1",
    };
    const found = await read("oc2", [{ ...born, ...answers, SDQ_SCORE: "17", SUBSTANCE_MISUSE: "0" }]);
    expect(rowsOf(found, "health_year")).toEqual({
      "2026-03-31": {
        year_end: "2026-03-31",
        assessed: true,
        surveillance: null,
        dental: true,
        immunised: true,
        convicted: false,
        substance_misuse: false,
        intervention_received: null,
        intervention_offered: null,
        sdq_score: 17,
        sdq_reason: null,
      },
    });
  });

  it("oc2: a score no questionnaire gives is taken as not said", async () => {
    const found = await read("oc2", [{ ...born, SDQ_SCORE: "41", TEETH_CHECK: "maybe" }]);
    expect(rowsOf(found, "health_year")["2026-03-31"]).toMatchObject({ sdq_score: null, dental: null });
    expect(codesOf(found)).toEqual(["flag-unreadable", "number-impossible"]);
  });

  it("oc3: the codes, and whether the home is suitable", async () => {
    const row = { CHILD: "A1", DOB: "02/03/2006", IN_TOUCH: "YES", ACTIV: "G5" };
    expect(rowsOf(await read("oc3", [{ ...row, ACCOM: "B2" }]), "care_leaver")).toEqual({
      "": { known_on: "2026-03-31", in_touch: "YES", activity: "G5", accommodation: "B2", suitable: false },
    });
    expect(rowsOf(await read("oc3", [{ ...row, ACCOM: "0" }]), "care_leaver")[""]).toMatchObject({
      suitable: null,
    });
  });

  it("ad1: the decision and the match, with who the adopters are", async () => {
    const found = await read("ad1", [
      {
        ...born,
        DATE_INT: "01/05/2025",
        DATE_MATCH: "01/08/2025",
        FOSTER_CARE: "0",
        NB_ADOPTR: "2",
        SEX_ADOPTR: "FF",
        LS_ADOPTR: "L12",
      },
    ]);
    expect(rowsOf(found, "permanence_step")).toEqual({
      "decided:2025-05-01": { step: "decided", on_date: "2025-05-01" },
      "matched:2025-08-01": {
        step: "matched",
        on_date: "2025-08-01",
        note: "Adopters: 2; Two women; Married, same sex; Did not foster the child before",
      },
    });
  });

  it("placed_for_adoption: the decision and its reversal", async () => {
    const found = await read("placed_for_adoption", [
      { ...born, DATE_PLACED: "01/05/2025", DATE_PLACED_CEASED: "01/09/2025", REASON_PLACED_CEASED: "RD3" },
    ]);
    expect(rowsOf(found, "permanence_step")).toEqual({
      "decided:2025-05-01": { step: "decided", on_date: "2025-05-01" },
      "reversed:2025-09-01": { step: "reversed", on_date: "2025-09-01", note: "RD3" },
    });
  });

  it("previous_permanence: a date of which part is not known is no date", async () => {
    const found = await read("previous_permanence", [
      { ...born, PREV_PERM: "P1", LA_PERM: "E09000001", DATE_PERM: "ZZ/05/2015" },
    ]);
    expect(rowsOf(found, "previous_permanence")).toEqual({
      "": { kind: "P1", authority: "E09000001", ordered_on: null },
    });
    expect(codesOf(found)).toEqual(["date-partly-known"]);
  });

  it("missing: one row a time, the second of a day under a key of its own", async () => {
    const found = await read("missing", [
      { ...born, MISSING: "M", MIS_START: "05/06/2025", MIS_END: "06/06/2025" },
      { ...born, MISSING: "A", MIS_START: "05/06/2025" },
    ]);
    expect(rowsOf(found, "missing_episode")).toEqual({
      "2025-06-05": { started_on: "2025-06-05", ended_on: null, kind: "A" },
      "2025-06-05#2": { started_on: "2025-06-05", ended_on: "2025-06-06", kind: "M" },
    });
  });

  it("sw_episodes: who held the child, and the workers for the directory, each once", async () => {
    const found = await read("sw_episodes", [
      { ...born, SW_ID: "sw12345", SW_DECOM: "01/05/2025", SW_DEC: "01/08/2025", SW_REASON: "LEFTRL" },
      { ...born, SW_ID: "XX7", SW_DECOM: "01/08/2025" },
      { ...born, CHILD: "A2", SW_ID: "SW12345", SW_DECOM: "02/05/2025" },
    ]);
    expect(rowsOf(found, "allocation")).toEqual({
      "SW12345.2025-05-01": {
        worker_ref: "SW12345",
        role: "holder",
        from_on: "2025-05-01",
        to_on: "2025-08-01",
        change_reason: "LEFTRL",
      },
      "XX7.2025-08-01": {
        worker_ref: "XX7",
        role: "holder",
        from_on: "2025-08-01",
        to_on: null,
        change_reason: null,
      },
      "SW12345.2025-05-02": {
        worker_ref: "SW12345",
        role: "holder",
        from_on: "2025-05-02",
        to_on: null,
        change_reason: null,
      },
    });
    expect(found.reading.directory).toMatchObject([
      { kind: "worker", ref: "SW12345", registered: true },
      { kind: "worker", ref: "XX7", registered: null },
    ]);
  });

  it("dolo: one row an order, from 2026-27", async () => {
    const text = csvOf("dolo", [{ ...born, DOLO_START: "01/05/2026", DOLO_END: "01/08/2027" }]);
    const found = await readCsv(text, { today: TODAY });
    expect(rowsOf(found, "deprivation_order")).toEqual({
      "2026-05-01": { started_on: "2026-05-01", ended_on: "2027-08-01" },
    });
    expect(codesOf(found)).toEqual(["as-at-assumed"]);
    expect(codesOf(await readCsv(text))).toContain("file-not-in-year");
  });
});
