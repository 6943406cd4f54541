import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runCheck } from "./check.ts";

const folder = mkdtempSync(join(tmpdir(), "kith-check-"));
afterAll(() => rmSync(folder, { recursive: true }));

const CLEAN = `<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2025</Year>
<ReferenceDate>2025-03-31</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>201</LEA>
<SoftwareCode>invented</SoftwareCode><SerialNo>001</SerialNo><DateTime>2025-05-01T09:00:00</DateTime></Source></Header>
<Children><Child><ChildIdentifiers><LAchildID>C1</LAchildID><UPNunknown>UN2</UPNunknown>
<PersonBirthDate>2015-06-01</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities>
</ChildCharacteristics><CINdetails><CINreferralDate>2024-05-01</CINreferralDate><ReferralSource>6</ReferralSource>
<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>false</ReferralNFA></CINdetails></Child></Children></Message>`;

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await runCheck(argv, { out: (text) => void (out += text), err: (text) => void (err += text) });
  return { code, out, err };
}

describe("kith check cin", () => {
  it("answers 0 when there are no errors, though there are queries", async () => {
    const { code, out, err } = await run("cin", file("clean.xml", CLEAN));
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("1 child, 0 structure issues, 0 errors, 2 queries");
  });

  it("answers 1 when there is an error, and when the structure is wrong", async () => {
    expect((await run("cin", file("error.xml", CLEAN.replace("N1", "N99")))).code).toBe(1);
    expect(
      (await run("cin", file("structure.xml", CLEAN.replace("<Sex>", "<Shoe>4</Shoe><Sex>")))).code,
    ).toBe(1);
  });

  it("answers 2, says why and prints no report when the file cannot be read", async () => {
    const missing = await run("cin", join(folder, "nothing.xml"));
    expect(missing).toEqual({
      code: 2,
      out: "",
      err: "nothing.xml is not there. Check the name and try again.\n",
    });
    const cut = await run("cin", file("cut.xml", CLEAN.slice(0, -30)), "--format", "json");
    expect([cut.code, cut.out]).toEqual([2, ""]);
    expect(cut.err).toContain("cut short");
    expect((await run("cin", folder)).code).toBe(2);
  });

  it("writes one JSON object, the same bytes each time", async () => {
    const path = file("error.xml", CLEAN.replace("N1", "N99"));
    const { out } = await run("cin", path, "--format", "json", "--rules", "2025-26");
    const report: unknown = JSON.parse(out);
    expect(report).toMatchObject({ file: "error.xml", ruleset: "2025-26", children: 1 });
    expect((await run("cin", path, "--format", "json", "--rules", "2025-26")).out).toBe(out);
  });

  it("writes CSV", async () => {
    const { out } = await run("cin", file("error.xml", CLEAN.replace("N1", "N99")), "--format=csv");
    expect(out).toContain("\r\n8650,error,child,C1,");
  });

  it("answers 2 to what it does not understand, and 0 to a request for help", async () => {
    const path = file("clean.xml", CLEAN);
    for (const argv of [
      [],
      ["ssda903", path],
      ["cin"],
      ["cin", path, path],
      ["cin", path, "--rules", "2019-20"],
      ["cin", path, "--format", "pdf"],
      ["cin", path, "--format", "toString"],
      ["cin", path, "--colour"],
    ]) {
      const { code, err } = await run(...argv);
      expect([argv.length, code]).toEqual([argv.length, 2]);
      expect(err).toContain("kith check cin FILE");
    }
    expect((await run("--help")).code).toBe(0);
  });
});
