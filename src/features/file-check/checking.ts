import { setImmediate as breathe } from "node:timers/promises";
import { sql } from "kysely";
import { type Context, systemContext } from "../../kernel/context.ts";
import type { IsoInstant } from "../../kernel/dates.ts";
import { type Unreadable, UnreadableFile } from "../../kernel/record/claim.ts";
import type { Database } from "../../platform/db/transact.ts";
import type { ByteSource } from "../../platform/files/bytes.ts";
import { fileKind, firstBytes, KIND_WORDS } from "../../platform/files/sniff.ts";
import type { JobHandler, Periodic } from "../../platform/jobs/worker.ts";
import type { Report } from "../../returns/cin/check/issue.ts";
import { checkCin } from "../../returns/cin/check/run.ts";
import { insertMany } from "../record/bulk.ts";
import { checkById, type FileCheck, isWorking, removeCheck, removeUpload, uploadedBytes } from "./checks.ts";
import { type KeptIssue, withFacts } from "./facts.ts";

/** What checking files needs from outside the slice. */
export type CheckingDeps = {
  readonly database: Database;
  /** The folder uploads are kept in: the same as the web platform's. */
  readonly uploads: string;
  readonly now: () => IsoInstant;
  /** Told of what was thrown that nobody expected; its words go nowhere else. */
  readonly onError?: (error: unknown, doing: string) => void;
};

export const CHECK = "fileCheck.run";

type CheckJob = { readonly check: number; readonly authority: number };

const UNEXPECTED: Unreadable = {
  code: "unexpected",
  message:
    "Something went wrong in Kith while this file was being checked, so nothing can be said of it. Remove it and try again; if it happens again, tell whoever looks after Kith where you work.",
};

/** The job of this slice. Done again after a crash it begins again; what was found is written down once. */
export const fileCheckJobs = (deps: CheckingDeps): { readonly [kind: string]: JobHandler } => ({
  [CHECK]: async (job) => {
    const { check, authority } = job.payload as CheckJob;
    await runCheck(deps, authority, check);
  },
});

const contextOf = (deps: CheckingDeps, authority: number): Context =>
  systemContext("file check", authority, deps.now());

/** Checks one uploaded file, keeps what was found, and removes the file. */
export async function runCheck(deps: CheckingDeps, authority: number, id: number): Promise<void> {
  const context = contextOf(deps, authority);
  const check = await deps.database.transact(context, (handle) => checkById(handle, id));
  // Removed meanwhile, or done by the try before.
  if (check === undefined || check.storedAs === null) return;
  if (isWorking(check)) await attempt(deps, context, check, check.storedAs);
  await removeUpload(deps.uploads, check.storedAs);
  // Only now: a process that dies in between must not leave a file that nothing knows of.
  await deps.database.transact(context, ({ db }) =>
    db.updateTable("file_check").set({ stored_as: null }).where("id", "=", id).execute(),
  );
}

async function attempt(
  deps: CheckingDeps,
  context: Context,
  check: FileCheck,
  storedAs: string,
): Promise<void> {
  const { id } = check;
  await deps.database.transact(context, async ({ db }) => {
    await db.deleteFrom("file_check_issue").where("check_id", "=", id).execute();
    await db.updateTable("file_check").set({ state: "reading", done: 0 }).where("id", "=", id).execute();
  });
  try {
    await readAndKeep(deps, context, check, storedAs);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) deps.onError?.(error, `check of file ${id}`);
    const [state, problem] =
      error instanceof UnreadableFile ? ["unreadable", error.problem] : ["failed", UNEXPECTED];
    await deps.database.transact(context, async ({ db }) => {
      await db.deleteFrom("file_check_issue").where("check_id", "=", id).execute();
      await db
        .updateTable("file_check")
        .set({ state, problem: JSON.stringify(problem), ended_at: deps.now() })
        .where("id", "=", id)
        .execute();
    });
  }
}

