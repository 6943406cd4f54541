import { addMonths, type IsoDate } from "../../kernel/dates.ts";
import {
  UnreadableFile,
  type ChildClaims,
  type FileFacts,
  type Finding,
  type Reading,
  type ReadOptions,
} from "../../kernel/record/claim.ts";
import type { ByteSource } from "../../platform/files/bytes.ts";
import { openWorkbook, type SheetRow, type Workbook } from "../../platform/files/workbook.ts";
import { finishChild, newChild, type ChildDraft } from "../gather.ts";
import { readDay, readText } from "../values.ts";
import { allocationVotes } from "./allocation.ts";
import { FULL_ACCOUNT, LIST_READERS, readChildColumns } from "./lists.ts";
import { HEADING_ROWS, recogniseSheet, type RecognisedSheet } from "./recognise.ts";
import { cellOf, isCellError, rowReader, type Days, type ListRow } from "../rowReader.ts";

/** Rows held at once, over all lists; the largest authorities send a tenth of this. */
const MOST_ROWS = 300_000;
const MOST_SHEETS = 40;
const LONGEST_ID = 64;
const ADOPTERS = 11;

type Sheet = { readonly name: string; readonly recognised: RecognisedSheet; readonly rows: ListRow[] };

const tooManyRows = (name: string): UnreadableFile =>
  new UnreadableFile({
    code: "too-many-rows",
    message: `${name} holds more than ${MOST_ROWS.toLocaleString("en-GB")} rows, far more than one authority's lists. Check that it is the right file.`,
  });

async function readSheet(
  workbook: Workbook,
  index: number,
  fileName: string,
  room: number,
): Promise<Sheet | undefined> {
  const name = (workbook.sheets[index]?.name ?? "").trim();
  const top: SheetRow[] = [];
  const rows: ListRow[] = [];
  let recognised: RecognisedSheet | undefined;
  const take = ({ row, cells }: SheetRow): void => {
    if (recognised === undefined || row <= recognised.headingRow) return;
    if (!cells.some((cell) => cell !== null && !isCellError(cell) && String(cell).trim() !== "")) return;
    if (rows.length >= room) throw tooManyRows(fileName);
    const { list, columns } = recognised;
    rows.push({ list: list.number, sheet: name, addressed: true, row, cells, columns });
  };
  // The first rows wait until they have told which list it is; a sheet that is none is read no further.
  for await (const row of workbook.rows(index)) {
    if (recognised !== undefined) {
      take(row);
      continue;
    }
    top.push(row);
    if (top.length < HEADING_ROWS) continue;
    recognised = recogniseSheet(name, top);
    if (recognised === undefined) return undefined;
    top.splice(0).forEach(take);
  }
  recognised ??= recogniseSheet(name, top);
  if (recognised === undefined) return undefined;
  top.forEach(take);
  return { name, recognised, rows };
}

function sheetFindings({ name, recognised, rows }: Sheet, findings: Finding[]): void {
  const place = `${name} row ${recognised.headingRow}`;
  const { list } = recognised;
  if (recognised.named !== null)
    findings.push({
      code: "sheet-mislabelled",
      said: name.slice(0, 80),
      message: `This sheet is named as list ${recognised.named} but has the columns of list ${list.number} (${list.title}), and was read as that. Rename the sheet if that is right.`,
      place,
    });
  for (const { heading, means } of recognised.guessed)
    findings.push({
      code: "heading-guessed",
      said: heading.slice(0, 80),
      message: `This heading was taken for "${means}". Correct its spelling if that is right.`,
      place,
    });
  for (const heading of list.number === ADOPTERS ? [] : recognised.unknown)
    findings.push({
      code: "column-unknown",
      said: heading.slice(0, 80),
      message: `List ${list.number} has no such column, so it was not used. Rename it if it is one of the list's columns.`,
      place,
    });
  if (list.number !== ADOPTERS)
    for (const column of list.columns)
      if (!recognised.columns.has(column.key) && !column.optional)
        findings.push({
          code: "column-missing",
          said: column.names[0] ?? column.key,
          message: `List ${list.number} has no column of this name, so nothing is known of it. Add the column if your system holds it.`,
          place,
        });
  if (rows.length === 0)
    findings.push({
      code: "no-rows",
      message: `List ${list.number} has headings and no rows. Check that it should be empty.`,
      place,
    });
  for (const [key, at] of recognised.columns) {
    const count = rows.filter((row) => isCellError(row.cells[at])).length;
    if (count > 0)
      findings.push({
        code: "cell-errors",
        said: key,
        message: `${count} cells of this column hold a spreadsheet error such as #N/A and were read as empty. Mend the formula and export again.`,
        place,
      });
  }
}

/** The latest day before tomorrow that any list gives, birth dates aside. */
function latestDay(sheets: readonly Sheet[], today: IsoDate, dates1904: boolean): IsoDate | undefined {
  let latest: IsoDate | undefined;
  for (const { recognised, rows } of sheets)
    for (const column of recognised.list.columns) {
      if (column.kind !== "date" || column.key === "born" || recognised.list.number === ADOPTERS) continue;
      for (const row of rows) {
        const day = readDay(cellOf(row, column.key) ?? null, dates1904);
        if (typeof day === "string" && day <= today && (latest === undefined || day > latest)) latest = day;
      }
    }
  return latest;
}

