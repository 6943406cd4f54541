import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { Result, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Every level A and AA rule from WCAG 2.0 to 2.2. */
const OPTIONS: RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  resultTypes: ["violations"],
};

/** One fault as a line: the rule, what is wrong, and where. */
const sayFault = ({ id, help, nodes }: Result): string =>
  `${id}: ${help} (${nodes.map((node) => node.target.join(" ")).join("; ")})`;

/**
 * Has axe look at a page as somebody saw it. Axe is script and the person's browser runs none, so a second browser is given the very page at the very
 * address; only style sheets and fonts come from the server, and nothing is asked for or sent twice.
 * @param lets rules not asked for on this page, each for a reason given where it is called
 */
export async function faultsOf(
  judge: Page,
  seen: { readonly url: string; readonly html: string },
  lets: readonly string[] = [],
): Promise<string[]> {
  const address = seen.url.replace(/#.*$/, "");
  await judge.route(address, (route) =>
    route.fulfill({ body: seen.html, contentType: "text/html; charset=utf-8" }),
  );
  try {
    await judge.goto(address);
    await judge.evaluate(source);
    const options = { ...OPTIONS, rules: Object.fromEntries(lets.map((id) => [id, { enabled: false }])) };
    const found = await judge.evaluate(
      async (how) =>
        (
          await (
            globalThis as unknown as {
              axe: { run(on: unknown, how: unknown): Promise<{ violations: unknown[] }> };
            }
          ).axe.run("html", how)
        ).violations,
      options,
    );
    return (found as Result[]).map(sayFault);
  } finally {
    await judge.unroute(address);
  }
}
