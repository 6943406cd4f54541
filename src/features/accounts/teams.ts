import { z } from "zod";
import { fail, ok } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { line } from "../../platform/web/parameters.ts";

/** Makes a team. Its reference is the one the files use, so that children whom the files place with it are found. */
export const makeTeam: Command<{ ref: string; name: string }, null> = {
  act: "team.make",
  right: "accounts",
  input: z.strictObject({
    ref: line("Enter the team's reference", 100),
    name: line("Enter the team's name"),
  }),
  keepsWalls: true,
  run: async ({ db, context }, { ref, name }) => {
    const made = await db
      .insertInto("team")
      .values({ authority_id: context.authorityId, ref, name })
      .onConflict((conflict) => conflict.columns(["authority_id", "ref"]).doNothing())
      .executeTakeFirst();
    return Number(made.numInsertedOrUpdatedRows) === 0
      ? fail("invalid", "There is a team with that reference already", "ref")
      : ok(null);
  },
  about: ({ ref }) => ({ detail: { team: ref } }),
};

export type TeamLine = { readonly ref: string; readonly name: string; readonly leads: readonly string[] };

/** The teams, and who leads each: the accounts in use that have it among theirs. */
export async function teamsWithLeads(handle: Handle): Promise<TeamLine[]> {
  const { authorityId } = handle.context;
  const teams = await handle.db
    .selectFrom("team")
    .select(["ref", "name"])
    .where("authority_id", "=", authorityId)
    .orderBy("name")
    .execute();
  const accounts = await handle.db
    .selectFrom("account")
    .select(["name", "team_refs"])
    .where("authority_id", "=", authorityId)
    .where("disabled_at", "is", null)
    .orderBy("name")
    .execute();
  return teams.map((team) => ({
    ...team,
    leads: accounts.filter((account) => account.team_refs.includes(team.ref)).map((account) => account.name),
  }));
}
