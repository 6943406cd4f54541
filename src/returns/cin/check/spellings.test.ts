import { describe, expect, it } from "vitest";
import { bytesFromBuffer } from "../../../platform/files/bytes.ts";
import {
  assessment,
  bytes,
  child,
  enquiry,
  episode,
  inNeedPlan,
  message,
  protectionPlan,
} from "../fixtures.ts";
import { checkCin } from "./run.ts";

/** A child in whom every kind of repeated part breaks a rule about two of a kind. */
const USUAL = child({
  disabilities: ["LD", "AUT", "LD"],
  episodes: [
    episode({
      assessments: [
        assessment("2024-05-02", "2024-06-20", ["1A", "1A"]),
        assessment("2024-06-01", "2024-07-01", ["21"]),
      ],
      plans: [inNeedPlan("2024-05-03"), inNeedPlan("2024-08-05")],
      enquiries: [enquiry("2024-05-02"), enquiry("2024-06-03")],
      protection: [
        protectionPlan({ start: "2024-07-01", reviews: ["2024-09-02", "2024-06-03"] }),
        protectionPlan({ start: "2024-08-05" }),
      ],
    }),
  ],
});

/** What the rules say of a child, and of which values; and whether its structure is right. */
async function said(
  xml: string,
): Promise<{ readonly rules: readonly string[]; readonly structure: boolean }> {
  const { issues } = await checkCin(bytesFromBuffer("cin.xml", bytes(message([xml]))));
  return {
    rules: issues
      .filter((issue) => issue.severity !== "structure")
      .map((issue) => `${issue.rule} ${issue.locations.map((place) => place.value).join()}`)
      .sort(),
    structure: issues.every((issue) => issue.severity !== "structure"),
  };
}

const joined = (xml: string, group: string): string =>
  xml.replaceAll(new RegExp(`</${group}>\\n<${group}>`, "g"), "");

describe("a repeated group", () => {
  it("is judged the same however it is spelt, and one that DfE would not load is said to be so", async () => {
    const usual = await said(USUAL);
    expect(usual.structure).toBe(true);
    for (const rule of ["4004", "4014", "8794", "8839", "8841", "8863Q", "8890", "8898", "8935", "8940"]) {
      expect(usual.rules.some((one) => one.startsWith(`${rule} `))).toBe(true);
    }
    const spelt = [
      ...["Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans"].map((group) =>
        joined(USUAL, group),
      ),
      USUAL.replaceAll(
        "</Disability>\n<Disability>",
        "</Disability></Disabilities>\n<Disabilities><Disability>",
      ),
      USUAL.replaceAll("</CPPreviewDate>\n<CPP", "</CPPreviewDate></Reviews>\n<Reviews><CPP"),
      USUAL.replaceAll("CINPlanDates", "CINplanDates"),
      USUAL.replaceAll("Reviews>", "reviews>"),
      USUAL.replaceAll(/<\/?Reviews>/g, ""),
      USUAL.replaceAll(/<\/?FactorsIdentifiedAtAssessment>/g, (tag) => tag.toUpperCase()),
    ];
    for (const xml of spelt) {
      expect(xml).not.toBe(USUAL);
      expect(await said(xml)).toEqual({ rules: usual.rules, structure: false });
    }
  });
});
