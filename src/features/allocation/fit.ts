import type { IsoDate } from "../../kernel/dates.ts";
import { fail } from "../../kernel/result.ts";
import type { Db } from "../record/bulk.ts";
import { hasLeft, type HoldingState, isNamedOn, type Worker } from "./state.ts";
import { sayNotSocialWorker } from "./words.ts";

export type Refusal = ReturnType<typeof fail>;

/** What must be true of whoever takes a child, when offered and again when they accept. */
export async function fitToTake(
  db: Db,
  personId: number,
  state: HoldingState,
  to: Worker,
  today: IsoDate,
): Promise<Refusal | null> {
  if (hasLeft(to, today)) return fail("invalid", `${to.name} has left. Choose somebody else.`, "worker");
  if (to.registered === false && state.needsSocialWorker.length > 0)
    return fail("invalid", sayNotSocialWorker(to, state.needsSocialWorker), "worker");
  if (state.isRestricted && !(await isNamedOn(db, personId, to.ref)))
    return fail(
      "invalid",
      `This record is restricted and ${to.name} is not named on it. Have them named on it before the child is offered to them.`,
      "worker",
    );
  return null;
}
