import { londonDate, londonTime } from "../../kernel/dates.ts";
import type { CellContent } from "../../platform/files/workbook.ts";
import type { WrittenSheet } from "../../platform/files/workbookSheets.ts";
import { sayDate } from "../../ui/words.ts";
import { AREAS } from "../insight/indicators.ts";
import type { Point } from "../insight/series.ts";
import type { Reading } from "../insight/tally.ts";
import { packTitle, sayAbove, sayRules, type Stamp } from "./stamp.ts";
import { isEnough, sayAudience, sayCount, type Sees } from "./sees.ts";
import type { PackData, ValueLine } from "./values.ts";
import { nameOf } from "./words.ts";
import { sayOldest } from "./wrong.ts";

const COLUMNS = [
  { head: "Indicator", width: 10 },
  { head: "Measure", width: 44 },
  { head: "Time", width: 22 },
  { head: "Value", width: 12 },
  { head: "Unit", width: 22 },
  { head: "Numerator", width: 12 },
  { head: "Of", width: 12 },
  { head: "Open and past the day", width: 22 },
  { head: "Note", width: 30 },
] as const;

/** A pack as a workbook: a cover with what it is and how it is counted, what is wrong, and a sheet for each area. Each row is a measure at a time. */
export function packSheets(data: PackData, stamp: Stamp): WrittenSheet[] {
  return [cover(data, stamp), wrongSheet(data), ...areas(data), definitions(data.values)];
}

function cover({ report }: PackData, stamp: Stamp): WrittenSheet {
  const rows: CellContent[][] = [
    ["What", packTitle(stamp)],
    ...(stamp.demonstration ? [["Demonstration", sayAbove(stamp)]] : []),
    ["Authority", stamp.authority],
    ["Month", stamp.month.slice(0, 7)],
    ["For", sayAudience(stamp.audience)],
    ["Made", `${sayDate(londonDate(stamp.madeAt))}, ${londonTime(stamp.madeAt)}`],
    ["Made by", stamp.byName],
    ["Version", `Kith ${stamp.release}`],
    ...sayRules(report.sees).map((rule) => ["What is left out", rule]),
    ["Source", "Counted from the record; each indicator’s own source stands on the last sheet."],
    [
      "Time",
      "“12 months” is the twelve months that ended with the month of the pack; “on the day” is the day it was made.",
    ],
    ...report.untold.map(({ indicator, why }) => [
      "Cannot be told",
      `${indicator.name}: because ${why.because}. What would tell: ${why.wouldTell}.`,
    ]),
  ];
  return {
    name: "Cover",
    columns: [
      { head: "About this pack", width: 20 },
      { head: "", width: 110 },
    ],
    rows,
  };
}

function wrongSheet({ wrong, report }: PackData): WrittenSheet {
  const { sees, today } = report;
  return {
    name: "What is wrong now",
    columns: [
      { head: "What must never be", width: 60 },
      { head: "Children", width: 16 },
      { head: "Oldest", width: 20 },
      { head: "Accountable", width: 24 },
    ],
    rows: wrong.lines
      .filter(({ children }) => sees !== "tens" || isEnough(children, sees))
      .map((line) => [
        line.invariant.name,
        sayCount(line.children, sees),
        sayOldest(line, today, sees),
        line.invariant.accountable,
      ]),
  };
}

function areas({ values, report }: PackData): WrittenSheet[] {
  return AREAS.flatMap(([area, words]) => {
    const mine = values.filter(({ indicator, why }) => indicator.area === area && why === null);
    if (mine.length === 0) return [];
    const rows = mine.flatMap((line) => [
      valueRow(line, report.sees),
      ...(report.months.get(line.measure.id) ?? []).map((point) => monthRow(line, point)),
    ]);
    return [{ name: words, columns: COLUMNS, rows }];
  });
}

const figures = (reading: Reading | null): CellContent[] =>
  reading === null
    ? [null, null, null, null]
    : [
        reading.value === null ? null : Math.round(reading.value * 10_000) / 10_000,
        sayUnit(reading),
        reading.unit === "score" ? null : Math.round(reading.numerator),
        reading.denominator === null ? null : Math.round(reading.denominator),
      ];

function sayUnit({ unit }: Reading): string {
  if (unit === "share") return "share, of 1";
  return unit === "per10k" ? "for each 10,000 children" : unit;
}

const valueRow = (line: ValueLine, sees: Sees): CellContent[] => [
  line.indicator.no,
  nameOf(line),
  line.measure.reads === "day" ? "on the day" : "12 months",
  ...figures(line.reading),
  line.twin === null ? null : sayCount(line.twin, sees),
  line.reading === null ? "too few to show" : null,
];

const monthRow = (line: ValueLine, { month, reading, immature }: Point): CellContent[] => [
  line.indicator.no,
  nameOf(line),
  month.slice(0, 7),
  ...figures(immature ? null : reading),
  null,
  immature ? "not settled yet" : reading === null ? "too few to show" : null,
];

function definitions(values: readonly ValueLine[]): WrittenSheet {
  const indicators = [...new Set(values.map(({ indicator }) => indicator))];
  return {
    name: "Definitions",
    columns: [
      { head: "Indicator", width: 10 },
      { head: "Name", width: 40 },
      { head: "What it is", width: 80 },
      { head: "Numerator", width: 50 },
      { head: "Denominator", width: 50 },
      { head: "Too young to count", width: 40 },
      { head: "Source", width: 50 },
    ],
    rows: indicators.map((i) => [
      i.no,
      i.name,
      i.definition,
      i.numerator,
      i.denominator,
      i.immature,
      i.source,
    ]),
  };
}
