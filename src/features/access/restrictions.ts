import { sql } from "kysely";
import { z } from "zod";
import type { IsoInstant } from "../../kernel/dates.ts";
import { fail, notFound, ok, type Result } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { line, many, rowId } from "../../platform/web/parameters.ts";
import { namedOn } from "./restrictionQueries.ts";
import { RESTRICTIONS } from "./words.ts";

/** Leave that holds until it is withdrawn. */
const FOR_GOOD = "9999-12-31T00:00:00.000Z" as IsoInstant;

const reasonText = z
  .string({ error: "Say why, in at least 10 characters" })
  .trim()
  .min(10, "Say why, in at least 10 characters")
  .max(2000, "Use 2,000 characters or fewer");

const codes = RESTRICTIONS.map((each) => each.code);

/** A child's record that only people named on it may know of. */
export const placeRestriction: Command<
  { child: number; kind: (typeof codes)[number]; reason: string; people: number[] },
  { restriction: number }
> = {
  act: "restriction.place",
  right: "restrict",
  input: z.strictObject({
    child: rowId,
    kind: z.enum(codes, { error: "Choose why the record is restricted" }),
    reason: reasonText,
    people: many(rowId).pipe(z.array(z.number()).min(1, "Name at least one person who may open it")),
  }),
  keepsWalls: true,
  run: async (handle, { child, kind, reason, people }) => {
    const { authorityId, accountId, now } = handle.context;
    // Two people at once: the second waits here and finds it restricted.
    const person = await handle.db
      .selectFrom("person")
      .select("id")
      .where("id", "=", child)
      .forUpdate()
      .executeTakeFirst();
    if (person === undefined) return notFound();
    if (await isRestricted(handle, child)) return fail("already-done", "The record is restricted already");
    const words = RESTRICTIONS.find((each) => each.code === kind)?.words ?? kind;
    const row = await handle.db
      .insertInto("restriction")
      .values({
        authority_id: authorityId,
        person_id: child,
        reason: `${words}. ${reason}`,
        placed_at: now,
        placed_by: accountId,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    for (const account of people) {
      const named = await giveLeave(handle, child, account, "Named when the record was restricted");
      if (!named.ok) return named;
    }
    return ok({ restriction: row.id });
  },
  about: ({ child, kind, people }) => ({ personId: child, detail: { kind, people } }),
};

/** Names one more person on a restricted record. */
export const nameOnRestriction: Command<
  { restriction: number; signIn: string; reason: string },
  { child: number; account: number }
> = {
  act: "restriction.name",
  right: "restrict",
  input: z.strictObject({
    restriction: rowId,
    signIn: line("Enter the sign-in name of who may open it"),
    reason: reasonText,
  }),
  keepsWalls: true,
  run: async (handle, { restriction, signIn, reason }) => {
    const child = await restrictedChild(handle, restriction);
    if (child === undefined) return notFound();
    const account = await handle.db
      .selectFrom("account")
      .select("id")
      .where(sql<string>`lower(sign_in)`, "=", signIn.toLowerCase())
      .where("authority_id", "=", handle.context.authorityId)
      .executeTakeFirst();
    if (account === undefined) return fail("invalid", "Nobody has that sign-in name", "signIn");
    const named = await giveLeave(handle, child, account.id, reason);
    return named.ok ? ok({ child, account: account.id }) : named;
  },
  about: (_input, { child, account }) => ({ personId: child, detail: { account } }),
};

/** Takes somebody off a restricted record. The last one stays: a record nobody may open is a child nobody holds. */
export const takeOffRestriction: Command<
  { restriction: number; grant: number },
  { child: number; account: number }
> = {
  act: "restriction.unname",
  right: "restrict",
  input: z.strictObject({ restriction: rowId, grant: rowId }),
  keepsWalls: true,
  run: async (handle, { restriction, grant }) => {
    const child = await restrictedChild(handle, restriction);
    if (child === undefined) return notFound();
    const named = await namedOn(handle, child);
    const theirs = named.find((each) => each.grant === grant);
    if (theirs === undefined) return notFound();
    if (named.length === 1)
      return fail("not-allowed", "Name somebody else first: somebody must be able to open the record");
    await handle.db
      .updateTable("access_grant")
      .set({ until_at: handle.context.now })
      .where("id", "=", grant)
      .execute();
    return ok({ child, account: theirs.account });
  },
  about: (_input, { child, account }) => ({ personId: child, detail: { account } }),
};

/** Lifts a restriction, for a reason. Never by the person who placed it: a second pair of eyes. */
export const liftRestriction: Command<{ restriction: number; reason: string }, { child: number }> = {
  act: "restriction.lift",
  right: "restrict",
  input: z.strictObject({ restriction: rowId, reason: reasonText }),
  keepsWalls: true,
  run: async (handle, { restriction }) => {
    const { accountId, now } = handle.context;
    const row = await handle.db
      .selectFrom("restriction")
      .select(["person_id", "placed_by", "lifted_at"])
      .where("id", "=", restriction)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined || row.lifted_at !== null) return notFound();
    if (row.placed_by === accountId)
      return fail("not-allowed", "You placed this restriction, so somebody else must lift it");
    await handle.db
      .updateTable("restriction")
      .set({ lifted_at: now, lifted_by: accountId })
      .where("id", "=", restriction)
      .execute();
    await handle.db
      .updateTable("access_grant")
      .set({ until_at: now })
      .where("person_id", "=", row.person_id)
      .where("kind", "=", "named")
      .where("until_at", ">", now)
      .execute();
    return ok({ child: row.person_id });
  },
  about: ({ reason }, { child }) => ({ personId: child, detail: { reason } }),
};

async function isRestricted(handle: Handle, child: number): Promise<boolean> {
  const row = await handle.db
    .selectFrom("restriction")
    .select("id")
    .where("person_id", "=", child)
    .where("lifted_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

async function restrictedChild(handle: Handle, restriction: number): Promise<number | undefined> {
  const row = await handle.db
    .selectFrom("restriction")
    .select("person_id")
    .where("id", "=", restriction)
    .where("lifted_at", "is", null)
    .executeTakeFirst();
  return row?.person_id;
}

async function giveLeave(
  handle: Handle,
  child: number,
  account: number,
  reason: string,
): Promise<Result<null>> {
  const { authorityId, now } = handle.context;
  const who = await handle.db
    .selectFrom("account")
    .select("id")
    .where("id", "=", account)
    .where("authority_id", "=", authorityId)
    .where("disabled_at", "is", null)
    .executeTakeFirst();
  if (who === undefined) return fail("invalid", "Name people who have an account in use", "people");
  if ((await namedOn(handle, child)).some((each) => each.account === account)) return ok(null);
  await handle.db
    .insertInto("access_grant")
    .values({
      authority_id: authorityId,
      person_id: child,
      account_id: account,
      kind: "named",
      reason_code: "named",
      reason,
      from_at: now,
      until_at: FOR_GOOD,
    })
    .execute();
  return ok(null);
}
