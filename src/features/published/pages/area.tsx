import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import { ChartFigure } from "../../../ui/charts/chart-figure.tsx";
import { judgementSteps } from "../../../ui/charts/judgement-steps.tsx";
import { judgementFinding, type JudgementProps } from "../../../ui/charts/judgement-words.ts";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate } from "../../../ui/words.ts";
import { panels, type PanelSeries } from "../charts/panels.tsx";
import { dayOf, type Grade, gradeOf, type Inspection, LINE_WORDS, strandsOf } from "../inspections.ts";
import type { Area, Areas } from "../queries.ts";
import { nameOfWide } from "../regions.ts";

export type AreaPageProps = {
  readonly area: Area;
  readonly areas: Areas;
  readonly isOwn: boolean;
  readonly inspections: readonly Inspection[];
  readonly demand: readonly PanelSeries[];
  readonly workforce: readonly PanelSeries[];
  /** First and last day drawn. */
  readonly from: IsoDate;
  readonly to: IsoDate;
};

const LETTERS: Readonly<Record<Grade, string>> = { 1: "O", 2: "G", 3: "RI", 4: "I" };

/** One authority: how it was judged, and what was happening to its demand and its workforce at the time. */
export function AreaPage(props: AreaPageProps): VNode {
  const { area, inspections } = props;
  const graded = inspections.filter(({ framework }) => framework !== "visit");
  const strands: JudgementProps = {
    measure: `Ofsted, ${area.name}`,
    from: props.from,
    to: props.to,
    strands: strandsOf(graded).map(({ name, lines }) => ({
      name,
      lines: lines.map(({ framework, judgements }) => ({
        framework,
        judgements: judgements.map(({ on, grade, id }) => ({ on, grade, href: `#inspection-${id}` })),
      })),
    })),
  };
  const marks = graded.flatMap((one) => {
    const grade = gradeOf(one.judgements["overall"]);
    return [
      {
        on: dayOf(one),
        letter: grade === undefined ? "?" : LETTERS[grade],
        words: `inspected under ${one.version}, overall ${one.judgements["overall"] ?? "not known"}`,
      },
    ];
  });
  const around = { owner: area.name, marks, from: props.from, to: props.to };
  return (
    <>
      <PageHead
        over={<a href="/areas">Authorities and their inspections</a>}
        title={area.name}
        lead={area.regionCode === null ? undefined : nameOfWide(area.regionCode)}
        tags={props.isOwn ? <Tag standing="plain">this authority</Tag> : undefined}
        actions={<a href={`/benchmarks?area=${area.code}`}>How it compares</a>}
      />
      <Changed area={area} areas={props.areas} />
      <Card level={2} title="How it was judged" id="judged">
        {graded.length === 0 ? (
          <EmptyState title={`No inspection of ${area.name} is loaded`} unknown>
            Judgements before November 2013, and reports of authorities since abolished, are not in the
            published lists.
          </EmptyState>
        ) : (
          <ChartFigure
            id="judgements"
            headingLevel={3}
            title={judgementFinding(strands)}
            subtitle="Grades as they were made, under the framework of the time. Only lines that may be compared are joined. Adoption, judged under the first framework only, stands below."
            chart={judgementSteps(strands)}
            source={`Source: ${[...new Set(graded.map(({ source }) => source))].join("; ")}.`}
          />
        )}
        {graded.toReversed().map((one) => (
          <Judged inspection={one} />
        ))}
        <Visits visits={inspections.filter(({ framework }) => framework === "visit")} />
      </Card>
      <Card level={2} title="Demand at the time">
        <ChartFigure
          id="demand"
          headingLevel={3}
          title={`Demand in ${area.name}, with its inspections`}
          subtitle={`For each 10,000 children aged 0 to 17, ${props.from.slice(0, 4)} to ${props.to.slice(0, 4)}.`}
          chart={panels({ ...around, panels: props.demand })}
          source="Department for Education; Cafcass; Office for National Statistics."
        />
      </Card>
      <Card level={2} title="Workforce at the time">
        <ChartFigure
          id="workforce"
          headingLevel={3}
          title={`Social workers in ${area.name}, with its inspections`}
          subtitle={`At 30 September of each year, ${props.from.slice(0, 4)} to ${props.to.slice(0, 4)}. The figures begin in 2017.`}
          chart={panels({ ...around, panels: props.workforce })}
          source="Department for Education, children’s social work workforce."
        />
      </Card>
    </>
  );
}

