import { describe, expect, it } from "vitest";
import { bytesFromBuffer } from "../../../platform/files/bytes.ts";
import {
  assessment,
  bytes,
  child,
  el,
  episode,
  header,
  inNeedPlan,
  message,
  protectionPlan,
} from "../fixtures.ts";
import type { Issue } from "./issue.ts";
import { checkCin } from "./run.ts";

async function structure(text: string, year?: number): Promise<Issue[]> {
  const report = await checkCin(bytesFromBuffer("cin.xml", bytes(text)), year);
  return report.issues.filter((issue) => issue.severity === "structure");
}

/** Rule, path within the child and line of each structure issue of a return with this one child. */
async function inChild(xml: string): Promise<string[]> {
  const issues = await structure(message([xml]));
  return issues.map(
    ({ rule, locations: [place] }) => `${rule} ${place?.path.replace("/Message/Children/Child[1]/", "")}`,
  );
}

const broken = (from: string | RegExp, to: string, xml: string = child()): string => xml.replace(from, to);

describe("the structure of a child", () => {
  it("is right when every element is known, in its place and of its type", async () => {
    expect(
      await inChild(child({ episodes: [episode({ assessments: [assessment("2024-05-02")] })] })),
    ).toEqual([]);
  });

  it("has no unknown elements, and says how a name is written", async () => {
    expect(await inChild(broken("<Ethnicity>", "<ShoeSize>4</ShoeSize><Ethnicity>"))).toEqual([
      "element-unknown ChildCharacteristics/ShoeSize",
    ]);
    const [issue] = await structure(
      message([
        child({
          episodes: [
            episode({ plans: [inNeedPlan("2024-05-03").replaceAll("CINPlanDates", "CINplanDates")] }),
          ],
        }),
      ]),
    );
    expect([issue?.rule, issue?.message]).toEqual([
      "element-unknown",
      "The census has no element CINplanDates; it is written CINPlanDates.",
    ]);
  });

  it("has no elements of other years", async () => {
    const [missing, unknown] = await structure(message([child({ gender: "1" })]));
    expect([missing?.rule, missing?.locations[0]?.path]).toEqual([
      "element-missing",
      "/Message/Children/Child[1]/ChildIdentifiers/Sex",
    ]);
    expect(unknown?.message).toBe("The census of 2024-25 has no element GenderCurrent; other years' have.");
  });

  it("has no elements that belong elsewhere or come too late", async () => {
    expect(await inChild(broken("<Ethnicity>", "<UPN>C202130000001</UPN><Ethnicity>"))).toEqual([
      "element-misplaced ChildCharacteristics/UPN",
    ]);
    const late = broken(/(<Sex>.*<\/Sex>)\n/, "", child()).replace(
      "<PersonBirthDate>",
      "<Sex>F</Sex><PersonBirthDate>",
    );
    expect(await inChild(late)).toEqual(["element-misplaced ChildIdentifiers/PersonBirthDate"]);
  });

  it("has no element twice that may be there once", async () => {
    expect(await inChild(broken("<Sex>F</Sex>", "<Sex>F</Sex><Sex>M</Sex>"))).toEqual([
      "element-repeated ChildIdentifiers/Sex[2]",
    ]);
  });

  it("has one Reviews group with many dates, not many groups", async () => {
    const one = protectionPlan({ reviews: ["2024-09-20", "2025-02-14"] });
    const many = one.replace("</CPPreviewDate>\n<", "</CPPreviewDate></Reviews><Reviews><");
    expect(await inChild(child({ episodes: [episode({ protection: [one] })] }))).toEqual([]);
    expect(await inChild(child({ episodes: [episode({ protection: [many] })] }))).toEqual([
      "element-repeated CINdetails/ChildProtectionPlans/Reviews[2]",
    ]);
  });

  it("has everything it must have", async () => {
    expect(await inChild(child({ id: null }))).toEqual(["element-missing ChildIdentifiers/LAchildID"]);
    expect(await inChild(child({ episodes: [] }))).toEqual(["element-missing CINdetails"]);
  });

  it("has no empty elements", async () => {
    expect(await inChild(child({ upn: "", upnUnknown: "UN2" }))).toEqual([
      "element-empty ChildIdentifiers/UPN",
    ]);
  });

  it("has dates, yes and no, numbers and known codes where they belong, and nothing too long", async () => {
    expect(await inChild(child({ born: "2015-02-29" }))).toEqual([
      "value-not-a-date ChildIdentifiers/PersonBirthDate",
    ]);
    expect(await inChild(child({ born: "2015-02-28T00:00:00" }))).toEqual([
      "value-not-a-date ChildIdentifiers/PersonBirthDate",
    ]);
    expect(await inChild(child({ episodes: [episode({ nfa: "TRUE" })] }))).toEqual([
      "value-not-yes-or-no CINdetails/ReferralNFA",
    ]);
    expect(
      await inChild(child({ episodes: [episode({ protection: [protectionPlan({ previous: "one" })] })] })),
    ).toEqual(["value-not-a-number CINdetails/ChildProtectionPlans/NumberOfPreviousCPP"]);
    expect(await inChild(child({ upnUnknown: "UN9" }))).toEqual([
      "value-not-a-code ChildIdentifiers/UPNunknown",
    ]);
    expect(await inChild(child({ upn: "C2021300000011" }))).toEqual(["value-too-long ChildIdentifiers/UPN"]);
  });

  it("has no text among its elements and no attributes", async () => {
    expect(await inChild(broken("<Sex>", "stray<Sex>"))).toEqual(["text-misplaced ChildIdentifiers"]);
    expect(await inChild(broken("<Sex>", '<Sex id="1">'))).toEqual([
      "attribute-unknown ChildIdentifiers/Sex",
    ]);
    expect(await inChild(broken("<Sex>F</Sex>", "<Sex>F<b/></Sex>"))).toEqual([
      "element-unknown ChildIdentifiers/Sex/b",
    ]);
  });

  it("is said with the line it is on", async () => {
    const [issue] = await structure(message([child({ ethnicity: "" })]));
    const lines = message([child({ ethnicity: "" })]).split("\n");
    const line = issue?.locations[0]?.line ?? 0;
    expect(lines.slice(line - 1).find((text) => text.includes("<Ethnicity>"))).toBeDefined();
  });
});

