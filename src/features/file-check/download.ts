import type { Context } from "../../kernel/context.ts";
import type { Database } from "../../platform/db/transact.ts";
import { BYTE_ORDER_MARK, csvLine } from "../../platform/files/csvCells.ts";
import type { CellContent } from "../../platform/files/workbook.ts";
import { writeWorkbook, type WrittenColumn } from "../../platform/files/workbookWrite.ts";
import { type Acceptance, acceptancesOf } from "./accepted.ts";
import type { FileCheck } from "./checks.ts";
import { sayElement } from "./elements.ts";
import { explain } from "./explain.ts";
import { issuesAfter, type StoredIssue } from "./issues.ts";
import { type KnownChild, knownChildren, mayOpenRecords } from "./known.ts";
import { isRemedy, REMEDIES } from "./remedies.ts";
import { SEVERITY_WORDS } from "./words.ts";

const COLUMNS: readonly WrittenColumn[] = [
  { head: "Issue", width: 8 },
  { head: "Kind", width: 11 },
  { head: "Rule", width: 20 },
  { head: "Child (LAchildID)", width: 20 },
  { head: "What is wrong", width: 48 },
  { head: "What", width: 30 },
  { head: "Element", width: 28 },
  { head: "The file says", width: 20 },
  { head: "Line", width: 9 },
  { head: "What it means", width: 48 },
  { head: "Usual cause", width: 48 },
  { head: "How to put it right", width: 48 },
  { head: "Kind of fix", width: 32 },
  { head: "Accepted because", width: 40 },
  { head: "Place in the file", width: 60 },
];
/** Only for those who open records, and of children whose records are theirs to open. */
const HOLDERS: readonly WrittenColumn[] = [
  { head: "Held by", width: 24 },
  { head: "Team", width: 24 },
];

/** Issues read at once: what a download holds in memory. */
const AT_ONCE = 2000;

const columnsFor = (context: Context): readonly WrittenColumn[] =>
  mayOpenRecords(context) ? [...COLUMNS, ...HOLDERS] : COLUMNS;

/** A row for each place of each issue, in the order they were found. Read a few at a time, each time behind the walls as they are then. */
async function* rowsOf(
  database: Database,
  context: Context,
  check: FileCheck,
): AsyncGenerator<readonly CellContent[]> {
  for (let last = 0; ;) {
    const rows = await database.transact(context, async (handle) => {
      const issues = await issuesAfter(handle, check, last, AT_ONCE);
      const said = await acceptancesOf(handle, issues);
      const known = await knownChildren(handle, issues);
      last = issues.at(-1)?.seq ?? last;
      return issues.flatMap((issue) => rowsOfIssue(issue, said.get(issue.seq), known(issue), context));
    });
    if (rows.length === 0) return;
    yield* rows;
  }
}

function rowsOfIssue(
  issue: StoredIssue,
  said: Acceptance | undefined,
  known: KnownChild | undefined,
  context: Context,
): CellContent[][] {
  const text = explain(issue.rule, issue.severity);
  const places = issue.places.length > 0 ? issue.places : [null];
  return places.map((place) => [
    issue.seq,
    SEVERITY_WORDS[issue.severity],
    issue.rule,
    issue.child,
    issue.message,
    place === null ? null : sayElement(place.path),
    place === null ? null : (place.path.split("/").at(-1) ?? null),
    place === null ? null : (place.value ?? "(missing)"),
    place === null ? null : place.line,
    text.meaning,
    text.cause,
    text.fix,
    isRemedy(issue.remedy) ? REMEDIES[issue.remedy].do : null,
    said?.holds === true ? `${said.note} (${said.by})` : null,
    place === null ? null : place.path,
    ...(mayOpenRecords(context) ? [known?.worker ?? null, known?.team ?? null] : []),
  ]);
}

/** All that was found as CSV. No cell runs as a formula in a spreadsheet. */
export async function* csvOf(
  database: Database,
  context: Context,
  check: FileCheck,
): AsyncGenerator<Uint8Array> {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  yield bytes(BYTE_ORDER_MARK + csvLine(columnsFor(context).map(({ head }) => head)));
  let text = "";
  for await (const row of rowsOf(database, context, check)) {
    text += csvLine(row);
    if (text.length < PIECE) continue;
    yield bytes(text);
    text = "";
  }
  if (text !== "") yield bytes(text);
}

const PIECE = 64 * 1024;

/** All that was found as a workbook, a piece at a time. */
export const workbookOf = (
  database: Database,
  context: Context,
  check: FileCheck,
): AsyncGenerator<Uint8Array> =>
  writeWorkbook("Issues", columnsFor(context), rowsOf(database, context, check));

/** `CIN_2026 checked.csv`: the checked file's name without its ending. */
export const downloadName = (check: Pick<FileCheck, "fileName">, ending: "csv" | "xlsx"): string =>
  `${check.fileName.replace(/\.[a-z0-9]{1,5}$/i, "") || "census"} checked.${ending}`;
