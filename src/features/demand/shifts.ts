import type { IsoDate, IsoInstant } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";

/** What somebody entered as known to have moved a series. */
export type Shift = {
  readonly id: number;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  readonly words: string;
  readonly reason: string;
  readonly by: string;
  readonly at: IsoInstant;
  readonly withdrawn: { readonly by: string; readonly at: IsoInstant; readonly reason: string } | null;
};

/** The shifts of a series, the withdrawn ones too, the last first. */
export async function shiftsOf(handle: Handle, series: string): Promise<Shift[]> {
  const rows = await handle.db
    .selectFrom("demand_shift")
    .selectAll()
    .where("series", "=", series)
    .orderBy("from_month", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    from: row.from_month,
    to: row.to_month,
    words: row.words,
    reason: row.reason,
    by: row.by_name,
    at: row.at,
    withdrawn:
      row.withdrawn_at === null
        ? null
        : { by: row.withdrawn_by ?? "", at: row.withdrawn_at, reason: row.withdrawn_reason ?? "" },
  }));
}

/** Those that count, the earliest first. */
export const standing = (shifts: readonly Shift[]): Shift[] =>
  shifts.filter(({ withdrawn }) => withdrawn === null).toSorted((a, b) => (a.from < b.from ? -1 : 1));
