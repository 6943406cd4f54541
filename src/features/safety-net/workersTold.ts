import { sql } from "kysely";
import type { Handle } from "../../platform/db/transact.ts";
import { sayNumber } from "../../ui/words.ts";
import { plural } from "../work/words.ts";
import { openOn } from "../team/holding.ts";

/** What is known of the workers who hold the children a person may see. Two rows of the net rest on it, and no timeline carries it. */
export type WorkersTold = {
  /** Workers who hold a child now. */
  readonly holders: number;
  /** Whether anything says when a worker of this authority leaves. */
  readonly leavingTold: boolean;
  /** Whether any absence has been recorded. */
  readonly awayTold: boolean;
  /** Of the holders, those who hold a child whom only a social worker may hold ... */
  readonly mustBeSocialWorkers: number;
  /** ... and of these, those of whom nothing says whether they are registered, with their children. */
  readonly registrationUnknown: number;
  readonly childrenOfUnknown: number;
};

export type Gap = {
  /** Nothing at all can be told, or only part. */
  readonly extent: "all" | "part";
  readonly because: string;
  readonly wouldTell: string;
};

const REGISTRATION =
  "the workers of the Standard Safeguarding Dataset, or the looked-after return’s social worker file with Social Work England numbers";
const LEAVING = "a list of workers that gives the day each left";
const ABSENCE = "absences recorded here, on each worker’s page";

/** What INV-02 and INV-03 cannot say for want of anything about the workers. Pure; a row that is not in it can be told in full. */
export function workerGaps(told: WorkersTold): ReadonlyMap<string, Gap> {
  const gaps = new Map<string, Gap>();
  const holders =
    told.holders === 1 ? "the 1 worker who holds" : `any of the ${sayNumber(told.holders)} workers who hold`;
  if (!told.leavingTold && !told.awayTold)
    gaps.set("INV-02", {
      extent: "all",
      because: `nothing says when a worker leaves or is away, of ${holders} these children`,
      wouldTell: `${ABSENCE}, and ${LEAVING}`,
    });
  else if (!told.leavingTold)
    gaps.set("INV-02", {
      extent: "part",
      because: `whether a worker has left cannot be told of ${holders} these children: nothing says when a worker leaves`,
      wouldTell: LEAVING,
    });
  else if (!told.awayTold)
    gaps.set("INV-02", {
      extent: "part",
      because: `whether a worker is away cannot be told of ${holders} these children: no absence has been recorded`,
      wouldTell: ABSENCE,
    });
  const { mustBeSocialWorkers: all, registrationUnknown: unknown, childrenOfUnknown: children } = told;
  if (unknown > 0)
    gaps.set("INV-03", {
      extent: unknown === all ? "all" : "part",
      because: `nothing says whether ${unknown === all && all > 1 ? "any of " : ""}${sayShare(unknown, all)} registered; between them they hold ${plural(children, "such child", "such children")}`,
      wouldTell: REGISTRATION,
    });
  return gaps;
}

const sayShare = (part: number, all: number): string =>
  part === all
    ? all === 1
      ? "the 1 worker who holds such children is"
      : `the ${plural(all, "worker", "workers")} who hold such children is`
    : `${part} of the ${plural(all, "worker", "workers")} who hold such children ${part === 1 ? "is" : "are"}`;

/** Reads it through the walls, so that it is said of the same children as the counts beside it. */
export async function workersTold(handle: Handle): Promise<WorkersTold> {
  const { today, context } = handle;
  const rows = await sql<WorkersTold>`
    with held as materialized (select s.person_id, s.worker_ref as ref, w.registered from span s
        left join worker w on w.authority_id = s.authority_id and w.ref = s.worker_ref
      where s.status = 'held' and s.worker_ref is not null and ${openOn("s", today)}),
    must as materialized (select h.* from held h where exists (select from span o where o.person_id = h.person_id
      and o.status in ('protection-plan', 'section47', 'looked-after', 'pre-proceedings') and ${openOn("o", today)}))
    select (select count(distinct ref) from held) as holders,
      exists (select from worker where authority_id = ${context.authorityId} and left_on is not null) as "leavingTold",
      exists (select from absence where authority_id = ${context.authorityId}) as "awayTold",
      (select count(distinct ref) from must) as "mustBeSocialWorkers",
      (select count(distinct ref) from must where registered is null) as "registrationUnknown",
      (select count(distinct person_id) from must where registered is null) as "childrenOfUnknown"`.execute(
    handle.db,
  );
  const [found] = rows.rows;
  if (found === undefined) throw new Error("a count came back with nothing");
  return found;
}
