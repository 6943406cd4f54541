import type { ComponentChildren } from "preact";

/** Anything that may stand inside an element. Strings are escaped by the renderer. */
export type Content = ComponentChildren;

/** Extra attributes put on an element as they are given (`data-*`, `aria-*`, `accept` ...). */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** What a list may carry where an entry is left out by a condition. */
export type Blank = null | undefined | false | "";

/** The two options nearly every component takes. */
export interface Styled {
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** A piece of wording with its own class or attributes. */
export interface Wording extends Styled {
  text: Content;
}

/** Wording given either plainly or with options. */
export type Words<T extends Wording = Wording> = string | T;

/** Plain words become options, options stay as they are. */
export function wording<T extends Wording>(words: Words<T>): T | Wording {
  return typeof words === "string" ? { text: words } : words;
}

/** Joins class names, leaving out the blanks. */
export function classNames(...names: readonly (string | null | undefined | false)[]): string {
  return names
    .filter((name) => name !== null && name !== undefined && name !== false && name !== "")
    .join(" ");
}

/** Joins ids for `aria-describedby`; nothing to say gives no attribute. */
export function idList(...ids: readonly (string | null | undefined | false)[]): string | undefined {
  return classNames(...ids) || undefined;
}

/** The entries that are really there. */
export function present<T extends object>(items: readonly (T | Blank)[]): T[] {
  return items.filter((item): item is T => typeof item === "object" && item !== null);
}
