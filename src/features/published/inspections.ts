import { daysBetween, type IsoDate } from "../../kernel/dates.ts";

/** An inspection or visit as it is held. */
export type Inspection = {
  readonly id: number;
  readonly area: string;
  readonly codeThen: string;
  readonly framework: "SIF" | "ILACS" | "visit";
  readonly version: string;
  readonly type: string;
  readonly startedOn: IsoDate | null;
  readonly datesSaid: string | null;
  readonly publishedOn: IsoDate;
  readonly judgements: { readonly [line: string]: string };
  readonly theme: string | null;
  readonly link: string | null;
  /** Who says so. */
  readonly source: string;
};

export type Grade = 1 | 2 | 3 | 4;

/** Words of the grades, the best first, however a file spells them. Undefined for words that are no grade, as "Not judged". */
export function gradeOf(said: string | undefined): Grade | undefined {
  const text = said?.trim().toLowerCase() ?? "";
  if (text === "outstanding") return 1;
  if (text === "good") return 2;
  if (text.startsWith("requires improvement")) return 3;
  return text === "inadequate" ? 4 : undefined;
}

/** When it was made: the day it began, or, where that is not known, the day it was published. */
export const dayOf = ({ startedOn, publishedOn }: Inspection): IsoDate => startedOn ?? publishedOn;

/** Days within which two rows tell of one inspection: files differ by a weekend, and one of them has no day it began. */
const SAME_START = 14;
const SAME_PUBLICATION = 45;

/**
 * One row for each inspection, oldest first. Files overlap: the inspectorate's own list is kept before what was read from reports, and what the other knows besides (a link, a
 * theme, a line that the first has not) is added. A grade that is there is never changed.
 */
export function mergeInspections(rows: readonly Inspection[]): readonly Inspection[] {
  const kept: Inspection[] = [];
  for (const row of rows.toSorted((a, b) => weight(a) - weight(b) || a.id - b.id)) {
    const at = kept.findIndex((other) => isSame(other, row));
    const other = kept[at];
    if (other === undefined) kept.push(row);
    else
      kept[at] = {
        ...other,
        judgements: { ...row.judgements, ...other.judgements },
        theme: other.theme ?? row.theme,
        link: other.link ?? row.link,
      };
  }
  return kept.toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.id - b.id));
}

const weight = ({ link }: Inspection): number => (link === null ? 0 : 1);

function isSame(a: Inspection, b: Inspection): boolean {
  if (a.area !== b.area || (a.framework === "visit") !== (b.framework === "visit")) return false;
  if (a.framework === "visit" && a.type !== b.type) return false;
  const published = Math.abs(daysBetween(a.publishedOn, b.publishedOn));
  if (a.startedOn === null || b.startedOn === null) return published <= SAME_PUBLICATION;
  return Math.abs(daysBetween(a.startedOn, b.startedOn)) <= SAME_START;
}

/** One thing that is judged, over every framework that judged it: which line of which version is it. Only lines of one version list may be joined. */
type Strand = {
  readonly name: string;
  readonly lines: readonly {
    readonly framework: string;
    readonly versions: readonly string[];
    readonly line: string;
  }[];
};

const ILACS = ["ILACS to 2022", "ILACS from 2023"];

/** The rows of the frameworks: what may be compared stands in one list of versions, everything else is a gap. Adoption had a line under one framework only, so there is nothing to draw it against. */
export const STRANDS: readonly Strand[] = [
  {
    name: "Overall",
    lines: [
      { framework: "SIF", versions: ["SIF"], line: "overall" },
      { framework: "ILACS", versions: ILACS, line: "overall" },
    ],
  },
  {
    name: "Help and protection",
    lines: [
      { framework: "SIF", versions: ["SIF"], line: "help_protection" },
      { framework: "ILACS", versions: ILACS, line: "help_protection" },
    ],
  },
  {
    name: "Leaders",
    lines: [
      { framework: "SIF", versions: ["SIF"], line: "leadership" },
      { framework: "ILACS", versions: ILACS, line: "leaders" },
    ],
  },
  {
    name: "Children in care",
    lines: [
      { framework: "SIF", versions: ["SIF"], line: "looked_after_permanence" },
      { framework: "ILACS to 2022, with care leavers", versions: ["ILACS to 2022"], line: "in_care" },
      { framework: "ILACS from 2023", versions: ["ILACS from 2023"], line: "in_care" },
    ],
  },
  {
    name: "Care leavers",
    lines: [
      { framework: "SIF", versions: ["SIF"], line: "care_leavers" },
      { framework: "ILACS from 2023", versions: ["ILACS from 2023"], line: "care_leavers" },
    ],
  },
];