/** What came before and after an authority that was split, joined or ended: their histories are not sums, and are not joined. */
function Changed({ area, areas }: { area: Area; areas: Areas }): VNode | null {
  const name = (code: string): VNode => <a href={`/areas/${code}`}>{areas.get(code)?.name ?? code}</a>;
  const before = [...areas.values()].filter(({ successors }) => successors.includes(area.code));
  const joint = [...areas.values()].filter(({ members }) => members.includes(area.code));
  const list = (codes: readonly string[]): readonly (VNode | string)[] =>
    codes.flatMap((code, index) =>
      index === 0 ? [name(code)] : [index === codes.length - 1 ? " and " : ", ", name(code)],
    );
  if (before.length === 0 && joint.length === 0 && area.abolishedOn === null) return null;
  return (
    <p>
      {area.abolishedOn !== null && (
        <>
          Ended on {sayDate(area.abolishedOn)}, followed by {list(area.successors)}.{" "}
        </>
      )}
      {before.length > 0 && (
        <>
          Followed {list(before.map(({ code }) => code))}, whose history stands on{" "}
          {before.length === 1 ? "its own page" : "their own pages"}: the areas are not the same, so the lines
          are not joined.{" "}
        </>
      )}
      {joint.length > 0 && (
        <>
          Makes one workforce return with{" "}
          {list(joint.flatMap(({ members }) => members.filter((code) => code !== area.code)))}: those figures
          are of both together.
        </>
      )}
    </p>
  );
}

function Judged({ inspection }: { inspection: Inspection }): VNode {
  const words = LINE_WORDS[inspection.version] ?? {};
  const rows = Object.entries(words).flatMap(([line, what]) => {
    const said = inspection.judgements[line];
    return said === undefined ? [] : [{ what, said }];
  });
  return (
    <div id={`inspection-${inspection.id}`}>
      <DataTable
        caption={`${inspection.version}, ${inspection.type}: ${inspection.startedOn === null ? `published ${sayDate(inspection.publishedOn)}` : `began ${sayDate(inspection.startedOn)}`}`}
        density="compact"
        rows={rows}
        columns={[
          { head: "What was judged", isRowHead: true, cell: ({ what }) => what },
          { head: "Judgement", cell: ({ said }) => said },
        ]}
      />
      <p class="small muted">
        {[
          inspection.datesSaid === null ? null : `On site ${inspection.datesSaid}`,
          `published ${sayDate(inspection.publishedOn)}`,
          inspection.judgements["overall"] === undefined
            ? "the overall grade could not be read from the report"
            : null,
          `area code then ${inspection.codeThen}`,
        ]
          .filter((part) => part !== null)
          .join("; ")}
        {inspection.link !== null && (
          <>
            {" "}
            <a href={inspection.link} rel="noreferrer">
              The report
            </a>
          </>
        )}
      </p>
    </div>
  );
}

function Visits({ visits }: { visits: readonly Inspection[] }): VNode | null {
  if (visits.length === 0) return null;
  return (
    <DataTable
      caption="Visits between, which give no grade"
      density="compact"
      rows={visits.toReversed()}
      columns={[
        { head: "Visit", isRowHead: true, cell: ({ type }) => type },
        { head: "Began", cell: (one) => sayDate(dayOf(one)) },
        { head: "Theme", cell: ({ theme }) => theme ?? <span class="muted">not said</span> },
        { head: "Published", cell: ({ publishedOn }) => sayDate(publishedOn) },
      ]}
    />
  );
}
