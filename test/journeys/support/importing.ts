import type { Upload } from "./files.ts";
import type { Visitor } from "./visitor.ts";

/**
 * A page that somebody asked to be kept up to date reads itself again, which axe counts as a time limit; they chose it, and the way to stop is on it.
 * Asked of those pages: everything else.
 */
export const WHILE_WORKING = { lets: ["meta-refresh"] } as const;

/** Adds files and waits until they have been read. */
export async function addFiles(visitor: Visitor, files: readonly Upload[], name: string): Promise<void> {
  const { page } = visitor;
  await visitor.step(`${name} 1 add files`, () => page.goto("/import"));
  await page.getByLabel("Choose the files").setInputFiles([...files]);
  await visitor.step(`${name} 2 being read`, () =>
    page.getByRole("button", { name: "Read these files" }).click(),
  );
  await untilDone(visitor);
}

/** How long somebody waits before they look again, in milliseconds. */
const LOOKS_EVERY = 400;

/** Looks again, as somebody who waits, until the page is no longer about work that goes on. */
export async function untilDone({ page }: Visitor): Promise<void> {
  const again = page.getByRole("button", { name: "Look again" });
  while ((await again.count()) > 0) {
    await page.waitForTimeout(LOOKS_EVERY);
    await Promise.all([page.waitForEvent("load"), again.click()]);
  }
}

/** Says yes to what was shown, and waits until it has been done. */
export async function confirm(visitor: Visitor, name: string): Promise<void> {
  const { page } = visitor;
  await visitor.step(`${name} 4 being brought in`, () =>
    page.getByRole("button", { name: /^Bring (this|these) in$/ }).click(),
  );
  await untilDone(visitor);
  await visitor.look(`${name} 5 brought in`);
}

/** The number after a term on the page of a file: `Children whose story it changed`. */
export async function fact({ page }: Visitor, term: string): Promise<number> {
  const value = page.locator("dt", { hasText: term }).locator("xpath=following-sibling::dd[1]");
  return Number((await value.innerText()).replaceAll(/\D/g, ""));
}
