import { addMonths, later, type IsoDate } from "../../kernel/dates.ts";
import {
  UnreadableFile,
  type ChildClaims,
  type DirectoryEntry,
  type Finding,
  type Reading,
  type ReadOptions,
} from "../../kernel/record/claim.ts";
import type { ByteSource } from "../../platform/files/bytes.ts";
import type { CsvRow } from "../../platform/files/csv.ts";
import { finishChild, newChild, type ChildDraft } from "../gather.ts";
import { rowReader, type Days, type RowReader } from "../rowReader.ts";
import { CARE } from "./care.ts";
import { dataRows, detached, openSsd, textAt, type SsdFile } from "./file.ts";
import { HELP } from "./help.ts";
import type { Links } from "./links.ts";
import type { ObjectUse } from "./mapping.ts";
import { PEOPLE, personColumn } from "./people.ts";
import { scanSet, type FileScan } from "./scan.ts";
import { DIRECTORY, STAFF } from "./staff.ts";

/** How each object is used; those that are in neither this nor the directory are recognised and left. */
export const USES: ReadonlyMap<string, ObjectUse> = new Map([...PEOPLE, ...HELP, ...CARE, ...STAFF]);

/**
 * Rows held at once. A file with more is read in so many turns, each holding the children whose number falls to it, so that memory does not
 * grow with the file although its rows are in no order.
 */
export const ROWS_AT_ONCE = 200_000;
/** A child with more rows than this in one file is no child. */
const MOST_ROWS_OF_ONE = 20_000;
const LONGEST_ID = 64;
const MOST_DIRECTORY = 50_000;
/** The dataset is expected to reach back six years. */
const WINDOW_MONTHS = 72;

type Job = {
  readonly file: SsdFile;
  readonly use: ObjectUse;
  readonly scan: FileScan;
  readonly links: Links;
  readonly days: Days;
  readonly turns: number;
  readonly findings: Finding[];
  /** How many findings there were before the rows were read. */
  readonly told: number;
  /** Rows left out or unlinked, told once for the file. */
  readonly counts: Map<string, number>;
};

const count = (job: Job, what: string): void => void job.counts.set(what, (job.counts.get(what) ?? 0) + 1);

/** The dataset's number of the person a row is about, through another file where the object has none of its own. */
function personOf(job: Job, row: CsvRow): string | null {
  const { file, use, links } = job;
  const direct = textAt(file, row, personColumn(file.recognised.object.name));
  if (direct !== null) return direct;
  if (use.through === undefined) return null;
  const [column, link] = use.through;
  const id = textAt(file, row, column);
  if (id === null) return null;
  return link === "care" ? (links.care.get(id) ?? null) : (links[link].get(id)?.person ?? null);
}

function turnOf(person: string, turns: number): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < person.length; at += 1) hash = Math.imul(hash ^ person.charCodeAt(at), 16_777_619);
  return (hash >>> 0) % turns;
}

/** The authority's own number of a person, if the set tells it. */
function localOf(links: Links, person: string): string | null {
  const local = links.persons.get(person) ?? null;
  return local !== null && local.length <= LONGEST_ID ? local : null;
}

/** Rows of two dataset numbers that are one of the authority's are of one child. */
const whose = (links: Links, person: string): string => {
  const local = localOf(links, person);
  return local === null ? `ssd-person ${person}` : `local ${local}`;
};

/** A row while it waits for the others of its child: its cells in one piece of text, which holds a fifth of the memory. */
type HeldRow = { readonly row: number; readonly person: string; readonly text: string };
const BETWEEN = "\u0000";

function childFor(job: Job, rows: readonly HeldRow[], place: string): ChildDraft {
  const persons = [...new Set(rows.map(({ person }) => person))];
  const [person = ""] = persons;
  const local = localOf(job.links, person);
  if (local === null) return newChild({ type: "ssd-person", value: person }, place);
  const child = newChild({ type: "local", value: local }, place);
  for (const value of persons.toSorted())
    child.identifiers.set(`ssd-person ${value}`, { type: "ssd-person", value });
  return child;
}

function readChild(job: Job, rows: readonly HeldRow[]): ChildClaims {
  const { file, use, links, days } = job;
  const sheet = file.source.name;
  const child = childFor(job, rows, `${sheet} row ${rows[0]?.row ?? 0}`);
  if (links.present.has("person") && child.id.type === "ssd-person" && !links.persons.has(child.id.value))
    child.findings.push({
      code: "person-unknown",
      message:
        "This person is not in the file of people, so only the dataset's own number is known. Check that the extract is whole.",
      place: child.place,
    });
  const { columns } = file.recognised;
  const readers = rows.map(({ row, text }): RowReader =>
    rowReader({ list: 0, sheet, addressed: false, row, cells: text.split(BETWEEN), columns }, child, days),
  );
  use.map(readers, { child, links, days, unresolved: (what) => count(job, `points at ${what} that`) });
  return finishChild(child);
}

function* readTurn(job: Job, held: ReadonlyMap<string, HeldRow[]>): Generator<ChildClaims> {
  for (const rows of held.values()) yield readChild(job, rows);
}

async function* readChildren(job: Job): AsyncGenerator<ChildClaims> {
  const { file } = job;
  // Read again, the file tells the same again.
  job.findings.splice(job.told);
  for (let turn = 0; turn < job.turns; turn += 1) {
    const held = new Map<string, HeldRow[]>();
    for await (const row of dataRows(file)) {
      const person = personOf(job, row);
      if (person === null || person.length > LONGEST_ID) {
        if (turn === 0)
          count(
            job,
            job.use.through === undefined
              ? "names no person and"
              : "belongs to nobody in the files given and",
          );
        continue;
      }
      const child = whose(job.links, person);
      if (turnOf(child, job.turns) !== turn) continue;
      const kept = { row: row.row, person: detached(person), text: detached(row.cells.join(BETWEEN)) };
      const rows = held.get(child);
      if (rows === undefined) held.set(detached(child), [kept]);
      else if (rows.length < MOST_ROWS_OF_ONE) rows.push(kept);
      else
        throw new UnreadableFile({
          code: "too-many-rows-of-one",
          message: `${file.source.name} has more than ${MOST_ROWS_OF_ONE.toLocaleString("en-GB")} rows for one person. Check that the person's number is in its column.`,
          place: `row ${row.row}`,
        });
    }
    yield* readTurn(job, held);
  }
  summarise(job);
}

function summarise(job: Job): void {
  for (const [what, rows] of job.counts) {
    const left = !what.startsWith("points");
    job.findings.push({
      code: left ? "row-left-out" : "link-unresolved",
      said: String(rows),
      message: left
        ? `In ${rows} rows the row ${what} was left out. Check the extract, and add the files it belongs with.`
        : `In ${rows} rows the row ${what} is not in the files given; the rest of the row was used. Add that file together with this one.`,
      place: job.file.source.name,
    });
  }
  job.counts.clear();
}

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
  const days: Days = { asAt, today: options.today, dates1904: false };
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
