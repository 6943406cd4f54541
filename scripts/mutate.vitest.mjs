import { defineConfig } from "vitest/config";

/**
 * The tests that are asked to notice a mutation: those of the same slice, return (or its check) or kernel, since a test far away that happens to notice is not that code's
 * test. No database and no browser, or each of thousands of changes would start one.
 */
const home = /^src\/(kernel|features\/[^/]+|returns\/[^/]+(?:\/check)?)\//.exec(
  process.env.KITH_MUTATE ?? "",
)?.[1];
const within = home === undefined ? ["src/kernel", "src/features", "src/returns"] : [`src/${home}`];

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: within.flatMap((folder) => [`${folder}/**/*.test.ts`, `${folder}/**/*.test.tsx`]),
    // Left out because each takes long: hostile files, which are for the reader, and whole authorities made by chance.
    exclude: ["**/*.db.test.ts", "**/{hostile,authority}.test.ts", "**/node_modules/**"],
    testTimeout: 60_000,
  },
});
