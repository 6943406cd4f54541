import { z } from "zod";
import { fail, ok } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import { enqueue } from "../../platform/jobs/queue.ts";
import { readAssumptions } from "./assumptions.ts";
import { typedFields } from "./fields.ts";
import { byType, CASE_TYPES } from "./caseTypes.ts";
import { SIMULATE } from "./jobs.ts";
import { dutyOf, outcomeOf } from "./outcome.ts";
import { cannotSimulate, isQuick, simulateTeam } from "./simulation.ts";
import { readPoints } from "./store.ts";
import { readToday } from "./today.ts";

const saveInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(3, "Give the scenario a name of at least three letters")
    .max(120, "Give a name of at most 120 characters"),
  note: z.string().trim().max(2000, "Say it in at most 2,000 characters").default(""),
  ...typedFields,
});

/** Keeps a what-if: every assumption, its seed and what came out. It is never changed; another is another. */
export const saveScenario: Command<z.output<typeof saveInput>, { id: number; later: boolean }> = {
  act: "workforce.scenarioSaved",
  right: "insight.narrate",
  input: saveInput,
  run: async (handle, { name, note, ...given }) => {
    const read = readAssumptions(given as Record<string, string | undefined>, await readToday(handle));
    if ("failures" in read) return { ok: false, failures: read.failures };
    const { assumptions } = read;
    const outcome = outcomeOf(assumptions);
    if ("problem" in outcome) return fail("invalid", outcome.problem);
    const cannot = cannotSimulate(assumptions);
    const quick = cannot === null && isQuick(assumptions);
    const simulation = cannot !== null ? { cannot } : quick ? await simulateTeam(assumptions) : null;
    const { context } = handle;
    const saved = await handle.asSystem(async (db) => {
      const row = await db
        .insertInto("staffing_scenario")
        .values({
          authority_id: context.authorityId,
          name,
          note,
          assumptions: JSON.stringify(assumptions),
          results: JSON.stringify({ outcome, duty: dutyOf(assumptions) }),
          simulation: simulation === null ? null : JSON.stringify(simulation),
          at: context.now,
          account_id: context.accountId ?? 0,
          by_name: context.who,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      if (simulation === null)
        await enqueue(db, SIMULATE, { scenario: row.id, authority: context.authorityId }, context.now);
      return row;
    });
    return ok({ id: saved.id, later: simulation === null });
  },
  about: ({ name }, { id }) => ({ detail: { scenario: id, name } }),
};

const point = (words: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,3}(\.\d)?$/, `${words}: give a number with at most one decimal`)
    .transform(Number)
    .refine((n) => n >= 0.5 && n <= 100, `${words}: give 0.5 to 100`);

const pointsInput = z.strictObject({
  ...(byType(({ words }) => point(words)) as Record<string, ReturnType<typeof point>>),
  reason: z
    .string()
    .trim()
    .min(10, "Say in at least ten characters why the points change, and who was asked")
    .max(1000, "Say it in at most 1,000 characters"),
});

/** Sets the points of each kind of case: local policy, in force at once, the version before it kept. */
export const setPoints: Command<z.output<typeof pointsInput>, { kinds: number }> = {
  act: "workforce.pointsSet",
  right: "rules.propose",
  input: pointsInput,
  run: async (handle, { reason, ...given }) => {
    const chosen: { readonly [type: string]: string | number } = given;
    const points = byType(({ id }) => Number(chosen[id]));
    const now = await readPoints(handle);
    if (CASE_TYPES.every(({ id }) => now[id] === points[id]))
      return fail("invalid", "These are the points that stand already.");
    const { context } = handle;
    await handle.asSystem((db) =>
      db
        .insertInto("case_weights")
        .values({
          authority_id: context.authorityId,
          points: JSON.stringify(points),
          reason,
          at: context.now,
          account_id: context.accountId ?? 0,
          by_name: context.who,
        })
        .execute(),
    );
    return ok({ kinds: CASE_TYPES.length });
  },
  about: (points) => ({ detail: { ...points } }),
};
