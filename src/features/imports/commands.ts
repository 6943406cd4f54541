import { randomBytes } from "node:crypto";
import { basename } from "node:path";
import { z } from "zod";
import { type IsoDate, parseDate } from "../../kernel/dates.ts";
import { fail, ok } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import { enqueue } from "../../platform/jobs/queue.ts";
import type { UploadedFile } from "../../platform/web/route.ts";
import { batchRuns, moveRun, type Run, type RunState, takesFiles } from "./runs.ts";
import { APPLY, PREVIEW } from "./work.ts";

/** The three boxes of a date that may be left empty. */
export const asAtFields = {
  "asAt-day": z.string().trim().max(2).default(""),
  "asAt-month": z.string().trim().max(2).default(""),
  "asAt-year": z.string().trim().max(4).default(""),
};

/** The date of three boxes: null when all are empty, undefined when they are no date. */
export function readAsAt(form: { readonly [box in keyof typeof asAtFields]: string }):
  | IsoDate
  | null
  | undefined {
  const [day, month, year] = [form["asAt-day"], form["asAt-month"], form["asAt-year"]];
  if (day === "" && month === "" && year === "") return null;
  return parseDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

/** Takes files in: one batch, read together. The files themselves are already in the uploads folder. */
export const receiveFiles = (
  files: readonly Pick<UploadedFile, "name" | "path" | "size" | "hash">[],
  reachable: boolean,
): Command<{ [box in keyof typeof asAtFields]: string }, { batch: string; kept: number }> => ({
  act: "import.received",
  right: "import",
  input: z.strictObject(asAtFields),
  run: async (handle, input) => {
    const { refusal } = await takesFiles(handle, reachable);
    if (refusal !== null) return fail("not-in-this-installation", refusal, "files");
    if (files.length === 0) return fail("invalid", "Choose at least one file", "files");
    const empty = files.find((file) => file.size === 0);
    if (empty !== undefined)
      return fail("unreadable-file", `${empty.name} is empty. Export it again and add that.`, "files");
    const asAt = readAsAt(input);
    if (asAt === undefined)
      return fail("invalid", "Give a real date, such as 31 3 2026, or leave it empty", "asAt");
    if (asAt !== null && asAt > handle.today)
      return fail("invalid", "The day these files speak for cannot be after today", "asAt");
    const batch = randomBytes(9).toString("base64url");
    // The same file chosen twice is one file.
    const kept = [...new Map(files.map((file) => [file.hash, file])).values()];
    const { authorityId, accountId, now } = handle.context;
    await handle.asSystem(async (db) => {
      await db
        .insertInto("import_run")
        .values(
          kept.map((file) => ({
            authority_id: authorityId,
            batch,
            file_name: file.name.slice(0, 200),
            stored_as: basename(file.path),
            bytes: file.size,
            content_hash: file.hash,
            state: "waiting",
            as_at: asAt,
            created_at: now,
            created_by: accountId,
            updated_at: now,
          })),
        )
        .execute();
      await enqueue(db, PREVIEW, { batch, authority: authorityId });
    });
    return ok({ batch, kept: kept.length });
  },
  about: (_input, { batch }) => ({
    detail: { batch, files: files.map((file) => ({ name: file.name, bytes: file.size, hash: file.hash })) },
  }),
});

const batchInput = z.strictObject({ batch: z.string().regex(/^[\w-]{6,40}$/) });

/** Brings in the files of a batch that are ready. The rest stay as they are. */
export const bringIn: Command<{ batch: string }, { files: number }> = {
  act: "import.asked",
  right: "import",
  input: batchInput,
  run: async (handle, { batch }) => {
    const runs = await batchRuns(handle, batch);
    if (runs.length === 0) return fail("not-found", "We cannot find those files.");
    let files = 0;
    for (const run of runs)
      if (await moveRun(handle, run.id, ["ready"], { state: "applying", done: 0 })) files += 1;
    if (files === 0) return fail("already-done", "None of these files is waiting to be brought in.");
    const authority = handle.context.authorityId;
    await handle.asSystem((db) => enqueue(db, APPLY, { batch, authority }));
    return ok({ files });
  },
  about: ({ batch }, { files }) => ({ detail: { batch, files } }),
};

const MAY_SET_ASIDE: readonly RunState[] = ["waiting", "ready", "unreadable", "failed", "same"];

/** Sets aside what has not been brought in. Nothing of it was used; the stored files are for the caller to remove. */
export const setAside: Command<{ batch: string }, { runs: readonly Run[] }> = {
  act: "import.setAside",
  right: "import",
  input: batchInput,
  run: async (handle, { batch }) => {
    const runs = await batchRuns(handle, batch);
    if (runs.length === 0) return fail("not-found", "We cannot find those files.");
    const gone: Run[] = [];
    for (const run of runs)
      if (await moveRun(handle, run.id, MAY_SET_ASIDE, { state: "set aside", report: null })) gone.push(run);
    if (gone.length === 0)
      return fail(
        "already-done",
        "These files are being dealt with, or have been. There is nothing to set aside.",
      );
    return ok({ runs: gone });
  },
  about: ({ batch }, { runs }) => ({ detail: { batch, files: runs.map((run) => run.fileName) } }),
};

/** Tries again with files that failed for no reason of their own. */
export const tryAgain: Command<{ batch: string }, { files: number }> = {
  act: "import.again",
  right: "import",
  input: batchInput,
  run: async (handle, { batch }) => {
    let files = 0;
    for (const run of await batchRuns(handle, batch))
      if (await moveRun(handle, run.id, ["failed"], { state: "waiting", done: 0, problem: null })) files += 1;
    if (files === 0) return fail("already-done", "None of these files has failed.");
    const authority = handle.context.authorityId;
    await handle.asSystem((db) => enqueue(db, PREVIEW, { batch, authority }));
    return ok({ files });
  },
  about: ({ batch }, { files }) => ({ detail: { batch, files } }),
};
