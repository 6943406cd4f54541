import { own } from "../../../platform/files/xml.ts";
import type { CinChild, Episode } from "../child.ts";
import type { CinHeader } from "../header.ts";
import { MOST_PLACES, type Issue, type IssueList } from "./issue.ts";
import type { Census, ChildRule, Each, Fault, Part, ReturnRule, RuleText, Watcher } from "./rule.ts";
import { locate } from "./rule.ts";
import type { Ruleset } from "./ruleset.ts";

const LONGEST_ID = 200;

/** Children a rule is run on before the next rule is: one piece of code at a time is kept warm, which halves the time. */
const BATCH = 64;
/** And no more elements than this, so that a batch of enormous children does not fill the memory. */
const BATCH_ELEMENTS = 20_000;

/** The child's number, cut where a hostile file makes it long. */
export const idOf = (child: CinChild): string | null => child.localId?.said.slice(0, LONGEST_ID) ?? null;

type TestOf<K extends Each["of"]> = Extract<Each, { readonly of: K }>["test"];

/** One part of an episode. Its kind is that of the list it is in. */
type InStock = { readonly part: never; readonly episode: Episode; readonly child: CinChild };

type Stock = { readonly [kind in Part | "episodes"]: readonly InStock[] } & {
  /** The children that have a kind of part. */
  readonly having: { readonly [kind in Part | "any"]: readonly CinChild[] };
};

/** The episodes and parts of many children, kind by kind. */
function stockOf(batch: readonly CinChild[]): Stock {
  const stock = {
    episodes: new Array<InStock>(),
    assessments: new Array<InStock>(),
    enquiries: new Array<InStock>(),
    inNeedPlans: new Array<InStock>(),
    protectionPlans: new Array<InStock>(),
  };
  for (const child of batch) {
    for (const episode of child.episodes) {
      stock.episodes.push({ part: episode as never, episode, child });
      for (const kind of PARTS)
        for (const part of episode[kind]) stock[kind].push({ part: part as never, episode, child });
    }
  }
  const owners = (kind: Part): readonly CinChild[] => [...new Set(stock[kind].map(({ child }) => child))];
  return {
    ...stock,
    having: {
      any: batch,
      assessments: owners("assessments"),
      enquiries: owners("enquiries"),
      inNeedPlans: owners("inNeedPlans"),
      protectionPlans: owners("protectionPlans"),
    },
  };
}

const PARTS = [
  "assessments",
  "enquiries",
  "inNeedPlans",
  "protectionPlans",
] as const satisfies readonly Part[];

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
  const runAll = (stock: Stock): void => {
    for (const rule of ruleset.childRules) {
      if (isFull()) break;
      const { each } = rule.check;
      if (each === undefined) for (const child of stock.having[rule.needs ?? "any"]) runOn(rule, child);
      else if (each.of === "child") runOnChildren(rule, each.test, batch);
      else if (each.of === "episode") runOnEpisodes(rule, each.test, stock.episodes);
      else runOnParts(rule, each.test, stock[each.of]);
    }
  };
  const flush = (): void => {
    for (const { rule, watcher } of watchers) {
      attempt(rule, () => {
        for (const child of batch) watcher.child?.(child);
      });
    }
    // What is wrong with the return as a whole is said whatever its children are like, so its rules go on to the last child.
    if (!isFull()) runAll(stockOf(batch));
    batch = [];
    held = 0;
  };
  const found = (rule: ChildRule, child: CinChild, fault: Fault): void =>
    add(issueOf(rule, "child", idOf(child), fault));
  let failed: { readonly rule: ChildRule; readonly child: CinChild } | undefined;
  /** The parts of a child stand together, so that it is said of a child and rule once. */
  const notRunOn = (rule: ChildRule, child: CinChild): void => {
    if (failed?.rule === rule && failed.child === child) return;
    failed = { rule, child };
    const id = idOf(child);
    notRun(rule, "child", id, [{ said: id ?? "", node: child.node }]);
  };
  const runOn = (rule: ChildRule, child: CinChild): void => {
    try {
      for (const fault of rule.check(child, census)) found(rule, child, fault);
    } catch {
      notRunOn(rule, child);
    }
  };
  // One loop for each kind of test, and no more calls in it than there must be: it goes round two million times for a large authority.
  const runOnChildren = (rule: ChildRule, test: TestOf<"child">, children: readonly CinChild[]): void => {
    for (const child of children) {
      try {
        const fault = test(child, census);
        if (fault !== undefined) found(rule, child, fault);
      } catch {
        notRunOn(rule, child);
      }
    }
  };
  const runOnEpisodes = (rule: ChildRule, test: TestOf<"episode">, episodes: readonly InStock[]): void => {
    for (const { episode, child } of episodes) {
      try {
        const fault = test(episode, census, child);
        if (fault !== undefined) found(rule, child, fault);
      } catch {
        notRunOn(rule, child);
      }
    }
  };
  const runOnParts = (rule: ChildRule, test: TestOf<Part>, parts: readonly InStock[]): void => {
    for (const { part, episode, child } of parts) {
      try {
        const fault = test(part, episode, census, child);
        if (fault !== undefined) found(rule, child, fault);
      } catch {
        notRunOn(rule, child);
      }
    }
  };
  return {
    child: (child, elements) => {
      held += elements;
      if (batch.push(child) >= BATCH || held >= BATCH_ELEMENTS) flush();
    },
    end: (children) => {
      flush();
      for (const { rule, watcher } of watchers) attempt(rule, () => watcher.end?.(children));
    },
  };
}