async function readAndKeep(
  deps: CheckingDeps,
  context: Context,
  check: FileCheck,
  storedAs: string,
): Promise<void> {
  const progress = watchProgress(deps, context, check);
  let report: Report;
  let issues: KeptIssue[];
  try {
    const bytes = uploadedBytes(deps.uploads, storedAs, check.fileName);
    await refuseOtherKinds(bytes);
    const source = progress.watch(bytes);
    report = await checkCin(source, check.rulesYear ?? undefined);
    issues = await withFacts(source, report);
  } finally {
    await progress.stop();
  }
  await keep(deps, context, check, issues);
  await deps.database.transact(context, async ({ db }) => {
    await db
      .updateTable("file_check")
      .set({
        state: "done",
        done: 2 * check.bytes,
        ruleset: report.ruleset,
        children: report.children,
        problem: null,
        ended_at: deps.now(),
      })
      .where("id", "=", check.id)
      .execute();
  });
}

/** A file that is no XML is called what it is; an XML reader would only stumble over its first bytes. */
async function refuseOtherKinds(source: ByteSource): Promise<void> {
  const kind = fileKind(await firstBytes(source));
  if (kind === "xml" || kind === "unknown") return;
  throw new UnreadableFile({
    code: "not-a-census",
    message: `${source.name} is not a children in need census: it looks like ${kind === "zip" ? "a workbook or a zip file" : KIND_WORDS[kind]}. Choose the XML file that is sent to DfE.`,
  });
}

/** Issues written in one transaction: few enough that others on the embedded database wait no longer than for a page. */
const AT_ONCE = 500;

async function keep(
  deps: CheckingDeps,
  context: Context,
  check: FileCheck,
  issues: readonly KeptIssue[],
): Promise<void> {
  const bare = issues.map((issue, seq) => ({
    check_id: check.id,
    seq: seq + 1,
    authority_id: context.authorityId,
    account_id: check.accountId,
    rule: issue.rule,
    severity: issue.severity,
    scope: issue.scope,
    child: issue.child,
    born: issue.born,
    message: issue.message,
    remedy: issue.remedy,
    facts: issue.facts,
    places: issue.locations,
  }));
  for (let from = 0; from < bare.length; from += AT_ONCE) {
    const rows = bare
      .slice(from, from + AT_ONCE)
      .map((row) => Object.assign(row, { places: JSON.stringify(row.places) }));
    await deps.database.transact(context, async ({ db }) => {
      // Removed while it was being read: what was found is not kept.
      const still = await sql`select from file_check where id = ${check.id} for update`.execute(db);
      if (still.rows.length > 0) await insertMany(db, "file_check_issue", rows);
    });
    // The embedded database answers at once: one write after another would never give a page its turn.
    await breathe();
  }
}

/** How often it is written down how far the reading has come, in milliseconds. */
const NOTE_EVERY = 1000;

/** Notes how much of the file has been read, beside the reading. */
function watchProgress(
  deps: CheckingDeps,
  context: Context,
  check: FileCheck,
): { readonly watch: (source: ByteSource) => ByteSource; readonly stop: () => Promise<void> } {
  let read = 0;
  let noting: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    noting = deps.database
      .transact(context, ({ db }) =>
        db.updateTable("file_check").set({ done: read }).where("id", "=", check.id).execute(),
      )
      .catch(() => undefined);
  }, NOTE_EVERY);
  return {
    watch: (source) => ({
      ...source,
      open: async function* open() {
        for await (const piece of source.open()) {
          read = Math.min(read + piece.byteLength, 2 * check.bytes);
          yield piece;
        }
      },
    }),
    stop: async () => {
      clearInterval(timer);
      await noting;
    },
  };
}

const HOUR_SECONDS = 3600;

/** Removes checks whose days are over, with their files: every hour. */
export const fileCheckTidying = (deps: CheckingDeps): Periodic => ({
  name: "fileCheck.tidy",
  everySeconds: HOUR_SECONDS,
  run: async () => void (await tidyChecks(deps)),
});

/** @returns how many checks were removed */
export async function tidyChecks(deps: CheckingDeps): Promise<number> {
  const authorities = await deps.database.transact(contextOf(deps, 0), ({ db }) =>
    db.selectFrom("authority").select("id").execute(),
  );
  let removed = 0;
  for (const { id: authority } of authorities) {
    removed += await deps.database.transact(contextOf(deps, authority), async (handle) => {
      const over = await handle.db
        .selectFrom("file_check")
        .select(["id", "stored_as"])
        .where("expires_at", "<=", deps.now())
        .execute();
      for (const { id, stored_as } of over) {
        await removeUpload(deps.uploads, stored_as);
        await removeCheck(handle, id);
      }
      return over.length;
    });
  }
  return removed;
}
