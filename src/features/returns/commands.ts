import { z } from "zod";
import { fail, notFound, ok } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { bytesFromFile } from "../../platform/files/bytes.ts";
import type { UploadedFile } from "../../platform/web/route.ts";
import { FIRST_RULES, LAST_RULES } from "../../returns/cin/check/ruleset.ts";
import { keepSubmitted } from "./broughtIn.ts";
import { issueOf } from "./issues.ts";
import { askRun, isUnderWay, type RunKind } from "./runs.ts";
import { submissionOf } from "./submissions.ts";
import { referenceDate, type ReturnId, yearOfDay } from "./year.ts";

const acceptInput = z.strictObject({
  issue: z.coerce.number().int().positive(),
  /** The facts it was read with: what has changed since is not accepted unseen. */
  facts: z.string().regex(/^[0-9a-f]{32}$/),
  answer: z.enum(["accept", "reopen"]),
  note: z
    .string()
    .trim()
    .min(10, "Say why in at least ten characters: it is what the department would be told")
    .max(2000, "Use 2,000 characters or fewer"),
});

type AcceptInput = z.output<typeof acceptInput>;

/** Accepts a query with why it is right as it is, or opens it again. It stays on the list either way. */
export const acceptQuery: Command<AcceptInput, { personId: number | null; of: ReturnId }> = {
  act: "return.querySaid",
  right: "returns",
  input: acceptInput,
  run: async (handle, input) => {
    // Read as the person: what they may not see is not there to be accepted.
    const found = await issueOf(handle, input.issue);
    if (found === undefined) return notFound();
    const { of, line } = found;
    if (line.severity !== "query")
      return fail("invalid", "This is an error, not a query. It can only be put right.", "note");
    if (line.facts !== input.facts)
      return fail(
        "changed-meanwhile",
        "What this query rests on has changed since you opened the page. Read it again.",
        "note",
      );
    const { context } = handle;
    const key = await handle.db
      .selectFrom("return_issue")
      .select("key")
      .where("id", "=", line.id)
      .executeTakeFirstOrThrow();
    await handle.asSystem((db) =>
      db
        .insertInto("return_acceptance")
        .values({
          authority_id: context.authorityId,
          return_kind: of.kind,
          year: of.year,
          person_id: line.child?.id ?? null,
          key: key.key,
          rule_id: line.rule,
          facts_hash: input.facts,
          accepted: input.answer === "accept",
          note: input.note,
          at: context.now,
          account_id: context.accountId ?? 0,
          by_name: context.who,
        })
        .execute(),
    );
    return ok({ personId: line.child?.id ?? null, of });
  },
  about: (input, { personId, of }) => ({
    ...(personId === null ? {} : { personId }),
    detail: { year: of.year, issue: input.issue, answer: input.answer, note: input.note },
  }),
};

const yearInput = z.strictObject({ year: z.coerce.number().int().min(FIRST_RULES).max(LAST_RULES) });

const asking = (
  kind: RunKind,
  act: string,
  right: "returns" | "returns.submit",
): Command<{ year: number }, { run: number }> => ({
  act,
  right,
  input: yearInput,
  run: async (handle, { year }) => {
    const of: ReturnId = { kind: "cin", year };
    const { context } = handle;
    if (year > yearOfDay(handle.today)) return fail("invalid", "That year has not begun.", "year");
    if (await isUnderWay(handle.db, of, kind))
      return fail(
        "already-done",
        kind === "check" ? "It is being checked now." : "A file is being made now.",
        "year",
      );
    const by = { id: context.accountId, name: context.who };
    const run = await handle.asSystem((db) =>
      askRun(db, { of, kind, authority: context.authorityId, by, now: context.now }),
    );
    return ok({ run });
  },
  about: ({ year }, { run }) => ({ detail: { year, run } }),
});

/** Asks for a check of everybody now instead of tonight. */
export const checkNow = asking("check", "return.checkAsked", "returns");

/** Asks for the file of a return. */
export const makeReturn = asking("make", "return.makeAsked", "returns.submit");

/** Why what stands is left, in the words of whoever answers for it. */
const reason = z
  .string()
  .trim()
  .min(10, "Say in at least ten characters which submission this is and why the issues that stand are left")
  .max(2000, "Use 2,000 characters or fewer");

const submitInput = z.strictObject({
  submission: z.coerce.number().int().positive(),
  reason,
});

/** Marks a file as the one that was submitted. It cannot be undone: a correction is another file, marked in its turn. */
export const markSubmitted: Command<z.output<typeof submitInput>, { year: number }> = {
  act: "return.submitted",
  right: "returns.submit",
  input: submitInput,
  run: async (handle, { submission: id, reason }) => {
    const found = await submissionOf(handle, id);
    if (found === undefined) return notFound();
    if (found.mark !== null)
      return fail("already-done", "This file has been marked as submitted already.", "reason");
    if (found.asAt !== referenceDate(found.of.year))
      return fail(
        "invalid",
        "This file was made before the year was over, so it is not the return. Make it again.",
        "reason",
      );
    await mark(handle, id, reason);
    return ok({ year: found.of.year });
  },
  about: ({ submission, reason }, { year }) => ({ detail: { submission, year, reason } }),
};

async function mark(handle: Handle, submission: number, why: string): Promise<void> {
  const { context } = handle;
  await handle.asSystem((db) =>
    db
      .insertInto("return_mark")
      .values({
        submission_id: submission,
        authority_id: context.authorityId,
        at: context.now,
        account_id: context.accountId ?? 0,
        by_name: context.who,
        reason: why,
      })
      .execute(),
  );
}

type Kept = { readonly id: number; readonly year: number };

/** Keeps a census that another system made, as the one that was submitted. The file is already on disk. */
export const keepBroughtIn = (
  files: readonly Pick<UploadedFile, "name" | "path" | "size">[],
): Command<{ reason: string }, Kept> => ({
  act: "return.broughtIn",
  right: "returns.submit",
  input: z.strictObject({ reason }),
  run: async (handle, input) => {
    const [file] = files;
    if (file === undefined || file.size === 0)
      return fail("invalid", "Choose the file that was submitted", "file");
    if (files.length > 1) return fail("invalid", "Choose one file at a time", "file");
    const done = await keepSubmitted(handle, { ...bytesFromFile(file.path), name: file.name });
    if (!done.ok) return done;
    await mark(handle, done.value.id, input.reason);
    return ok({ id: done.value.id, year: done.value.of.year });
  },
  about: (input, { id, year }) => ({ detail: { submission: id, year, reason: input.reason } }),
});
