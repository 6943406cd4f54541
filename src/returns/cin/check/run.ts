import { addMonths, date, type IsoDate } from "../../../kernel/dates.ts";
import { UnreadableFile } from "../../../kernel/record/claim.ts";
import type { ByteSource } from "../../../platform/files/bytes.ts";
import { own, type XmlNode } from "../../../platform/files/xml.ts";
import { yearOf, type CinHeader } from "../header.ts";
import { type CinPart, readCin, readCinHeader, readCinInBulk } from "../read.ts";
import { compareIssues, issueList, type Issue, type Report } from "./issue.ts";
import type { Census } from "./rule.ts";
import { locate } from "./rule.ts";
import { idOf, startChecks } from "./runRules.ts";
import { FIRST_RULES, LAST_RULES, rulesetFor, type Ruleset } from "./ruleset.ts";
import {
  checkElement,
  checkMissing,
  checkParts,
  checkStrayText,
  partOf,
  structureOf,
  type Tell,
} from "./structure.ts";
import { yearTitle } from "../../../kernel/codes/codeSet.ts";

const MOST_CHILDREN = 500_000;

/**
 * Checks a children in need census: its structure, every rule on each child as it passes, and the rules across children, of which only
 * what they need is kept. `year` chooses the rules (2026 is 2025-26); left out, the header does, by its reference date or else its year.
 * Throws UnreadableFile.
 */
export async function checkCin(source: ByteSource, year?: number): Promise<Report> {
  const header = await headerOf(source, year);
  const years = year === undefined ? yearsOf(header) : [year];
  const ruleset = years.map(rulesetFor).find((found) => found !== undefined);
  if (ruleset === undefined) throw noRules(years[0]);
  return checkWith(source, ruleset, header);
}

/** The years a header names, by its reference date and by its `Year`: they differ when one of the two is mistyped. */
function yearsOf(header: CinHeader | undefined): readonly number[] {
  if (header === undefined) return [];
  const { referenceDate: _, ...byYear } = header;
  return [yearOf(header), yearOf(byYear)].filter((year) => year !== undefined);
}

/** As `checkCin`, with the rules given. */
export async function checkWith(
  source: ByteSource,
  ruleset: Ruleset,
  header: CinHeader | undefined,
): Promise<Report> {
  const census = censusOf(ruleset.year, header);
  const list = issueList();
  const { add } = list;
  const check = startChecks(census, ruleset, header, list);
  const structure = structureOf(ruleset.year);
  const childPart = partOf(structure, "Children", "Child");
  const headerPart = partOf(structure, "Header");
  const around = new Map<XmlNode, XmlNode[]>();
  let children = 0;

  const tellReturn: Tell = (f) => add(structureIssue(f, "return", null));
  const take = (part: CinPart): void => {
    if (part.kind === "child") {
      children += 1;
      if (children > MOST_CHILDREN) throw tooManyChildren();
      if (!list.isFull()) {
        const id = idOf(part.child);
        checkElement(structure, childPart, part.child.node, (f) => add(structureIssue(f, "child", id)));
      }
      check.child(part.child, part.elements);
    } else if (part.kind === "header") {
      checkElement(structure, headerPart, part.header.node, tellReturn);
      noteIn(around, part.header.node);
    } else if (part.kind === "stranger") {
      const group = part.node.parent?.name === "Children" ? partOf(structure, "Children") : structure.root;
      checkParts(structure, group, [part.node], tellReturn);
    } else if (part.kind === "opened") {
      around.set(part.node, []);
      noteIn(around, part.node);
    } else closeContainer(part.node, children, around, structure, tellReturn);
  };
  for await (const parts of readCinInBulk(source, () => {})) for (const part of parts) take(part);
  check.end(children);
  return { file: source.name, ruleset: ruleset.title, children, issues: list.issues.sort(compareIssues) };
}

/** More headers or lists of children than this are as wrong as two, and are not remembered. */
const MOST_PARTS = 100;

function noteIn(around: Map<XmlNode, XmlNode[]>, node: XmlNode): void {
  const parts = node.parent === null ? undefined : around.get(node.parent);
  if (parts !== undefined && parts.length < MOST_PARTS) parts.push(node);
}

type Structure = ReturnType<typeof structureOf>;

/** `Message` or `Children` is complete: text in it, the order of what it holds, and what it lacks. */
function closeContainer(
  node: XmlNode,
  children: number,
  around: Map<XmlNode, XmlNode[]>,
  structure: Structure,
  tell: Tell,
): void {
  checkStrayText(node, tell);
  if (node.name === "Message") {
    const parts = around.get(node) ?? [];
    checkMissing(structure.root, node, checkParts(structure, structure.root, parts, tell), tell);
  } else if (children === 0) checkMissing(partOf(structure, "Children"), node, 0, tell);
  around.delete(node);
}

/** A reference date further than this from the rules' year is a slip of the key, not a choice of rules. */
const FAR = 20;

/**
 * The year's first day and reference date: the header's if it has one, else 31 March of the rules' year. A reference date in a year without
 * rules is a slip too where `Year` is the rules' year.
 */
function censusOf(year: number, header: CinHeader | undefined): Census {
  const said = header?.referenceDate?.on;
  const isSlip = yearsOf(header).at(-1) === year && rulesetFor(yearsOf(header)[0] ?? year) === undefined;
  const near = said ? Math.abs(Number(said.slice(0, 4)) - year) <= FAR : false;
  const to: IsoDate = said && near && !isSlip ? said : date(`${year}-03-31`);
  const start = Number(to.slice(0, 4)) - (to.slice(5) > "03-31" ? 0 : 1);
  return { year, from: date(`${start}-04-01`), to, over25: addMonths(to, -25 * 12) };
}

/** With a year given, a file without a header is still checked, and the lack of it reported; so is one that has it after the children. */
async function headerOf(source: ByteSource, year: number | undefined): Promise<CinHeader | undefined> {
  try {
    return await readCinHeader(source);
  } catch (problem) {
    if (!(problem instanceof UnreadableFile) || problem.problem.code !== "no-header") throw problem;
    for await (const part of readCin(source, () => {})) if (part.kind === "header") return part.header;
    if (year === undefined) throw problem;
    return undefined;
  }
}

const structureIssue = (
  { rule, message, spot }: Parameters<Tell>[0],
  scope: Issue["scope"],
  child: string | null,
): Issue => ({
  rule,
  severity: "structure",
  scope,
  child: child === null ? null : own(child),
  message,
  locations: [locate(spot)],
});

const noRules = (year: number | undefined): UnreadableFile =>
  new UnreadableFile({
    code: "no-rules",
    message: `${
      year === undefined
        ? "The header does not say which year the return is for"
        : `There are no rules here for the return of ${yearTitle(year)}`
    }. Choose the rules with --rules, from ${yearTitle(FIRST_RULES)} to ${yearTitle(LAST_RULES)}.`,
  });

const tooManyChildren = (): UnreadableFile =>
  new UnreadableFile({
    code: "too-many-children",
    message: "The file has more children than any authority. Check that it is the right file.",
  });
