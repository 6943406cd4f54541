import { describe, expect, it } from "vitest";
import { claimsOf, codesOf, fileCodesOf, readFiles, readOne } from "./fixtures.ts";

const ANN = {
  person_id: "P1",
  legacy_id: "100",
  forename: "Ann",
  surname: "Example",
  sex: "F",
  ethnicity: "WBRI",
  dob: "2014-05-02 00:00:00.000",
};

describe("who the child is", () => {
  it("is known by the authority's own number where the extract has it, with the dataset's beside it", async () => {
    const [child] = (await readOne("person", [{ ...ANN, upn: "H801200001001" }])).children;
    expect(child?.id).toEqual({ type: "local", value: "100" });
    expect(child?.identifiers).toEqual([
      { type: "ssd-person", value: "P1" },
      { type: "upn", value: "H801200001001" },
    ]);
    expect(child?.born).toBe("2014-05-02");
    expect(child?.claims[0]?.values).toMatchObject({
      forename: "Ann",
      sex: "F",
      ethnicity: "WBRI",
      birth_date: "2014-05-02",
      death_date: null,
    });
  });

  it("is known by the dataset's number where there is no other", async () => {
    const [child] = (await readOne("person", [{ ...ANN, legacy_id: "" }])).children;
    expect(child?.id).toEqual({ type: "ssd-person", value: "P1" });
  });

  it("is one child where two of the dataset's numbers are one of the authority's", async () => {
    const read = await readFiles({
      person: [ANN, { ...ANN, person_id: "P2" }],
      contacts: [
        { contact_id: "1", person_id: "P1", contact_date: "2026-01-02" },
        { contact_id: "2", person_id: "P2", contact_date: "2026-01-03" },
      ],
    });
    expect(read["person"]?.children).toHaveLength(1);
    expect(read["contacts"]?.children.map((child) => [child.id.value, child.claims.length])).toEqual([
      ["100", 2],
    ]);
  });

  it("is found in the file of people from every other file of the set, and said when not", async () => {
    const read = await readFiles({
      contacts: [
        { contact_id: "1", person_id: "P1", contact_date: "02/01/2026", contact_source_code: "6" },
        { contact_id: "2", person_id: "P9", contact_date: "02/01/2026" },
      ],
      person: [ANN],
    });
    expect(read["contacts"]?.children.map((child) => child.id)).toEqual([
      { type: "local", value: "100" },
      { type: "ssd-person", value: "P9" },
    ]);
    expect(codesOf(read["contacts"])).toEqual(["person-unknown"]);
  });
});

describe("who and what is near the child", () => {
  it("joins disabilities into one answer, NONE giving way to any other", async () => {
    const read = await readOne("disability", [
      { person_id: "P1", table_id: "1", disability_code: "NONE" },
      { person_id: "P1", table_id: "2", disability_code: "LD" },
      { person_id: "P1", table_id: "3", disability_code: "aut" },
    ]);
    expect(claimsOf(read)["person_detail"]).toEqual({ disabilities: ["AUT", "LD"] });
  });

  it("keeps NONE where it is the only answer", async () => {
    const read = await readOne("disability", [{ person_id: "P1", table_id: "1", disability_code: "NONE" }]);
    expect(claimsOf(read)["person_detail"]).toEqual({ disabilities: ["NONE"] });
  });

  it("reads addresses from their JSON and keeps the postcode when the JSON is odd", async () => {
    const read = await readOne("address", [
      {
        table_id: "1",
        person_id: "P1",
        address_json: '{"HOUSE":"10","STREET":"High Street"}',
        address_start_date: "2020-01-01",
        address_postcode: "ab1 2cd",
      },
      { table_id: "2", person_id: "P1", address_json: "10 Low Road", address_postcode: "AB1 3EF" },
    ]);
    expect(claimsOf(read)).toEqual({
      "address 2020-01-01:AB1 2CD": {
        line: "10, High Street",
        postcode: "AB1 2CD",
        kind: null,
        from_on: "2020-01-01",
        to_on: null,
      },
      "address unknown:AB1 3EF": { postcode: "AB1 3EF", kind: null, from_on: null, to_on: null },
    });
    expect(codesOf(read)).toEqual(["json-unreadable"]);
  });

  it("links a child to the mother by her own number", async () => {
    const read = await readFiles({
      person: [ANN, { person_id: "P5", legacy_id: "500" }],
      mother: [{ table_id: "1", person_id: "P5", childs_person_id: "P1" }],
      family: [{ table_id: "1", family_id: "F1", person_id: "P1" }],
      immigration_status: [
        {
          immigration_status_id: "1",
          person_id: "P1",
          immigration_status: "UASC",
          immigration_status_end_date: "2026-02-01",
        },
      ],
      linked_identifiers: [
        { table_id: "1", person_id: "P1", identifier_type: "NHS Number", identifier_value: "943 476 5919" },
      ],
    });
    expect(read["mother"]?.children[0]?.id.value).toBe("100");
    expect(claimsOf(read["mother"])).toEqual({ "relationship mother:500": { kind: "mother", other: "500" } });
    expect(claimsOf(read["family"])).toEqual({ "household F1": { ref: "F1" } });
    expect(claimsOf(read["immigration_status"])["person_detail"]).toEqual({
      asylum_seeking: true,
      asylum_until: "2026-02-01",
    });
    expect(read["linked_identifiers"]?.children[0]?.identifiers).toContainEqual({
      type: "nhs",
      value: "9434765919",
    });
  });
});

describe("workers and teams", () => {
  it("are told of in the directory, by registration number where there is one", async () => {
    const read = await readFiles({
      professionals: [
        {
          professional_id: "W1",
          professional_name: "A Worker",
          social_worker_registration_no: "SW12345",
          professional_job_title: "Social worker",
        },
        { professional_id: "W2", professional_name: "B Worker" },
      ],
      department: [{ team_id: "T1", team_name: "North 1", team_parent_id: "T0" }],
      involvements: [
        {
          involvements_id: "1",
          professional_id: "W1",
          professional_team: "T1",
          involvement_start_date: "2026-01-02",
          person_id: "P1",
          professional_role_id: "Allocated Social Worker",
        },
        {
          involvements_id: "2",
          professional_id: "W2",
          involvement_start_date: "2026-01-03",
          person_id: "P1",
          professional_role_id: "Family support",
        },
      ],
    });
    expect(read["professionals"]?.reading.directory.map((entry) => entry.ref)).toEqual(["SW12345", "W2"]);
    expect(read["department"]?.reading.directory[0]).toMatchObject({
      kind: "team",
      ref: "T1",
      name: "North 1",
      parentRef: "T0",
    });
    expect(claimsOf(read["involvements"])).toMatchObject({
      "allocation SW12345.2026-01-02": {
        worker_ref: "SW12345",
        worker_name: "A Worker",
        team_ref: "T1",
        team_name: "North 1",
        role: "holder",
      },
      "allocation W2.2026-01-03": { role: "family support" },
    });
  });

  it("stand by number alone when the file of workers is not given", async () => {
    const read = await readOne("involvements", [
      { involvements_id: "1", professional_id: "W1", involvement_start_date: "2026-01-02", person_id: "P1" },
    ]);
    expect(claimsOf(read)["allocation W1.2026-01-02"]).toMatchObject({
      worker_ref: "W1",
      role: "holder",
      to_on: null,
    });
    expect(fileCodesOf(read)).toContain("link-unresolved");
  });
});
