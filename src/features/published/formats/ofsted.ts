import type { IsoDate } from "../../../kernel/dates.ts";
import { areaOfNumber } from "../regions.ts";
import { type InspectionRow, NOTHING, type PublishedContent } from "./content.ts";
import { dateOrBlank, firstDaySaid } from "./dates.ts";
import { webAddress } from "./lait.ts";
import { cellsOf, refuse, type Sheet, type SheetRow } from "./sheet.ts";

/** From this day care leavers are judged by themselves. */
const LEAVERS_APART: IsoDate = "2023-01-01" as IsoDate;

export const versionOf = (started: IsoDate): string =>
  started >= LEAVERS_APART ? "ILACS from 2023" : "ILACS to 2022";

const published = (sheet: Sheet, row: SheetRow, column: string): IsoDate => {
  const text = cellsOf(sheet)(row, column);
  const day = dateOrBlank(text);
  if (day === undefined || day === null)
    throw refuse(
      "date-unreadable",
      sheet.file,
      row.line,
      `“${text.slice(0, 40)}” in ${column} is no date. Dates are written 2023-09-04.`,
    );
  return day;
};

/** The lines that were graded, in the words of the report. A blank is no line of that inspection. */
function lines(
  sheet: Sheet,
  row: SheetRow,
  columns: { readonly [line: string]: string },
): { readonly [line: string]: string } {
  const cell = cellsOf(sheet);
  return Object.fromEntries(
    Object.entries(columns).flatMap(([line, column]) => {
      const said = cell(row, column);
      return said === "" ? [] : [[line, said]];
    }),
  );
}

/** Ofsted's list of inspections and visits under ILACS. */
export function readIlacs(sheet: Sheet): PublishedContent {
  const cell = cellsOf(sheet);
  const inspections = sheet.rows.map((row): InspectionRow => {
    const startedOn = published(sheet, row, "inspection_start");
    const type = cell(row, "type");
    const visit = /visit/i.test(type);
    if (!visit && !/^ILACS/i.test(type))
      throw refuse(
        "type-unknown",
        sheet.file,
        row.line,
        `“${type.slice(0, 60)}” is no kind of inspection Kith knows.`,
      );
    const ons = cell(row, "ons_code");
    return {
      area: { ons, name: cell(row, "name"), line: row.line },
      codeThen: ons,
      framework: visit ? "visit" : "ILACS",
      version: visit ? type : versionOf(startedOn),
      type: visit ? type : /short/i.test(type) ? "short" : "standard",
      startedOn,
      datesSaid: null,
      publishedOn: published(sheet, row, "published"),
      judgements: lines(sheet, row, {
        overall: "overall",
        help_protection: "help_protection",
        in_care: "in_care",
        care_leavers: "care_leavers",
        leaders: "leaders",
      }),
      theme: cell(row, "visit_theme") || null,
      link: null,
    };
  });
  return {
    ...NOTHING,
    inspections,
    edition: inspections.reduce((last, { publishedOn }) => (publishedOn > last ? publishedOn : last), ""),
  };
}

/** The latest judgement of each authority, as a reader of reports made it out. Two of its words stand for nothing judged. */
export function readLatest(sheet: Sheet): PublishedContent {
  const cell = cellsOf(sheet);
  const inspections = sheet.rows.map((row): InspectionRow => {
    const code = cell(row, "dfe_code");
    if (areaOfNumber(code)?.kind !== "authority")
      throw refuse(
        "authority-unknown",
        sheet.file,
        row.line,
        `“${code}” is no authority's three-digit code.`,
      );
    const publishedOn = published(sheet, row, "publication_date");
    const startedOn =
      cell(row, "inspection_start_date") === "" ? null : published(sheet, row, "inspection_start_date");
    const type = cell(row, "inspection_framework");
    const all = lines(sheet, row, {
      overall: "overall_effectiveness_grade",
      help_protection: "help_and_protection_grade",
      in_care: "in_care_grade",
      care_leavers: "care_leavers_grade",
      leaders: "impact_of_leaders_grade",
    });
    return {
      area: { code },
      codeThen: cell(row, "ons_code") || code,
      framework: "ILACS",
      version: versionOf(startedOn ?? publishedOn),
      type: type === "None" || type === "" ? "kind not said" : type,
      startedOn,
      datesSaid: null,
      publishedOn,
      judgements: Object.fromEntries(
        Object.entries(all).filter(([, said]) => said !== "inspection_pre_dates_judgement"),
      ),
      theme: null,
      link: webAddress(cell(row, "inspection_link")) || null,
    };
  });
  return {
    ...NOTHING,
    inspections,
    edition: inspections.reduce((last, { publishedOn }) => (publishedOn > last ? publishedOn : last), ""),
  };
}

/** Inspections under the Single Inspection Framework. A second one of an authority was a re-inspection. */
export function readSif(sheet: Sheet): PublishedContent {
  const cell = cellsOf(sheet);
  const first = new Map<string, string>();
  for (const row of sheet.rows) {
    const [code, day] = [cell(row, "dfe_code"), cell(row, "published")];
    if ((first.get(code) ?? "9999") > day) first.set(code, day);
  }
  const inspections = sheet.rows.map((row): InspectionRow => {
    const code = cell(row, "dfe_code");
    if (areaOfNumber(code)?.kind !== "authority")
      throw refuse(
        "authority-unknown",
        sheet.file,
        row.line,
        `“${code}” is no authority's three-digit code.`,
      );
    const datesSaid = cell(row, "inspection_dates_text");
    const publishedOn = published(sheet, row, "published");
    return {
      area: { code },
      codeThen: code,
      framework: "SIF",
      version: "SIF",
      type: first.get(code) === publishedOn ? "full" : "re-inspection",
      startedOn: firstDaySaid(datesSaid),
      datesSaid: datesSaid || null,
      publishedOn,
      judgements: lines(sheet, row, {
        overall: "overall",
        help_protection: "help_protection",
        looked_after_permanence: "looked_after_permanence",
        adoption: "adoption",
        care_leavers: "care_leavers",
        leadership: "leadership",
      }),
      theme: null,
      link: null,
    };
  });
  return {
    ...NOTHING,
    inspections,
    edition: inspections.reduce((last, { publishedOn }) => (publishedOn > last ? publishedOn : last), ""),
  };
}
