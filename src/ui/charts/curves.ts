import { curveMonotoneX, line } from "d3-shape";
import { round } from "./chart.ts";

const monotone = line().curve(curveMonotoneX).digits(1);

/** A smooth line through points in order of x that never swings past them; nothing for fewer than two. Points at one x are averaged. */
export function curve(points: readonly (readonly [number, number])[]): string {
  const merged = [...Map.groupBy(points, ([x]) => x)].map(([x, same]): [number, number] => [
    x,
    round(same.reduce((sum, [, y]) => sum + y, 0) / same.length),
  ]);
  return merged.length < 2 ? "" : (monotone(merged) ?? "");
}

/** Straight lines through the known points, broken where one is not known; a lone point is a dot of no length, which a round cap shows. */
export function broken(points: readonly (readonly [number, number] | null)[]): string {
  let path = "";
  let open = false;
  for (const point of points) {
    if (point === null) open = false;
    else {
      path += `${open ? "L" : "M"}${point[0]} ${point[1]}`;
      if (!open) path += "h0";
      open = true;
    }
  }
  return path;
}
