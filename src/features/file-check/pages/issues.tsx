import type { VNode } from "preact";
import type { Context } from "../../../kernel/context.ts";
import { Card } from "../../../ui/pieces/card.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { Facts } from "../../../ui/pieces/facts.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import type { Acceptance } from "../accepted.ts";
import type { FileCheck } from "../checks.ts";
import { explain, sayRule } from "../explain.ts";
import type { StoredIssue } from "../issues.ts";
import { type KnownChild, mayFollow } from "../known.ts";
import { isRemedy, REMEDIES } from "../remedies.ts";
import { SEVERITY_WORDS } from "../words.ts";
import { IssueTable } from "./issueTable.tsx";

export type IssuesProps = {
  readonly check: FileCheck;
  readonly title: string;
  readonly lead: string;
  /** Issues of one rule: the page's own title says it. */
  readonly ofRule: boolean;
  /** Issues of one child: their columns need not name the child again. */
  readonly ofChild: boolean;
  readonly issues: readonly StoredIssue[];
  readonly known: (issue: StoredIssue) => KnownChild | undefined;
  readonly said: ReadonlyMap<number, Acceptance>;
  /** The way back to the groups these are one of. */
  readonly backHref: string;
  /** This page's address, for what is sent from it to come back to. */
  readonly here: string;
  readonly page: number;
  readonly previousHref: string | undefined;
  readonly nextHref: string | undefined;
  readonly context: Context;
};

/** What is wrong, rule by rule: in words, why, what to do, and each case with its own values. */
export function IssuesPage(props: IssuesProps): VNode {
  const { check, issues } = props;
  const first = issues[0];
  const child = props.ofChild && first !== undefined ? props.known(first) : undefined;
  return (
    <>
      <PageHead
        over={
          <>
            <a href={props.backHref}>All that was found</a> <span>{check.fileName}</span>
          </>
        }
        title={props.title}
        lead={props.lead}
        tags={props.ofRule && first !== undefined && <SeverityTag severity={first.severity} />}
        actions={
          child !== undefined &&
          mayFollow(props.context) && <a href={`/children/${child.personId}`}>Open this child’s record</a>
        }
      />
      {byRule(issues).map((issues) => (
        <RuleBlock {...props} issues={issues} />
      ))}
      {issues.length === 0 && (
        <EmptyState title="None left here">What was here has been accepted, or was never there.</EmptyState>
      )}
      <KeyPager
        label="Issues"
        previousHref={props.previousHref}
        nextHref={props.nextHref}
        where={`Page ${props.page}`}
      />
    </>
  );
}

/** Issues as they come, those of one rule together. */
function byRule(issues: readonly StoredIssue[]): (readonly StoredIssue[])[] {
  return [...Map.groupBy(issues, ({ rule }) => rule).values()];
}

function RuleBlock(props: IssuesProps): VNode | null {
  const [first] = props.issues;
  if (first === undefined) return null;
  const { words } = explain(first.rule, first.severity);
  const named = !props.ofRule;
  return (
    <Card
      title={named && words}
      aside={
        named && (
          <>
            <span class="muted">{sayRule(first.rule, first.severity)}</span>{" "}
            <SeverityTag severity={first.severity} />
          </>
        )
      }
      level={2}
      id={`rule-${first.rule}`}
    >
      <Explanation issue={first} />
      <p class="muted small">
        {props.ofChild ? "In this child’s entry:" : "Each case, with its own values:"}
      </p>
      <IssueTable {...props} words={words} answers={{ said: props.said, here: props.here }} />
    </Card>
  );
}

/** How much it matters, in a word. */
export const SeverityTag = (props: { severity: StoredIssue["severity"] }): VNode => (
  <Tag standing={props.severity === "query" ? "soon" : "late"}>{SEVERITY_WORDS[props.severity]}</Tag>
);

/** What a rule means, why it is mostly broken, and what to do. */
export function Explanation(props: { issue: Pick<StoredIssue, "rule" | "severity" | "remedy"> }): VNode {
  const { issue } = props;
  const text = explain(issue.rule, issue.severity);
  return (
    <Facts
      items={[
        { term: "What it means", value: text.meaning },
        { term: "Usual cause", value: text.cause },
        { term: "How to put it right", value: text.fix },
        ...(isRemedy(issue.remedy) ? [{ term: "Kind of fix", value: REMEDIES[issue.remedy].do }] : []),
      ]}
    />
  );
}
