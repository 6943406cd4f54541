import type { XmlNode } from "../../platform/files/xml.ts";
import type { ChildRows } from "./child.ts";
import { type Ssda903File, type Ssda903Name, SSDA903_FILES } from "./layout.ts";
import type { SourceRow } from "./work.ts";

/**
 * One CHILD of the XML return as rows of the CSV files, so that both forms of the return are understood by the same code. HEADER
 * carries what the CSV keeps in several files; what may happen more than once is a group inside it, and an EPISODE stands beside it.
 */
export type XmlChild = {
  readonly child: string;
  readonly line: number;
  readonly files: readonly (readonly [file: Ssda903Name, row: SourceRow])[];
  /** Names of elements that belong to no file, and of those given twice where there is one. */
  readonly strange: readonly string[];
};

/** The XML's names for what the CSV calls otherwise. */
const RENAMED: { readonly [name: string]: string } = { CHILDID: "CHILD", PL: "PLACE" };

const GROUPS: { readonly [name: string]: Ssda903Name } = {
  AREVIEW: "reviews",
  AMISSING: "missing",
  AD_PLACED: "placed_for_adoption",
  PERMANENCE: "previous_permanence",
  OC2: "oc2",
};

/** Files whose columns stand directly in HEADER; all but the first only where one of their own columns has something in it. */
const IN_HEADER: readonly Ssda903Name[] = ["header", "uasc", "oc3", "ad1"];

/** DOB and SEX stand in HEADER once, for all. */
const SHARED: readonly string[] = ["CHILD", "DOB", "SEX"];

export function xmlChild(node: XmlNode): XmlChild {
  const strange = new Set<string>();
  const files: (readonly [Ssda903Name, SourceRow])[] = [];
  let child = "";
  for (const part of node.children) {
    const name = nameOf(part);
    if (name === "HEADER") {
      const values = leaves(part, strange);
      child ||= values.get("CHILD") ?? "";
      files.push(...headerRows(part, values, strange));
      for (const group of part.children) if (group.children.length > 0) addGroup(group, files, strange);
    } else if (name === "EPISODE") files.push(["episodes", rowOf("episodes", part, strange)]);
    else addGroup(part, files, strange);
  }
  return { child: child.trim(), line: node.line, files, strange: [...strange] };
}

function headerRows(
  node: XmlNode,
  values: ReadonlyMap<string, string>,
  strange: Set<string>,
): readonly (readonly [Ssda903Name, SourceRow])[] {
  const known = new Set(["CHILD", "UASC", ...IN_HEADER.flatMap((name) => fileOf(name).columns)]);
  for (const name of values.keys()) if (!known.has(name)) strange.add(name);
  return IN_HEADER.flatMap((name) => {
    // The UASC element is a yes or no of its own; the CSV says the same by having a row.
    const own = name === "uasc" ? ["UASC", "DUC"] : fileOf(name).columns;
    const given = own.some((column) => !SHARED.includes(column) && (values.get(column) ?? "") !== "");
    if (name !== "header" && !given) return [];
    const columns = name === "header" ? own : own.filter((column) => !SHARED.includes(column));
    const cells = Object.fromEntries(columns.map((column) => [column, values.get(column) ?? ""]));
    return [[name, { values: cells, place: `line ${node.line}` }] as const];
  });
}

function addGroup(node: XmlNode, files: (readonly [Ssda903Name, SourceRow])[], strange: Set<string>): void {
  const file = GROUPS[nameOf(node)] ?? byContent(node)?.name;
  if (file === undefined) strange.add(nameOf(node));
  else files.push([file, rowOf(file, node, strange)]);
}

/** The groups of the newer files (social workers, deprivation of liberty) are known by what is in them. */
function byContent(node: XmlNode): Ssda903File | undefined {
  const names = new Set(node.children.map(nameOf));
  if (names.size === 0) return undefined;
  return SSDA903_FILES.find((f) => [...names].every((name) => f.columns.includes(name)));
}

function rowOf(file: Ssda903Name, node: XmlNode, strange: Set<string>): SourceRow {
  const { columns } = fileOf(file);
  const values = leaves(node, strange);
  for (const name of values.keys()) if (!columns.includes(name)) strange.add(name);
  const own = columns.filter((column) => !SHARED.includes(column));
  return {
    values: Object.fromEntries(own.map((column) => [column, values.get(column) ?? ""])),
    place: `line ${node.line}`,
  };
}

/** The text of the elements that hold no others, by name. */
function leaves(node: XmlNode, strange: Set<string>): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const child of node.children) {
    if (child.children.length > 0) continue;
    const name = nameOf(child);
    // An empty group is written as an element with nothing in it.
    if (GROUPS[name] !== undefined) continue;
    const text = child.text.trim();
    if ((values.get(name) ?? "") === "") values.set(name, text);
    else if (values.get(name) !== text) strange.add(name);
  }
  return values;
}

/** In capitals and without a prefix: `x:Child` as `CHILD`. */
export const plainName = (name: string): string => (name.split(":").at(-1) ?? "").toUpperCase();

function nameOf(node: XmlNode): string {
  const name = plainName(node.name).slice(0, 60);
  return RENAMED[name] ?? name;
}

const FILES = new Map(SSDA903_FILES.map((f) => [f.name, f]));

export function fileOf(name: Ssda903Name): Ssda903File {
  const file = FILES.get(name);
  if (file === undefined) throw new Error(`no such file: ${name}`);
  return file;
}

/** The child's rows by file, in the layout's order. */
export const rowsByFile = (parts: readonly XmlChild[]): ChildRows =>
  SSDA903_FILES.map(
    (f) =>
      [
        f.name,
        parts.flatMap((part) => part.files.filter(([name]) => name === f.name).map(([, row]) => row)),
      ] as const,
  );
