import type { DirectoryEntry } from "../../kernel/record/claim.ts";

/** An authority has hundreds of workers; a file that makes up more than this many has the wrong thing in the column. */
const MOST = 20_000;

/** Workers a file tells of, each once. `entries` is complete when the file has been read through. */
export function directory(): {
  readonly entries: readonly DirectoryEntry[];
  readonly add: (entry: DirectoryEntry) => void;
} {
  const entries: DirectoryEntry[] = [];
  const known = new Set<string>();
  return {
    entries,
    add: (entry) => {
      if (known.has(entry.ref) || known.size >= MOST) return;
      known.add(entry.ref);
      entries.push(entry);
    },
  };
}
