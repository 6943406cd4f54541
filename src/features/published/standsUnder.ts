import type { Figures, Printed } from "./figures.ts";
import type { Areas } from "./queries.ts";

/** A code an authority's figures stand under, and, for one that ended, the year after which they are the authority's. */
export type Under = { readonly code: string; readonly after: string | null };

/**
 * The codes an authority's figures stand under: its own, a return made with others, and a code that ended but that a publisher goes on using for the same children. Before
 * it ended that code was another authority, whose history is not this one's.
 */
export function standsUnder(areas: Areas, code: string): readonly Under[] {
  const others = [...areas.values()].flatMap((area): Under[] => {
    if (area.members.includes(code)) return [{ code: area.code, after: null }];
    return area.abolishedOn !== null && area.successors.includes(code)
      ? [{ code: area.code, after: area.abolishedOn.slice(0, 4) }]
      : [];
  });
  return [{ code, after: null }, ...others];
}

/** Whether a period's figure under this code is the authority's. */
export const holds = ({ after }: Under, period: string): boolean =>
  after === null || period.slice(0, 4) > after;

/** Gives a code that ended the children of those who followed it, for the years in which it is still used. */
export function withSuccessorsChildren(figures: Figures, areas: Areas): Figures {
  const population = figures.get("population");
  if (population === undefined) return figures;
  const ended = [...areas.values()].filter(
    ({ abolishedOn, successors }) => abolishedOn !== null && successors.length > 0,
  );
  const filled = new Map(
    [...population].map(([year, byArea]) => {
      const more = ended.flatMap((area): [string, Printed][] => {
        if ((byArea.get(area.code)?.value ?? null) !== null) return [];
        const parts = area.successors.map((code) => byArea.get(code)?.value ?? null);
        if (parts.includes(null)) return [];
        const value = parts.reduce<number>((sum, one) => sum + (one ?? 0), 0);
        return [[area.code, { value, numerator: null, denominator: null, status: "known", saidBy: null }]];
      });
      return [year, new Map([...byArea, ...more])] as const;
    }),
  );
  return new Map([...figures, ["population", filled]]);
}
