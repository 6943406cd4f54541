import type { VNode } from "preact";
import { address } from "../../../platform/web/forms.ts";
import { type Column, DataTable } from "../../../ui/pieces/data-table.tsx";
import { sayNumber } from "../../../ui/words.ts";
import type { FileCheck } from "../checks.ts";
import { sayRule } from "../explain.ts";
import type { Group, Grouping, Show } from "../issues.ts";
import type { KnownChild } from "../known.ts";
import { count, groupName, GROUPING_WORDS, SEVERITY_WORDS, SHOW_WORDS } from "../words.ts";

export type GroupsProps = {
  readonly check: FileCheck;
  readonly by: Grouping;
  readonly show: Show;
  readonly groups: readonly Group[];
  readonly known: (group: Group) => KnownChild | undefined;
};

/** The groups of a check, each a link to its issues. */
export function Groups(props: GroupsProps): VNode {
  const { check, by, show } = props;
  const linkOf = (group: Group): string =>
    address(`/check/${check.token}/issues`, {
      ...(by === "child" ? { child: group.first } : { [by]: group.key }),
      show: show === "all" ? undefined : show,
    });
  const columns: Column<Group>[] = [
    {
      head: GROUPING_WORDS[by],
      isRowHead: true,
      cell: (group) => (
        <>
          <a href={linkOf(group)}>{groupName(by, group)}</a>
          <Beside {...props} group={group} />
        </>
      ),
    },
    {
      head: "How many",
      numeric: true,
      cell: (group) => sayNumber(group.structure + group.error + group.query),
    },
  ];
  if (show === "all" && by !== "rule") columns.push({ head: "Of which", cell: sayParts });
  if (by !== "child")
    columns.push({
      head: "Children",
      numeric: true,
      cell: (group) => (group.children === 0 ? "whole return" : sayNumber(group.children)),
    });
  return (
    <DataTable
      caption={`${SHOW_WORDS[show]}, by ${GROUPING_WORDS[by].toLowerCase()}`}
      rows={props.groups}
      columns={columns}
    />
  );
}

/** `6 structure, 33 errors, 2 queries`; what is nought is left out. */
const sayParts = ({ structure, error, query }: Group): string =>
  [
    structure > 0 && `${sayNumber(structure)} structure`,
    error > 0 && count(error, "error"),
    query > 0 && count(query, "query", "queries"),
  ]
    .filter((part) => part !== false)
    .join(", ");

/** What else tells a group from the next. */
function Beside(props: GroupsProps & { group: Group }): VNode | null {
  const { by, group } = props;
  if (by === "rule")
    return (
      <Under
        words={
          group.severity === "structure"
            ? sayRule(group.key, group.severity)
            : `${SEVERITY_WORDS[group.severity]}, rule ${group.key}`
        }
      />
    );
  if (by !== "child") return null;
  const known = props.known(group);
  if (known === undefined) return null;
  const holder = [known.worker, known.team].filter((one) => one !== null).join(", ");
  const words = [known.name, holder === "" ? null : `held by ${holder}`].filter((one) => one !== null);
  return words.length === 0 ? null : <Under words={words.join(", ")} />;
}

const Under = (props: { words: string }): VNode => (
  <>
    <br />
    <span class="muted small">{props.words}</span>
  </>
);
