import { defineConfig } from "vitest/config";

/**
 * The tests that are asked to notice a mutation: those of the same slice, return or kernel, since a test far away that happens to notice is not that code's
 * test. No database and no browser, or each of thousands of changes would start one.
 */
const home = /^src\/(kernel|features\/[^/]+|returns\/[^/]+)\//.exec(process.env.KITH_MUTATE ?? "")?.[1];
const within = home === undefined ? ["src/kernel", "src/features", "src/returns"] : [`src/${home}`];

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: within.flatMap((folder) => [`${folder}/**/*.test.ts`, `${folder}/**/*.test.tsx`]),
    exclude: ["**/*.db.test.ts", "**/node_modules/**"],
    testTimeout: 60_000,
  },
});
