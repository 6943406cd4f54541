import { type IsoDate, later } from "../../kernel/dates.ts";
import { earliest } from "../../kernel/duties/states.ts";

/** Days from one to another: `until` is the first day no longer in it, null where it goes on. */
export type Stretch = { readonly from: IsoDate; readonly until: IsoDate | null };

const ALWAYS: IsoDate = "9999-12-31" as IsoDate;

/** Joins touching and overlapping stretches, and leaves out those of no day. */
function union(spans: readonly Stretch[]): { from: IsoDate; until: IsoDate }[] {
  const joined: { from: IsoDate; until: IsoDate }[] = [];
  for (const span of spans
    .map((s) => ({ from: s.from, until: s.until ?? ALWAYS }))
    .filter((s) => s.from < s.until)
    .sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = joined.at(-1);
    if (last && span.from <= last.until) last.until = later(last.until, span.until);
    else joined.push({ ...span });
  }
  return joined;
}

/** The parts of some stretches that others do not cover, joined where they touch. */
export function uncovered(wanted: readonly Stretch[], cover: readonly Stretch[]): Stretch[] {
  const gaps: Stretch[] = [];
  const covers = union(cover);
  for (const want of union(wanted)) {
    let at = want.from;
    for (const have of covers) {
      if (have.from >= want.until) break;
      if (have.from > at) gaps.push({ from: at, until: have.from });
      at = later(at, have.until);
    }
    if (at < want.until) gaps.push({ from: at, until: want.until === ALWAYS ? null : want.until });
  }
  return gaps;
}

/** The parts of some stretches that fall within another. */
export const within = (from: IsoDate, until: IsoDate | null, spans: readonly Stretch[]): Stretch[] =>
  spans.flatMap((span) => {
    const start = later(from, span.from);
    const end = earliest(until, span.until);
    return end !== null && end <= start ? [] : [{ from: start, until: end }];
  });
