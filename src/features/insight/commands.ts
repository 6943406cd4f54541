import { z } from "zod";
import { type IsoDate, parseDate } from "../../kernel/dates.ts";
import { fail, notFound, ok } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import { indicatorNo } from "./indicators.ts";

const no = z.coerce.number().int().min(1).max(66);

const narrativeInput = z.strictObject({
  no,
  words: z
    .string()
    .trim()
    .min(10, "Say in at least ten characters what the chart shows and why")
    .max(4000, "Say it in at most 4,000 characters"),
});

/** Says what a chart shows and why. What was said before is kept. */
export const narrate: Command<z.output<typeof narrativeInput>, { no: number }> = {
  act: "insight.narrated",
  right: "insight.narrate",
  input: narrativeInput,
  run: async (handle, { no: number, words }) => {
    if (indicatorNo(number) === undefined) return notFound();
    const { context } = handle;
    await handle.asSystem((db) =>
      db
        .insertInto("insight_narrative")
        .values({
          authority_id: context.authorityId,
          indicator: number,
          words,
          at: context.now,
          account_id: context.accountId ?? 0,
          by_name: context.who,
        })
        .execute(),
    );
    return ok({ no: number });
  },
  about: ({ no: number }) => ({ detail: { indicator: number } }),
};

const rebaseInput = z.strictObject({
  no,
  on: z
    .string()
    .transform((text) => parseDate(text.trim()) ?? null)
    .refine((day): day is IsoDate => day !== null, "Give the day the work changed, as 2026-04-01"),
  reason: z.string().trim().min(10, "Say in at least ten characters what changed").max(500),
});

/** Starts a chart's limits afresh from a day, because the work changed: never because the limits are unwelcome. */
export const rebase: Command<z.output<typeof rebaseInput>, { no: number }> = {
  act: "insight.rebased",
  right: "insight.narrate",
  input: rebaseInput,
  run: async (handle, { no: number, on, reason }) => {
    if (indicatorNo(number) === undefined) return notFound();
    if (on > handle.today)
      return fail("invalid", "Give a day that has been: limits cannot start in the future.", "on");
    const { context } = handle;
    const standing = await handle.db
      .selectFrom("insight_rebase")
      .select("id")
      .where("authority_id", "=", context.authorityId)
      .where("indicator", "=", number)
      .where("on_date", "=", on)
      .where("withdrawn_at", "is", null)
      .executeTakeFirst();
    if (standing !== undefined)
      return fail("already-done", "The limits start afresh on that day already.", "on");
    await handle.asSystem((db) =>
      db
        .insertInto("insight_rebase")
        .values({
          authority_id: context.authorityId,
          indicator: number,
          on_date: on,
          reason,
          at: context.now,
          account_id: context.accountId ?? 0,
          by_name: context.who,
        })
        .execute(),
    );
    return ok({ no: number });
  },
  about: ({ no: number, on, reason }) => ({ detail: { indicator: number, on, reason } }),
};

const withdrawInput = z.strictObject({
  no,
  id: z.coerce.number().int().positive(),
  why: z.string().trim().min(10, "Say in at least ten characters why it is withdrawn").max(500),
});

/** Withdraws a rebase. It stays on the record with both reasons. */
export const withdrawRebase: Command<z.output<typeof withdrawInput>, { no: number }> = {
  act: "insight.rebaseWithdrawn",
  right: "insight.narrate",
  input: withdrawInput,
  run: async (handle, { no: number, id, why }) => {
    const { context } = handle;
    const done = await handle.asSystem((db) =>
      db
        .updateTable("insight_rebase")
        .set({ withdrawn_at: context.now, withdrawn_by: context.who, withdrawn_reason: why })
        .where("id", "=", id)
        .where("indicator", "=", number)
        .where("withdrawn_at", "is", null)
        .executeTakeFirst(),
    );
    return done.numUpdatedRows === 0n ? notFound() : ok({ no: number });
  },
  about: ({ no: number, id, why }) => ({ detail: { indicator: number, rebase: id, why } }),
};
