import { sql } from "kysely";
import type { IsoDate, IsoInstant } from "../../kernel/dates.ts";
import { canonical, payloadHash } from "../../returns/csc-api/hash.ts";
import type { ChildPayload } from "../../returns/csc-api/payload.ts";
import type { Db } from "../record/bulk.ts";

/** What the receiver holds under one number, as far as is known. */
export type SharedState = {
  readonly laId: string;
  readonly personId: number;
  /** The last it said it took; null when it holds nothing. */
  readonly payload: ChildPayload | null;
  readonly hash: string | null;
  /** What it was sent since and may have taken; null among them is a withdrawal. */
  readonly inDoubt: readonly (ChildPayload | null)[];
  readonly acceptedOn: IsoDate | null;
};

/** Every state the receiver may be in. */
export const statesOf = (state: SharedState | undefined): readonly (ChildPayload | null)[] =>
  state === undefined ? [null] : [state.payload, ...state.inDoubt];

/** Whether the receiver may hold anything. */
export const mayHold = (state: SharedState): boolean => statesOf(state).some((payload) => payload !== null);

/** What is known of some people and some numbers. */
export async function loadStates(
  db: Db,
  ids: readonly number[],
  numbers: readonly string[],
): Promise<SharedState[]> {
  const rows =
    await sql<SharedState>`select la_child_id as "laId", person_id as "personId", payload, payload_hash as hash,
      in_doubt as "inDoubt", accepted_on as "acceptedOn"
    from sharing_state where person_id = any(${ids}::bigint[]) or la_child_id = any(${numbers}::text[]) order by la_child_id`.execute(
      db,
    );
  return rows.rows;
}

/** One number's part in a message. */
export type Sending = {
  readonly personId: number;
  readonly laId: string;
  /** What the receiver is to hold when it has taken the message; null for a withdrawal. */
  readonly next: ChildPayload | null;
  /** What was in doubt before this message. */
  readonly inDoubt: readonly (ChildPayload | null)[];
};

async function writeDoubts(
  db: Db,
  authorityId: number,
  rows: readonly { readonly sending: Sending; readonly inDoubt: readonly (ChildPayload | null)[] }[],
): Promise<void> {
  const data = rows.map(({ sending, inDoubt }) => ({
    person_id: sending.personId,
    la_child_id: sending.laId,
    in_doubt: inDoubt,
  }));
  await sql`insert into sharing_state (authority_id, person_id, la_child_id, in_doubt)
    select ${authorityId}::int, r.person_id, r.la_child_id, r.in_doubt
    from jsonb_to_recordset(${JSON.stringify(data)}::jsonb) as r(person_id bigint, la_child_id text, in_doubt jsonb)
    on conflict (authority_id, la_child_id) do update set in_doubt = excluded.in_doubt`.execute(db);
}

/** Before a message goes: from now on the receiver may hold it. A process that dies after this knows on its return. */
export async function noteGoing(db: Db, authorityId: number, sendings: readonly Sending[]): Promise<void> {
  await writeDoubts(
    db,
    authorityId,
    sendings.map((sending) => {
      const told = canonical(sending.next);
      const known = sending.inDoubt.some((payload) => canonical(payload) === told);
      return { sending, inDoubt: known ? sending.inDoubt : [...sending.inDoubt, sending.next] };
    }),
  );
}

/** The message was surely not taken: what was in doubt is what was before. */
export async function noteNotTaken(db: Db, authorityId: number, sendings: readonly Sending[]): Promise<void> {
  await writeDoubts(
    db,
    authorityId,
    sendings.map((sending) => ({ sending, inDoubt: sending.inDoubt })),
  );
}

/** The receiver took it. */
export async function noteAccepted(
  db: Db,
  authorityId: number,
  at: { readonly now: IsoInstant; readonly today: IsoDate },
  accepted: readonly { readonly sending: Sending; readonly receipt: string }[],
): Promise<void> {
  const data = accepted.map(({ sending, receipt }) => ({
    person_id: sending.personId,
    la_child_id: sending.laId,
    payload: sending.next,
    payload_hash: sending.next === null ? null : payloadHash(sending.next),
    receipt,
  }));
  await sql`update sharing_state s set person_id = r.person_id, payload = r.payload, payload_hash = r.payload_hash, in_doubt = '[]',
      receipt = r.receipt, accepted_on = ${at.today}::date, accepted_at = ${at.now}
    from jsonb_to_recordset(${JSON.stringify(data)}::jsonb)
      as r(person_id bigint, la_child_id text, payload jsonb, payload_hash text, receipt text)
    where s.authority_id = ${authorityId} and s.la_child_id = r.la_child_id`.execute(db);
}
