import { expect } from "vitest";
import { KNOWN_NAMES } from "../../layout.ts";
import type { Issue } from "../issue.ts";

const NAMES = [...KNOWN_NAMES.values()];

/** Where a path stands in a file, read without the product's own reader. */
type Found = { readonly line: number; readonly text: string };

/**
 * Every element of a well-formed file by its path, numbered as the report numbers it: where it has others of its name beside it, and always
 * in the list of children.
 */
function placesIn(xml: string): ReadonlyMap<string, Found> {
  const counts = new Map<string, number>();
  const raw: { readonly steps: readonly (readonly [path: string, nth: number])[]; readonly found: Found }[] =
    [];
  const stack: (readonly [path: string, nth: number])[] = [];
  for (const tag of xml.matchAll(/<(\/?)(\w+)>([^<]*)/g)) {
    const [, close, name = "", text = ""] = tag;
    if (close === "/") {
      stack.pop();
      continue;
    }
    const [within, n] = stack.at(-1) ?? ["", 1];
    const path = `${within}#${n}/${name}`;
    const nth = (counts.get(path) ?? 0) + 1;
    counts.set(path, nth);
    stack.push([path, nth]);
    raw.push({
      steps: [...stack],
      found: { line: xml.slice(0, tag.index).split("\n").length, text: text.trim() },
    });
  }
  return new Map(
    raw.map(({ steps, found }) => [
      steps
        .map(([path, nth]) => {
          const name = path.slice(path.lastIndexOf("/"));
          return (counts.get(path) ?? 0) > 1 || name === "/Child" ? `${name}[${nth}]` : name;
        })
        .join(""),
      found,
    ]),
  );
}

/** Every place an issue names is there, on that line and with that value; or is missing, and its parent is on that line. */
export function expectPlacesToBe(issues: readonly Issue[], xml: string): void {
  const places = placesIn(xml);
  for (const { path, line, value } of issues.flatMap((issue) => issue.locations)) {
    const found = places.get(path);
    const parent = places.get(path.slice(0, path.lastIndexOf("/")));
    const expected = value === null ? [parent?.line, null] : [found?.line, found?.text];
    expect([path, line, value]).toEqual([path, ...expected]);
    expect(NAMES).toContain(path.slice(path.lastIndexOf("/") + 1).replace(/\[\d+\]$/, ""));
  }
}

/** The LAchildID in a child's XML; null when it has none. */
export const idIn = (xml: string | undefined): string | null =>
  /<LAchildID>(.*)<\/LAchildID>/.exec(xml ?? "")?.[1] ?? null;
