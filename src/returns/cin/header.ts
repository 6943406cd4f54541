import type { XmlNode } from "../../platform/files/xml.ts";
import type { Said, SaidDate } from "./child.ts";
import { KNOWN_NAMES } from "./layout.ts";
import { said, saidDate } from "./values.ts";

export type CinHeader = {
  readonly node: XmlNode;
  collection?: Said;
  year?: Said;
  referenceDate?: SaidDate;
  authority?: Said;
  producedAt?: Said;
};

/** The `Header` element. Anything missing is undefined. */
export function readHeader(node: XmlNode): CinHeader {
  const header: CinHeader = { node };
  for (const part of node.children.flatMap((group) => group.children)) {
    const value = said(part);
    if (value === undefined) continue;
    const name = KNOWN_NAMES.get(part.name.toLowerCase());
    if (name === "Collection") header.collection ??= value;
    else if (name === "Year") header.year ??= value;
    else if (name === "ReferenceDate") {
      const date = saidDate(part);
      if (date !== undefined) header.referenceDate ??= date;
    } else if (name === "LEA") header.authority ??= value;
    else if (name === "DateTime") header.producedAt ??= value;
  }
  return header;
}

/** The census year a header names, by its reference date or else its `Year`; undefined when it names none. */
export function yearOf(header: CinHeader): number | undefined {
  const on = header.referenceDate?.on;
  if (on) return Number(on.slice(0, 4)) + (on.slice(5) > "03-31" ? 1 : 0);
  const text = header.year?.said ?? "";
  return /^\d{4}$/.test(text) ? Number(text) : undefined;
}
