import type { PdfBlock } from "../../platform/files/pdf.ts";
import { sayNumber } from "../../ui/words.ts";
import { AREAS } from "../insight/indicators.ts";
import { sayCount } from "./sees.ts";
import { type PackData, plainLines, type ValueLine } from "./values.ts";
import { nameOf, sayOf, sayValue } from "./words.ts";

export function areaBlocks({ values, report }: PackData): PdfBlock[] {
  const { sees } = report;
  return AREAS.flatMap(([area, words], i): PdfBlock[] => {
    const rows = values.filter(({ indicator, why }) => indicator.area === area && why === null);
    if (rows.length === 0) return [];
    return [
      { kind: "heading", level: 2, text: words, newPage: i === 0 },
      {
        kind: "table",
        caption: `${words}: the last twelve months, or today`,
        columns: [
          { head: "Measure", share: 6 },
          { head: "Value", share: 3, numeric: true },
          { head: "Numerator", share: 2, numeric: true },
          { head: "Of", share: 2, numeric: true },
          { head: "Open and past the day", share: 2, numeric: true },
        ],
        rows: rows.map(({ indicator, measure, reading, twin }) => [
          nameOf({ indicator, measure }),
          sayValue(reading, sees),
          reading === null || reading.unit === "score" ? "" : sayNumber(Math.round(reading.numerator)),
          sayOf(reading),
          twin === null ? "" : sayCount(twin, sees),
        ]),
      },
    ];
  });
}

export function plainBlocks({ values, report }: PackData): PdfBlock[] {
  return [
    { kind: "heading", level: 2, text: "The figures, what they mean and what to ask", newPage: true },
    {
      kind: "table",
      caption: "Totals of ten and more, in tens",
      columns: [
        { head: "Measure", share: 3 },
        { head: "What it is", share: 5 },
        { head: "Now", share: 4 },
        { head: "Ask", share: 5 },
      ],
      rows: plainLines(values, report.sees).map(({ name, means, said, open, ask }) => [
        name,
        means,
        open === null ? said : `${said}; ${open}`,
        ask,
      ]),
    },
  ];
}

export function untoldBlocks({ report }: PackData): PdfBlock[] {
  if (report.untold.length === 0) return [];
  return [
    { kind: "heading", level: 2, text: "What cannot be told" },
    {
      kind: "table",
      caption: "Not clear: unknown",
      columns: [
        { head: "Indicator", share: 3 },
        { head: "Why we cannot tell", share: 4 },
        { head: "What would tell", share: 4 },
      ],
      rows: report.untold.map(({ indicator, why }) => [indicator.name, why.because, why.wouldTell]),
    },
  ];
}

export function definitionBlocks(values: readonly ValueLine[]): PdfBlock[] {
  const indicators = [...new Set(values.filter(({ why }) => why === null).map(({ indicator }) => indicator))];
  if (indicators.length === 0) return [];
  return [
    { kind: "heading", level: 2, text: "Definitions and sources" },
    {
      kind: "table",
      caption: "How each indicator is counted",
      columns: [
        { head: "Indicator", share: 3 },
        { head: "What it is", share: 7 },
        { head: "Source", share: 4 },
      ],
      rows: indicators.map(({ name, definition, source }) => [name, definition, source]),
    },
  ];
}
