import type { Unreadable } from "../kernel/record/claim.ts";
import type { FileReport } from "../features/imports/importer.ts";
import {
  EFFECTS,
  sayBytes,
  sayChildren,
  sayCode,
  sayPart,
  totalOf,
  totalsOf,
} from "../features/imports/words.ts";
import { sayDate, sayNumber } from "../ui/words.ts";

/** What became of one file. */
export type Outcome = {
  readonly file: string;
  readonly bytes: number;
  readonly report: FileReport | null;
  readonly problem: Unreadable | null;
  /** The source it became, when it was brought in now or before. */
  readonly sourceId: number | null;
};

export type OutcomeState = "unreadable" | "same" | "previewed" | "applied";

export function stateOf(outcome: Outcome, applied: boolean): OutcomeState {
  if (outcome.report === null) return "unreadable";
  if (outcome.report.sameAs !== null) return "same";
  return applied ? "applied" : "previewed";
}

/** One stable object for a program. Names may be added to it; none changes or goes. */
export function asJson(outcomes: readonly Outcome[], applied: boolean): object {
  return {
    applied,
    together: applied ? null : totalsOf(dealtWith(outcomes)),
    files: outcomes.map((outcome) => ({
      file: outcome.file,
      bytes: outcome.bytes,
      state: stateOf(outcome, applied),
      format: outcome.report?.facts.format ?? null,
      title: outcome.report?.facts.title ?? null,
      asAt: outcome.report?.facts.asAt ?? null,
      source: outcome.sourceId,
      sameAs: outcome.report?.sameAs ?? null,
      children: outcome.report?.preview.children ?? 0,
      newChildren: outcome.report?.preview.newChildren ?? 0,
      tables: outcome.report?.preview.tables ?? {},
      examples: outcome.report?.preview.examples ?? { added: [], changed: [], closed: [], vanished: [] },
      findings: outcome.report?.preview.findings ?? {},
      fileFindings: outcome.report?.fileFindings ?? [],
      problem: outcome.problem,
    })),
  };
}

/** The same for a person, in columns. */
export function asText(outcomes: readonly Outcome[], applied: boolean): string {
  const files = outcomes.map((outcome) => fileText(outcome, applied)).join("\n");
  const dealt = applied ? [] : dealtWith(outcomes);
  const all =
    dealt.length > 1 ? `\nThe ${dealt.length} files together: ${sayChildren(totalsOf(dealt))}.\n` : "";
  const waiting = !applied && outcomes.some((outcome) => stateOf(outcome, applied) === "previewed");
  return waiting
    ? `${files}${all}\nNothing has been written. Add --yes to bring these files in.\n`
    : files + all;
}

/** The files that would do something. */
const dealtWith = (outcomes: readonly Outcome[]): FileReport[] =>
  outcomes.flatMap((outcome) =>
    outcome.report === null || outcome.report.sameAs !== null ? [] : [outcome.report],
  );

function fileText(outcome: Outcome, applied: boolean): string {
  const { report, problem } = outcome;
  const head = `${outcome.file} (${sayBytes(outcome.bytes)})\n`;
  if (report === null) {
    const where = problem?.place === undefined ? "" : `  Where: ${problem.place}\n`;
    return `${head}  Cannot be read: ${problem?.message ?? "no reason is known"}\n${where}  Nothing of this file was used.\n`;
  }
  const title = `  ${report.facts.title}, speaks for ${sayDate(report.facts.asAt)}\n`;
  if (report.sameAs !== null)
    return `${head}${title}  This very file was brought in on ${sayDate(report.sameAs.on)}: nothing changes.\n`;
  const done = applied ? "Brought in" : "Would bring in";
  return [
    head,
    title,
    `  ${done}: ${sayPart(report)}.\n`,
    tableText(report),
    exampleText(report),
    findingText(report),
  ].join("");
}

function tableText({ preview }: FileReport): string {
  const rows = Object.entries(preview.tables);
  if (rows.length === 0) return "";
  const heads = ["", ...EFFECTS.map(({ name }) => name)];
  const cells = rows.map(([name, tally]) => [
    name.replaceAll("_", " "),
    ...EFFECTS.map((effect) => sayNumber(tally[effect.name])),
  ]);
  const total = rows.reduce((sum, [, tally]) => sum + totalOf(tally), 0);
  return `${aligned([heads, ...cells])}  ${sayNumber(total)} ${total === 1 ? "row" : "rows"}. Vanished: in an earlier file, not in this one; nothing is deleted.\n`;
}

/** Columns set under their heads: the first to the left, figures to the right. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? "").length)));
  return rows
    .map((row) => {
      const cells = row.map((cell, at) =>
        at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
      );
      return `    ${cells.join("  ")}`.trimEnd();
    })
    .map((line) => `${line}\n`)
    .join("");
}

function exampleText({ preview }: FileReport): string {
  const lines = (["changed", "closed", "vanished"] as const).flatMap((name) =>
    preview.examples[name]
      .slice(0, 3)
      .map(
        (example) =>
          `    ${name}: child ${example.child}, ${example.table}: ${example.what} (${example.place})\n`,
      ),
  );
  return lines.length === 0 ? "" : `  For example:\n${lines.join("")}`;
}

function findingText({ preview, fileFindings }: FileReport): string {
  const byCode = Map.groupBy(fileFindings, (finding) => finding.code);
  const lines = [
    ...[...byCode].map(([code, all]) => ({
      code,
      count: all.length,
      message: all[0]?.message ?? "",
      place: all[0]?.place ?? "",
    })),
    ...Object.entries(preview.findings).map(([code, found]) => ({ code, ...found })),
  ].map(
    ({ code, count, message, place }) =>
      `    ${sayNumber(count)} × ${sayCode(code)}: ${message} (${place})\n`,
  );
  return lines.length === 0 ? "" : `  Missing or odd, which does not stop the rest:\n${lines.join("")}`;
}
