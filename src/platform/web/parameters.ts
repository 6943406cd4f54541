import { z } from "zod";
import type { Failure } from "../../kernel/result.ts";

/** Names and values as a query string or a form sends them; a name sent twice has a list, which a schema that expects one value refuses. */
export type Parameters = { [name: string]: string | string[] };

/** Reads `a=1&b=2`. Names are data: none of them reaches an object's prototype. */
export function parseParameters(text: string): Parameters {
  const found = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) add(found, name, value);
  return Object.fromEntries(found);
}

/** Adds a value. The NUL character goes: nobody types it, no page shows it, and the database takes no text that has it. */
export function add(found: Map<string, string | string[]>, name: string, sent: string): void {
  const value = sent.replaceAll("\0", "");
  const before = found.get(name);
  if (before === undefined) found.set(name, value);
  else found.set(name, Array.isArray(before) ? [...before, value] : [before, value]);
}

const NOTHING = z.strictObject({});

/**
 * What a route without a schema accepts (nothing), or its schema made strict: fields nobody asked for are refused and not dropped, because a field
 * that is sent and silently ignored is how columns get written that no form has.
 */
export function strictly(schema: z.ZodType | undefined): z.ZodType {
  if (schema === undefined) return NOTHING;
  return schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema;
}

/** Checkboxes and the like: none, one or several values as a list. */
export const many = <T extends z.ZodType>(each: T) =>
  z.preprocess(
    (value) => (value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value]),
    z.array(each),
  );

/** A line of text without its outer spaces, at most so long (1 to 200 characters unless told). */
export const line = (words: string, max = 200) =>
  z.string({ error: words }).trim().min(1, words).max(max, `Use ${max} characters or fewer`);

/** A line that may be left empty, then null. */
export const optionalLine = (max = 200) =>
  z
    .string()
    .trim()
    .max(max, `Use ${max} characters or fewer`)
    .optional()
    .transform((text) => (text === undefined || text === "" ? null : text));

/** A row's number in an address or a hidden field. */
export const rowId = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number);

/** A schema's complaints as failures with a sentence each. */
export function failuresOf(error: z.ZodError): Failure[] {
  return error.issues.map((issue) => {
    const field = issue.path.map(String).join(".");
    const message =
      issue.code === "unrecognized_keys" ? "The form sent something we did not ask for" : issue.message;
    return field === "" ? { code: "invalid", message } : { code: "invalid", message, field };
  });
}
