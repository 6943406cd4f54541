import type { RowValues } from "../../kernel/record/table.ts";

/**
 * How fresh a held row is: the freshest file that has told of it, and the columns whose last word is older than that. Files of one format do not all
 * carry the same columns (a list of children and a list of their disabilities are one row), so freshness is the column's and not only the row's.
 */
export type Freshness = {
  readonly rank: string;
  /** Rank of the last word on a column where it is not `rank`; empty where no file has said anything of it. */
  readonly behind: ReadonlyMap<string, string>;
};

const NOTHING: ReadonlyMap<string, string> = new Map();

/** When a column was last told of. */
export const rankOfColumn = (held: Freshness, column: string): string => held.behind.get(column) ?? held.rank;

/** A row told of for the first time. */
export function firstTold(columns: readonly string[], said: RowValues, rank: string): Freshness {
  const unsaid = columns.filter((column) => !(column in said));
  return { rank, behind: unsaid.length === 0 ? NOTHING : new Map(unsaid.map((column) => [column, ""])) };
}

/** The columns on which a file has the last word: those that no fresher one has told of. */
export const lastWord = (held: Freshness, said: RowValues, rank: string): string[] =>
  Object.keys(said).filter((column) => rank >= rankOfColumn(held, column));

/** Freshness after a file has spoken of some columns. */
export function toldAgain(
  held: Freshness,
  columns: readonly string[],
  taken: readonly string[],
  rank: string,
): Freshness {
  const newest = rank > held.rank ? rank : held.rank;
  const said = new Set(taken);
  const behind = new Map<string, string>();
  for (const column of columns) {
    const last = said.has(column) ? rank : rankOfColumn(held, column);
    if (last !== newest) behind.set(column, last);
  }
  return { rank: newest, behind };
}

/**
 * As it is stored in `seen_rank`: the rank, and after a tab what is behind it, so that the text still sorts by rank. Columns never told of come first
 * (`visit_days,other_authority`), then after another tab the older ranks.
 */
export function writeFreshness({ rank, behind }: Freshness): string {
  if (behind.size === 0) return rank;
  const never = [...behind].filter(([, last]) => last === "").map(([column]) => column);
  const older = [...behind].filter(([, last]) => last !== "");
  const parts = [rank, never.sort().join(",")];
  if (older.length > 0)
    parts.push(JSON.stringify(Object.fromEntries(older.sort(([a], [b]) => (a < b ? -1 : 1)))));
  return parts.join("\t");
}

export function readFreshness(text: string): Freshness {
  const [rank = "", never, older] = text.split("\t");
  if (never === undefined) return { rank, behind: NOTHING };
  const behind = new Map<string, string>();
  for (const column of never.split(",")) if (column !== "") behind.set(column, "");
  if (older !== undefined)
    for (const [column, last] of Object.entries(JSON.parse(older) as Record<string, string>))
      behind.set(column, last);
  return { rank, behind };
}
