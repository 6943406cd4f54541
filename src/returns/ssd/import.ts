import { addMonths, later, type IsoDate } from "../../kernel/dates.ts";
import type {
  ChildClaims,
  DirectoryEntry,
  Finding,
  Reading,
  ReadOptions,
} from "../../kernel/record/claim.ts";
import type { ByteSource } from "../../platform/files/bytes.ts";
import { newChild } from "../gather.ts";
import { rowReader, type Days } from "../rowReader.ts";
import { CARE } from "./care.ts";
import { readChildren, type Job } from "./children.ts";
import { dataRows, openSsd, type SsdFile } from "./file.ts";
import { HELP } from "./help.ts";
import { LEAVING } from "./leaving.ts";
import type { ObjectUse } from "./mapping.ts";
import { PEOPLE } from "./people.ts";
import { scanSet, type FileScan } from "./scan.ts";
import { DIRECTORY, STAFF } from "./staff.ts";

/** How each object is used; those that are in neither this nor the directory are recognised and left. */
export const USES: ReadonlyMap<string, ObjectUse> = new Map([
  ...PEOPLE,
  ...HELP,
  ...CARE,
  ...LEAVING,
  ...STAFF,
]);

/**
 * Rows held at once. A file with more is read in so many turns, each holding the children whose number falls to it, so that memory does not
 * grow with the file although its rows are in no order.
 */
export const ROWS_AT_ONCE = 200_000;
const MOST_DIRECTORY = 50_000;
/** The dataset is expected to reach back six years. */
const WINDOW_MONTHS = 72;

function headingFindings(file: SsdFile): Finding[] {
  const { object, unknown, missing, named } = file.recognised;
  const place = `${file.source.name} row 1`;
  return [
    ...(named === null
      ? []
      : [
          {
            code: "file-misnamed",
            message: `The file is named as ssd_${named} but has the columns of ssd_${object.name}, and was read as that. Rename it if that is right.`,
            place,
          },
        ]),
    ...unknown.slice(0, 50).map((column) => ({
      code: "column-unknown",
      said: column.slice(0, 80),
      message: `ssd_${object.name} has no such column, so it was not used.`,
      place,
    })),
    ...missing.map((column) => ({
      code: "column-missing",
      said: object.prefix === "" ? column : `${object.prefix}_${column}`,
      message: `ssd_${object.name} should have this column; nothing is known of it. Add it to the extract if your system holds it.`,
      place,
    })),
  ];
}

async function* readDirectory(
  job: Pick<Job, "file" | "days">,
  entries: DirectoryEntry[],
): AsyncGenerator<ChildClaims> {
  const { file } = job;
  const entry = DIRECTORY.get(file.recognised.object.name);
  const nobody = newChild({ type: "ssd-person", value: "" }, file.source.name);
  const known = new Set<string>();
  entries.splice(0);
  if (entry === undefined) return;
  for await (const row of dataRows(file)) {
    const reader = rowReader(
      {
        list: 0,
        sheet: file.source.name,
        addressed: false,
        row: row.row,
        cells: row.cells,
        columns: file.recognised.columns,
      },
      nobody,
      job.days,
    );
    const read = entry(reader);
    if (read !== undefined && !known.has(read.ref) && entries.length < MOST_DIRECTORY) {
      known.add(read.ref);
      entries.push(read);
    }
  }
  yield* [];
}

async function* nobody(): AsyncGenerator<ChildClaims> {
  yield* [];
}

function asAtOf(
  options: ReadOptions,
  scans: readonly FileScan[],
): { asAt: IsoDate; finding: Finding | null } {
  if (options.asAt !== undefined) return { asAt: options.asAt, finding: null };
  const latest = scans.reduce<IsoDate | null>(
    (so, { latest: day }) => (so === null || (day !== null && day > so) ? day : so),
    null,
  );
  return {
    asAt: latest ?? options.today,
    finding: {
      code: "as-at-assumed",
      ...(latest === null ? {} : { said: latest }),
      message:
        latest === null
          ? "The extract does not say which day it speaks for and holds no date before today, so today was taken. Give the day it was made."
          : "The extract does not say which day it speaks for; the latest date in it was taken. Give the day it was made if that is wrong.",
      place: "the set",
    },
  };
}

/**
 * Reads a set of files of the Standard Safeguarding Dataset together, so that ids that point from one to another are found. One Reading
 * for each file, in the order given; each may be read again and again. `rowsAtOnce` bounds the rows held. Throws UnreadableFile when any of them cannot be read.
 */
export async function readSsdSet(
  sources: readonly ByteSource[],
  options: ReadOptions,
  rowsAtOnce: number = ROWS_AT_ONCE,
): Promise<Reading[]> {
  const files: SsdFile[] = [];
  for (const source of sources) files.push(await openSsd(source));
  const { links, scans, findings } = await scanSet(files, options.today);
  const { asAt, finding } = asAtOf(options, [...scans.values()]);
  const days: Days = { asAt, dates1904: false };
  return files.map((file): Reading => {
    const { name } = file.recognised.object;
    const scan = scans.get(file) ?? { rows: 0, latest: null, earliest: null };
    const fileFindings = [...findings, ...(finding === null ? [] : [finding]), ...headingFindings(file)];
    if (scan.rows === 0)
      fileFindings.push({
        code: "no-rows",
        message: `${file.source.name} has column names and no rows. Check that the extract is whole.`,
        place: "row 1",
      });
    const use = USES.get(name);
    const directory: DirectoryEntry[] = [];
    const windowStart = addMonths(asAt, -WINDOW_MONTHS);
    const facts = {
      format: "ssd" as const,
      title: `Standard Safeguarding Dataset: ssd_${name}`,
      asAt,
      producedAt: "",
      authorityCode: null,
      scope: {
        from: scan.earliest === null ? windowStart : later(windowStart, scan.earliest),
        to: asAt,
        // A file with no rows may be true, or a slip: nothing is taken to have vanished because of it.
        tables: use?.fully === undefined || scan.rows === 0 ? [] : [use.fully],
      },
    };
    const shared = { file, scan, links, days, findings: fileFindings };
    if (use !== undefined) {
      const turns = Math.max(1, Math.ceil(scan.rows / rowsAtOnce));
      const job = { ...shared, use, turns, told: fileFindings.length };
      const children = { [Symbol.asyncIterator]: () => readChildren({ ...job, counts: new Map() }) };
      return { facts, directory, fileFindings, children };
    }
    if (DIRECTORY.has(name)) {
      const children = { [Symbol.asyncIterator]: () => readDirectory(shared, directory) };
      return { facts, directory, fileFindings, children };
    }
    fileFindings.push({
      code: "object-not-used",
      said: `ssd_${name}`,
      message: `Kith knows ssd_${name} but keeps nothing of it yet, so its ${scan.rows} rows were left out.`,
      place: file.source.name,
    });
    return { facts, directory, fileFindings, children: nobody() };
  });
}

/** Reads one file by itself. What it says by pointing at other files gives findings; the rest stands. */
export async function readSsdCsv(source: ByteSource, options: ReadOptions): Promise<Reading> {
  const [reading] = await readSsdSet([source], options);
  if (reading === undefined) throw new Error("one file gives one reading");
  return reading;
}
