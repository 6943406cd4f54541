import type { VNode } from "preact";
import { Button } from "../govuk/button.tsx";
import { Card } from "../pieces/card.tsx";
import { DataTable } from "../pieces/data-table.tsx";
import { KeyPager } from "../pieces/key-pager.tsx";
import { NetList, NetRow } from "../pieces/net.tsx";
import { PageHead } from "../pieces/page-head.tsx";
import { Sparkline } from "../pieces/sparkline.tsx";
import { Tag } from "../pieces/tag.tsx";

interface Caseload {
  child: string;
  href: string;
  age: number;
  plan: string;
  held: string | null;
  seen: string;
  over: number;
}

const caseload: readonly Caseload[] = [
  {
    child: "Maya Ellison",
    href: "#maya",
    age: 7,
    plan: "Protection plan",
    held: "Amara Osei",
    seen: "Tue 10 Nov",
    over: 2,
  },
  {
    child: "Theo Brandt",
    href: "#theo",
    age: 14,
    plan: "Child in need",
    held: null,
    seen: "Mon 2 Nov",
    over: 9,
  },
  {
    child: "Aisha Rahmani",
    href: "#aisha",
    age: 3,
    plan: "Assessment",
    held: "Tom Reyes",
    seen: "Thu 19 Nov",
    over: 0,
  },
  {
    child: "Łucja Szczęsna",
    href: "#lucja",
    age: 11,
    plan: "Protection plan",
    held: "Tom Reyes",
    seen: "Fri 20 Nov",
    over: 0,
  },
];

function SafetyNet(): VNode {
  return (
    <>
      <PageHead
        level={2}
        title="What is wrong right now?"
        lead="Northmoor, Sat 21 Nov 2026, 16:55. Nothing here can be dismissed: it goes when the fact changes."
        aside={
          <div class="small">
            <strong>Feeds</strong>
            <br />
            Case system file: 14 hours old
            <br />
            <Tag standing="late">Police feed: 3 days old</Tag>
          </div>
        }
      />
      <Card>
        <NetList>
          <NetRow
            count={3}
            what="Open children with no named worker"
            detail="Oldest: 19 hours. Since S. Patel left on Friday."
            accountable="Rosa Marsh"
            picture={
              <Sparkline
                values={[0, 0, 1, 0, 0, 2, 0, 0, 1, 3]}
                title="Three today, usually none"
                usual={0.5}
                signal
              />
            }
            action={<Button href="#three">See the 3 children</Button>}
          />
          <NetRow
            count={7}
            what="Contacts older than one working day, undecided"
            detail="Oldest: 2 days 4 hours. Two came in out of hours."
            accountable="front door, D. Achebe"
            picture={
              <Sparkline
                values={[7, 6, 8, 7, 9, 7, 8, 6, 7, 7]}
                title="About seven for ten weeks: no change"
                usual={7}
              />
            }
            action={<Button href="#seven">See the 7</Button>}
          />
          <NetRow
            count={1}
            what="Substantiated concern, no conference, no reason recorded"
            detail={
              <>
                6 days. Chair not consulted. Taken up by <strong>L. Novak</strong> at 15:10: “reading the file
                now”.
              </>
            }
            accountable="H. Price"
            picture={
              <Sparkline
                values={[0, 0, 0, 0, 0, null, null, 0, 0, 1]}
                title="First in a year; two weeks not known"
                signal
              />
            }
            action={
              <Button href="#follow" classes="govuk-button--secondary">
                Follow
              </Button>
            }
          />
          <NetRow
            count={0}
            what="Decisions without a second person’s authorisation"
            detail="None of 412 in the last 30 days."
            accountable="J. Okafor"
            picture={<Sparkline values={[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]} title="None for ten weeks" />}
            action={<a href="#how">How this is checked</a>}
          />
          <NetRow
            count={null}
            what="An out-of-hours act not countersigned next working day"
            detail="There is no out-of-hours feed. Connecting it would tell us."
            accountable="D. Achebe"
            action={<a href="#connect">Connect the out-of-hours team</a>}
          />
        </NetList>
      </Card>
    </>
  );
}

function Lists(): VNode {
  return (
    <Card title="A team’s children" aside={<a href="#export">Take this away as a file</a>}>
      <DataTable
        caption="Children held by the Northmoor team"
        captionHidden
        rows={caseload}
        rowStanding={(row) => (row.over > 0 ? "late" : undefined)}
        columns={[
          {
            head: "Child",
            isRowHead: true,
            sortHref: "#by-name",
            cell: (row) => <a href={row.href}>{row.child}</a>,
          },
          { head: "Age", numeric: true, sortHref: "#by-age", cell: (row) => row.age },
          { head: "Standing", cell: (row) => row.plan },
          {
            head: "Held by",
            cell: (row) => row.held ?? <Tag standing="late">Nobody since Fri 20 Nov</Tag>,
          },
          { head: "Last seen", cell: (row) => row.seen },
          {
            head: "Visit",
            sortHref: "#by-visit",
            sorted: "descending",
            cell: (row) =>
              row.over > 0 ? (
                <Tag standing="late">{row.over} days late</Tag>
              ) : (
                <Tag standing="soon">due Wed 25 Nov</Tag>
              ),
          },
        ]}
      />
      <KeyPager label="Children" previousHref="#back" nextHref="#on" where="A to Rahmani, of 214" />
      <DataTable
        caption="Out of hours"
        rows={[]}
        columns={[]}
        empty="No contact out of hours since Fri 20 Nov, 17:00"
      />
    </Card>
  );
}

/** Pages about the service: what is wrong, and lists. */
export function ServiceSample(): VNode {
  return (
    <>
      <SafetyNet />
      <Lists />
    </>
  );
}
