import type { Figures, Printed } from "./figures.ts";
import type { Area, Areas } from "./queries.ts";
import { ENGLAND } from "./regions.ts";
import { holds, standsUnder } from "./standsUnder.ts";

/** One area: what was quoted of some years, with where, and what was measured of later ones. */
export type StoryLine = {
  readonly name: string;
  readonly kind: "own" | "reference" | "named";
  readonly quoted: readonly { readonly year: number; readonly value: number; readonly source: string }[];
  readonly measured: readonly { readonly year: number; readonly value: number }[];
};

export const QUOTED = "quoted.care_applications_per_10000";
export const MEASURED = "cafcass.care-applications";

/** The financial year ending in March of a year: 2014 is "2013-14". */
export const sayYears = (year: number): string => `${year - 1}-${String(year % 100).padStart(2, "0")}`;

type Point = { readonly year: number; readonly printed: Printed };

function pointsOf(figures: Figures, measure: string, area: string): Point[] {
  return [...(figures.get(measure) ?? [])]
    .flatMap(([period, byArea]): Point[] => {
      const printed = byArea.get(area);
      return printed === undefined || printed.value === null ? [] : [{ year: Number(period), printed }];
    })
    .toSorted((a, b) => a.year - b.year);
}

/** The first year of the published series, before which there is only what was quoted. */
export function measuredFrom(figures: Figures): number {
  const years = [...(figures.get(MEASURED)?.keys() ?? [])].map(Number);
  return years.length === 0 ? 2015 : Math.min(...years);
}

/** England, the authority looked from, and every area of which figures before the published series were quoted; `whole` are those quoted of more than one year. */
export function storyLines(
  figures: Figures,
  areas: Areas,
  own: Area | undefined,
): { readonly whole: readonly StoryLine[]; readonly once: readonly StoryLine[] } {
  const from = measuredFrom(figures);
  const codes = [
    ...new Set([...(figures.get(QUOTED)?.values() ?? [])].flatMap((byArea) => [...byArea.keys()])),
  ];
  const lines = [...new Set([ENGLAND, ...(own === undefined ? [] : [own.code]), ...codes])].map(
    (code): StoryLine => ({
      name: areas.get(code)?.name ?? code,
      kind: code === ENGLAND ? "reference" : code === own?.code ? "own" : "named",
      // What was quoted of a year that is measured says nothing new.
      quoted: pointsOf(figures, QUOTED, code)
        .filter(({ year }) => year < from)
        .map(({ year, printed }) => ({ year, value: printed.value ?? 0, source: printed.saidBy ?? "" })),
      measured: standsUnder(areas, code)
        .flatMap((under) =>
          pointsOf(figures, MEASURED, under.code).filter(({ year }) => holds(under, String(year))),
        )
        .map(({ year, printed }) => ({ year, value: printed.value ?? 0 })),
    }),
  );
  return {
    whole: lines.filter(({ quoted, kind }) => quoted.length > 1 || kind === "own"),
    once: lines.filter(({ quoted, kind }) => quoted.length === 1 && kind !== "own"),
  };
}

/** How a value became another, in words: "rose threefold", "more than doubled", "rose by a half", "fell by a sixth". */
export function sayChange(before: number, after: number): string {
  if (before <= 0) return after > 0 ? "rose from nothing" : "stayed at nothing";
  const times = after / before;
  if (times >= 2.75)
    return `rose ${["", "", "", "three", "four", "five", "six", "seven", "eight", "nine"][Math.round(times)] ?? "many"}fold`;
  if (times >= 2.1) return "more than doubled";
  if (times >= 1.9) return "doubled";
  const percent = Math.round(100 * Math.abs(times - 1));
  if (percent === 0) return "stayed as it was";
  return times > 1 ? `rose by ${percent}%` : `fell by ${percent}%`;
}

export type StoryChange = {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
};

/** What each area's quoted figures say, from the first to the last. */
export const quotedChanges = (lines: readonly StoryLine[]): readonly StoryChange[] =>
  lines.flatMap(({ name, quoted }) => {
    const [first, last] = [quoted[0], quoted.at(-1)];
    return first === undefined || last === undefined || first === last
      ? []
      : [{ name, from: first.year, to: last.year, before: first.value, after: last.value }];
  });

/** The story in a sentence: what rose and what fell between two years for all areas quoted of both. */
export function storySentence(lines: readonly StoryLine[], england: string): string | null {
  const changes = quotedChanges(lines);
  const nation = changes.find(({ name }) => name === england);
  const others = changes.filter(({ name }) => name !== england);
  if (others.length === 0) return null;
  const [from, to] = [Math.min(...others.map((one) => one.from)), Math.max(...others.map((one) => one.to))];
  const tell = ({ name, before, after }: StoryChange): string =>
    `${name} ${sayChange(before, after)} (${before.toFixed(1)} to ${after.toFixed(1)})`;
  const tellFall = ({ name, before, after }: StoryChange): string =>
    `${name} by ${Math.round(100 * (1 - after / before))}% (${before.toFixed(1)} to ${after.toFixed(1)})`;
  const rose = others.filter(({ before, after }) => after > before);
  const fell = others.filter(({ before, after }) => after < before);
  const parts = [
    rose.length > 0 ? `applications in ${rose.map(tell).join(" and in ")}` : "",
    fell.length > 0
      ? `${rose.length > 0 ? "while they fell in " : "they fell in "}${fell.map(tellFall).join(" and in ")}`
      : "",
  ].filter((part) => part !== "");
  return `Between ${sayYears(from)} and ${sayYears(to)} ${parts.join(", ")}${nation === undefined ? "" : `; England ${sayChange(nation.before, nation.after)} (${nation.before.toFixed(1)} to ${nation.after.toFixed(1)})`}.`;
}

/** One quoted figure, and what the published series says of the same area and year. */
export type Quoted = {
  readonly name: string;
  readonly year: number;
  readonly what: string;
  readonly value: number;
  readonly source: string;
  readonly published: number | null;
};

const WHAT: { readonly [measure: string]: string } = {
  [QUOTED]: "applications for each 10,000 children",
  "quoted.care_applications": "applications",
  "quoted.children_in_care_applications": "children in applications",
};
export const QUOTED_MEASURES = Object.keys(WHAT);

/** Every figure that was quoted, by area and year: England first. */
export function quotedFigures(figures: Figures, areas: Areas): readonly Quoted[] {
  const all = QUOTED_MEASURES.flatMap((measure) =>
    [...(figures.get(measure) ?? [])].flatMap(([period, byArea]) =>
      [...byArea].flatMap(([code, { value, saidBy }]) =>
        value === null
          ? []
          : [
              {
                code,
                name: areas.get(code)?.name ?? code,
                year: Number(period),
                what: WHAT[measure] ?? "",
                value,
                source: saidBy ?? "",
                published:
                  measure === QUOTED ? (figures.get(MEASURED)?.get(period)?.get(code)?.value ?? null) : null,
              },
            ],
      ),
    ),
  );
  return all.toSorted(
    (a, b) =>
      Number(b.code === ENGLAND) - Number(a.code === ENGLAND) ||
      a.name.localeCompare(b.name, "en-GB") ||
      a.what.localeCompare(b.what) ||
      a.year - b.year,
  );
}
