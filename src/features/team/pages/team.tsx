import type { VNode } from "preact";
import { type IsoDate, londonDate } from "../../../kernel/dates.ts";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import { sayAbsence, sayRegistered } from "../../allocation/words.ts";
import { plural, sayChild } from "../../work/words.ts";
import { HOLDING_WORDS } from "../holding.ts";
import type { HolderDispute, Team, TeamLine, Unheld, WaitingOffer, WorkerLine } from "../queries.ts";
import { sayLongest, sayTeam } from "../words.ts";
import { Bars } from "./bars.tsx";

export type TeamProps = {
  readonly team: Team;
  readonly workers: readonly WorkerLine[];
  /** Null where nothing brought in says who holds whom. */
  readonly unheld: { readonly rows: readonly Unheld[]; readonly all: number } | null;
  readonly offers: readonly WaitingOffer[];
  /** Children whom a file names somebody else for than was accepted here. */
  readonly disputes: readonly HolderDispute[];
  /** How many rules nobody can tell the outcome of. */
  readonly cannotTell: number;
  readonly today: IsoDate;
  readonly mayAllocate: boolean;
  readonly more: boolean;
};

/** One team: is anybody unheld, and who carries what? */
export function TeamPage(props: TeamProps): VNode {
  const late = props.workers.reduce((n, worker) => n + worker.late, 0);
  const week = props.workers.reduce((n, worker) => n + worker.week, 0);
  return (
    <>
      <PageHead
        over={props.more ? <a href="/team">All teams</a> : undefined}
        title={props.team.name}
        lead={sayTeam({ unheld: props.unheld?.all ?? null, late, week })}
      />
      <UnheldChildren {...props} />
      <Disputes disputes={props.disputes} />
      <Offers offers={props.offers} />
      <Workers {...props} />
      {props.cannotTell > 0 && (
        <p class="small muted">
          {plural(props.cannotTell, "rule is", "rules are")} left out of these counts: nothing brought in says
          whether what they ask was done.
        </p>
      )}
    </>
  );
}

function UnheldChildren(props: TeamProps): VNode | null {
  const { unheld } = props;
  if (unheld === null)
    return (
      <EmptyState title="We cannot tell which children have nobody" unknown>
        <p>
          Nothing brought in says who holds whom. Child-level lists, the looked-after return’s social worker
          file or the Standard Safeguarding Dataset would, and so does allocating here.
        </p>
      </EmptyState>
    );
  if (unheld.all === 0) return null;
  return (
    <Card title={`${plural(unheld.all, "open child has", "open children have")} no named worker`} id="unheld">
      <p>They belong to everybody who leads a team until one of you allocates.</p>
      <DataTable<Unheld>
        caption="Open children with no named worker, the longest first"
        captionHidden
        rows={unheld.rows}
        rowStanding={() => "late"}
        columns={[
          {
            head: "Child",
            isRowHead: true,
            cell: ({ child }) => <a href={`/children/${child.id}`}>{sayChild(child)}</a>,
          },
          { head: "Since", cell: ({ since }) => <Tag standing="late">nobody since {sayDate(since)}</Tag> },
          {
            head: "Do",
            cell: ({ child }) =>
              props.mayAllocate ? (
                <a href={`/children/${child.id}/allocate`}>Allocate now</a>
              ) : (
                "Tell a manager"
              ),
          },
        ]}
      />
      {unheld.all > unheld.rows.length && (
        <p>
          The {sayNumber(unheld.rows.length)} longest are shown. <a href="/net/INV-01">All of them</a>
        </p>
      )}
    </Card>
  );
}

function Disputes(props: { disputes: readonly HolderDispute[] }): VNode | null {
  const { disputes } = props;
  if (disputes.length === 0) return null;
  return (
    <Card
      title={`A file names another worker for ${plural(disputes.length, "child", "children")} allocated here`}
    >
      <p>What was accepted in Kith stands until you say otherwise.</p>
      <DataTable<HolderDispute>
        caption="Children allocated here whom a file names another worker for"
        captionHidden
        rows={disputes}
        columns={[
          {
            head: "Child",
            isRowHead: true,
            cell: ({ child }) => <a href={`/children/${child.id}/allocate`}>{sayChild(child)}</a>,
          },
          { head: "The file says", cell: ({ said, file }) => `${said} (${file})` },
          { head: "What to do", cell: ({ message }) => message },
        ]}
      />
    </Card>
  );
}

