import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Demonstration, startDemonstration } from "./support/demonstration.ts";
import type { Visitor } from "./support/visitor.ts";

/** From a change on the list to the children behind it and the words beside it; and what somebody sees who opens no record. */
describe("insight", () => {
  let demonstration: Demonstration;
  let visitor: Visitor;
  beforeAll(async () => {
    demonstration = await startDemonstration();
    visitor = await demonstration.as("Service manager", "10 insight");
  });
  afterAll(async () => {
    await demonstration?.close();
  });

  it("says of every indicator what changed, or why it cannot be told", async () => {
    const { page } = visitor;
    // The invented authority is counted in the seconds after it is loaded.
    for (let tries = 0; tries < 60; tries += 1) {
      await page.goto("/insight");
      const words = await visitor.words();
      if (!words.includes("are still being counted") && !words.includes("nothing is known yet")) break;
      await page.waitForTimeout(1000);
    }
    await visitor.look("1 the list");
    expect(await visitor.words()).toMatch(/\d+ of \d+ indicators show a change/);
    expect(await visitor.words()).toContain("Cannot be told");
  });

  it("opens an indicator, the children behind its number, and a child", async () => {
    const { page } = visitor;
    await visitor.step("2 protection visits", () =>
      page.getByRole("link", { name: "Protection visits in time", exact: true }).click(),
    );
    expect(await visitor.words()).toContain("Still open and over");
    const open = page.locator("main table a[href*='side=open']").first();
    await visitor.step("3 the children behind", () => open.click());
    expect(await page.locator("h1").innerText()).toContain("still open and over");
    await visitor.step("4 a child", () => page.locator("main tbody a").first().click());
    expect(page.url()).toMatch(/\/children\/\d+/);
  });

  it("takes the narrative, refuses an empty one, and starts the limits afresh with a reason", async () => {
    const { page } = visitor;
    await visitor.step("5 assessments", () => page.goto("/insight/11"));
    await visitor.step("6 write", () =>
      page.getByRole("link", { name: "Write what lies behind it" }).click(),
    );
    await visitor.step("7 refused", () => page.getByRole("button", { name: "Write it in my name" }).click());
    expect(await visitor.words()).toContain("Say in at least ten characters");
    await page
      .getByLabel("What the chart shows, and why")
      .fill("Two workers were away in the spring; families say they waited.");
    await visitor.step("8 written", () => page.getByRole("button", { name: "Write it in my name" }).click());
    expect(await visitor.words()).toContain("families say they waited");
    await visitor.step("9 write again", () =>
      page.getByRole("link", { name: "Write what lies behind it" }).click(),
    );
    await page.getByLabel("From which day").fill("2026-01-01");
    await page.getByLabel("What changed").fill("A second assessment team began");
    await visitor.step("10 limits afresh", () =>
      page.getByRole("button", { name: "Start the limits afresh" }).click(),
    );
    expect(await page.locator("main").innerHTML()).toContain("A second assessment team");
  });

  it("gives a part of the children, a picture and the figures", async () => {
    const { page } = visitor;
    await visitor.step("11 girls", () => page.goto("/insight/4?by=sex&is=F"));
    expect(await visitor.words()).toContain("Female");
    for (const [file, type] of [
      ["chart.svg", "image/svg+xml"],
      ["chart.png", "image/png"],
      ["chart.csv", "text/csv"],
    ] as const) {
      const answer = await page.context().request.get(`${demonstration.product.address}/insight/4/${file}`);
      expect(answer.status()).toBe(200);
      expect(answer.headers()["content-type"]).toContain(type);
    }
    await visitor.step("12 cannot be told", () => page.goto("/insight/52"));
    expect(await visitor.words()).toContain("We cannot tell");
    await visitor.close();
  });

  it("shows totals only to who opens no record", async () => {
    const member = await demonstration.as("Elected member, improvement board or adviser", "10 insight");
    await member.step("13 the list in tens", () => member.page.goto("/insight"));
    expect(await member.words()).toContain("in tens");
    await member.step("14 an indicator", () => member.page.goto("/insight/4"));
    expect(await member.page.locator("main a[href*='/children']").count()).toBe(0);
    await member.close();
  });
});
