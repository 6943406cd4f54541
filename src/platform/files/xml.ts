import { SaxesParser } from "saxes";
import { UnreadableFile } from "../../kernel/record/claim.ts";
import type { ByteSource } from "./bytes.ts";
import { decodeXml } from "./xmlText.ts";

/** One element with everything inside it. Text is as written, not trimmed; text that is only white space is left out. */
export type XmlNode = {
  readonly name: string;
  /** The line its opening tag ends on, from 1. */
  readonly line: number;
  readonly parent: XmlNode | null;
  /** Shared by all elements that have none; only the reader adds to it. */
  children: readonly XmlNode[];
  readonly attributes: Readonly<Record<string, string>> | null;
  text: string;
  /** Its place among its parent's children of the same name, from 1; -1 when it is alone; 0 until `pathOf` asks. */
  nth: number;
};

/**
 * A container opens and closes around its parts; `read` is a whole element, with how many elements it is. Everything in document order.
 */
export type XmlPiece =
  | { readonly kind: "opened" | "closed"; readonly node: XmlNode }
  | { readonly kind: "read"; readonly node: XmlNode; readonly elements: number };

export type XmlLimits = {
  readonly depth: number;
  /** Elements in one part that is read whole. */
  readonly elements: number;
  /** Characters of text in one element, or of one tag with its attributes. */
  readonly characters: number;
  readonly bytes: number;
};

export const XML_LIMITS: XmlLimits = {
  depth: 32,
  elements: 20_000,
  characters: 65_536,
  bytes: 512 * 1024 * 1024,
};

/**
 * The same text in memory of its own. A short value read from a file is otherwise a view of the whole piece of file around it, which
 * then stays in memory for as long as the value does.
 */
export const own = (text: string): string => ` ${text}`.slice(1);

/** No return has so many names of elements; hostile files make them up. */
const MOST_NAMES = 1_000;

/**
 * Reads XML from the start, a whole element at a time. `containers` are the paths that are opened, not gathered, such as
 * `/Message` and `/Message/Children`; each element found directly in one is given whole. The first names the root the file
 * must have. Memory is that of one such element, whatever the file. DOCTYPE and all entities but the five of XML itself are refused.
 * Throws UnreadableFile.
 */
export async function* readXml(
  source: ByteSource,
  containers: readonly [root: string, ...others: string[]],
  limits: Partial<XmlLimits> = {},
): AsyncGenerator<XmlPiece> {
  for await (const pieces of readXmlInBulk(source, containers, limits)) yield* pieces;
}

/** As `readXml`, all that one block of the file completes at once: waiting for each of a hundred thousand pieces is most of a second. */
export async function* readXmlInBulk(
  source: ByteSource,
  containers: readonly [root: string, ...others: string[]],
  limits: Partial<XmlLimits> = {},
): AsyncGenerator<readonly XmlPiece[]> {
  const bounds = { ...XML_LIMITS, ...limits };
  const pieces: XmlPiece[] = [];
  const parser = startParser(containers, bounds, pieces);
  for await (const text of decodeXml(source, parser.line, bounds.bytes)) {
    parser.write(text);
    if (pieces.length > 0) yield pieces.splice(0);
  }
  parser.close();
  yield pieces.splice(0);
}

/** The name of the file's first element. Reads no further than it must. Throws UnreadableFile. */
export async function xmlRootName(source: ByteSource): Promise<string> {
  let name: string | undefined;
  const parser = new SaxesParser({ position: true });
  refuseUnsafe(parser);
  parser.on("opentagstart", (tag) => (name ??= tag.name));
  for await (const text of decodeXml(source, () => parser.line)) {
    parser.write(text);
    if (name !== undefined) return name;
    if (parser.position > XML_LIMITS.characters) throw tooLong(parser.line, XML_LIMITS.characters);
  }
  parser.close();
  throw notWellFormed("document must contain a root element.", parser.line);
}

