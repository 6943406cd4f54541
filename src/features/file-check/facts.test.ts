import { describe, expect, it } from "vitest";
import { bytesFromBuffer } from "../../platform/files/bytes.ts";
import { checkCin } from "../../returns/cin/check/run.ts";
import { type KeptIssue, withFacts } from "./facts.ts";

/** An enquiry whose conference is due on a Saturday: one query, 8870Q. */
const enquiry = (due = "2025-10-11") =>
  `<Section47><S47ActualStartDate>2025-09-22</S47ActualStartDate><InitialCPCtarget>${due}</InitialCPCtarget><ICPCnotRequired>true</ICPCnotRequired></Section47>`;
const episode = (referral: string, inside: string) =>
  `<CINdetails><CINreferralDate>${referral}</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>${inside}<ReferralNFA>false</ReferralNFA></CINdetails>`;
const child = (number: string, inside: string) =>
  `<Child><ChildIdentifiers><LAchildID>${number}</LAchildID><PersonBirthDate>2015-05-05</PersonBirthDate><Sex>F</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>${inside}</Child>`;

async function queries(...children: readonly string[]): Promise<KeptIssue[]> {
  const xml = `<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header><Children>${children.join("\n")}</Children></Message>`;
  const source = bytesFromBuffer("census.xml", new TextEncoder().encode(xml));
  return (await withFacts(source, await checkCin(source))).filter(({ rule }) => rule === "8870Q");
}
const factsOf = async (...children: readonly string[]): Promise<string[]> =>
  (await queries(...children)).map(({ facts }) => facts);

const ONE = episode("2025-09-20", enquiry());

describe("the facts an issue stands on", () => {
  it("are the same wherever the child stands in the file, and however many others there are", async () => {
    const alone = await factsOf(child("A1", ONE));
    expect(alone).toHaveLength(1);
    expect((await factsOf(child("B2", ""), child("C3", ""), child("A1", ONE))).slice(-1)).toEqual(alone);
    expect(await factsOf(child("A1", episode("2025-04-02", "") + ONE))).toEqual(alone);
  });

  it("change with a value the rule names, and with the referral it belongs to", async () => {
    const before = await factsOf(child("A1", ONE));
    expect(await factsOf(child("A1", episode("2025-09-20", enquiry("2025-10-12"))))).not.toEqual(before);
    expect(await factsOf(child("A1", episode("2025-09-19", enquiry())))).not.toEqual(before);
  });

  it("tell a second of the same kind from the first", async () => {
    const [first, second, ...none] = await factsOf(child("A1", episode("2025-09-20", enquiry() + enquiry())));
    expect(none).toEqual([]);
    expect(second).not.toBe(first);
    expect([first]).toEqual(await factsOf(child("A1", ONE)));
  });

  it("come with the child's birth date, so that a number is not taken for another child's", async () => {
    expect((await queries(child("A1", ONE)))[0]?.born).toBe("2015-05-05");
  });

  it("of a whole return are that year's", async () => {
    const of = async (year: number): Promise<string[]> => {
      const xml = `<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>${year}</Year><ReferenceDate>${year}-03-31</ReferenceDate></CollectionDetails></Header><Children>${child("A1", ONE)}</Children></Message>`;
      const source = bytesFromBuffer("census.xml", new TextEncoder().encode(xml));
      const kept = await withFacts(source, await checkCin(source));
      return kept.filter(({ rule }) => rule === "2887Q").map(({ facts }) => facts);
    };
    const [now, then] = [await of(2026), await of(2025)];
    expect(now).toHaveLength(1);
    expect(now).not.toEqual(then);
  });
});
