import type { VNode } from "preact";
import { round, type Shape, type Standing } from "./chart.ts";

/** Outline of a shape about a middle, `r` its half-width: shapes of one `r` look equally large. */
export function shapePath(shape: Shape, x: number, y: number, r: number): string {
  const at = (dx: number, dy: number): string => `${round(x + dx)} ${round(y + dy)}`;
  switch (shape) {
    case "diamond":
      return `M${at(0, -1.2 * r)}L${at(1.2 * r, 0)}L${at(0, 1.2 * r)}L${at(-1.2 * r, 0)}Z`;
    case "square":
      return `M${at(-0.9 * r, -0.9 * r)}L${at(0.9 * r, -0.9 * r)}L${at(0.9 * r, 0.9 * r)}L${at(-0.9 * r, 0.9 * r)}Z`;
    case "up":
      return `M${at(0, -1.15 * r)}L${at(1.1 * r, 0.85 * r)}L${at(-1.1 * r, 0.85 * r)}Z`;
    case "down":
      return `M${at(0, 1.15 * r)}L${at(1.1 * r, -0.85 * r)}L${at(-1.1 * r, -0.85 * r)}Z`;
    case "dot":
    case "ring":
      return `M${at(-r, 0)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }
}

/** A line or area; nothing at all where it has no points, because an empty path is no sound XML. */
export function Stroke(props: { look: string; d: string }): VNode | null {
  return props.d === "" ? null : <path class={props.look} d={props.d} />;
}

/** A point's mark. Its shape says which rule fired, its fill whether that is for the better. */
export function Mark(props: { shape: Shape; standing: Standing; x: number; y: number; r?: number }): VNode {
  const { shape, standing, x, y } = props;
  const r = props.r ?? (standing === "common" ? 3 : 5);
  const look = standing === "common" ? "ch-dot" : `ch-sign ch-${standing}`;
  return (
    <>
      <path class={look} d={shapePath(shape, x, y, shape === "ring" ? round(0.55 * r) : r)} />
      {shape === "ring" && (
        <path class={`ch-ring ch-ring-${standing}`} d={shapePath("ring", x, y, round(1.2 * r))} />
      )}
    </>
  );
}
