import { defineConfig } from "vitest/config";

const jsx = { oxc: { jsx: { runtime: "automatic" as const, importSource: "preact" } } };

/**
 * Four suites, one runner:
 * unit      pure code and pages, beside the source; no database, no browser
 * engines   the database suite, once on PGlite and once on PostgreSQL
 * journeys  the product itself, started as a person starts it, in real Chromium
 * samples   other people's published files, where they are at hand
 */
export default defineConfig({
  test: {
    reporters: ["default"],
    projects: [
      {
        ...jsx,
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "src/**/*.test.tsx", "test/*.test.ts", "bench/*.test.ts"],
          exclude: ["**/*.db.test.ts", "**/node_modules/**"],
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        ...jsx,
        test: {
          name: "engines",
          include: ["src/**/*.db.test.ts", "test/engines/*.test.ts"],
          isolate: false,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        ...jsx,
        test: {
          name: "journeys",
          include: ["test/journeys/*.test.ts"],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        ...jsx,
        test: {
          name: "samples",
          include: ["test/samples/*.test.ts"],
          testTimeout: 240_000,
        },
      },
    ],
  },
});
