import { sql } from "kysely";
import { z } from "zod";
import type { IsoInstant } from "../../kernel/dates.ts";
import { fail, notFound, ok } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { checkOf } from "./checks.ts";
import { issueOf, type StoredIssue } from "./issues.ts";
import { knownChildren } from "./known.ts";

/** What somebody said of a query. */
export type Acceptance = {
  readonly note: string;
  readonly by: string;
  readonly at: IsoInstant;
  /** On the very facts that are now in the file; otherwise it was on others, and the query is open again. */
  readonly holds: boolean;
};

type Row = Acceptance & { readonly seq: number };

/** What was said of each of some issues, by their number: of these facts if there is that, otherwise the last said of others. Withdrawn words are not among them. */
export async function acceptancesOf(
  handle: Handle,
  issues: readonly StoredIssue[],
): Promise<ReadonlyMap<number, Acceptance>> {
  const queries = issues.filter(({ severity }) => severity === "query");
  if (queries.length === 0) return new Map();
  const rows =
    await sql<Row>`select distinct on (q.seq) q.seq, a.note, coalesce(c.name, 'somebody') as by, a.accepted_at as at, a.facts = q.facts as holds
    from unnest(${queries.map((q) => q.seq)}::int[], ${queries.map((q) => q.rule)}::text[], ${queries.map((q) => q.child ?? "")}::text[],
      ${queries.map((q) => q.facts)}::text[]) as q(seq, rule, child, facts)
    join accepted_query a on a.authority_id = ${handle.context.authorityId} and a.rule = q.rule and a.child = q.child and a.withdrawn_at is null
    left join account c on c.id = a.accepted_by
    order by q.seq, a.facts = q.facts desc, a.accepted_at desc`.execute(handle.db);
  return new Map(rows.rows.map(({ seq, ...said }) => [seq, said]));
}

/** Letters a note must have. */
export const LEAST_NOTE = 10;
const MOST_NOTE = 2000;

const issueNumber = z.coerce.number().int().min(1).max(10_000_000);

/** Accepts a query: somebody looked, it is right, and this is why. Errors cannot be accepted: DfE would not. */
export const acceptQuery = (
  token: string,
): Command<{ issue: number; note: string }, StoredIssue & { personId: number | undefined }> => ({
  act: "fileCheck.accepted",
  right: "returns",
  input: z.strictObject({
    issue: issueNumber,
    note: z
      .string()
      .trim()
      .min(LEAST_NOTE, `Say why it is right, in at least ${LEAST_NOTE} letters`)
      .max(MOST_NOTE, `Say it in at most ${MOST_NOTE} letters`),
  }),
  run: async (handle, input) => {
    const check = await checkOf(handle, token);
    const issue = check === undefined ? undefined : await issueOf(handle, check, input.issue);
    if (issue === undefined) return notFound();
    if (issue.severity !== "query")
      return fail("invalid", "Only a query can be accepted. An error has to be put right.", "note");
    const personId = (await knownChildren(handle, [issue]))(issue)?.personId;
    const { authorityId, accountId, now } = handle.context;
    if (accountId === null) return notFound();
    await handle.asSystem((db) =>
      db
        .insertInto("accepted_query")
        .values({
          authority_id: authorityId,
          person_id: personId ?? null,
          rule: issue.rule,
          child: issue.child ?? "",
          facts: issue.facts,
          note: input.note,
          accepted_at: now,
          accepted_by: accountId,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
    return ok({ ...issue, personId });
  },
  about: (_input, { rule, personId }) => ({
    ...(personId === undefined ? {} : { personId }),
    detail: { check: token, rule },
  }),
});

/** Takes back what was said of a query as it now stands: it is open again for everybody. What was said stays written down. */
export const withdrawAcceptance = (
  token: string,
): Command<{ issue: number }, StoredIssue & { personId: number | undefined }> => ({
  act: "fileCheck.withdrawn",
  right: "returns",
  input: z.strictObject({ issue: issueNumber }),
  run: async (handle, input) => {
    const check = await checkOf(handle, token);
    const issue = check === undefined ? undefined : await issueOf(handle, check, input.issue);
    if (issue === undefined) return notFound();
    const { authorityId, accountId, now } = handle.context;
    // As the person first: nobody takes back what they may not see.
    const seen = await handle.db
      .selectFrom("accepted_query")
      .select("id")
      .where("authority_id", "=", authorityId)
      .where("rule", "=", issue.rule)
      .where("child", "=", issue.child ?? "")
      .where("facts", "=", issue.facts)
      .where("withdrawn_at", "is", null)
      .execute();
    if (seen.length === 0) return fail("already-done", "That query is not accepted any more.");
    await handle.asSystem((db) =>
      db
        .updateTable("accepted_query")
        .set({ withdrawn_at: now, withdrawn_by: accountId })
        .where(
          "id",
          "in",
          seen.map(({ id }) => id),
        )
        .execute(),
    );
    const personId = (await knownChildren(handle, [issue]))(issue)?.personId;
    return ok({ ...issue, personId });
  },
  about: (_input, { rule, personId }) => ({
    ...(personId === undefined ? {} : { personId }),
    detail: { check: token, rule },
  }),
});
