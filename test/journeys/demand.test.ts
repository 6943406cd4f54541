import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Demonstration, startDemonstration } from "./support/demonstration.ts";
import { picture, type Visitor } from "./support/visitor.ts";

const JOURNEY = "12 forecast and staff a year";
const PHONE = { width: 375, height: 800 };

/** A head of service forecasts a year of demand, sees how good such forecasts have been, and staffs it. */
describe("forecast and staff a year", () => {
  let demonstration: Demonstration;
  let head: Visitor;
  beforeAll(async () => {
    demonstration = await startDemonstration();
    head = await demonstration.as("Head of service", JOURNEY);
  });
  afterAll(async () => {
    await demonstration?.close();
  });

  it("says what comes to the service, and what is likely", async () => {
    const { page } = head;
    // The invented authority is counted in the seconds after it is loaded.
    for (let tries = 0; tries < 90; tries += 1) {
      await page.goto("/demand");
      if (/[1-9]\d* in the 12 months/.test(await head.words())) break;
      await page.waitForTimeout(1000);
    }
    await head.look("01 demand");
    expect(await head.words()).toMatch(/\d+ to \d+, 8 times in 10/);
    await head.step("02 referrals", () =>
      page.getByRole("link", { name: "Referrals", exact: true }).first().click(),
    );
    expect(await page.locator("#chart-title").innerText()).toMatch(
      /^Referrals in .*: between \d+ and \d+, 8 times in 10$/,
    );
    expect(await head.words()).toContain("What other methods say");
    await page.emulateMedia({ media: "print" });
    await picture(page, JOURNEY, "02 referrals on paper");
    await page.emulateMedia({ media: "screen" });
    await head.step("03 by quarter", () => page.getByRole("link", { name: "By quarter" }).click());
    expect(await page.locator("#chart-title").innerText()).toMatch(/between/);
  });

  it("shows how good such forecasts have been", async () => {
    const { page } = head;
    await page.goto("/demand/referrals");
    await head.step("04 back-test", () =>
      page.getByRole("link", { name: "How good such forecasts have been" }).click(),
    );
    expect(await head.words()).toMatch(/The band made to hold 80 in 100 held \d+ in 100/);
    expect(await page.locator("main table tbody tr").count()).toBeGreaterThan(3);
  });

  it("takes what moved the level, with a reason, and withdraws it", async () => {
    const { page } = head;
    await page.goto("/demand/referrals");
    await page.getByText("Enter what moved it").click();
    await head.step("05 nothing said", () =>
      page.getByRole("button", { name: "Enter it in my name" }).click(),
    );
    expect(await head.words()).toContain("Give the month it began");
    await page.getByLabel("First month").fill("2025-06");
    await page.getByLabel("What happened, in a few words").fill("New threshold document");
    await page
      .getByLabel("How it is known, and why it moved the level")
      .fill("Agreed by the partnership in May and used from June");
    await head.step("06 entered", () => page.getByRole("button", { name: "Enter it in my name" }).click());
    expect(await head.words()).toContain("The level moved in Jun 2025: New threshold document");
    await page.getByText("Withdraw “New threshold document”").click();
    await page.getByLabel("Why it is withdrawn").fill("It was the month before");
    await head.step("07 withdrawn", () => page.getByRole("button", { name: "Withdraw it" }).click());
    expect(await head.words()).toContain("withdrawn by");
  });

  it("says how many posts it takes, from the record, and what each doubt costs", async () => {
    const { page } = head;
    await head.step("08 workforce", () => page.goto("/workforce"));
    expect(await head.words()).toMatch(/For 99 times in 100 it takes \d+ posts/);
    expect(await head.words()).toMatch(/randomness takes \d+, forecast error \d+/);
    await page.getByLabel("Posts funded now").fill("none");
    await head.step("09 refused", () => page.getByRole("button", { name: "Work it out" }).click());
    expect(await head.words()).toContain("Posts funded now: give a whole number");
    await page.getByLabel("Posts funded now").fill("18");
    await page.getByLabel("Posts vacant").fill("25");
    await head.step("10 fewer posts", () => page.getByRole("button", { name: "Work it out" }).click());
    expect(await head.words()).toContain("With 18 posts");
    await page.emulateMedia({ media: "print" });
    await picture(page, JOURNEY, "10 fewer posts on paper");
    await page.emulateMedia({ media: "screen" });
    await head.step("11 invented years", () =>
      page.getByRole("link", { name: "Try it in invented years" }).click(),
    );
    expect(await head.words()).toContain("Seed 1,");
  });

  it("keeps two scenarios and sets them side by side", async () => {
    const { page } = head;
    await head.step("12 no name", () => page.getByRole("button", { name: "Save it in my name" }).click());
    expect(await head.words()).toContain("Give the scenario a name");
    await page.getByLabel("What to call it").fill("A quarter vacant");
    await page.getByLabel("What is assumed, and why").fill("Two posts frozen until April.");
    await head.step("13 saved", () => page.getByRole("button", { name: "Save it in my name" }).click());
    expect(await page.locator("h1").innerText()).toBe("A quarter vacant");
    await head.step("14 changed", () => page.getByRole("link", { name: "Change its numbers" }).click());
    await page.getByLabel("Posts vacant").fill("10");
    await head.step("15 fewer vacant", () => page.getByRole("button", { name: "Work it out" }).click());
    await page.getByLabel("What to call it").fill("A tenth vacant");
    await head.step("16 saved too", () => page.getByRole("button", { name: "Save it in my name" }).click());
    await head.step("17 scenarios", () => page.getByRole("link", { name: "Saved scenarios" }).click());
    await head.step("18 side by side", () => page.getByRole("button", { name: "Set side by side" }).click());
    expect(await page.locator("table").first().innerText()).toContain("Vacant");
  });

  it("gives pictures and figures to take away", async () => {
    const { page } = head;
    for (const [file, type] of [
      ["demand/figures.csv", "text/csv"],
      ["demand/referrals/chart.svg", "image/svg+xml"],
      ["demand/referrals/chart.png", "image/png"],
      ["demand/referrals/chart.csv?by=quarter", "text/csv"],
      ["demand/referrals/back-test.csv", "text/csv"],
      ["workforce/curve.svg?posts=12", "image/svg+xml"],
      ["workforce/curve.png", "image/png"],
      ["workforce/figures.csv?posts=12", "text/csv"],
      ["workforce/scenarios/1/figures.csv", "text/csv"],
    ] as const) {
      const answer = await page.context().request.get(`${demonstration.product.address}/${file}`);
      expect([file, answer.status(), answer.headers()["content-type"]?.split(";")[0]]).toEqual([
        file,
        200,
        type,
      ]);
    }
    await head.step("19 points", () => page.goto("/workforce/points"));
    expect(await head.words()).toContain("Local policy");
    await head.close();
  });

  it("fits a phone", async () => {
    const phone = await demonstration.as("Head of service", `${JOURNEY} phone`, PHONE);
    for (const [name, path] of [
      ["20 demand", "/demand"],
      ["21 referrals", "/demand/referrals"],
      ["22 back-test", "/demand/referrals/back-test"],
      ["23 workforce", "/workforce"],
    ] as const) {
      await phone.step(name, () => phone.page.goto(path));
      const width = await phone.page.locator("html").evaluate((html) => html.scrollWidth);
      expect(width, path).toBeLessThanOrEqual(PHONE.width);
    }
    await phone.close();
  });

  it("shows totals in tens to who opens no record", async () => {
    const member = await demonstration.as("Elected member, improvement board or adviser", JOURNEY);
    await member.step("24 demand in tens", () => member.page.goto("/demand"));
    expect(await member.words()).toContain("in tens");
    await member.step("25 referrals in tens", () => member.page.goto("/demand/referrals"));
    await member.step("26 workforce in tens", () => member.page.goto("/workforce"));
    expect(await member.page.getByRole("button", { name: "Save it in my name" }).count()).toBe(0);
    await member.close();
  });
});
