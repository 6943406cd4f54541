import type { VNode } from "preact";
import { type IsoDate, londonDate } from "../../../kernel/dates.ts";
import type { Failure } from "../../../kernel/result.ts";
import { address } from "../../../platform/web/forms.ts";
import { Details } from "../../../ui/govuk/details.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { Chips } from "../../../ui/pieces/chips.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import {
  type Filter,
  type Group,
  type GroupCount,
  GROUPS,
  type IssueLine,
  type State,
  type StateCounts,
} from "../issues.ts";
import { GROUP_WORDS, plural, ruleText, sayGroup, sayRule, STATE_WORDS } from "../words.ts";
import { Issue, type Sent } from "./issue.tsx";
import { returnName, sayCount } from "./overview.tsx";

export type IssuesProps = {
  readonly year: number;
  readonly today: IsoDate;
  readonly filter: Filter;
  /** What the list is gathered by, above it. */
  readonly by: Group;
  /** Of everything, whatever the filter. */
  readonly all: StateCounts;
  /** Of what the filter lets through. */
  readonly counts: readonly GroupCount[];
  readonly lines: readonly IssueLine[];
  readonly nextHref: string | null;
  readonly firstHref: string | null;
  readonly mayAccept: boolean;
  readonly failures: readonly Failure[];
  readonly sent: Sent | null;
};

/** The address of the list, narrowed. */
export const listHref = (
  year: number,
  filter: Filter,
  more: { readonly [name: string]: string | undefined } = {},
): string => address(`/returns/cin/${year}/issues`, { ...filter, ...more });

/** Everything that stands against a return, rule by rule, with each child's own values. */
export function IssuesPage(props: IssuesProps): VNode {
  const { year, filter, all } = props;
  const rules = Map.groupBy(props.lines, (line) => line.rule);
  return (
    <>
      {props.failures.length > 0 && (
        <ErrorSummary
          errors={props.failures.map((f) => ({
            text: f.message,
            ...(props.sent === null ? {} : { href: `#note-${props.sent.issue}` }),
          }))}
        />
      )}
      <PageHead
        over={
          <>
            <a href="/returns">Returns</a> <a href={`/returns/cin/${year}`}>{returnName(year)}</a>
          </>
        }
        title="What stands against the return"
        lead={`${sayCount(all.error, "error", "errors")}, ${sayCount(all.query, "query", "queries")} to answer, ${sayNumber(all.accepted)} accepted.`}
        actions={
          <p class="small">
            This list as{" "}
            <a href={address(`/returns/cin/${year}/issues/file`, { ...filter, as: "csv" })}>CSV</a> or{" "}
            <a href={address(`/returns/cin/${year}/issues/file`, { ...filter, as: "xlsx" })}>workbook</a>
          </p>
        }
      />
      <Chips
        label="What stands"
        items={[
          {
            href: listHref(year, { ...filter, state: undefined }, byOf(props)),
            text: "All",
            current: filter.state === undefined,
          },
          ...(Object.keys(STATE_WORDS) as State[]).map((state) => ({
            href: listHref(year, { ...filter, state }, byOf(props)),
            text: STATE_WORDS[state],
            count: all[state],
            current: filter.state === state,
          })),
        ]}
      />
      <Narrowed {...props} />
      <Chips
        label="Gathered by"
        items={GROUPS.map((group) => ({
          href: listHref(year, filter, { by: group === "rule" ? undefined : group }),
          text: `By ${GROUP_WORDS[group].toLowerCase()}`,
          current: props.by === group,
        }))}
      />
      <Gathered {...props} />
      {props.lines.length === 0 ? (
        <EmptyState title="Nothing stands here that you may see">
          <a href={`/returns/cin/${year}/issues`}>Everything that stands</a>
        </EmptyState>
      ) : (
        [...rules].map(([rule, lines]) => <RuleIssues {...props} rule={rule} lines={lines} />)
      )}
      <KeyPager
        label="Issues"
        previousHref={props.firstHref ?? undefined}
        previousText="From the start"
        nextHref={props.nextHref ?? undefined}
        nextText="More"
      />
    </>
  );
}

const byOf = (props: IssuesProps): { by: string | undefined } => ({
  by: props.by === "rule" ? undefined : props.by,
});

/** What the list is narrowed to, each with the way back. */
function Narrowed(props: IssuesProps): VNode | null {
  const { filter, year } = props;
  const set = GROUPS.filter((group) => filter[group] !== undefined);
  if (set.length === 0 && filter.child === undefined) return null;
  const named = (group: Group): string => {
    const value = String(filter[group]);
    const name = props.counts.find((count) => count.group === group && count.value === value)?.name ?? null;
    return sayGroup({ group, value, name });
  };
  return (
    <p class="small">
      Narrowed to{" "}
      {set.map((group, at) => (
        <>
          {at > 0 && "; "}
          {named(group)} (
          <a href={listHref(year, { ...filter, [group]: undefined })}>
            without {GROUP_WORDS[group].toLowerCase()}
          </a>
          )
        </>
      ))}
      {filter.child !== undefined && (
        <>
          {set.length > 0 && "; "}one child (
          <a href={listHref(year, { ...filter, child: undefined })}>all children</a>)
        </>
      )}
      .
    </p>
  );
}

function Gathered(props: IssuesProps): VNode | null {
  const rows = props.counts.filter((count) => count.group === props.by);
  if (rows.length === 0) return null;
  return (
    <Details
      summary={`${sayNumber(rows.length)} ${plural(rows.length, "group", "groups")}, by ${GROUP_WORDS[props.by].toLowerCase()}`}
      open={props.by !== "rule"}
    >
      <DataTable
        caption={`By ${GROUP_WORDS[props.by].toLowerCase()}`}
        captionHidden
        density="compact"
        rows={rows}
        columns={[
          {
            head: GROUP_WORDS[props.by],
            isRowHead: true,
            cell: (count) => (
              <a href={listHref(props.year, { ...props.filter, [props.by]: count.value }, byOf(props))}>
                {sayGroup(count)}
              </a>
            ),
          },
          { head: "Errors", numeric: true, cell: (count) => sayNumber(count.errors) },
          { head: "Queries", numeric: true, cell: (count) => sayNumber(count.queries) },
          { head: "Accepted", numeric: true, cell: (count) => sayNumber(count.accepted) },
          { head: "Children", numeric: true, cell: (count) => sayNumber(count.children) },
          { head: "Oldest since", cell: (count) => sayDate(londonDate(count.oldest)) },
        ]}
      />
    </Details>
  );
}

function RuleIssues(props: IssuesProps & { rule: string; lines: readonly IssueLine[] }): VNode {
  const text = ruleText(props.rule);
  return (
    <Card title={sayRule(props.rule)} id={`rule-${props.rule}`}>
      {text !== undefined && (
        <p>
          {text.meaning} <span class="muted">Usual cause: {text.cause}</span> <strong>{text.fix}</strong>
        </p>
      )}
      <ul class="breach-list">
        {props.lines.map((line) => (
          <Issue
            line={line}
            today={props.today}
            mayAccept={props.mayAccept}
            sent={props.sent}
            failures={props.failures}
          />
        ))}
      </ul>
    </Card>
  );
}
