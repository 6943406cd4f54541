import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate } from "../../../ui/words.ts";
import { badges } from "../../children/standing.ts";
import { sayAge } from "../../children/words.ts";
import type { Asked } from "../parse.ts";
import type { Found, SearchResult } from "../queries.ts";
import { sayAsked, sayCount, sayHolder, sayMatched } from "../words.ts";

export type SearchProps = {
  /** What was typed; null before anything is. */
  readonly asked: Asked | null;
  readonly result: SearchResult | null;
  readonly today: IsoDate;
  /** Whether names are shown to this person, and so searched. */
  readonly named: boolean;
};

/** Is this child known? */
export function SearchPage(props: SearchProps): VNode {
  const { asked, result } = props;
  return (
    <>
      <PageHead
        title={result === null ? "Find a child" : sayCount(result.found.length, result.more)}
        lead={asked === null ? "Is this child known here?" : sayAsked(asked)}
      />
      <Box text={asked?.text ?? ""} named={props.named} />
      {asked !== null && result !== null && <Results {...props} asked={asked} result={result} />}
    </>
  );
}

function Box(props: { text: string; named: boolean }): VNode {
  return (
    <form method="get" action="/search" role="search" class="no-print">
      <Input
        name="q"
        id="q"
        type="search"
        label={props.named ? "Name, birth date or any number" : "Birth date or any number"}
        hint={
          props.named
            ? "For example: ellison 2019, or 14/2/2019, or an NHS number. Near spellings are found."
            : "Your role shows children by number, so names are not searched."
        }
        value={props.text}
        autocomplete="off"
        spellcheck={false}
        classes="govuk-input--width-30"
        attributes={{ maxlength: 100, autofocus: props.text === "" }}
        after={<Button>Find</Button>}
      />
    </form>
  );
}

function Results(props: SearchProps & { asked: Asked; result: SearchResult }): VNode {
  const { result, today } = props;
  if (result.found.length === 0) return <NothingFound {...props} />;
  return (
    <>
      <DataTable<Found>
        caption="Children who may be the one, the closest first"
        captionHidden
        rows={result.found}
        columns={[
          { head: "Child", isRowHead: true, cell: (row) => <Who row={row} /> },
          { head: "Born", cell: (row) => <Born row={row} today={today} /> },
          { head: "Stands", cell: (row) => <Stands row={row} today={today} /> },
          { head: "Held by", cell: (row) => sayHolder(row.holder) },
          {
            head: "Record",
            cell: (row) =>
              row.opens ? "opens to you" : <span class="muted">does not open to you: ask who holds</span>,
          },
        ]}
      />
      {result.more && (
        <p>
          There are more. Add a birth date or a year, or the other name, to bring the right child nearer the
          top.
        </p>
      )}
      <p class="small muted">
        Your search has been noted. A child here may not be the one you mean: check the birth date and a
        number.
      </p>
    </>
  );
}

function Who(props: { row: Found }): VNode {
  const { row } = props;
  return (
    <>
      <a href={`/children/${row.id}`}>{row.name ?? `Child ${row.localId ?? row.id}`}</a>
      <div class="small muted">
        {row.localId ?? "no number"}
        {row.matched !== null && row.matched.value !== row.localId && `. ${sayMatched(row.matched)}`}
      </div>
    </>
  );
}

function Born(props: { row: Found; today: IsoDate }): VNode {
  const { row, today } = props;
  if (row.born === null)
    return row.expected === null ? (
      <Tag standing="unknown">birth date not known</Tag>
    ) : (
      <>expected {sayDate(row.expected)}</>
    );
  const age = sayAge(row.born, row.died ?? today);
  return (
    <>
      {sayDate(row.born)}
      <div class="small muted">{row.died === null ? age && `age ${age}` : `died ${sayDate(row.died)}`}</div>
    </>
  );
}

function Stands(props: { row: Found; today: IsoDate }): VNode {
  const found = badges(props.row.spans, props.today);
  if (found.length === 0) return <span class="muted">nothing open</span>;
  return (
    <span class="tags">
      {found.map((badge) => (
        <Tag standing={badge.standing}>{badge.words}</Tag>
      ))}
    </span>
  );
}

function NothingFound(props: SearchProps & { asked: Asked }): VNode {
  const { asked, named } = props;
  return (
    <EmptyState title="No child that you can find matches">
      <p>That is not proof that the child is not known. Try:</p>
      <ul>
        {asked.born !== null && asked.names.length > 0 && <li>the name alone, or the birth date alone</li>}
        {named && asked.names.length > 0 && <li>the family name alone, or another way to spell it</li>}
        {named && asked.names.length === 0 && <li>the name</li>}
        {asked.born === null && <li>the birth date, as 14/2/2019, or the year alone</li>}
        <li>an NHS number, a UPN or the child’s number here, exactly as it is written</li>
        <li>the names of brothers and sisters</li>
      </ul>
      <p>If you are still not sure, ask the front door before you say that a child is not known.</p>
    </EmptyState>
  );
}
