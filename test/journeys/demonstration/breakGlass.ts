import { beforeAll, describe, expect, it } from "vitest";
import type { Given } from "../support/demonstration.ts";
import type { Visitor } from "../support/visitor.ts";

const JOURNEY = "6 break glass";

/** At night somebody needs a record that is not theirs; by day a manager looks at why. */
export function breakGlass(given: Given): void {
  describe("opening a record in an emergency", () => {
    let callum: Visitor;
    let href = "";
    let number = "";
    let restricted = "";

    beforeAll(async () => {
      const officer = await given().as("Information governance or data protection officer", JOURNEY);
      await officer.step("01 restricted records", () =>
        officer.page.getByRole("link", { name: "Restricted records" }).click(),
      );
      restricted = (await officer.page.locator("tbody th a").first().innerText()).trim();
      await officer.step("02 one restriction", () => officer.page.locator("tbody th a").first().click());
      await officer.close();
      callum = await given().as("Out-of-hours worker", JOURNEY);
    });

    it("finds the child, whose record does not open", async () => {
      const { page } = callum;
      await callum.step("03 found", () => page.goto("/search?q=2015"));
      const row = page.locator("tbody tr").first();
      expect(await row.innerText()).toContain("does not open to you");
      href = (await row.locator("th a").getAttribute("href")) ?? "";
      await callum.step("04 not theirs", () => row.locator("th a").click());
      expect(await callum.words()).toContain("is known here");
      expect(await callum.words()).not.toContain("Timeline");
    });

    it("opens for an hour with a reason, and says so on every page", async () => {
      const { page } = callum;
      await callum.step("05 the form", () =>
        page.getByRole("link", { name: "open it in an emergency" }).click(),
      );
      number = await page.getByLabel("The child's number").inputValue();
      expect(number).not.toBe("");
      const open = (): Promise<void> =>
        page.getByRole("button", { name: "Open the record for one hour" }).click();
      await callum.step("06 without a reason", open);
      expect(await callum.words()).toContain("Choose the reason");
      await giveReason();
      await callum.step("07 done", open);
      await callum.step("08 the record", () => page.getByRole("link", { name: number, exact: true }).click());
      expect(new URL(page.url()).pathname).toBe(href);
      expect(await callum.words()).toContain("You opened this record in an emergency");
      expect(await callum.words()).toContain("Timeline");
      await callum.step("09 its duties", () => page.goto(`${href}/duties`));
      expect(await callum.words()).toContain("You opened this record in an emergency");
    });

    it("opens a restricted record by its number alone, and says the same of a number that is nobody's", async () => {
      const { page } = callum;
      await callum.step("10 not found by searching", () => page.goto(`/search?q=${restricted}`));
      expect(await page.locator("tbody tr").count()).toBe(0);
      const said: string[] = [];
      for (const [step, asked] of [
        ["11 restricted", restricted],
        ["12 nobody's", "NOBODY-1"],
      ] as const) {
        await page.goto("/break-glass");
        await page.getByLabel("The child's number").fill(asked);
        await giveReason();
        await callum.step(step, () =>
          page.getByRole("button", { name: "Open the record for one hour" }).click(),
        );
        said.push(await page.locator(".head-lead").innerText());
      }
      expect(said[0]).toBe(said[1]);
      await callum.step("13 the restricted record", () =>
        page.getByRole("link", { name: restricted, exact: true }).click(),
      );
      expect(await callum.words()).toContain("You opened this record in an emergency");
      await callum.close();
    });

    it("waits for a manager, who reviews it", async () => {
      const manager = await given().as("Service manager", JOURNEY);
      const { page } = manager;
      const openings = page.getByText(/\d emergency openings? to review/);
      expect(await openings.count()).toBe(1);
      await manager.step("14 openings", () =>
        page.getByRole("link", { name: "Review", exact: true }).click(),
      );
      await manager.step("15 one opening", () =>
        page.locator("tbody tr", { hasText: number }).getByRole("link").first().click(),
      );
      expect(await manager.words()).toContain("Police officers found the child alone in the street");
      expect(await manager.words()).toContain("Opened the record");
      const save = (): Promise<void> => page.getByRole("button", { name: "Save the review" }).click();
      await manager.step("16 without an answer", save);
      expect(await manager.words()).toContain("There is a problem");
      await page.getByLabel("Yes, it is upheld").check();
      await page.getByLabel("Why?").fill("The police rang at night and the worker could not be reached");
      await manager.step("17 reviewed", save);
      expect(await page.locator("tbody tr", { hasText: number }).innerText()).toContain("Upheld");
      await manager.step("18 who has looked", () => page.goto(`${href}/log`));
      expect(await manager.words()).toContain("Callum Brackett Opened in an emergency");
      await manager.close();
    });

    async function giveReason(): Promise<void> {
      const { page } = callum;
      await page.getByLabel("The police or a hospital ask in an emergency").check();
      await page.getByLabel("What has happened?").fill("Police officers found the child alone in the street");
    }
  });
}
