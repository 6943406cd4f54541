import { own } from "../../../platform/files/xml.ts";
import type { CinChild } from "../child.ts";
import type { CinHeader } from "../header.ts";
import { MOST_PLACES, type Issue, type IssueList } from "./issue.ts";
import type { Census, ChildRule, Fault, Part, ReturnRule, RuleText, Watcher } from "./rule.ts";
import { locate } from "./rule.ts";
import type { Ruleset } from "./ruleset.ts";

const LONGEST_ID = 200;

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

/** The child's number, cut where a hostile file makes it long. */
export const idOf = (child: CinChild): string | null => child.localId?.said.slice(0, LONGEST_ID) ?? null;

type Checks = {
  readonly child: (child: CinChild, elements: number) => void;
  readonly end: (children: number) => void;
};

/** Runs each rule on each child as it passes, and the rules across children. */
export function startChecks(
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
