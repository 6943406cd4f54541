import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCluster } from "../engines/cluster.ts";
import { startChromium } from "./support/chromium.ts";
import { census } from "./support/files.ts";
import { addFiles, confirm, fact } from "./support/importing.ts";
import { newDataFolder, type Product, startProduct } from "./support/product.ts";
import { setUpAll, signInAgain } from "./support/setUp.ts";
import { type Visitor, visitorTo } from "./support/visitor.ts";

/** The same first evening on PostgreSQL, where real records are kept. */
describe("a service on PostgreSQL", () => {
  const data = newDataFolder();
  let browser: Browser;
  let databaseUrl = "";
  let product: Product;
  let asha: Visitor;
  let secret = "";

  const visit = async (): Promise<Visitor> =>
    await visitorTo(browser, { journey: "9 service", address: product.address });

  beforeAll(async () => {
    const cluster = await startCluster();
    databaseUrl = await cluster.create("journeys");
    [browser, product] = await Promise.all([startChromium(), startProduct({ data, databaseUrl })]);
    asha = await visit();
    secret = await setUpAll(asha, product, "A service");
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it("is not called a trial or a demonstration", async () => {
    expect(await asha.page.locator("body").innerText()).not.toMatch(/trial|invented/i);
    await asha.step("1 installation", () => asha.page.goto("/installation"));
    expect(await asha.words()).toContain("PostgreSQL");
  });

  it("takes a file, and still has the children after it has been stopped and started", async () => {
    await addFiles(asha, [census()], "2 census");
    await asha.look("2 census 3 what it would do");
    await confirm(asha, "2 census");
    await asha.step("2 census 6 what it did", () =>
      asha.page.getByRole("link", { name: "See what it did" }).click(),
    );
    const children = await fact(asha, "Children whose story it changed");
    expect(children).toBeGreaterThan(5);
    const path = new URL(asha.page.url()).pathname;
    await asha.close();

    expect(await product.stop()).toBe(0);
    product = await startProduct({ data, databaseUrl });
    expect(product.code).toBeNull();
    asha = await visit();
    await signInAgain(asha, secret);
    await asha.step("4 the file again", () => asha.page.goto(path));
    expect(await fact(asha, "Children whose story it changed")).toBe(children);
    await asha.step("5 a child", () => asha.page.locator("#children tbody a").first().click());
    await asha.step("6 who has looked", () =>
      asha.page.getByRole("link", { name: "Who has looked at this record" }).click(),
    );
    expect(await asha.words()).toContain("Opened the record");
  });
});
