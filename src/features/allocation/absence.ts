import { sql } from "kysely";
import { z } from "zod";
import { addDays, type IsoDate, parseDate } from "../../kernel/dates.ts";
import { fail, notFound, ok, type Result } from "../../kernel/result.ts";
import type { Context } from "../../kernel/context.ts";
import type { Command } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { optionalLine } from "../../platform/web/parameters.ts";
import { sayDate } from "../../ui/words.ts";
import { recomputeHeldBy } from "../imports/importer.ts";
import type { Db } from "../record/bulk.ts";
import type { Spine } from "../record/spine.ts";
import { openOn } from "../team/holding.ts";
import { dayInput } from "./commands.ts";
import { findWorker, hasLeft, type Worker } from "./state.ts";
import { ABSENCE_REASONS, list } from "./words.ts";

/** Whether a worker is one of those whom this person allocates to: of a team they lead, or anybody where their scope is the whole authority. */
export const leads = (context: Context, worker: Pick<Worker, "teamRef">): boolean =>
  context.scope === "all" ||
  (context.scope === "team" && worker.teamRef !== null && context.teamRefs.includes(worker.teamRef));

const optionalDay = z
  .union([z.literal("").transform(() => null), z.string()])
  .optional()
  .transform((text, ctx): IsoDate | null => {
    if (text === undefined || text === null) return null;
    const found = parseDate(text);
    if (found === undefined) ctx.addIssue("Enter the last day away, as 27 3 2026, or leave it empty");
    return found ?? null;
  });

const absenceInput = z.strictObject({
  worker: z.string().min(1),
  from: dayInput("Enter the first day away, as 27 3 2026"),
  to: optionalDay,
  cover: optionalLine(100),
  reason: z.enum(ABSENCE_REASONS, { error: "Choose why" }),
});

type AbsenceInput = z.output<typeof absenceInput>;

/** Writes down that a worker is away and who covers, and looks again at every child they hold. Whoever covers opens those children's records meanwhile. */
export const recordAbsence = (spine: Spine): Command<AbsenceInput, { absence: number }> => ({
  act: "absence.recorded",
  right: "allocate",
  input: absenceInput,
  run: async (handle, input) =>
    await handle.asSystem(async (db) => {
      const worker = await lockWorker(db, input.worker);
      if (worker === null || !leads(handle.context, worker)) return notFound();
      if (input.to !== null && input.to < input.from)
        return fail(
          "invalid",
          "The last day away is before the first. Give a later day, or leave it empty.",
          "to",
        );
      const same = await overlapping(db, input);
      const known = same.find((a) => a.from === input.from && a.to === input.to && a.cover === input.cover);
      if (known !== undefined) return ok({ absence: known.id });
      const other = same[0];
      if (other !== undefined)
        return fail(
          "invalid",
          `${worker.name} is already down as away from ${sayDate(other.from)}${other.to === null ? "" : ` to ${sayDate(other.to)}`}. End that first, or give other days.`,
          "from",
        );
      const unfit = input.cover === null ? null : await coverRefusal(db, handle, input, input.cover);
      if (unfit !== null) return unfit;
      const made = await sql<{
        id: number;
      }>`insert into absence (authority_id, worker_ref, from_on, to_on, cover_ref, reason, recorded_at, recorded_by)
        values (${handle.context.authorityId}, ${input.worker}, ${input.from}::date, ${input.to}::date, ${input.cover}, ${input.reason}, ${handle.context.now}, ${handle.context.accountId}) returning id`.execute(
        db,
      );
      await recomputeHeldBy(db, spine, [input.worker]);
      return ok({ absence: made.rows[0]?.id ?? 0 });
    }),
  about: (input, output) => ({
    detail: {
      worker: input.worker,
      from: input.from,
      to: input.to,
      cover: input.cover,
      absence: output.absence,
    },
  }),
});