describe("the structure of the file", () => {
  it("has the header before the children", async () => {
    const text = el("Message", el("Children", child()), header());
    expect((await structure(text, 2025)).map((i) => i.rule)).toEqual(["element-misplaced"]);
  });

  it("has a header, and is checked without one when the rules are named", async () => {
    const issues = await structure(el("Message", el("Children", child())), 2025);
    expect(issues.map((i) => [i.rule, i.scope, i.locations[0]?.path])).toEqual([
      ["element-missing", "return", "/Message/Header"],
    ]);
  });

  it("has children, in one list", async () => {
    expect((await structure(message([]))).map((i) => i.locations[0]?.path)).toEqual([
      "/Message/Children/Child",
    ]);
    const two = message([child()]).replace("</Message>", `${el("Children", child({ id: "C2" }))}</Message>`);
    expect((await structure(two)).map((i) => i.rule)).toEqual(["element-repeated"]);
  });

  it("has nothing else in it", async () => {
    const text = message([child()]).replace("<Children>", "<Extra/><Children>stray<Adult/>");
    expect((await structure(text)).map((i) => `${i.rule} ${i.locations[0]?.path}`)).toEqual([
      "element-unknown /Message/Children/Adult[1]",
      "element-unknown /Message/Extra",
      "text-misplaced /Message/Children",
    ]);
  });

  it("is of the collection CIN, from a local authority", async () => {
    expect(
      (await structure(message([child()], { collection: "SWF", lea: "E09" }))).map((i) => i.message),
    ).toEqual(["Collection must be CIN.", "LEA is not a whole number."]);
  });

  it("has a whole header", async () => {
    expect(
      (await structure(message([child()], { lea: null, at: "yesterday" }))).map(
        (i) => `${i.rule} ${i.locations[0]?.path}`,
      ),
    ).toEqual([
      "element-missing /Message/Header/Source/LEA",
      "value-not-a-time /Message/Header/Source/DateTime",
    ]);
  });

  it("knows the pre-proceedings group of 2026-27, and only then", async () => {
    const pre = el(
      "PreProceedingsandFGDM",
      el("PPStartDate", "2026-09-09"),
      el("LBPSentDate", "2026-09-20"),
      el("FGDMMeetingOffer", 1),
      el("FGDMMeetingFac", 1),
      el("InitialPPMeetingDate", "2026-09-28"),
      el("ReviewMeetingsCount", "x"),
      el("CourtAppDate", "2026-12-18"),
    );
    const xml = child({ episodes: [episode({ referral: "2026-05-01", pre: [pre, pre] })] });
    const in2027 = await structure(message([xml], { year: 2027, reference: "2027-03-31" }));
    expect(in2027.map((i) => i.rule)).toEqual(["value-not-a-number", "value-not-a-number"]);
    const in2026 = await structure(message([xml], { year: 2026, reference: "2026-03-31" }));
    expect(in2026.map((i) => i.rule)).toEqual(["element-unknown", "element-unknown"]);
  });
});
