import {
  type ChildClaims,
  type DirectoryEntry,
  type FileFacts,
  type Finding,
  type Reading,
  type ReadOptions,
  UnreadableFile,
} from "../../kernel/record/claim.ts";
import type { ByteSource } from "../../platform/files/bytes.ts";
import { readXml, xmlRootName } from "../../platform/files/xml.ts";
import { countYear, workOutAsAt, type YearCounts } from "./as-at.ts";
import { readChild } from "./child.ts";
import { directory } from "./directory.ts";
import { grouping, type LastRows, lastRows } from "./group.ts";
import { factsOf } from "./facts.ts";
import { type Ssda903Name, SSDA903_FILES } from "./layout.ts";
import { keepRow, LONGEST_NUMBER, noteIn, type SourceRow, weighRow } from "./work.ts";
import { fileOf, plainName, rowsByFile, type XmlChild, xmlChild } from "./xml-child.ts";

const ROOT = "EXPSSDA903";

/** What the XML has always had; a newer group adds its tables only if the file has one, or its absence would say that all of them are gone. */
const ALWAYS: readonly Ssda903Name[] = [
  "header",
  "episodes",
  "reviews",
  "oc2",
  "oc3",
  "previous_permanence",
  "missing",
];

/**
 * Reads the looked-after children return in its XML form, in which one file has all of the return. It is read through once
 * before this returns, so a malformed file is refused here and not half way. Throws UnreadableFile.
 */
export async function readSsda903Xml(source: ByteSource, options: ReadOptions): Promise<Reading> {
  const fileFindings: Finding[] = [];
  const { events, births, last, found } = await survey(source, options, fileFindings);
  const { asAt, finding } =
    events.size > 0
      ? workOutAsAt(source.name, events, "events", options)
      : workOutAsAt(source.name, births, "births", options);
  if (finding !== null) fileFindings.unshift(finding);
  // One file has both of the adoption files' rows, so here it is a full account of the steps too.
  const tables = SSDA903_FILES.filter((f) => found.has(f.name) || ALWAYS.includes(f.name)).flatMap(
    (f) => f.tables,
  );
  const workers = directory();
  return {
    facts: factsOf("XML", asAt, [...tables, "permanence_step"]),
    children: children(source, last, asAt, workers.add),
    directory: workers.entries,
    fileFindings,
  };
}

type Survey = {
  readonly events: YearCounts;
  readonly births: YearCounts;
  readonly last: LastRows;
  readonly found: ReadonlySet<Ssda903Name>;
};

async function survey(source: ByteSource, options: ReadOptions, findings: Finding[]): Promise<Survey> {
  const events: YearCounts = new Map();
  const births: YearCounts = new Map();
  const last = lastRows(source.name);
  const found = new Set<Ssda903Name>();
  const strange = new Set<string>();
  let children = 0;
  for await (const part of parts(source)) {
    children += 1;
    for (const name of part.strange) {
      if (strange.has(name) || strange.size >= MOST_STRANGE) continue;
      strange.add(name);
      noteIn(findings, unexpected(name, part.line));
    }
    if (part.child === "" || part.child.length > LONGEST_NUMBER) {
      noteIn(findings, noNumber(part.line));
      continue;
    }
    last.note(part.child, children);
    for (const [name, row] of part.files) {
      found.add(name);
      const counts = name === "header" ? births : events;
      for (const column of fileOf(name).tells) countYear(counts, row.values[column], options.today);
    }
  }
  if (children === 0)
    throw new UnreadableFile({
      code: "empty",
      message: `${source.name} has no children in it. Make the file again and add that.`,
    });
  return { events, births, last, found };
}

async function* children(
  source: ByteSource,
  last: LastRows,
  asAt: FileFacts["asAt"],
  worker: (entry: DirectoryEntry) => void,
): AsyncGenerator<ChildClaims> {
  const groups = grouping<XmlChild>(source.name, last, HANDLING);
  let nth = 0;
  for await (const part of parts(source)) {
    nth += 1;
    if (part.child === "" || part.child.length > LONGEST_NUMBER) continue;
    const group = groups.add(part.child, nth, part);
    if (group === null) continue;
    const { child, place, parts: same } = group;
    yield readChild(child, rowsByFile(same), asAt, place, worker);
  }
  groups.end();
}

/** Every CHILD of the file. The root may be in any case or have a prefix; a file with another is refused. */
async function* parts(source: ByteSource): AsyncGenerator<XmlChild> {
  const root = await xmlRootName(source);
  for await (const { kind, node } of readXml(source, [`/${plainName(root) === ROOT ? root : ROOT}`])) {
    if (kind !== "read") continue;
    if (plainName(node.name) === "CHILD") yield xmlChild(node);
  }
}

const HANDLING = {
  placeOf: (part: XmlChild) => `line ${part.line}`,
  weigh: (part: XmlChild) => part.files.reduce((sum, [, row]) => sum + ROW + weighRow(row), 0),
  keep: (part: XmlChild): XmlChild => ({
    ...part,
    files: part.files.map(([name, row]): readonly [Ssda903Name, SourceRow] => [name, keepRow(row)]),
  }),
};

/** What a row costs besides its text, counted as characters. */
const ROW = 200;
const MOST_STRANGE = 50;

const unexpected = (name: string, line: number): Finding => ({
  code: "element-unknown",
  said: name,
  message:
    "The return has no such element here, or has it once only. It is left out; check whether it matters.",
  place: `line ${line}`,
});

const noNumber = (line: number): Finding => ({
  code: "child-without-id",
  message: "CHILDID is empty or far too long, so the child is left out. Give the child's number.",
  place: `line ${line}`,
});
