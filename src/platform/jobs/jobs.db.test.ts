import { sql } from "kysely";
import { afterEach, expect, it } from "vitest";
import { personContext } from "../../../test/engines/seed.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import { systemContext } from "../../kernel/context.ts";
import { type IsoInstant, systemNow } from "../../kernel/dates.ts";
import type { Database } from "../db/transact.ts";
import { delayAfter, enqueue, LEASE_SECONDS, MOST_TRIES, secondsAfter, takeJob } from "./queue.ts";
import { JobProblem, startWorker, type Worker, type WorkerOptions } from "./worker.ts";

const system = (now: IsoInstant = systemNow()) => systemContext("tests", 0, now);

type Row = {
  kind: string;
  attempts: number;
  started_at: string | null;
  finished_at: string | null;
  failed_at: string | null;
  problem: string | null;
};

const jobs = async (database: Database, kind: string): Promise<Row[]> =>
  await database.transact(system(), async ({ db }) => {
    const rows =
      await sql<Row>`select kind, attempts, started_at, finished_at, failed_at, problem from job where kind = ${kind} order by id`.execute(
        db,
      );
    return rows.rows;
  });

/** Waits for something to become so, looking again and again. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

eachEngine("the queue", (open) => {
  const workers: Worker[] = [];
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.stop();
  });
  const work = async (options: Omit<WorkerOptions, "now"> & { now?: () => IsoInstant }): Promise<Worker> => {
    const worker = await startWorker({ now: systemNow, idle: [5, 20], ...options });
    workers.push(worker);
    return worker;
  };

  it("does what was asked for, once, after the transaction that asked", async () => {
    const { database } = await open();
    const done: unknown[] = [];
    await work({ database, handlers: { greet: async (job) => void done.push(job.payload) } });
    await database.transact(system(), ({ db }) => enqueue(db, "greet", { who: "Maya" }));
    await until(async () => (await jobs(database, "greet"))[0]?.finished_at !== null);
    expect(done).toEqual([{ who: "Maya" }]);
  });

  it("knows nothing of what was asked for in a transaction that was undone", async () => {
    const { database } = await open();
    const undone = database.transact(system(), async ({ db }) => {
      await enqueue(db, "undone", {});
      throw new Error("no");
    });
    await expect(undone).rejects.toThrow("no");
    expect(await jobs(database, "undone")).toEqual([]);
  });

  it("takes requests from a person's act through the system", async () => {
    const { database } = await open();
    const person = personContext(1, {});
    await database.transact(person, (handle) => handle.asSystem((db) => enqueue(db, "by-person", {})));
    expect(await jobs(database, "by-person")).toHaveLength(1);
    await expect(database.transact(person, ({ db }) => enqueue(db, "by-person", {}))).rejects.toThrow();
  });

  it("waits longer after each try and then gives up with words for a person", async () => {
    const { database } = await open();
    let now = systemNow();
    let tries = 0;
    const seen: unknown[] = [];
    await work({
      database,
      now: () => now,
      onError: (error) => void seen.push(error),
      handlers: {
        fails: async () => {
          tries += 1;
          throw new JobProblem("The file is no longer there.");
        },
      },
    });
    await database.transact(system(), ({ db }) => enqueue(db, "fails", {}, now));
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      // Returned to the queue, and not only tried: the wait is counted from the moment it is put back.
      await until(async () => {
        const [job] = await jobs(database, "fails");
        return (
          tries === attempt &&
          job !== undefined &&
          job.attempts === attempt &&
          (job.started_at === null || job.failed_at !== null)
        );
      });
      now = secondsAfter(now, delayAfter(attempt));
    }
    await until(async () => (await jobs(database, "fails"))[0]?.failed_at !== null);
    expect((await jobs(database, "fails"))[0]).toMatchObject({
      attempts: MOST_TRIES,
      finished_at: null,
      problem: "The file is no longer there.",
    });
    expect(tries).toBe(MOST_TRIES);
    expect(seen).toHaveLength(MOST_TRIES);
  });

  it("tells a person nothing of what an unexpected error says", async () => {
    const { database } = await open();
    await work({
      database,
      handlers: { leaks: () => Promise.reject(new Error("Maya Ellison, 12 High Street")) },
    });
    await database.transact(system(), ({ db }) => enqueue(db, "leaks", {}));
    await until(async () => (await jobs(database, "leaks"))[0]?.problem !== null);
    expect((await jobs(database, "leaks"))[0]?.problem).not.toContain("Maya");
  });

  it("takes a job again whose process died, and not before its lease is over", async () => {
    const { database } = await open();
    const now = systemNow();
    const take = (at: IsoInstant) => database.transact(system(at), ({ db }) => takeJob(db, ["dies"], at));
    await database.transact(system(now), ({ db }) => enqueue(db, "dies", {}, now));
    expect(await take(now)).toMatchObject({ kind: "dies", attempt: 1 });
    expect(await take(secondsAfter(now, LEASE_SECONDS - 1))).toBeUndefined();
    expect(await take(secondsAfter(now, LEASE_SECONDS + 1))).toMatchObject({ kind: "dies", attempt: 2 });
  });

  it("leaves jobs of a kind it does not know for whoever does", async () => {
    const { database } = await open();
    const worker = await work({ database, handlers: {} });
    await database.transact(system(), ({ db }) => enqueue(db, "unknown", {}));
    worker.wake();
    await worker.stop();
    expect((await jobs(database, "unknown"))[0]).toMatchObject({ attempts: 0 });
  });

  it("finishes what is under way before it stops", async () => {
    const { database } = await open();
    let finish: () => void = () => undefined;
    let begun = false;
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const worker = await work({
      database,
      handlers: {
        slow: async () => {
          begun = true;
          await held;
        },
      },
    });
    await database.transact(system(), ({ db }) => enqueue(db, "slow", {}));
    await until(() => begun);
    const stopped = worker.stop();
    finish();
    await stopped;
    expect((await jobs(database, "slow"))[0]?.finished_at).not.toBeNull();
  });

  it("goes round with what comes round, in one row, also after a failure", async () => {
    const { database } = await open();
    let now = systemNow();
    let rounds = 0;
    const periodic = [
      {
        name: "seal",
        everySeconds: 60,
        run: () => {
          rounds += 1;
          return rounds === 1 ? Promise.reject(new Error("away")) : Promise.resolve();
        },
      },
    ];
    await work({ database, handlers: {}, periodic, now: () => now });
    await work({ database, handlers: {}, periodic, now: () => now });
    await until(async () => rounds === 1 && (await jobs(database, "every:seal"))[0]?.problem !== null);
    now = secondsAfter(now, 61);
    await until(async () => rounds === 2 && (await jobs(database, "every:seal"))[0]?.problem === null);
    expect(await jobs(database, "every:seal")).toHaveLength(1);
  });

  it("gives one job to one of several workers", async () => {
    const { database } = await open();
    const done: unknown[] = [];
    const handlers = { shared: async (job: { payload: unknown }) => void done.push(job.payload) };
    await work({ database, handlers });
    await work({ database, handlers });
    await database.transact(system(), async ({ db }) => {
      for (let n = 0; n < 12; n += 1) await enqueue(db, "shared", { n });
    });
    await until(async () => (await jobs(database, "shared")).every((job) => job.finished_at !== null));
    expect(done).toHaveLength(12);
  });
});
