import { describe, expect, it } from "vitest";
import { bytesFromBuffer } from "../../../platform/files/bytes.ts";
import { assessment, bytes, child, episode, message } from "../fixtures.ts";
import type { Location } from "./rule.ts";
import { checkCin } from "./run.ts";
import { partOf, structureOf } from "./structure.ts";

const CHILD = child({ upn: "C202130000001" });

type Said = readonly [message: string, path: string, value: Location["value"]];

/** What is said of the structure of a return with this one child. */
async function said(from: string | RegExp, to: string, xml: string = CHILD): Promise<readonly Said[]> {
  const changed = xml.replace(from, to);
  expect(changed).not.toBe(xml);
  const { issues } = await checkCin(bytesFromBuffer("cin.xml", bytes(message([changed]))));
  return issues.flatMap(({ severity, message: words, locations }) =>
    severity === "structure"
      ? locations.map(({ path, value }): Said => [
          words,
          path.replace("/Message/Children/Child[1]/", ""),
          value,
        ])
      : [],
  );
}

describe("what is said of an element", () => {
  it("that is given twice", async () => {
    expect(await said("</Sex>", "</Sex><Sex> M </Sex>")).toEqual([
      ["Sex is given more than once here; only one is allowed.", "ChildIdentifiers/Sex[2]", "M"],
    ]);
  });

  it("that comes too late", async () => {
    expect(await said(/(<UPN>.*<\/UPN>\n)([\s\S]*?)(<Sex>)/, "$2$1$3")).toEqual([
      ["UPN comes too late: it belongs before PersonBirthDate.", "ChildIdentifiers/UPN", "C202130000001"],
    ]);
  });

  it("that is missing: each that is, and no other", async () => {
    expect(
      await said(/<ChildCharacteristics>[\s\S]*<\/ChildCharacteristics>/, "<ChildCharacteristics/>"),
    ).toEqual([
      ["ChildCharacteristics has no Ethnicity, which it must have.", "ChildCharacteristics/Ethnicity", null],
    ]);
    const two = episode({ assessments: [assessment("2024-05-02")] }).replace(
      /<Assess[\s\S]*<\/Assessments>/,
      "<Assessments/>",
    );
    expect(await said("x", "y", child({ id: "x", episodes: [two] }))).toEqual([
      [
        "Assessments has no AssessmentActualStartDate, which it must have.",
        "CINdetails/Assessments/AssessmentActualStartDate",
        null,
      ],
    ]);
  });

  it("that has text among its elements, but not of white space", async () => {
    expect(await said("<Sex>", "  stray <Sex>")).toEqual([
      ["ChildIdentifiers has text of its own, where only elements belong.", "ChildIdentifiers", "stray"],
    ]);
    expect(await said("<Sex>", " \n\t<![CDATA[ ]]><Sex>")).toEqual([]);
  });

  it("that has an attribute, but not those that every XML file may have", async () => {
    expect(await said("<Sex>", '<Sex code="1" id="2">')).toEqual([
      ["Sex has an attribute; the census uses none.", "ChildIdentifiers/Sex", "code"],
      ["Sex has an attribute; the census uses none.", "ChildIdentifiers/Sex", "id"],
    ]);
    expect(await said("<Sex>", '<Sex xmlns="a" xmlns:b="c" xsi:nil="false">')).toEqual([]);
    const alike = ["xmlnsx", "axmlns", "x-xsi:a"];
    for (const name of alike) expect(await said("<Sex>", `<Sex ${name}="1">`)).toHaveLength(1);
  });

  it("that holds another where a value belongs", async () => {
    expect(await said("<Sex>F", "<Sex>F<b>x</b>")).toEqual([
      ["Sex holds a value; nothing may stand in it.", "ChildIdentifiers/Sex/b", "x"],
    ]);
  });

  it("that is empty, and may be left out or not", async () => {
    const empty = (name: string): Promise<readonly Said[]> =>
      said(new RegExp(`<${name}>.*</${name}>`), `<${name}> </${name}>`);
    expect(await empty("UPN")).toEqual([
      ["UPN is empty. Give its value, or leave the element out.", "ChildIdentifiers/UPN", null],
    ]);
    expect(await empty("Sex")).toEqual([["Sex is empty. Give its value.", "ChildIdentifiers/Sex", null]]);
    expect(await empty("Disability")).toEqual([
      [
        "Disability is empty. Give its value, or leave the element out.",
        "ChildCharacteristics/Disabilities/Disability",
        null,
      ],
    ]);
  });

  it("that has space around its value: nothing", async () => {
    expect(await said("<Sex>F</Sex>", "<Sex>\n F </Sex>")).toEqual([]);
  });

  it("that the census has never had, with no more of its name than is needed", async () => {
    expect(await said("<Sex>", "<ShoeSize>4</ShoeSize><Sex>")).toEqual([
      ["The census has no element ShoeSize.", "ChildIdentifiers/ShoeSize", "4"],
    ]);
    const name = "S".repeat(70);
    expect((await said("<Sex>", `<${name}/><Sex>`))[0]?.[0]).toBe(
      `The census has no element ${"S".repeat(60)}.`,
    );
  });

  it("that belongs elsewhere", async () => {
    expect(await said("<Sex>", "<CPPendDate>2025-01-06</CPPendDate><Sex>")).toEqual([
      ["CPPendDate does not belong in ChildIdentifiers.", "ChildIdentifiers/CPPendDate", "2025-01-06"],
    ]);
  });
});

describe("the structure", () => {
  it("has no part that it does not have", () => {
    expect(() => partOf(structureOf(2025), "Children", "Adult")).toThrow("no Adult in the layout");
    expect(partOf(structureOf(2025), "Children", "Child").item.name).toBe("Child");
  });
});
