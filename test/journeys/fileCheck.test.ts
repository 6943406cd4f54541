import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateAuthority } from "../../src/demo/authority.ts";
import { writeCensusXml } from "../../src/demo/census.ts";
import { londonDate, systemNow } from "../../src/kernel/dates.ts";
import { bytesFromBuffer } from "../../src/platform/files/bytes.ts";
import { openWorkbook } from "../../src/platform/files/workbook.ts";
import { type Demonstration, startDemonstration } from "./support/demonstration.ts";
import { badFiles, childLevelLists, emptyFile, type Upload } from "./support/files.ts";
import { WHILE_WORKING } from "./support/importing.ts";
import type { Visitor } from "./support/visitor.ts";

const today = londonDate(systemNow());
/** The last year of a return that has ended. */
const year = Number(today.slice(0, 4)) - (today.slice(5) > "03-31" ? 0 : 1);

/** The census of the demonstration's own children, so that the file's numbers are known in Kith. */
const demonstrationCensus = (): string =>
  [...writeCensusXml(generateAuthority({ seed: 1, children: 600, today }), year)].join("");

/** Replaces what matches, at every so many places. */
function every(text: string, nth: number, pattern: RegExp, become: (found: string) => string): string {
  let seen = 0;
  return text.replaceAll(pattern, (found) => (seen++ % nth === 1 ? become(found) : found));
}

/** The same with faults as returns have them. `conference` moves a date that a query stands on. */
function faulty(conference = "2026-01-03"): Upload {
  let text = demonstrationCensus();
  text = every(text, 11, /<Ethnicity>\w+<\/Ethnicity>/g, () => "<Ethnicity>XXXX</Ethnicity>");
  text = every(text, 13, /<CINclosureDate>[\d-]+<\/CINclosureDate>\n/g, () => "");
  text = every(
    text,
    17,
    /<PrimaryNeedCode>\w+<\/PrimaryNeedCode>/g,
    () => "<PrimaryNeedCode>=N9</PrimaryNeedCode>",
  );
  text = every(
    text,
    5,
    /<InitialCPCtarget>[\d-]+<\/InitialCPCtarget>/g,
    () => `<InitialCPCtarget>${conference}</InitialCPCtarget>`,
  );
  text = every(text, 40, /<Sex>\w<\/Sex>\n/g, () => "");
  return { name: `CIN_${year}.xml`, mimeType: "text/xml", buffer: Buffer.from(text) };
}

