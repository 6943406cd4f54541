import type { VNode } from "preact";
import { Button } from "../govuk/button.tsx";
import { Card } from "../pieces/card.tsx";
import { ChangeList, ChangeRow } from "../pieces/change-row.tsx";
import { Distribution } from "../pieces/distribution.tsx";
import { EmptyState } from "../pieces/empty-state.tsx";
import { Progress } from "../pieces/progress.tsx";
import { Sparkline } from "../pieces/sparkline.tsx";
import { Tile, Tiles } from "../pieces/tile.tsx";

/** Days taken by invented assessments: most near the limit, as people work to limits, and a tail past it. */
export const assessmentDays: readonly { days: number; count: number }[] = [
  4, 9, 11, 14, 15, 18, 19, 21, 22, 22, 24, 25, 26, 28, 29, 30, 31, 31, 32, 33, 34, 34, 35, 36, 36, 37, 38,
  38, 39, 39, 40, 40, 41, 41, 41, 42, 42, 42, 43, 43, 43, 43, 44, 44, 44, 44, 44, 45, 45, 45, 45, 45, 45, 46,
  47, 47, 49, 51, 52, 55, 58, 61, 66, 72, 81,
].map((days) => ({ days, count: 1 }));

/** Measures, each with its finding, its past and its source. */
export function Measures(): VNode {
  return (
    <>
      <Tiles>
        <Tile
          name="Assessments over 45 working days"
          figure="12"
          unit="of 65"
          finding="One in five, as in the spring: no change."
          picture={
            <Sparkline
              values={[11, 13, 12, 10, 14, 12, 12]}
              title="No change in seven months"
              usual={12}
              width={110}
            />
          }
          source="Authorised 1 Apr to 31 Oct 2026. Case system file of Sat 21 Nov."
        >
          <Distribution
            id="small-assessments"
            small
            title="12 of 65 assessments took longer than 45 working days"
            description="Days from referral to authorised assessment"
            counts={assessmentDays}
            deadline={45}
            unit="working day"
          />
        </Tile>
        <Tile
          name="Children seen alone at the last visit"
          figure="72%"
          finding="Falling since June: a signal."
          picture={
            <Sparkline
              values={[88, 87, 89, 84, 80, 77, 72]}
              from={50}
              title="Falling since June"
              signal
              width={110}
            />
          }
          source="154 of 214 children. Where “alone” was left blank it counts as not seen alone."
        />
        <Tile
          name="Return interviews offered in 72 hours"
          finding="The missing episodes file has no return date in it."
          source="Bring in child-level list 8 to know."
        />
      </Tiles>
      <Card>
        <Distribution
          id="assessments"
          title="12 of 65 assessments took longer than 45 working days"
          description="Days from referral to authorised assessment, 1 April to 31 October 2026. Many are finished in the last week allowed."
          counts={assessmentDays}
          deadline={45}
          unit="working day"
        />
      </Card>
    </>
  );
}

/** An import, before it is made. */
export function Import(): VNode {
  return (
    <Card title="What this file would change">
      <Progress
        id="reading"
        label="Reading the census file"
        done={1240}
        total={2041}
        unit="children"
        note="About a minute more. You can leave this page."
      />
      <ChangeList>
        <ChangeRow
          kind="add"
          subject="Noah Idowu, referral"
          href="#noah"
          place="line 412"
          fields={[{ field: "Referred on", after: "Wed 18 Nov 2026" }]}
        />
        <ChangeRow
          kind="change"
          subject="Maya Ellison, protection plan"
          place="line 2,041"
          fields={[
            { field: "Category", before: "emotional abuse", after: "neglect" },
            { field: "Review due", before: undefined, after: "Tue 8 Dec 2026" },
          ]}
        />
        <ChangeRow
          kind="close"
          subject="Theo Brandt, child in need plan"
          place="line 877"
          fields={[{ field: "Ended on", after: "Mon 16 Nov 2026" }]}
        />
        <ChangeRow
          kind="vanished"
          subject="Ruby Pell, allocation"
          note="Held here since 3 Jun and not in this file. Nothing is removed: somebody is asked."
        />
        <ChangeRow
          kind="unreadable"
          subject="line 1,006"
          note="“31/02/2026” is not a date. The rest of the line is kept aside, whole."
        />
      </ChangeList>
      <EmptyState
        unknown
        title="We cannot tell whether anybody went missing"
        action={
          <Button href="#list-8" classes="govuk-button--secondary">
            Bring in list 8
          </Button>
        }
      >
        <p>The file has no missing episodes in it. None in the file is not none.</p>
      </EmptyState>
    </Card>
  );
}
