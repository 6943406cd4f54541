import { sql } from "kysely";
import type { IsoDate } from "../../kernel/dates.ts";
import type { RecordTable } from "../../kernel/record/table.ts";
import { buildPayload, isInCohort } from "../../returns/csc-api/build.ts";
import { changeFor, type Change, type ChangeKind } from "../../returns/csc-api/change.ts";
import type { NotSent } from "../../returns/csc-api/fields.ts";
import { payloadHash } from "../../returns/csc-api/hash.ts";
import { LONGEST_LA_ID, type ChildPayload } from "../../returns/csc-api/payload.ts";
import type { Db } from "../record/bulk.ts";
import { type HeldChild, heldChildren } from "./held.ts";
import { loadStates, mayHold, type Sending, type SharedState, statesOf } from "./state.ts";

/** What is to become of one number in the next sending. */
export type Planned =
  | {
      readonly kind: "send";
      readonly change: Change;
      readonly sending: Sending;
      readonly notSent: readonly NotSent[];
    }
  /** The receiver holds it as it is. */
  | { readonly kind: "same"; readonly laId: string; readonly notSent: readonly NotSent[] }
  /** No longer among those who are sent, for time's sake alone: what the receiver holds stays. */
  | { readonly kind: "aged out"; readonly laId: string }
  | {
      readonly kind: "held back";
      readonly personId: number;
      readonly laId: string;
      readonly change: ChangeKind;
      readonly why: string;
    };

const NO_NUMBER =
  "The child has no number of the authority's own. Bring in a file that gives one, or correct the number where it is recorded.";
const TWO_RECORDS =
  "Two records here have this number. Decide whether they are one child, or correct the number of one of them; until then neither is sent.";
const TOO_LONG = `The child's number is longer than the ${LONGEST_LA_ID} characters the department takes.`;

/** What to send of some people. Those not to be sent and never sent are not in the answer. */
export async function planFor(
  db: Db,
  tables: readonly RecordTable[],
  ids: readonly number[],
  today: IsoDate,
): Promise<Planned[]> {
  const children = await heldChildren(db, tables, ids);
  const numbers = children.flatMap(({ laId }) => laId ?? []);
  const states = await loadStates(db, ids, numbers);
  const holders = await holdersOf(db, [...new Set([...numbers, ...states.map(({ laId }) => laId)])]);
  const byNumber = new Map(states.map((state) => [state.laId, state]));
  return children.flatMap((held) => [
    ...(held.laId === null
      ? unnumbered(held, today)
      : [planOne(held, held.laId, byNumber, holders, today)].flat()),
    ...states
      .filter(({ personId, laId }) => personId === held.personId && laId !== held.laId)
      .flatMap((state) => withdrawn(state, holders)),
  ]);
}

/** How many people have each number now. */
async function holdersOf(db: Db, numbers: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{
    value: string;
    n: number;
  }>`select value, count(distinct person_id) as n from identifier
    where type = 'local' and superseded_at is null and value = any(${numbers}::text[])
      and authority_id = (select kith_authority()) group by 1`.execute(db);
  return new Map(rows.rows.map(({ value, n }) => [value, n]));
}

const unnumbered = ({ personId, child }: HeldChild, today: IsoDate): Planned[] =>
  isInCohort(child, today) ? [{ kind: "held back", personId, laId: "", change: "full", why: NO_NUMBER }] : [];

function planOne(
  { personId, child }: HeldChild,
  laId: string,
  states: ReadonlyMap<string, SharedState>,
  holders: ReadonlyMap<string, number>,
  today: IsoDate,
): Planned[] {
  const state = states.get(laId);
  const there = state !== undefined && mayHold(state);
  const change: ChangeKind = there ? "partial" : "full";
  const shared = (holders.get(laId) ?? 1) > 1;
  if (!isInCohort(child, today)) {
    // What the receiver holds under a number of two records may be the other's.
    if (!there || shared) return [];
    // Whoever would be sent as of the day they last were is gone from the cohort by growing older, and nothing of theirs is wrong.
    return state.acceptedOn !== null && isInCohort(child, state.acceptedOn)
      ? [{ kind: "aged out", laId }]
      : withdrawn({ ...state, personId }, new Map());
  }
  if (shared) return [{ kind: "held back", personId, laId, change, why: TWO_RECORDS }];
  const built = buildPayload(child, laId, String(personId), today);
  if (built === undefined) return [{ kind: "held back", personId, laId, change, why: TOO_LONG }];
  const { payload, notSent } = built;
  // The usual case by far, told by its hash.
  if (state?.inDoubt.length === 0 && state.hash === payloadHash(payload))
    return [{ kind: "same", laId, notSent }];
  const found = changeFor(statesOf(state), payload);
  if (found === null) return [{ kind: "same", laId, notSent }];
  const sending = { personId, laId, next: payload, inDoubt: state?.inDoubt ?? [] };
  return [{ kind: "send", change: found, sending, notSent }];
}

/** A number the receiver may hold and nobody here has: it is withdrawn. One that somebody else has now is theirs. */
function withdrawn(state: SharedState, holders: ReadonlyMap<string, number>): Planned[] {
  if (!mayHold(state) || (holders.get(state.laId) ?? 0) > 0) return [];
  const change = changeFor(statesOf(state), null);
  if (change === null) return [];
  const sending: Sending = { personId: state.personId, laId: state.laId, next: null, inDoubt: state.inDoubt };
  return [{ kind: "send", change, sending, notSent: [] }];
}

/** What a receiver is to hold of a planned child, for showing. */
export const wholeOf = (planned: Planned): ChildPayload | null =>
  planned.kind === "send" ? planned.sending.next : null;
