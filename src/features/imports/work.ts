import { sql } from "kysely";
import { type Context, systemContext } from "../../kernel/context.ts";
import { type IsoInstant, londonDate } from "../../kernel/dates.ts";
import {
  type Reading,
  type ReadOptions,
  type Unreadable,
  UnreadableFile,
} from "../../kernel/record/claim.ts";
import type { Database } from "../../platform/db/transact.ts";
import type { ByteSource } from "../../platform/files/bytes.ts";
import type { Occupancy } from "../../platform/db/longWork.ts";
import { enqueue } from "../../platform/jobs/queue.ts";
import type { JobHandler } from "../../platform/jobs/worker.ts";
import type { Spine } from "../record/spine.ts";
import { applyFile, type FileReport, previewFile } from "./importer.ts";
import { startSet } from "./setSoFar.ts";
import { batchRuns, moveRun, noteProgress, type Run } from "./runs.ts";
import { removeStored, storedBytes } from "./uploads.ts";

export type OpenedFile =
  | { readonly source: ByteSource; readonly reading: Reading }
  | { readonly source: ByteSource; readonly problem: Unreadable };

/** What bringing in files needs from outside the slice. */
export type ImportDeps = {
  readonly database: Database;
  readonly spine: Spine;
  /** Opens files given together, in the order they are to be read. */
  readonly openSet: (sources: readonly ByteSource[], options: ReadOptions) => Promise<readonly OpenedFile[]>;
  /** The folder uploads are kept in. */
  readonly uploads: string;
  readonly now: () => IsoInstant;
  /** Told what is being brought in: on the embedded database nobody else can ask while it lasts. */
  readonly busy?: Occupancy;
  /** Told of what was thrown that nobody expected; its words go nowhere else. */
  readonly onError?: (error: unknown, doing: string) => void;
};

export const PREVIEW = "import.preview";
export const APPLY = "import.apply";

type BatchJob = { readonly batch: string; readonly authority: number };

/** Findings of a file shown with it; the rest are counted in its preview. */
const MOST_FILE_FINDINGS = 200;

/** What goes wrong that is nobody's file's fault. */
const UNEXPECTED: Unreadable = {
  code: "unexpected",
  message:
    "Something went wrong in Kith while this file was being dealt with, and nothing of it was brought in. Try again; if it happens again, tell whoever looks after Kith where you work.",
};

/** The jobs of this slice, by kind. Each may be done again from the start: what was done stays done and is not done twice. */
export function importJobs(deps: ImportDeps): { readonly [kind: string]: JobHandler } {
  return {
    [PREVIEW]: async (job) => previewBatch(deps, job.payload as BatchJob),
    [APPLY]: async (job) => applyBatch(deps, job.payload as BatchJob),
  };
}

async function previewBatch(deps: ImportDeps, { batch, authority }: BatchJob): Promise<void> {
  const { database, spine } = deps;
  const context = await contextOf(deps, batch, authority);
  // Those shown already are shown again: what each would do depends on those before it.
  const set = startSet();
  await eachFile(deps, context, batch, ["waiting", "reading", "ready"], async (run, reading, _, several) => {
    await database.transact(context, (handle) =>
      moveRun(handle, run.id, ["waiting"], { state: "reading", done: 0 }),
    );
    const report = await previewFile(
      database,
      spine,
      context,
      reading,
      run.hash,
      several ? set : null,
      (children) => database.transact(context, (handle) => noteProgress(handle, run.id, children)),
    );
    await database.transact(context, (handle) =>
      moveRun(handle, run.id, ["reading", "ready"], {
        state: report.sameAs === null ? "ready" : "same",
        report: trimmed(report),
        problem: null,
      }),
    );
    if (report.sameAs !== null) await removeStored(deps.uploads, run);
  });
}

async function applyBatch(deps: ImportDeps, { batch, authority }: BatchJob): Promise<void> {
  const { database, spine } = deps;
  const context = await contextOf(deps, batch, authority);
  await eachFile(deps, context, batch, ["applying"], async (run, reading, source) => {
    const progress = watchProgress(deps, context, run);
    try {
      const applied = await holding(deps, run, (note) =>
        applyFile(database, spine, context, source, reading, run.hash, (children) => {
          note(children);
          progress.note(children);
        }),
      );
      await database.transact(context, (handle) =>
        moveRun(handle, run.id, ["applying"], {
          state: "applied",
          done: applied.preview.children,
          // Applied just before a crash, and not yet noted: then what it did is with its source.
          ...(applied.sameAs === null ? { report: { ...trimmed(applied), ...firstToldOf(run.report) } } : {}),
          ...(applied.sourceId === null ? {} : { sourceId: applied.sourceId }),
          problem: null,
        }),
      );
    } finally {
      progress.stop();
    }
    await removeStored(deps.uploads, run);
  });
}

