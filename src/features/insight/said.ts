import type { IsoDate, IsoInstant } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";

export type Said = { readonly words: string; readonly by: string; readonly at: IsoInstant };

export type RebaseLine = {
  readonly id: number;
  readonly on: IsoDate;
  readonly reason: string;
  readonly by: string;
  readonly at: IsoInstant;
  readonly withdrawn: { readonly by: string; readonly at: IsoInstant; readonly reason: string } | null;
};

/** What people have said of an indicator, the last first. */
export async function saidOf(handle: Handle, no: number, most = 20): Promise<Said[]> {
  const rows = await handle.db
    .selectFrom("insight_narrative")
    .select(["words", "by_name", "at"])
    .where("indicator", "=", no)
    .orderBy("id", "desc")
    .limit(most)
    .execute();
  return rows.map((row) => ({ words: row.words, by: row.by_name, at: row.at }));
}

/** The days its limits start afresh, the withdrawn ones too, the last first. */
export async function rebasesOf(handle: Handle, no: number): Promise<RebaseLine[]> {
  const rows = await handle.db
    .selectFrom("insight_rebase")
    .selectAll()
    .where("indicator", "=", no)
    .orderBy("on_date", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    on: row.on_date,
    reason: row.reason,
    by: row.by_name,
    at: row.at,
    withdrawn:
      row.withdrawn_at === null
        ? null
        : { by: row.withdrawn_by ?? "", at: row.withdrawn_at, reason: row.withdrawn_reason ?? "" },
  }));
}
