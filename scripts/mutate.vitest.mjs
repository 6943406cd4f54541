import { defineConfig } from "vitest/config";

// The tests that may notice a mutation: those beside the code. No database and no browser, or each of thousands of changes would start one.
export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: ["src/**/*.test.ts", "src/**/*.test.tsx"],
    exclude: ["**/*.db.test.ts", "**/node_modules/**"],
    testTimeout: 60_000,
  },
});
