import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startChromium } from "./support/chromium.ts";
import { newDataFolder, type Product, startProduct } from "./support/product.ts";
import {
  ADMINISTRATOR,
  chooseKind,
  giveCode,
  nameAdministrator,
  sendPassword,
  shownSecret,
  signInAgain,
} from "./support/setUp.ts";
import { type Visitor, visitorTo } from "./support/visitor.ts";

/** From the first start of a new installation to an administrator who works in it. */
describe("the first start", () => {
  const data = newDataFolder();
  let browser: Browser;
  let product: Product;
  let asha: Visitor;
  let secret = "";

  beforeAll(async () => {
    [browser, product] = await Promise.all([startChromium(), startProduct({ data })]);
    asha = await visitorTo(browser, { journey: "1 first start", address: product.address });
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it("prints an address and a one-time code", () => {
    expect(product.address).toMatch(/^http:\/\/localhost:\d+$/);
    expect(product.code).toMatch(/^[\w-]{8,}$/);
  });

  it("leads to the page that asks what the installation is", async () => {
    await asha.step("01 what is it for", () => asha.page.goto("/"));
    expect(new URL(asha.page.url()).pathname).toBe("/start");
    expect(await asha.words()).toContain("This installation is new");
  });

  it("says plainly that nothing was filled in, and that a code is wrong", async () => {
    const { page } = asha;
    await asha.step("02 nothing filled in", () => page.getByRole("button", { name: "Continue" }).click());
    expect(await asha.words()).toContain("There is a problem");
    expect(await asha.words()).toContain("Choose what this installation is");
    await asha.step("03 a wrong code", () => chooseKind(asha, "not-the-code", "A trial"));
    expect(await asha.words()).toContain("That is not the code that was printed when Kith last started");
    expect(await page.getByLabel("A trial", { exact: true }).isChecked()).toBe(true);
  });

  it("does not promise a service on the embedded database, and says how to have one", async () => {
    await asha.step("04 a service", () => chooseKind(asha, product.code ?? "", "A service"));
    expect(await asha.words()).toContain("A service needs PostgreSQL");
    expect(await asha.words()).toContain("How to have a service");
  });

  it("asks who the administrator is, and refuses a weak password with what would be better", async () => {
    await asha.step("05 the administrator", () => chooseKind(asha, product.code ?? "", "A trial"));
    await asha.step("06 a weak password", () => nameAdministrator(asha, "password"));
    const words = await asha.words();
    expect(words).toContain("There is a problem");
    expect(words).toMatch(/password/i);
    expect(await asha.page.getByLabel("Your name").inputValue()).toBe(ADMINISTRATOR.name);
    expect(await asha.page.getByLabel("Choose a password").inputValue()).toBe("");
  });

  it("sets up the phone from the secret it shows, and says when a code is wrong", async () => {
    const { page } = asha;
    await asha.step("07 the phone", () => nameAdministrator(asha, ADMINISTRATOR.password));
    await page.getByLabel("Six-digit code").fill("000000");
    await asha.step("08 a wrong phone code", () => page.getByRole("button", { name: "Continue" }).click());
    expect(await asha.words()).toContain("There is a problem");
    secret = await shownSecret(asha);
    await giveCode(asha, "Six-digit code", secret);
    await asha.step("09 the recovery codes", () => page.getByRole("button", { name: "Continue" }).click());
    expect(await page.locator("main li code").count()).toBeGreaterThan(5);
  });

  it("ends at the home page, under the name and with every role chosen", async () => {
    const { page } = asha;
    await asha.step("10 home", () => page.getByRole("button", { name: "I have kept them" }).click());
    expect(new URL(page.url()).pathname).toBe("/net");
    expect(await asha.words()).toContain("Nothing has been brought in, so nothing can be told");
    const whole = await page.locator("body").innerText();
    expect(whole).toContain(ADMINISTRATOR.name);
    expect(whole).toContain("Keep your present system");
    for (const name of ["Safety net", "Bring in", "Rules", "Accounts", "Find a child"])
      expect(await page.getByRole("link", { name, exact: true }).count(), name).toBeGreaterThan(0);
  });

  it("opens each page of the menu before any file has come in", async () => {
    const { page } = asha;
    const pages = ["My work", "Team", "Service", "Bring in", "Rules", "Accounts", "Find a child"];
    for (const [at, name] of pages.entries())
      await asha.step(`${11 + at} ${name}`, () =>
        page.getByRole("link", { name, exact: true }).first().click(),
      );
    await asha.step("18 my account", () => page.getByRole("link", { name: ADMINISTRATOR.name }).click());
    await asha.step("19 roles", () => page.getByRole("link", { name: "Who may see what" }).click());
    await asha.step("20 installation", () =>
      page.getByRole("link", { name: "How this installation is" }).click(),
    );
    await asha.step("21 invite", () => page.goto("/accounts/new"));
    await asha.step("22 no such page", () => page.goto("/no-such-page"));
    expect(await asha.words()).not.toMatch(/not found.*not found/i);
  });

  it("signs out, and in again with password and code after a second start that asks for no set-up", async () => {
    const { page } = asha;
    await asha.step("23 signed out", () => page.getByRole("button", { name: "Sign out" }).first().click());
    expect(await product.stop()).toBe(0);
    product = await startProduct({ data });
    expect(product.code).toBeNull();
    await asha.close();
    asha = await visitorTo(browser, { journey: "1 first start", address: product.address });
    await asha.page.goto("/sign-in");
    await asha.step("24 a wrong password", () => sendPassword(asha, "not the password"));
    expect(await asha.words()).toContain("There is a problem");
    await signInAgain(asha, secret);
    expect(new URL(asha.page.url()).pathname).toBe("/net");
  });
});
