import { setImmediate as breathe } from "node:timers/promises";
import type { BrainContext } from "../../kernel/duties/invariant.ts";
import type { ChildClaims, Claim } from "../../kernel/record/claim.ts";
import type { RecordTable, RowValues } from "../../kernel/record/table.ts";
import type { KnownEvent, TimelineEvent } from "../../kernel/timeline/event.ts";
import type { EventKind } from "../../kernel/timeline/kinds.ts";
import {
  type Changed,
  changesOf,
  type Found,
  type HeldRows,
  type Incoming,
  type Person,
} from "./incoming.ts";
import type { Matched } from "./match.ts";
import { projectionChange } from "./project.ts";
import { type Freshness, writeFreshness } from "./ranks.ts";
import { type Derived, deriver, nothingDerived } from "./recompute.ts";
import { vanishedFrom } from "./reconcile.ts";
import type { Spine } from "./spine.ts";
import type { Tally } from "./tally.ts";

/** What is known of a batch's children before anything of it is written. */
export type KnownOfBatch = {
  readonly matched: readonly Matched[];
  readonly held: HeldRows;
  /** Those of whom another kind of file has told as well. */
  readonly shared: ReadonlySet<number>;
  /** As many unused ids as there are children not held. */
  readonly newIds: readonly number[];
};

/** Everything a batch writes, worked out before any of it is. */
export type Plan = {
  readonly people: Person[];
  readonly findings: Found[];
  /** New rows of each table. */
  readonly inserts: Map<string, object[]>;
  /** Rows of each table that a new version takes the place of. */
  readonly closed: Map<string, number[]>;
  /** Rows of each table of which only the freshness changes, by that freshness. */
  readonly confirmed: Map<string, Confirmed>;
  readonly events: object[];
  readonly closedEvents: ClosedEvent[];
  readonly kinds: Set<EventKind>;
  /** What follows for children just made: nothing of theirs need be read. */
  readonly derived: Derived;
  /** Children held before whose duties may now differ. */
  readonly touched: Set<number>;
  /** Children held before of whom a list may now say something else. */
  readonly renamed: Set<number>;
};

type Confirmed = { readonly table: string; readonly rank: string; readonly ids: Map<string, number[]> };
type ClosedEvent = {
  readonly person_id: number;
  readonly issuer: string;
  readonly origin: string;
  readonly kind: string;
  readonly subject: string;
  readonly on_date: string;
};

/** Children planned between two looks at whether the database has answered. */
const BREATH = 5;

/** Works out a batch. Reads nothing and writes nothing; it lets other work through now and then, so that the batch before can be written meanwhile. */
export async function planBatch(
  spine: Spine,
  brain: BrainContext,
  incoming: Incoming,
  children: readonly ChildClaims[],
  known: KnownOfBatch,
  tally: Tally,
): Promise<Plan> {
  const plan: Plan = {
    people: [],
    findings: [],
    inserts: new Map(),
    closed: new Map(),
    confirmed: new Map(),
    events: [],
    closedEvents: [],
    kinds: new Set(),
    derived: nothingDerived(),
    touched: new Set(),
    renamed: new Set(),
  };
  const derive = deriver(brain, spine);
  const newIds = known.newIds.values();
  for (const [i, child] of children.entries()) {
    const existing = known.matched[i]?.personId ?? null;
    const personId = existing ?? newIds.next().value;
    if (personId === undefined) throw new Error("ran out of person ids");
    const changes = changesOf(spine, child, existing, known.held, incoming.rank);
    const found = [...child.findings, ...(known.matched[i]?.findings ?? [])];
    tally.child(child, existing, changes, found);
    plan.people.push({ personId, child, isNew: existing === null });
    for (const finding of found) plan.findings.push({ personId, finding });
    const opened = changes.flatMap(({ table, change }) =>
      planChange(plan, incoming, { personId, table, change }),
    );
    if (existing === null) derive(plan.derived, personId, asStored(incoming, opened));
    else noteTouched(plan, existing, changes, known.shared.has(existing));
    if (i % BREATH === BREATH - 1) await breathe();
  }
  return plan;
}

