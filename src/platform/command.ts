import type { z } from "zod";
import { type Context, may, type Right } from "../kernel/context.ts";
import { fail, ok, type Result } from "../kernel/result.ts";
import type { Database, Handle } from "./db/transact.ts";
import { readForm } from "./web/forms.ts";

/**
 * An act: what somebody may do, what it takes and how it is done. A slice lists its acts; the order in which an act is checked, done and
 * written down is here, once.
 */
export type Command<Input, Output> = {
  /** As the audit calls it: `restriction.place`. */
  readonly act: string;
  readonly right: Right | "signed-in" | "anyone";
  readonly input: z.ZodType<Input>;
  /** Keeps the walls themselves (accounts, sessions, restrictions, grants), so it works as the system, in the person's name. */
  readonly keepsWalls?: boolean;
  readonly run: (handle: Handle, input: Input) => Promise<Result<Output>>;
  /** What the audit says of it beyond who and when. Never a secret. */
  readonly about?: (input: Input, output: Output) => { personId?: number; detail?: Record<string, unknown> };
};

/** Carries the failures of a command out of its transaction, so that everything it did is undone. */
class Undone extends Error {
  readonly result: Result<never>;
  constructor(result: Result<never>) {
    super("a command failed and was undone");
    this.name = "Undone";
    this.result = result;
  }
}

/**
 * Does an act: right, input, work and audit row, in one transaction. A failure undoes all of it. An attempt without the right is itself written down.
 * @param input as the form or the caller gives it; the command's schema reads it
 */
export async function perform<Input, Output>(
  database: Database,
  context: Context,
  command: Command<Input, Output>,
  input: unknown,
): Promise<Result<Output>> {
  if (!allowed(context, command.right)) {
    await database.transact(context, (handle) => handle.audit("refused", { detail: { act: command.act } }));
    return fail("not-allowed", "You may not do that.");
  }
  const read = readForm(command.input, input);
  if (!read.ok) return read;
  try {
    const output = await database.transact(
      command.keepsWalls === true ? asKeeper(context) : context,
      async (handle) => {
        const result = await command.run(handle, read.value);
        if (!result.ok) throw new Undone(result);
        await handle.audit(command.act, command.about?.(read.value, result.value) ?? {});
        return result.value;
      },
    );
    return ok(output);
  } catch (error) {
    if (error instanceof Undone) return error.result;
    throw error;
  }
}

const allowed = (context: Context, right: Right | "signed-in" | "anyone"): boolean =>
  right === "anyone" || (right === "signed-in" ? context.accountId !== null : may(context, right));

/** The same person, working as the system: for those few acts that keep the walls. The audit still names the person. */
export const asKeeper = (context: Context): Context => ({ ...context, kind: "system" });