/** Opens the files of a batch that stand in some state together, and deals with one after another. One that goes wrong leaves the others alone. */
async function eachFile(
  deps: ImportDeps,
  context: Context,
  batch: string,
  states: readonly Run["state"][],
  deal: (run: Run, reading: Reading, source: ByteSource, several: boolean) => Promise<void>,
): Promise<void> {
  const all = await deps.database.transact(context, (handle) => batchRuns(handle, batch));
  const wanted = all.filter((run) => states.includes(run.state));
  const stop = async (run: Run, state: "unreadable" | "failed", problem: Unreadable): Promise<void> => {
    const moved = await deps.database.transact(context, (handle) =>
      moveRun(handle, run.id, states, { state, problem }),
    );
    // It is never read again, and what nobody will use must not lie about: it may tell of children all the same.
    if (moved && state === "unreadable") await removeStored(deps.uploads, run);
  };
  const attempt = async (run: Run, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (error instanceof UnreadableFile) return await stop(run, "unreadable", error.problem);
      deps.onError?.(error, `import of run ${run.id}`);
      await stop(run, "failed", UNEXPECTED);
    }
  };
  const bySource = new Map<ByteSource, Run>();
  for (const run of wanted)
    await attempt(run, async () => void bySource.set(storedBytes(deps.uploads, run), run));
  const [first] = wanted;
  if (first === undefined || bySource.size === 0) return;
  const options: ReadOptions = {
    today: londonDate(deps.now()),
    ...(first.asAt === null ? {} : { asAt: first.asAt }),
  };
  for (const opened of await deps.openSet([...bySource.keys()], options)) {
    const run = bySource.get(opened.source);
    if (run === undefined) continue;
    if ("problem" in opened) await stop(run, "unreadable", opened.problem);
    else await attempt(run, () => deal(run, opened.reading, opened.source, bySource.size > 1));
  }
}

/** Says while a file is being applied that it is: see `BatchPage`, whose words these are. */
function holding<T>(
  deps: ImportDeps,
  run: Run,
  work: (note: (done: number) => void) => Promise<T>,
): Promise<T> {
  if (deps.busy === undefined) return work(() => undefined);
  const what = {
    title: "Bringing in files",
    path: `/import/${run.batch}`,
    label: `${run.fileName}: children brought in`,
    unit: "children",
    total: run.report?.preview.children,
  };
  return deps.busy.hold(what, work);
}

/** How often the progress of an application is written down, in milliseconds. */
const NOTE_EVERY = 1500;

/**
 * Notes how far an application has come. The file is applied in one transaction, so its progress is written beside it in others; the embedded
 * database has one session and would only write it afterwards, so there it is kept in memory (`holding`).
 */
function watchProgress(
  deps: ImportDeps,
  context: Context,
  run: Run,
): { readonly note: (children: number) => void; readonly stop: () => void } {
  let latest = 0;
  if (deps.database.engine.kind === "pglite") return { note: () => undefined, stop: () => undefined };
  const timer = setInterval(() => {
    void deps.database
      .transact(context, (handle) => noteProgress(handle, run.id, latest))
      .catch(() => undefined);
  }, NOTE_EVERY);
  return {
    note: (children) => {
      latest = children;
    },
    stop: () => clearInterval(timer),
  };
}

const trimmed = (report: FileReport): FileReport => ({
  facts: report.facts,
  hash: report.hash,
  sameAs: report.sameAs,
  preview: report.preview,
  fileFindings: report.fileFindings.slice(0, MOST_FILE_FINDINGS),
  ...firstToldOf(report),
});

const firstToldOf = (report: FileReport | null): Pick<FileReport, "firstTold"> =>
  report?.firstTold === undefined ? {} : { firstTold: report.firstTold };

/** The system, in the name of whoever added the files. */
async function contextOf(deps: ImportDeps, batch: string, authority: number): Promise<Context> {
  const system = systemContext("import", authority, deps.now(), `import ${batch}`);
  const by = await deps.database.transact(system, async ({ db }) =>
    db
      .selectFrom("import_run")
      .leftJoin("account", "account.id", "import_run.created_by")
      .select(["account.id", "account.name"])
      .where("import_run.batch", "=", batch)
      .executeTakeFirst(),
  );
  return { ...system, accountId: by?.id ?? null, who: by?.name ?? "import" };
}

/**
 * To be called once at start-up, before the worker: files that were being dealt with when Kith last stopped, and whose job is gone, go back to where a
 * person can go on from. Those whose job is still there are taken up again by it.
 */
export async function recoverImports(database: Database, now: IsoInstant): Promise<number> {
  return await database.transact(systemContext("start-up", 0, now), async ({ db }) => {
    const stranded = sql`not exists (select from job j where j.kind in (${PREVIEW}, ${APPLY}) and j.payload ->> 'batch' = r.batch
      and j.finished_at is null and j.failed_at is null)`;
    const back = await sql<{ batch: string; authority_id: number; state: string }>`update import_run r
      set state = case when r.state = 'applying' then 'ready' else 'waiting' end, updated_at = ${now}
      where r.state in ('waiting', 'reading', 'applying') and ${stranded} returning batch, authority_id, state`.execute(
      db,
    );
    const waiting = new Map(
      back.rows.filter((row) => row.state === "waiting").map((row) => [row.batch, row.authority_id]),
    );
    for (const [batch, authority] of waiting) await enqueue(db, PREVIEW, { batch, authority });
    return back.rows.length;
  });
}
