import { describe, expect, it } from "vitest";
import type { Given } from "../support/demonstration.ts";
import { type Visitor, visitorTo } from "../support/visitor.ts";

/** More stops than any page here needs before the part meant. */
const MOST_TABS = 80;

/** Tabs on until the focus is on something with these words. */
async function tabTo({ page }: Visitor, words: RegExp): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    if ((await focused.count()) === 0) continue;
    const said = await focused.innerText();
    const label = (await focused.getAttribute("id")) ?? "";
    if (words.test(said) || words.test(label)) return;
  }
  throw new Error(`nothing to tab to says ${words}`);
}

/** Whether what has the focus looks different from the same thing without it. */
async function focusIsSeen({ page }: Visitor): Promise<boolean> {
  return await page.locator(":focus").evaluate((element) => {
    const look = (): string => {
      const { outlineStyle, outlineWidth, boxShadow, backgroundColor } = getComputedStyle(element);
      return [outlineStyle, outlineWidth, boxShadow, backgroundColor].join();
    };
    const focused = look();
    (element as HTMLElement).blur();
    const plain = look();
    (element as HTMLElement).focus();
    return focused !== plain;
  });
}

/** Without a mouse. */
export function keyboardOnly(given: Given): void {
  describe("with the keyboard alone", () => {
    it("signs in, skips to the page, finds a child and opens the record", async () => {
      const visitor = await visitorTo(given().browser, {
        journey: "8 keyboard",
        address: given().product.address,
      });
      const { page } = visitor;
      await visitor.step("01 sign in", () => page.goto("/sign-in"));
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").innerText()).toMatch(/^Skip to/);
      expect(await focusIsSeen(visitor)).toBe(true);
      await visitor.look("02 the skip link");
      await tabTo(visitor, /, Social worker$/);
      expect(await focusIsSeen(visitor)).toBe(true);
      await visitor.look("03 a button with focus");
      await visitor.step("04 my work", () => page.keyboard.press("Enter"));
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      expect(page.url()).toMatch(/#main/);
      await page.keyboard.press("Tab");
      expect(await page.locator("main :focus").count()).toBe(1);
      await page.keyboard.press("Home");

      await visitor.step("05 my work again", () => page.goto("/work"));
      await tabTo(visitor, /^Find a child$/);
      expect(await focusIsSeen(visitor)).toBe(true);
      await visitor.step("06 find a child", () => page.keyboard.press("Enter"));
      expect(await page.locator(":focus").getAttribute("id")).toBe("q");
      await page.keyboard.type("2016");
      await visitor.step("07 found", () => page.keyboard.press("Enter"));
      const name = (await page.locator("tbody th a").first().innerText()).trim();
      await tabTo(visitor, new RegExp(`^${name}$`));
      expect(await focusIsSeen(visitor)).toBe(true);
      await visitor.look("08 a link with focus");
      await visitor.step("09 the child", () => page.keyboard.press("Enter"));
      expect(await page.locator("h1").innerText()).toContain(name);
      await visitor.close();
    });
  });
}