function Offers(props: { offers: readonly WaitingOffer[] }): VNode | null {
  if (props.offers.length === 0) return null;
  return (
    <Card title="Offers not answered yet">
      <ul>
        {props.offers.map((offer) => (
          <li>
            <a href={`/children/${offer.child.id}/allocate`}>{sayChild(offer.child)}</a>: to {offer.to}, from{" "}
            {offer.from ?? "nobody"}, since {sayDate(londonDate(offer.offeredAt))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Workers(props: TeamProps): VNode {
  const { workers, today } = props;
  if (workers.length === 0)
    return (
      <EmptyState title="Nobody is down as working in this team">
        <p>Workers come from the files, or from whoever keeps the accounts.</p>
      </EmptyState>
    );
  const all = workers.reduce((n, worker) => n + worker.holding.all, 0);
  return (
    <>
      <Bars
        id="held"
        title={`${plural(all, "child", "children")} held by ${plural(workers.filter((w) => w.holding.all > 0).length, "worker")}`}
        description={`Children held on ${sayDate(today)}, by worker’s name. A count says nothing of how heavy the work is.`}
        bars={workers.map((worker) => ({ name: worker.name, count: worker.holding.all }))}
      />
      <DataTable<WorkerLine>
        caption="What each worker holds, and what is due"
        rows={workers}
        rowStanding={(worker) => (worker.late > 0 ? "late" : undefined)}
        columns={[
          { head: "Worker", isRowHead: true, cell: (worker) => <Who worker={worker} today={today} /> },
          { head: "Children", numeric: true, cell: (worker) => sayNumber(worker.holding.all) },
          ...HOLDING_WORDS.map(([part, head]) => ({
            head,
            numeric: true,
            cell: (worker: WorkerLine) => sayNumber(worker.holding[part]),
          })),
          {
            head: "Late",
            cell: (worker) =>
              worker.late === 0 ? (
                "none known"
              ) : (
                <>
                  <Tag standing="late">{sayNumber(worker.late)} late</Tag>
                  <div class="small muted">{sayLongest(worker.oldest, today)}</div>
                </>
              ),
          },
          { head: "Next 7 days", numeric: true, cell: (worker) => sayNumber(worker.week) },
        ]}
      />
    </>
  );
}

function Who(props: { worker: WorkerLine; today: IsoDate }): VNode {
  const { worker, today } = props;
  const away = sayAbsence(worker.absences, today);
  return (
    <>
      <a href={`/team/worker/${encodeURIComponent(worker.ref)}`}>{worker.name}</a>
      <div class="small muted">{sayRegistered(worker)}</div>
      {worker.leftOn !== null && worker.leftOn < today && (
        <Tag standing="late">left {sayDate(worker.leftOn)}, still named</Tag>
      )}
      {away !== null && <div class="small">{away}</div>}
    </>
  );
}

/** Which team? */
export function TeamsPage(props: { teams: readonly TeamLine[] }): VNode {
  return (
    <>
      <PageHead title="Teams" lead="Choose a team to see what each worker holds and what is late." />
      <DataTable<TeamLine>
        caption="Teams, by name"
        captionHidden
        rows={props.teams}
        empty="No team is known to your account. Ask whoever keeps the accounts which team you lead."
        columns={[
          {
            head: "Team",
            isRowHead: true,
            cell: (team) => <a href={`/team/${encodeURIComponent(team.ref)}`}>{team.name}</a>,
          },
          { head: "Workers", numeric: true, cell: (team) => sayNumber(team.workers) },
          { head: "Children held", numeric: true, cell: (team) => sayNumber(team.children) },
          { head: "Late", numeric: true, cell: (team) => sayNumber(team.late) },
        ]}
      />
    </>
  );
}
