import { areaOfNumber, ENGLAND, REGIONS } from "../regions.ts";
import { addFigures, type PrintedFigure, readFigure } from "./cells.ts";
import { type AreaRow, type FigureRow, NOTHING, type PublishedContent } from "./content.ts";
import type { DfeTable, MeasureColumns } from "./dfeTables.ts";
import { cellsOf, refuse, type Sheet, type SheetRow } from "./sheet.ts";

export const TIDY = ["time_period", "time_identifier", "geographic_level", "country_code"];

const MONTHS = [
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
  "January",
  "February",
  "March",
];

/** Reads one of the Department's tables. Throws UnreadableFile, with the line, for what is not as such tables are. */
export function readDfeTable(sheet: Sheet, table: DfeTable): PublishedContent {
  const cell = cellsOf(sheet);
  const areas = new Map<string, AreaRow>();
  const figures: FigureRow[] = [];
  const seen = new Set<string>();
  const totals = table.total === undefined ? undefined : totalsOf(sheet, table.total);
  let edition = "";

  const figure = (row: SheetRow, column: string): PrintedFigure | null => {
    const read = readFigure(cell(row, column));
    if (read === undefined)
      throw refuse(
        "figure-unreadable",
        sheet.file,
        row.line,
        `“${cell(row, column).slice(0, 40)}” in ${column} is neither a number nor a letter that stands for none (c, x, z, u, k).`,
      );
    return read;
  };

  const add = (row: SheetRow, kept: FigureRow): void => {
    const key = `${kept.measure} ${kept.area} ${kept.period}`;
    if (seen.has(key))
      throw refuse(
        "figure-twice",
        sheet.file,
        row.line,
        `this area and year are there a second time (${kept.measure}, ${kept.area}, ${kept.period}).`,
      );
    seen.add(key);
    figures.push(kept);
  };

  for (const row of sheet.rows) {
    const year = yearOf(cell(row, "time_period"));
    if (year === undefined)
      throw refuse(
        "year-unreadable",
        sheet.file,
        row.line,
        `“${cell(row, "time_period").slice(0, 40)}” is no year. Years are written 2025 or 202425.`,
      );
    if (year > edition) edition = year;
    const area = areaOf(sheet, row, year);
    const known = areas.get(area.code);
    areas.set(area.code, known === undefined ? area : joined(known, area));
    for (const measure of table.measures) {
      if (Object.entries(measure.only ?? {}).some(([column, is]) => cell(row, column) !== is)) continue;
      const read = measured(measure, (column) => figure(row, column), totals?.(row) ?? null);
      if (read !== null)
        add(row, { measure: measure.id, area: area.code, period: year, saidBy: null, ...read });
    }
    if (table.months !== undefined) {
      for (const [index, month] of MONTHS.entries()) {
        const read = figure(row, month);
        if (read === null) continue;
        // A year ending in March begins in April of the year before.
        const period =
          index < 9
            ? `${Number(year) - 1}-${String(index + 4).padStart(2, "0")}`
            : `${year}-${String(index - 8).padStart(2, "0")}`;
        add(row, {
          measure: table.months,
          area: area.code,
          period,
          ...read,
          numerator: null,
          denominator: null,
          saidBy: null,
        });
      }
    }
  }
  return { ...NOTHING, areas: [...areas.values()], figures, edition };
}

/** A year as the Department writes it: 2025, or 202425 for the one that ends in it. */
function yearOf(text: string): string | undefined {
  if (/^(?:19|20)\d{2}$/.test(text)) return text;
  const both = /^((?:19|20)\d{2})(\d{2})$/.exec(text);
  if (both === null) return undefined;
  const end = String(Number(both[1]) + 1);
  return end.endsWith(both[2] ?? "") ? end : undefined;
}

type Measured = Pick<FigureRow, "value" | "numerator" | "denominator" | "status">;

