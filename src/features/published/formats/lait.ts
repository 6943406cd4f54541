import { laitId } from "../catalogue.ts";
import { areaOfNumber, nameOfWide } from "../regions.ts";
import { readFigure } from "./cells.ts";
import { type AreaRow, type FigureRow, type MeasureRow, NOTHING, type PublishedContent } from "./content.ts";
import { cellsOf, refuse, type Sheet, type SheetRow } from "./sheet.ts";

const YEAR = /^20\d{2}$/;

/** An area told by a three-digit code alone. Its name is kept only where no better list has given one. */
export function areaByNumber(sheet: Sheet, row: SheetRow, given: string, name: string): AreaRow {
  const area = areaOfNumber(given);
  if (area === undefined)
    throw refuse(
      "authority-unknown",
      sheet.file,
      row.line,
      `“${given.slice(0, 40)}” is not the three-digit code of an authority, a region or England.`,
    );
  return {
    code: area.code,
    kind: area.kind,
    name: area.kind === "authority" ? name : nameOfWide(area.code),
    onsCodes: area.kind === "authority" ? [] : [area.code],
    regionCode: null,
    abolishedOn: null,
    successors: [],
    members: [],
    namedIn: "",
  };
}

/** A table with an area in each row and a year in each column. */
export function readYears(sheet: Sheet, measureOf: (row: SheetRow) => string): PublishedContent {
  const cell = cellsOf(sheet);
  const years = sheet.columns.filter((name) => YEAR.test(name));
  const areas = new Map<string, AreaRow>();
  const figures: FigureRow[] = [];
  const seen = new Set<string>();
  let edition = "";
  for (const row of sheet.rows) {
    const area = areaByNumber(sheet, row, cell(row, "dfe_code"), cell(row, "name"));
    if (!areas.has(area.code)) areas.set(area.code, area);
    const measure = measureOf(row);
    const key = `${measure} ${area.code}`;
    if (seen.has(key))
      throw refuse(
        "figure-twice",
        sheet.file,
        row.line,
        `this measure and area are there a second time (${measure}, ${area.name}).`,
      );
    seen.add(key);
    for (const year of years) {
      const read = readFigure(cell(row, year));
      if (read === undefined)
        throw refuse(
          "figure-unreadable",
          sheet.file,
          row.line,
          `“${cell(row, year).slice(0, 40)}” in ${year} is neither a number nor a sign that stands for none.`,
        );
      if (read === null) continue;
      if (read.value !== null && year > edition) edition = year;
      figures.push({
        measure,
        area: area.code,
        period: year,
        ...read,
        numerator: null,
        denominator: null,
        saidBy: null,
      });
    }
  }
  return { ...NOTHING, areas: [...areas.values()], figures, edition };
}

/** The interactive tool's values. */
export function readLaitValues(sheet: Sheet): PublishedContent {
  const cell = cellsOf(sheet);
  return readYears(sheet, (row) => {
    const short = cell(row, "measure");
    if (short === "")
      throw refuse("measure-missing", sheet.file, row.line, "the row says of no measure what it is.");
    return laitId(short);
  });
}

/** The interactive tool's list of what it measures. */
export function readLaitMeasures(sheet: Sheet): PublishedContent {
  const cell = cellsOf(sheet);
  const measures = new Map<string, MeasureRow>();
  for (const row of sheet.rows) {
    const id = laitId(cell(row, "Measure_short"));
    if (measures.has(id))
      throw refuse(
        "measure-twice",
        sheet.file,
        row.line,
        `the measure “${cell(row, "Measure_short")}” is there a second time.`,
      );
    measures.set(id, {
      id,
      name: cell(row, "Measure"),
      topic: cell(row, "Topic"),
      unit: cell(row, "y_axis_name"),
      polarity: cell(row, "Polarity"),
      description: cell(row, "Description"),
      methodology: cell(row, "Methodology"),
      link: webAddress(cell(row, "link")),
      yearType: cell(row, "Year_Type"),
    });
  }
  return { ...NOTHING, measures: [...measures.values()] };
}

/** A link only where it is one: it will stand on a page. */
export const webAddress = (text: string): string => (/^https?:\/\/[^\s"'<>]+$/i.test(text) ? text : "");
