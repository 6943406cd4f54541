import { yearTitle } from "../../kernel/codes/codeSet.ts";
import { date, type IsoDate } from "../../kernel/dates.ts";
import {
  UnreadableFile,
  type ChildClaims,
  type FileFacts,
  type Finding,
  type ReadOptions,
  type Reading,
} from "../../kernel/record/claim.ts";
import type { ByteSource } from "../../platform/files/bytes.ts";
import { own, pathOf, type XmlNode } from "../../platform/files/xml.ts";
import { placeOf } from "./cells.ts";
import type { CinChild } from "./child.ts";
import { claimsOf, SCOPE_TABLES } from "./claims.ts";
import { yearOf, type CinHeader } from "./header.ts";
import { FIRST_YEAR, LAST_YEAR } from "./layout.ts";
import { readCinHeader, readCinInBulk } from "./read.ts";

/** A file that goes wrong everywhere says so this often and no more. */
const MOST_FILE_FINDINGS = 500;
/** No authority has so many children; the ids of all are held, to see one that comes twice. */
const MOST_CHILDREN = 500_000;
const LONGEST_ID = 100;

/**
 * Reads a children in need census, 2020-21 to 2026-27, as claims: one child at a time, in memory that does not grow with the file.
 * Odd values are findings. Throws UnreadableFile, here or from the iterator, when the file cannot be read as a census.
 */
export async function readCinCensus(source: ByteSource, options: ReadOptions): Promise<Reading> {
  const header = await readCinHeader(source);
  const headerFindings: Finding[] = [];
  const { facts, year } = factsOf(header, options, headerFindings);
  const fileFindings: Finding[] = [...headerFindings];
  return {
    facts,
    directory: [],
    fileFindings,
    children: {
      [Symbol.asyncIterator]: () => {
        fileFindings.splice(headerFindings.length);
        return children(source, year, facts.asAt, fileFindings);
      },
    },
  };
}

async function* children(
  source: ByteSource,
  year: number,
  asAt: IsoDate,
  fileFindings: Finding[],
): AsyncGenerator<ChildClaims> {
  const seen = new Set<string>();
  const strangers = new Set<string>();
  const stranger = (node: XmlNode): void => {
    if (strangers.has(node.name) || strangers.size >= MOST_FILE_FINDINGS) return;
    strangers.add(node.name);
    add(fileFindings, {
      code: "element-unknown",
      said: node.name.slice(0, 80),
      message: `The census has no such element at ${pathOf(node).slice(0, 200)}, so it was not used. Later ones of the name are not listed.`,
      place: placeOf(node),
    });
  };
  let children = 0;
  for await (const parts of readCinInBulk(source, stranger)) {
    for (const part of parts) {
      if (part.kind === "stranger") stranger(part.node);
      if (part.kind !== "child") continue;
      children += 1;
      const id = usableId(part.child, seen, fileFindings);
      if (id === undefined) continue;
      if (seen.size > MOST_CHILDREN) throw tooManyChildren();
      yield claimsOf(part.child, id, year, asAt);
    }
  }
  // Every authority has children in need. Taken at its word, such a file would say of every child held that they have vanished.
  if (children === 0) throw noChildren(source.name);
}

/** The child's number, unless there is none to use; then a finding says the child was left out. */
function usableId(child: CinChild, seen: Set<string>, fileFindings: Finding[]): string | undefined {
  const id = child.localId?.said;
  if (id === undefined || id.length > LONGEST_ID) {
    add(fileFindings, {
      code: "child-without-id",
      message:
        id === undefined
          ? "A child has no LAchildID, so nothing of the child was used. Give the number and export the file again."
          : "A child has an LAchildID of over 100 characters, so nothing of the child was used. Correct the number and export the file again.",
      place: placeOf(child.node),
    });
    return undefined;
  }
  if (seen.has(id)) {
    add(fileFindings, {
      code: "child-repeated",
      said: id,
      message:
        "This LAchildID is already used by a child earlier in the file. The second record was not used: join the two, or correct the number, and export the file again.",
      place: placeOf(child.node),
    });
    return undefined;
  }
  const kept = own(id);
  seen.add(kept);
  return kept;
}

