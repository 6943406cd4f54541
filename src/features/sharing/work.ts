import { type Context, systemContext } from "../../kernel/context.ts";
import { type IsoDate, type IsoInstant, londonDate } from "../../kernel/dates.ts";
import type { RecordTable } from "../../kernel/record/table.ts";
import { inBatches } from "../../returns/csc-api/batch.ts";
import type { ChangeKind } from "../../returns/csc-api/change.ts";
import { MOST_IN_BATCH } from "../../returns/csc-api/payload.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import { MOST_TRIES } from "../../platform/jobs/queue.ts";
import { type JobHandler, JobProblem } from "../../platform/jobs/worker.ts";
import type { Spine } from "../record/spine.ts";
import { receiverClient } from "./client.ts";
import { deliver, type Item, Stopped } from "./deliver.ts";
import { peopleAfter } from "./held.ts";
import { installationKind } from "./installation.ts";
import { type Planned, planFor } from "./plan.ts";
import {
  addOutcomes,
  countOf,
  type Counts,
  endRun,
  noCounts,
  noteCounts,
  outcomesSoFar,
  runById,
  type SharingRun,
  startRun,
} from "./runs.ts";
import { mayNotSend, type Settings, type Sharing } from "./settings.ts";
import { noteAccepted, noteGoing, noteNotTaken, type Sending } from "./state.ts";
import { sentTables } from "./tables.ts";

export const RUN = "sharing.run";

/** What sharing needs from outside the slice. */
export type SharingDeps = {
  readonly database: Database;
  readonly spine: Spine;
  /** Read anew for each run: a key that was changed is the key that is used. */
  readonly sharing: () => Sharing;
  readonly now: () => IsoInstant;
  readonly sleep?: (ms: number) => Promise<void>;
  /** People read in one transaction; 500 unless told. */
  readonly peopleAtOnce?: number;
};

const PEOPLE_AT_ONCE = 500;
const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

type Work = {
  readonly deps: SharingDeps;
  readonly context: Context;
  readonly run: SharingRun;
  readonly tables: readonly RecordTable[];
  readonly today: IsoDate;
  readonly counts: Counts;
  readonly leftOut: Map<string, number>;
  /** Dealt with by an earlier try of this run: neither sent nor counted again. */
  readonly dealtWith: ReadonlySet<string>;
};

type Sent = Item & { readonly sending: Sending; readonly change: ChangeKind };

/** The jobs of this slice, by kind. A run may be done again from the start: what the receiver took is known, and what it may have taken is too. */
export const sharingJobs = (deps: SharingDeps): { readonly [kind: string]: JobHandler } => ({
  [RUN]: async (job) => {
    const { run, authority } = job.payload as { run: number; authority: number };
    await doRun(deps, authority, run, job.attempt);
  },
});

async function doRun(deps: SharingDeps, authority: number, id: number, attempt: number): Promise<void> {
  const now = deps.now();
  const system = systemContext("sharing", authority, now, `sharing ${id}`);
  const run = await deps.database.transact(system, ({ db }) => runById(db, id));
  if (run === undefined || run.state === "done" || run.state === "stopped") return;
  const context = { ...system, accountId: run.askedBy, who: run.byName };
  const end = async (state: "done" | "stopped" | "waiting", problem: string | null): Promise<void> =>
    await deps.database.transact(context, async (handle) => {
      await endRun(handle.db, id, state, problem, deps.now());
      if (state !== "waiting") await handle.audit(`sharing.${run.kind}.${state}`, { detail: { run: id } });
    });
  try {
    await sendAll(await begin(deps, context, run));
    await end("done", null);
  } catch (error) {
    const words = error instanceof Stopped ? error.message : "It stopped unexpectedly.";
    const last = error instanceof Refused || attempt >= MOST_TRIES;
    await end(last ? "stopped" : "waiting", words);
    if (error instanceof Refused) return;
    throw error instanceof Stopped ? new JobProblem(words) : error;
  }
}

/** Nothing that trying again would change. */
class Refused extends Stopped {}

async function begin(deps: SharingDeps, context: Context, run: SharingRun): Promise<Work> {
  const counts = noCounts();
  const dealtWith = new Set<string>();
  await deps.database.transact(context, async ({ db }) => {
    await startRun(db, run.id, deps.now());
    for (const { change, outcome, personId, laId } of await outcomesSoFar(db, run.id)) {
      if (outcome !== "held back") counts[countOf[change]] += 1;
      counts[outcome === "accepted" ? "accepted" : "setAside"] += 1;
      dealtWith.add(nameOf(personId, laId));
    }
  });
  return {
    deps,
    context,
    run,
    counts,
    dealtWith,
    tables: sentTables(deps.spine),
    today: londonDate(context.now),
    leftOut: new Map(),
  };
}

const nameOf = (personId: number, laId: string): string =>
  laId === "" ? `person ${personId}` : `number ${laId}`;

