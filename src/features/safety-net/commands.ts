import { sql } from "kysely";
import { z } from "zod";
import { fail, notFound, ok } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";

const input = z.strictObject({
  invariant: z.string().regex(/^INV-\d\d$/),
  person: z.coerce.number().int().positive(),
  key: z.string().max(400),
  note: z.string().trim().min(5, "Say in a few words what you are doing about it").max(2000),
});

/** Takes up a breach: names who is looking and what they do. The breach stays until the fact changes. */
export const takeUp: Command<z.output<typeof input>, { personId: number }> = {
  act: "breach.takenUp",
  right: "net.takeUp",
  input,
  run: async (handle, { invariant, person, key, note }) => {
    // Read as the person: what they may not see is not there to be taken up.
    const found = await handle.db
      .selectFrom("breach")
      .select(["person_id", "from_on", "until_on"])
      .where("person_id", "=", person)
      .where("invariant_id", "=", invariant)
      .where("key", "=", key)
      .executeTakeFirst();
    if (found === undefined) return notFound();
    if (found.until_on !== null && found.until_on <= handle.today)
      return fail("already-done", "This is no longer so: the fact has changed since you opened the page.");
    const { context } = handle;
    const again = await sql<{
      same: boolean;
    }>`select exists (select from take_up where person_id = ${person} and invariant_id = ${invariant} and key = ${key}
      and account_id = ${context.accountId ?? 0} and note = ${note}) as same`.execute(handle.db);
    if (again.rows[0]?.same !== true) {
      await handle.asSystem((db) =>
        db
          .insertInto("take_up")
          .values({
            authority_id: context.authorityId,
            person_id: person,
            invariant_id: invariant,
            key,
            account_id: context.accountId ?? 0,
            by_name: context.who,
            note,
            at: context.now,
          })
          .execute(),
      );
    }
    return ok({ personId: person });
  },
  about: ({ invariant, person, note }) => ({ personId: person, detail: { invariant, note } }),
};