function speaksFor(
  sheets: readonly Sheet[],
  options: ReadOptions,
  days1904: boolean,
  findings: Finding[],
): IsoDate {
  if (options.asAt !== undefined) return options.asAt;
  const latest = latestDay(sheets, options.today, days1904);
  findings.push({
    code: "as-at-assumed",
    ...(latest === undefined ? {} : { said: latest }),
    message:
      latest === undefined
        ? "The file does not say which day it speaks for and holds no date before today, so today was taken. Give the day it was made."
        : "The file does not say which day it speaks for; the latest date in it was taken. Give the day it was made if that is wrong.",
    place: "the workbook",
  });
  return latest ?? options.today;
}

function readRow(
  row: ListRow,
  child: ChildDraft,
  days: Days,
  votes: ReturnType<typeof allocationVotes>,
): void {
  const reader = rowReader(row, child, days);
  readChildColumns(reader);
  LIST_READERS.get(row.list)?.(reader, days);
  votes.take(reader, child);
}

function children(sheets: readonly Sheet[], days: Days, findings: Finding[]): ChildDraft[] {
  const held = new Map<string, ChildDraft>();
  const votes = allocationVotes(days);
  for (const { name, recognised, rows } of sheets) {
    if (recognised.list.number === ADOPTERS) {
      findings.push({
        code: "list-not-used",
        message: `List 11 tells of ${rows.length} adopters, not of children, and was left out.`,
        place: name,
      });
      continue;
    }
    for (const row of rows) {
      const id = readText(cellOf(row, "id") ?? null);
      if (id === null || id.length > LONGEST_ID) {
        findings.push({
          code: id === null ? "id-missing" : "id-impossible",
          message: "This row has no child's number Kith can use, so it was left out. Add the number.",
          place: `${name} row ${row.row}`,
        });
        continue;
      }
      let child = held.get(id);
      if (child === undefined)
        held.set(id, (child = newChild({ type: "local", value: id }, `${name} row ${row.row}`)));
      readRow(row, child, days, votes);
    }
  }
  for (const child of held.values()) votes.settle(child);
  return [...held.values()];
}

async function* finished(drafts: readonly ChildDraft[]): AsyncGenerator<ChildClaims> {
  for (const draft of drafts) {
    const claims = finishChild(draft);
    const born = claims.claims.find((claim) => claim.table === "person_detail")?.values["birth_date"];
    yield { ...claims, born: typeof born === "string" ? (born as IsoDate) : null };
  }
}

/**
 * Reads Ofsted's child-level lists from a workbook. The lists are held in memory (within the limits of `openWorkbook` and 300,000 rows)
 * because each child is in several. The day it speaks for is `options.asAt`, or else the latest past date in it, with a finding.
 * Throws UnreadableFile: as `openWorkbook`, or a workbook that holds none of the lists.
 */
export async function readAnnexA(source: ByteSource, options: ReadOptions): Promise<Reading> {
  const workbook = await openWorkbook(source);
  const fileFindings: Finding[] = [];
  const sheets: Sheet[] = [];
  let room = MOST_ROWS;
  for (const [index, info] of workbook.sheets.entries()) {
    if (index >= MOST_SHEETS) break;
    const sheet = await readSheet(workbook, index, source.name, room);
    if (sheet !== undefined) {
      sheets.push(sheet);
      room -= sheet.rows.length;
      sheetFindings(sheet, fileFindings);
    } else
      fileFindings.push({
        code: "sheet-unknown",
        said: info.name.slice(0, 80),
        message:
          "This sheet is none of the lists and was not used. Name its columns as the list's if it is one.",
        place: info.name.slice(0, 80),
      });
  }
  if (sheets.length === 0)
    throw new UnreadableFile({
      code: "no-lists",
      message: `${source.name} is a workbook, but none of its sheets has the columns of the child-level lists (Annex A). Check that the headings are those of the template.`,
    });
  const asAt = speaksFor(sheets, options, workbook.dates1904, fileFindings);
  const drafts = children(sheets, { asAt, dates1904: workbook.dates1904 }, fileFindings);
  // An empty list may be true, or a slip: nothing is taken to have vanished because of it.
  const tables = sheets
    .filter((sheet) => sheet.rows.length > 0)
    .flatMap((sheet) => FULL_ACCOUNT.get(sheet.recognised.list.number) ?? []);
  const facts: FileFacts = {
    format: "annex-a",
    title: "Child-level lists (Annex A)",
    asAt,
    producedAt: "",
    authorityCode: null,
    scope: { from: addMonths(asAt, -6), to: asAt, tables: [...new Set(tables)].toSorted() },
  };
  return { facts, children: { [Symbol.asyncIterator]: () => finished(drafts) }, directory: [], fileFindings };
}
