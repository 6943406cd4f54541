import type { Browser } from "playwright-core";
import { startChromium } from "./chromium.ts";
import { newDataFolder, type Product, startProduct } from "./product.ts";
import { type Visitor, visitorTo } from "./visitor.ts";

/** The invented authority, started once for all the journeys through it. */
export type Demonstration = {
  readonly browser: Browser;
  readonly product: Product;
  /** Somebody of the demonstration, signed in and at their home page. */
  as(role: string, journey: string, viewport?: { width: number; height: number }): Promise<Visitor>;
  close(): Promise<void>;
};

export async function startDemonstration(): Promise<Demonstration> {
  const [browser, product] = await Promise.all([
    startChromium(),
    startProduct({ data: newDataFolder(), demo: true }),
  ]);
  return {
    browser,
    product,
    as: async (role, journey, viewport) => {
      const visitor = await visitorTo(browser, {
        journey,
        address: product.address,
        ...(viewport === undefined ? {} : { viewport }),
      });
      await visitor.page.goto("/sign-in");
      await visitor.step(`home of the ${role.toLowerCase()}`, () =>
        visitor.page.getByRole("button", { name: new RegExp(`, ${role}$`) }).click(),
      );
      return visitor;
    },
    close: async () => {
      await browser.close();
      await product.stop();
    },
  };
}

/** What the journeys are given: the demonstration, once it has started. */
export type Given = () => Demonstration;
