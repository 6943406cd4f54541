import type { Saying } from "./saying.ts";

/** Whose figure it is. Our own and our neighbours are named; others only where they stand out. */
export type FunnelKind = "own" | "neighbour" | "other";

export interface FunnelPlotUnit {
  name: string;
  kind: FunnelKind;
  /** As charted: the rate, or the share times the multiplier. */
  value: number;
  numerator: number;
  denominator: number;
  /** Beyond the limits that count, as `stats/funnel` decides. */
  outlier: boolean;
  limits: FunnelLimits;
  href?: string | undefined;
}

/** Limits at one size, as charted. `chance` are of chance alone; `wide` allow for how much authorities differ anyway. */
export interface FunnelLimits {
  chance95: readonly [number, number];
  chance998: readonly [number, number];
  wide95: readonly [number, number];
  wide998: readonly [number, number];
}

export interface FunnelPlotProps {
  units: readonly FunnelPlotUnit[];
  /** What all units together come to, as charted. */
  target: number;
  targetWords: string;
  /** Begins a sentence: "Re-referrals in 12 months". */
  measure: string;
  /** What is counted, and out of what: heads of the figures, and the words under the axis. */
  numeratorHead: string;
  denominatorHead: string;
  saying: Saying;
  within?: readonly [number, number] | undefined;
}

/** The result of `stats/funnel`, one unit; structural, because pictures know nothing of statistics. */
export interface FunnelPointLike {
  group: string;
  ratio: number;
  lcl95: number;
  ucl95: number;
  lcl998: number;
  ucl998: number;
  odLcl95: number;
  odUcl95: number;
  odLcl998: number;
  odUcl998: number;
  outlier: boolean;
}

/**
 * Joins a funnel's result to what was put in.
 * @param scale multiplier of the input: limits have it already, ratios have not
 * @param named what each group is called, whose it is and where it leads
 */
export function funnelUnits(
  points: readonly FunnelPointLike[],
  given: readonly { group: string; numerator: number; denominator: number }[],
  scale: number,
  named: (group: string) => { name: string; kind: FunnelKind; href?: string | undefined },
): FunnelPlotUnit[] {
  const inputs = new Map(given.map((unit) => [unit.group, unit]));
  return points.flatMap((point) => {
    const input = inputs.get(point.group);
    if (input === undefined) return [];
    return [
      {
        ...named(point.group),
        value: point.ratio * scale,
        numerator: input.numerator,
        denominator: input.denominator,
        outlier: point.outlier,
        limits: {
          chance95: [point.lcl95, point.ucl95],
          chance998: [point.lcl998, point.ucl998],
          wide95: [point.odLcl95, point.odUcl95],
          wide998: [point.odLcl998, point.odUcl998],
        },
      },
    ];
  });
}
