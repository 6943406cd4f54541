import { yearTitle } from "../../kernel/codes/codeSet.ts";

/**
 * The files of the looked-after children return, 2016-17 to 2026-27, as data. A year is the March it ends in (2025 is 2024-25). The columns of a
 * file have not changed in that time; what changed is which files there are and, in the code sets, the codes. Source: DfE's yearly guides.
 */
export type Ssda903Name =
  | "header"
  | "episodes"
  | "reviews"
  | "uasc"
  | "oc2"
  | "oc3"
  | "ad1"
  | "placed_for_adoption"
  | "previous_permanence"
  | "missing"
  | "sw_episodes"
  | "dolo";

export type Ssda903File = {
  readonly name: Ssda903Name;
  /** For a title: `Looked-after return: episodes`. */
  readonly words: string;
  readonly from: number;
  readonly columns: readonly string[];
  /** Dates of things that happen in the year, or in the years before it: the latest tells which year the file is for. Empty: nothing does. */
  readonly tells: readonly string[];
  /**
   * Record tables of which the file is a full account for its year. Empty where a child or row may be missing from it and still
   * be so: `uasc` has only some children, and the two adoption files write to one table.
   */
  readonly tables: readonly string[];
};

export const FIRST_YEAR = 2017;

const file = (
  name: Ssda903Name,
  words: string,
  columns: string,
  tells: string,
  tables: string,
  from: number = FIRST_YEAR,
): Ssda903File => ({ name, words, from, columns: list(columns), tells: list(tells), tables: list(tables) });

const list = (text: string): readonly string[] => (text === "" ? [] : text.split(" "));

export const SSDA903_FILES: readonly Ssda903File[] = [
  // A return of any size has a child born in its year, so births tell the year where nothing else does.
  file("header", "children", "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB", "DOB MC_DOB", "person_detail"),
  file(
    "episodes",
    "episodes",
    "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST URN",
    "DECOM DEC",
    "care_period legal_status placement",
  ),
  file("reviews", "reviews", "CHILD DOB REVIEW REVIEW_CODE", "REVIEW", "care_review"),
  file("uasc", "unaccompanied asylum-seeking children", "CHILD SEX DOB DUC", "", ""),
  file(
    "oc2",
    "health",
    "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    "",
    "health_year",
  ),
  file("oc3", "care leavers", "CHILD DOB IN_TOUCH ACTIV ACCOM", "", "care_leaver"),
  file(
    "ad1",
    "adoptions",
    "CHILD DOB DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
    "DATE_INT DATE_MATCH",
    "",
  ),
  file(
    "placed_for_adoption",
    "adoption decisions",
    "CHILD DOB DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
    "DATE_PLACED DATE_PLACED_CEASED",
    "",
  ),
  file(
    "previous_permanence",
    "earlier permanence",
    "CHILD DOB PREV_PERM LA_PERM DATE_PERM",
    "",
    "previous_permanence",
  ),
  file(
    "missing",
    "missing episodes",
    "CHILD DOB MISSING MIS_START MIS_END",
    "MIS_START MIS_END",
    "missing_episode",
  ),
  file(
    "sw_episodes",
    "social workers",
    "CHILD DOB SW_ID SW_DECOM SW_DEC SW_REASON",
    "SW_DECOM SW_DEC",
    "allocation",
    2024,
  ),
  file(
    "dolo",
    "deprivation of liberty orders",
    "CHILD DOB DOLO_START DOLO_END",
    "DOLO_START DOLO_END",
    "deprivation_order",
    2027,
  ),
];

/** The files a year's return has. */
export const filesFor = (year: number): readonly Ssda903File[] => SSDA903_FILES.filter((f) => f.from <= year);

/** Column names as the layout has them, without the nameless columns a spreadsheet leaves at the end. */
export function columnNames(columns: readonly string[]): readonly string[] {
  const names = columns.map((c) =>
    c
      .replace(/^\uFEFF/, "")
      .trim()
      .toUpperCase(),
  );
  const end = names.findLastIndex((name) => name !== "");
  return names.slice(0, end + 1);
}

export function findSsda903File(columns: readonly string[]): Ssda903File | null {
  const names = columnNames(columns);
  return SSDA903_FILES.find((f) => same(names, f.columns)) ?? null;
}

/** Which file has exactly these columns, in any order and any case; null when none has. */
export const recogniseSsda903 = (columns: readonly string[]): string | null =>
  findSsda903File(columns)?.name ?? null;

const same = (names: readonly string[], columns: readonly string[]): boolean =>
  names.length === columns.length && columns.every((c) => names.includes(c));

/** Why columns are none of the files', and what to do, in a sentence or two. */
export function whyNotSsda903(columns: readonly string[]): string {
  const names = columnNames(columns);
  const only = names.length === 1 ? names[0] : undefined;
  const mark = only === undefined ? undefined : SEPARATORS.find(([sign]) => only.includes(sign));
  if (mark !== undefined)
    return `Its columns are separated by ${mark[1]}. Save it as CSV with commas and add that.`;
  const twice = names.find((name, at) => name !== "" && names.indexOf(name) !== at);
  if (twice !== undefined) return `The column ${short(twice)} is there twice. Take one out.`;
  const nearest = SSDA903_FILES.map((f) => ({ f, shared: f.columns.filter((c) => names.includes(c)).length }))
    .filter(({ shared }) => shared > 1)
    .sort((a, b) => b.shared / b.f.columns.length - a.shared / a.f.columns.length)[0]?.f;
  if (nearest === undefined)
    return "Its columns are those of no SSDA903 file. Check that it is the right file and that its first row has the column names.";
  const missing = nearest.columns.filter((c) => !names.includes(c));
  const extra = names.filter((name) => !nearest.columns.includes(name));
  const said = [
    ...(missing.length > 0 ? [`has no ${missing.join(", ")}`] : []),
    ...(extra.length > 0 ? [`has ${extra.slice(0, 5).map(short).join(", ")} as well`] : []),
  ].join(" and ");
  return `It looks like the SSDA903 ${nearest.words} file (${nearest.name}) but ${said}. The columns must be exactly those of the return.`;
}

const SEPARATORS: readonly (readonly [sign: string, words: string])[] = [
  [";", "semicolons"],
  ["\t", "tabs"],
  ["|", "upright bars"],
  [",", "commas inside quotation marks"],
];

const short = (name: string): string => (name === "" ? "a column with no name" : name.slice(0, 40));

/** `Looked-after return 2024-25: episodes`. */
export const titleOf = (words: string, year: number): string =>
  `Looked-after return ${yearTitle(year)}: ${words}`;
