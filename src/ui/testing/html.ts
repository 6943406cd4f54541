/**
 * A small reader of well-formed HTML for tests: enough for what a renderer writes, not for the open web.
 * Whitespace that a browser would not show is dropped, attributes are sorted, so that two pieces of markup
 * which mean the same compare as the same text.
 */

export interface ElementNode {
  tag: string;
  attributes: Map<string, string>;
  children: HtmlNode[];
}

export type HtmlNode = ElementNode | string;

const voids = new Set(["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"]);
/** Elements whose edges keep a space next to them. */
const inline = new Set([
  "a",
  "abbr",
  "b",
  "code",
  "em",
  "i",
  "ins",
  "del",
  "small",
  "span",
  "strong",
  "time",
]);
const verbatim = new Set(["pre", "textarea", "title", "script", "style"]);
const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  ctdot: "⋯",
};

function decode(text: string): string {
  return text.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name] ?? whole;
    const hex = name[1] === "x" || name[1] === "X";
    return String.fromCodePoint(Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10));
  });
}

function readAttributes(source: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of source.matchAll(/([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)) {
    const value = decode(match[2] ?? match[3] ?? "");
    const name = match[1] ?? "";
    // The first of two attributes of one name is the one that counts, as in a browser.
    if (!found.has(name)) found.set(name, name === "class" ? value.trim().replace(/\s+/g, " ") : value);
  }
  return found;
}

/** Markup as a tree. Throws where a tag is closed that was not open. */
export function parseHtml(html: string): HtmlNode[] {
  const root: ElementNode = { tag: "", attributes: new Map(), children: [] };
  const open: ElementNode[] = [root];
  const tokens =
    /<!--[^]*?-->|<!doctype[^>]*>|<\/([\w-]+)\s*>|<([\w-]+)((?:\s+[^\s=>/"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*(\/?)>/gi;
  let at = 0;
  const top = (): ElementNode => open.at(-1) ?? root;
  const text = (until: number): void => {
    if (until > at) top().children.push(decode(html.slice(at, until)));
  };
  for (const match of html.matchAll(tokens)) {
    if (match.index < at) continue;
    text(match.index);
    at = match.index + match[0].length;
    if (match[1] !== undefined) {
      const closed = open.pop();
      if (closed?.tag !== match[1]) throw new Error(`</${match[1]}> closes <${closed?.tag}>`);
    } else if (match[2] !== undefined) {
      const element: ElementNode = {
        tag: match[2],
        attributes: readAttributes(match[3] ?? ""),
        children: [],
      };
      top().children.push(element);
      if (!voids.has(element.tag) && match[4] !== "/") open.push(element);
    }
  }
  text(html.length);
  if (open.length > 1) throw new Error(`<${top().tag}> is never closed`);
  return root.children;
}

/** Where the last written text stands: after a space (or at a block's edge) another space shows nothing. */
interface Flow {
  afterSpace: boolean;
  last: { lines: string[]; index: number } | undefined;
}

/** A space before a block's edge is not shown. */
function edge(flow: Flow): void {
  if (flow.last && flow.afterSpace) {
    const { lines, index } = flow.last;
    lines[index] = (lines[index] ?? "").replace(/ $/, "");
  }
  flow.afterSpace = true;
  flow.last = undefined;
}

function write(node: HtmlNode, depth: number, lines: string[], flow: Flow): void {
  const indent = "  ".repeat(depth);
  if (typeof node === "string") {
    let text = node.replace(/[ \t\r\n]+/g, " ");
    if (flow.afterSpace) text = text.replace(/^ /, "");
    if (text === "") return;
    lines.push(`${indent}|${text}`);
    flow.afterSpace = text.endsWith(" ");
    flow.last = { lines, index: lines.length - 1 };
    return;
  }
  const isBlock = !inline.has(node.tag);
  if (isBlock) edge(flow);
  const attributes = [...node.attributes].sort(([a], [b]) => (a < b ? -1 : 1));
  lines.push(`${indent}<${node.tag}${attributes.map(([name, value]) => ` ${name}="${value}"`).join("")}>`);
  if (verbatim.has(node.tag)) lines.push(`${indent}  |${rawText(node.children)}`);
  else for (const child of node.children) write(child, depth + 1, lines, flow);
  if (isBlock) edge(flow);
}

/** One line for each element and text: equal exactly when the markup means the same. */
export function normaliseHtml(html: string): string {
  const lines: string[] = [];
  const flow: Flow = { afterSpace: true, last: undefined };
  for (const node of parseHtml(html)) write(node, 0, lines, flow);
  edge(flow);
  return lines.filter((line) => line.trim() !== "|").join("\n");
}

/** Every element, outermost first. */
export function elements(nodes: readonly HtmlNode[]): ElementNode[] {
  return nodes.flatMap((node) => (typeof node === "string" ? [] : [node, ...elements(node.children)]));
}

function rawText(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => (typeof node === "string" ? node : rawText(node.children))).join("");
}

/** The words in a piece of markup, as read on. */
export function textOf(nodes: readonly HtmlNode[]): string {
  return rawText(nodes).replace(/\s+/g, " ").trim();
}
