import type { VNode } from "preact";
import type { Context } from "../../../kernel/context.ts";
import { address } from "../../../platform/web/forms.ts";
import { type Column, DataTable } from "../../../ui/pieces/data-table.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayNumber } from "../../../ui/words.ts";
import type { Location } from "../../../returns/cin/check/rule.ts";
import type { Acceptance } from "../accepted.ts";
import type { FileCheck } from "../checks.ts";
import { recordPartOf, sayElement, sayValue, withinChild } from "../elements.ts";
import type { StoredIssue } from "../issues.ts";
import { type KnownChild, mayFollow } from "../known.ts";
import { childName } from "../words.ts";

/** Places of one issue shown; the downloads have all that were kept. */
const PLACES = 8;

export type IssueTableProps = {
  readonly check: Pick<FileCheck, "token">;
  /** What is wrong, as the rule says it. */
  readonly words: string;
  readonly issues: readonly StoredIssue[];
  readonly known: (issue: StoredIssue) => KnownChild | undefined;
  /** Issues of one child: their columns need not name the child again. */
  readonly ofChild: boolean;
  readonly context: Context;
  /** What was said of queries, and the page to come back to after saying more; left out where that is not offered. */
  readonly answers?: { readonly said: ReadonlyMap<number, Acceptance>; readonly here: string };
};

/** The cases of one rule: the child, the values, the place, and what may be done about each. */
export function IssueTable(props: IssueTableProps): VNode {
  const isQuery = props.answers !== undefined && props.issues.some(({ severity }) => severity === "query");
  const follows = mayFollow(props.context) && props.issues.some((issue) => props.known(issue) !== undefined);
  const columns: Column<StoredIssue>[] = [
    ...(props.ofChild ? [] : [childColumn(props)]),
    {
      head: "The file says",
      ...(props.ofChild ? { isRowHead: true } : {}),
      cell: (issue) => <Values issue={issue} words={props.words} />,
    },
    { head: "Where", cell: (issue) => <Where places={issue.places} /> },
    ...(follows ? [recordColumn(props)] : []),
    ...(isQuery
      ? [{ head: "Your answer", cell: (issue: StoredIssue) => <Answer {...props} issue={issue} /> }]
      : []),
  ];
  return (
    <DataTable
      caption={`Where this was found: ${props.words}`}
      captionHidden
      rows={props.issues}
      columns={columns}
    />
  );
}

const childColumn = (props: IssueTableProps): Column<StoredIssue> => ({
  head: "Child",
  isRowHead: true,
  cell: (issue) => {
    const known = props.known(issue);
    return (
      <>
        <a href={address(`/check/${props.check.token}/issues`, { child: issue.seq })}>{childName(issue)}</a>
        {known !== undefined && known.name !== null && <Under words={known.name} />}
      </>
    );
  },
});

const recordColumn = (props: IssueTableProps): Column<StoredIssue> => ({
  head: "In Kith",
  cell: (issue) => {
    const known = props.known(issue);
    if (known === undefined) return <span class="muted">not linked</span>;
    const part = recordPartOf(issue.places[0]?.path ?? "");
    const href = address(`/children/${known.personId}`, { group: part.group ?? undefined });
    return (
      <>
        <a href={part.group === null ? href : `${href}#timeline`}>
          {part.words}
          <span class="govuk-visually-hidden"> in the record of {childName(issue)}</span>
        </a>
        {known.worker !== null && <Under words={`held by ${known.worker}`} />}
      </>
    );
  },
});

const Under = (props: { words: string }): VNode => (
  <>
    <br />
    <span class="muted small">{props.words}</span>
  </>
);

function Values(props: { issue: StoredIssue; words: string }): VNode {
  const { places, message } = props.issue;
  return (
    <>
      {message !== props.words && <span>{message} </span>}
      {places.slice(0, PLACES).map((place, index) => (
        <>
          {(index > 0 || message !== props.words) && <br />}
          <span class="muted">{sayElement(place.path)}:</span> <Value place={place} />
        </>
      ))}
      {places.length === 0 && message === props.words && <span class="muted">of the file as a whole</span>}
      {places.length > PLACES && (
        <span class="muted"> and {sayNumber(places.length - PLACES)} more, in the download</span>
      )}
    </>
  );
}

function Value(props: { place: Location }): VNode {
  const { path, value } = props.place;
  return value === null ? <Tag standing="unknown">missing</Tag> : <strong>{sayValue(path, value)}</strong>;
}

function Where(props: { places: readonly Location[] }): VNode {
  const [first] = props.places;
  if (first === undefined) return <span class="muted">the whole file</span>;
  const lines = [...new Set(props.places.slice(0, PLACES).map(({ line }) => line))];
  return (
    <span class="small">
      {lines.length === 1 ? "Line" : "Lines"} {lines.map(String).join(", ")}
      <br />
      <span class="muted">{breakable(withinChild(first.path))}</span>
    </span>
  );
}

/** Long paths may be broken at their slashes. */
const breakable = (path: string): VNode[] =>
  path.split("/").map((part, index) => (
    <>
      {index > 0 && "/"}
      {index > 0 && <wbr />}
      {part}
    </>
  ));

function Answer(props: IssueTableProps & { issue: StoredIssue }): VNode | null {
  const { issue, answers } = props;
  if (issue.severity !== "query" || answers === undefined) return null;
  const said = answers.said.get(issue.seq);
  const href = address(`/check/${props.check.token}/answer`, { issue: issue.seq, back: answers.here });
  const link = (words: string): VNode => (
    <a href={href}>
      {words}
      <span class="govuk-visually-hidden">: {childName(issue)}</span>
    </a>
  );
  if (said === undefined) return link("Accept");
  return said.holds ? (
    <>
      {said.note} <span class="muted small">({said.by})</span>
      <br />
      {link("Change")}
    </>
  ) : (
    <>
      <Tag standing="soon">facts have changed</Tag>
      <br />
      {link("Look again")}
    </>
  );
}