/** A census is checked before it is sent, by somebody who then puts it right. */
describe("checking a census", () => {
  let demonstration: Demonstration;
  let manager: Visitor;
  let address = "";
  /** The number of a query in it. */
  let query = "";

  beforeAll(async () => {
    demonstration = await startDemonstration();
    manager = await demonstration.as("Service manager", "8 check");
  });
  afterAll(async () => {
    await demonstration?.close();
  });

  async function add(visitor: Visitor, file: Upload, name: string): Promise<void> {
    await visitor.page.goto("/check");
    await visitor.page.getByLabel("Choose the census file").setInputFiles(file);
    await visitor.step(
      name,
      () => visitor.page.getByRole("button", { name: "Check this file" }).click(),
      WHILE_WORKING,
    );
    await visitor.page
      .locator("h1")
      .filter({ hasNotText: /^Checking/ })
      .waitFor();
    await visitor.page.waitForLoadState("load");
  }

  it("is found under every page, and says what it takes", async () => {
    const { page } = manager;
    await manager.step("01 start", () => page.getByRole("link", { name: "Check a census" }).click());
    expect(await manager.words()).toContain("You have had no file checked");
    await manager.step("02 nothing chosen", () =>
      page.getByRole("button", { name: "Check this file" }).click(),
    );
    expect(await manager.words()).toContain("Choose the file to check");
    await page.getByLabel("Choose the census file").setInputFiles(emptyFile());
    await manager.step("02 empty", () => page.getByRole("button", { name: "Check this file" }).click());
    expect(await manager.words()).toContain("empty.xml is empty");
  });

  it("says of a file that cannot be read why, and that nothing is known of it", async () => {
    for (const { file, said } of badFiles()) {
      // A census's own reader says so in its own words.
      const why = file.name === "budget.csv" ? /it looks like plain text/ : said;
      await add(manager, file, `03 ${file.name}`);
      expect(await manager.words(), file.name).toMatch(/cannot be read/);
      expect(await manager.words(), file.name).toMatch(why);
    }
    await add(manager, { ...childLevelLists(), name: "really a workbook.xml" }, "03 really a workbook.xml");
    expect(await manager.words()).toContain("it looks like a workbook");
    await manager.step("04 removed", () =>
      manager.page.getByRole("button", { name: "Remove this from the list" }).click(),
    );
  });

  it("shows what is wrong in one glance", async () => {
    await add(manager, faulty(), "05 what was found");
    await manager.look("05 what was found");
    address = new URL(manager.page.url()).pathname;
    const words = await manager.words();
    expect(words).toMatch(/\d+ errors? to put right|would refuse this file/);
    expect(words).toContain("Record what is missing");
  });

  it("groups it by rule, child, team and worker", async () => {
    for (const by of ["rule", "child", "team", "worker"]) {
      await manager.step(`06 by ${by}`, () => manager.page.goto(`${address}?by=${by}`));
      expect(await manager.page.locator("table.data tbody tr").count()).toBeGreaterThan(1);
    }
  });

  it("explains a rule and each case with its own values, and leads to the record", async () => {
    const { page } = manager;
    await manager.step("07 a rule", () => page.goto(`${address}/issues?rule=4220`));
    const words = await manager.words();
    expect(words).toContain("What it means");
    expect(words).toContain("XXXX, which is not one of the codes");
    await manager.step("08 a child", () => page.locator("table.data tbody th a").first().click());
    expect(await manager.words()).toMatch(/^.*Child \S+, /);
    await manager.step("09 the record", () =>
      page.getByRole("link", { name: "Open this child’s record" }).click(),
    );
    expect(new URL(page.url()).pathname).toMatch(/^\/children\/\d+$/);
    await manager.step("10 a team", async () => {
      await page.goto(`${address}?by=team`);
      await page.locator("table.data tbody th a").first().click();
    });
  });

  it("takes a query as answered with a note, and only with one", async () => {
    const { page } = manager;
    await manager.step("11 queries", () => page.goto(`${address}/issues?rule=8870Q`));
    const before = await page.locator("table.data tbody tr").count();
    await manager.step("12 a query", () =>
      page
        .getByRole("link", { name: /^Accept/ })
        .first()
        .click(),
    );
    query = new URL(page.url()).searchParams.get("issue") ?? "";
    await page.getByLabel("It is right, because").fill("ok");
    const accept = (): Promise<void> => page.getByRole("button", { name: "Accept this query" }).click();
    await manager.step("12 too short", accept);
    expect(await manager.words()).toContain("Say why it is right, in at least 10 letters");
    await page
      .getByLabel("It is right, because")
      .fill("Held on a Saturday by the emergency team; checked with the chair.");
    await manager.step("13 accepted", accept);
    expect(await page.locator("table.data tbody tr").count()).toBe(before - 1);
    await manager.step("14 accepted queries", () => page.goto(`${address}/issues?show=accepted`));
    expect(await manager.words()).toContain("checked with the chair");
  });

  it("knows it in the next file, until the facts change", async () => {
    await add(manager, faulty(), "15 the next file");
    expect(await manager.words()).toContain("And 1 query accepted");
    await add(manager, faulty("2026-01-04"), "16 with other facts");
    expect(await manager.words()).not.toContain("And 1 query accepted");
    const here = new URL(manager.page.url()).pathname;
    await manager.step("17 back again", () => manager.page.goto(`${here}/issues?rule=8870Q`));
    expect(await manager.words()).toContain("facts have changed");
    await manager.step("17 look again", () =>
      manager.page.getByRole("link", { name: /^Look again/ }).click(),
    );
    expect(await manager.words()).toContain("checked with the chair");
  });

  it("is downloaded as CSV and as a workbook in which nothing runs", async () => {
    const { page } = manager;
    await page.goto(address);
    const fetched = async (name: RegExp): Promise<Buffer> => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name }).click(),
      ]);
      return readFileSync(await download.path());
    };
    const csv = (await fetched(/as CSV/)).toString("utf8");
    expect(csv).toContain("'=N9");
    expect(csv).not.toMatch(/[,\n]=N9/);
    const book = await openWorkbook(bytesFromBuffer("checked.xlsx", await fetched(/XLSX/)));
    const heads: unknown[] = [];
    let rows = 0;
    for await (const row of book.rows(0)) {
      if (row.row === 1) heads.push(...row.cells);
      rows += 1;
    }
    expect(heads).toContain("How to put it right");
    expect(rows).toBeGreaterThan(20);
  });

  it("is nobody else's", async () => {
    const head = await demonstration.as("Head of service", "8 check other");
    await head.page.goto(address);
    expect(await head.words()).toContain("We cannot find that page");
    await head.page.goto("/check");
    expect(await head.words()).toContain("You have had no file checked");
    await head.close();
  });

  it("shows an analyst no names", async () => {
    const analyst = await demonstration.as("Performance analyst", "8 check analyst");
    await add(analyst, faulty(), "18 analyst");
    const here = new URL(analyst.page.url()).pathname;
    await analyst.step("19 analyst, by child", () => analyst.page.goto(`${here}?by=child`));
    await analyst.step("20 analyst, a rule", () => analyst.page.goto(`${here}/issues?rule=4220`));
    await analyst.step("20 analyst, the record", () =>
      analyst.page.locator("main a[href^='/children/']").first().click(),
    );
    // By number, as everywhere for an analyst.
    expect(await analyst.page.locator("h1").innerText()).toMatch(/^Child NM\d/);
    await analyst.close();
  });

  it.each([
    ["a phone", { width: 390, height: 844 }],
    ["a desk's screen at 400%", { width: 320, height: 256 }],
  ])("reads on %s", async (name, viewport) => {
    const small = await demonstration.as("Service manager", `8 check ${name}`, viewport);
    const wide = async (): Promise<number> => {
      const box = await small.page.locator("html").evaluate((html) => [html.scrollWidth, html.clientWidth]);
      return (box[0] ?? 0) - (box[1] ?? 0);
    };
    for (const [step, path] of [
      ["21 start", "/check"],
      ["22 result", address],
      ["23 by rule", `${address}?by=rule`],
      ["24 by child", `${address}?by=child`],
      ["25 a rule", `${address}/issues?rule=4220`],
      ["26 queries", `${address}/issues?rule=8870Q`],
      ["27 a query", `${address}/answer?issue=${query}`],
    ] as const) {
      await small.step(step, () => small.page.goto(path));
      expect(await wide(), `${name}, ${path}`).toBeLessThanOrEqual(0);
    }
    await small.close();
  });

  it("is gone when its owner says so", async () => {
    await manager.page.goto(address);
    await manager.step("28 removed", () =>
      manager.page.getByRole("button", { name: "Remove it now" }).click(),
    );
    await manager.page.goto(address);
    expect(await manager.words()).toContain("We cannot find that page");
  });
});
