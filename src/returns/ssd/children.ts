import { UnreadableFile, type ChildClaims, type Finding } from "../../kernel/record/claim.ts";
import type { CsvRow } from "../../platform/files/csv.ts";
import { finishChild, newChild, type ChildDraft } from "../gather.ts";
import { rowReader, type Days, type RowReader } from "../rowReader.ts";
import { dataRows, detached, textAt, type SsdFile } from "./file.ts";
import type { Links } from "./links.ts";
import type { ObjectUse } from "./mapping.ts";
import { personColumn } from "./people.ts";
import type { FileScan } from "./scan.ts";

/** A child with more rows than this in one file is no child. */
const MOST_ROWS_OF_ONE = 20_000;
const LONGEST_ID = 64;
export type Job = {
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

export async function* readChildren(job: Job): AsyncGenerator<ChildClaims> {
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
