import { z } from "zod";
import type { IsoDate } from "../../kernel/dates.ts";
import { fail, notFound, ok } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import { readMonth } from "./months.ts";
import { seriesNamed } from "./series.ts";

const month = (words: string) =>
  z
    .string()
    .transform((text) => readMonth(text) ?? null)
    .refine((day): day is IsoDate => day !== null, words);

const shiftInput = z.strictObject({
  series: z.string(),
  from: month("Give the month it began, as 2026-04"),
  to: z
    .string()
    .default("")
    .transform((text) => (text.trim() === "" ? null : (readMonth(text) ?? undefined)))
    .refine(
      (day): day is IsoDate | null => day !== undefined,
      "Give the last month of it, as 2026-09, or leave it empty",
    ),
  words: z
    .string()
    .trim()
    .min(3, "Say in a few words what happened: they stand on the chart")
    .max(80, "Say it in at most 80 characters: it stands on the chart"),
  reason: z
    .string()
    .trim()
    .min(10, "Say in at least ten characters how it is known and why it moved the level")
    .max(1000, "Say it in at most 1,000 characters"),
});

/** Enters what is known to have moved a series: because the work changed, never because the forecast is unwelcome. */
export const addShift: Command<z.output<typeof shiftInput>, { series: string }> = {
  act: "demand.shiftAdded",
  right: "insight.narrate",
  input: shiftInput,
  run: async (handle, { series, from, to, words, reason }) => {
    if (seriesNamed(series) === undefined) return notFound();
    if (from > handle.today)
      return fail(
        "invalid",
        "Give a month that has begun: nobody knows yet how far a coming change moves the level.",
        "from",
      );
    if (to !== null && to < from)
      return fail("invalid", "Give a last month that is not before the first.", "to");
    const { context } = handle;
    const added = await handle.asSystem((db) =>
      db
        .insertInto("demand_shift")
        .values({
          authority_id: context.authorityId,
          series,
          from_month: from,
          to_month: to,
          words,
          reason,
          at: context.now,
          account_id: context.accountId ?? 0,
          by_name: context.who,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning("id")
        .executeTakeFirst(),
    );
    if (added === undefined)
      return fail("already-done", "Something is entered for that month already.", "from");
    return ok({ series });
  },
  about: ({ series, from, to, words, reason }) => ({ detail: { series, from, to, words, reason } }),
};

const withdrawInput = z.strictObject({
  series: z.string(),
  id: z.coerce.number().int().positive(),
  reason: z.string().trim().min(10, "Say in at least ten characters why it is withdrawn").max(1000),
});

/** Withdraws a shift. It stays on the record with both reasons. */
export const withdrawShift: Command<z.output<typeof withdrawInput>, { series: string }> = {
  act: "demand.shiftWithdrawn",
  right: "insight.narrate",
  input: withdrawInput,
  run: async (handle, { series, id, reason }) => {
    const { context } = handle;
    const done = await handle.asSystem((db) =>
      db
        .updateTable("demand_shift")
        .set({ withdrawn_at: context.now, withdrawn_by: context.who, withdrawn_reason: reason })
        .where("id", "=", id)
        .where("series", "=", series)
        .where("withdrawn_at", "is", null)
        .executeTakeFirst(),
    );
    return done.numUpdatedRows === 0n ? notFound() : ok({ series });
  },
  about: ({ series, id, reason }) => ({ detail: { series, shift: id, reason } }),
};
