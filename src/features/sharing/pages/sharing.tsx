import type { VNode } from "preact";
import type { Failure } from "../../../kernel/result.ts";
import { summaryLines } from "../../../platform/web/forms.ts";
import { NOT_HELD } from "../../../returns/csc-api/build.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayNumber } from "../../../ui/words.ts";
import type { SetAside } from "../queries.ts";
import type { SharingRun } from "../runs.ts";
import { OUTCOME_WORDS, sayChildren, sayMoment, STATE_WORDS, WHAT_TO_DO } from "../words.ts";
import { Now } from "./now.tsx";

export type SharingProps = {
  /** Where it goes; null while sharing is off. */
  readonly sentTo: string | null;
  /** Settings still to be given, and what is wrong with those that are. */
  readonly missing: readonly string[];
  readonly wrong: string | null;
  /** Why this installation may not send, though it is set up. */
  readonly barred: string | null;
  /** The run under way, if there is one. */
  readonly underWay: SharingRun | null;
  readonly look: SharingRun | null;
  readonly sendings: readonly SharingRun[];
  readonly setAside: readonly SetAside[];
  readonly nextHref: string | undefined;
  readonly firstHref: string | undefined;
  readonly failures: readonly Failure[];
};

/** What is sent to the department, what would be sent now, and what became of it. */
export function SharingPage(props: SharingProps): VNode {
  const { sentTo } = props;
  return (
    <>
      {props.failures.length > 0 && <ErrorSummary errors={summaryLines(props.failures)} />}
      <PageHead
        title="Sharing with the department"
        lead="Children’s social care data for the Department for Education: who is new, what has changed and what is withdrawn, each child on their own. Nothing is sent until somebody presses the button."
        tags={
          sentTo === null ? (
            <Tag standing="unknown">Off</Tag>
          ) : props.barred === null ? (
            <Tag standing="solid">Set up for {sentTo}</Tag>
          ) : (
            <Tag standing="unknown">Set up for {sentTo}, and not allowed to send</Tag>
          )
        }
      />
      {sentTo === null && <Off missing={props.missing} wrong={props.wrong} />}
      {props.barred !== null && (
        <Card title="Nothing can be sent from here">
          <p>{props.barred}</p>
        </Card>
      )}
      {sentTo !== null && props.barred === null && <Now {...props} everSent={props.sendings.length > 0} />}
      <Sendings rows={props.sendings} />
      {props.sendings.length > 0 && <Aside {...props} />}
      <OneChild />
      <Card title="What the department asks for and Kith does not hold" look="flat">
        <p>These are left out of every child’s data.</p>
        <ul>
          {NOT_HELD.map((fact) => (
            <li>{fact}</li>
          ))}
        </ul>
      </Card>
    </>
  );
}

function Off(props: { missing: readonly string[]; wrong: string | null }): VNode {
  return (
    <Card title="Sharing is off, and nothing is sent">
      <p>
        Whoever runs Kith switches it on by giving these settings to the service. Keys and passwords are read
        from there and never kept in the database.
      </p>
      {props.wrong !== null && <p>{props.wrong}</p>}
      {props.missing.length > 0 && (
        <ul>
          {props.missing.map((name) => (
            <li>
              <code>{name}</code>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Sendings(props: { rows: readonly SharingRun[] }): VNode {
  return (
    <Card title="Last sendings" id="sendings">
      <DataTable
        caption="Last sendings"
        captionHidden
        rows={props.rows}
        empty="Nothing has been sent yet"
        rowStanding={(run) => (run.state === "stopped" || run.setAside > 0 ? "late" : undefined)}
        columns={[
          {
            head: "Asked for",
            isRowHead: true,
            cell: (run) => (
              <>
                {sayMoment(run.askedAt)}
                <div class="muted small">
                  {run.byName}, to {run.sentTo}
                </div>
              </>
            ),
          },
          {
            head: "Standing",
            cell: (run) => (
              <>
                <Tag standing={run.state === "stopped" ? "late" : "plain"}>{STATE_WORDS[run.state]}</Tag>
                {run.problem !== null && <p class="small">{run.problem}</p>}
              </>
            ),
          },
          { head: "New", numeric: true, cell: (run) => sayNumber(run.added) },
          { head: "Changed", numeric: true, cell: (run) => sayNumber(run.changed) },
          { head: "Withdrawn", numeric: true, cell: (run) => sayNumber(run.gone) },
          { head: "Taken", numeric: true, cell: (run) => sayNumber(run.accepted) },
          { head: "Set aside", numeric: true, cell: (run) => sayNumber(run.setAside) },
        ]}
      />
    </Card>
  );
}

function Aside(props: SharingProps): VNode {
  const last = props.sendings[0];
  const total = last?.setAside ?? 0;
  return (
    <Card title="Set aside in the last sending" id="set-aside">
      {props.setAside.length > 0 && (
        <p>
          {sayChildren(total)} not taken.{" "}
          {total > props.setAside.length &&
            "Children whose record is not yours to open are counted and not listed. "}
          Each is tried again by the next sending.
        </p>
      )}
      <DataTable
        caption="Children set aside in the last sending"
        captionHidden
        rows={props.setAside}
        empty={total === 0 ? "Nobody was set aside" : "Nobody whose record is yours to open"}
        rowStanding={() => "late"}
        columns={[
          {
            head: "Child",
            isRowHead: true,
            cell: (row) => (
              <a href={`/sharing/children/${row.personId}`}>
                {row.name ?? (row.laId === "" ? `Record ${row.personId}` : row.laId)}
              </a>
            ),
          },
          { head: "What happened", cell: (row) => OUTCOME_WORDS[row.outcome] },
          { head: "Why", cell: (row) => row.words },
          { head: "What to do", cell: (row) => WHAT_TO_DO[row.outcome] },
        ]}
      />
      <KeyPager
        label="Children set aside"
        nextHref={props.nextHref}
        previousHref={props.firstHref}
        previousText="To the first"
      />
    </Card>
  );
}

function OneChild(): VNode {
  return (
    <Card title="See what would be sent of one child">
      <form method="get" action="/sharing/child" novalidate>
        <Input
          id="number"
          name="number"
          label={{ text: "The child’s number" }}
          hint={{ text: "The authority’s own. Looking is written to the log of who has looked." }}
          classes="govuk-input--width-10"
        />
        <Button classes="govuk-button--secondary">Show it</Button>
      </form>
    </Card>
  );
}
