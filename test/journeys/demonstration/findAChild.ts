import { beforeAll, describe, expect, it } from "vitest";
import { addMonths, londonDate, systemNow } from "../../../src/kernel/dates.ts";
import { sayDate } from "../../../src/ui/words.ts";
import type { Given } from "../support/demonstration.ts";
import { picture, type Visitor } from "../support/visitor.ts";

const JOURNEY = "3 find a child";

/** A name as somebody hears it on the telephone: the family name without its third letter. */
function misheard(name: string): string {
  const words = name.split(" ");
  const family = words.at(-1) ?? "";
  return [...words.slice(0, -1), family.slice(0, 2) + family.slice(3)].join(" ");
}

/** A social worker finds one of their children and reads the record. */
export function findAChild(given: Given): void {
  describe("finding a child", () => {
    let worker: Visitor;
    let href = "";
    let name = "";

    beforeAll(async () => {
      worker = await given().as("Social worker", JOURNEY);
    });

    const search = async (words: string, step: string): Promise<void> => {
      const { page } = worker;
      await page.goto("/search");
      await page.getByRole("searchbox").fill(words);
      await worker.step(step, () => page.getByRole("button", { name: "Find" }).click());
      expect(await page.locator(`main tbody a[href="${href}"]`).count(), words).toBe(1);
    };

    it("begins with the children they hold", async () => {
      const link = worker.page.locator('main a[href^="/children/"]').first();
      href = ((await link.getAttribute("href")) ?? "").replace(/[?#].*$/, "");
      await worker.step("01 the record", () => worker.page.goto(href));
      name = (await worker.page.locator("h1").innerText()).split(",")[0] ?? "";
      expect(name).toMatch(/^\S+ \S+/);
    });

    it("finds by a misheard name, by a number and by a birth date", async () => {
      const over = await worker.page.locator(".head-over").innerText();
      const lead = await worker.page.locator(".head-lead").innerText();
      const number = /NHS (\S+)|UPN (\S+)/.exec(over)?.slice(1).find(Boolean) ?? over.split(/\s/)[0] ?? "";
      const born = /\d{1,2} \w{3} \d{4}/.exec(lead)?.[0] ?? "";
      await search(misheard(name), "02 by a misheard name");
      await search(number, "03 by a number");
      expect(await worker.words()).toContain("1 child");
      await search(born, "04 by a birth date");
      await worker.step("05 nobody by that name", () => worker.page.goto("/search?q=zzyzx"));
      expect(await worker.words()).toContain("That is not proof that the child is not known");
    });

    it("opens the record, narrows the timeline and jumps to a year", async () => {
      const { page } = worker;
      await page.goto(href);
      const groups = page.getByRole("navigation", { name: "Show" }).getByRole("link");
      await worker.step("06 one kind of entry", () => groups.nth(1).click());
      expect(await groups.nth(1).getAttribute("aria-current")).toBe("true");
      const years = page.getByRole("navigation", { name: "Jump to" }).getByRole("link");
      await worker.step("07 a year", () => years.last().click());
      const year = /\d{4}/.exec(await years.last().innerText())?.[0] ?? "";
      expect(page.url()).toContain(`year=${year}`);
      expect(await worker.words()).not.toContain("Nothing here for this choice");
    });

    it("shows the record as it was known on a past day, and the way back", async () => {
      const { page } = worker;
      await page.goto(href);
      const then = addMonths(londonDate(systemNow()), -13);
      await page.getByLabel("As known on").fill(then);
      await worker.step("08 as known then", () =>
        page.getByRole("button", { name: "Show the record then" }).click(),
      );
      expect(await worker.words()).toContain(`As known on ${sayDate(then)}.`);
      const years = await page.getByRole("navigation", { name: "Jump to" }).innerText();
      expect(years).not.toContain(String(Number(then.slice(0, 4)) + 1));
      await worker.step("09 back to now", () => page.getByRole("link", { name: "Back to now" }).click());
      expect(await worker.words()).not.toContain("This is the record as it stood");
    });

    it("lists every duty with its rule", async () => {
      await worker.step("10 every duty", () => worker.page.goto(`${href}/duties`));
      expect(await worker.words()).toMatch(/T\d+/);
      await worker.step("11 the notes", () => worker.page.goto(`${href}/notes`));
    });

    it("prints without the parts that only a screen needs", async () => {
      const { page } = worker;
      await page.goto(href);
      await page.emulateMedia({ media: "print" });
      expect(await page.getByRole("navigation", { name: "Main" }).first().isVisible()).toBe(false);
      expect(await page.getByRole("button", { name: "Show the record then" }).isVisible()).toBe(false);
      expect(await page.locator("h1").isVisible()).toBe(true);
      await picture(page, JOURNEY, "12 printed");
      await page.emulateMedia({ media: "screen" });
    });

    it("reads at 400% and on a phone without scrolling sideways", async () => {
      const { page } = worker;
      for (const [at, path] of [href, `${href}/duties`, "/work", "/search?q=2016", "/account"].entries()) {
        await page.setViewportSize({ width: 320, height: 256 });
        await worker.step(`13 at 400 percent ${at + 1}`, () => page.goto(path));
        expect(await sideways(), path).toBe(0);
      }
      await page.setViewportSize({ width: 390, height: 844 });
      await worker.step("14 on a phone", () => page.goto(href));
      expect(await sideways()).toBe(0);
      await page.getByText("Menu", { exact: true }).click();
      await worker.look("15 the menu on a phone");
      await worker.close();
    });

    /** How many pixels wider the page is than the window. */
    async function sideways(): Promise<number> {
      return await worker.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    }
  });
}
