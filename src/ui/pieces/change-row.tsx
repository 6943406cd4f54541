import type { VNode } from "preact";
import type { Content } from "../govuk/shared.ts";

/** What an import would do with one row. */
export type ChangeKind = "add" | "change" | "close" | "vanished" | "unreadable";

export interface FieldChange {
  field: string;
  /** Left out where nothing was held. */
  before?: string | undefined;
  /** Left out where nothing comes in its place. */
  after?: string | undefined;
}

export interface ChangeRowProps {
  kind: ChangeKind;
  /** Whose and what: "Maya Ellison, protection plan". */
  subject: Content;
  href?: string | undefined;
  /** Where in the file: "line 2,041". */
  place?: Content;
  fields?: readonly FieldChange[] | undefined;
  /** What it leads to, or why it cannot be read. */
  note?: Content;
}

const kinds: Record<ChangeKind, { mark: string; word: string }> = {
  add: { mark: "+", word: "Added" },
  change: { mark: "~", word: "Changed" },
  close: { mark: "=", word: "Closed" },
  vanished: { mark: "?", word: "No longer there" },
  unreadable: { mark: "!", word: "Cannot be read" },
};

function Side(props: { value: string | undefined; kind: "before" | "after" }): VNode {
  if (props.value === undefined) return <span class="change-blank">nothing</span>;
  return props.kind === "before" ? <del>{props.value}</del> : <ins>{props.value}</ins>;
}

function Field(props: { change: FieldChange; kind: ChangeKind }): VNode {
  const { change, kind } = props;
  return (
    <>
      <dt>{change.field}</dt>
      <dd>
        {kind === "add" && change.before === undefined ? (
          <Side value={change.after} kind="after" />
        ) : (
          <>
            <span class="govuk-visually-hidden">was </span>
            <Side value={change.before} kind="before" /> <span aria-hidden="true">→</span>{" "}
            <span class="govuk-visually-hidden">now </span>
            <Side value={change.after} kind="after" />
          </>
        )}
      </dd>
    </>
  );
}

/** One change an import would make, for somebody to read before it is made. */
export function ChangeRow(props: ChangeRowProps): VNode {
  const { mark, word } = kinds[props.kind];
  return (
    <li class={`change change-${props.kind}`}>
      <div class="change-kind">
        <span class="change-mark" aria-hidden="true">
          {mark}
        </span>
        {word}
      </div>
      <div>
        <span class="change-subject">
          {props.href ? <a href={props.href}>{props.subject}</a> : props.subject}
        </span>{" "}
        {props.place && <span class="change-place">{props.place}</span>}
        {props.fields && props.fields.length > 0 && (
          <dl class="change-fields">
            {props.fields.map((change) => (
              <Field change={change} kind={props.kind} />
            ))}
          </dl>
        )}
        {props.note && <p class="change-note">{props.note}</p>}
      </div>
    </li>
  );
}

/** The changes, in the order given. */
export function ChangeList(props: { children?: Content }): VNode {
  return <ul class="changes">{props.children}</ul>;
}
