import type { ByteSource } from "../../../platform/files/bytes.ts";
import { ENGLAND } from "../regions.ts";
import type { PublishedContent } from "./content.ts";
import { readDfeTable, TIDY } from "./dfe.ts";
import { DFE_TABLES } from "./dfeTables.ts";
import { readLaitMeasures, readLaitValues } from "./lait.ts";
import {
  IMD_COLUMNS,
  readAuthorities,
  readCareApplications,
  readDeprivation,
  readMonthly,
  readNeighbours,
  readQuoted,
} from "./lists.ts";
import { readIlacs, readLatest, readSif } from "./ofsted.ts";
import { readSheet, refuse, type Sheet } from "./sheet.ts";

/** What a reader may ask of what is held. */
export type Known = {
  /** The authority a code of the statistics office means. */
  readonly authorityOf: (ons: string) => string | undefined;
};

/** One format of published figures, told by its columns. */
export type PublishedFormat = {
  readonly kind: string;
  readonly title: string;
  readonly publisher: string;
  readonly licence: string;
  /** Columns that it has and no other format has together. */
  readonly needs: readonly string[];
  /** Read before others of one batch: lists of areas, which others lean on. */
  readonly first?: true;
  readonly read: (sheet: Sheet, known: Known) => PublishedContent;
};

const OGL = "Open Government Licence v3.0";
const DFE = "Department for Education";

export const FORMATS: readonly PublishedFormat[] = [
  {
    kind: "authorities",
    title: "List of authorities",
    publisher: "Made from lists of the Department and the statistics office",
    licence: OGL,
    needs: ["dfe_code", "ons_code", "successor_ons_codes", "abolished_on"],
    first: true,
    read: readAuthorities,
  },
  ...DFE_TABLES.map((table): PublishedFormat => ({
    kind: table.kind,
    title: table.title,
    publisher: table.publisher,
    licence: OGL,
    needs: [...TIDY, ...table.needs],
    ...(table.kind === "population" ? { first: true } : {}),
    read: (sheet) => readDfeTable(sheet, table),
  })),
  {
    kind: "lait-measures",
    title: "Interactive tool: what it measures",
    publisher: DFE,
    licence: OGL,
    needs: ["Measure_short", "Polarity", "Methodology"],
    read: readLaitMeasures,
  },
  {
    kind: "lait-values",
    title: "Interactive tool: values",
    publisher: DFE,
    licence: OGL,
    needs: ["measure", "dfe_code", "name"],
    read: readLaitValues,
  },
  {
    kind: "neighbours",
    title: "Statistical neighbours",
    publisher: DFE,
    licence: OGL,
    needs: ["dfe_code", "rank", "neighbour_dfe_code"],
    read: readNeighbours,
  },
  {
    kind: "cafcass-quoted",
    title: "Care applications as quoted",
    publisher: "Cafcass, as quoted",
    licence: "Facts, each with its source",
    needs: ["area", "year_ending", "measure", "value", "source"],
    read: readQuoted,
  },
  {
    kind: "cafcass-monthly",
    title: "Care applications by month as quoted",
    publisher: "Cafcass, as quoted",
    licence: "Facts, each with its source",
    needs: ["month", "care_applications", "source"],
    read: (sheet) => readMonthly(sheet, ENGLAND),
  },
  {
    kind: "cafcass-rate",
    title: "Care applications by authority",
    publisher: "Cafcass",
    licence: "Cafcass; published by the Department under " + OGL,
    needs: ["dfe_code", "name"],
    read: readCareApplications,
  },
  {
    kind: "ofsted-sif",
    title: "Inspections under the Single Inspection Framework",
    publisher: "Ofsted",
    licence: OGL,
    needs: ["inspection_dates_text", "looked_after_permanence", "adoption"],
    read: readSif,
  },
  {
    kind: "ofsted-latest",
    title: "Latest judgement of each authority",
    publisher: "Ofsted, as read from its reports",
    licence: OGL,
    needs: ["overall_effectiveness_grade", "inspection_framework", "publication_date"],
    read: readLatest,
  },
  {
    kind: "ofsted-ilacs",
    title: "Inspections and visits under ILACS",
    publisher: "Ofsted",
    licence: OGL,
    needs: ["ons_code", "inspection_start", "type", "overall", "leaders"],
    read: readIlacs,
  },
  {
    kind: "deprivation",
    title: "Deprivation 2019",
    publisher: "Ministry of Housing, Communities and Local Government",
    licence: OGL,
    needs: IMD_COLUMNS,
    read: (sheet, known) => readDeprivation(sheet, known.authorityOf),
  },
];

/** The format of a table by its columns: the one that needs the most of them, so that a table with more is never taken for a poorer one. */
export function formatOf(columns: readonly string[]): PublishedFormat | undefined {
  const has = new Set(columns);
  return FORMATS.filter(({ needs }) => needs.every((name) => has.has(name)))
    .filter(
      ({ kind }) =>
        kind !== "cafcass-rate" || columns.every((name, index) => index < 2 || /^20\d{2}$/.test(name)),
    )
    .toSorted((a, b) => b.needs.length - a.needs.length)[0];
}

export type Recognised = { readonly format: PublishedFormat; readonly sheet: Sheet };

/** Reads a file's rows and says which table it is. Throws UnreadableFile for one that is none Kith knows. */
export async function recognise(source: ByteSource): Promise<Recognised> {
  const sheet = await readSheet(source);
  const format = formatOf(sheet.columns);
  if (format === undefined)
    throw refuse(
      "not-published-figures",
      source.name,
      1,
      `Kith knows no table of published figures with these columns (${sheet.columns.slice(0, 4).join(", ")} ...). The page says which tables it takes.`,
    );
  return { format, sheet };
}