function factsOf(
  header: CinHeader,
  options: ReadOptions,
  findings: Finding[],
): { facts: FileFacts; year: number } {
  const collection = header.collection?.said.toUpperCase();
  if (collection !== "CIN") {
    throw refused(
      "wrong-collection",
      collection === undefined
        ? "The header does not say which collection this is. A children in need census says CIN there: export it again."
        : `The header says this is the collection ${collection.slice(0, 20)}, not CIN, the children in need census. Choose the right file.`,
      header.collection?.node ?? header.node,
    );
  }
  const asAt = asAtOf(header, options, findings);
  const year = Number(asAt.slice(0, 4)) + (asAt.slice(5) > "03-31" ? 1 : 0);
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    throw refused(
      "wrong-year",
      `The header's reference date is ${asAt}, and this reads the censuses of ${yearTitle(FIRST_YEAR)} to ${yearTitle(LAST_YEAR)}. Check the year in the header.`,
      header.referenceDate?.node ?? header.node,
    );
  }
  judgeHeader(header, asAt, year, options, findings);
  const lea = header.authority?.said ?? "";
  return {
    year,
    facts: {
      format: "cin",
      title: `Children in need census ${yearTitle(year)}`,
      asAt,
      producedAt: header.producedAt?.said.slice(0, 40) ?? "",
      authorityCode: /^\d{3}$/.test(lea) ? lea : null,
      scope: {
        from: date(`${year - 1}-04-01`),
        to: asAt,
        tables: year >= 2027 ? [...SCOPE_TABLES, "pre_proceedings"] : withoutLater(year),
      },
    },
  };
}

/** Child in need plans joined the census in 2021-22. */
const withoutLater = (year: number): string[] =>
  SCOPE_TABLES.filter((t) => t !== "in_need_plan" || year >= 2022);

function asAtOf(header: CinHeader, options: ReadOptions, findings: Finding[]): IsoDate {
  const { referenceDate, year } = header;
  if (referenceDate?.on) return referenceDate.on;
  const named = yearOf(header);
  const asAt = options.asAt ?? (named === undefined || named < 1000 ? undefined : date(`${named}-03-31`));
  if (asAt === undefined) {
    throw refused(
      "wrong-year",
      "The header has neither a reference date nor a year that can be read, so the file does not say which census it is. Correct the header.",
      year?.node ?? header.node,
    );
  }
  findings.push({
    code: "reference-date-missing",
    message: `The header has no reference date that can be read; ${asAt} was used. Correct the header.`,
    place: placeOf(referenceDate?.node ?? header.node),
  });
  return asAt;
}

function judgeHeader(
  header: CinHeader,
  asAt: IsoDate,
  year: number,
  options: ReadOptions,
  findings: Finding[],
): void {
  const say = (code: string, node: XmlNode | undefined, message: string): void =>
    void findings.push({ code, message, place: placeOf(node ?? header.node) });
  if (header.year?.said !== String(year)) {
    say(
      "year-disagrees",
      header.year?.node,
      `The header's Year is ${header.year?.said.slice(0, 20) ?? "missing"} but its reference date belongs to ${year}. The reference date was used: correct whichever is wrong.`,
    );
  }
  if (header.referenceDate?.on && !asAt.endsWith("-03-31")) {
    say(
      "reference-date-odd",
      header.referenceDate.node,
      "The reference date is not 31 March. Check the header.",
    );
  }
  if (asAt > options.today) {
    say(
      "as-at-in-future",
      header.referenceDate?.node,
      `The file speaks for ${asAt}, which has not come yet. It is taken as a draft of that census.`,
    );
  }
  if (!/^\d{3}$/.test(header.authority?.said ?? "")) {
    say(
      "authority-unreadable",
      header.authority?.node,
      "The header's LEA is not a three-digit authority code. Correct the header.",
    );
  }
}

function add(findings: Finding[], finding: Finding): void {
  if (findings.length < MOST_FILE_FINDINGS) findings.push(finding);
}

const refused = (code: string, message: string, node: XmlNode): UnreadableFile =>
  new UnreadableFile({ code, message, place: placeOf(node) });

const noChildren = (name: string): UnreadableFile =>
  new UnreadableFile({
    code: "empty",
    message: `${name} has no children in it. Make the file again and add that.`,
  });

const tooManyChildren = (): UnreadableFile =>
  new UnreadableFile({
    code: "too-many-children",
    message: "The file has more children than any authority. Check that it is the right file.",
  });
