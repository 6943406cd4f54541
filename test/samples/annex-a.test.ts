import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { date } from "../../src/kernel/dates.ts";
import { bytesFromFile } from "../../src/platform/files/bytes.ts";
import { readAnnexA } from "../../src/returns/annex-a/import.ts";
import { openFile } from "../../src/returns/open.ts";

/** A published example of the child-level lists, with every child invented by its authors. */
const folder = resolve(process.env["KITH_SAMPLES"] ?? "../shared/data", "annex_a");
const path = join(folder, "Annex_A.xlsx");
const OPTIONS = { today: date("2026-11-21") };

if (!existsSync(folder))
  it("has no sample lists to read: the folder is absent", () => expect(existsSync(folder)).toBe(false));
else {
  it("reads all eleven lists of the published example", async () => {
    const reading = await readAnnexA(bytesFromFile(path), OPTIONS);
    const children = await Array.fromAsync(reading.children);
    const rows: { [table: string]: number } = {};
    for (const child of children)
      for (const claim of child.claims) rows[claim.table] = (rows[claim.table] ?? 0) + 1;
    expect(reading.facts.asAt).toBe("2021-03-15");
    expect(new Set(children.map((child) => child.id.value)).size).toBe(children.length);
    // Five rows in most lists; six referrals and five episodes of need; six care leavers; seven plans.
    expect(rows).toMatchObject({
      contact: 5,
      early_help: 5,
      referral: 11,
      assessment: 5,
      section47: 5,
      protection_plan: 7,
      care_period: 5,
      care_leaver: 6,
    });
    expect(reading.fileFindings.map((finding) => finding.code)).not.toContain("sheet-unknown");
    expect(reading.fileFindings.map((finding) => finding.code)).not.toContain("column-unknown");
    expect(reading.fileFindings.map((finding) => finding.code)).not.toContain("column-missing");
  });

  it("finds in it only what is truly odd", async () => {
    const reading = await readAnnexA(bytesFromFile(path), OPTIONS);
    const findings = (await Array.fromAsync(reading.children)).flatMap((child) => child.findings);
    const said = findings.filter((finding) => finding.code === "code-unknown").map((finding) => finding.said);
    expect(new Set(said)).toEqual(
      new Set(["PSRMEM - Support with memory and cognition", "F3: Full time in training or employment"]),
    );
    expect(new Set(findings.map((finding) => finding.code))).toEqual(
      new Set(["code-unknown", "lists-differ", "allocation-differs"]),
    );
  });

  it("knows the file by its contents", async () => {
    expect((await openFile(bytesFromFile(path), OPTIONS)).facts.format).toBe("annex-a");
  });
}
