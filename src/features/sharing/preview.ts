import type { ChildPayload } from "../../returns/csc-api/payload.ts";
import type { ChangeKind } from "../../returns/csc-api/change.ts";
import type { NotSent } from "../../returns/csc-api/fields.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { Spine } from "../record/spine.ts";
import { planFor } from "./plan.ts";
import { sentTables } from "./tables.ts";

/** What would be sent of one child now. */
export type Preview =
  | {
      readonly kind: "send";
      readonly change: ChangeKind;
      readonly message: ChildPayload;
      readonly notSent: readonly NotSent[];
    }
  | { readonly kind: "same"; readonly notSent: readonly NotSent[] }
  | { readonly kind: "aged out" }
  | { readonly kind: "held back"; readonly why: string }
  | { readonly kind: "nobody" };

/** Works out what would be sent of one child, and sends nothing. A number the child had before and that is to be withdrawn comes second. */
export async function previewsOf(handle: Handle, spine: Spine, personId: number): Promise<Preview[]> {
  const planned = await planFor(handle.db, sentTables(spine), [personId], handle.today);
  const names = handle.context.rights.has("names");
  const found = planned.map((one): Preview => {
    switch (one.kind) {
      case "send":
        return {
          kind: "send",
          change: one.change.kind,
          message: names ? one.change.message : withoutNames(one.change.message),
          notSent: one.notSent,
        };
      case "same":
        return { kind: "same", notSent: one.notSent };
      case "aged out":
        return { kind: "aged out" };
      case "held back":
        return { kind: "held back", why: one.why };
    }
  });
  return found.length === 0 ? [{ kind: "nobody" }] : found;
}

const NOT_SHOWN = "(sent, not shown to you)";

/** For those who see children by number: names and addresses are sent, and not shown. */
export function withoutNames(message: ChildPayload): ChildPayload {
  const hidden = new Set(["first_name", "surname", "postcode"]);
  const masked = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(masked);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, hidden.has(name) ? NOT_SHOWN : masked(part)]),
    );
  };
  return masked(message) as ChildPayload;
}
