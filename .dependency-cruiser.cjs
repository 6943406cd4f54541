// The import rules of ARCHITECTURE.md. A rule that gets in the way is changed here, by a decision record, and not stepped round.

/** Code that is only there to test other code may reach for what it needs. */
const TEST = "(\\.test\\.tsx?$|/(fixtures|testing)\\.tsx?$|Fixtures\\.tsx?$|/(testing|conformance|cases)/)";

/** What a slice shows other slices. Tighten to "^src/features/[^/]+/index\\.ts$" when every slice has its index.ts. */
const SLICE_PRIVATE = "^src/features/[^/]+/(pages/|commands\\.tsx?$|routes\\.tsx?$)";
const SLICE_INDEX = "^src/features/[^/]+/index\\.ts$";

/** One folder for each package that is not ours, so that it can be replaced there. */
const HOMES = [
  ["saxes", "^src/platform/files/"],
  ["hucre", "^src/platform/files/"],
  ["pg", "^(src/platform/db/|test/engines/)"],
  ["@electric-sql/pglite", "^(src/platform/db/|test/engines/)"],
  ["preact-render-to-string", "^src/ui/render\\.ts$"],
  ["fastify", "^src/platform/web/"],
  ["@fastify/", "^src/platform/web/"],
  ["otplib", "^src/platform/auth/"],
  ["qrcode", "^src/platform/auth/"],
  ["pino", "^src/platform/"],
  ["d3-", "^src/ui/"],
  ["@resvg/", "^src/platform/files/"],
  ["pdfkit", "^src/platform/files/"],
  // The query builder is the language a slice's reads and writes are written in, so it is at home in the slices too; it is nowhere else.
  ["kysely", "^(src/platform/|src/features/|src/cli/)"],
];

const escaped = (name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Where an import of a package leads: its folder, or the bare name when only types were asked for and it has none. */
const packagePath = (name) =>
  `(^|node_modules/)(@types/)?${escaped(name)}${/[/-]$/.test(name) ? "" : "(/|$)"}`;

const homes = HOMES.map(([name, home]) => ({
  name: `home-of-${name
    .replace(/[@/-]+$/, "")
    .replace(/^@/, "")
    .replace("/", "-")}`,
  comment: `${name} is imported in one place: ${home}`,
  severity: "error",
  // What measures or tests from outside holds a driver, a parser or a server in its own hands.
  from: { path: "^src/", pathNot: [home, TEST] },
  to: { path: packagePath(name), dependencyTypesNot: ["local", "localmodule"] },
}));

/** A layer, and what of src it may import beside itself. */
const layer = (name, from, allowed, extra = {}) => ({
  name,
  comment: `${from} may import only: ${allowed.join(", ")}`,
  severity: "error",
  from: { path: from, pathNot: TEST },
  to: { path: "^(src|test|bench|scripts)/", pathNot: [from, ...allowed] },
  ...extra,
});

module.exports = {
  forbidden: [
    layer("kernel-imports-nothing", "^src/kernel/", []),
    {
      name: "pure-code-has-no-packages",
      comment: "The kernel and the statistics are pure: no package and no part of Node.",
      severity: "error",
      from: { path: "^src/(kernel|stats)/", pathNot: TEST },
      to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-optional", "npm-peer"] },
    },
    layer("stats-stands-alone", "^src/stats/", []),
    layer("platform-on-kernel-and-ui", "^src/platform/", ["^src/kernel/", "^src/ui/"]),
    layer("ui-on-kernel", "^src/ui/", ["^src/kernel/"]),
    // The invented authority is pure data; one slice loads it.
    layer(
      "features-below-returns",
      "^src/features/(?!file-check|returns|sharing|insight|published|demand|workforce|reports)",
      ["^src/features/", "^src/kernel/", "^src/platform/", "^src/ui/", "^src/demo/"],
    ),
    // The slices whose work is a statutory format: a file's check, a return of one's own, and what is sent on.
    layer("return-slices-on-returns", "^src/features/(file-check|returns|sharing)/", [
      "^src/features/",
      "^src/returns/",
      "^src/kernel/",
      "^src/platform/",
      "^src/ui/",
    ]),
    // The slices whose work is figures: the statistics are pure and stand below them.
    layer("insight-slices-on-stats", "^src/features/(insight|published|demand|workforce|reports)/", [
      "^src/features/",
      "^src/stats/",
      "^src/kernel/",
      "^src/platform/",
      "^src/ui/",
    ]),
    layer("returns-on-kernel-files-and-slices", "^src/returns/", [
      "^src/kernel/",
      "^src/platform/files/",
      SLICE_INDEX,
    ]),
    {
      name: "slice-keeps-its-own",
      comment:
        "A slice's pages, routes and commands are its own; another slice uses what its index.ts shows.",
      severity: "error",
      from: { path: "^src/features/([^/]+)/", pathNot: TEST },
      to: { path: SLICE_PRIVATE, pathNot: ["^src/features/$1/", SLICE_INDEX] },
    },
    {
      name: "nothing-imports-main",
      comment: "main.ts puts the parts together; a part that needs it is upside down.",
      severity: "error",
      from: {},
      to: { path: "^src/main\\.ts$" },
    },
    {
      name: "composition-is-on-top",
      comment:
        "Files directly in src see every folder, so no folder but the command line may see them. A worker is an entry of its own.",
      severity: "error",
      from: { path: "^src/[^/]+/", pathNot: ["^src/(cli|demo)/", "/worker\\.ts$", TEST] },
      to: { path: "^src/[^/]+\\.tsx?$" },
    },
    {
      name: "no-test-code-in-the-product",
      severity: "error",
      comment: "Fixtures and test tools are for tests.",
      from: { path: "^src/", pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: "no-cycle",
      comment: "Two files that need each other are one file, or lack a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "nothing-unresolved",
      comment: "An import that leads nowhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    ...homes,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.gen\\.css$" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["node", "import", "types", "default"],
    },
    builtInModules: { add: ["node:sqlite"] },
  },
};
