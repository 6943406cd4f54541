import { sql } from "kysely";
import { z } from "zod";
import { may } from "../../kernel/context.ts";
import { canTell, currentRule, type Rule, sayTimescale } from "../../kernel/duties/rule.ts";
import { type Failure, notFound } from "../../kernel/result.ts";
import { perform } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { readForm } from "../../platform/web/forms.ts";
import { page, redirect, refused, route, type Route, type WebReply } from "../../platform/web/route.ts";
import { carriedKinds } from "../duties/coverage.ts";
import { loadBrain } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import { changedRule, changeInput, decideChange, proposeChange } from "./commands.ts";
import { type ChangeLine, ChangesPage } from "./pages/changes.tsx";
import { type RuleForm, RulePage } from "./pages/rule.tsx";
import { RulesPage } from "./pages/rules.tsx";
import { type Replay, replay } from "./replay.ts";

const form = z.strictObject({
  offset: z.string(),
  unit: z.string(),
  countMode: z.string().default(""),
  effectiveFrom: z.string(),
  reason: z.string(),
  step: z.enum(["replay", "propose"]),
});

export function ruleRoutes(spine: Spine): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/rules",
      right: "rules.read",
      query: z.strictObject({}),
      handle: ({ database, context }) =>
        database.transact(context, async (handle) => {
          const brain = await loadBrain(handle.db, spine);
          const carried = await carriedKinds(handle);
          const undecidable = new Set(
            spine.rules.filter((rule) => !canTell(rule, carried)).map((rule) => rule.id),
          );
          const waiting = await sql<{
            n: number;
          }>`select count(*) as n from rule_change where decided_at is null`.execute(handle.db);
          return page(
            "The rules",
            <RulesPage
              book={brain.book}
              today={handle.today}
              undecidable={undecidable}
              waiting={waiting.rows[0]?.n ?? 0}
            />,
            { wide: true },
          );
        }),
    }),
    route({
      method: "GET",
      path: "/rules/changes",
      right: "rules.read",
      query: z.strictObject({}),
      handle: ({ database, context }) =>
        database.transact(context, (handle) => changesPage(handle, spine, [])),
    }),
    route({
      method: "POST",
      path: "/rules/changes",
      right: "rules.approve",
      body: z.strictObject({ change: z.string(), approve: z.string() }),
      handle: async ({ database, context, body }) => {
        const done = await perform(database, context, decideChange(spine), body);
        return done.ok
          ? redirect("/rules/changes")
          : await database.transact(context, (handle) => changesPage(handle, spine, done.failures));
      },
    }),
    route({
      method: "GET",
      path: "/rules/:id",
      right: "rules.read",
      query: z.strictObject({}),
      handle: ({ database, context, params }) =>
        database.transact(context, (handle) => rulePage(handle, spine, params["id"] ?? "", null, [], null)),
    }),
    route({
      method: "POST",
      path: "/rules/:id",
      right: "rules.propose",
      body: form,
      handle: async ({ database, context, params, body }) => {
        const { step, ...values } = body;
        const id = params["id"] ?? "";
        if (step === "propose") {
          const done = await perform(database, context, proposeChange(spine), { rule: id, ...values });
          if (done.ok) return redirect("/rules/changes");
          return await database.transact(context, (handle) =>
            rulePage(handle, spine, id, values, done.failures, null),
          );
        }
        // Looking first asks for everything but the reason, which may still be in somebody's head.
        const read = readForm(changeInput.omit({ reason: true }), {
          rule: id,
          offset: values.offset,
          unit: values.unit,
          countMode: values.countMode,
          effectiveFrom: values.effectiveFrom,
        });
        return await database.transact(context, async (handle) => {
          if (!read.ok) return await rulePage(handle, spine, id, values, read.failures, null);
          const rule = await changedRule(handle, spine, read.value);
          if (rule === undefined) return refused(notFound().failures);
          const shown = await replay(handle, spine, rule);
          await handle.audit("rule.replayed", { detail: { rule: id, duties: shown.duties } });
          return await rulePage(handle, spine, id, values, [], shown);
        });
      },
    }),
  ];
}

