import { beforeAll, describe, expect, it } from "vitest";
import { addMonths, londonDate, systemNow } from "../../../src/kernel/dates.ts";
import type { Given } from "../support/demonstration.ts";
import type { Visitor } from "../support/visitor.ts";

/** T34, how often a child on a protection plan is visited, is changed by two people. */
export function changeARule(given: Given): void {
  describe("changing a local rule", () => {
    let proposer: Visitor;
    /** A duty the replay named: the child's page, when its clock started, and the day it would be due. */
    const moved = { href: "", started: "", would: "" };

    beforeAll(async () => {
      proposer = await given().as("Service manager", "5 change a rule");
    });

    it("shows what the change would do before anybody is asked", async () => {
      const { page } = proposer;
      await proposer.step("01 the rules", () => page.goto("/rules"));
      await proposer.step("02 the rule", () => page.getByRole("link", { name: "T34", exact: true }).click());
      await page.getByLabel("Within").fill("many");
      await proposer.step("03 not a number", () =>
        page.getByRole("button", { name: "See what it would change" }).click(),
      );
      expect(await proposer.words()).toContain("Give a whole number");
      await page.getByLabel("Within").fill("5");
      await page.getByLabel("From which day").fill(addMonths(londonDate(systemNow()), -2));
      await proposer.step("04 the replay", () =>
        page.getByRole("button", { name: "See what it would change" }).click(),
      );
      expect(await proposer.words()).toMatch(/This would change \d+ dut(y|ies) of \d+ child(ren)?:/);
      const example = page.locator(".replay tbody tr").first();
      moved.href = (await example.locator("a").getAttribute("href")) ?? "";
      const cells = await example.locator("td").allInnerTexts();
      moved.started = cells[0]?.trim() ?? "";
      moved.would = (cells[2] ?? "").split(", ")[0]?.trim() ?? "";
      expect(moved.would).toMatch(/\d{4}$/);
    });

    it("asks for the reason, and does not let the proposer approve", async () => {
      const { page } = proposer;
      await proposer.step("05 without a reason", () =>
        page.getByRole("button", { name: "See again" }).click(),
      );
      const propose = (): Promise<void> =>
        page.getByRole("button", { name: "Propose it for approval" }).click();
      await proposer.step("06 why", propose);
      expect(await proposer.words()).toContain("Say why, in at least ten characters");
      await page.getByLabel("Why").fill("Weekly visits until the backlog of plans is reviewed");
      await proposer.step("07 the replay again", () => page.getByRole("button", { name: /^See/ }).click());
      await proposer.step("08 proposed", propose);
      expect(new URL(page.url()).pathname).toBe("/rules/changes");
      expect(await proposer.words()).toContain("You proposed this, so somebody else decides.");
      expect(await page.getByRole("button", { name: "Approve" }).count()).toBe(0);
      await proposer.close();
    });

    it("is approved by the head of service, and then the duties have moved", async () => {
      const head = await given().as("Head of service", "5 change a rule");
      const { page } = head;
      await head.step("09 what waits", () => page.goto("/rules"));
      expect(await head.words()).toContain("1 waiting for approval");
      await head.step("10 the proposal", () => page.getByRole("link", { name: "See the proposals" }).click());
      await head.step("11 approved", () => page.getByRole("button", { name: "Approve" }).click());
      expect(await head.words()).toContain("Approved by Jumoke Farrant");
      await head.step("12 the rule has versions", () => page.goto("/rules/T34"));
      expect(await head.words()).toContain("5 working days");
      await head.step("13 a duty has moved", () => page.goto(`${moved.href}/duties`));
      const row = page
        .locator("tbody tr", { has: page.locator('a[href="/rules/T34"]') })
        .filter({ hasText: moved.started })
        .first();
      expect(await row.innerText()).toContain(moved.would);
      await head.close();
    });
  });
}
