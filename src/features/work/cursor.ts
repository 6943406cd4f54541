import type { IsoDate } from "../../kernel/dates.ts";
import type { After, WorkLine } from "./queries.ts";

/** Where a page of work left off, in an address: due day, child and key of its last line. */
export const AFTER = /^(\d{4}-\d{2}-\d{2})~(\d{1,15})~(.{1,200})$/;

export function afterOf(text: string | undefined): After | null {
  const parts = AFTER.exec(text ?? "");
  if (parts === null) return null;
  return { due: parts[1] as IsoDate, id: Number(parts[2]), key: parts[3] ?? "" };
}

export const afterText = (line: WorkLine): string => `${line.due}~${line.child.id}~${line.key}`;
