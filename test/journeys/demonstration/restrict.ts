import { describe, expect, it } from "vitest";
import type { Given } from "../support/demonstration.ts";

const JOURNEY = "10 restrict";

/** A manager finds out that a child is a colleague's: from then on the record is there for nobody who is not named, until somebody else lifts it. */
export function restrict(given: Given): void {
  describe("restricting a record", () => {
    it("takes it out of everybody's sight but theirs who are named, until somebody else lifts it", async () => {
      const manager = await given().as("Practice supervisor or team manager", JOURNEY);
      const { page } = manager;
      await page.goto("/team");
      await manager.step("01 one worker", () => page.locator("a[href^='/team/worker/']").first().click());
      const child = page.locator("table a[href^='/children/']").first();
      const href = (await child.getAttribute("href")) ?? "";
      await manager.step("02 the child", () => child.click());
      const number = ((await page.locator(".head-over").innerText()).split(/\s/)[0] ?? "").trim();
      await manager.step("03 the form", () => page.goto(`${href}/restrict`));
      await manager.step("04 nothing said", () =>
        page.getByRole("button", { name: "Restrict the record" }).click(),
      );
      expect(await manager.words()).toContain("There is a problem");
      await page.getByLabel("Family of a member of staff or a councillor").check();
      await page.getByLabel("In your words").fill("The mother works in our finance team");
      const named = page.getByRole("checkbox").first();
      await named.check();
      await manager.step("05 restricted", () =>
        page.getByRole("button", { name: "Restrict the record" }).click(),
      );
      expect(await manager.words()).toContain("The mother works in our finance team");
      expect(await manager.words()).toContain("somebody else must lift it");
      const restriction = new URL(page.url()).pathname;
      await manager.close();

      const officer = await given().as("Out-of-hours worker", JOURNEY);
      await officer.step("06 not there in search", () => officer.page.goto(`/search?q=${number}`));
      expect(await officer.words()).toContain("No child that you can find matches");
      await officer.step("07 nor by its address", () => officer.page.goto(href));
      expect(await officer.words()).toContain("We cannot find that page");
      await officer.close();

      const head = await given().as("Head of service", JOURNEY);
      await head.step("08 the list of restrictions", () => head.page.goto("/restrictions"));
      expect(await head.words()).toContain(number);
      await head.step("09 this one", () => head.page.goto(restriction));
      const lift = head.page.getByRole("button", { name: "Lift the restriction" });
      await head.step("10 lifted without a reason", () => lift.click());
      expect(await head.words()).toContain("There is a problem");
      await head.page.getByLabel("Why it is lifted").fill("She has left the authority");
      await head.step("11 lifted", () => lift.click());
      await head.step("12 found again", () => head.page.goto(`/search?q=${number}`));
      expect(await head.words()).toContain("1 child found");
      await head.close();
    });
  });
}
