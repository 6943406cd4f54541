import { sql } from "kysely";
import { yearTitle } from "../../kernel/codes/codeSet.ts";
import type { Context } from "../../kernel/context.ts";
import { earlier } from "../../kernel/dates.ts";
import type { Database } from "../../platform/db/transact.ts";
import { censusXml } from "../../returns/cin/make/write.ts";
import type { Db } from "../record/bulk.ts";
import { censusChildren } from "./census.ts";
import { checkChildren, type Found, type Made, startAcross } from "./check.ts";
import { startKeeping } from "./keep.ts";
import { outsideFound } from "./outsideIssues.ts";
import { checkOf } from "./run.ts";
import { censusHeader, madeOf } from "./source.ts";
import type { IssuesThen } from "./submissions.ts";
import { referenceDate, type ReturnId } from "./year.ts";

/** Children whose part is counted and stored together. */
const BATCH = 500;

/**
 * Makes the file of a return from the record as it is now and keeps it: the bytes, what each child adds to each number and which rows it was made of, the totals, and the issues that
 * stood. All in one transaction. A year that is not over is made to today, and can then not be marked as submitted.
 * @param release the version of Kith, for the file's header
 * @returns the submission's number; undefined for a year whose rules are not here
 */
export async function makeSubmission(
  database: Database,
  context: Context,
  of: ReturnId,
  release: string,
  progress: (children: number) => void = () => undefined,
): Promise<number | undefined> {
  return await database.transact(context, async (handle) => {
    const { db } = handle;
    const check = await checkOf(handle, of);
    if (check === undefined) return undefined;
    const serial = String((await filesBefore(db, of)) + 1).padStart(3, "0");
    const asAt = earlier(handle.today, referenceDate(of.year));
    const kept = await startKeeping(db, context, of);
    const across = startAcross(check);
    const issues: Found[] = [];
    let done = 0;
    let batch: Made[] = [];
    const flush = async (): Promise<void> => {
      const checked = await checkChildren(check, batch, across);
      for (const child of checked) issues.push(...child.issues);
      await kept.children(checked);
      done += checked.length;
      batch = [];
      progress(done);
    };
    async function* watched() {
      for await (const entry of censusChildren(handle, { year: of.year, asAt })) {
        batch.push(madeOf(entry, of.year));
        if (batch.length >= BATCH) await flush();
        yield entry.child;
      }
      if (batch.length > 0) await flush();
    }
    const encoder = new TextEncoder();
    const header = await censusHeader(handle, of.year, { release, serial });
    for await (const text of censusXml(header, watched())) await kept.bytes(encoder.encode(text));
    issues.push(...across.end(), ...(await outsideFound(handle, of, check.period)));
    const made = await kept.end({
      origin: "made here",
      fileName: `cin-${yearTitle(of.year)}-${serial}.xml`,
      asAt,
      issues: await stoodThen(db, of, issues),
    });
    await handle.audit("return.made", { detail: { submission: kept.id, year: of.year, ...made } });
    return kept.id;
  });
}

async function filesBefore(db: Db, of: ReturnId): Promise<number> {
  const rows = await sql<{ n: number }>`select count(*)::int as n from return_submission
    where return_kind = ${of.kind} and year = ${of.year}`.execute(db);
  return rows.rows[0]?.n ?? 0;
}

/** What stood, with queries that were accepted on the same facts apart. */
async function stoodThen(db: Db, of: ReturnId, issues: readonly Found[]): Promise<IssuesThen> {
  const rows = await sql<{ person: number; key: string; facts_hash: string; accepted: boolean }>`
    select distinct on (person_id, key) coalesce(person_id, 0)::int8 as person, key, facts_hash, accepted from return_acceptance
    where return_kind = ${of.kind} and year = ${of.year} order by person_id, key, id desc`.execute(db);
  const said = new Set(
    rows.rows.filter((row) => row.accepted).map((row) => `${row.person}|${row.key}|${row.facts_hash}`),
  );
  const queries = issues.filter((issue) => issue.severity === "query");
  const accepted = queries.filter((i) => said.has(`${i.personId ?? 0}|${i.key}|${i.factsHash}`)).length;
  return {
    error: issues.length - queries.length,
    query: queries.length - accepted,
    accepted,
    rules: byRule(issues.map((issue) => issue.rule)),
  };
}

/** How often each rule was broken. */
export function byRule(ids: readonly string[]): { readonly [rule: string]: number } {
  const rules: Record<string, number> = {};
  for (const id of ids) rules[id] = (rules[id] ?? 0) + 1;
  return rules;
}