/** Goes through everybody, a few hundred at a time, and sends what there is to send a hundred at a time. Nobody else's transaction waits for the receiver. */
async function sendAll(work: Work): Promise<void> {
  const { deps, context, run, counts } = work;
  const send = run.kind === "send" ? await senderFor(work) : null;
  const batch = deps.peopleAtOnce ?? PEOPLE_AT_ONCE;
  let waiting: Sent[] = [];
  for (let after = 0; ;) {
    const found = await deps.database.transact(context, async ({ db }) => {
      const ids = await peopleAfter(db, after, batch);
      return { ids, planned: await planFor(db, work.tables, ids, work.today) };
    });
    const last = found.ids.at(-1);
    if (last === undefined) break;
    after = last;
    counts.lookedAt += found.ids.length;
    waiting.push(...(await sort(work, found.planned)));
    if (send === null) waiting = [];
    else while (waiting.length >= MOST_IN_BATCH) await send(waiting.splice(0, MOST_IN_BATCH));
    await note(work);
  }
  if (send !== null) for (const rest of inBatches(waiting, MOST_IN_BATCH)) await send(rest);
  await note(work);
}

const note = async ({ deps, context, run, counts, leftOut }: Work): Promise<void> =>
  await deps.database.transact(context, ({ db }) => noteCounts(db, run.id, counts, leftOut, deps.now()));

/** Counts what was planned and gives what is to be sent. Those held back are written down at once. */
async function sort(work: Work, planned: readonly Planned[]): Promise<Sent[]> {
  const { counts, deps, context, run } = work;
  const sent: Sent[] = [];
  const back = planned.filter((one) => one.kind === "held back");
  for (const one of planned) {
    if (one.kind === "same") counts.unchanged += 1;
    if (one.kind === "aged out") counts.agedOut += 1;
    if (one.kind === "same" || one.kind === "send")
      for (const { field } of one.notSent) work.leftOut.set(field, (work.leftOut.get(field) ?? 0) + 1);
    if (one.kind !== "send" || work.dealtWith.has(nameOf(one.sending.personId, one.sending.laId))) continue;
    counts[countOf[one.change.kind]] += 1;
    sent.push({ message: one.change.message, doubted: false, sending: one.sending, change: one.change.kind });
  }
  const fresh = back.filter((one) => !work.dealtWith.has(nameOf(one.personId, one.laId)));
  counts.setAside += fresh.length;
  if (run.kind === "send" && fresh.length > 0)
    await deps.database.transact(context, ({ db }) =>
      addOutcomes(
        db,
        context.authorityId,
        run.id,
        fresh.map(({ personId, laId, change, why }) => ({
          personId,
          laId,
          change,
          outcome: "held back",
          words: why,
        })),
        deps.now(),
      ),
    );
  return sent;
}

async function senderFor(work: Work): Promise<(items: readonly Sent[]) => Promise<void>> {
  const { deps, context, run } = work;
  const { settings, laCode } = await addressee(work);
  const client = receiverClient(settings, laCode);
  const authority = context.authorityId;
  const transact = async (act: (handle: Handle) => Promise<void>): Promise<void> =>
    await deps.database.transact(context, act);
  return async (items) =>
    await deliver(items, {
      post: client.post,
      sleep: deps.sleep ?? wait,
      before: (going) =>
        transact(({ db }) =>
          noteGoing(
            db,
            authority,
            going.map(({ sending }) => sending),
          ),
        ),
      notTaken: (kept) =>
        transact(({ db }) =>
          noteNotTaken(
            db,
            authority,
            kept.filter(({ doubted }) => !doubted).map(({ sending }) => sending),
          ),
        ),
      settled: (fates) =>
        transact(async (handle) => {
          const accepted = fates.filter(({ fate }) => fate.outcome === "accepted");
          const now = deps.now();
          await noteAccepted(
            handle.db,
            authority,
            { now, today: work.today },
            accepted.map(({ item, fate }) => ({ sending: item.sending, receipt: fate.words })),
          );
          await addOutcomes(
            handle.db,
            authority,
            run.id,
            fates.map(({ item, fate }) => ({
              personId: item.sending.personId,
              laId: item.sending.laId,
              change: item.change,
              ...fate,
            })),
            now,
          );
          await handle.audit("sharing.sent", {
            detail: { run: run.id, children: fates.length, accepted: accepted.length },
          });
          work.counts.accepted += accepted.length;
          work.counts.setAside += fates.length - accepted.length;
          await noteCounts(handle.db, run.id, work.counts, work.leftOut, now);
        }),
    });
}

async function addressee({ deps, context }: Work): Promise<{ settings: Settings; laCode: string }> {
  const sharing = deps.sharing();
  if (sharing.kind === "off") throw new Refused("Sharing is not set up on this machine.");
  const found = await deps.database.transact(context, async ({ db }) => ({
    kind: await installationKind(db),
    authority: await db
      .selectFrom("authority")
      .select("code")
      .where("id", "=", context.authorityId)
      .executeTakeFirst(),
  }));
  const refused = mayNotSend(found.kind, sharing.settings);
  if (refused !== null) throw new Refused(refused);
  const code = found.authority?.code ?? "";
  if (!/^\d{3}$/.test(code))
    throw new Refused(
      "The authority's three-figure code is not known here. It comes with the census, or is set when Kith is set up.",
    );
  return { settings: sharing.settings, laCode: code };
}
