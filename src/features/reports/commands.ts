import { z } from "zod";
import { fail, notFound, ok } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import { LINK_DAYS, MOST_LINK_DAYS } from "./links.ts";
import { monthNow } from "./make.ts";
import { askRun } from "./runs.ts";
import { mayHave, peopleOf, recipientRoles } from "./schedules.ts";

const audience = z.enum(["leaders", "members"], "Choose who it is for");
const many = z.union([z.string(), z.array(z.string())]).optional();
const listed = many.transform((value) => (value === undefined ? [] : [value].flat()));
const wholeBetween = (from: number, to: number, words: string) =>
  z
    .string()
    .trim()
    .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= from && Number(text) <= to, words)
    .transform(Number);

const askInput = z.strictObject({ audience });

/** Asks for the pack of the last month that is over. Asked for again, a second stands beside the first. */
export const askPack: Command<z.output<typeof askInput>, { run: number }> = {
  act: "report.asked",
  right: "insight.narrate",
  input: askInput,
  run: async (handle, { audience: wanted }) => {
    const { context } = handle;
    const run = await handle.asSystem((db) =>
      askRun(db, {
        authority: context.authorityId,
        audience: wanted,
        month: monthNow(context),
        scheduleId: null,
        by: { id: context.accountId, name: context.who },
        now: context.now,
      }),
    );
    return ok({ run });
  },
  about: ({ audience: wanted }, { run }) => ({ detail: { audience: wanted, run } }),
};

const scheduleInput = z.strictObject({
  audience,
  day: wholeBetween(1, 28, "Give a day of the month from 1 to 28"),
  days: wholeBetween(
    1,
    MOST_LINK_DAYS,
    `Give a number of days from 1 to ${MOST_LINK_DAYS}; ${LINK_DAYS} is usual`,
  ),
  roles: listed,
  accounts: listed,
});

/** Has a pack made on a day of each month and made ready for some people. */
export const addSchedule: Command<z.output<typeof scheduleInput>, { schedule: number }> = {
  act: "report.scheduled",
  right: "insight.narrate",
  input: scheduleInput as unknown as z.ZodType<z.output<typeof scheduleInput>>,
  run: async (handle, input) => {
    const { context } = handle;
    if (input.roles.length + input.accounts.length === 0)
      return fail("invalid", "Choose at least one role or person.", "roles");
    const roles = new Set(recipientRoles(input.audience).map(({ id }) => id));
    if (!input.roles.every((role) => roles.has(role)))
      return fail("invalid", "A role that opens no records may be sent the pack for members only.", "roles");
    return await handle.asSystem(async (db) => {
      const people = new Map(
        (await peopleOf(db, context.authorityId)).map((person) => [String(person.id), person]),
      );
      const named = input.accounts.flatMap((id) => people.get(id) ?? []);
      if (named.length !== input.accounts.length)
        return fail("invalid", "Somebody chosen has no account any more.", "accounts");
      if (!named.every((person) => mayHave(input.audience, person.roles)))
        return fail(
          "invalid",
          "Somebody chosen opens no records, or sees no figures, and may not be sent this pack.",
          "accounts",
        );
      const row = await db
        .insertInto("report_schedule")
        .values({
          authority_id: context.authorityId,
          audience: input.audience,
          day: input.day,
          link_days: input.days,
          at: context.now,
          account_id: context.accountId ?? 0,
          by_name: context.who,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      for (const recipient of [
        ...input.roles.map((role) => ({ role })),
        ...named.map(({ id }) => ({ account_id: id })),
      ])
        await db
          .insertInto("report_recipient")
          .values({ schedule_id: row.id, authority_id: context.authorityId, ...recipient })
          .execute();
      return ok({ schedule: row.id });
    });
  },
  about: ({ audience: wanted, day, days, roles, accounts }, { schedule }) => ({
    detail: { schedule, audience: wanted, day, days, roles, accounts },
  }),
};

const id = z.coerce.number().int().positive();
const reason = z.string().trim().min(3, "Say why, in a few words").max(300);
const endInput = z.strictObject({ id, reason });

/** Ends a schedule. Packs made and links given stay as they are. */
export const endSchedule: Command<z.output<typeof endInput>, { schedule: number }> = {
  act: "report.scheduleEnded",
  right: "insight.narrate",
  input: endInput,
  run: async (handle, input) => {
    const { context } = handle;
    const done = await handle.asSystem((db) =>
      db
        .updateTable("report_schedule")
        .set({ ended_at: context.now, ended_by: context.who, ended_reason: input.reason })
        .where("id", "=", input.id)
        .where("authority_id", "=", context.authorityId)
        .where("ended_at", "is", null)
        .executeTakeFirst(),
    );
    return done.numUpdatedRows === 0n ? notFound() : ok({ schedule: input.id });
  },
  about: (input) => ({ detail: { schedule: input.id, reason: input.reason } }),
};

/** Takes a link back: it opens no more. */
export const revokeLink: Command<z.output<typeof endInput>, { pack: number }> = {
  act: "report.linkRevoked",
  right: "insight.narrate",
  input: endInput,
  run: async (handle, input) => {
    const { context } = handle;
    const row = await handle.asSystem((db) =>
      db
        .updateTable("report_link")
        .set({ revoked_at: context.now, revoked_by: context.who, revoked_reason: input.reason })
        .where("id", "=", input.id)
        .where("authority_id", "=", context.authorityId)
        .where("revoked_at", "is", null)
        .returning("pack_id")
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : ok({ pack: row.pack_id });
  },
  about: (input, { pack }) => ({ detail: { link: input.id, pack, reason: input.reason } }),
};
