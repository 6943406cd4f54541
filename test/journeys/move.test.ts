import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCluster } from "../engines/cluster.ts";
import { startChromium } from "./support/chromium.ts";
import { census } from "./support/files.ts";
import { addFiles, confirm, fact } from "./support/importing.ts";
import { newDataFolder, type Product, startProduct } from "./support/product.ts";
import { setUpAll, signInAgain } from "./support/setUp.ts";
import { type Visitor, visitorTo } from "./support/visitor.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A trial that was worth keeping moves to PostgreSQL, with its accounts, its children and its audit. */
describe("moving a trial to PostgreSQL", () => {
  const data = newDataFolder();
  let browser: Browser;
  let databaseUrl = "";
  let product: Product;
  let asha: Visitor;

  /** The command as an operator gives it. */
  const kith = async (...argv: string[]) => {
    const { DATABASE_URL: _theirs, ...env } = process.env;
    const run = promisify(execFile)(process.execPath, [join(root, "dist/kith.mjs"), ...argv], {
      cwd: root,
      env: { ...env, KITH_DATA: data },
    });
    return await run.then(
      ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        code: error.code,
        said: error.stdout + error.stderr,
      }),
    );
  };
  const visit = async (): Promise<Visitor> =>
    await visitorTo(browser, { journey: "13 move", address: product.address });

  beforeAll(async () => {
    const cluster = await startCluster();
    databaseUrl = await cluster.create("moved");
    [browser, product] = await Promise.all([startChromium(), startProduct({ data })]);
    asha = await visit();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it("takes everything along, proves it, and leaves the embedded database closed", async () => {
    const secret = await setUpAll(asha, product, "A trial");
    await addFiles(asha, [census()], "1 census");
    await confirm(asha, "1 census");
    await asha.step("1 census 6 what it did", () =>
      asha.page.getByRole("link", { name: "See what it did" }).click(),
    );
    const children = await fact(asha, "Children whose story it changed");
    const path = new URL(asha.page.url()).pathname;
    await asha.close();
    expect(await product.stop()).toBe(0);

    const moved = await kith("move", "--to", databaseUrl);
    expect(moved.said).toMatch(/moved/i);
    expect(moved.code).toBe(0);
    const again = await kith("doctor");
    expect(again.code, again.said).not.toBe(0);
    expect(again.said).toMatch(/moved/i);

    product = await startProduct({ data, databaseUrl });
    expect(product.code).toBeNull();
    asha = await visit();
    await signInAgain(asha, secret);
    await asha.step("3 the file", () => asha.page.goto(path));
    expect(await fact(asha, "Children whose story it changed")).toBe(children);
    await asha.step("4 a child", () => asha.page.locator("#children tbody a").first().click());
    await asha.step("5 installation", () => asha.page.goto("/installation"));
    expect(await asha.words()).toContain("PostgreSQL");
    await asha.step("6 safety net", () => asha.page.goto("/net"));
  });
});
