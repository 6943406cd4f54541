import { createHash } from "node:crypto";

/** A value as text that does not depend on the order in which an object's fields were written. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`)
      .join(",")}}`;
  return JSON.stringify(value ?? null);
}

/** SHA-256 of a payload, in hexadecimal: the same for payloads that say the same. */
export const payloadHash = (payload: unknown): string =>
  createHash("sha256").update(canonical(payload)).digest("hex");
