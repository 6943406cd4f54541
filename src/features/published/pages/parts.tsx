import type { VNode } from "preact";
import { Button } from "../../../ui/govuk/button.tsx";
import { Select } from "../../../ui/govuk/select.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import type { Area, Areas } from "../queries.ts";

/** Nothing has been loaded: said, and how. */
export function NothingLoaded(props: { mayLoad: boolean; what?: string }): VNode {
  return (
    <EmptyState
      title={`No ${props.what ?? "published figures"} loaded yet`}
      unknown
      action={props.mayLoad ? <Button href="/published">Load published figures</Button> : undefined}
    >
      <p>
        {props.mayLoad
          ? "Download the tables of the Department for Education, Ofsted and Cafcass, and add them: Kith tells each by its columns. "
          : "Whoever looks after performance figures can load the tables of the Department for Education, Ofsted and Cafcass. "}
        On the machine itself: <code>kith published load FOLDER</code>.
      </p>
    </EmptyState>
  );
}

/** Chooses the authority to look from. */
export function AreaChooser(props: {
  action: string;
  areas: Areas;
  chosen: Area | undefined;
  label: string;
  hidden?: { readonly [name: string]: string | undefined };
}): VNode {
  const authorities = [...props.areas.values()].filter(({ kind }) => kind === "authority");
  return (
    <form method="get" action={props.action} class="screen-only">
      {Object.entries(props.hidden ?? {}).map(
        ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
      )}
      <Select
        name="area"
        id="area"
        label={props.label}
        value={props.chosen?.code}
        items={[
          ...(props.chosen === undefined ? [{ value: "", text: "Choose an authority" }] : []),
          ...authorities.map(({ code, name, abolishedOn }) => ({
            value: code,
            text: abolishedOn === null ? name : `${name} (until ${abolishedOn.slice(0, 4)})`,
          })),
        ]}
      />
      <Button classes="govuk-button--secondary">Look from there</Button>
    </form>
  );
}
