import { z } from "zod";
import type { Context } from "../../kernel/context.ts";
import type { IsoDate, IsoInstant } from "../../kernel/dates.ts";
import { fail, notFound, ok } from "../../kernel/result.ts";
import { asKeeper, type Command } from "../../platform/command.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import { rowId } from "../../platform/web/parameters.ts";

/** What a reviewer found about an emergency opening. Never their own. */
export const reviewOpening: Command<{ id: number; upheld: "yes" | "no"; note: string }, { child: number }> = {
  act: "record.break-glass.review",
  right: "breakGlass.review",
  input: z.strictObject({
    id: rowId,
    upheld: z.enum(["yes", "no"], { error: "Say whether the opening was right" }),
    note: z
      .string({ error: "Say why, in at least 10 characters" })
      .trim()
      .min(10, "Say why, in at least 10 characters")
      .max(2000, "Use 2,000 characters or fewer"),
  }),
  keepsWalls: true,
  run: async (handle, { id, upheld, note }) => {
    const { accountId, now } = handle.context;
    const row = await handle.db
      .selectFrom("access_grant")
      .select(["account_id", "person_id", "reviewed_at"])
      .where("id", "=", id)
      .where("kind", "=", "break-glass")
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return notFound();
    if (row.account_id === accountId) return fail("not-allowed", "Somebody else reviews your own openings");
    if (row.reviewed_at !== null) return fail("already-done", "Somebody has reviewed this already");
    await handle.db
      .updateTable("access_grant")
      .set({ reviewed_at: now, reviewed_by: accountId, review_note: note, review_upheld: upheld === "yes" })
      .where("id", "=", id)
      .execute();
    return ok({ child: row.person_id });
  },
  about: ({ id, upheld }, { child }) => ({ personId: child, detail: { opening: id, upheld } }),
};

export type Opening = {
  readonly id: number;
  readonly child: number;
  readonly localId: string | null;
  readonly account: number;
  readonly who: string;
  readonly kind: string;
  readonly reason: string;
  readonly from: IsoInstant;
  readonly until: IsoInstant;
  readonly reviewDue: IsoDate | null;
  readonly review: { readonly upheld: boolean; readonly note: string; readonly at: IsoInstant } | null;
};

/** Emergency openings, those that wait for review first; one of them where an id is given. Read by those who keep the walls. */
export async function listOpenings(handle: Handle, id?: number): Promise<Opening[]> {
  const rows = await handle.db
    .selectFrom("access_grant")
    .innerJoin("account", "account.id", "access_grant.account_id")
    .innerJoin("person", "person.id", "access_grant.person_id")
    .selectAll("access_grant")
    .select(["account.name as who", "person.local_id"])
    .where("kind", "=", "break-glass")
    .where((where) => (id === undefined ? where.lit(true) : where("access_grant.id", "=", id)))
    .orderBy((order) => order("reviewed_at", "is not", null))
    .orderBy("from_at", "desc")
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    child: row.person_id,
    localId: row.local_id,
    account: row.account_id,
    who: row.who,
    kind: row.reason_code,
    reason: row.reason,
    from: row.from_at,
    until: row.until_at,
    reviewDue: row.review_due,
    review:
      row.reviewed_at === null
        ? null
        : { upheld: row.review_upheld === true, note: row.review_note ?? "", at: row.reviewed_at },
  }));
}

/** How many emergency openings wait for this person's review, and how many are past their day: the notice on the pages of managers and the data protection officer. */
export async function waitingReviews(
  database: Database,
  context: Context,
): Promise<{ readonly waiting: number; readonly late: number }> {
  if (!context.rights.has("breakGlass.review")) return { waiting: 0, late: 0 };
  return await database.transact(asKeeper(context), async (handle) => {
    const rows = await handle.db
      .selectFrom("access_grant")
      .select(["review_due"])
      .where("kind", "=", "break-glass")
      .where("reviewed_at", "is", null)
      .where("account_id", "!=", context.accountId ?? 0)
      .execute();
    const late = rows.filter((row) => row.review_due !== null && row.review_due < handle.today);
    return { waiting: rows.length, late: late.length };
  });
}
