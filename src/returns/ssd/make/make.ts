import { SSD_OBJECTS } from "../layout.ts";
import type { Around } from "./around.ts";
import { careRows } from "./care.ts";
import { headingLine, objectOf, rowLine, shortNumber, type SsdRow } from "./cells.ts";
import { numbersOf, type ReturnChild, rowsOf } from "./child.ts";
import { helpRows } from "./help.ts";
import { leavingRows } from "./leaving.ts";
import { peopleRows } from "./people.ts";
import { protectionRows } from "./protection.ts";
import { departmentRows, involvementRows, professionalRows } from "./staff.ts";

/** A piece of one of the files: `ssd_person.csv` and some of its lines. */
export type SsdPiece = { readonly object: string; readonly text: string };

export const fileOf = (object: string): string => `ssd_${object}.csv`;

/** The number a child has in the dataset: the one a dataset brought in gave, else the authority's own. */
export const ssdNumber = (child: ReturnChild): string =>
  shortNumber(numbersOf(child, "ssd-person")[0] ?? child.id.value);

/** The rows of one child, object after object. Pure but for what is gathered in `around`. */
export function* childRows(child: ReturnChild, around: Around): Generator<SsdRow> {
  const rows = rowsOf(child);
  const person = ssdNumber(child);
  yield* peopleRows(child, rows, person, around);
  yield* helpRows(rows, person, around);
  yield* protectionRows(rows, person, around);
  yield* careRows(rows, person, around);
  yield* leavingRows(rows, person, around);
  yield* involvementRows(rows, person, around);
}

/** The heading of every object's file: 48, whether or not anything comes under it. */
export function* ssdHeadings(): Generator<SsdPiece> {
  for (const object of SSD_OBJECTS) yield { object: object.name, text: headingLine(object) };
}

/** The lines of one child. */
export function* ssdChild(child: ReturnChild, around: Around): Generator<SsdPiece> {
  for (const row of childRows(child, around)) yield { object: row.object, text: rowLine(row, around.left) };
}

/** The lines of workers and teams: after the children, who may name others than the directory has. */
export function* ssdDirectory(around: Around): Generator<SsdPiece> {
  for (const row of [...professionalRows(around.workers.values()), ...departmentRows(around.teams)])
    yield { object: row.object, text: rowLine(row, around.left) };
}

/** A whole dataset, for a set small enough to be held. Object names without `ssd_`, in the specification's order. */
export function ssdFiles(children: Iterable<ReturnChild>, around: Around): Map<string, string> {
  const texts = new Map(SSD_OBJECTS.map(({ name }) => [name, [] as string[]]));
  const put = ({ object, text }: SsdPiece): void => void texts.get(objectOf(object).name)?.push(text);
  for (const piece of ssdHeadings()) put(piece);
  for (const child of children) for (const piece of ssdChild(child, around)) put(piece);
  for (const piece of ssdDirectory(around)) put(piece);
  return new Map([...texts].map(([name, parts]) => [name, parts.join("")]));
}
