import { z } from "zod";
import { type IsoDate, parseDate } from "../../kernel/dates.ts";
import { currentRule, type Rule, type Unit } from "../../kernel/duties/rule.ts";
import { fail, notFound, ok } from "../../kernel/result.ts";
import type { CountMode } from "../../kernel/workingDays.ts";
import type { Command } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { loadBrain, recompute } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import { recomputeUnder, type Replay, replay } from "./replay.ts";

const UNITS = ["workingDays", "days", "weeks", "months", "hours"] as const satisfies readonly Unit[];
const MODES = ["exclusive", "inclusive"] as const satisfies readonly CountMode[];

/** The most a timescale may be, in its own unit; a slip of the keyboard must not make a duty never due. */
const MOST = 1000;

export const changeInput = z.strictObject({
  rule: z.string().max(20),
  offset: z.coerce
    .number("Give a whole number")
    .int("Give a whole number")
    .min(0, "It cannot be less than 0")
    .max(MOST, `It cannot be more than ${MOST}`),
  unit: z.enum(UNITS, "Choose a unit"),
  countMode: z.enum(MODES, "Choose how the first day counts"),
  effectiveFrom: z.string().transform((text, context): IsoDate => {
    const found = parseDate(text);
    if (found === undefined) context.addIssue("Give the day from which it applies, like 2026-12-01");
    return found ?? ("" as IsoDate);
  }),
  reason: z.string().trim().min(10, "Say why, in at least ten characters").max(1000),
});

export type ChangeInput = z.output<typeof changeInput>;

/** The rule as it would be: the one in force with its local values replaced. Undefined when there is no such rule, or it is not local policy. */
export async function changedRule(
  handle: Handle,
  spine: Spine,
  input: Omit<ChangeInput, "reason">,
): Promise<Rule | undefined> {
  if (!spine.rules.some((rule) => rule.id === input.rule && rule.local)) return undefined;
  const brain = await loadBrain(handle.db, spine);
  return {
    ...currentRule(brain.book, input.rule, handle.today),
    ruleSet: "LOCAL",
    offset: input.offset,
    unit: input.unit,
    countMode: input.countMode,
    effectiveFrom: input.effectiveFrom,
  };
}

/** Proposes a change to a local timescale. The replay it was shown with is kept beside it. */
export const proposeChange = (spine: Spine): Command<ChangeInput, { replay: Replay }> => ({
  act: "rule.proposed",
  right: "rules.propose",
  input: changeInput,
  run: async (handle, input) => {
    const rule = await changedRule(handle, spine, input);
    if (rule === undefined)
      return fail(
        "invalid",
        "That rule is law or guidance, not local policy: it changes with the next version of the rule set.",
      );
    const shown = await replay(handle, spine, rule);
    const { context } = handle;
    await handle.asSystem((db) =>
      db
        .insertInto("rule_change")
        .values({
          authority_id: context.authorityId,
          rule_id: input.rule,
          effective_from: input.effectiveFrom,
          offset_value: input.offset,
          unit: input.unit,
          count_mode: input.countMode,
          reason: input.reason,
          replay: JSON.stringify({
            children: shown.children,
            duties: shown.duties,
            becomeLate: shown.becomeLate,
            ceaseLate: shown.ceaseLate,
          }),
          proposed_at: context.now,
          proposed_by: context.accountId ?? 0,
        })
        .execute(),
    );
    return ok({ replay: shown });
  },
  about: (input, { replay: shown }) => ({
    detail: {
      rule: input.rule,
      offset: input.offset,
      unit: input.unit,
      from: input.effectiveFrom,
      duties: shown.duties,
    },
  }),
});

export const decideInput = z.strictObject({
  change: z.coerce.number().int().positive(),
  approve: z.enum(["yes", "no"]),
});

/** Approves or declines another person's proposal; on approval every child it touches is brought into line in the same transaction. */
export const decideChange = (
  spine: Spine,
): Command<z.output<typeof decideInput>, { rule: string; children: number }> => ({
  act: "rule.decided",
  right: "rules.approve",
  input: decideInput,
  run: async (handle, { change, approve }) => {
    const { context } = handle;
    // Locked, so that two people who decide at once decide one after the other.
    const proposal = await handle.asSystem((db) =>
      db.selectFrom("rule_change").selectAll().where("id", "=", change).forUpdate().executeTakeFirst(),
    );
    if (proposal === undefined) return notFound();
    if (proposal.decided_at !== null) return fail("already-done", "This proposal has been decided already.");
    if (proposal.proposed_by === context.accountId)
      return fail(
        "not-allowed",
        "Whoever proposes a change may not approve it. Ask another person with the right to.",
      );
    const children = await handle.asSystem(async (db) => {
      await db
        .updateTable("rule_change")
        .set({ decided_at: context.now, decided_by: context.accountId, approved: approve === "yes" })
        .where("id", "=", change)
        .execute();
      if (approve === "no") return 0;
      const brain = await loadBrain(db, spine);
      return await recomputeUnder(db, spine, proposal.rule_id, proposal.effective_from, (ids) =>
        recompute(db, spine, brain, ids),
      );
    });
    return ok({ rule: proposal.rule_id, children });
  },
  about: ({ change, approve }, { rule, children }) => ({ detail: { change, approve, rule, children } }),
});
