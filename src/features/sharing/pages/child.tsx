import type { VNode } from "preact";
import type { IsoInstant } from "../../../kernel/dates.ts";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import type { Preview } from "../preview.ts";
import type { Outcome } from "../runs.ts";
import { CHANGE_WORDS, OUTCOME_WORDS, sayMoment, SENT_WORDS } from "../words.ts";

export type ChildProps = {
  readonly personId: number;
  /** Name, or number for those who see no names. */
  readonly title: string;
  readonly previews: readonly Preview[];
  readonly history: readonly (Omit<Outcome, "personId"> & { readonly at: IsoInstant })[];
};

/** What would be sent of one child now, and what became of the child before. */
export function ChildPage(props: ChildProps): VNode {
  return (
    <>
      <PageHead
        over={<a href="/sharing">Sharing with the department</a>}
        title={props.title}
        lead="What would be sent of this child now. Nothing is sent by looking."
        actions={<a href={`/children/${props.personId}`}>Open the record</a>}
      />
      {props.previews.map((preview) => (
        <One preview={preview} />
      ))}
      <Card title="What was sent before">
        <DataTable
          caption="What was sent before"
          captionHidden
          rows={props.history}
          empty="Nothing has been sent of this child"
          rowStanding={(row) => (row.outcome === "accepted" ? undefined : "late")}
          columns={[
            { head: "When", isRowHead: true, cell: (row) => sayMoment(row.at) },
            { head: "Number", cell: (row) => row.laId },
            { head: "What", cell: (row) => SENT_WORDS[row.change] },
            { head: "What happened", cell: (row) => OUTCOME_WORDS[row.outcome] },
            { head: "Receipt, or why not", cell: (row) => row.words },
          ]}
        />
      </Card>
    </>
  );
}

const NOTHING = {
  same: "The receiver has this child as the record does.",
  "aged out":
    "The child is no longer of the age or time the department asks for. What it has of the child stays.",
  nobody: "The child is not one of those the department asks for.",
} as const;

function One(props: { preview: Preview }): VNode {
  const { preview } = props;
  if (preview.kind === "held back")
    return (
      <Card title="Held back">
        <p>{preview.why}</p>
      </Card>
    );
  return (
    <>
      {preview.kind === "send" ? (
        <Card title={CHANGE_WORDS[preview.change]}>
          <Textarea
            id={`message-${preview.change}`}
            name="message"
            label={{ text: "The message as it would be sent" }}
            value={JSON.stringify(preview.message, null, 2)}
            rows={24}
            spellcheck={false}
            attributes={{ readonly: true }}
          />
        </Card>
      ) : (
        <Card title="Nothing would be sent">
          <p>{NOTHING[preview.kind]}</p>
        </Card>
      )}
      {"notSent" in preview && preview.notSent.length > 0 && (
        <Card title="Held and not sent">
          <DataTable
            caption="Held and not sent"
            captionHidden
            rows={preview.notSent}
            columns={[
              { head: "Item", isRowHead: true, cell: (note) => <code>{note.field}</code> },
              { head: "The record says", cell: (note) => note.said },
              { head: "Why not sent", cell: (note) => note.why },
            ]}
          />
        </Card>
      )}
    </>
  );
}
