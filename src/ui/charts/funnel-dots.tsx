import type { VNode } from "preact";
import { LEADING, round, TYPE } from "./chart.ts";
import type { FunnelKind, FunnelPlotProps, FunnelPlotUnit } from "./funnel-units.ts";
import { sayUnit } from "./funnel-words.ts";
import { type Box, place } from "./labels.ts";
import { shapePath } from "./marks.tsx";
import type { Plot, Scale } from "./plot.tsx";
import { widthOf } from "./text-width.ts";

/** Others first, so that our own lies on top. Shapes differ: a disc ours, a ring a neighbour, a diamond who stands out. */
const ORDER: Readonly<Record<FunnelKind, number>> = { other: 0, neighbour: 1, own: 2 };
const RADIUS: Readonly<Record<FunnelKind, number>> = { other: 3.5, neighbour: 5, own: 7 };

/** A mark for each authority, and its link where it leads somewhere. */
export function Dots(props: FunnelPlotProps & { x: Scale; y: Scale; links: boolean }): VNode {
  const { x, y } = props;
  const drawn = props.units.toSorted((a, b) => ORDER[a.kind] - ORDER[b.kind]);
  const linked = props.links && drawn.some(({ href }) => href !== undefined);
  const dot = (unit: FunnelPlotUnit): VNode => (
    <path
      class={unit.outlier && unit.kind === "other" ? "ch-neutral" : `ch-${unit.kind}`}
      d={shapePath(unit.outlier ? "diamond" : "dot", x(unit.denominator), y(unit.value), RADIUS[unit.kind])}
    />
  );
  if (!linked) return <g aria-hidden="true">{drawn.map(dot)}</g>;
  return (
    <>
      <g class="ch-marks" aria-hidden="true">
        {drawn.filter(({ href }) => href === undefined).map(dot)}
      </g>
      <g role="list" aria-label={props.measure}>
        {drawn.flatMap((unit) =>
          unit.href === undefined
            ? []
            : [
                <g role="listitem">
                  <a class="ch-link" href={unit.href} aria-label={sayUnit(unit, props)}>
                    <title>{sayUnit(unit, props)}</title>
                    <circle class="ch-focus" cx={x(unit.denominator)} cy={y(unit.value)} r="12" />
                    <circle class="ch-hit" cx={x(unit.denominator)} cy={y(unit.value)} r="12" />
                    {dot(unit)}
                  </a>
                </g>,
              ],
        )}
      </g>
    </>
  );
}

/** Names beside dots: our own first, then who stands out, then neighbours, as far as there is room. */
export function Names(props: { units: readonly FunnelPlotUnit[]; x: Scale; y: Scale; plot: Plot }): VNode {
  const { x, y, plot } = props;
  const rank = (unit: FunnelPlotUnit): number => (unit.kind === "own" ? 0 : unit.outlier ? 1 : 2);
  const named = props.units
    .filter(({ kind, outlier }) => kind !== "other" || outlier)
    .toSorted((a, b) => rank(a) - rank(b) || b.denominator - a.denominator);
  const clear = named.map((unit): Box => {
    const r = RADIUS[unit.kind];
    return { x: x(unit.denominator) - r, y: y(unit.value) - r, width: 2 * r, height: 2 * r };
  });
  const labels = named.map((unit) => ({
    x: x(unit.denominator),
    y: y(unit.value),
    radius: RADIUS[unit.kind],
    width: widthOf(unit.name, TYPE, unit.kind === "own"),
    height: LEADING,
  }));
  const inside: Box = { x: plot.left, y: 0, width: plot.right - plot.left, height: plot.bottom };
  return (
    <>
      {place(labels, inside, clear).map(({ index, box, anchor }) => {
        const unit = named[index];
        const dx = anchor === "start" ? 0 : anchor === "end" ? box.width : box.width / 2;
        return (
          <text
            class={unit?.kind === "own" ? "ch-halo ch-strong" : "ch-halo"}
            x={round(box.x + dx)}
            y={round(box.y + 13)}
            text-anchor={anchor}
          >
            {unit?.name}
          </text>
        );
      })}
    </>
  );
}
