import type { z } from "zod";
import type { Failure, Result } from "../../kernel/result.ts";
import { failuresOf, strictly } from "./parameters.ts";

/** What a form was sent with and what was wrong with it; empty for a form not sent yet. */
export type FormState = {
  readonly values: { readonly [name: string]: unknown };
  readonly failures: readonly Failure[];
};

export const EMPTY_FORM: FormState = { values: {}, failures: [] };

/** Checks what a form sent, once, in the words of its schema. Fields nobody asked for are a failure. */
export function readForm<T>(schema: z.ZodType<T>, body: unknown): Result<T> {
  const read = strictly(schema).safeParse(body);
  return read.success ? { ok: true, value: read.data as T } : { ok: false, failures: failuresOf(read.error) };
}

/** The sentence about one field, for its place beside the field. */
export const saidOf = (form: FormState, field: string): string | undefined =>
  form.failures.find((failure) => failure.field === field)?.message;

/** What was typed into one field, to be shown again. Never used for passwords. */
export function typedIn(form: FormState, field: string): string | undefined {
  const value = form.values[field];
  return typeof value === "string" ? value : undefined;
}

/** What was ticked in one group, to be ticked again. */
export function tickedIn(form: FormState, field: string): readonly string[] | undefined {
  const value = form.values[field];
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** The lines of an error summary, each a link to its field. */
export const summaryLines = (failures: readonly Failure[]): { text: string; href?: string }[] =>
  failures.map((failure) =>
    failure.field === undefined
      ? { text: failure.message }
      : { text: failure.message, href: `#${failure.field}` },
  );

/** A page of rows read by key: one more row is asked for than shown, and tells whether there is a next page. */
export function keyPage<Row>(
  rows: readonly Row[],
  size: number,
  keyOf: (row: Row) => string | number,
): { readonly rows: readonly Row[]; readonly next: string | undefined } {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > size && last !== undefined ? String(keyOf(last)) : undefined };
}

/** An address with parameters, for links; empty ones are left out. */
export function address(
  path: string,
  parameters: { readonly [name: string]: string | number | undefined },
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** A path of this site to go to after signing in; anything else, and any query (which may hold a name), is dropped. */
export function localPath(path: string | undefined): string {
  if (path === undefined || !/^\/(?![/\\])[\w\-./~%]*$/.test(path.split("?", 1)[0] ?? "")) return "/";
  return path.split("?", 1)[0] ?? "/";
}
