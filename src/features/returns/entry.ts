import type { CensusChild } from "../../returns/cin/make/child.ts";

/** A row of the record that something in the census was made of. */
export type CensusRow = { readonly table: string; readonly id: number };

/** One person as a child of a census. */
export type CensusEntry = {
  readonly personId: number;
  readonly child: CensusChild;
  /** What was left out or written otherwise than it is held, each a sentence that begins with the element. */
  readonly notes: readonly string[];
  readonly rows: readonly CensusRow[];
};
