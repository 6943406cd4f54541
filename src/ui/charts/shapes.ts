import type { Shape } from "./chart.ts";
import type { Rule, Side } from "./control-series.ts";

/** The shape that stands for each rule; crossings are of the whole series, so no point wears them. */
const SHAPES: Readonly<Record<Rule, Shape>> = {
  outside: "diamond",
  shift: "square",
  run: "square",
  trend: "up",
  twoInThree: "ring",
  crossings: "dot",
};

export function shapeOf(rule: Rule | null, side: Side | null): Shape {
  if (rule === null) return "dot";
  return rule === "trend" && side === "low" ? "down" : SHAPES[rule];
}
