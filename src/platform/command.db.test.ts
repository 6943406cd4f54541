import { sql } from "kysely";
import { expect, it } from "vitest";
import { z } from "zod";
import { fail, ok } from "../kernel/result.ts";
import { addAuthority, addChild, personContext } from "../../test/engines/seed.ts";
import { eachEngine } from "../../test/engines/setup.ts";
import { type Command, perform } from "./command.ts";
import type { Database } from "./db/transact.ts";

const makeTeam: Command<{ id: string; name: string }, { name: string }> = {
  act: "team.make",
  right: "team",
  input: z.strictObject({ id: z.string(), name: z.string().min(1, "Enter a name") }),
  run: async (handle, input) => {
    await handle.asSystem((db) =>
      db
        .insertInto("team")
        .values({ authority_id: handle.context.authorityId, ref: input.id, name: input.name })
        .execute(),
    );
    return input.name === "Taken"
      ? fail("invalid", "Somebody has that name", "name")
      : ok({ name: input.name });
  },
  about: (input) => ({ detail: { team: input.id } }),
};

async function state(database: Database) {
  const teams = await sql<{ ref: string }>`select ref from team order by ref`.execute(database.engine.db);
  const acts = await sql<{ act: string; who: string }>`select act, who from audit_event order by seq`.execute(
    database.engine.db,
  );
  return { teams: teams.rows.map((row) => row.ref), acts: acts.rows.map((row) => `${row.who}: ${row.act}`) };
}

eachEngine("an act", (open) => {
  it("is done and written down together, or not at all", async () => {
    const { database } = await open();
    const authority = await addAuthority(database);
    const may = personContext(authority, { who: "Mina", rights: ["team"] });
    expect(await perform(database, may, makeTeam, { id: "T1", name: "Taken" })).toMatchObject({
      ok: false,
      failures: [{ field: "name" }],
    });
    expect(await state(database)).toEqual({ teams: [], acts: [] });
    expect(await perform(database, may, makeTeam, { id: "T1", name: "North" })).toEqual({
      ok: true,
      value: { name: "North" },
    });
    expect(await state(database)).toEqual({ teams: ["T1"], acts: ["Mina: team.make"] });
    // A fault in the middle undoes it too.
    await expect(perform(database, may, makeTeam, { id: "T1", name: "Again" })).rejects.toThrow();
    expect(await state(database)).toEqual({ teams: ["T1"], acts: ["Mina: team.make"] });
  });

  it("is refused before anything is read without the right, and the attempt is written down", async () => {
    const { database } = await open();
    const authority = await addAuthority(database, "Second");
    const mayNot = personContext(authority, { who: "Wren" });
    const done = await perform(database, mayNot, makeTeam, { nonsense: true });
    expect(done).toMatchObject({ ok: false, failures: [{ code: "not-allowed" }] });
    expect((await state(database)).acts.at(-1)).toBe("Wren: refused");
  });

  it("takes only the fields it asks for, and says what is wrong in its own words", async () => {
    const { database } = await open();
    const authority = await addAuthority(database, "Third");
    const may = personContext(authority, { rights: ["team"] });
    const done = await perform(database, may, makeTeam, { id: "T9", name: "", authority_id: 7 });
    expect(done.ok ? [] : done.failures.map((failure) => failure.message)).toEqual([
      "Enter a name",
      "The form sent something we did not ask for",
    ]);
  });

  it("works behind the person's walls, unless it keeps the walls, and names the person either way", async () => {
    const { database } = await open();
    const authority = await addAuthority(database, "Fourth");
    const child = await addChild(database, authority, { localId: "Z1", worker: "W1" });
    const look = (keepsWalls: boolean): Command<Record<string, never>, number> => ({
      act: `look.${keepsWalls ? "keeper" : "person"}`,
      right: "signed-in",
      input: z.strictObject({}),
      keepsWalls,
      run: async ({ db }) => {
        const rows = await db
          .selectFrom("timeline_event")
          .select("id")
          .where("person_id", "=", child)
          .execute();
        return ok(rows.length);
      },
    });
    const wren = personContext(authority, { who: "Wren", scope: "own", workerRef: "W2" });
    expect(await perform(database, wren, look(false), {})).toEqual({ ok: true, value: 0 });
    expect(await perform(database, wren, look(true), {})).toEqual({ ok: true, value: 1 });
    expect((await state(database)).acts.slice(-2)).toEqual(["Wren: look.person", "Wren: look.keeper"]);
  });
});
