import { parseDate, type IsoDate } from "../../kernel/dates.ts";
import type { XmlNode } from "../../platform/files/xml.ts";
import type { Said, SaidCount, SaidDate, SaidFlag } from "./child.ts";

/** Days recur by the thousand in a return, so each is read once; the bound keeps a hostile file from growing it. */
const MOST_DAYS = 50_000;
const days = new Map<string, IsoDate | null>();

/** `2025-03-31`, also when a system writes a time after it. */
export function dayOf(text: string): IsoDate | null {
  const known = days.get(text);
  if (known !== undefined) return known;
  const day = text.length > 10 && text[10] === "T" ? text.slice(0, 10) : text;
  const read = parseDate(day) ?? null;
  if (days.size >= MOST_DAYS) days.clear();
  if (text.length <= 40) days.set(text, read);
  return read;
}

export function said(node: XmlNode): Said | undefined {
  const text = node.text.trim();
  return text === "" ? undefined : { said: text, node };
}

export function saidDate(node: XmlNode): SaidDate | undefined {
  const text = node.text.trim();
  return text === "" ? undefined : { said: text, node, on: dayOf(text) };
}

export function saidFlag(node: XmlNode): SaidFlag | undefined {
  const text = node.text.trim();
  return text === "" ? undefined : { said: text, node, yes: yesNo(text) };
}

export function saidCount(node: XmlNode): SaidCount | undefined {
  const text = node.text.trim();
  if (text === "") return undefined;
  return { said: text, node, count: /^\d{1,9}$/.test(text) ? Number(text) : null };
}

/** Census yes and no: true, false, 1 or 0, in any case of letters. */
export function yesNo(text: string): boolean | null {
  if (text === "1" || text === "true") return true;
  if (text === "0" || text === "false") return false;
  const lower = text.toLowerCase();
  return lower === "true" ? true : lower === "false" ? false : null;
}
