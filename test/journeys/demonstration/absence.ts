import { describe, expect, it } from "vitest";
import { addDays, londonDate, systemNow } from "../../../src/kernel/dates.ts";
import type { Given } from "../support/demonstration.ts";
import type { Visitor } from "../support/visitor.ts";

const JOURNEY = "11 absence";

/** A worker is ill. Whoever covers has the work the same minute, and it goes back with the worker. */
export function absence(given: Given): void {
  describe("a worker away, and who covers", () => {
    it("gives the work to who covers, and takes it back when the worker is", async () => {
      const manager = await given().as("Practice supervisor or team manager", JOURNEY);
      const { page } = manager;
      await page.goto("/team");
      await manager.step("01 one worker", () => page.locator("a[href^='/team/worker/']").first().click());
      const away = (await page.locator("h1").innerText()).trim();
      await manager.step("02 the form", () =>
        page.getByRole("button", { name: "Away, and who covers" }).click(),
      );
      await manager.step("03 nothing said", () => page.getByRole("button", { name: "Save" }).click());
      expect(await manager.words()).toContain("There is a problem");
      const today = londonDate(systemNow());
      await fillDay(manager, "First day away", today);
      await fillDay(manager, "Last day away", addDays(today, 4));
      await page.getByLabel("Who covers?").selectOption({ index: 1 });
      await page.getByRole("radio").first().check();
      await manager.step("04 saved", () => page.getByRole("button", { name: "Save" }).click());
      expect(await manager.words()).toContain("covers");
      await manager.step("05 the team", () => page.goto("/team"));
      const row = page.locator("tr", { hasText: away }).first();
      expect(await row.innerText()).toMatch(/covers|away/i);
      await manager.step("06 the worker again", () => row.getByRole("link").first().click());
      await manager.step("07 away now", () =>
        page.getByRole("button", { name: "Away, and who covers" }).click(),
      );
      expect(await manager.words()).toContain("Away now or soon");
      await manager.step("08 back today", () => page.getByRole("button", { name: "Back today" }).click());
      expect(await manager.words()).not.toContain("Away now or soon");
      await manager.close();
    });
  });
}

async function fillDay({ page }: Visitor, legend: string, on: string): Promise<void> {
  const group = page.getByRole("group", { name: legend });
  const [year = "", month = "", day = ""] = on.split("-");
  await group.getByLabel("Day").fill(day);
  await group.getByLabel("Month").fill(month);
  await group.getByLabel("Year").fill(year);
}
