import type { VNode } from "preact";
import { renderPart } from "../render.ts";
import { type Chart, LEADING, type Size, TYPE, WIDTH } from "./chart.ts";
import { SKIN } from "./skin.ts";
import { wrap } from "./text-width.ts";

/** A chart to be taken away. It carries its finding, what it counts and its source, because it will be read far from its page. */
export interface ChartFile {
  title: string;
  subtitle: string;
  chart: Chart;
  source: string;
  /** Wide unless told. */
  size?: Size | undefined;
}

const EDGE = 20;
const NAME = 19;
const NAME_LEADING = 24;

/**
 * A chart as a whole SVG document that needs nothing beside it: its look is inside, words fall back to the reader's own typeface, and it
 * leads nowhere. On white.
 */
export function chartSvg(file: ChartFile): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${legible(renderPart(standalone(file)))}`;
}

/** Name of the file, without its ending: the finding's own words, in letters any disk takes. */
export function chartFileName(title: string): string {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return plain.slice(0, 80).replace(/-+$/, "") || "chart";
}

/** Characters that no XML document may hold, as a file from elsewhere may bring them, become the mark for what cannot be read. */
function legible(xml: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters to be found
  return xml.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
}

function standalone({ title, subtitle, chart, source, size = "wide" }: ChartFile): VNode {
  const { height, marks } =
    chart.empty === undefined ? chart.draw({ size, id: "chart", links: false }) : nothing(chart.empty);
  const width = WIDTH[size];
  const names = wrap(title, NAME, width, true);
  const subs = wrap(subtitle, TYPE, width);
  const sources = wrap(source, TYPE, width);
  const head = EDGE + NAME_LEADING * names.length + LEADING * subs.length + 12;
  const foot = 18 + LEADING * sources.length;
  const [fullWidth, fullHeight] = [width + 2 * EDGE, head + height + foot + EDGE];
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="ch"
      viewBox={`0 0 ${fullWidth} ${fullHeight}`}
      width={fullWidth}
      height={fullHeight}
      role="img"
      aria-labelledby="chart-name chart-desc"
    >
      <title id="chart-name">{title}</title>
      <desc id="chart-desc">{chart.description}</desc>
      <style>{SKIN}</style>
      <rect width={fullWidth} height={fullHeight} fill="#ffffff" />
      {names.map((line, index) => (
        <text class="ch-name" x={EDGE} y={EDGE + NAME + index * NAME_LEADING - 3}>
          {line}
        </text>
      ))}
      {subs.map((line, index) => (
        <text x={EDGE} y={EDGE + NAME_LEADING * names.length + TYPE + index * LEADING - 1}>
          {line}
        </text>
      ))}
      <g transform={`translate(${EDGE} ${head})`}>{marks}</g>
      {sources.map((line, index) => (
        <text x={EDGE} y={head + height + 18 + TYPE + index * LEADING - 2}>
          {line}
        </text>
      ))}
    </svg>
  );
}

function nothing(words: string): { height: number; marks: VNode } {
  return {
    height: 60,
    marks: (
      <text x="0" y="34">
        {words}
      </text>
    ),
  };
}
