import { sql } from "kysely";
import type { Handle } from "../../platform/db/transact.ts";
import { type IssueLine, issueLines } from "./issues.ts";
import { yearsInPlay } from "./year.ts";

/** What a worker has to put right for the returns, rule by rule. */
export type ReturnTask = {
  readonly year: number;
  readonly line: IssueLine;
};

/** Nobody's list is longer; past it the number is no longer of use. */
const MOST_COUNTED = 500;

/**
 * Issues of the children a worker holds, and of those whose worker is away and whom they cover, that still ask for something: errors, and queries nobody has accepted. At most `limit`,
 * and how many there are in all.
 */
export async function returnTasks(
  handle: Handle,
  workerRef: string,
  limit: number,
): Promise<{ readonly tasks: readonly ReturnTask[]; readonly all: number }> {
  const workers = await withIssues(handle, workerRef);
  const tasks: ReturnTask[] = [];
  let all = 0;
  for (const { year, worker } of workers) {
    for (const state of ["error", "query"] as const) {
      const lines = await issueLines(handle, { kind: "cin", year }, { worker, state }, MOST_COUNTED);
      all += lines.length;
      for (const line of lines) if (tasks.length < limit) tasks.push({ year, line });
    }
  }
  return { tasks, all };
}

/** The worker and those they cover, as far as a return in play has anything on children of theirs: for most people on most days nobody, found with one look. */
async function withIssues(
  handle: Handle,
  workerRef: string,
): Promise<readonly { readonly year: number; readonly worker: string }[]> {
  const { today } = handle;
  const rows = await sql<{ year: number; worker: string }>`select distinct i.year, s.worker_ref as worker
    from span s join return_issue i on i.person_id = s.person_id and i.gone_at is null and i.year = any(${[...yearsInPlay(today)]})
    where s.status = 'held' and s.authority_id = ${handle.context.authorityId} and s.from_on <= ${today}::date and (s.until_on is null or s.until_on > ${today}::date)
      and (s.worker_ref = ${workerRef} or s.worker_ref in (select worker_ref from absence where authority_id = ${handle.context.authorityId}
        and cover_ref = ${workerRef} and from_on <= ${today}::date and (to_on is null or to_on >= ${today}::date)))
    order by 1 desc, 2`.execute(handle.db);
  return rows.rows;
}

/** What stands against the returns for one child, whoever holds it: practitioner and return see the same. */
export async function childReturnIssues(handle: Handle, personId: number): Promise<readonly ReturnTask[]> {
  const found: ReturnTask[] = [];
  for (const year of yearsInPlay(handle.today)) {
    const lines = await issueLines(handle, { kind: "cin", year }, { child: personId }, 50);
    for (const line of lines) found.push({ year, line });
  }
  return found;
}
