import { createHash } from "node:crypto";
import type { z } from "zod";
import { type Block, LONGEST_ID } from "./payload.ts";

/** A fact that is held and was not sent, because the specification would not take it as it is. */
export type NotSent = { readonly field: string; readonly said: string; readonly why: string };

type Shaped = { readonly shape: { readonly [field: string]: z.ZodType } };

/**
 * The fields of one part, each checked by itself against the specification: what it would not take is left out and noted, so that one odd value does not keep a child from being
 * sent. Empty values are left out.
 */
export function fieldsOf(
  of: Shaped,
  where: string,
  values: Block,
  notes: NotSent[],
): { [field: string]: unknown } {
  const kept: { [field: string]: unknown } = {};
  for (const [field, value] of Object.entries(values)) {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    const schema = of.shape[field];
    if (schema === undefined) throw new Error(`${where} has no field ${field}`);
    if (schema.safeParse(value).success) kept[field] = value;
    else
      notes.push({
        field: `${where}.${field}`,
        said: JSON.stringify(value).slice(0, 80),
        why: "not in a form that the department takes",
      });
  }
  return kept;
}

const PLAIN_NUMBER = /^[\w-]+$/;
const DAY_KEY = /^\d{4}-\d{2}-\d{2}(?:#\d+)?$/;

/** The id of a thing of a child's: stable for as long as the thing is the same, and unlike any other child's. */
export function itemId(child: string, key: string): string {
  const plain = `${child}-${key.replace("#", "-")}`;
  if (PLAIN_NUMBER.test(child) && DAY_KEY.test(key) && plain.length <= LONGEST_ID) return plain;
  return createHash("sha256").update(`${child}\n${key}`).digest("hex").slice(0, 32);
}