/** Two who write an absence at once do so one after the other. */
async function lockWorker(db: Db, ref: string): Promise<Worker | null> {
  await sql`select id from worker where authority_id = (select kith_authority()) and ref = ${ref} for no key update`.execute(
    db,
  );
  return await findWorker(db, ref);
}

type Known = { id: number; from: IsoDate; to: IsoDate | null; cover: string | null };

async function overlapping(db: Db, input: Pick<AbsenceInput, "worker" | "from" | "to">): Promise<Known[]> {
  const rows = await sql<Known>`select id, from_on as from, to_on as to, cover_ref as cover from absence
    where authority_id = (select kith_authority()) and worker_ref = ${input.worker}
      and (to_on is null or to_on >= ${input.from}::date) and (${input.to}::date is null or from_on <= ${input.to}::date)
    order by from_on`.execute(db);
  return rows.rows;
}

async function coverRefusal(
  db: Db,
  handle: Handle,
  input: AbsenceInput,
  coverRef: string,
): Promise<Result<never> | null> {
  const { today } = handle;
  if (coverRef === input.worker)
    return fail("invalid", "Nobody covers for themselves. Choose somebody else.", "cover");
  const cover = await findWorker(db, coverRef);
  if (cover === null) return fail("invalid", "Choose who covers from the list.", "cover");
  if (hasLeft(cover, today)) return fail("invalid", `${cover.name} has left. Choose somebody else.`, "cover");
  const away = await overlapping(db, { ...input, worker: coverRef });
  if (away.length > 0)
    return fail("invalid", `${cover.name} is away in those days too. Choose somebody else.`, "cover");
  if (cover.registered !== false) return null;
  const needs = await sql<{
    status: string;
  }>`select distinct s.status from span h join span s on s.person_id = h.person_id
    where h.authority_id = ${handle.context.authorityId} and h.status = 'held' and h.worker_ref = ${input.worker} and ${openOn("h", today)}
      and s.status in ('protection-plan', 'section47', 'looked-after', 'pre-proceedings') and ${openOn("s", today)}`.execute(
    db,
  );
  if (needs.rows.length === 0) return null;
  const words: Record<string, string> = {
    "protection-plan": "child protection plans",
    section47: "section 47 enquiries",
    "looked-after": "looked-after children",
    "pre-proceedings": "pre-proceedings",
  };
  return fail(
    "invalid",
    `${cover.name} is not a registered social worker and may not cover ${list(needs.rows.map((row) => words[row.status] ?? row.status))}. Choose a registered social worker.`,
    "cover",
  );
}

const endInput = z.strictObject({ absence: z.number().int().positive() });

/** The worker is back: yesterday was the last day away. */
export const endAbsence = (spine: Spine): Command<z.output<typeof endInput>, { worker: string }> => ({
  act: "absence.ended",
  right: "allocate",
  input: endInput,
  run: async (handle, input) =>
    await handle.asSystem(async (db) => {
      const rows = await sql<{
        ref: string;
        from: IsoDate;
        to: IsoDate | null;
      }>`select worker_ref as ref, from_on as from, to_on as to from absence
        where id = ${input.absence} and authority_id = ${handle.context.authorityId} for update`.execute(db);
      const absence = rows.rows[0];
      const worker = absence === undefined ? null : await findWorker(db, absence.ref);
      if (absence === undefined || worker === null || !leads(handle.context, worker)) return notFound();
      const last = addDays(handle.today, -1);
      if (absence.to !== null && absence.to <= last) return ok({ worker: absence.ref });
      // Never to have begun is an absence that ends before it starts: it is kept, and counts on no day.
      await sql`update absence set to_on = ${last}::date where id = ${input.absence}`.execute(db);
      await recomputeHeldBy(db, spine, [absence.ref]);
      return ok({ worker: absence.ref });
    }),
  about: (input, output) => ({ detail: { absence: input.absence, worker: output.worker } }),
});
