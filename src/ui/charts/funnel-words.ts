import type { Figures, Note } from "./chart.ts";
import type { FunnelPlotProps, FunnelPlotUnit } from "./funnel-units.ts";
import { sayFigure } from "./saying.ts";

/** Which side of the limits a unit lies on, or undefined when it lies between them. */
export function outlierWords(unit: FunnelPlotUnit): string | undefined {
  if (!unit.outlier) return undefined;
  const { wide998, wide95 } = unit.limits;
  if (unit.value > wide998[1] || unit.value > wide95[1]) return "higher than is usual";
  return "lower than is usual";
}

/** One authority in words: "Northmoor: 24.1%, 412 of 1,709, higher than is usual". */
export function sayUnit(unit: FunnelPlotUnit, { saying }: Pick<FunnelPlotProps, "saying">): string {
  const where = outlierWords(unit);
  return `${unit.name}: ${saying.say(unit.value)}${where === undefined ? "" : `, ${where}`}`;
}

export function describeFunnel(props: FunnelPlotProps): string {
  const { units, target, saying } = props;
  const values = units.map(({ value }) => value);
  if (values.length === 0) return "There are no figures to draw.";
  const out = units.filter(({ outlier }) => outlier);
  const own = units.find(({ kind }) => kind === "own");
  return [
    `${units.length} ${units.length === 1 ? "authority" : "authorities"}, from ${saying.say(Math.min(...values))} to ${saying.say(Math.max(...values))}, drawn by size.`,
    `All together: ${saying.say(target)}.`,
    own === undefined
      ? ""
      : `${sayUnit(own, props)}. Usual for its size: ${saying.say(own.limits.wide998[0])} to ${saying.say(own.limits.wide998[1])}.`,
    out.length === 0
      ? "None lies beyond the limits."
      : `Beyond the limits: ${byName(out)
          .map(({ name }) => name)
          .join(", ")}.`,
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

export function funnelNotes({ units, targetWords }: FunnelPlotProps): Note[] {
  if (units.length === 0) return [];
  const out = units.filter(({ outlier }) => outlier).length;
  const whose = [
    units.some(({ kind }) => kind === "own") ? "The filled disc is ours." : "",
    units.some(({ kind }) => kind === "neighbour") ? "Rings are our neighbours." : "",
  ].filter((words) => words !== "");
  const beyond: Note = {
    text: `${out} of ${units.length} ${out === 1 ? "lies" : "lie"} beyond the outer band. That asks a question; it does not answer it.`,
    mark: { shape: "diamond", standing: "neutral" },
  };
  return [
    ...(whose.length > 0 ? [{ text: whose.join(" ") }] : []),
    ...(out > 0 ? [beyond] : []),
    {
      text: `The line is ${targetWords}. 95 in 100 should lie in the inner band and 998 in 1,000 in the outer: they allow for how much authorities differ anyway. The dotted lines are chance alone.`,
    },
    { text: "Left to right is size. Nothing here is a rank." },
  ];
}

const byName = (units: readonly FunnelPlotUnit[]): FunnelPlotUnit[] =>
  units.toSorted(
    (a, b) => Number(b.kind === "own") - Number(a.kind === "own") || a.name.localeCompare(b.name, "en-GB"),
  );

/** Our own first, then by name: a list in order of the figure would be a rank. */
export function funnelFigures(props: FunnelPlotProps): Figures {
  const { units, saying } = props;
  return {
    columns: [
      { head: "Authority" },
      { head: props.numeratorHead, numeric: true },
      { head: props.denominatorHead, numeric: true },
      { head: props.measure, numeric: true },
      { head: "Usual for its size", numeric: true },
      { head: "Where it lies" },
    ],
    rows: byName(units).map((unit) => ({
      cells: [
        unit.name,
        sayFigure(unit.numerator, Number.isInteger(unit.numerator) ? 0 : 1),
        sayFigure(unit.denominator, Number.isInteger(unit.denominator) ? 0 : 1),
        saying.say(unit.value),
        `${saying.say(unit.limits.wide998[0])} to ${saying.say(unit.limits.wide998[1])}`,
        outlierWords(unit) ?? "within the limits",
      ],
      href: unit.href,
    })),
  };
}

/** Title of a funnel plot: where our own authority stands, in words. */
export function funnelFinding(props: FunnelPlotProps): string {
  const own = props.units.find(({ kind }) => kind === "own");
  if (own === undefined) return `${props.measure}: our own figure is not known`;
  const { say } = props.saying;
  const where = outlierWords(own);
  return where === undefined
    ? `${props.measure}: ${own.name}, ${say(own.value)}, is within what is usual for its size`
    : `${props.measure}: ${own.name}, ${say(own.value)}, is ${where} for its size`;
}
