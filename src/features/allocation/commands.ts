import { sql } from "kysely";
import { z } from "zod";
import { addDays, type IsoDate, parseDate } from "../../kernel/dates.ts";
import { fail, notFound, ok, type Result } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { line } from "../../platform/web/parameters.ts";
import { sayDate } from "../../ui/words.ts";
import { childHead } from "../children/head.ts";
import type { Db } from "../record/bulk.ts";
import type { Spine } from "../record/spine.ts";
import { fitToTake, type Refusal } from "./fit.ts";
import { findWorker, type HoldingState, holdingState, lockChild, type Worker } from "./state.ts";
import { transfer } from "./transfer.ts";
import { sayChanged } from "./words.ts";

/** How far ahead a child may be offered. Local policy: an offer nobody answers for longer is forgotten. */
const AHEAD = 28;

const id = z.number().int().positive();
const LONGEST_REASON = 500;

export const dayInput = (words: string) =>
  z.string({ error: words }).transform((text, ctx): IsoDate => {
    const found = parseDate(text);
    if (found === undefined) ctx.addIssue(words);
    return found ?? ("" as IsoDate);
  });

const allocateInput = z.strictObject({
  personId: id,
  worker: line("Choose a worker"),
  from: dayInput("Enter the day from which, as 27 3 2026"),
  reason: line("Say why, in a few words", LONGEST_REASON),
  /** How things stood on the page that was decided from. */
  version: z.string().max(200),
});

type AllocateInput = z.output<typeof allocateInput>;

/** What came of it: the child is offered, or is held already because who allocates is who takes. */
export type Allocated = {
  readonly outcome: "offered" | "held";
  readonly to: string;
  readonly handover: number | null;
};

/**
 * Offers a child to a worker. Who holds the child holds until the worker accepts; a child nobody holds is held by who allocates until then, so that
 * there is never a minute without a name (INV-01, INV-40).
 */
export const allocate = (spine: Spine): Command<AllocateInput, Allocated> => ({
  act: "child.allocated",
  right: "allocate",
  input: allocateInput,
  run: async (handle, input) => {
    const { personId } = input;
    if ((await childHead(handle, personId))?.opens !== true) return notFound();
    return await handle.asSystem(async (db) => {
      await lockChild(db, personId);
      const state = await holdingState(db, personId, handle.today);
      const to = await findWorker(db, input.worker);
      const done = doneAlready(state, input);
      if (done !== null) return ok(done);
      if (state.version !== input.version) return fail("changed-meanwhile", sayChanged(state));
      const refusal = to === null ? CHOOSE : await mayTake(db, handle, personId, state, to, input);
      if (to === null || refusal !== null) return refusal ?? CHOOSE;
      return await give(db, handle, spine, state, to, input);
    });
  },
  about: (input, output) => ({
    personId: input.personId,
    detail: { to: output.to, outcome: output.outcome, handover: output.handover, reason: input.reason },
  }),
});

const CHOOSE = fail("invalid", "Choose a worker", "worker");

/** The form was sent twice: the second finds what the first did. */
function doneAlready(state: HoldingState, input: AllocateInput): Allocated | null {
  if (state.version === input.version) return null;
  if (state.waiting?.toRef === input.worker)
    return { outcome: "offered", to: input.worker, handover: state.waiting.id };
  return state.waiting === null && state.holder?.ref === input.worker
    ? { outcome: "held", to: input.worker, handover: null }
    : null;
}

async function mayTake(
  db: Db,
  handle: Handle,
  personId: number,
  state: HoldingState,
  to: Worker,
  input: AllocateInput,
): Promise<Refusal | null> {
  const { today } = handle;
  if (state.isOver)
    return fail(
      "invalid",
      "Nothing is open for this child, so there is nothing to hold. Open a referral first.",
    );
  if (state.waiting !== null)
    return fail(
      "invalid",
      `The child is already offered to ${state.waiting.toName}. Take that offer back first, then offer the child to somebody else.`,
    );
  if (state.holder?.ref === to.ref)
    return fail("invalid", `${to.name} already holds this child. Choose somebody else.`, "worker");
  if (input.from < today)
    return fail("invalid", "A child cannot be handed over in the past. Give today or a later day.", "from");
  if (input.from > addDays(today, AHEAD))
    return fail(
      "invalid",
      `Give a day within ${AHEAD / 7} weeks, by ${sayDate(addDays(today, AHEAD))}.`,
      "from",
    );
  return await fitToTake(db, personId, state, to, today);
}

async function give(
  db: Db,
  handle: Handle,
  spine: Spine,
  state: HoldingState,
  to: Worker,
  input: AllocateInput,
): Promise<Result<Allocated>> {
  const { context, today } = handle;
  const takesThemself = to.ref === context.workerRef && input.from === today;
  if (takesThemself) {
    const taken = await transfer(db, handle, spine, input.personId, to);
    return taken.ok ? ok({ outcome: "held", to: to.ref, handover: null }) : taken;
  }
  let sender = state.holder?.ref ?? null;
  if (sender === null) {
    const manager = context.workerRef === null ? null : await findWorker(db, context.workerRef);
    if (manager === null)
      return fail(
        "not-allowed",
        "Nobody holds this child, so you must hold the child until your offer is accepted; and your account is not linked to a worker who could. Ask whoever keeps the accounts to link it, or ask another manager to allocate now.",
      );
    const unfit = await fitToTake(db, input.personId, state, manager, today);
    if (unfit !== null)
      return fail(
        "not-allowed",
        `Nobody holds this child, so you must hold the child until your offer is accepted, and you cannot: ${unfit.failures[0]?.message ?? ""}`,
      );
    const held = await transfer(db, handle, spine, input.personId, manager);
    if (!held.ok) return held;
    sender = manager.ref;
  }
  const made = await sql<{
    id: number;
  }>`insert into handover (authority_id, person_id, to_worker_ref, from_worker_ref, from_on, reason, offered_at, offered_by)
    values (${context.authorityId}, ${input.personId}, ${to.ref}, ${sender}, ${input.from}::date, ${input.reason}, ${context.now}, ${context.accountId}) returning id`.execute(
    db,
  );
  return ok({ outcome: "offered", to: to.ref, handover: made.rows[0]?.id ?? null });
}
