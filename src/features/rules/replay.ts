import { sql } from "kysely";
import type { IsoDate } from "../../kernel/dates.ts";
import { assess } from "../../kernel/duties/brain.ts";
import type { BrainContext } from "../../kernel/duties/invariant.ts";
import { type Rule, ruleBook } from "../../kernel/duties/rule.ts";
import { type Duty, standingOn } from "../../kernel/duties/run.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { Db } from "../record/bulk.ts";
import { loadBrain, loadRules, loadTimelines } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";

/** One duty whose due date or standing a change would move. */
export type Moved = {
  readonly personId: number;
  readonly from: IsoDate;
  readonly dueWas: IsoDate;
  readonly dueWould: IsoDate;
  readonly standingWas: string;
  readonly standingWould: string;
};

export type Replay = {
  readonly children: number;
  readonly duties: number;
  /** Moved duties that would become late, and late ones that would no longer be. */
  readonly becomeLate: number;
  readonly ceaseLate: number;
  readonly examples: readonly Moved[];
};

const BATCH = 500;
const EXAMPLES = 50;

/**
 * What a rule not yet made would change: the same brain over the same timelines with the changed rule book, compared duty by duty. Only children with a duty under the rule whose
 * clock started on or after the effective date can be touched, because a clock is judged by the rule in force on the day it started.
 */
export async function replay(handle: Handle, spine: Spine, change: Rule): Promise<Replay> {
  const { today } = handle;
  return await handle.asSystem(async (db) => {
    const brain = await loadBrain(db, spine);
    const changed: BrainContext = { ...brain, book: ruleBook([...(await loadRules(db, spine)), change]) };
    const ids = await childrenUnder(db, change.id, change.effectiveFrom);
    const total = { children: 0, duties: 0, becomeLate: 0, ceaseLate: 0 };
    const examples: Moved[] = [];
    for (let at = 0; at < ids.length; at += BATCH) {
      const timelines = await loadTimelines(db, ids.slice(at, at + BATCH));
      for (const [personId, events] of timelines) {
        const moved = difference(
          personId,
          assess(events, brain, spine.guards, []).duties.filter((d) => d.rule === change.id),
          assess(events, changed, spine.guards, []).duties.filter((d) => d.rule === change.id),
          today,
        );
        if (moved.length > 0) total.children += 1;
        total.duties += moved.length;
        total.becomeLate += moved.filter(
          (m) => m.standingWould === "late" && m.standingWas !== "late",
        ).length;
        total.ceaseLate += moved.filter((m) => m.standingWas === "late" && m.standingWould !== "late").length;
        examples.push(...moved.slice(0, Math.max(0, EXAMPLES - examples.length)));
      }
    }
    return { ...total, examples };
  });
}

async function childrenUnder(db: Db, rule: string, from: IsoDate): Promise<number[]> {
  const rows = await sql<{
    id: number;
  }>`select distinct person_id as id from duty where rule_id = ${rule} and from_on >= ${from}::date
    and authority_id = (select kith_authority()) order by 1`.execute(db);
  return rows.rows.map((row) => row.id);
}

function difference(
  personId: number,
  before: readonly Duty[],
  after: readonly Duty[],
  today: IsoDate,
): Moved[] {
  const was = new Map(before.map((d) => [d.key, d]));
  return after.flatMap((would) => {
    const old = was.get(would.key);
    if (old === undefined || old.due === would.due) return [];
    return [
      {
        personId,
        from: would.from,
        dueWas: old.due,
        dueWould: would.due,
        standingWas: standingOn(old, today),
        standingWould: standingOn(would, today),
      },
    ];
  });
}

/** Brings every child the rule touches into line after an approval. Done in the transaction of the approval, so that the rule and the duties never disagree. */
export async function recomputeUnder(
  db: Db,
  spine: Spine,
  rule: string,
  from: IsoDate,
  recompute: (ids: readonly number[]) => Promise<unknown>,
): Promise<number> {
  const ids = await childrenUnder(db, rule, from);
  for (let at = 0; at < ids.length; at += BATCH) await recompute(ids.slice(at, at + BATCH));
  return ids.length;
}
