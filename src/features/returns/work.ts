import { sql } from "kysely";
import { type Context, systemContext } from "../../kernel/context.ts";
import { addDays, addHours, type IsoInstant, londonDate, startOfDay } from "../../kernel/dates.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import type { LongWork, Occupancy } from "../../platform/db/longWork.ts";
import { type JobHandler, JobProblem, type Periodic } from "../../platform/jobs/worker.ts";
import { checkAll, checkChanged, lastFull } from "./run.ts";
import { askRun, CHECK, isUnderWay, MAKE, type Run, runOf } from "./runs.ts";
import { makeSubmission } from "./make.ts";
import { type ReturnId, yearsInPlay } from "./year.ts";

/** What the checks and files need from outside the slice. */
type ReturnDeps = {
  readonly database: Database;
  readonly now: () => IsoInstant;
  /** The version of Kith, for the header of a file. */
  readonly release: string;
  /** Told of a file being made: on the embedded database nobody else can ask while it lasts. */
  readonly busy?: Occupancy;
};

const NO_RULES = "Kith has no rules for the return of this year yet, so it can neither be checked nor made.";

/** The jobs of this slice, by kind. Doing one again does no harm: what was found stays found, and a file made twice is two files. */
export function returnJobs(deps: ReturnDeps): { readonly [kind: string]: JobHandler } {
  const doing =
    (work: (context: Context, run: Run) => Promise<object>): JobHandler =>
    async (job) => {
      const { run: id, authority } = job.payload as { run: number; authority: number };
      const system = systemContext("returns", authority, deps.now(), `return run ${id}`);
      const run = await deps.database.transact(system, ({ db }) => runOf(db, id));
      if (run === undefined || run.finishedAt !== null) return;
      const context = { ...system, accountId: run.askedBy, who: run.byName };
      try {
        const result = await work(context, run);
        await note(deps, context, id, { ...result, finished_at: deps.now(), problem: null });
      } catch (error) {
        const said =
          error instanceof JobProblem ? error.message : "It stopped unexpectedly and is tried again.";
        await note(deps, context, id, { problem: said });
        throw error;
      }
    };
  return {
    [CHECK]: doing(async (context, run) => {
      const progress = progressOf(deps, context, run);
      const found = await checkAll(deps.database, context, run.of, progress);
      if (found === undefined) throw new JobProblem(NO_RULES);
      return { done: found.children, errors: found.errors, queries: found.queries };
    }),
    [MAKE]: doing(async (context, run) => {
      const make = (note?: (children: number) => void) =>
        makeSubmission(deps.database, context, run.of, deps.release, note);
      const id = await (deps.busy === undefined ? make() : deps.busy.hold(making(run), make));
      if (id === undefined) throw new JobProblem(NO_RULES);
      return { submission_id: id };
    }),
  };
}

const making = (run: Run): LongWork => ({
  title: "Making the file of a return",
  path: `/returns/cin/${run.of.year}`,
  label: "Children written",
  unit: "children",
  total: undefined,
});

/** Notes how far a check has come, between its transactions. */
function progressOf(deps: ReturnDeps, context: Context, run: Run): (children: number) => void {
  let noting: Promise<unknown> = Promise.resolve();
  return (children) => {
    noting = noting.then(() => note(deps, context, run.id, { done: children })).catch(() => undefined);
  };
}

async function note(deps: ReturnDeps, context: Context, id: number, values: object): Promise<void> {
  await deps.database.transact(context, ({ db }) =>
    db.updateTable("return_run").set(values).where("id", "=", id).execute(),
  );
}

/** How often it is looked whether a child has changed. */
const LOOK_SECONDS = 3;

/** Work that comes round: children who have changed are checked again at once, and everybody every night. */
export const returnPeriodic = (deps: ReturnDeps): Periodic => ({
  name: "returns",
  everySeconds: LOOK_SECONDS,
  run: () => lookRound(deps),
});

/** Looks once: checks those who have changed, and asks for tonight's check of everybody if it has not been asked for. */
export async function lookRound(deps: ReturnDeps): Promise<void> {
  const now = deps.now();
  const authorities = await deps.database.transact(systemContext("returns", 0, now), ({ db }) =>
    db.selectFrom("authority").select("id").execute(),
  );
  for (const { id } of authorities) {
    const context = systemContext("returns", id, now);
    await deps.database.transact(context, askForTonight);
    await checkChanged(deps.database, context);
  }
}

const NIGHT_HOUR = 2;

/** When everybody should last have been checked: two o'clock last night. */
export function lastNight(now: IsoInstant): IsoInstant {
  const today = londonDate(now);
  const tonight = addHours(startOfDay(today), NIGHT_HOUR);
  return tonight <= now ? tonight : addHours(startOfDay(addDays(today, -1)), NIGHT_HOUR);
}

/** After a night the machine was off it is made up for as soon as it is on; asked for twice it is done once. */
async function askForTonight(handle: Handle): Promise<void> {
  const { db, context } = handle;
  const due = lastNight(context.now);
  for (const year of yearsInPlay(handle.today)) {
    const of: ReturnId = { kind: "cin", year };
    const last = await lastFull(db, of);
    if (last !== null && last >= due) continue;
    if (await isUnderWay(db, of, "check")) continue;
    if (!(await hasEpisodes(db)) || (await gaveUpSince(db, of, due))) continue;
    const by = { id: null, name: "Kith, nightly" };
    await askRun(db, { of, kind: "check", authority: context.authorityId, by, now: context.now });
  }
}

type Db = Handle["db"];

async function hasEpisodes(db: Db): Promise<boolean> {
  const rows = await sql<{
    there: boolean;
  }>`select exists (select from referral where superseded_at is null) as there`.execute(db);
  return rows.rows[0]?.there === true;
}

/** A check that was asked for and given up is not asked for again until the next night. */
async function gaveUpSince(db: Db, of: ReturnId, since: IsoInstant): Promise<boolean> {
  const rows = await sql<{
    there: boolean;
  }>`select exists (select from return_run where return_kind = ${of.kind} and year = ${of.year}
    and kind = 'check' and asked_at >= ${since} and finished_at is null) as there`.execute(db);
  return rows.rows[0]?.there === true;
}
