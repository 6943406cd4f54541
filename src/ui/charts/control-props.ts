import type { Better, ControlSeries } from "./control-series.ts";
import type { ChartWords } from "./finding.ts";
import type { Rebase } from "./rebase.tsx";

export interface ControlProps {
  series: ControlSeries;
  words: ChartWords;
  better: Better;
  target?: number | undefined;
  /** Why the limits start afresh, and from which date. */
  rebases?: readonly Rebase[] | undefined;
  /** What is possible, as 0 to 1 for shares. The axis stays inside it, and so do the limits drawn. */
  within?: readonly [number, number] | undefined;
  /** A value the axis must reach, as 0 for counts. */
  axisFrom?: number | undefined;
  /** Draws lines at two sigma as well. */
  twoSigma?: boolean | undefined;
  /** Where a point leads: to the children it counts. */
  href?: ((x: string, index: number) => string | undefined) | undefined;
  /** How many each point rests on, one for each point: shown in the figures. */
  counts?: readonly { numerator: number | null; denominator: number | null }[] | undefined;
  /** Heads of those two columns: "Made in time", "Due". */
  countHeads?: readonly [string, string] | undefined;
}
