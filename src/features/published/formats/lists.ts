import { parseDate } from "../../../kernel/dates.ts";
import { areaOfNumber, REGIONS } from "../regions.ts";
import { readFigure } from "./cells.ts";
import {
  type AreaRow,
  type FigureRow,
  type NeighbourRow,
  NOTHING,
  type PublishedContent,
} from "./content.ts";
import { areaByNumber, readYears } from "./lait.ts";
import { cellsOf, refuse, type Sheet, type SheetRow } from "./sheet.ts";

/** Later than any year's table, so that the list's names are kept. */
const BY_THE_LIST = "9999";

/**
 * The list of authorities, with those abolished and what followed them. One whose three digits stayed when only its form changed is one area under two codes of the statistics
 * office; one that was split or joined to others ended.
 */
export function readAuthorities(sheet: Sheet): PublishedContent {
  const cell = cellsOf(sheet);
  const code = (row: SheetRow): string => {
    const given = cell(row, "dfe_code");
    if (areaOfNumber(given)?.kind !== "authority")
      throw refuse(
        "authority-unknown",
        sheet.file,
        row.line,
        `“${given}” is no authority's three-digit code.`,
      );
    return given;
  };
  const byOns = new Map(sheet.rows.map((row) => [cell(row, "ons_code"), code(row)]));
  const areas = new Map<string, AreaRow>();
  for (const row of sheet.rows) {
    const own = code(row);
    const region = cell(row, "region_code");
    if (region !== "" && !REGIONS.has(region))
      throw refuse("region-unknown", sheet.file, row.line, `there is no region with the code “${region}”.`);
    const said = cell(row, "abolished_on");
    const ended = said === "" ? null : parseDate(said);
    if (ended === undefined)
      throw refuse(
        "date-unreadable",
        sheet.file,
        row.line,
        `“${said}” is no date. Dates are written 2023-04-01.`,
      );
    const successors = [
      ...new Set(
        cell(row, "successor_ons_codes")
          .split("|")
          .filter((one) => one !== "")
          .map((ons) => byOns.get(ons) ?? ""),
      ),
    ];
    if (successors.includes(""))
      throw refuse(
        "successor-unknown",
        sheet.file,
        row.line,
        "what followed this authority is not in the list.",
      );
    const sameDigits = successors.includes(own);
    const known = areas.get(own);
    const current = ended === null;
    areas.set(own, {
      code: own,
      kind: "authority",
      name: known !== undefined && !current ? known.name : cell(row, "name"),
      onsCodes: [...(known?.onsCodes ?? []), cell(row, "ons_code")],
      regionCode: region === "" ? (known?.regionCode ?? null) : region,
      abolishedOn: sameDigits || known !== undefined ? null : ended,
      successors: sameDigits || known !== undefined ? [] : successors,
      members: [],
      namedIn: BY_THE_LIST,
    });
  }
  return { ...NOTHING, areas: [...areas.values()] };
}

/** Statistical neighbours. The file says of no year which set it is, so its name must. */
export function readNeighbours(sheet: Sheet): PublishedContent {
  const cell = cellsOf(sheet);
  const edition = /20\d{2}/.exec(sheet.file)?.[0];
  if (edition === undefined)
    throw refuse(
      "year-missing",
      sheet.file,
      null,
      "a set of neighbours needs its year in the file's name, as neighbours_2025.csv. Rename it and add that.",
    );
  const neighbours = new Map<string, NeighbourRow>();
  for (const row of sheet.rows) {
    const [area, neighbour] = [cell(row, "dfe_code"), cell(row, "neighbour_dfe_code")];
    if ([area, neighbour].some((one) => areaOfNumber(one)?.kind !== "authority"))
      throw refuse(
        "authority-unknown",
        sheet.file,
        row.line,
        `“${area}” or “${neighbour}” is no authority's three-digit code.`,
      );
    const nearest = Number(cell(row, "rank"));
    if (!Number.isInteger(nearest) || nearest < 1)
      throw refuse("order-unreadable", sheet.file, row.line, `“${cell(row, "rank")}” is no place from 1 on.`);
    const key = `${area} ${nearest}`;
    if (neighbours.has(key))
      throw refuse(
        "neighbour-twice",
        sheet.file,
        row.line,
        `${area} has two neighbours at place ${nearest}.`,
      );
    neighbours.set(key, { edition, area, nearest, neighbour, closeness: cell(row, "closeness") });
  }
  return { ...NOTHING, neighbours: [...neighbours.values()], edition };
}

/** Cafcass: care applications by authority, a column for each year ending in March. */
export const readCareApplications = (sheet: Sheet): PublishedContent =>
  readYears(sheet, () => "cafcass.care-applications");

