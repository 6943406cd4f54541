import { describe, expect, it } from "vitest";
import { fullName, SSD_OBJECTS } from "./layout.ts";
import { objectNamed, recogniseSsd } from "./recognise.ts";

const columnsOf = (name: string): string[] => {
  const object = SSD_OBJECTS.find((found) => found.name === name);
  return object === undefined ? [] : object.columns.map((column) => fullName(object, column));
};

describe("recognising an object of the dataset", () => {
  it("knows each of the 48 by its own columns, whatever the file is called", () => {
    expect(SSD_OBJECTS).toHaveLength(48);
    for (const object of SSD_OBJECTS) {
      const found = recogniseSsd(columnsOf(object.name), "export.csv");
      expect(found?.object.name).toBe(object.name);
      expect([found?.unknown, found?.missing, found?.named]).toEqual([[], [], null]);
    }
  });

  it("does not mind case, spaces, brackets, order, a byte order mark, columns too many or too few", () => {
    const found = recogniseSsd([
      "\uFEFF[CINE_Person_ID]",
      " cine_referral_date ",
      "our_note",
      "cine_referral_id",
    ]);
    expect(found?.object.name).toBe("cin_episodes");
    expect(found?.columns).toEqual(
      new Map([
        ["referral_id", 3],
        ["person_id", 0],
        ["referral_date", 1],
      ]),
    );
    expect(found?.unknown).toEqual(["our_note"]);
    expect(found?.missing).toContain("close_date");
  });

  it("reads the object from a file's name, with or without ssd_, in the singular, and with a date", () => {
    const named = (name: string): string | undefined => objectNamed(name)?.name;
    expect(named("ssd_cin_episodes.csv")).toBe("cin_episodes");
    expect(named("CIN Episodes 2026-11-20.csv")).toBe("cin_episodes");
    expect(named("dbo.ssd_cla_placements.csv")).toBe("cla_placement");
    expect(named("person.csv")).toBe("person");
    expect(named("holiday.csv")).toBeUndefined();
  });

  it("believes the columns over the name, and says that they differ", () => {
    expect(recogniseSsd(columnsOf("cp_plans"), "ssd_person.csv")).toMatchObject({
      object: { name: "cp_plans" },
      named: "person",
    });
  });

  it("is not misled by files of another kind", () => {
    expect(recogniseSsd(["CHILD", "DOB", "REVIEW", "REVIEW_CODE"])).toBeUndefined();
    expect(recogniseSsd(["pers_person_id", "a", "b", "c", "d"])).toBeUndefined();
    expect(recogniseSsd([])).toBeUndefined();
  });
});
