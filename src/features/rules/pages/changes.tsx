import type { VNode } from "preact";
import { type IsoDate, type IsoInstant, londonDate } from "../../../kernel/dates.ts";
import type { Failure } from "../../../kernel/result.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { Facts } from "../../../ui/pieces/facts.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";

export type ChangeLine = {
  readonly id: number;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly becomes: string;
  readonly effectiveFrom: IsoDate;
  readonly reason: string;
  readonly replay: { children: number; duties: number; becomeLate: number; ceaseLate: number };
  readonly proposedBy: string;
  readonly proposedAt: IsoInstant;
  readonly mine: boolean;
  readonly decided: { readonly by: string; readonly at: IsoInstant; readonly approved: boolean } | null;
};

/** Proposals to change local policy, waiting and decided. Whoever proposes may not approve. */
export function ChangesPage(props: {
  lines: readonly ChangeLine[];
  mayApprove: boolean;
  failures: readonly Failure[];
}): VNode {
  return (
    <>
      {props.failures.length > 0 && (
        <ErrorSummary errors={props.failures.map((f) => ({ text: f.message }))} />
      )}
      <PageHead
        over={<a href="/rules">The rules</a>}
        title="Changes to local rules"
        lead="Each has an author, a reason, a replay, and somebody else who approves it."
      />
      {props.lines.length === 0 && (
        <EmptyState title="No rule has been changed here">The shipped values are in force.</EmptyState>
      )}
      {props.lines.map((line) => (
        <Card title={`${line.ruleName}: ${line.becomes}`}>
          <Facts
            items={[
              { term: "From", value: sayDate(line.effectiveFrom) },
              { term: "Why", value: line.reason },
              { term: "Proposed by", value: `${line.proposedBy}, ${sayDate(londonDate(line.proposedAt))}` },
              {
                term: "When proposed, it would have",
                value: `changed ${sayNumber(line.replay.duties)} duties of ${sayNumber(line.replay.children)} children; ${sayNumber(line.replay.becomeLate)} become late, ${sayNumber(line.replay.ceaseLate)} no longer late`,
              },
              {
                term: "Decision",
                ...(line.decided === null
                  ? { missing: "waiting for somebody else to approve" }
                  : {
                      value: `${line.decided.approved ? "Approved" : "Declined"} by ${line.decided.by}, ${sayDate(londonDate(line.decided.at))}`,
                    }),
              },
            ]}
          />
          {line.decided === null && props.mayApprove && !line.mine && (
            <form method="post" action="/rules/changes" class="button-row">
              <input type="hidden" name="change" value={String(line.id)} />
              <Button name="approve" value="yes">
                Approve
              </Button>{" "}
              <Button name="approve" value="no" classes="govuk-button--secondary">
                Decline
              </Button>
            </form>
          )}
          {line.decided === null && line.mine && (
            <p class="muted">You proposed this, so somebody else decides.</p>
          )}
        </Card>
      ))}
    </>
  );
}
