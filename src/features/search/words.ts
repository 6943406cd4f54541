import type { IsoDate } from "../../kernel/dates.ts";
import { sayDate } from "../../ui/words.ts";
import type { Asked } from "./parse.ts";

const TYPES: Record<string, string> = {
  local: "child number",
  upn: "UPN",
  "former-upn": "former UPN",
  nhs: "NHS number",
  "ssd-person": "dataset number",
};

/** "Has the NHS number 485 777 3456". */
export const sayMatched = (matched: { readonly type: string; readonly value: string }): string =>
  `Has the ${TYPES[matched.type] ?? matched.type} ${matched.value}`;

/** "Found 3 children", "Nobody found": never who was left out. */
export function sayCount(count: number, more: boolean): string {
  if (count === 0) return "Nobody found";
  if (more) return `The ${count} closest of more than ${count}`;
  return count === 1 ? "1 child found" : `${count} children found`;
}

/** How the words typed were taken, so that a date taken for a name is seen at once. */
export function sayAsked(asked: Asked): string {
  const parts = [
    asked.names.length === 0 ? null : `the name “${asked.names.join(" ")}”, spelt nearly so`,
    asked.born === null ? null : sayBirth(asked.born.from, asked.born.to),
  ].filter((part) => part !== null);
  const number = `the exact number “${asked.text}”`;
  return parts.length === 0 ? `Looked for ${number}.` : `Looked for ${parts.join(" and ")}, or ${number}.`;
}

function sayBirth(from: IsoDate, to: IsoDate): string {
  if (from === to) return `a birth date of ${sayDate(from)}`;
  return from.slice(0, 7) === to.slice(0, 7)
    ? `a birth date in ${sayDate(from).split(" ").slice(2).join(" ")}`
    : `a birth date in ${from.slice(0, 4)}`;
}

/** Who holds the child, for whoever must ring somebody. */
export function sayHolder(
  holder: { readonly worker: string | null; readonly team: string | null } | null,
): string {
  if (holder === null) return "nobody, or not known";
  return [holder.worker ?? "no named worker", holder.team].filter((part) => part !== null).join(", ");
}
