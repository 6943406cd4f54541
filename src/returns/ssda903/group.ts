import { type Place, UnreadableFile } from "../../kernel/record/claim.ts";

/**
 * Parts of a file by child. The return need not keep a child's rows together, so the file is read twice: once to learn which is each
 * child's last row, and once to hand each child over as soon as it comes. In a file in order of child one child is held at a time.
 */
export type ChildGroup<Part> = {
  readonly child: string;
  readonly place: Place;
  readonly parts: readonly Part[];
};

export type GroupLimits = {
  readonly children: number;
  readonly rowsOfOne: number;
  /** Characters of rows waiting for a later row of the same child. */
  readonly held: number;
};

/** Some 110,000 children are in a whole country's return; a child has tens of rows. */
export const GROUP_LIMITS: GroupLimits = { children: 500_000, rowsOfOne: 5_000, held: 64 * 1024 * 1024 };

/** What a held row costs besides its text, counted as characters. */
const ROW_COST = 200;

export type LastRows = {
  readonly note: (child: string, row: number) => void;
  readonly lastOf: (child: string) => number | undefined;
};

/** Remembers each child's last row. Throws UnreadableFile for more children than a country has. */
export function lastRows(name: string, limits: GroupLimits = GROUP_LIMITS): LastRows {
  const last = new Map<string, number>();
  return {
    note: (child, row) => {
      if (last.has(child)) last.set(child, row);
      else if (last.size < limits.children) last.set(detached(child), row);
      else
        throw new UnreadableFile({
          code: "too-many-children",
          message: `${name} has more than ${limits.children} children, which no return has. Check that CHILD is the child's number.`,
          place: `row ${row}`,
        });
    },
    lastOf: (child) => last.get(child),
  };
}

export type Grouping<Part> = {
  /** Takes a row; returns all the child's parts if this is the last of them. */
  readonly add: (child: string, row: number, part: Part) => ChildGroup<Part> | null;
  /** To be called at the end of the file. */
  readonly end: () => void;
};

/** `weigh` gives the characters of a part; `keep` a copy of it that holds nothing else in memory. */
export type Handling<Part> = {
  readonly placeOf: (part: Part) => Place;
  readonly weigh: (part: Part) => number;
  readonly keep: (part: Part) => Part;
};

export function grouping<Part>(
  name: string,
  last: LastRows,
  handling: Handling<Part>,
  limits: GroupLimits = GROUP_LIMITS,
): Grouping<Part> {
  const open = new Map<string, { place: Place; parts: Part[]; size: number }>();
  let held = 0;
  return {
    add: (child, row, part) => {
      const lastRow = last.lastOf(child);
      // A row the first reading did not have: somebody is writing to the file.
      if (lastRow === undefined || row > lastRow) throw changed(name);
      const place = handling.placeOf(part);
      const group = open.get(child);
      if (group !== undefined && group.parts.length >= limits.rowsOfOne)
        throw tooManyRows(name, limits.rowsOfOne, place);
      if (row === lastRow) {
        held -= group?.size ?? 0;
        open.delete(child);
        return { child, place: group?.place ?? place, parts: [...(group?.parts ?? []), part] };
      }
      const size = ROW_COST + handling.weigh(part);
      held += size;
      if (held > limits.held) throw notInOrder(name, place);
      const kept = held > TIDY ? handling.keep(part) : part;
      if (group === undefined) open.set(detached(child), { place, parts: [kept], size });
      else {
        group.parts.push(kept);
        group.size += size;
      }
      return null;
    },
    end: () => {
      if (open.size > 0) throw changed(name);
    },
  };
}

/** Below this, parts kept may keep the piece of text they were cut from; above it each is copied out. */
const TIDY = 1024 * 1024;

/** A copy that does not keep alive the large text it was cut from; short text is always its own. */
export const detached = (text: string): string =>
  text.length < 13 ? text : Buffer.from(text, "utf16le").toString("utf16le");

const changed = (name: string): UnreadableFile =>
  new UnreadableFile({
    code: "changed-while-read",
    message: `${name} changed while it was being read. Wait until it is finished and add it again.`,
  });

const tooManyRows = (name: string, most: number, place: Place): UnreadableFile =>
  new UnreadableFile({
    code: "too-many-rows-of-one-child",
    message: `${name} has more than ${most} rows with one CHILD number, which no child has. Check that CHILD is the child's number.`,
    place,
  });

const notInOrder = (name: string, place: Place): UnreadableFile =>
  new UnreadableFile({
    code: "rows-too-scattered",
    message: `${name} is very large and the rows of a child are far apart. Sort it by CHILD and add it again.`,
    place,
  });
