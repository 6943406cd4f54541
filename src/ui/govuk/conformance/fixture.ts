/**
 * Reads GOV.UK Frontend's own examples: the options its templates were given and the HTML they wrote. An
 * adapter turns those options into our props; the HTML must then be the same.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { h } from "preact";
import type { VNode } from "preact";
import { type HtmlNode, parseHtml } from "../../testing/html.ts";
import type { Attributes, Blank, Content, Wording } from "../shared.ts";

export type Options = Readonly<Record<string, unknown>>;

/** Our component for a fixture's options. */
export type Adapter = (options: Options) => VNode;

export interface Fixture {
  name: string;
  options: Options;
  html: string;
}

function isOptions(value: unknown): value is Options {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function text(options: Options | undefined, key: string): string | undefined {
  const value = options?.[key];
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value : undefined;
}
export function flag(options: Options | undefined, key: string): boolean | undefined {
  const value = options?.[key];
  return typeof value === "boolean" ? value : undefined;
}
export function figure(options: Options | undefined, key: string): number | undefined {
  const value = options?.[key];
  return typeof value === "number" ? value : undefined;
}
export function part(options: Options | undefined, key: string): Options | undefined {
  const value = options?.[key];
  return isOptions(value) ? value : undefined;
}
export function list(options: Options | undefined, key: string): unknown[] | undefined {
  const value = options?.[key];
  return Array.isArray(value) ? (value as unknown[]) : undefined;
}
/** A list whose blanks are kept, as ours keep them. */
export function parts<T>(
  options: Options | undefined,
  key: string,
  make: (item: Options) => T,
): (T | Blank)[] {
  return (list(options, key) ?? []).map((item) => (isOptions(item) ? make(item) : null));
}
export function attributes(options: Options | undefined): Attributes | undefined {
  return part(options, "attributes") as Attributes | undefined;
}
export function styled(options: Options | undefined): {
  classes?: string | undefined;
  attributes?: Attributes | undefined;
} {
  return { classes: text(options, "classes"), attributes: attributes(options) };
}

function toContent(nodes: readonly HtmlNode[]): Content {
  return nodes.map((node) =>
    typeof node === "string"
      ? node
      : h(node.tag, Object.fromEntries(node.attributes), toContent(node.children)),
  );
}

/** Example markup as elements: we take no raw HTML, so what stands for it is what a page would write. */
export function markup(html: string): Content {
  return toContent(parseHtml(html.trim()));
}

/** `html` as elements if it is given, else `text`. */
export function content(options: Options | undefined, textKey = "text", htmlKey = "html"): Content {
  const html = text(options, htmlKey);
  return html === undefined ? text(options, textKey) : markup(html);
}

/** Options with wording in them, or nothing. */
export function words(options: Options | undefined): Wording | undefined {
  return options && { text: content(options), ...styled(options) };
}

const components = join(
  dirname(createRequire(import.meta.url).resolve("govuk-frontend/package.json")),
  "dist/govuk/components",
);

/** Every example of one component. */
export function fixturesOf(component: string): Fixture[] {
  const file = readFileSync(join(components, component, "fixtures.json"), "utf8");
  return (JSON.parse(file) as { fixtures: Fixture[] }).fixtures;
}
