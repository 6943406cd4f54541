import type { VNode } from "preact";
import { daysBetween, type IsoDate } from "../../../kernel/dates.ts";
import type { Invariant } from "../../../kernel/duties/invariant.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { NetList, NetRow } from "../../../ui/pieces/net.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Sparkline } from "../../../ui/pieces/sparkline.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import { FORMAT_WORDS } from "../../children/words.ts";
import { STALE_AFTER } from "../../imports/staleness.ts";
import type { Undecidable } from "../decidable.ts";
import type { FeedAge, NetCount } from "../queries.ts";

type NetLine = {
  readonly invariant: Invariant;
  readonly count: NetCount | null;
  /** What of it cannot be told, where the rest can. */
  readonly partly: Undecidable | null;
};

export type NetProps = {
  readonly authority: string;
  readonly today: IsoDate;
  readonly time: string;
  readonly rows: readonly NetLine[];
  readonly undecidable: readonly Undecidable[];
  readonly feeds: readonly FeedAge[];
  readonly open: number;
  readonly wholeService: boolean;
  readonly mayImport: boolean;
};

/** What is wrong right now: every row of the rulebook that the data held can decide, and, as plainly, those it cannot. */
export function NetPage(props: NetProps): VNode {
  const wrong = props.rows
    .filter((r) => (r.count?.now ?? 0) > 0)
    .sort((a, b) => ((a.count?.oldest ?? "") < (b.count?.oldest ?? "") ? -1 : 1));
  const none = props.rows.filter((r) => (r.count?.now ?? 0) === 0);
  return (
    <>
      <PageHead
        title="What is wrong right now?"
        lead={`${props.authority}, ${sayDate(props.today)}, ${props.time}. ${props.wholeService ? "" : "The children you hold or lead. "}Nothing here can be dismissed: it goes when the fact changes.`}
        aside={props.feeds.length > 0 && <Feeds {...props} />}
      />
      {props.feeds.length === 0 && (
        <EmptyState
          title="Nothing has been brought in, so nothing can be told"
          unknown
          action={props.mayImport ? <Button href="/import">Bring in files</Button> : undefined}
        >
          When the authority’s files are here, this page answers from them.
        </EmptyState>
      )}
      {wrong.length > 0 && (
        <Card
          title={`${wrong.length} thing${wrong.length === 1 ? "" : "s"} that must never happen ${wrong.length === 1 ? "is" : "are"} happening`}
        >
          <NetList>
            {wrong.map((line) => (
              <Row {...line} today={props.today} />
            ))}
          </NetList>
        </Card>
      )}
      {none.length > 0 && props.feeds.length > 0 && (
        <Card title="Looked for, and none found in what is held" look="flat">
          <NetList>
            {none.map(({ invariant, count, partly }) => (
              <NetRow
                count={0}
                what={invariant.name}
                detail={
                  <>
                    {`${invariant.how}${props.open > 0 && invariant.find ? ` ${sayNumber(props.open)} open children looked at.` : ""}`}
                    <Partly row={partly} />
                  </>
                }
                accountable={invariant.accountable}
                picture={count === null ? undefined : <Trend invariant={invariant} count={count} />}
                action={<a href={`/net/${invariant.id}`}>How this is checked</a>}
              />
            ))}
          </NetList>
        </Card>
      )}
      <CannotTell
        rows={[
          ...props.rows.flatMap((line) => line.partly ?? []).map((row) => ({ ...row, part: true })),
          ...props.undecidable.map((row) => ({ ...row, part: false })),
        ]}
      />
    </>
  );
}

/** Nothing where all can be told. */
function Partly(props: { row: Undecidable | null }): VNode | null {
  if (props.row === null) return null;
  return (
    <p>
      <Tag standing="unknown">told in part</Tag> Cannot tell more, because {props.row.because}.
    </p>
  );
}

function Row(props: NetLine & { today: IsoDate }): VNode {
  const { invariant, count } = props;
  const now = count?.now ?? 0;
  const age = count?.oldest ? daysBetween(count.oldest, props.today) : 0;
  return (
    <NetRow
      count={now}
      what={invariant.name}
      detail={
        <>
          {count?.oldest
            ? `Oldest: ${age === 0 ? "today" : `${sayNumber(age)} day${age === 1 ? "" : "s"}, since ${sayDate(count.oldest)}`}. `
            : ""}
          {count !== null && count.children > 0 && count.children !== now
            ? `${sayNumber(count.children)} children. `
            : ""}
          {count !== null && count.takenUp > 0 ? `${sayNumber(count.takenUp)} taken up. ` : "None taken up. "}
          {invariant.act}
          <Partly row={props.partly} />
        </>
      }
      accountable={invariant.accountable}
      picture={count === null ? undefined : <Trend invariant={invariant} count={count} />}
      action={
        <Button
          href={`/net/${invariant.id}`}
          classes={count !== null && count.takenUp >= now ? "govuk-button--secondary" : ""}
        >
          {count !== null && count.children > 0 ? `See the ${sayNumber(now)}` : "See what"}
        </Button>
      }
    />
  );
}

function Trend(props: { invariant: Invariant; count: NetCount }): VNode {
  const { trend } = props.count;
  const first = trend[0] ?? 0;
  const last = trend.at(-1) ?? 0;
  const finding =
    last > first
      ? `from ${first} to ${last}`
      : last < first
        ? `down from ${first} to ${last}`
        : `${last} then and now`;
  return (
    <Sparkline
      values={trend}
      title={`Each week for twelve weeks: ${finding}`}
      from={0}
      signal={last > first && last > Math.max(...trend.slice(0, -1))}
    />
  );
}

function Feeds(props: NetProps): VNode {
  return (
    <div class="small">
      <strong>What this rests on</strong>
      <ul class="plain-list">
        {props.feeds.map((feed) => {
          const limit = STALE_AFTER[feed.format];
          const stale = limit !== undefined && feed.days > limit;
          const words = `${FORMAT_WORDS[feed.format] ?? feed.format}: ${feed.days} day${feed.days === 1 ? "" : "s"} old`;
          return <li>{stale ? <Tag standing="late">{words}</Tag> : words}</li>;
        })}
      </ul>
    </div>
  );
}

function CannotTell(props: { rows: readonly (Undecidable & { part: boolean })[] }): VNode {
  return (
    <Card title="Cannot tell" id="cannot-tell">
      <p class="muted">Not clear: unknown. Each says what would make it known.</p>
      <DataTable
        caption="What cannot be told from the data held"
        captionHidden
        rows={props.rows}
        rowStanding={() => "unknown"}
        columns={[
          {
            head: "Should never happen",
            isRowHead: true,
            cell: (r) => (
              <>
                {r.invariant.name} <span class="muted small">{r.invariant.id}</span>
                {r.part && <span class="muted small"> (in part)</span>}
              </>
            ),
          },
          { head: "Why we cannot tell", cell: (r) => r.because },
          { head: "What would tell us", cell: (r) => r.wouldTell },
        ]}
      />
    </Card>
  );
}
