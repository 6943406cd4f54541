import type { VNode } from "preact";
import { londonDate } from "../../../kernel/dates.ts";
import { address } from "../../../platform/web/forms.ts";
import { Card, Columns } from "../../../ui/pieces/card.tsx";
import { Chips } from "../../../ui/pieces/chips.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tile, Tiles } from "../../../ui/pieces/tile.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import type { FileCheck } from "../checks.ts";
import { type Grouping, type Show, SHOWS, type Totals } from "../issues.ts";
import {
  count,
  findingOf,
  GROUPING_WORDS,
  leadOf,
  pictureFinding,
  sayBytes,
  sayMoment,
  SHOW_WORDS,
} from "../words.ts";
import { Groups, type GroupsProps } from "./groups.tsx";
import { GroupPicture } from "./picture.tsx";
import { Back, RemoveForm } from "./standing.tsx";

export type ResultProps = GroupsProps & {
  readonly totals: Totals;
  /** Which page of groups, from 1. */
  readonly page: number;
  readonly more: boolean;
  /** Groupings this person may have: teams and workers only for those who open records. */
  readonly groupings: readonly Grouping[];
};

/** What is wrong in this file, in one glance, and where to begin. */
export function ResultPage(props: ResultProps): VNode {
  const { check, totals } = props;
  const any = totals.structure + totals.error + totals.query + totals.accepted > 0;
  return (
    <>
      <PageHead
        over={<Back />}
        title={findingOf(totals)}
        lead={leadOf(check, totals)}
        aside={<AboutFile check={check} />}
        actions={
          any && (
            <>
              <a href={`/check/${check.token}/issues.xlsx`}>Download as a workbook (XLSX)</a>
              <a href={`/check/${check.token}/issues.csv`}>Download as CSV</a>
            </>
          )
        }
      />
      {any ? <Found {...props} /> : <NothingFound check={check} />}
      <Card look="flat" title="This check" level={2} screenOnly>
        <p class="small muted">
          Only you see it. The file was removed once it had been read; what was found goes on{" "}
          {sayDate(londonDate(check.expiresAt))}. Notes on accepted queries stay.
        </p>
        <RemoveForm check={check} words="Remove it now" />
      </Card>
    </>
  );
}

function AboutFile(props: { check: FileCheck }): VNode {
  return (
    <div class="small">
      <strong>{props.check.fileName}</strong>
      <br />
      {sayBytes(props.check.bytes)}, added {sayMoment(props.check.createdAt)}
    </div>
  );
}

function NothingFound(props: { check: FileCheck }): VNode {
  const { check } = props;
  return (
    <EmptyState
      title={check.children === 0 ? "There is no child in the file" : "No rule found anything"}
      unknown={check.children === 0}
    >
      {check.children === 0
        ? "Check that the file was made for the right year, and that the making of it was not stopped half way."
        : "That the rules are kept does not say that what was recorded is what happened."}
    </EmptyState>
  );
}

function Found(props: ResultProps): VNode {
  const { check, by, show, groups, totals } = props;
  const here = (change: { by?: Grouping; show?: Show; page?: number }): string =>
    address(`/check/${check.token}`, {
      by: (change.by ?? by) === "remedy" ? undefined : (change.by ?? by),
      show: (change.show ?? show) === "all" ? undefined : (change.show ?? show),
      page: change.page === undefined || change.page === 1 ? undefined : change.page,
    });
  return (
    <>
      <Glance totals={totals} />
      <Chips
        label="Which"
        items={SHOWS.map((one) => ({
          href: here({ show: one }),
          text: SHOW_WORDS[one],
          count: countOf(totals, one),
          current: one === show,
        }))}
      />
      <Chips
        label="Grouped by"
        items={props.groupings.map((one) => ({
          href: here({ by: one }),
          text: `By ${GROUPING_WORDS[one].toLowerCase()}`,
          current: one === by,
        }))}
      />
      {groups.length === 0 ? (
        <EmptyState title={`None: ${SHOW_WORDS[show].toLowerCase()}`} />
      ) : by === "child" || props.page > 1 ? (
        <Groups {...props} />
      ) : (
        <Columns
          side={
            <GroupPicture
              id="groups-drawn"
              title={pictureFinding(by, groups, countOf(totals, show))}
              by={by}
              groups={groups}
            />
          }
          sideLabel="The same, drawn"
          main={<Groups {...props} />}
        />
      )}
      <KeyPager
        label="Groups"
        previousHref={props.page > 1 ? here({ page: props.page - 1 }) : undefined}
        nextHref={props.more ? here({ page: props.page + 1 }) : undefined}
        where={`Page ${props.page}`}
      />
    </>
  );
}

const countOf = (totals: Totals, show: Show): number =>
  show === "all" ? totals.structure + totals.error + totals.query : totals[show];

function Glance(props: { totals: Totals }): VNode {
  const { structure, error, query, accepted, cutShort } = props.totals;
  return (
    <Tiles>
      <Tile
        level={2}
        name="Structure"
        figure={sayNumber(structure)}
        finding={
          structure === 0
            ? "The file is in the form DfE’s loader takes, as far as Kith can tell."
            : "DfE’s loader looks at these first and refuses the file for any of them."
        }
        source={cutShort ? "One of these is Kith’s own: the list stops at a hundred thousand." : undefined}
      />
      <Tile
        level={2}
        name="Errors"
        figure={sayNumber(error)}
        finding={
          error === 0
            ? "No rule is broken that must be kept."
            : "Each has to be put right; none can be explained away."
        }
      />
      <Tile
        level={2}
        name="Queries"
        figure={sayNumber(query)}
        finding={
          query === 0
            ? "Nothing unusual is left to answer."
            : "Unusual, and perhaps right: correct them, or accept them with a note."
        }
        source={accepted > 0 ? `And ${count(accepted, "query", "queries")} accepted.` : undefined}
      />
    </Tiles>
  );
}
