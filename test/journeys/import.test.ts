import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startChromium } from "./support/chromium.ts";
import {
  badFiles,
  census,
  childLevelLists,
  dataset,
  emptyFile,
  lookedAfter,
  lookedAfterXml,
  type Upload,
} from "./support/files.ts";
import { addFiles, confirm, fact } from "./support/importing.ts";
import { newDataFolder, type Product, startProduct } from "./support/product.ts";
import { setUpAll } from "./support/setUp.ts";
import { type Visitor, visitorTo } from "./support/visitor.ts";

/** From the files an authority already has to the children they tell of, in a trial on the embedded database. */
describe("bringing in files", () => {
  let browser: Browser;
  let product: Product;
  let asha: Visitor;
  /** A child of the census. */
  let number = "";

  beforeAll(async () => {
    [browser, product] = await Promise.all([startChromium(), startProduct({ data: newDataFolder() })]);
    asha = await visitorTo(browser, { journey: "2 import", address: product.address });
    await setUpAll(asha, product, "A trial");
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  /** Adds files, looks at what they would do, says yes, and looks at what the first of them did. */
  async function bringIn(files: readonly Upload[], name: string): Promise<number> {
    const { page } = asha;
    await addFiles(asha, files, name);
    await asha.look(`${name} 3 what it would do`);
    const preview = await asha.words();
    expect(preview).toContain("Nothing has changed yet");
    expect(preview).toMatch(/\d+ child(ren)?, (\d+ of them new here|all known already)/);
    if (files.length > 1) expect(preview).toMatch(/The \d+ files together \d+ child/);
    await confirm(asha, name);
    expect(await page.getByText("Brought in.", { exact: false }).count()).toBeGreaterThanOrEqual(
      files.length,
    );
    await asha.step(`${name} 6 what it did`, () =>
      page.getByRole("link", { name: "See what it did" }).first().click(),
    );
    return await fact(asha, "Children whose story it changed");
  }

  it("says what is wrong when nothing is chosen, or the file is empty, or the day is none", async () => {
    const { page } = asha;
    await page.goto("/import");
    const read = (): Promise<void> => page.getByRole("button", { name: "Read these files" }).click();
    await asha.step("refused 1 nothing chosen", read);
    expect(await asha.words()).toContain("Choose at least one file");
    await page.getByLabel("Choose the files").setInputFiles(emptyFile());
    await asha.step("refused 2 empty", read);
    expect(await asha.words()).toContain("empty.xml is empty");
    await page.getByLabel("Choose the files").setInputFiles(census());
    await page.getByLabel("Day").fill("31");
    await page.getByLabel("Month").fill("2");
    await page.getByLabel("Year").fill("2026");
    await asha.step("refused 3 no such day", read);
    expect(await asha.words()).toContain("Give a real date");
  });

  it("refuses a file cut short, with a DOCTYPE, under a wrong name or of another kind, and keeps nothing of it", async () => {
    const bad = badFiles();
    await addFiles(
      asha,
      bad.map(({ file }) => file),
      "refused 4",
    );
    await asha.look("refused 4 3 why");
    for (const { file, said } of bad) {
      const card = asha.page.locator(".card", { has: asha.page.getByRole("heading", { name: file.name }) });
      expect(await card.innerText(), file.name).toContain("Nothing of this file was used.");
      expect(await card.innerText(), file.name).toMatch(said);
    }
    expect(await asha.page.getByRole("button", { name: /^Bring/ }).count()).toBe(0);
    await asha.step("refused 5 set aside", () =>
      asha.page.getByRole("button", { name: "Set aside" }).click(),
    );
    await asha.step("refused 6 nothing behind", () => asha.page.goto("/search?q=2018"));
    expect(await asha.words()).toContain("No child that you can find matches");
  });

  it("takes the children in need census", async () => {
    expect(await bringIn([census()], "census")).toBeGreaterThan(5);
    await asha.step("census 7 a child", () => asha.page.locator("#children tbody a").first().click());
    expect(await asha.words()).toContain("Children in need census");
    number = ((await asha.page.locator(".head-over").innerText()).split(/\s/)[0] ?? "").trim();
  });

  it("says of the same file again that it would change nothing", async () => {
    await addFiles(asha, [census()], "census again");
    await asha.look("census again 3");
    expect(await asha.words()).toContain("Bringing it in again would change nothing");
    expect(await asha.page.getByRole("button", { name: /^Bring/ }).count()).toBe(0);
  });

  it("takes the files of the looked-after return together", async () => {
    const files = lookedAfter();
    expect(files.length).toBeGreaterThan(4);
    await bringIn(files, "looked after");
  });

  it("takes the child-level lists", async () => {
    expect(await bringIn([childLevelLists()], "lists")).toBe(2);
    await asha.step("lists 7 a child by number", () => asha.page.goto("/search?q=W9001"));
    expect(await asha.words()).toContain("W9001");
  });

  it("takes the looked-after return as XML", async () => {
    expect(await bringIn([lookedAfterXml()], "looked after xml")).toBe(2);
    await asha.step("looked after xml 7 a child by number", () => asha.page.goto("/search?q=W9102"));
    await asha.step("looked after xml 8 the child", () =>
      asha.page.locator("tbody a[href^='/children/']").first().click(),
    );
    expect(await asha.words()).toContain("care");
  });

  it("takes the Standard Safeguarding Dataset, and says who holds whom", async () => {
    await bringIn(dataset(), "dataset");
    expect(number).not.toBe("");
    await asha.step("dataset 7 the census's child once", () => asha.page.goto(`/search?q=${number}`));
    expect(await asha.words()).toContain("1 child found");
    await asha.step("dataset 8 teams", () => asha.page.goto("/team"));
  });

  it("lists what is missing or odd in the files, with the children behind it", async () => {
    const { page } = asha;
    await page.goto("/import");
    await asha.step("findings 1", () =>
      page.getByRole("link", { name: "What is missing or odd in the files" }).click(),
    );
    await asha.step("findings 2 the children", () => page.locator("tbody th a").first().click());
    expect(await page.locator("tbody a[href^='/children/']").count()).toBeGreaterThan(0);
    await asha.step("findings 3 rows to decide about", () => page.goto("/import/vanished"));
    await asha.step("findings 4 how fresh it is", () => page.goto("/import"));
    await asha.step("findings 5 safety net", () => page.goto("/net"));
    await asha.step("findings 6 service", () => page.goto("/service"));
    await asha.step("findings 7 installation", () => page.goto("/installation"));
  });

  it("shows a preview on a phone", async () => {
    const cookies = await asha.page.context().cookies();
    const phone = await visitorTo(browser, {
      journey: "2 import",
      address: product.address,
      viewport: { width: 390, height: 844 },
    });
    await phone.page.context().addCookies(cookies);
    await phone.step("phone 1 bring in", () => phone.page.goto("/import"));
    await phone.step("phone 2 a file", () => phone.page.locator("a[href^='/import/files/']").last().click());
  });
});
