import type { VNode } from "preact";
import { Details } from "../govuk/details.tsx";
import type { Content } from "../govuk/shared.ts";
import { Table } from "../govuk/table.tsx";
import { EmptyState } from "../pieces/empty-state.tsx";
import { Heading, type HeadingLevel } from "../pieces/heading.tsx";
import { type Chart, type Figures, type Note, type Size, WIDTH } from "./chart.ts";
import { SignPicture } from "./icons.tsx";
import { Mark } from "./marks.tsx";

/** What somebody wrote about a chart. */
export interface Narrative {
  words?: Content;
  /** Who wrote it and when: "Rosa Marsh, Tue 3 Mar 2026". */
  by?: string | undefined;
  /** Where to write it, or to write it anew. */
  action?: { href: string; text: string } | undefined;
}

export interface ChartFigureProps {
  /** Unique on the page: names the chart's parts. */
  id: string;
  /** The finding: "Visits in time fell from Mar 2026: 7 months below the mean". */
  title: string;
  /** Makes the title a heading of the page's outline. */
  headingLevel?: HeadingLevel | undefined;
  /** What is counted, in which unit, over which time. */
  subtitle: string;
  chart: Chart;
  /** Where the figures come from and how old they are. */
  source: string;
  /** What lies behind it, in somebody's words. An empty one says that nobody has written yet. */
  narrative?: Narrative | undefined;
  /** Where to have it as a file. */
  downloads?: { svg?: string | undefined; png?: string | undefined; csv?: string | undefined } | undefined;
}

/** Figures longer than this are not put on paper with the picture. */
const MOST_PRINTED = 40;

/**
 * A chart on a page: its finding as the title, the picture with a name and a description, what fired in words, what somebody wrote about it, its source, and
 * the same in figures. One frame for every kind of chart.
 */
export function ChartFigure(props: ChartFigureProps): VNode {
  const { id, chart } = props;
  const side = chart.signs.length > 0 || chart.notes.length > 0;
  return (
    <figure class="chart" id={id} aria-labelledby={`${id}-title`}>
      <figcaption class="chart-head">
        {props.headingLevel === undefined ? (
          <strong class="chart-title" id={`${id}-title`}>
            {props.title}
          </strong>
        ) : (
          <Heading level={props.headingLevel} class="chart-title" id={`${id}-title`}>
            {props.title}
          </Heading>
        )}
        <span class="chart-subtitle">{props.subtitle}</span>
      </figcaption>
      <div class={side ? "chart-body chart-with-side" : "chart-body"}>
        <div class="chart-picture">
          {chart.empty === undefined ? (
            <>
              <Picture {...props} size="wide" />
              <Picture {...props} size="narrow" />
            </>
          ) : (
            <EmptyState unknown title={chart.empty} />
          )}
          {props.narrative && <NarrativeSlot {...props.narrative} />}
        </div>
        {side && (
          <div class="chart-side">
            <Signs chart={chart} />
            <Notes notes={chart.notes} />
          </div>
        )}
      </div>
      <p class="chart-source">{props.source}</p>
      {chart.figures.rows.length > 0 && <TheFigures {...props} figures={chart.figures} />}
      <Downloads downloads={props.downloads} title={props.title} />
    </figure>
  );
}

/** The picture at one size. With points that lead somewhere it is a group whose links can be reached, else an image. */
function Picture(props: ChartFigureProps & { size: Size }): VNode {
  const { chart, size } = props;
  const id = `${props.id}-${size}`;
  const { height, marks } = chart.draw({ size, id, links: true });
  return (
    <svg
      class={`ch ch-${size}`}
      viewBox={`0 0 ${WIDTH[size]} ${height}`}
      width={WIDTH[size]}
      height={height}
      role={chart.hasLinks ? "group" : "img"}
      aria-labelledby={`${id}-name`}
      aria-describedby={`${id}-desc`}
      focusable="false"
    >
      <title id={`${id}-name`}>{props.title}</title>
      <desc id={`${id}-desc`}>{chart.description}</desc>
      {marks}
    </svg>
  );
}

function Signs(props: { chart: Chart }): VNode | null {
  if (props.chart.signs.length === 0) return null;
  return (
    <ul class="chart-signs">
      {props.chart.signs.map((sign) => (
        <li class="chart-sign">
          <SignPicture sign={sign} />
          <span>{sign.words}</span>
        </li>
      ))}
    </ul>
  );
}

function Notes(props: { notes: readonly Note[] }): VNode | null {
  if (props.notes.length === 0) return null;
  return (
    <ul class="chart-notes">
      {props.notes.map(({ text, mark }) => (
        <li class={mark ? "chart-note chart-note-marked" : "chart-note"}>
          {mark && (
            <svg
              class="ch chart-note-mark"
              viewBox="0 0 20 20"
              width="20"
              height="20"
              aria-hidden="true"
              focusable="false"
            >
              <Mark {...mark} x={10} y={10} />
            </svg>
          )}
          {text}
        </li>
      ))}
    </ul>
  );
}

function NarrativeSlot(props: Narrative): VNode {
  const { words, by, action } = props;
  return (
    <div class={words === undefined ? "chart-narrative chart-narrative-empty" : "chart-narrative"}>
      {words === undefined ? "Nobody has written what lies behind this." : words}
      {by !== undefined && <span class="chart-by">{by}</span>}
      {action && (
        <a class="screen-only" href={action.href}>
          {action.text}
        </a>
      )}
    </div>
  );
}

function TheFigures(props: { id: string; title: string; figures: Figures }): VNode {
  const { columns, rows } = props.figures;
  return (
    <Details
      summary="The figures"
      classes={rows.length > MOST_PRINTED ? "chart-figures" : "chart-figures chart-figures-short"}
    >
      <div class="chart-table" role="region" aria-label={`The figures: ${props.title}`} tabIndex={0}>
        <Table
          caption={props.title}
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={columns.map(({ head, numeric }) => ({ text: head, format: numeric ? "numeric" : undefined }))}
          rows={rows.map(({ cells, href }) =>
            cells.map((text, index) => ({
              text: index === 0 && href !== undefined ? <a href={href}>{text}</a> : text,
              format: columns[index]?.numeric ? ("numeric" as const) : undefined,
            })),
          )}
        />
      </div>
    </Details>
  );
}

function Downloads(props: Pick<ChartFigureProps, "downloads" | "title">): VNode | null {
  const { svg, png, csv } = props.downloads ?? {};
  const files = [
    { href: png, text: "Picture (PNG)" },
    { href: svg, text: "Picture (SVG)" },
    { href: csv, text: "Figures (CSV)" },
  ].flatMap(({ href, text }) => (href === undefined ? [] : [{ href, text }]));
  if (files.length === 0) return null;
  return (
    <ul class="chart-files screen-only" aria-label={`Take away: ${props.title}`}>
      {files.map(({ href, text }) => (
        <li>
          <a href={href} download>
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}