type Opened = { readonly origin: string; readonly event: TimelineEvent };

/** In the order they would be read back, so that a child just made and the same child recomputed come out alike. */
const asStored = (incoming: Incoming, opened: readonly Opened[]): KnownEvent[] =>
  opened
    .toSorted((a, b) => (a.origin < b.origin ? -1 : a.origin > b.origin ? 1 : 0))
    .map(({ event }) => ({
      ...event,
      recordedAt: incoming.recordedAt,
      issuer: incoming.format,
      sourceId: incoming.sourceId,
    }));

function noteTouched(
  plan: Plan,
  personId: number,
  changes: readonly Omit<Changed, "personId">[],
  shared: boolean,
): void {
  for (const { table, change } of changes) {
    // Where two kinds of file tell of one thing the freshest word stands, so a word made fresher can change what follows.
    const counts = change.kind === "add" || change.kind === "change" || (change.kind === "confirm" && shared);
    if (!counts) continue;
    plan.touched.add(personId);
    if (table.name === "person_detail") plan.renamed.add(personId);
  }
}

/** Adds one row's change to the plan. Returns the entries it opens on the timeline. */
function planChange(plan: Plan, incoming: Incoming, { personId, table, change }: Changed): Opened[] {
  if (change.kind === "confirm") {
    const at = `${table.name}|${change.seen.rank}`;
    const group = plan.confirmed.get(at) ?? { table: table.name, rank: change.seen.rank, ids: new Map() };
    plan.confirmed.set(at, group);
    push(group.ids, writeFreshness(change.seen), change.held.id);
  }
  if (change.kind !== "add" && change.kind !== "change") return [];
  const { claim } = change;
  const before = change.kind === "change" ? change.held : null;
  const after = change.kind === "change" ? change.values : claim.values;
  if (before !== null) push(plan.closed, table.name, before.id);
  push(
    plan.inserts,
    table.name,
    rowFor(incoming, personId, table, claim, after, before?.version ?? 0, change.seen),
  );
  const difference = projectionChange(table, claim.key, before?.values ?? null, after);
  const origin = `${table.name}:${claim.key}`;
  for (const event of difference.closed) {
    plan.closedEvents.push({
      person_id: personId,
      issuer: incoming.format,
      origin,
      kind: event.kind,
      subject: event.subject,
      on_date: event.on,
    });
  }
  for (const event of difference.opened) {
    plan.kinds.add(event.kind);
    plan.events.push({
      authority_id: incoming.authorityId,
      person_id: personId,
      on_date: event.on,
      at: event.at ?? null,
      kind: event.kind,
      subject: event.subject,
      origin,
      issuer: incoming.format,
      detail: event.detail,
      source_id: incoming.sourceId,
      recorded_at: incoming.recordedAt,
    });
  }
  return difference.opened.map((event) => ({ origin, event }));
}

function rowFor(
  incoming: Incoming,
  personId: number,
  table: RecordTable,
  claim: Claim,
  values: RowValues,
  version: number,
  seen: Freshness,
): object {
  const row: Record<string, unknown> = {
    authority_id: incoming.authorityId,
    person_id: personId,
    issuer: incoming.format,
    key: claim.key,
    version: version + 1,
    source_id: incoming.sourceId,
    place: claim.place,
    seen_rank: writeFreshness(seen),
    recorded_at: incoming.recordedAt,
    recorded_by: incoming.recordedBy,
    vanished_source_id: vanishedFrom(table, values, seen.rank, incoming.held),
  };
  for (const name of Object.keys(table.columns)) row[name] = values[name] ?? null;
  return row;
}

function push<T>(map: Map<string, T[]>, name: string, item: T): void {
  const list = map.get(name);
  if (list) list.push(item);
  else map.set(name, [item]);
}
