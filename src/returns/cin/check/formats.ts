import type { Issue, Report } from "./issue.ts";
import { CHILD_RULES, RETURN_RULES } from "./ruleset.ts";

/** One JSON object on one line. Keys stand in a fixed order, so that the same file always gives the same bytes. */
export function asJson(report: Report): string {
  const issues = report.issues.map(({ rule, severity, scope, child, message, locations }) => ({
    rule,
    severity,
    scope,
    child,
    message,
    locations: locations.map(({ path, line, value }) => ({ path, line, value })),
  }));
  const { file, ruleset, children } = report;
  return `${JSON.stringify({ file, ruleset, children, issues })}\n`;
}

/** A line for each place, so that an issue with two places has two lines. */
export function asCsv(report: Report): string {
  const lines = ["rule,severity,scope,child,message,path,line,value"];
  for (const issue of report.issues) {
    const places = issue.locations.length > 0 ? issue.locations : [{ path: "", line: "", value: "" }];
    for (const { path, line, value } of places) {
      const cells = [issue.rule, issue.severity, issue.scope, issue.child, issue.message, path, line, value];
      lines.push(cells.map(cell).join(","));
    }
  }
  return `${lines.join("\r\n")}\r\n`;
}

function cell(value: string | number | null): string {
  const text = String(value ?? "");
  // A spreadsheet would run a value that begins like a formula.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const TEXTS = new Map([...CHILD_RULES, ...RETURN_RULES].map((rule) => [rule.id, rule]));
/** Places listed under a rule; the rest are counted. */
const LISTED = 50;
const ORDER = { structure: 0, error: 1, query: 2 };

/** For reading: what is wrong, rule by rule, with why it matters and what to do. */
export function asText(report: Report): string {
  const count = (severity: Issue["severity"]): number =>
    report.issues.filter((issue) => issue.severity === severity).length;
  const lines = [
    `${report.file}: children in need census, rules of ${report.ruleset}`,
    `${words(report.children, "child", "children")}, ${words(count("structure"), "structure issue", "structure issues")}, ` +
      `${words(count("error"), "error", "errors")}, ${words(count("query"), "query", "queries")}`,
  ];
  for (const group of byRule(report.issues)) {
    const [first] = group;
    if (first === undefined) continue;
    const text = TEXTS.get(first.rule);
    lines.push("", `${first.rule} (${first.severity}, ${group.length}): ${text?.words ?? first.message}`);
    if (text !== undefined)
      lines.push(`  Rule: ${text.meaning}`, `  Usual cause: ${text.cause}`, `  To do: ${text.fix}`);
    for (const issue of group.slice(0, LISTED)) lines.push(...placesOf(issue, text?.words));
    if (group.length > LISTED) lines.push(`  and ${group.length - LISTED} more`);
  }
  return `${lines.join("\n")}\n`;
}

function placesOf(issue: Issue, known: string | undefined): string[] {
  const who = issue.scope === "child" ? `child ${plain(issue.child ?? "without a number")}` : "whole return";
  const places = issue.locations
    .slice(0, LISTED)
    .map(
      ({ path, line, value }) =>
        `${path.split("/").at(-1)} line ${line}: ${value === null ? "missing" : plain(value)}`,
    );
  const what = issue.message === known ? [] : [issue.message];
  return [`  - ${[who, ...what, ...places].join("; ")}`];
}

/** Control characters in a value could drive the terminal. */
const plain = (text: string): string => text.replaceAll(/\p{C}/gu, "?");

function byRule(issues: readonly Issue[]): readonly (readonly Issue[])[] {
  const groups = Map.groupBy(issues, (issue) => `${ORDER[issue.severity]} ${issue.rule}`);
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

const words = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