/** A measure in one row: its value as printed, or its count where only that is. Null where the row says nothing of it. */
function measured(
  measure: MeasureColumns,
  figure: (column: string) => PrintedFigure | null,
  total: PrintedFigure | null,
): Measured | null {
  const value = measure.value === undefined ? undefined : figure(measure.value);
  const parts = (measure.numerator ?? []).map(figure);
  const over =
    measure.denominator === undefined ? (total === null ? [] : [total]) : measure.denominator.map(figure);
  const asked = [...(value === undefined ? [] : [value]), ...parts];
  if (asked.every((part) => part === null)) return null;
  const numerator = addFigures(parts);
  const denominator = over.length === 0 ? null : addFigures(over);
  const [silent] = [...(value === undefined ? parts : [value]), ...over].filter(
    (part) => part !== null && part.status !== "known",
  );
  if (value !== undefined && value !== null)
    return { value: value.value, status: value.status, numerator, denominator };
  // Only counts are printed: what stands for none in any of them stands for the whole.
  return numerator === null
    ? { value: null, status: silent?.status ?? "not-given", numerator: null, denominator }
    : {
        value: null,
        status: over.length > 0 && denominator === null ? (silent?.status ?? "not-given") : "known",
        numerator,
        denominator,
      };
}

type Total = NonNullable<DfeTable["total"]>;

/** Finds the row that says how many there are of a row's group. */
function totalsOf(sheet: Sheet, total: Total): (row: SheetRow) => PrintedFigure | null {
  const cell = cellsOf(sheet);
  const key = (row: SheetRow): string =>
    [
      cell(row, "time_period"),
      cell(row, "geographic_level"),
      cell(row, "region_code"),
      cell(row, "old_la_code"),
      cell(row, total.within),
    ].join("|");
  const found = new Map<string, PrintedFigure | null>();
  for (const row of sheet.rows)
    if (cell(row, total.column) === total.is) found.set(key(row), readFigure(cell(row, total.count)) ?? null);
  return (row) => found.get(key(row)) ?? null;
}

function areaOf(sheet: Sheet, row: SheetRow, year: string): AreaRow {
  const cell = cellsOf(sheet);
  const bare = { regionCode: null, abolishedOn: null, successors: [], members: [], namedIn: year };
  const level = cell(row, "geographic_level");
  switch (level) {
    case "National":
      if (cell(row, "country_code") !== ENGLAND)
        throw refuse(
          "not-england",
          sheet.file,
          row.line,
          "this is not about England, and Kith compares within England only.",
        );
      return { ...bare, code: ENGLAND, kind: "country", name: "England", onsCodes: [ENGLAND] };
    case "Regional": {
      const code = cell(row, "region_code");
      const name = REGIONS.get(code);
      if (name === undefined)
        throw refuse("region-unknown", sheet.file, row.line, `there is no region with the code “${code}”.`);
      return { ...bare, code, kind: "region", name, onsCodes: [code] };
    }
    case "Local authority":
      return authority(sheet, row, cell, bare);
    default:
      throw refuse(
        "level-unknown",
        sheet.file,
        row.line,
        `“${level.slice(0, 40)}” is no level Kith knows: National, Regional or Local authority.`,
      );
  }
}

function authority(
  sheet: Sheet,
  row: SheetRow,
  cell: (row: SheetRow, column: string) => string,
  bare: Pick<AreaRow, "regionCode" | "abolishedOn" | "successors" | "members" | "namedIn">,
): AreaRow {
  const given = cell(row, "old_la_code");
  const codes = given.split("/").map((code) => code.trim());
  if (codes.some((code) => areaOfNumber(code)?.kind !== "authority"))
    throw refuse(
      "authority-unknown",
      sheet.file,
      row.line,
      `“${given.slice(0, 40)}” is no authority's three-digit code.`,
    );
  const region = cell(row, "region_code");
  const joint = codes.length > 1;
  return {
    ...bare,
    code: codes.join("+"),
    kind: joint ? "joint" : "authority",
    name: cell(row, "la_name"),
    onsCodes: joint ? [] : [cell(row, "new_la_code")].filter((code) => code !== ""),
    regionCode: REGIONS.has(region) ? region : null,
    members: joint ? codes : [],
  };
}

/** An area under every code it has had, by the name it had last. */
function joined(a: AreaRow, b: AreaRow): AreaRow {
  const later = b.namedIn >= a.namedIn ? b : a;
  const codes = [...a.onsCodes, ...b.onsCodes.filter((code) => !a.onsCodes.includes(code))];
  return { ...later, onsCodes: codes };
}
