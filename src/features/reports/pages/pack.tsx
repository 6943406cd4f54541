import type { VNode } from "preact";
import { type IsoInstant, londonDate, londonTime } from "../../../kernel/dates.ts";
import { type FormState, saidOf, summaryLines, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { Facts } from "../../../ui/pieces/facts.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate } from "../../../ui/words.ts";
import type { Link } from "../links.ts";
import { sayAudience } from "../sees.ts";
import type { Pack } from "../store.ts";
import { sayMonth } from "../words.ts";
import { Files, sayMade } from "./packs.tsx";

export type PackProps = {
  readonly pack: Pack;
  readonly links: readonly Link[];
  readonly now: IsoInstant;
  readonly form: FormState;
};

const sayMoment = (at: IsoInstant): string => `${sayDate(londonDate(at))}, ${londonTime(at)}`;

function About(props: { pack: Pack; base: string }): VNode {
  const { pack } = props;
  return (
    <>
      <p>
        <Files pack={pack} base={props.base} />
      </p>
      <Facts
        items={[
          { term: "For", value: sayAudience(pack.audience) },
          { term: "Made", value: sayMade(pack) },
          ...(pack.demonstration ? [{ term: "Demonstration", value: "Everybody in it is invented" }] : []),
          { term: "Fingerprint of the document", value: <span class="small">{pack.pdfSha256}</span> },
          { term: "Fingerprint of the figures", value: <span class="small">{pack.xlsxSha256}</span> },
        ]}
      />
    </>
  );
}

/** A pack for who looks after packs: what it is and who has it. */
export function PackPage(props: PackProps): VNode {
  const { pack, links, now } = props;
  const standing = (link: Link): string => {
    if (link.revokedAt !== null) return `taken back ${sayDate(londonDate(link.revokedAt))}`;
    return link.until > now ? `until ${sayDate(londonDate(link.until))}` : "over";
  };
  return (
    <>
      {props.form.failures.length > 0 && <ErrorSummary errors={summaryLines(props.form.failures)} />}
      <PageHead over={<a href="/reports">Monthly packs</a>} title={`Pack of ${sayMonth(pack.month)}`} />
      <About pack={pack} base={`/reports/${pack.id}`} />
      <Card title="Who has a link" id="links">
        {links.length === 0 ? (
          <EmptyState title="Nobody was given a link to this pack">
            A schedule gives links; who may see packs finds this one on the list.
          </EmptyState>
        ) : (
          <DataTable<Link>
            caption="Links to this pack"
            captionHidden
            rows={links}
            columns={[
              { head: "Who", isRowHead: true, cell: (link) => link.accountName },
              { head: "Opens", cell: standing },
              {
                head: "First opened",
                cell: (link) => (link.openedAt === null ? "not yet" : sayMoment(link.openedAt)),
              },
              {
                head: "Take back",
                cell: (link) =>
                  link.revokedAt !== null ? (
                    ""
                  ) : (
                    <Details
                      summary={`Take it back from ${link.accountName}`}
                      open={typedIn(props.form, "id") === String(link.id)}
                    >
                      <form method="post" action="/reports/links/revoke">
                        <input type="hidden" name="id" value={String(link.id)} />
                        <input type="hidden" name="pack" value={String(pack.id)} />
                        <Input
                          name="reason"
                          id={`reason-${link.id}`}
                          label="Why"
                          error={saidOf(props.form, `reason-${link.id}`)}
                        />
                        <Button classes="govuk-button--warning">Take it back</Button>
                      </form>
                    </Details>
                  ),
              },
            ]}
          />
        )}
      </Card>
    </>
  );
}

/** A pack as its link opens it. */
export function OpenedPage(props: { pack: Pack; base: string; until: IsoInstant }): VNode {
  return (
    <>
      <PageHead
        title={`Your pack for ${sayMonth(props.pack.month)}`}
        lead={`This link is yours alone and opens until ${sayDate(londonDate(props.until))}. That you opened it is written down.`}
      />
      <About pack={props.pack} base={props.base} />
    </>
  );
}
