import type { VNode } from "preact";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate } from "../../../ui/words.ts";
import { dayOf, type Inspection, type Moves } from "../inspections.ts";
import type { Area, Areas } from "../queries.ts";
import { nameOfWide } from "../regions.ts";
import { NothingLoaded } from "./parts.tsx";

export type AreasProps = {
  readonly areas: Areas;
  readonly own: Area | undefined;
  /** The last graded inspection of each authority. */
  readonly latest: ReadonlyMap<string, Inspection>;
  readonly moves: { readonly across: Moves; readonly within: Moves };
  readonly mayLoad: boolean;
};

/** Every authority by region and name, with its last judgement. By name, because a list by judgement would be a league table. */
export function AreasPage({ areas, own, latest, moves, mayLoad }: AreasProps): VNode {
  const authorities = [...areas.values()].filter(({ kind }) => kind === "authority");
  const regions = [...Map.groupBy(authorities, ({ regionCode }) => regionCode ?? "")].toSorted(([a], [b]) =>
    a.localeCompare(b),
  );
  return (
    <>
      <PageHead
        title="Authorities and their inspections"
        lead="What was judged, when, by which framework, and what was happening to demand and workforce at the time."
        actions={own === undefined ? undefined : <a href={`/areas/${own.code}`}>{own.name}</a>}
      />
      {authorities.length === 0 ? (
        <NothingLoaded mayLoad={mayLoad} what="list of authorities" />
      ) : (
        <Moved moves={moves} />
      )}
      {regions.map(([code, rows]) => (
        <Card level={2} title={code === "" ? "Region not known" : nameOfWide(code)}>
          <DataTable
            caption={`Authorities of ${nameOfWide(code)}, by name`}
            captionHidden
            density="compact"
            rows={rows}
            columns={[
              {
                head: "Authority",
                isRowHead: true,
                cell: (area) => <a href={`/areas/${area.code}`}>{area.name}</a>,
              },
              {
                head: "Last judgement, overall",
                cell: ({ code: at }) =>
                  latest.get(at)?.judgements["overall"] ?? <span class="muted">not known</span>,
              },
              { head: "Framework", cell: ({ code: at }) => latest.get(at)?.version ?? "" },
              { head: "Inspected", cell: ({ code: at }) => inspected(latest.get(at)) },
              {
                head: "Until",
                wideOnly: true,
                cell: ({ abolishedOn }) => (abolishedOn === null ? "" : sayDate(abolishedOn)),
              },
            ]}
          />
        </Card>
      ))}
    </>
  );
}

const inspected = (one: Inspection | undefined): string => (one === undefined ? "" : sayDate(dayOf(one)));

function Moved({ moves: { across, within } }: Pick<AreasProps, "moves">): VNode | null {
  if (across.authorities + within.authorities === 0) return null;
  return (
    <p>
      {across.authorities > 0 &&
        `From the last inspection under the Single Inspection Framework to the first under ILACS, ${across.authorities} authorities: ${across.up} up, ${across.same} the same, ${across.down} down. The two frameworks are not the same test. `}
      {within.authorities > 0 &&
        `From one ILACS inspection to the next, ${within.authorities} times: ${within.up} up, ${within.same} the same, ${within.down} down.`}
    </p>
  );
}
