import { beforeAll, describe, expect, it } from "vitest";
import { addMonths, londonDate, systemNow } from "../../../src/kernel/dates.ts";
import type { Given } from "../support/demonstration.ts";
import type { Visitor } from "../support/visitor.ts";

/**
 * How often a core group meets is changed by two people. How often a child on a plan is visited (T34) is local policy too, but each plan may say its own, and
 * every invented plan does: there the replay says that nothing would move.
 */
export function changeARule(given: Given): void {
  describe("changing a local rule", () => {
    const start = addMonths(londonDate(systemNow()), -2);
    let proposer: Visitor;
    /** A duty the replay named: the child's page, when its clock started, and the day it would be due. */
    const moved = { href: "", started: "", would: "" };

    beforeAll(async () => {
      proposer = await given().as("Service manager", "5 change a rule");
    });

    it("shows what the change would do before anybody is asked", async () => {
      const { page } = proposer;
      await proposer.step("01 the rules", () => page.goto("/rules"));
      await proposer.step("02 visits", () => page.getByRole("link", { name: "T34", exact: true }).click());
      await page.getByLabel("Within").fill("5");
      await page.getByLabel("From which day").fill(start);
      await proposer.step("02 visits would not move", () =>
        page.getByRole("button", { name: "See what it would change" }).click(),
      );
      expect(await proposer.words()).toMatch(/This would change \d+ dut(y|ies) of \d+ child(ren)?/);
      await proposer.step("03 the rule", () => page.goto("/rules/T33"));
      await page.getByLabel("Within").fill("many");
      await proposer.step("04 not a number", () =>
        page.getByRole("button", { name: "See what it would change" }).click(),
      );
      expect(await proposer.words()).toContain("Give a whole number");
      await page.getByLabel("Within").fill("14");
      await page.getByLabel("From which day").fill(start);
      await proposer.step("05 the replay", () =>
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
      await proposer.step("06 without a reason", () =>
        page.getByRole("button", { name: "See again" }).click(),
      );
      const propose = (): Promise<void> =>
        page.getByRole("button", { name: "Propose it for approval" }).click();
      await proposer.step("06 why is asked", propose);
      expect(await proposer.words()).toContain("Say why, in at least ten characters");
      await page.getByLabel("Why").fill("Fortnightly until every plan has been reviewed");
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
      await head.step("12 the rule has versions", () => page.goto("/rules/T33"));
      expect(await head.words()).toContain("14 days");
      await head.step("13 a duty has moved", () => page.goto(`${moved.href}/duties`));
      const row = page
        .locator("tbody tr", { has: page.locator('a[href="/rules/T33"]') })
        .filter({ hasText: moved.started })
        .first();
      expect(await row.innerText()).toContain(moved.would);
      await head.close();
    });
  });
}
