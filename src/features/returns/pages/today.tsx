import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import { address } from "../../../platform/web/forms.ts";
import type { Failure } from "../../../kernel/result.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Card, Columns } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Progress } from "../../../ui/pieces/progress.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import { AGES, type Group, type GroupCount, type StateCounts } from "../issues.ts";
import type { TrendPoint } from "../trend.ts";
import { compareTotals } from "../items.ts";
import type { Run } from "../runs.ts";
import type { Now } from "../now.ts";
import type { Submission } from "../submissions.ts";
import { GROUP_WORDS, sayGroup } from "../words.ts";
import { ItemChanges } from "./items.tsx";
import { returnName, sayCount, sayMoment, Submissions } from "./overview.tsx";
import { Trend } from "./trend.tsx";

export type TodayProps = {
  readonly year: number;
  readonly today: IsoDate;
  readonly period: { readonly from: IsoDate; readonly to: IsoDate };
  readonly now: Now | undefined;
  readonly hasRules: boolean;
  readonly counts: readonly GroupCount[];
  readonly states: StateCounts;
  readonly trend: readonly TrendPoint[];
  /** Children of whom the file would say something otherwise than the record. */
  readonly noted: number;
  readonly submissions: readonly Submission[];
  /** The return submitted for the year before. */
  readonly lastYear: Submission | undefined;
  readonly checking: Run | undefined;
  readonly making: Run | undefined;
  readonly mayMake: boolean;
  readonly failures: readonly Failure[];
};

/** Rows of a breakdown shown here; the rest are in the list. */
const MOST = 10;

/** A return as it would go today: what stands against it, how that has gone since 1 April, and how its numbers differ from last year's. */
export function TodayPage(props: TodayProps): VNode {
  const { year, now, states } = props;
  const whole = props.period.to < props.today;
  return (
    <>
      {props.failures.length > 0 && (
        <ErrorSummary errors={props.failures.map((f) => ({ text: f.message }))} />
      )}
      <PageHead
        over={<a href="/returns">Returns</a>}
        title={returnName(year)}
        lead={
          now === undefined
            ? "Not checked yet."
            : `If it went today: ${sayCount(now.items["child"]?.n ?? 0, "child", "children")}, ${sayCount(now.items["episode"]?.n ?? 0, "episode", "episodes")} of need, ${sayCount(states.error, "error", "errors")} and ${sayCount(states.query, "query", "queries")} to answer.`
        }
        aside={
          <div class="small">
            {sayDate(props.period.from)} to {sayDate(props.period.to)}
            {!whole && <div class="muted">the year is not over</div>}
            {now !== undefined && <div class="muted">Checked {sayMoment(now)}</div>}
          </div>
        }
      />
      {now === undefined && <NotYet {...props} />}
      <Columns
        sideLabel="What can be done"
        side={<Acts {...props} />}
        main={
          now === undefined ? undefined : (
            <>
              <Card title="Progress since 1 April" id="progress">
                <Trend id="trend" points={props.trend} />
              </Card>
              {(["age", "team", "rule", "worker", "fix"] as const).map((group) => (
                <Breakdown {...props} group={group} />
              ))}
              <LastYear {...props} now={now} />
            </>
          )
        }
      />
      <Card title="Files" id="files">
        <Submissions rows={props.submissions} />
      </Card>
    </>
  );
}

function NotYet(props: TodayProps): VNode {
  return (
    <EmptyState
      title={props.hasRules ? "Nobody has checked this return yet" : "There are no rules for this year yet"}
      unknown
    >
      {props.hasRules
        ? "Ask for a check, or wait for tonight's."
        : "The department's rules for this year are not in this version of Kith, so nothing can be said of the return."}
    </EmptyState>
  );
}

