import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import { currentRule, type RuleBook } from "../../../kernel/duties/rule.ts";
import { Details } from "../../../ui/govuk/details.tsx";
import { Table } from "../../../ui/govuk/table.tsx";
import { bins } from "../../../ui/pieces/bins.ts";
import { Distribution } from "../../../ui/pieces/distribution.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { Tile, Tiles } from "../../../ui/pieces/tile.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import type { Measure } from "../measures.ts";
import type { Summary } from "../summary.ts";
import {
  sayAmount,
  sayBunching,
  sayDenominator,
  sayFinding,
  sayMissed,
  sayService,
  sayShare,
} from "../words.ts";

/** A measure and what it found, or why nothing can be said. */
export type Asked =
  | { readonly measure: Measure; readonly summary: Summary }
  | { readonly measure: Measure; readonly missing: string };

export type ServiceProps = {
  readonly asked: readonly Asked[];
  readonly book: RuleBook;
  readonly today: IsoDate;
  readonly isRounded: boolean;
  /** Whether the children behind a number may be listed. */
  readonly mayList: boolean;
};

/** The whole service: how long things take, and what is still open. */
export function ServicePage(props: ServiceProps): VNode {
  const known = props.asked.flatMap((one) => ("summary" in one ? [one.summary] : []));
  const over = known.reduce((n, summary) => n + summary.over, 0);
  return (
    <>
      <PageHead
        title="The service"
        lead={sayService(props.asked.length, props.asked.length - known.length, over, props.isRounded)}
        over={`As at ${sayDate(props.today)}`}
      />
      <p>
        Each picture is every piece of work finished in 12 months, by how long it took, with the days allowed
        marked. Finishing in time is not the same as helping: ask what the child would say.
        {props.isRounded && " Figures are rounded to tens, and anything under ten is left out."}
      </p>
      <Tiles>
        {props.asked.map((one) =>
          "summary" in one ? (
            <Known {...props} measure={one.measure} summary={one.summary} />
          ) : (
            <Unknown {...props} measure={one.measure} missing={one.missing} />
          ),
        )}
      </Tiles>
    </>
  );
}

function Known(props: ServiceProps & { measure: Measure; summary: Summary }): VNode {
  const { measure, summary, today } = props;
  const bunched = sayBunching(measure, summary);
  const missed = sayMissed(measure, summary);
  const finding = sayFinding(measure, summary);
  const link = `/service/${measure.id}`;
  return (
    <Tile
      name={<a href={link}>{measure.name}</a>}
      figure={sayShare(summary.inTime, summary.late) ?? "none"}
      unit={measure.axis === "taken" ? `by day ${summary.deadline}` : "by the day due"}
      finding={finding}
      picture={
        summary.counts.length > 0 && (
          <Distribution
            id={measure.id}
            title={finding}
            counts={summary.counts}
            deadline={summary.deadline}
            unit={measure.unit}
            description={describe(measure, summary, today)}
            small
          />
        )
      }
      source={<Source {...props} measure={measure} summary={summary} />}
    >
      {summary.over > 0 && (
        <p>
          <Tag standing="late">{sayAmount(summary.over, summary.rounded)} still open and over</Tag>{" "}
          {props.mayList && <a href={link}>Which children</a>}
        </p>
      )}
      {bunched !== null && <p>{bunched}</p>}
      {missed !== null && <p>{missed}</p>}
      <Counts measure={measure} summary={summary} />
    </Tile>
  );
}

/** What the picture says to who cannot see it. */
export const describe = (measure: Measure, summary: Summary, today: IsoDate): string =>
  `${measure.definition} ${sayDenominator(measure, summary, today)}${measure.axis === "fromDue" ? " Day 0 is the day it was due." : ""}`;

/** Runs in the table: as many as are read, never one that straddles the deadline. */
const ROWS = 14;

function Counts(props: { measure: Measure; summary: Summary }): VNode | null {
  const { measure, summary } = props;
  if (summary.counts.length === 0) return null;
  const found = bins(summary.counts, summary.deadline, ROWS).filter((bin) => bin.count > 0);
  return (
    <Details summary="The same as a table">
      <Table
        caption={measure.name}
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[
          {
            text:
              measure.axis === "taken" ? `Took (${measure.unit}s)` : `From the day due (${measure.unit}s)`,
          },
          { text: "How many", format: "numeric" },
          { text: "In time or late" },
        ]}
        rows={found.map((bin) => [
          { text: bin.from === bin.to ? `${bin.from}` : `${bin.from} to ${bin.to}` },
          { text: sayNumber(bin.count), format: "numeric" },
          { text: bin.from > summary.deadline ? "late" : "in time" },
        ])}
      />
    </Details>
  );
}

function Source(props: ServiceProps & { measure: Measure; summary: Summary }): VNode {
  const { measure, summary, today } = props;
  const rule = currentRule(props.book, measure.rules[0] ?? "", today);
  return (
    <>
      {describe(measure, summary, today)} {rule.source}.
    </>
  );
}

function Unknown(props: ServiceProps & { measure: Measure; missing: string }): VNode {
  const { measure, missing } = props;
  return (
    <Tile
      name={measure.name}
      finding={`Cannot be told: nothing brought in carries “${missing}”.`}
      source={measure.definition}
    />
  );
}
