// Mutation testing of what must be right: the kernel, the slices' rules and guards, and the checks of the statutory returns. Not part of CI: it is slow.
// npm run mutate -- src/kernel/workingDays.ts    one file, with the tests that import it
const only = process.env.KITH_MUTATE;

export default {
  testRunner: "vitest",
  vitest: { configFile: "scripts/mutate.vitest.mjs", related: true },
  plugins: ["@stryker-mutator/vitest-runner"],
  mutate: only
    ? [only]
    : [
        "src/kernel/**/*.ts",
        "src/features/*/{rules,guards}.ts",
        "src/returns/*/check/**/*.ts",
        "!src/**/*.test.ts",
        "!src/**/{fixtures,testing}.ts",
        "!src/**/cases/**",
      ],
  ignorePatterns: ["dist", "data", ".kith", "artefacts", "reports", "test", "docs", "coverage"],
  coverageAnalysis: "perTest",
  // Much of the kernel is worked out as it loads (the calendar, the code sets): left out, its mutants would seem to survive.
  ignoreStatic: false,
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ["clear-text", "progress", "json", "html"],
  jsonReporter: { fileName: "reports/mutation/report.json" },
  htmlReporter: { fileName: "reports/mutation/report.html" },
  tempDirName: ".stryker-tmp",
  allowConsoleColors: false,
  checkers: [],
};