/** Figures quoted in the press and on pages, each with where it was read. */
export function readQuoted(sheet: Sheet): PublishedContent {
  const cell = cellsOf(sheet);
  const areas = new Map<string, AreaRow>();
  const figures = new Map<string, FigureRow>();
  let edition = "";
  for (const row of sheet.rows) {
    const area = areaByNumber(sheet, row, cell(row, "dfe_code"), cell(row, "area"));
    if (!areas.has(area.code)) areas.set(area.code, area);
    const period = cell(row, "year_ending");
    if (!/^20\d{2}$/.test(period))
      throw refuse("year-unreadable", sheet.file, row.line, `“${period}” is no year.`);
    if (period > edition) edition = period;
    const measure = `quoted.${cell(row, "measure")}`;
    const key = `${measure} ${area.code} ${period}`;
    if (figures.has(key))
      throw refuse("figure-twice", sheet.file, row.line, "this figure is quoted a second time: keep one.");
    figures.set(key, quoted(sheet, row, measure, area.code, period));
  }
  return { ...NOTHING, areas: [...areas.values()], figures: [...figures.values()], edition };
}

/** Care applications by month for England, as quoted; most months may be blank. */
export function readMonthly(sheet: Sheet, england: string): PublishedContent {
  const cell = cellsOf(sheet);
  const figures: FigureRow[] = [];
  for (const row of sheet.rows) {
    const period = cell(row, "month");
    if (!/^20\d{2}-(?:0[1-9]|1[0-2])$/.test(period))
      throw refuse(
        "month-unreadable",
        sheet.file,
        row.line,
        `“${period}” is no month. Months are written 2014-03.`,
      );
    if (cell(row, "care_applications") !== "")
      figures.push(
        quoted(sheet, row, "quoted.care_applications_by_month", england, period, "care_applications"),
      );
  }
  const twice = figures.find(
    (one, index) => figures.findIndex(({ period }) => period === one.period) !== index,
  );
  if (twice !== undefined)
    throw refuse("figure-twice", sheet.file, null, `${twice.period} is there a second time.`);
  return { ...NOTHING, figures, edition: figures.at(-1)?.period ?? "" };
}

function quoted(
  sheet: Sheet,
  row: SheetRow,
  measure: string,
  area: string,
  period: string,
  column = "value",
): FigureRow {
  const cell = cellsOf(sheet);
  const read = readFigure(cell(row, column));
  if (read === undefined || read === null)
    throw refuse(
      "figure-unreadable",
      sheet.file,
      row.line,
      `“${cell(row, column).slice(0, 40)}” is no number.`,
    );
  const saidBy = cell(row, "source");
  if (saidBy === "")
    throw refuse("source-missing", sheet.file, row.line, "a quoted figure needs where it was read.");
  return { measure, area, period, ...read, numerator: null, denominator: null, saidBy };
}

const IMD = "Upper Tier Local Authority District code (2019)";
export const IMD_COLUMNS = [IMD, "IMD - Average score"];

/** Deprivation in 2019, by the statistics office's codes. */
export function readDeprivation(
  sheet: Sheet,
  authorityOf: (ons: string) => string | undefined,
): PublishedContent {
  const cell = cellsOf(sheet);
  const figures = sheet.rows.flatMap((row) => {
    const area = authorityOf(cell(row, IMD));
    if (area === undefined)
      throw unknownOns(
        sheet,
        row.line,
        cell(row, IMD),
        cell(row, "Upper Tier Local Authority District name (2019)"),
      );
    return (
      [
        ["imd.score", "IMD - Average score"],
        ["imd.most-deprived-tenth", "IMD - Proportion of LSOAs in most deprived 10% nationally"],
      ] as const
    ).flatMap(([measure, column]): FigureRow[] => {
      const read = readFigure(cell(row, column));
      if (read === undefined)
        throw refuse(
          "figure-unreadable",
          sheet.file,
          row.line,
          `“${cell(row, column)}” in ${column} is no number.`,
        );
      return read === null
        ? []
        : [{ measure, area, period: "2019", ...read, numerator: null, denominator: null, saidBy: null }];
    });
  });
  return { ...NOTHING, figures, edition: "2019" };
}

export const unknownOns = (sheet: Sheet, line: number, ons: string, name: string): Error =>
  refuse(
    "area-unknown",
    sheet.file,
    line,
    `${name || "an area"} (${ons || "no code"}) is not an authority Kith knows. Add the list of authorities, or one of the Department's tables, first; then add this again.`,
  );
