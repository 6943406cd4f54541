import type { VNode } from "preact";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { address } from "../../../platform/web/forms.ts";
import { Card } from "../../../ui/pieces/card.tsx";
import { Chips } from "../../../ui/pieces/chips.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate, sayLateness } from "../../../ui/words.ts";
import { daysBetween } from "../../../kernel/dates.ts";
import type { OverLine } from "../../service/queries.ts";
import { sayChild } from "../../work/words.ts";
import type { Notice } from "../links.ts";
import type { Outlook } from "../outlook.ts";
import type { Report } from "../read.ts";
import type { PageOf, PartId } from "../roles.ts";
import type { Teams } from "../teams.ts";
import type { Wrong } from "../wrong.ts";
import { sayLead } from "../words.ts";
import { OutlookPart, type PlainLine, PlainPart, SaidPart, UntoldPart } from "./moreParts.tsx";
import { ChangesPart, NeverPart, TeamsPart, TimelyPart, WrongPart } from "./parts.tsx";
import { PackNotices } from "./notice.tsx";

export type LeadershipProps = {
  readonly page: PageOf;
  /** All of this person's pages. */
  readonly pages: readonly PageOf[];
  readonly authority: string;
  /** The team the page is of, and all that this person leads. */
  readonly team: { readonly ref: string; readonly name: string } | null;
  readonly myTeams: readonly { readonly ref: string; readonly name: string }[];
  readonly report: Report;
  readonly wrong: Wrong | null;
  readonly teams: Teams | null;
  readonly open: readonly (OverLine & { readonly ruleName: string })[] | null;
  readonly plain: readonly PlainLine[];
  readonly coming: readonly Outlook[] | null;
  readonly staff: readonly Outlook[] | null;
  readonly notices: readonly Notice[];
  readonly mayNarrate: boolean;
  readonly mayNet: boolean;
  /** Children whose change is not counted yet. */
  readonly waiting: number;
};

/** One page for who answers for the work: what is wrong, what changes, what is open, what people say. Nothing is coloured by a target, and no average stands alone. */
export function LeadershipPage(props: LeadershipProps): VNode {
  const { page, report } = props;
  return (
    <>
      <PageHead
        over={`${props.authority}${props.team === null ? "" : `, ${props.team.name}`}. As at ${sayDate(report.today)}`}
        title={page.title}
        lead={report.looked === 0 ? undefined : sayLead(report)}
        aside={<a href="/reports">Monthly packs</a>}
      />
      <PackNotices notices={props.notices} />
      <Switch {...props} />
      {props.waiting > 0 && report.looked > 0 && (
        <p class="muted">Some children’s records have changed and are still being counted.</p>
      )}
      {report.looked === 0 ? (
        <EmptyState title="Nothing has been brought in that an indicator could be told from" unknown>
          {props.waiting > 0
            ? "Records are still being counted. Look again in a minute."
            : "When the authority’s files are here, this page answers from them."}
        </EmptyState>
      ) : (
        page.parts.map((part) => <Part {...props} part={part} />)
      )}
    </>
  );
}

function Switch(props: LeadershipProps): VNode | null {
  const { pages, page, myTeams, team } = props;
  const many = pages.length > 1;
  return (
    <>
      {many && (
        <Chips
          label="Which page"
          items={pages.map((one) => ({
            href: `/leadership?as=${one.id}`,
            text: one.name,
            current: one.id === page.id,
          }))}
        />
      )}
      {page.id === "team" && myTeams.length > 1 && (
        <Chips
          label="Which team"
          items={myTeams.map((one) => ({
            href: address("/leadership", { as: "team", team: one.ref }),
            text: one.name,
            current: one.ref === team?.ref,
          }))}
        />
      )}
    </>
  );
}

function Part(props: LeadershipProps & { part: PartId }): VNode | null {
  const { report, wrong } = props;
  const links = report.sees === "all";
  switch (props.part) {
    case "wrong":
      return wrong === null ? null : (
        <WrongPart wrong={wrong} report={report} links={links && props.mayNet} />
      );
    case "never":
      return wrong === null ? null : <NeverPart wrong={wrong} report={report} />;
    case "open":
      return <OpenPart {...props} />;
    case "changes":
      return <ChangesPart report={report} links={links} mayNarrate={links && props.mayNarrate} />;
    case "timely":
      return <TimelyPart report={report} links={links} />;
    case "teams":
      return props.teams === null ? null : <TeamsPart teams={props.teams} />;
    case "coming":
      return <OutlookPart title="What is coming" id="coming" outlooks={props.coming} />;
    case "staff":
      return <OutlookPart title="What staff it needs" id="staff" outlooks={props.staff} />;
    case "said":
      return <SaidPart said={report.said} links={links} />;
    case "untold":
      return <UntoldPart untold={report.untold} />;
    case "plain":
      return <PlainPart lines={props.plain} />;
  }
}

function OpenPart({ open, report }: LeadershipProps): VNode {
  return (
    <Card title="Open and past the day" id="open" aside={<a href="/team">The team</a>}>
      <DataTable
        caption="The longest first; those whose records open to you"
        rows={open ?? []}
        empty="Nothing of the team’s is open and past its day, as far as what is held tells."
        rowStanding={() => "late"}
        columns={[
          {
            head: "Child",
            isRowHead: true,
            cell: ({ child }) => <a href={`/children/${child.id}`}>{sayChild(child)}</a>,
          },
          { head: "What", cell: ({ ruleName }) => ruleName },
          { head: "Due", cell: ({ due }) => sayDate(due) },
          { head: "How late", cell: ({ due }) => sayLateness(daysBetween(due, report.today)) },
          { head: "Held by", cell: ({ holder }) => holder ?? "not known" },
        ]}
      />
    </Card>
  );
}
