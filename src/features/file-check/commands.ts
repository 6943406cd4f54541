import { randomBytes } from "node:crypto";
import { basename } from "node:path";
import { z } from "zod";
import { fail, notFound, ok } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import { enqueue, secondsAfter } from "../../platform/jobs/queue.ts";
import type { UploadedFile } from "../../platform/web/route.ts";
import { yearOfTitle } from "../../returns/cin/check/ruleset.ts";
import { refusesFiles } from "../imports/runs.ts";
import { CHECK } from "./checking.ts";
import { checkOf, KEPT_DAYS, removeCheck } from "./checks.ts";

export const NOT_DECIDED =
  "Nobody has said yet what this installation is (a demonstration, a trial or a service), so it takes no files. Somebody with the right to do so can say under Installation.";

/** The rules to check by, by title; empty is as the file says. */
export const checkFields = { rules: z.string().max(10).default("") };

const DAY_SECONDS = 86_400;

/** Takes a file to be checked. It is already in the uploads folder, and is removed when it has been read. */
export const receiveFile = (
  files: readonly Pick<UploadedFile, "name" | "path" | "size" | "hash">[],
): Command<{ rules: string }, { id: number; token: string }> => ({
  act: "fileCheck.received",
  right: "returns",
  input: z.strictObject(checkFields),
  run: async (handle, { rules }) => {
    if (await refusesFiles(handle)) return fail("not-in-this-installation", NOT_DECIDED, "file");
    const [file] = files;
    if (file === undefined) return fail("invalid", "Choose the file to check", "file");
    if (files.length > 1) return fail("invalid", "Choose one file at a time", "file");
    if (file.size === 0)
      return fail("unreadable-file", `${file.name} is empty. Make it again and add that.`, "file");
    const year = rules === "" ? undefined : yearOfTitle(rules);
    if (rules !== "" && year === undefined)
      return fail("invalid", "Choose one of the years, or as the file says", "rules");
    const { authorityId, accountId, now } = handle.context;
    if (accountId === null) return notFound();
    const token = randomBytes(12).toString("base64url");
    return ok(
      await handle.asSystem(async (db) => {
        const row = await db
          .insertInto("file_check")
          .values({
            authority_id: authorityId,
            account_id: accountId,
            token,
            file_name: file.name,
            stored_as: basename(file.path),
            bytes: file.size,
            rules_year: year ?? null,
            created_at: now,
            expires_at: secondsAfter(now, KEPT_DAYS * DAY_SECONDS),
          })
          .returning("id")
          .executeTakeFirstOrThrow();
        await enqueue(db, CHECK, { check: row.id, authority: authorityId });
        return { id: row.id, token };
      }),
    );
  },
  // What a file is called may name somebody; which file it was, the hash tells.
  about: (_input, { token }) => ({
    detail: { check: token, bytes: files[0]?.size ?? 0, hash: files[0]?.hash ?? "" },
  }),
});

/** Removes a check with all that was found in it, at once. The stored file, where there still is one, is for the caller to remove. */
export const removeNow = (token: string): Command<Record<string, never>, { storedAs: string | null }> => ({
  act: "fileCheck.removed",
  right: "returns",
  input: z.strictObject({}),
  run: async (handle) => {
    const check = await checkOf(handle, token);
    if (check === undefined) return notFound();
    await removeCheck(handle, check.id);
    return ok({ storedAs: check.storedAs });
  },
  about: () => ({ detail: { check: token } }),
});
