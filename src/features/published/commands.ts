import { basename } from "node:path";
import { z } from "zod";
import { type IsoDate, parseDate } from "../../kernel/dates.ts";
import { UnreadableFile } from "../../kernel/record/claim.ts";
import { fail, ok } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import type { ByteSource } from "../../platform/files/bytes.ts";
import { enqueue } from "../../platform/jobs/queue.ts";
import type { UploadedFile } from "../../platform/web/route.ts";
import { recognise } from "./formats/recognise.ts";
import { addSource } from "./sources.ts";
import { type Loaded, loadSource } from "./store.ts";
import { LOAD } from "./work.ts";

const day = z.string().trim().max(4).default("");

/** The day the files were published, in three boxes that may be left empty. */
export const publishedFields = { "published-day": day, "published-month": day, "published-year": day };

function readDay(form: { readonly [box in keyof typeof publishedFields]: string }):
  | IsoDate
  | null
  | undefined {
  const [d, m, y] = [form["published-day"], form["published-month"], form["published-year"]];
  if (d === "" && m === "" && y === "") return null;
  return parseDate(`${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`);
}

/** Takes in files that a page was given: they are already in the uploads folder, and a job reads them. */
export const receivePublished = (
  files: readonly Pick<UploadedFile, "name" | "path" | "size" | "hash">[],
): Command<{ [box in keyof typeof publishedFields]: string }, { readonly kept: readonly string[] }> => ({
  act: "published.received",
  right: "published",
  input: z.strictObject(publishedFields),
  run: async (handle, input) => {
    if (files.length === 0) return fail("invalid", "Choose at least one file", "files");
    const publishedOn = readDay(input);
    if (publishedOn === undefined)
      return fail("invalid", "Give a real date, such as 30 10 2025, or leave it empty", "published");
    if (publishedOn !== null && publishedOn > handle.today)
      return fail("invalid", "The day they were published cannot be after today", "published");
    const kept: string[] = [];
    for (const file of files) {
      const source = {
        fileName: file.name,
        storedAs: basename(file.path),
        bytes: file.size,
        hash: file.hash,
        publishedOn,
      };
      if ((await addSource(handle, source)) !== null) kept.push(file.path);
    }
    if (kept.length === 0)
      return fail(
        "already-done",
        files.length === 1
          ? "This file has been loaded already"
          : "All of these files have been loaded already",
        "files",
      );
    await handle.asSystem((db) => enqueue(db, LOAD, { authority: handle.context.authorityId }));
    return ok({ kept });
  },
  about: () => ({ detail: { files: files.map(({ name, size, hash }) => ({ name, bytes: size, hash })) } }),
});

/** Loads one file at once, for the command line. All of it or nothing. `null`: the same file has been loaded already. */
export const loadPublished = (
  file: ByteSource,
  hash: string,
): Command<{ publishedOn: string | null }, Loaded | null> => ({
  act: "published.loaded",
  right: "published",
  input: z.strictObject({ publishedOn: z.iso.date().nullable() }),
  run: async (handle, { publishedOn }) => {
    try {
      const found = await recognise(file);
      const id = await addSource(handle, {
        fileName: file.name,
        storedAs: null,
        bytes: file.size,
        hash,
        publishedOn: publishedOn as IsoDate | null,
      });
      if (id === null) return ok(null);
      return ok(await handle.asSystem((db) => loadSource(db, id, found, handle.context.now)));
    } catch (error) {
      if (error instanceof UnreadableFile) return fail("unreadable-file", error.problem.message, "files");
      throw error;
    }
  },
  about: (_input, loaded) => ({ detail: { file: file.name, hash, figures: loaded?.figures ?? 0 } }),
});
