import { assess } from "../../kernel/duties/brain.ts";
import type { BrainContext } from "../../kernel/duties/invariant.ts";
import { currentRule, type RuleBook, ruleOn, type Status } from "../../kernel/duties/rule.ts";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Detail } from "../../kernel/timeline/event.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { DutyLine } from "../duties/words.ts";
import { loadTimelines, type toKnown } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import { endOfDay } from "./knownOn.ts";

export type SpanNow = {
  readonly status: Status;
  readonly from: IsoDate;
  readonly until: IsoDate | null;
  readonly detail: Detail;
};
export type BreachNow = {
  readonly invariant: string;
  readonly key: string;
  readonly from: IsoDate;
  readonly detail: Detail;
};

/** What is derived for a child on a day: read from the tables for today, worked out afresh for a past day. */
export type Derived = {
  readonly spans: readonly SpanNow[];
  readonly duties: readonly DutyLine[];
  readonly breaches: readonly BreachNow[];
};

export async function derivedNow(handle: Handle, book: RuleBook, id: number): Promise<Derived> {
  const { db, today } = handle;
  const spans = await db
    .selectFrom("span")
    .selectAll()
    .where("person_id", "=", id)
    .orderBy("from_on", "desc")
    .execute();
  const duties = await db
    .selectFrom("duty")
    .selectAll()
    .where("person_id", "=", id)
    .where("flag", "=", false)
    .orderBy("due_on")
    .execute();
  const breaches = await db
    .selectFrom("breach")
    .selectAll()
    .where("person_id", "=", id)
    .where("from_on", "<=", today)
    .execute();
  return {
    spans: spans.map((s) => ({
      status: s.status as Status,
      from: s.from_on,
      until: s.until_on,
      detail: s.detail as Detail,
    })),
    duties: duties.flatMap((d) => {
      const rule = ruleOn(book, d.rule_id, d.from_on) ?? currentRule(book, d.rule_id, today);
      return [
        { rule, from: d.from_on, due: d.due_on, actBy: d.act_by, doneOn: d.done_on, endedOn: d.ended_on },
      ];
    }),
    breaches: breaches
      .filter((b) => b.until_on === null || b.until_on > today)
      .map((b) => ({ invariant: b.invariant_id, key: b.key, from: b.from_on, detail: b.detail as Detail })),
  };
}

/** The same, from what was known at the end of a past day, by the same function and today's rules. */
export async function derivedAsKnown(
  handle: Handle,
  spine: Spine,
  brain: BrainContext,
  id: number,
  on: IsoDate,
): Promise<Derived> {
  const cut = endOfDay(on);
  const all = (await loadTimelines(handle.db, [id])).get(id) ?? [];
  const known = all
    .filter((event) => event.recordedAt < cut)
    .map((event) =>
      event.supersededAt !== undefined && event.supersededAt >= cut ? withoutEnd(event) : event,
    );
  const found = assess(known, brain, spine.guards, spine.invariants);
  return {
    spans: found.spans,
    duties: found.duties.flatMap((d) => {
      const rule = ruleOn(brain.book, d.rule, d.from);
      return rule === undefined || rule.sort === "flag"
        ? []
        : [{ rule, from: d.from, due: d.due, actBy: d.actBy, doneOn: d.doneOn, endedOn: d.endedOn }];
    }),
    breaches: found.breaches
      .filter((b) => b.from <= on && (b.until === null || b.until > on))
      .map((b) => ({ invariant: b.invariant, key: b.key, from: b.from, detail: b.detail })),
  };
}

function withoutEnd(event: ReturnType<typeof toKnown>): ReturnType<typeof toKnown> {
  const { supersededAt: _, ...standing } = event;
  return standing;
}