/** `/Message/Children/Child[3]/UPN`: the number is left out where the element is the only one of its name. */
export function pathOf(node: XmlNode): string {
  const { parent } = node;
  if (parent === null) return `/${node.name}`;
  const nth = node.nth === 0 ? nthAmong(parent, node) : node.nth;
  return `${pathOf(parent)}/${node.name}${nth === ALONE ? "" : `[${nth}]`}`;
}

const ALONE = -1;
/** Up to so many, looking through the children is quicker than numbering them. */
const FEW = 32;

function nthAmong(parent: XmlNode, node: XmlNode): number {
  if (parent.children.length > FEW) {
    numberChildren(parent);
    return node.nth;
  }
  let nth = 0;
  let others = 0;
  for (const child of parent.children) {
    if (child.name === node.name) others += 1;
    if (child === node) nth = others;
  }
  return others === 1 ? ALONE : nth;
}

function numberChildren(parent: XmlNode): void {
  const seen = new Map<string, number>();
  for (const child of parent.children) {
    child.nth = (seen.get(child.name) ?? 0) + 1;
    seen.set(child.name, child.nth);
  }
  for (const child of parent.children) if (seen.get(child.name) === 1) child.nth = ALONE;
}

type Parser = {
  readonly line: () => number;
  readonly write: (text: string) => void;
  readonly close: () => void;
};

const NO_CHILDREN: XmlNode[] = [];

function startParser(containers: readonly string[], bounds: XmlLimits, pieces: XmlPiece[]): Parser {
  const parser = new SaxesParser({ position: true });
  const opened = new Map<string, Map<string, number>>(containers.map((path) => [path, new Map()]));
  const root = containers[0];
  const list = containers.at(-1);
  /** The elements that are open, outermost first; the first of them are containers, whose paths are beside. */
  const stack: XmlNode[] = [];
  const paths: string[] = [];
  let top: XmlNode | undefined;
  const names = new Map<string, string>();
  /** One string for each name there is: less memory, and quicker to look up by. */
  const nameOf = (name: string): string => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const kept = own(name);
    if (names.size < MOST_NAMES) names.set(kept, kept);
    return kept;
  };
  let elements = 0;
  let lastEvent = 0;

  refuseUnsafe(parser);
  parser.on("opentag", (tag) => {
    lastEvent = parser.position;
    const name = nameOf(tag.name);
    if (stack.length >= bounds.depth) throw tooDeep(parser.line, bounds.depth);
    const node: XmlNode = {
      name,
      line: parser.line,
      parent: top ?? null,
      children: NO_CHILDREN,
      attributes: attributesOf(tag.attributes),
      text: "",
      nth: 0,
    };
    if (top === undefined || paths.length === stack.length) begin(node);
    else {
      elements += 1;
      if (elements > bounds.elements) throw tooMany(parser.line, bounds.elements);
      if (top.children === NO_CHILDREN) top.children = [node];
      else (top.children as XmlNode[]).push(node);
    }
    top = node;
    stack.push(node);
  });
  /** An element that is a container, or stands directly in one. */
  const begin = (node: XmlNode): void => {
    const within = paths.at(-1);
    const path = `${within ?? ""}/${node.name}`;
    elements = 1;
    if (within === undefined) {
      if (path !== root) throw wrongRoot(node.name, root ?? "", node.line);
      node.nth = ALONE;
    } else {
      const nth = countIn(opened.get(within), node.name, node.line);
      // What stands in the innermost container is a list even when it has one entry; elsewhere one is alone.
      node.nth = nth === 1 && within !== list ? ALONE : nth;
    }
    if (!opened.has(path)) return;
    paths.push(path);
    pieces.push({ kind: "opened", node });
  };
  const addText = (text: string): void => {
    lastEvent = parser.position;
    if (top === undefined || text.trim() === "") return;
    if (top.text.length + text.length > bounds.characters) throw tooLong(parser.line, bounds.characters);
    top.text += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    lastEvent = parser.position;
    const node = stack.pop();
    top = stack.at(-1);
    if (node === undefined) return;
    if (paths.length > stack.length) {
      paths.pop();
      pieces.push({ kind: "closed", node });
    } else if (paths.length === stack.length) pieces.push({ kind: "read", node, elements });
  });

  return {
    line: () => parser.line,
    write: (text) => {
      parser.write(text);
      // The parser holds an unfinished tag, text or comment in memory: none may grow past the limit.
      if (parser.position - lastEvent > bounds.characters + text.length)
        throw tooLong(parser.line, bounds.characters);
    },
    close: () => void parser.close(),
  };
}

