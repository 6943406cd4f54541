import { type Context, systemContext } from "../../kernel/context.ts";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Database, Handle } from "../db/transact.ts";
import {
  finishJob,
  freeJobs,
  type Job,
  keepJob,
  LEASE_SECONDS,
  periodicKind,
  plantPeriodic,
  putForward,
  returnJob,
  takeJob,
  tidyJobs,
} from "./queue.ts";

/** Does one job. A job may be done twice (a process may die after the work and before it is written down), so doing it again must do no harm. */
export type JobHandler = (job: Job) => Promise<void>;

/** Work that comes round: every so many seconds, in one process at a time. */
export type Periodic = {
  readonly name: string;
  readonly everySeconds: number;
  readonly run: () => Promise<void>;
};

export type WorkerOptions = {
  readonly database: Database;
  /** By kind. Jobs of other kinds are left for whoever knows them. */
  readonly handlers: { readonly [kind: string]: JobHandler };
  readonly periodic?: readonly Periodic[];
  readonly now: () => IsoInstant;
  /** Told of what was thrown; nothing of it is written to the job but its words for a person. */
  readonly onError?: (error: unknown, job: Pick<Job, "id" | "kind" | "attempt">) => void;
  /** How long to sleep when there is nothing to do, from and to, in milliseconds; it doubles each time. */
  readonly idle?: readonly [least: number, most: number];
};

export type Worker = {
  /** Looks for work at once instead of at the next look. */
  readonly wake: () => void;
  /** Takes no more; resolves when what is under way is done. */
  readonly stop: () => Promise<void>;
};

/** A job that failed for a reason to be told to a person; any other error is told as unexpected. */
export class JobProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = "JobProblem";
  }
}

const IDLE = [200, 2000] as const;
/** Jobs at once on a server. The embedded database has one session, so there it is one. */
const AT_ONCE = 2;

/** Starts working through the queue. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { database, now } = options;
  const asSystem = async <T>(work: (handle: Handle) => Promise<T>): Promise<T> =>
    await database.transact(jobContext(now()), work);
  const embedded = database.engine.kind === "pglite";
  await asSystem(async ({ db }) => {
    if (embedded) await freeJobs(db);
    for (const { name } of options.periodic ?? []) await plantPeriodic(db, name, now());
    await tidyJobs(db, now());
  });

  let stopping = false;
  const sleepers = new Set<() => void>();
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      sleepers.add(wake);
    });
  const wake = (): void => {
    for (const wakeOne of sleepers) wakeOne();
  };

  const [least, most] = options.idle ?? IDLE;
  const loop = async (): Promise<void> => {
    let pause = least;
    while (!stopping) {
      const worked = await step(options, asSystem).catch((error: unknown) => {
        // The database is away for a moment; what was taken is taken again when its lease is over.
        options.onError?.(error, { id: 0, kind: "queue", attempt: 0 });
        return false;
      });
      pause = worked ? least : Math.min(most, pause * 2);
      if (!worked && !stopping) await sleep(pause);
    }
  };
  const loops = Array.from({ length: embedded ? 1 : AT_ONCE }, () => loop());
  return {
    wake,
    stop: async () => {
      stopping = true;
      wake();
      await Promise.all(loops);
    },
  };
}

const jobContext = (now: IsoInstant): Context => systemContext("jobs", 0, now);

type AsSystem = <T>(work: (handle: Handle) => Promise<T>) => Promise<T>;

/** Takes one job and does it. False when there is none. */
async function step(options: WorkerOptions, asSystem: AsSystem): Promise<boolean> {
  const periodic = new Map((options.periodic ?? []).map((one) => [periodicKind(one.name), one]));
  const kinds = [...Object.keys(options.handlers), ...periodic.keys()];
  const job = await asSystem(({ db }) => takeJob(db, kinds, options.now()));
  if (job === undefined) return false;
  const round = periodic.get(job.kind);
  const work = round === undefined ? options.handlers[job.kind] : round.run;
  const problem = await keepingLease(options, asSystem, job, async () => {
    await work?.(job);
  });
  await asSystem(async ({ db }) => {
    if (round !== undefined) await putForward(db, job.id, round.everySeconds, problem, options.now());
    else if (problem === null) await finishJob(db, job.id, options.now());
    else await returnJob(db, job, problem, options.now());
  });
  return true;
}

/** Does the work while telling the queue that it still runs. Gives the problem in words, or null when there was none. */
async function keepingLease(
  options: WorkerOptions,
  asSystem: AsSystem,
  job: Job,
  work: () => Promise<void>,
): Promise<string | null> {
  // The embedded database serves one process: nobody else can take the job, and its one session is wanted for the work.
  const timer =
    options.database.engine.kind === "pglite"
      ? undefined
      : setInterval(
          () => void asSystem(({ db }) => keepJob(db, job.id, options.now())).catch(() => undefined),
          (LEASE_SECONDS * 1000) / 4,
        );
  try {
    await work();
    return null;
  } catch (error) {
    options.onError?.(error, job);
    return error instanceof JobProblem
      ? error.message
      : "It stopped unexpectedly. The log of the service says more.";
  } finally {
    clearInterval(timer);
  }
}
