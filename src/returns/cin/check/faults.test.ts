import { describe, expect, it } from "vitest";
import { bytesFromBuffer } from "../../../platform/files/bytes.ts";
import { bytes, EVERYTHING, message } from "../fixtures.ts";
import { now, plant, spoil, without } from "./cases/fault.ts";
import { FAULTS } from "./cases/faults.ts";
import { MISSING } from "./cases/missing.ts";
import { expectPlacesToBe, idIn } from "./cases/lines.ts";
import { CHILD_RULES } from "./ruleset.ts";
import { checkCin } from "./run.ts";

describe("a fault planted in a child whose record keeps every rule", () => {
  for (const fault of [...FAULTS, ...MISSING]) {
    it(`is found once, where it was planted, and each place named is on its line: ${fault.rule}`, async () => {
      const text = message([spoil(EVERYTHING("EVERYTHING"), fault)]);
      const { issues } = await checkCin(bytesFromBuffer("cin.xml", bytes(text)));
      const found = issues.filter((issue) => issue.rule === fault.rule);
      expect(found.map((issue) => [issue.child, issue.locations[0]?.path])).toEqual([
        [idIn(text), `/Message/Children/Child[1]/${fault.path}`],
      ]);
      expectPlacesToBe(issues, text);
    });
  }
});

describe("the places a rule names", () => {
  const placesOf = async (rule: string, ...edits: Parameters<typeof plant>[2][]): Promise<string[]> => {
    const text = message([spoil(EVERYTHING("A"), plant(rule, "", ...edits))]);
    const { issues } = await checkCin(bytesFromBuffer("cin.xml", bytes(text)));
    return issues
      .filter((issue) => issue.rule === rule)
      .flatMap((issue) => issue.locations.map(({ path }) => path.replace(/^.*\/Child\[1\]\//, "")));
  };

  it("are those of the values that are said twice, and no others", async () => {
    const group = "ChildCharacteristics/Disabilities/Disability";
    expect(await placesOf("8794", now("Disability", "CON"))).toEqual([`${group}[1]`, `${group}[8]`]);
  });

  it("are what is dated after the closure, and no others", async () => {
    const closed = now("CINclosureDate", "2024-06-02");
    expect(await placesOf("8565", closed)).toEqual([
      "CINdetails/CINclosureDate",
      "CINdetails/Assessments/AssessmentAuthorisationDate",
      "CINdetails/Section47/DateOfInitialCPC",
      "CINdetails/ChildProtectionPlans/CPPendDate",
      "CINdetails/CINPlanDates/CINPlanStartDate",
      "CINdetails/CINPlanDates/CINPlanEndDate",
    ]);
  });

  it("are the work that a referral with no further action has", async () => {
    expect(await placesOf("8831", now("ReferralNFA", "1"))).toEqual([
      "CINdetails/ReferralNFA",
      "CINdetails/Assessments/AssessmentActualStartDate",
      "CINdetails/Assessments/AssessmentAuthorisationDate",
      "CINdetails/Section47/S47ActualStartDate",
      "CINdetails/Section47/InitialCPCtarget",
      "CINdetails/Section47/DateOfInitialCPC",
    ]);
  });

  it("are the factors that are no codes, or where factors belong", async () => {
    const group = "CINdetails/Assessments/FactorsIdentifiedAtAssessment";
    const [authorised, wrong] = [
      "CINdetails/Assessments/AssessmentAuthorisationDate",
      `${group}/AssessmentFactors`,
    ];
    expect(await placesOf("8897Q", now("AssessmentFactors", "ZY"), [">16A<", ">ZZ<"])).toEqual([
      authorised,
      `${wrong}[1]`,
      `${wrong}[2]`,
    ]);
    expect(await placesOf("8897Q", [new RegExp(`<Factors[\\s\\S]*</Factors\\w+>\\n`), ""])).toEqual([
      authorised,
      group,
    ]);
  });

  it("are the work that an episode closed after its assessment has, and an enquiry without one", async () => {
    const started = [
      "Section47/S47ActualStartDate",
      "ChildProtectionPlans/CPPstartDate",
      "CINPlanDates/CINPlanStartDate",
    ];
    expect(await placesOf("2990", now("ReasonForClosure", "RC8"))).toEqual(
      ["ReasonForClosure", ...started].map((path) => `CINdetails/${path}`),
    );
    expect(await placesOf("2991Q", [/<Assessments>[\s\S]*<\/Assessments>\n/, ""])).toEqual([
      "CINdetails/Assessments",
      "CINdetails/Section47/S47ActualStartDate",
    ]);
  });

  it("are the plans of a referral with no further action, and where their start belongs", async () => {
    const nfa = now("ReferralNFA", "1");
    const plan = "CINdetails/ChildProtectionPlans/CPPstartDate";
    expect(await placesOf("8832", nfa)).toEqual(["CINdetails/ReferralNFA", plan]);
    expect(await placesOf("8832", nfa, without("CPPstartDate"))).toEqual(["CINdetails/ReferralNFA", plan]);
  });

  it("are where what an enquiry does not say belongs", async () => {
    const s47 = "CINdetails/Section47";
    expect(await placesOf("8868", without("DateOfInitialCPC"), without("ICPCnotRequired"))).toEqual([
      `${s47}/DateOfInitialCPC`,
      `${s47}/ICPCnotRequired`,
      "CINdetails/CINclosureDate",
    ]);
    expect(await placesOf("8615", without("S47ActualStartDate"))).toEqual([
      `${s47}/S47ActualStartDate`,
      `${s47}/DateOfInitialCPC`,
    ]);
  });
});

describe("what is said of a factor that was split", () => {
  it("names the factors to use and who did the harm", () => {
    const [physical, sexual] = ["8945Q", "8950Q"].map((id) => CHILD_RULES.find((rule) => rule.id === id));
    expect([physical?.words, physical?.meaning]).toEqual([
      "Factor 18A, physical abuse, was used without saying who did it.",
      "It was split into 18B (by a child) and 18C (by an adult).",
    ]);
    expect([sexual?.words, sexual?.meaning]).toEqual([
      "Factor 19A, sexual abuse, was used without saying who did it.",
      "It was split into 19B (by a child) and 19C (by an adult).",
    ]);
  });
});
