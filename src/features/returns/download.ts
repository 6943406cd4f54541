import { londonDate } from "../../kernel/dates.ts";
import { yearTitle } from "../../kernel/codes/codeSet.ts";
import type { Context } from "../../kernel/context.ts";
import type { Database } from "../../platform/db/transact.ts";
import { BYTE_ORDER_MARK, csvLine } from "../../platform/files/csvCells.ts";
import type { CellContent } from "../../platform/files/workbook.ts";
import { writeWorkbook } from "../../platform/files/workbookWrite.ts";
import type { WebReply } from "../../platform/web/route.ts";
import { type Filter, issueLines, type IssueLine } from "./issues.ts";
import type { ReturnId } from "./year.ts";
import { FIX_WORDS, ruleText, sayThing, sayValue } from "./words.ts";

const COLUMNS = [
  { head: "Rule", width: 10 },
  { head: "Kind", width: 16 },
  { head: "What is wrong", width: 60 },
  { head: "What puts it right", width: 40 },
  { head: "Child", width: 16 },
  { head: "Name", width: 24 },
  { head: "Values", width: 60 },
  { head: "Worker", width: 24 },
  { head: "Team", width: 24 },
  { head: "Found", width: 12 },
  { head: "Note", width: 40 },
  { head: "Note by", width: 20 },
] as const;

const KINDS = { error: "Error", query: "Query", accepted: "Query, accepted" } as const;

function rowOf(line: IssueLine): CellContent[] {
  const values = line.places.map((place) => {
    const thing = sayThing(place);
    return `${thing === null ? "" : `${thing}: `}${place.item} ${sayValue(place.value)}`;
  });
  return [
    line.rule,
    KINDS[line.state],
    line.message,
    ruleText(line.rule)?.fix ?? FIX_WORDS[line.fix],
    line.child?.localId ?? null,
    line.child?.name ?? null,
    values.join("; "),
    line.workerName,
    line.teamName,
    londonDate(line.foundAt),
    line.said?.note ?? null,
    line.said?.by ?? null,
  ];
}

/** Issues read at a time. */
const PAGE = 2000;

/** Read a page at a time, each behind the walls of whoever asks. */
async function* rows(
  database: Database,
  context: Context,
  of: ReturnId,
  filter: Filter,
): AsyncGenerator<CellContent[]> {
  let after: { rule: string; id: number } | undefined;
  for (;;) {
    const from = after;
    const lines = await database.transact(context, (handle) => issueLines(handle, of, filter, PAGE, from));
    for (const line of lines) yield rowOf(line);
    const last = lines.at(-1);
    if (last === undefined || lines.length < PAGE) return;
    after = { rule: last.rule, id: last.id };
  }
}

/** The list of issues as a file: text a spreadsheet would run as a formula is shown as text. */
export function issuesFile(
  database: Database,
  context: Context,
  of: ReturnId,
  filter: Filter,
  as: "csv" | "xlsx",
): WebReply {
  const name = `cin-${yearTitle(of.year)}-issues.${as}`;
  const found = rows(database, context, of, filter);
  if (as === "xlsx")
    return {
      kind: "file",
      name,
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      content: writeWorkbook(`CIN ${yearTitle(of.year)}`, COLUMNS, found),
    };
  return { kind: "file", name, type: "text/csv; charset=utf-8", content: csvOf(found) };
}

async function* csvOf(found: AsyncIterable<CellContent[]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(BYTE_ORDER_MARK + csvLine(COLUMNS.map(({ head }) => head)));
  for await (const row of found) yield encoder.encode(csvLine(row));
}
