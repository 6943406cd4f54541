import { fullName, SSD_OBJECTS, type SsdObject } from "./layout.ts";

/** Which object a file of these columns is, and where each column stands. */
export type RecognisedSsd = {
  readonly object: SsdObject;
  /** Position (from 0) of each of the object's columns that is there, by its name without the prefix. */
  readonly columns: ReadonlyMap<string, number>;
  readonly unknown: readonly string[];
  readonly missing: readonly string[];
  /** The object the file's name says, where its columns are another's. */
  readonly named: string | null;
};

const tidy = (column: string): string =>
  column
    .replace(/^\uFEFF/, "")
    .trim()
    .replaceAll(/^["'[]+|["'\]]+$/g, "")
    .replaceAll(/[\s-]+/g, "_")
    .toLowerCase();

/** `ssd_cin_episodes.csv`, `CIN_Episodes 2026-11-20.csv` and `dbo.ssd_cin_episode.csv` all name `cin_episodes`. */
export function objectNamed(fileName: string): SsdObject | undefined {
  const plain = (fileName.split(/[\\/]/).at(-1) ?? "")
    .toLowerCase()
    .replace(/\.[a-z]{2,5}$/, "")
    .replaceAll(/[^a-z0-9]+/g, "_");
  const fits = (name: string): boolean =>
    new RegExp(`(?:^|_)${name.replace(/s$/, "")}s?(?:_[0-9_]+)?$`).test(plain);
  // The longest name that fits: `cla_placement` before `placement`.
  return SSD_OBJECTS.filter((object) => fits(object.name)).toSorted(
    (a, b) => b.name.length - a.name.length,
  )[0];
}

/**
 * Recognises an object by its columns: at least two of them, and at least half of the file's. The file's name only decides between
 * objects that fit alike. Undefined when it is no object of the dataset.
 */
export function recogniseSsd(columns: readonly string[], fileName = ""): RecognisedSsd | undefined {
  const given = columns.map(tidy);
  const filled = given.filter((column) => column !== "").length;
  const named = objectNamed(fileName);
  let best: { object: SsdObject; found: Map<string, number>; score: number } | undefined;
  for (const object of SSD_OBJECTS) {
    const found = new Map<string, number>();
    for (const column of object.columns) {
      const at = given.indexOf(fullName(object, column));
      if (at !== -1) found.set(column, at);
    }
    if (found.size < 2 || found.size * 2 < filled) continue;
    const score = found.size + (object === named ? 0.5 : 0);
    if (best === undefined || score > best.score) best = { object, found, score };
  }
  if (best === undefined) return undefined;
  const { object, found } = best;
  const known = new Set(found.values());
  return {
    object,
    columns: found,
    unknown: columns.filter((column, at) => !known.has(at) && column.trim() !== ""),
    missing: object.columns.filter((column) => !found.has(column) && !OPTIONAL.has(column)),
    named: named !== undefined && named !== object ? named.name : null,
  };
}

/** Columns that not every deployment has. */
const OPTIONAL = new Set(["upn", "single_unique_id", "common_child_id", "upn_unknown"]);
