import { describe, expect, it } from "vitest";
import type { Given } from "../support/demonstration.ts";

/** A service manager takes up what must never happen; it stays until the fact changes. */
export function takeUp(given: Given): void {
  describe("taking up what the safety net finds", () => {
    it("goes from the number to the children, and keeps listing what has been taken up", async () => {
      const manager = await given().as("Service manager", "4 take up");
      const { page } = manager;
      await manager.step("01 what is wrong", () => page.goto("/net"));
      const rows = page.locator("li.net", { has: page.locator("a", { hasText: /^See the / }) });
      expect(await rows.count()).toBeGreaterThan(0);
      await manager.step("02 the children behind it", () =>
        rows
          .first()
          .locator("a", { hasText: /^See the / })
          .click(),
      );
      const first = page.locator("li.breach").first();
      const listed = await page.locator("li.breach").count();
      const child = await first.locator("h2 a").getAttribute("href");
      await first.getByText("Take up").click();
      await manager.look("03 about to take it up");
      await manager.step("04 without a note", () =>
        first.getByRole("button", { name: "Take it up in my name" }).click(),
      );
      expect(await manager.words()).toContain("There is a problem");
      const again = page.locator("li.breach", { has: page.locator(`a[href="${child}"]`) }).first();
      await again.getByLabel("What you are doing about it").fill("Ringing the team manager this afternoon");
      await manager.step("05 taken up", () =>
        again.getByRole("button", { name: "Take it up in my name" }).click(),
      );
      const taken = page.locator("li.breach", { has: page.locator(`a[href="${child}"]`) }).first();
      expect(await taken.innerText()).toContain("Ringing the team manager this afternoon");
      expect(await taken.innerText()).toContain("Taken up by Howard Tremlett");
      expect(await page.locator("li.breach").count()).toBe(listed);
      await manager.step("06 the net says so", () => page.goto("/net"));
      expect(await manager.words()).toContain("1 taken up");
      await manager.step("07 the service", () => page.goto("/service"));
      await manager.step("08 one measure", () => page.locator('main a[href^="/service/"]').first().click());
      await manager.close();
    });

    it("reads on a phone", async () => {
      const head = await given().as("Head of service", "4 take up on a phone", { width: 390, height: 844 });
      expect(await head.words()).toContain("What is wrong right now?");
      await head.step("the children", () =>
        head.page
          .locator("a", { hasText: /^See the / })
          .first()
          .click(),
      );
      await head.step("the service", () => head.page.goto("/service"));
      await head.step("the rules", () => head.page.goto("/rules"));
      await head.close();
    });
  });
}
