import type { VNode } from "preact";
import { ChartFigure } from "../../../ui/charts/chart-figure.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayNumber } from "../../../ui/words.ts";
import { type Quoted, sayChange, sayYears, type StoryLine, storySentence } from "../careStory.ts";
import { storyChart } from "../charts/story.tsx";
import { NothingLoaded } from "./parts.tsx";

export type CareStoryProps = {
  readonly whole: readonly StoryLine[];
  readonly once: readonly StoryLine[];
  readonly quoted: readonly Quoted[];
  readonly measuredFrom: number;
  readonly mayLoad: boolean;
};

/** Care applications from 2008-09: what was quoted at the time, then the published series, in one picture. */
export function CareApplicationsPage(props: CareStoryProps): VNode {
  const { whole, once, quoted, measuredFrom } = props;
  const sentence = storySentence(whole, "England");
  const measured = [...whole, ...once].flatMap(({ name, measured }) => {
    const [first, last] = [measured[0], measured.at(-1)];
    return first === undefined || last === undefined
      ? []
      : [{ name, first, last, peak: measured.reduce((top, one) => (one.value > top.value ? one : top)) }];
  });
  const empty = quoted.length === 0 && measured.length === 0;
  return (
    <>
      <PageHead
        over={<a href="/benchmarks">How do we compare?</a>}
        title="Care applications: the same law, unlike places"
        lead="Applications to take a child into care, for each 10,000 children: what was quoted at the time, and what has been published since."
        actions={<a href="/benchmarks/cafcass.care-applications">Every authority’s figure, by its size</a>}
      />
      {empty ? (
        <NothingLoaded mayLoad={props.mayLoad} what="figures of care applications" />
      ) : (
        <>
          <Card level={2} title="One picture">
            <ChartFigure
              id="story"
              headingLevel={3}
              title={sentence ?? "Care applications for each 10,000 children"}
              subtitle={`Section 31 applications for each 10,000 children aged 0 to 17, years ending in March. Quoted figures to ${sayYears(measuredFrom - 1)}, the published series from ${sayYears(measuredFrom)}.`}
              chart={storyChart(whole, measuredFrom)}
              source="Cafcass: published series by authority from the Department’s interactive tool; earlier figures as quoted in the press, each with its source in the table."
            />
            <p>
              Small numbers swing: at 40,000 children a rate of 9 is 36 applications a year, give or take 12
              by chance alone. A rise asks what changed, in families, in thresholds or in the courts; it does
              not answer.
            </p>
          </Card>
          <Card level={2} title={`Since ${sayYears(measuredFrom)}`}>
            <DataTable
              caption="The published series, by name"
              captionHidden
              density="compact"
              rows={measured}
              empty="The published series is not loaded"
              columns={[
                { head: "Area", isRowHead: true, cell: ({ name }) => name },
                {
                  head: "First",
                  numeric: true,
                  cell: ({ first }) => `${first.value.toFixed(1)} (${sayYears(first.year)})`,
                },
                {
                  head: "Highest",
                  numeric: true,
                  cell: ({ peak }) => `${peak.value.toFixed(1)} (${sayYears(peak.year)})`,
                },
                {
                  head: "Last",
                  numeric: true,
                  cell: ({ last }) => `${last.value.toFixed(1)} (${sayYears(last.year)})`,
                },
                { head: "From first to last", cell: ({ first, last }) => sayChange(first.value, last.value) },
              ]}
            />
          </Card>
          <Card level={2} title="What was quoted, and by whom">
            <DataTable
              caption="Quoted figures with their sources"
              captionHidden
              density="compact"
              rows={quoted}
              empty="No quoted figures are loaded"
              columns={[
                { head: "Area", isRowHead: true, cell: ({ name }) => name },
                { head: "Year", numeric: true, cell: ({ year }) => sayYears(year) },
                {
                  head: "Figure",
                  numeric: true,
                  cell: ({ value, what }) =>
                    what === "applications for each 10,000 children" ? value.toFixed(1) : sayNumber(value),
                },
                { head: "Of", cell: ({ what }) => what },
                {
                  head: "Published series has",
                  numeric: true,
                  cell: ({ published }) => (published === null ? "" : published.toFixed(1)),
                },
                { head: "Where it was read", cell: ({ source }) => <span class="small">{source}</span> },
              ]}
            />
            <p class="small muted">
              The table these were taken from, every authority from 2008-09 to 2013-14, is not to be had. What
              nobody quoted is not guessed.
            </p>
          </Card>
        </>
      )}
    </>
  );
}
