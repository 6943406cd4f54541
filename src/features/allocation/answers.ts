import { sql } from "kysely";
import { z } from "zod";
import type { IsoDate } from "../../kernel/dates.ts";
import { fail, notFound, ok, type Result } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { line } from "../../platform/web/parameters.ts";
import { sayDate } from "../../ui/words.ts";
import { childHead } from "../children/head.ts";
import type { Db } from "../record/bulk.ts";
import type { Spine } from "../record/spine.ts";
import { fitToTake } from "./fit.ts";
import { findWorker, holdingState, lockChild } from "./state.ts";
import { transfer } from "./transfer.ts";

const handoverId = z.number().int().positive();

type Offer = {
  readonly id: number;
  readonly personId: number;
  readonly to: string;
  readonly from: string | null;
  readonly fromOn: IsoDate;
  readonly answered: boolean;
  /** True when accepted, false when declined, null when taken back or not answered. */
  readonly accepted: boolean | null;
};

export type Answered = { readonly personId: number; readonly handover: number };

/** Reads an offer and takes its child, so that two answers come one after the other. As the system. */
async function takeOffer(db: Db, id: number): Promise<Offer | null> {
  const child = await sql<{
    personId: number;
  }>`select person_id as "personId" from handover where id = ${id}`.execute(db);
  const personId = child.rows[0]?.personId;
  if (personId === undefined) return null;
  // The child first, as when one is allocated: always in one order, so that nobody waits in a ring.
  await lockChild(db, personId);
  const found =
    await sql<Offer>`select id, person_id as "personId", to_worker_ref as "to", from_worker_ref as "from", from_on as "fromOn",
    answered_at is not null as answered, accepted from handover where id = ${id} for update`.execute(db);
  return found.rows[0] ?? null;
}

async function answer(
  db: Db,
  handle: Handle,
  offer: Offer,
  accepted: boolean | null,
  note: string | null,
): Promise<Result<Answered>> {
  const { now, accountId } = handle.context;
  await sql`update handover set answered_at = ${now}, answered_by = ${accountId}, accepted = ${accepted}, answer_note = ${note} where id = ${offer.id}`.execute(
    db,
  );
  return ok({ personId: offer.personId, handover: offer.id });
}

const alreadyAnswered = (offer: Offer) =>
  fail(
    "already-done",
    offer.accepted === true
      ? "This offer has been accepted already."
      : offer.accepted === false
        ? "This offer was already answered with no."
        : "The manager has taken this offer back. The child stays with whoever holds the child now.",
  );

const about = (input: { handover: number; reason?: string }, output: Answered) => ({
  personId: output.personId,
  detail: { handover: input.handover, ...(input.reason === undefined ? {} : { reason: input.reason }) },
});

/** An offer made to me, about a child I may know of; anything else is not there. */
async function myOffer(
  handle: Handle,
  id: number,
  then: (db: Db, offer: Offer) => Promise<Result<Answered>>,
): Promise<Result<Answered>> {
  const mine = handle.context.workerRef;
  const offer = await handle.asSystem((db) => takeOffer(db, id));
  if (offer === null || mine === null || offer.to !== mine) return notFound();
  if ((await childHead(handle, offer.personId)) === null) return notFound();
  return await handle.asSystem((db) => then(db, offer));
}

const acceptInput = z.strictObject({ handover: handoverId });

/** Takes a child offered to me: from now on I hold the child. */
export const acceptHandover = (spine: Spine): Command<z.output<typeof acceptInput>, Answered> => ({
  act: "handover.accepted",
  right: "work",
  input: acceptInput,
  run: (handle, input) =>
    myOffer(handle, input.handover, async (db, offer) => {
      const done = ok({ personId: offer.personId, handover: offer.id });
      if (offer.accepted === true) return done;
      if (offer.answered) return alreadyAnswered(offer);
      if (offer.fromOn > handle.today)
        return fail("invalid", `You can accept this child from ${sayDate(offer.fromOn)}.`);
      const state = await holdingState(db, offer.personId, handle.today);
      if (state.holder !== null && state.holder.ref !== offer.from && state.holder.ref !== offer.to)
        return fail(
          "changed-meanwhile",
          `${state.holder.name} has taken this child since it was offered to you. Ask the manager who holds the child now.`,
        );
      const me = await findWorker(db, offer.to);
      const unfit = me === null ? notFound() : await fitToTake(db, offer.personId, state, me, handle.today);
      if (me === null || unfit !== null) return unfit ?? notFound();
      const taken = await transfer(db, handle, spine, offer.personId, me);
      return taken.ok ? await answer(db, handle, offer, true, null) : taken;
    }),
  about,
});

const declineInput = z.strictObject({
  handover: handoverId,
  reason: line("Say why you cannot take this child now", 500),
});

/** Says no to a child offered to me. Whoever holds the child goes on holding. */
export const declineHandover: Command<z.output<typeof declineInput>, Answered> = {
  act: "handover.declined",
  right: "work",
  input: declineInput,
  run: (handle, input) =>
    myOffer(handle, input.handover, async (db, offer) => {
      if (offer.accepted === false) return ok({ personId: offer.personId, handover: offer.id });
      if (offer.answered) return alreadyAnswered(offer);
      return await answer(db, handle, offer, false, input.reason);
    }),
  about,
};

const cancelInput = z.strictObject({ handover: handoverId });

/** Takes an offer back. A manager may whose scope the child is in. */
export const cancelHandover: Command<z.output<typeof cancelInput>, Answered> = {
  act: "handover.cancelled",
  right: "allocate",
  input: cancelInput,
  run: async (handle, input) => {
    const offer = await handle.asSystem((db) => takeOffer(db, input.handover));
    if (offer === null || (await childHead(handle, offer.personId))?.opens !== true) return notFound();
    if (offer.answered && offer.accepted === null)
      return ok({ personId: offer.personId, handover: offer.id });
    if (offer.answered) return alreadyAnswered(offer);
    return await handle.asSystem((db) => answer(db, handle, offer, null, null));
  },
  about,
};
