import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { faultsOf } from "./axe.ts";

const PICTURES = fileURLToPath(new URL("../../../artefacts/journeys", import.meta.url));
/** As a desk's screen has it. */
const DESK = { width: 1280, height: 900 };
/** A busy machine is no fault of the page's. */
const PATIENCE_MS = 60_000;

/** Somebody at a browser that runs no script. Every page they come to is looked at before they may go on. */
export type Visitor = {
  readonly page: Page;
  /** Does something that leads to a page, waits for that page, and looks at it. */
  step(name: string, act: () => Promise<unknown>, how?: LookHow): Promise<void>;
  /** Looks at the page as it is: its status, its title, what the console said, what axe says, and a picture. */
  look(name: string, how?: LookHow): Promise<void>;
  /** The words of the page's main part, spaces joined. */
  words(): Promise<string>;
  /** Waits for a page that reads itself again to come to these words. */
  until(words: string): Promise<void>;
  close(): Promise<void>;
};

export type LookHow = {
  /** Axe's rules not asked for here. */
  readonly lets?: readonly string[];
};

export type VisitorHow = {
  /** The name of the journey, for the pictures. */
  readonly journey: string;
  readonly address: string;
  /** Default 1280 by 900. */
  readonly viewport?: { readonly width: number; readonly height: number };
};

export async function visitorTo(browser: Browser, how: VisitorHow): Promise<Visitor> {
  const viewport = how.viewport ?? DESK;
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: how.address,
    locale: "en-GB",
    viewport,
  });
  const judging = await browser.newContext({ viewport });
  context.setDefaultTimeout(PATIENCE_MS);
  judging.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const seen = watch(page);
  const judge = await judging.newPage();
  const visitor: Visitor = {
    page,
    step: async (name, act, lookHow) => {
      const loaded = page.waitForEvent("load");
      await Promise.all([loaded, act()]);
      await visitor.look(name, lookHow);
    },
    look: async (name, lookHow = {}) => {
      const at = `${how.journey}, ${name}`;
      await picture(page, how.journey, name);
      expect(seen.status, at).toBeLessThan(500);
      expect(await page.title(), at).toMatch(/^.{3,}: Kith$/);
      expect(seen.said.splice(0), at).toEqual([]);
      const shown = { url: page.url(), html: await page.content() };
      expect(await faultsOf(judge, shown, lookHow.lets), at).toEqual([]);
    },
    words: async () => (await page.locator("main").innerText()).replaceAll(/\s+/g, " "),
    until: async (words) => {
      await page.locator("main", { hasText: words }).waitFor();
      // The page may be reading itself again at this moment; what is looked at next is the one that stays.
      await page.waitForLoadState("load");
    },
    close: async () => {
      await closeAll(context, judging);
    },
  };
  return visitor;
}

const closeAll = async (...contexts: readonly BrowserContext[]): Promise<void> => {
  for (const context of contexts) await context.close();
};

/** Keeps what the last page answered with and what the console said. That a page answered 4xx is the page's own business, and asserted by its words. */
function watch(page: Page): { status: number; said: string[] } {
  const seen = { status: 0, said: [] as string[] };
  page.on("response", (answer) => {
    if (answer.request().isNavigationRequest() && answer.frame() === page.mainFrame())
      seen.status = answer.status();
    else if (answer.status() >= 400) seen.said.push(`${answer.status()} for ${answer.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (/^Failed to load resource: .* status of 4\d\d/.test(message.text())) return;
    seen.said.push(message.text());
  });
  page.on("pageerror", (error) => seen.said.push(String(error)));
  return seen;
}

/** A picture of the whole page, named by journey and step. */
export async function picture(page: Page, journey: string, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const file = `${journey}, ${name}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  await page.screenshot({ path: join(PICTURES, `${file}.png`), fullPage: true, timeout: PATIENCE_MS });
}
