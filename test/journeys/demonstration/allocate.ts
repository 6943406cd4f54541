import { describe, expect, it } from "vitest";
import type { Given } from "../support/demonstration.ts";

const JOURNEY = "7 allocate";

/** A child nobody holds is held by the manager from the moment of the offer, and by the worker from the moment they accept. */
export function allocate(given: Given): void {
  describe("allocating a child nobody holds", () => {
    it("is never without a holder from the offer on", async () => {
      const receiver = await given().as("Social worker", JOURNEY);
      const worker = (await receiver.page.locator(".bar-who a").first().innerText()).trim();
      const manager = await given().as("Practice supervisor or team manager", JOURNEY);
      const leads = (await manager.page.locator(".bar-who a").first().innerText()).trim();
      const { page } = manager;
      await manager.step("01 the team", () => page.goto("/team"));
      const now = page.locator("#unheld a", { hasText: "Allocate now" }).first();
      const href = ((await now.getAttribute("href")) ?? "").replace("/allocate", "");
      await manager.step("02 who shall hold the child", () => now.click());
      await manager.step("03 nothing said", () =>
        page.getByRole("button", { name: "Offer the child" }).click(),
      );
      expect(await manager.words()).toContain("There is a problem");
      await page.getByLabel("Find a worker or a team").fill(worker);
      await manager.step("04 the worker found", () => page.getByRole("button", { name: "Find" }).click());
      await page
        .getByLabel(new RegExp(`^${worker}`))
        .first()
        .check();
      await page.getByLabel("Why", { exact: true }).fill("Knows the family from the last assessment");
      await manager.step("05 offered", () => page.getByRole("button", { name: "Offer the child" }).click());
      expect(new URL(page.url()).pathname).toBe(href);
      expect(await page.locator(".held").innerText()).toContain(leads);
      await manager.step("06 waiting for the answer", () => page.goto(`${href}/allocate`));
      expect(await manager.words()).toContain(`Waiting for ${worker}`);

      await receiver.step("07 offered to me", () => receiver.page.goto("/work"));
      const offered = receiver.page.locator("#offered");
      expect(await offered.innerText()).toContain("Knows the family from the last assessment");
      await receiver.step("08 accepted", () =>
        offered
          .getByRole("button", { name: /^Accept / })
          .first()
          .click(),
      );
      expect(new URL(receiver.page.url()).pathname).toBe(href);
      expect(await receiver.page.locator(".held").innerText()).toContain(worker);
      await receiver.step("09 my work", () => receiver.page.goto("/work"));
      await receiver.close();

      // The worker is of another team, so the child's record has left this manager with the child.
      await manager.step("10 with another team now", () => page.goto(href));
      expect(await manager.words()).toContain("is known here");
      await manager.step("11 the team again", () => page.goto("/team"));
      await manager.step("12 one worker", () => page.locator("a[href^='/team/worker/']").first().click());
      await manager.step("13 away", () => page.getByRole("button", { name: "Away, and who covers" }).click());
      await manager.close();
    });
  });
}
