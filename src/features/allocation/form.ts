import { civilDate, type IsoDate } from "../../kernel/dates.ts";
import type { Failure } from "../../kernel/result.ts";

/** What a form was sent with, as text, to be shown again if something is wrong. */
export type Sent = { readonly [name: string]: string | undefined };

const NOT_A_DATE = "not a date";

/** The ISO text of three boxes; text that is no date where they make none, so that the command says so; empty where all are empty. */
export function dayFrom(sent: Sent, prefix: string): string {
  const parts = ["day", "month", "year"].map((part) => (sent[`${prefix}-${part}`] ?? "").trim());
  if (parts.every((part) => part === "")) return "";
  if (!parts.every((part) => /^\d{1,4}$/.test(part))) return NOT_A_DATE;
  const [day, month, year] = parts.map(Number);
  return civilDate(year ?? 0, month ?? 0, day ?? 0) ?? NOT_A_DATE;
}

/** The three boxes of a day, filled in. */
export const boxesOf = (prefix: string, on: IsoDate): Sent => ({
  [`${prefix}-day`]: String(Number(on.slice(8))),
  [`${prefix}-month`]: String(Number(on.slice(5, 7))),
  [`${prefix}-year`]: on.slice(0, 4),
});

/** Where the error summary leads: a date's first box, anything else's own id. */
export const summaryOf = (
  failures: readonly Failure[],
  dates: readonly string[],
): { text: string; href?: string }[] =>
  failures.map(({ message, field }) =>
    field === undefined
      ? { text: message }
      : { text: message, href: `#${dates.includes(field) ? `${field}-day` : field}` },
  );

export const errorOf = (failures: readonly Failure[], field: string): string | undefined =>
  failures.find((failure) => failure.field === field)?.message;