export type StrandHistory = {
  readonly name: string;
  readonly lines: readonly {
    readonly framework: string;
    readonly judgements: readonly { readonly on: IsoDate; readonly grade: Grade; readonly id: number }[];
  }[];
};

/** An authority's judgements as strands; one with nothing judged is left out. */
export function strandsOf(inspections: readonly Inspection[]): readonly StrandHistory[] {
  return STRANDS.map(({ name, lines }) => ({
    name,
    lines: lines.map(({ framework, versions, line }) => ({
      framework,
      judgements: inspections.flatMap((one) => {
        const grade = versions.includes(one.version) ? gradeOf(one.judgements[line]) : undefined;
        return grade === undefined ? [] : [{ on: dayOf(one), grade, id: one.id }];
      }),
    })),
  })).filter(({ lines }) => lines.some(({ judgements }) => judgements.length > 0));
}

export type Moves = {
  readonly authorities: number;
  readonly up: number;
  readonly same: number;
  readonly down: number;
};

const count = (pairs: readonly (readonly [Grade, Grade])[]): Moves => ({
  authorities: pairs.length,
  up: pairs.filter(([before, after]) => after < before).length,
  same: pairs.filter(([before, after]) => after === before).length,
  down: pairs.filter(([before, after]) => after > before).length,
});

const overalls = (rows: readonly Inspection[], framework: "SIF" | "ILACS"): Grade[] =>
  rows
    .filter((one) => one.framework === framework)
    .flatMap((one) => gradeOf(one.judgements["overall"]) ?? []);

/** How the overall grade moved: from the last under the one framework to the first under the next, and from one to the next within it. */
export function movesOf(inspections: readonly Inspection[]): {
  readonly across: Moves;
  readonly within: Moves;
} {
  const byArea = [...Map.groupBy(inspections, ({ area }) => area).values()];
  const across = byArea.flatMap((rows): (readonly [Grade, Grade])[] => {
    const [before, after] = [overalls(rows, "SIF").at(-1), overalls(rows, "ILACS")[0]];
    return before === undefined || after === undefined ? [] : [[before, after]];
  });
  const within = byArea.flatMap((rows) => {
    const grades = overalls(rows, "ILACS");
    return grades.slice(1).map((grade, index): readonly [Grade, Grade] => [grades[index] ?? grade, grade]);
  });
  return { across: count(across), within: count(within) };
}

/** What each line is called in the words of its framework. */
export const LINE_WORDS: { readonly [version: string]: { readonly [line: string]: string } } = {
  SIF: {
    overall: "Overall effectiveness",
    help_protection: "Children who need help and protection",
    looked_after_permanence: "Children looked after and achieving permanence",
    adoption: "Adoption performance",
    care_leavers: "Experiences and progress of care leavers",
    leadership: "Leadership, management and governance",
  },
  "ILACS to 2022": {
    overall: "Overall effectiveness",
    help_protection: "Children who need help and protection",
    in_care: "Children in care and care leavers",
    care_leavers: "Care leavers",
    leaders: "Impact of leaders",
  },
  "ILACS from 2023": {
    overall: "Overall effectiveness",
    help_protection: "Children who need help and protection",
    in_care: "Children in care",
    care_leavers: "Care leavers",
    leaders: "Impact of leaders",
  },
};
