import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { systemContext } from "../../kernel/context.ts";
import type { IsoInstant } from "../../kernel/dates.ts";
import { type Unreadable, UnreadableFile } from "../../kernel/record/claim.ts";
import type { Occupancy } from "../../platform/db/longWork.ts";
import type { Database } from "../../platform/db/transact.ts";
import { bytesFromFile } from "../../platform/files/bytes.ts";
import type { JobHandler } from "../../platform/jobs/worker.ts";
import { type Recognised, recognise } from "./formats/recognise.ts";
import { loadSource } from "./store.ts";

export const LOAD = "published.load";

/** What loading published figures needs from outside the slice. */
export type PublishedWork = {
  readonly database: Database;
  /** The folder uploads are kept in: the same as the web platform's. */
  readonly uploads: string;
  readonly now: () => IsoInstant;
  readonly busy?: Occupancy;
};

type Waiting = { readonly id: number; readonly fileName: string; readonly storedAs: string };

/** The job of this slice. Done again after a crash, it takes up the files that still wait. */
export const publishedJobs = (deps: PublishedWork): { readonly [kind: string]: JobHandler } => ({
  [LOAD]: async (job) => {
    const { authority } = job.payload as { authority: number };
    const work = async (note?: (done: number) => void): Promise<void> =>
      await loadWaiting(deps, authority, note);
    if (deps.busy === undefined) return await work();
    await deps.busy.hold(
      {
        title: "Loading published figures",
        path: "/published",
        label: "Files loaded",
        unit: "files",
        total: undefined,
      },
      work,
    );
  },
});

/** Loads every file that waits, each in one transaction; lists of areas first, because others lean on them. */
export async function loadWaiting(
  deps: PublishedWork,
  authority: number,
  note?: (done: number) => void,
): Promise<void> {
  const context = () => systemContext("published figures", authority, deps.now());
  const waiting = await deps.database.transact(context(), async ({ db }) => {
    const rows = await db
      .selectFrom("published_source")
      .select(["id", "file_name", "stored_as"])
      .where("state", "=", "waiting")
      .orderBy("id")
      .execute();
    return rows.map((row): Waiting => ({
      id: row.id,
      fileName: row.file_name,
      storedAs: row.stored_as ?? "",
    }));
  });
  const found: { readonly file: Waiting; readonly recognised: Recognised }[] = [];
  const refuse = async (file: Waiting, error: unknown): Promise<void> => {
    await deps.database.transact(context(), async ({ db }) => {
      const problem = error instanceof UnreadableFile ? error.problem : UNEXPECTED;
      await db
        .updateTable("published_source")
        .set({ state: "refused", problem: JSON.stringify(problem) })
        .where("id", "=", file.id)
        .execute();
    });
    await forget(deps, context, file);
  };
  for (const file of waiting) {
    try {
      const bytes = { ...bytesFromFile(join(deps.uploads, basename(file.storedAs))), name: file.fileName };
      found.push({ file, recognised: await recognise(bytes) });
    } catch (error) {
      await refuse(file, error);
    }
  }
  const ordered = found.toSorted(
    (a, b) => Number(b.recognised.format.first ?? false) - Number(a.recognised.format.first ?? false),
  );
  for (const [index, { file, recognised }] of ordered.entries()) {
    note?.(index);
    try {
      await deps.database.transact(context(), async (handle) => {
        const loaded = await loadSource(handle.db, file.id, recognised, deps.now());
        await handle.audit("published.loaded", {
          detail: { file: file.fileName, figures: loaded.figures, inspections: loaded.inspections },
        });
      });
      await forget(deps, context, file);
    } catch (error) {
      await refuse(file, error);
    }
  }
}

/** Removes the stored file: what has been read is not kept twice. */
async function forget(
  deps: PublishedWork,
  context: () => ReturnType<typeof systemContext>,
  file: Waiting,
): Promise<void> {
  await rm(join(deps.uploads, basename(file.storedAs)), { force: true });
  await deps.database.transact(context(), ({ db }) =>
    db.updateTable("published_source").set({ stored_as: null }).where("id", "=", file.id).execute(),
  );
}

const UNEXPECTED: Unreadable = {
  code: "unexpected",
  message:
    "Something went wrong in Kith while this file was being loaded, and nothing of it was kept. Add it again; if it happens again, tell whoever looks after Kith where you work.",
};
