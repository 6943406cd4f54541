import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import type { WorkingCalendar } from "../../../kernel/workingDays.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { DueList } from "../../../ui/pieces/due-list.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import type { Worker } from "../../allocation/state.ts";
import { sayAbsence, sayRegistered } from "../../allocation/words.ts";
import { badges } from "../../children/standing.ts";
import { sayAge } from "../../children/words.ts";
import { dueEntry } from "../../work/entry.tsx";
import type { WorkLine } from "../../work/queries.ts";
import { plural, sayChild } from "../../work/words.ts";
import type { Absence } from "../holding.ts";
import type { HeldChild } from "../queries.ts";

export type WorkerProps = {
  readonly worker: Worker;
  readonly absences: readonly Absence[];
  readonly held: readonly HeldChild[];
  readonly lines: readonly WorkLine[];
  readonly today: IsoDate;
  readonly calendar: WorkingCalendar;
  readonly mayAllocate: boolean;
  readonly nextHref: string | null;
  readonly firstHref: string | null;
};

/** One worker: which children, and what is due for them? */
export function WorkerPage(props: WorkerProps): VNode {
  const { worker, today } = props;
  const late = props.held.reduce((n, held) => n + held.late, 0);
  const away = sayAbsence(props.absences, today);
  return (
    <>
      <PageHead
        over={
          worker.teamRef !== null && (
            <a href={`/team/${encodeURIComponent(worker.teamRef)}`}>{worker.teamName ?? worker.teamRef}</a>
          )
        }
        title={worker.name}
        lead={`Holds ${plural(props.held.length, "child", "children")}. ${late === 0 ? "Nothing that is known of is late." : `${plural(late, "duty is late", "duties are late")}.`}`}
        tags={
          <>
            <Tag>{sayRegistered(worker)}</Tag>
            {away !== null && <Tag standing="soon">{away}</Tag>}
            {worker.leftOn !== null && worker.leftOn < today && (
              <Tag standing="late">left {sayDate(worker.leftOn)}</Tag>
            )}
          </>
        }
        actions={
          props.mayAllocate && (
            <Button
              href={`/team/worker/${encodeURIComponent(worker.ref)}/absence`}
              classes="govuk-button--secondary"
            >
              Away, and who covers
            </Button>
          )
        }
      />
      <Children {...props} />
      <Card title="Late, and due in the next 7 days" id="due">
        <DueList
          items={props.lines.map((line) => dueEntry(line, props))}
          empty="Nothing that is known of is late or falls due in the next 7 days."
        />
        <KeyPager
          label="Duties"
          previousHref={props.firstHref ?? undefined}
          previousText="From the start"
          nextHref={props.nextHref ?? undefined}
          nextText="More"
        />
      </Card>
    </>
  );
}

function Children(props: WorkerProps): VNode {
  const { today } = props;
  return (
    <DataTable<HeldChild>
      caption="Children held, by name"
      rows={props.held}
      rowStanding={(held) => (held.late > 0 ? "late" : undefined)}
      empty="Holds no children."
      columns={[
        {
          head: "Child",
          isRowHead: true,
          cell: (held) => (
            <>
              <a href={`/children/${held.child.id}`}>{sayChild(held.child)}</a>
              <div class="small muted">
                {held.child.localId}{" "}
                {held.born !== null && `age ${sayAge(held.born, held.died ?? today) ?? "not born"}`}
              </div>
            </>
          ),
        },
        {
          head: "Stands",
          cell: (held) => (
            <span class="tags">
              {badges(held.spans, today).map((badge) => (
                <Tag standing={badge.standing}>{badge.words}</Tag>
              ))}
            </span>
          ),
        },
        { head: "Held since", cell: (held) => sayDate(held.since) },
        {
          head: "Late",
          cell: (held) =>
            held.late === 0 ? "none known" : <Tag standing="late">{sayNumber(held.late)} late</Tag>,
        },
        { head: "Next due", cell: (held) => (held.next === null ? "nothing known" : sayDate(held.next)) },
        ...(props.mayAllocate
          ? [
              {
                head: "Do",
                cell: (held: HeldChild) => <a href={`/children/${held.child.id}/allocate`}>Reallocate</a>,
              },
            ]
          : []),
      ]}
    />
  );
}
