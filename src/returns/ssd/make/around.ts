import type { LeftOut } from "./cells.ts";

export type Worker = {
  readonly ref: string;
  readonly name: string | null;
  readonly title: string | null;
  readonly teamRef: string | null;
};
export type Team = { readonly ref: string; readonly name: string; readonly parentRef: string | null };

/** What the rows of one child need of the rest, and what is gathered over all children. */
export type Around = {
  /** The dataset's own number of a person, by the authority's; only where the two differ. */
  readonly personIds: ReadonlyMap<string, string>;
  /** By number. Workers whom only a child's record names are added as they are met. */
  readonly workers: Map<string, Worker>;
  readonly teams: Map<string, Team>;
  readonly left: LeftOut;
};