async function rulePage(
  handle: Handle,
  spine: Spine,
  id: string,
  values: RuleForm | null,
  failures: readonly Failure[],
  shown: Replay | null,
): Promise<WebReply> {
  const brain = await loadBrain(handle.db, spine);
  if (!brain.book.ids.includes(id)) return refused(notFound().failures);
  const rule = currentRule(brain.book, id, handle.today);
  const counts = await sql<{ open: number; late: number; metLate: number; met: number }>`
    select count(*) filter (where done_on is null and (ended_on is null or ended_on > ${handle.today}::date)) as open,
      count(*) filter (where done_on is null and (ended_on is null or ended_on > ${handle.today}::date) and due_on < ${handle.today}::date) as late,
      count(*) filter (where done_on > due_on) as "metLate", count(*) filter (where done_on <= due_on) as met from duty where rule_id = ${id}`.execute(
    handle.db,
  );
  const ids = shown?.examples.map((moved) => moved.personId) ?? [];
  return page(
    rule.name,
    <RulePage
      rule={rule}
      versions={brain.book.rows.get(id) ?? []}
      today={handle.today}
      counts={counts.rows[0] ?? { open: 0, late: 0, metLate: 0, met: 0 }}
      mayPropose={may(handle.context, "rules.propose")}
      form={
        values ?? {
          offset: String(rule.offset),
          unit: rule.unit,
          countMode: rule.countMode,
          effectiveFrom: handle.today,
          reason: "",
        }
      }
      failures={failures}
      replay={shown}
      names={await namesOf(handle, ids)}
    />,
    { wide: true, status: failures.length > 0 ? 422 : 200 },
  );
}

/** Names of the children this person may see, for links. */
async function namesOf(handle: Handle, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0 || !may(handle.context, "record.open")) return new Map();
  const rows = await handle.db
    .selectFrom("person")
    .select(["id", "name", "local_id"])
    .where("id", "in", [...new Set(ids)])
    .execute();
  const named = may(handle.context, "names");
  return new Map(rows.map((row) => [row.id, (named ? row.name : null) ?? `Child ${row.local_id}`]));
}

async function changesPage(handle: Handle, spine: Spine, failures: readonly Failure[]): Promise<WebReply> {
  const rows = await handle.db
    .selectFrom("rule_change as c")
    .leftJoin("account as p", "p.id", "c.proposed_by")
    .leftJoin("account as d", "d.id", "c.decided_by")
    .selectAll("c")
    .select(["p.name as proposer", "d.name as decider"])
    .orderBy("c.id", "desc")
    .limit(100)
    .execute();
  const lines = rows.flatMap((row): ChangeLine[] => {
    const shipped = spine.rules.find((rule) => rule.id === row.rule_id);
    if (shipped === undefined) return [];
    const becomes: Rule = {
      ...shipped,
      offset: row.offset_value,
      unit: row.unit as Rule["unit"],
      countMode: row.count_mode as Rule["countMode"],
    };
    return [
      {
        id: row.id,
        ruleId: row.rule_id,
        ruleName: shipped.name,
        becomes: sayTimescale(becomes),
        effectiveFrom: row.effective_from,
        reason: row.reason,
        replay: row.replay as ChangeLine["replay"],
        proposedBy: row.proposer ?? "somebody",
        proposedAt: row.proposed_at,
        mine: row.proposed_by === handle.context.accountId,
        decided:
          row.decided_at === null
            ? null
            : { by: row.decider ?? "somebody", at: row.decided_at, approved: row.approved === true },
      },
    ];
  });
  return page(
    "Changes to local rules",
    <ChangesPage lines={lines} mayApprove={may(handle.context, "rules.approve")} failures={failures} />,
    {
      status: failures.length > 0 ? 422 : 200,
    },
  );
}
