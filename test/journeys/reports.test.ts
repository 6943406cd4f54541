import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Demonstration, startDemonstration } from "./support/demonstration.ts";
import type { Visitor } from "./support/visitor.ts";

/** A leader's page, the month's pack, a schedule; and what somebody sees who opens no record. */
describe("reports", () => {
  let demonstration: Demonstration;
  let visitor: Visitor;
  beforeAll(async () => {
    demonstration = await startDemonstration();
    visitor = await demonstration.as("Service manager", "12 reports");
  });
  afterAll(async () => {
    await demonstration?.close();
  });

  it("says what is wrong, what changes and what is still open, by team", async () => {
    const { page } = visitor;
    // The invented authority is counted in the seconds after it is loaded.
    for (let tries = 0; tries < 90; tries += 1) {
      await page.goto("/leadership");
      const words = await visitor.words();
      if (!words.includes("still being counted") && !words.includes("Nothing has been brought in")) break;
      await page.waitForTimeout(1000);
    }
    await visitor.look("1 where my service stands");
    const words = await visitor.words();
    expect(words).toMatch(/\d+ of \d+ indicators shows? a change/);
    expect(words).toContain("What is wrong now");
    expect(words).toContain("Still open and past the day");
    expect(words).toContain("By team");
  });

  it("makes the month's pack as a document and as figures", async () => {
    const { page } = visitor;
    await visitor.step("2 no pack yet", () => page.goto("/reports"));
    expect(await visitor.words()).toContain("No pack has been made yet");
    await visitor.step("3 being made", () =>
      page.getByRole("button", { name: "Make this month’s pack" }).click(),
    );
    await expectPack(visitor);
    await visitor.look("4 the pack");
    const pdf = await takeAway(demonstration, visitor, "pdf");
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect((await takeAway(demonstration, visitor, "xlsx")).subarray(0, 2).toString()).toBe("PK");
    await visitor.step("5 who has it", () => page.locator("main table a").first().click());
    expect(await visitor.words()).toContain("Nobody was given a link");
  });

  it("refuses a schedule for nobody, and takes one for a role", async () => {
    const { page } = visitor;
    await visitor.step("6 packs", () => page.goto("/reports"));
    await page.getByText("Have a pack made each month").click();
    await visitor.step("7 refused", () =>
      page.getByRole("button", { name: "Have it made each month" }).click(),
    );
    expect(await visitor.words()).toContain("Give a day of the month from 1 to 28");
    await page.getByRole("radio", { name: "Elected members and boards" }).last().check();
    await page.getByLabel("Day of the month").fill("5");
    await page.getByRole("checkbox", { name: /^Elected member/ }).check();
    await visitor.step("8 scheduled", () =>
      page.getByRole("button", { name: "Have it made each month" }).click(),
    );
    expect(await visitor.words()).toContain("On day 5, the pack for elected members and boards");
    await visitor.close();
  });

  it("shows a team manager the team's own, with the children still waited for", async () => {
    const manager = await demonstration.as("Practice supervisor or team manager", "12 reports");
    await manager.step("9 where my team stands", () => manager.page.goto("/leadership"));
    expect(await manager.words()).toContain("Open and past the day");
    await manager.close();
  });

  it("shows a director the service and what members see", async () => {
    const director = await demonstration.as(
      "Assistant director or director of children's services",
      "12 reports",
    );
    await director.step("10 where the service stands", () => director.page.goto("/leadership"));
    expect(await director.words()).toContain("What is coming");
    await director.step("11 what members see", () =>
      director.page.getByRole("link", { name: "Members and boards" }).click(),
    );
    expect(await director.page.locator("main a[href^='/children']").count()).toBe(0);
    await director.close();
  });

  it("shows elected members totals with a question to ask, and never a child", async () => {
    const member = await demonstration.as("Elected member, improvement board or adviser", "12 reports", {
      width: 360,
      height: 800,
    });
    await member.step("12 what to ask, on a phone", () => member.page.goto("/leadership"));
    expect(await member.words()).toContain("in tens");
    expect(await member.page.locator("main a[href*='/children'], main a[href^='/net']").count()).toBe(0);
    await member.step("13 no pack for them yet", () => member.page.goto("/reports"));
    expect(await member.words()).not.toContain("Make this month’s pack");
    expect(await member.words()).toContain("No pack has been made yet");
    const pack = await member.page
      .context()
      .request.get(`${demonstration.product.address}/reports/1/pack.pdf`);
    expect(pack.status()).toBe(404);
    await member.close();
  });
});

async function expectPack(visitor: Visitor): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    await visitor.page.goto("/reports");
    if ((await visitor.page.getByRole("link", { name: /Document \(PDF\)/ }).count()) > 0) return;
    await visitor.page.waitForTimeout(1000);
  }
  throw new Error("no pack was made in a minute");
}

async function takeAway(
  demonstration: Demonstration,
  visitor: Visitor,
  kind: "pdf" | "xlsx",
): Promise<Buffer> {
  const href = await visitor.page.locator(`main a[href$="pack.${kind}"]`).first().getAttribute("href");
  const answer = await visitor.page.context().request.get(`${demonstration.product.address}${href}`);
  expect(answer.status()).toBe(200);
  return await answer.body();
}