function Acts(props: TodayProps): VNode {
  const { year, checking, making } = props;
  return (
    <Card title="What can be done">
      <p>
        <a href={`/returns/cin/${year}/issues`}>Everything that stands, by rule</a>
      </p>
      <p>
        <a href={`/returns/cin/${year}/numbers`}>Every number, with the children behind it</a>
      </p>
      {props.noted > 0 && (
        <p>
          <a href={`/returns/cin/${year}/notes`}>Written otherwise than it is recorded</a>
          <br />
          <span class="small muted">{sayCount(props.noted, "child", "children")}</span>
        </p>
      )}
      {checking !== undefined ? (
        <Progress
          id="checking"
          label="Checking"
          done={checking.done}
          unit="children"
          note={sayProblem(checking)}
        />
      ) : (
        props.hasRules && (
          <form method="post" action={`/returns/cin/${year}/check`}>
            <Button classes="govuk-button--secondary" preventDoubleClick>
              Check everybody now
            </Button>
          </form>
        )
      )}
      {making !== undefined ? (
        <Progress id="making" label="Making the file" done={0} unit="children" note={sayProblem(making)} />
      ) : (
        props.mayMake &&
        props.hasRules && (
          <form method="post" action={`/returns/cin/${year}/make`}>
            <p class="small">
              {props.states.error + props.states.query === 0
                ? "Nothing stands against the return."
                : `${sayCount(props.states.error, "error", "errors")} and ${sayCount(props.states.query, "query", "queries")} to answer would go with it.`}
            </p>
            <Button preventDoubleClick>Make the file</Button>
          </form>
        )
      )}
    </Card>
  );
}

const sayProblem = (run: Run): string | undefined => run.problem ?? undefined;

const AGE_ORDER: readonly string[] = AGES.map((age) => age.id);

function Breakdown(props: TodayProps & { group: Group }): VNode | null {
  const { group, year } = props;
  const all = props.counts.filter((count) => count.group === group);
  if (all.length === 0) return null;
  const ordered =
    group === "age" ? all.toSorted((a, b) => AGE_ORDER.indexOf(a.value) - AGE_ORDER.indexOf(b.value)) : all;
  const shown = ordered.slice(0, MOST);
  return (
    <Card
      title={
        group === "age"
          ? "By how long it has stood"
          : group === "fix"
            ? "By what puts it right"
            : `By ${GROUP_WORDS[group].toLowerCase()}`
      }
      id={`by-${group}`}
    >
      <DataTable
        caption={`Issues by ${GROUP_WORDS[group].toLowerCase()}`}
        captionHidden
        density="compact"
        rows={shown}
        columns={[
          {
            head: GROUP_WORDS[group],
            isRowHead: true,
            cell: (count) => (
              <a href={address(`/returns/cin/${year}/issues`, { [group]: count.value })}>{sayGroup(count)}</a>
            ),
          },
          { head: "Errors", numeric: true, cell: (count) => sayNumber(count.errors) },
          { head: "Queries to answer", numeric: true, cell: (count) => sayNumber(count.queries) },
          { head: "Accepted", numeric: true, cell: (count) => sayNumber(count.accepted) },
          { head: "Children", numeric: true, cell: (count) => sayNumber(count.children) },
        ]}
      />
      {ordered.length > MOST && (
        <p class="small muted">
          And {sayNumber(ordered.length - MOST)} more, in{" "}
          <a href={`/returns/cin/${year}/issues?by=${group}`}>the list</a>.
        </p>
      )}
    </Card>
  );
}

function LastYear(props: TodayProps & { now: Now }): VNode {
  const { lastYear, now, year } = props;
  return (
    <Card title="Against last year's submitted return" id="last-year">
      {lastYear === undefined ? (
        <EmptyState title={`No file of ${returnName(year - 1)} is marked as submitted here`} unknown>
          Make or bring in last year's file and mark it as submitted, and each number is compared with it.
        </EmptyState>
      ) : (
        <>
          <p class="small">
            Last year's is{" "}
            <a href={`/returns/cin/${lastYear.of.year}/submissions/${lastYear.id}`}>{lastYear.fileName}</a>,
            of a whole year; this year's goes to {sayDate(props.period.to)}.
          </p>
          <ItemChanges
            changes={compareTotals(lastYear.items, now.items).filter((change) => !change.item.includes(":"))}
            beforeHead="Last year"
            afterHead="Today"
            href={(item) =>
              address(`/returns/cin/${lastYear.of.year}/submissions/${lastYear.id}`, {
                with: "today",
                year,
                item,
              })
            }
          />
          <p>
            <a
              href={address(`/returns/cin/${lastYear.of.year}/submissions/${lastYear.id}`, {
                with: "today",
                year,
              })}
            >
              The difference in full, by code and by child
            </a>
          </p>
        </>
      )}
    </Card>
  );
}
