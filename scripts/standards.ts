import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { INVARIANTS } from "../src/features/safety-net/invariants.ts";
import type { Invariant } from "../src/kernel/duties/invariant.ts";
import { type Rule, sayCounting, sayTimescale } from "../src/kernel/duties/rule.ts";
import { KINDS } from "../src/kernel/timeline/kinds.ts";
import { FIRST_RULES, LAST_RULES, rulesetFor } from "../src/returns/cin/check/ruleset.ts";
import { RULES } from "../src/rules.ts";

/** Writes the page that leads from law to code: every rule and every invariant, from the rows themselves. A test fails when the page has drifted from them. */
const ROOT = new URL("..", import.meta.url);

export const PAGE = fileURLToPath(new URL("docs/standards/README.md", ROOT));

const SLICES: { readonly [slice: string]: string } = {
  contacts: "Contacts",
  referrals: "Referrals",
  assessments: "Assessments",
  "section-47": "Section 47 enquiries",
  conferences: "Initial conferences",
  plans: "Child protection and child in need plans",
  "looked-after": "Looked-after children",
  health: "Health of looked-after children",
  missing: "Missing children",
  "leaving-care": "Leaving care",
  allocation: "Who holds the child",
};

/** The file a rule is in, from the root of the checkout. Throws when the rule is not there, so that the page cannot lead astray. */
export function fileOf(rule: Rule): string {
  const file = `src/features/${rule.slice}/rules.ts`;
  if (!readFileSync(new URL(file, ROOT), "utf8").includes(`id: "${rule.id}"`))
    throw new Error(`${rule.id} is not in ${file}`);
  return file;
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;

const table = (heads: readonly string[], rows: readonly string[]): string[] => [
  row(...heads),
  row(...heads.map(() => "---")),
  ...rows,
];

function sayHowLong(rule: Rule): string {
  const own = rule.offsetFrom === undefined ? "" : "; the plan's own number of days where it gives one";
  // The usual way of counting is said once, above the tables.
  const counted =
    rule.unit === "workingDays" && rule.countMode === "inclusive" ? ` (${sayCounting(rule)})` : "";
  return `${sayTimescale(rule)}${counted}${own}`;
}

const sayEffect = (rule: Rule): string =>
  rule.effectiveTo === null ? `from ${rule.effectiveFrom}` : `${rule.effectiveFrom} to ${rule.effectiveTo}`;

function ruleRow(rule: Rule): string {
  const what = rule.sort === "flag" ? `${rule.name} (flag)` : rule.name;
  const standing = rule.local ? "local policy" : rule.severity;
  return row(rule.id, what, sayHowLong(rule), rule.source, standing, sayEffect(rule));
}

function rulesOf(slice: string, rules: readonly Rule[]): string[] {
  const first = rules[0];
  if (first === undefined) return [];
  const files = new Set(rules.map(fileOf));
  const links = [...files].map((file) => `[\`${file}\`](../../${file})`).join(", ");
  return [
    `### ${SLICES[slice] ?? slice}`,
    "",
    `File: ${links}.`,
    "",
    ...table(["id", "what", "how long", "source", "standing", "in force"], rules.map(ruleRow)),
    "",
  ];
}

/** What must have been told before an invariant can be decided, in words. */
function sayNeeds(invariant: Invariant): string {
  if (invariant.needs.length === 0) return "";
  const all = invariant.needs.map((any) => any.map((kind) => `“${KINDS[kind].words}”`).join(" or "));
  return ` Needs a file or an entry here that tells ${all.join(", and ")}.`;
}

function invariantRow(invariant: Invariant): string {
  const { cannotTell } = invariant;
  return cannotTell === undefined
    ? row(
        invariant.id,
        invariant.name,
        "yes",
        `${invariant.how}${sayNeeds(invariant)}`,
        invariant.accountable,
      )
    : row(
        invariant.id,
        invariant.name,
        "**cannot tell**",
        `Because ${cannotTell.because}. What would tell: ${cannotTell.wouldTell.replace(": ", ", ")}.`,
        invariant.accountable,
      );
}

function censusLines(): string[] {
  const years = Array.from({ length: LAST_RULES - FIRST_RULES + 1 }, (_, i) => FIRST_RULES + i);
  const rows = years.flatMap((year) => {
    const rules = rulesetFor(year);
    return rules === undefined
      ? []
      : [row(rules.title, String(rules.childRules.length + rules.returnRules.length))];
  });
  return table(["collection", "rules checked"], rows);
}

export function standardsPage(): string {
  const slices = Map.groupBy(RULES, (rule) => rule.slice);
  const ids = new Set(RULES.map((rule) => rule.id)).size;
  const decided = INVARIANTS.filter((invariant) => invariant.cannotTell === undefined).length;
  return `${[
    "# From law to code",
    "",
    "This page is written by `scripts/standards.ts` from the rules themselves; a test fails when the two differ. Do not edit it by hand:",
    "",
    "    node scripts/node.mjs scripts/standards.ts",
    "",
    "## How days are counted",
    "",
    ...table(
      ["what", "how", "source", "file"],
      [
        row(
          "Working day",
          "Not a Saturday, Sunday, Christmas Day, Good Friday or bank holiday in England. School holidays and office closures are working days.",
          "SI 2007/462; SI 2006/1738; SI 2010/959 reg 2",
          "[`src/kernel/workingDays.ts`](../../src/kernel/workingDays.ts)",
        ),
        row(
          "Bank holiday",
          "By arithmetic, with days moved or added by proclamation as a table.",
          "Banking and Financial Dealings Act 1971, schedule 1",
          "[`src/kernel/holidays.ts`](../../src/kernel/holidays.ts)",
        ),
        row(
          "Which version of a rule",
          "The one in force on the day the clock started.",
          "each rule's own dates of effect",
          "[`src/kernel/duties/rule.ts`](../../src/kernel/duties/rule.ts)",
        ),
      ],
    ),
    "",
    `## Timescales: ${ids} rules`,
    "",
    "Working days are counted with the day on which the clock starts as day nought, unless a row says otherwise. Months end on the same day of the month, or its last",
    "day. A flag asks for attention and is never counted late.",
    "",
    "“Standing” says on what authority a rule rests: `statutory` is law, `guidance` is guidance or a published definition, and local policy is what an authority",
    "sets for itself, with a reason, a replay and a second person. A row may name guidance that is newer than its first day: where no change of the count is known, one row",
    "serves both.",
    "",
    ...[...slices].flatMap(([slice, rules]) => rulesOf(slice, rules)),
    `## What must never happen: ${INVARIANTS.length} invariants, ${decided} decided`,
    "",
    "“Decided” means that this version can tell from the record, once something has told what it needs. What cannot be told is shown on the safety net as unknown, with the",
    "same words as here, and never as clear. Files: [`childInvariants.ts`](../../src/features/safety-net/childInvariants.ts) for those of one child,",
    "[`invariants.ts`](../../src/features/safety-net/invariants.ts) for the rest.",
    "",
    ...table(
      ["id", "must never be", "decided", "how, or why not", "accountable"],
      INVARIANTS.map(invariantRow),
    ),
    "",
    "## The children in need census",
    "",
    "`kith check cin FILE` holds a census file against the structure and the published rules of its year. Rules:",
    "[`src/returns/cin/check/rules/`](../../src/returns/cin/check/rules).",
    "",
    ...censusLines(),
  ].join("\n")}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(PAGE, standardsPage());
