import { date, type IsoDate } from "../../../kernel/dates.ts";
import { UnreadableFile } from "../../../kernel/record/claim.ts";
import type { ByteSource } from "../../../platform/files/bytes.ts";
import { own, type XmlNode } from "../../../platform/files/xml.ts";
import type { CinChild } from "../child.ts";
import { yearOf, type CinHeader } from "../header.ts";
import { readCin, readCinHeader } from "../read.ts";
import { compareIssues, issueList, MOST_PLACES, type Issue, type IssueList, type Report } from "./issue.ts";
import type { Census, ChildRule, Fault, Part, ReturnRule, RuleText, Watcher } from "./rule.ts";
import { locate } from "./rule.ts";
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
const LONGEST_ID = 200;

/**
 * Checks a children in need census: its structure, every rule on each child as it passes, and the rules across children, of which only
 * what they need is kept. `year` chooses the rules (2026 is 2025-26); left out, the header does. Throws UnreadableFile.
 */
export async function checkCin(source: ByteSource, year?: number): Promise<Report> {
  const header = await headerOf(source, year);
  const rulesYear = year ?? (header === undefined ? undefined : yearOf(header));
  const ruleset = rulesYear === undefined ? undefined : rulesetFor(rulesYear);
  if (ruleset === undefined) throw noRules(rulesYear);
  return checkWith(source, ruleset, header);
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
  for await (const part of readCin(source, () => {})) {
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
  }
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

const PARTS = [
  "assessments",
  "enquiries",
  "inNeedPlans",
  "protectionPlans",
] as const satisfies readonly Part[];

/** Children a rule is run on before the next rule is: one piece of code at a time is kept warm, which halves the time. */
const BATCH = 64;
/** And no more elements than this, so that a batch of enormous children does not fill the memory. */
const BATCH_ELEMENTS = 20_000;

const idOf = (child: CinChild): string | null => child.localId?.said.slice(0, LONGEST_ID) ?? null;

type Checks = {
  readonly child: (child: CinChild, elements: number) => void;
  readonly end: (children: number) => void;
};

function startChecks(
  census: Census,
  ruleset: Ruleset,
  header: CinHeader | undefined,
  { add, isFull }: IssueList,
): Checks {
  const issueOf = (rule: RuleText, scope: Issue["scope"], child: string | null, fault: Fault): Issue => ({
    rule: rule.id,
    severity: rule.severity,
    scope,
    child: child === null ? null : own(child),
    message: rule.words,
    locations: fault.slice(0, MOST_PLACES).map(locate),
  });
  /** A rule that goes wrong is said not to have run: silence would look like a pass. */
  const notRun = (rule: RuleText, scope: Issue["scope"], child: string | null, where: Fault): void =>
    add({
      ...issueOf(rule, scope, child, where),
      message: `Not run: rule ${rule.id} failed in Kith, so it is not known whether this ${scope} passes it. Please report it.`,
    });
  const stopped = new Set<ReturnRule>();
  /** A rule across children that goes wrong once has lost count, and is not run again. */
  const attempt = (rule: ReturnRule, run: () => void): void => {
    if (stopped.has(rule)) return;
    try {
      run();
    } catch {
      stopped.add(rule);
      notRun(rule, "return", null, []);
    }
  };
  const watchers: { readonly rule: ReturnRule; readonly watcher: Watcher }[] = [];
  for (const rule of ruleset.returnRules) {
    attempt(rule, () => {
      const watcher = rule.watch(census, header, (child, fault) =>
        add(issueOf(rule, rule.scope, child, fault)),
      );
      watchers.push({ rule, watcher });
    });
  }
  let batch: CinChild[] = [];
  let held = 0;
  const flush = (): void => {
    const having = new Map(
      PARTS.map((part) => [part, batch.filter((c) => c.episodes.some((e) => e[part].length > 0))]),
    );
    for (const rule of ruleset.childRules) {
      if (isFull()) break;
      const children = rule.needs === undefined ? batch : (having.get(rule.needs) ?? batch);
      for (const child of children) runOn(rule, child);
    }
    batch = [];
    held = 0;
  };
  const runOn = (rule: ChildRule, child: CinChild): void => {
    const id = idOf(child);
    let faults: readonly Fault[];
    try {
      faults = rule.check(child, census);
    } catch {
      notRun(rule, "child", id, [{ said: id ?? "", node: child.node }]);
      return;
    }
    for (const fault of faults) add(issueOf(rule, "child", id, fault));
  };
  return {
    child: (child, elements) => {
      if (!isFull()) {
        held += elements;
        if (batch.push(child) >= BATCH || held >= BATCH_ELEMENTS) flush();
      }
      for (const { rule, watcher } of watchers) attempt(rule, () => watcher.child?.(child));
    },
    end: (children) => {
      flush();
      for (const { rule, watcher } of watchers) attempt(rule, () => watcher.end?.(children));
    },
  };
}

/** The year's first day and reference date: the header's if it has one, else 31 March of the rules' year. */
function censusOf(year: number, header: CinHeader | undefined): Census {
  const to: IsoDate = header?.referenceDate?.on ?? date(`${year}-03-31`);
  const start = Number(to.slice(0, 4)) - (to.slice(5) > "03-31" ? 0 : 1);
  return { year, from: date(`${start}-04-01`), to };
}

/** With a year given, a file without a header is still checked, and the lack of it reported. */
async function headerOf(source: ByteSource, year: number | undefined): Promise<CinHeader | undefined> {
  try {
    return await readCinHeader(source);
  } catch (problem) {
    if (problem instanceof UnreadableFile && problem.problem.code === "no-header" && year !== undefined)
      return undefined;
    throw problem;
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