// Each listener is a property added to the parser; a seventh or eighth tips the object into the engine's slow form, and reading then
// takes five times as long. So comments and processing instructions are not listened for.
function refuseUnsafe(parser: SaxesParser): void {
  parser.on("error", (problem) => {
    throw notWellFormed(problem.message, parser.line);
  });
  parser.on("doctype", () => {
    throw doctype(parser.line);
  });
}

function attributesOf(given: object): Readonly<Record<string, string>> | null {
  for (const _ in given) return given as Readonly<Record<string, string>>;
  return null;
}

function countIn(counts: Map<string, number> | undefined, name: string, line: number): number {
  if (counts === undefined) return 1;
  const nth = (counts.get(name) ?? 0) + 1;
  counts.set(name, nth);
  if (counts.size > MOST_NAMES) throw tooMany(line, MOST_NAMES);
  return nth;
}

const at = (line: number, code: string, message: string): UnreadableFile =>
  new UnreadableFile({ code, message, place: `line ${line}` });

const doctype = (line: number): UnreadableFile =>
  at(
    line,
    "doctype",
    `Line ${line} has a DOCTYPE, which no return has and which can be used to attack a reader. Remove it and try again.`,
  );

const tooDeep = (line: number, depth: number): UnreadableFile =>
  at(
    line,
    "too-deep",
    `At line ${line} elements stand more than ${depth} deep, which no return does. Export the file again.`,
  );

const tooMany = (line: number, elements: number): UnreadableFile =>
  at(
    line,
    "too-many-elements",
    `At line ${line} one part of the file has more than ${elements} elements, which no return does. Export the file again.`,
  );

const tooLong = (line: number, characters: number): UnreadableFile =>
  at(
    line,
    "too-long",
    `Near line ${line} a value or a tag runs on for more than ${characters} characters. Export the file again.`,
  );

const wrongRoot = (found: string, root: string, line: number): UnreadableFile =>
  at(
    line,
    "wrong-kind",
    `The file begins with <${found.slice(0, 40)}> where <${root.slice(1)}> is expected, so it is another kind of file. Choose the right one.`,
  );

/** The parser's own words are for programmers; these say what to do. */
function notWellFormed(reason: string, line: number): UnreadableFile {
  if (/unclosed tag|unexpected end/.test(reason)) {
    return at(
      line,
      "truncated",
      `The file stops at line ${line} before it is finished. It was probably cut short: export it again.`,
    );
  }
  if (/must contain a root|text data outside of root|before root/.test(reason)) {
    return at(
      line,
      "not-xml",
      `This is not an XML file, or has text outside its elements at line ${line}. Choose the XML file, or export it again.`,
    );
  }
  if (/doctype/.test(reason)) return doctype(line);
  if (/entity/.test(reason)) {
    return at(
      line,
      "entity",
      `Line ${line} has an "&" that begins no character XML knows. Only &amp; &lt; &gt; &quot; and &apos; are allowed: correct it and export the file again.`,
    );
  }
  if (/closing tag|close tag/.test(reason)) {
    return at(
      line,
      "malformed",
      `At line ${line} a closing tag does not match the element it closes. Export the file again.`,
    );
  }
  return at(line, "malformed", `Line ${line} is not well-formed XML. Export the file again.`);
}
