import { sql } from "kysely";
import { z } from "zod";
import { fail, notFound, ok, type Result } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { line, many, optionalLine, rowId } from "../../platform/web/parameters.ts";
import { endSessions } from "../../platform/web/session.ts";
import { newLink } from "./invitations.ts";
import { roleOf } from "./roles.ts";

/** A sign-in name: an e-mail address, because people remember theirs. It says nothing about what they may do. */
export const signInName = z
  .string({ error: "Enter an e-mail address" })
  .trim()
  .max(200)
  .regex(/^[^\s@]{1,100}@[^\s@]+\.[^\s@]{2,}$/, "Enter an e-mail address, like name@example.gov.uk");

const roles = many(z.string().refine((id) => roleOf(id) !== undefined, "Choose roles from the list"));

const whatTheyDo = {
  name: line("Enter their name"),
  roles,
  teamRefs: many(z.string().max(100)),
  workerRef: optionalLine(100),
};

export const inviteInput = z.strictObject({ ...whatTheyDo, signIn: signInName });
export const changeInput = z.strictObject({ ...whatTheyDo, id: rowId });

export type Link = { readonly accountId: number; readonly name: string; readonly token: string };

/** Makes an account for somebody else, without a password: they choose one through the link. */
export const inviteAccount: Command<z.infer<typeof inviteInput>, Link> = {
  act: "account.invite",
  right: "accounts",
  input: inviteInput,
  keepsWalls: true,
  run: async (handle, input) => {
    const problem = await checkReferences(handle, input);
    if (problem !== null) return problem;
    const taken =
      await sql`select 1 from account where lower(sign_in) = ${input.signIn.toLowerCase()}`.execute(
        handle.db,
      );
    if (taken.rows.length > 0) return fail("invalid", "Somebody has that sign-in name already", "signIn");
    const row = await handle.db
      .insertInto("account")
      .values({
        authority_id: handle.context.authorityId,
        sign_in: input.signIn,
        name: input.name,
        roles: input.roles,
        team_refs: input.teamRefs,
        worker_ref: input.workerRef,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    return ok({ accountId: row.id, name: input.name, token: await newLink(handle, row.id) });
  },
  about: (input, made) => ({
    detail: { account: made.accountId, roles: input.roles, teams: input.teamRefs },
  }),
};

/** Changes what somebody may do. It holds from their next request. */
export const changeAccount: Command<z.infer<typeof changeInput>, null> = {
  act: "account.change",
  right: "accounts",
  input: changeInput,
  keepsWalls: true,
  run: async (handle, input) => {
    const before = await theirs(handle, input.id);
    if (before === undefined) return notFound();
    if (input.id === handle.context.accountId && !sameSet(before.roles, input.roles))
      return fail("not-allowed", "Ask another administrator to change your own roles", "roles");
    const problem = await checkReferences(handle, input);
    if (problem !== null) return problem;
    await handle.db
      .updateTable("account")
      .set({
        name: input.name,
        roles: input.roles,
        team_refs: input.teamRefs,
        worker_ref: input.workerRef,
      })
      .where("id", "=", input.id)
      .execute();
    return ok(null);
  },
  about: (input) => ({
    detail: { account: input.id, roles: input.roles, teams: input.teamRefs, worker: input.workerRef },
  }),
};

/** Ends an account's use at once: its sessions, its link, and any leave it had to open restricted records. */
export const disableAccount: Command<{ id: number }, { readonly sessions: number }> = {
  act: "account.disable",
  right: "accounts",
  input: z.strictObject({ id: rowId }),
  keepsWalls: true,
  run: async (handle, { id }) => {
    if ((await theirs(handle, id)) === undefined) return notFound();
    if (id === handle.context.accountId)
      return fail("not-allowed", "You cannot disable your own account. Ask another administrator");
    await handle.db
      .updateTable("account")
      .set({ disabled_at: handle.context.now, invite_hash: null, invite_until: null })
      .where("id", "=", id)
      .where("disabled_at", "is", null)
      .execute();
    await handle.db
      .updateTable("access_grant")
      .set({ until_at: handle.context.now })
      .where("account_id", "=", id)
      .where("until_at", ">", handle.context.now)
      .execute();
    return ok({ sessions: await endSessions(handle, id) });
  },
  about: ({ id }, { sessions }) => ({ detail: { account: id, sessions } }),
};

/** Lets somebody back in, through a new link: what was known of a leaver's password is no longer believed. */
export const enableAccount: Command<{ id: number }, Link> = {
  act: "account.enable",
  right: "accounts",
  input: z.strictObject({ id: rowId }),
  keepsWalls: true,
  run: async (handle, { id }) => {
    const account = await theirs(handle, id);
    if (account === undefined) return notFound();
    await handle.db
      .updateTable("account")
      .set({ disabled_at: null, password_hash: null })
      .where("id", "=", id)
      .execute();
    return ok({ accountId: id, name: account.name, token: await newLink(handle, id) });
  },
  about: ({ id }) => ({ detail: { account: id } }),
};

const relinkInput = z.strictObject({ id: rowId, factor: z.literal("lost").optional() });

/** A new link for somebody who forgot their password, and, where they lost it too, without their second factor. */
export const sendNewLink: Command<z.infer<typeof relinkInput>, Link> = {
  act: "account.new-link",
  right: "accounts",
  input: relinkInput,
  keepsWalls: true,
  run: async (handle, { id, factor }) => {
    const account = await theirs(handle, id);
    if (account === undefined || account.disabled_at !== null || account.demonstration) return notFound();
    if (id === handle.context.accountId)
      return fail("not-allowed", "Change your own password on your account's page");
    if (factor === "lost") {
      await handle.db
        .updateTable("account")
        .set({ totp_secret: null, totp_confirmed_at: null, totp_last_step: null, recovery_hashes: [] })
        .where("id", "=", id)
        .execute();
      await endSessions(handle, id);
    }
    return ok({ accountId: id, name: account.name, token: await newLink(handle, id) });
  },
  about: ({ id, factor }) => ({ detail: { account: id, factorCleared: factor === "lost" } }),
};

async function theirs(handle: Handle, id: number) {
  return await handle.db
    .selectFrom("account")
    .select(["name", "roles", "disabled_at", "demonstration"])
    .where("id", "=", id)
    .where("authority_id", "=", handle.context.authorityId)
    .executeTakeFirst();
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));

/** Teams and workers are named by their references, which must be known: a mistyped one would silently open nothing. */
async function checkReferences(
  handle: Handle,
  input: { readonly teamRefs: readonly string[]; readonly workerRef: string | null },
): Promise<Result<never> | null> {
  const { authorityId } = handle.context;
  const teams = await handle.db
    .selectFrom("team")
    .select("ref")
    .where("authority_id", "=", authorityId)
    .execute();
  if (input.teamRefs.some((ref) => !teams.some((team) => team.ref === ref)))
    return fail("invalid", "Choose teams from the list", "teamRefs");
  if (input.workerRef === null) return null;
  const worker = await handle.db
    .selectFrom("worker")
    .select("ref")
    .where("authority_id", "=", authorityId)
    .where("ref", "=", input.workerRef)
    .executeTakeFirst();
  return worker === undefined
    ? fail(
        "invalid",
        "No worker with that reference is known. Look at the list of workers, or leave it empty",
        "workerRef",
      )
    : null;
}
