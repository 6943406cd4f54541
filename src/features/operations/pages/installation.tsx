import type { VNode } from "preact";
import { Button } from "../../../ui/govuk/button.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import type { HealthFacts } from "../facts.ts";
import { type HealthLine, worst } from "../health.ts";
import type { Standing } from "../standing.ts";
import { LINE_WORDS, MEANING, STANDING_WORDS } from "../words.ts";

const LEAD: Readonly<Record<Standing, string>> = {
  fine: "Nothing needs doing.",
  look: "Nothing is wrong now, but something here is worth knowing.",
  act: "Something here needs somebody to act.",
};

const TAG = { fine: "plain", look: "soon", act: "late" } as const;

/** How this installation stands, what each line means and what to do. */
export function InstallationPage(props: { facts: HealthFacts; lines: readonly HealthLine[] }): VNode {
  return (
    <>
      <PageHead
        title="This installation"
        over={`Kith ${props.facts.version}`}
        lead={LEAD[worst(props.lines)]}
        actions={<Button href="/backup">Download a full backup</Button>}
      />
      <DataTable
        caption="How it stands"
        captionHidden
        columns={[
          {
            head: "What",
            isRowHead: true,
            cell: (line) => (
              <>
                {LINE_WORDS[line.id]}
                <p class="muted small">{MEANING[line.id]}</p>
              </>
            ),
          },
          {
            head: "Standing",
            cell: (line) => <Tag standing={TAG[line.standing]}>{STANDING_WORDS[line.standing]}</Tag>,
          },
          {
            head: "Now",
            cell: (line) => (
              <>
                {line.says}
                {line.toDo !== null && <p>{line.toDo}</p>}
              </>
            ),
          },
        ]}
        rows={props.lines}
        rowStanding={(line) => (line.standing === "act" ? "late" : undefined)}
      />
      <h2>The backup</h2>
      <p>
        It holds everything in the database: every child, every account, every look at a record. Keep it where
        a case file would be kept. Taking one is written to the audit.
      </p>
      <p>
        It does not hold the key in the data folder (<code>secret.key</code>). Keep a copy of that apart from
        the backups: without it the audit of a restored database cannot be checked, and everybody sets up
        their second factor again.
      </p>
    </>
  );
}
