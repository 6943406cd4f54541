import { londonDate } from "../../kernel/dates.ts";
import type { PdfBlock, PdfTable } from "../../platform/files/pdf.ts";
import { chartSvg } from "../../ui/charts/chart-svg.tsx";
import { sayPeriod } from "../../ui/charts/periods.ts";
import { sayDate, sayNumber } from "../../ui/words.ts";
import { sayReading } from "../insight/chart.ts";
import { indicatorNo } from "../insight/indicators.ts";
import { changeChart, saySubtitle } from "./charts.ts";
import type { Outlook } from "./outlook.ts";
import type { Change } from "./read.ts";
import { isEnough, sayCount, type Sees } from "./sees.ts";
import { packTitle, sayRules, sayStamp, type Stamp } from "./stamp.ts";
import { areaBlocks, plainBlocks, untoldBlocks, definitionBlocks } from "./packTables.ts";
import type { PackData } from "./values.ts";
import { nameOf, sayLead, sayOf, sayOpen, sayValue } from "./words.ts";
import { sayOldest } from "./wrong.ts";

/** A pack in reading order, for paper and for who listens to it. */
export function packBlocks(data: PackData, stamp: Stamp): PdfBlock[] {
  const { report } = data;
  const { sees } = report;
  return [
    { kind: "heading", level: 1, text: packTitle(stamp) },
    { kind: "text", text: sayStamp(stamp), quiet: true },
    {
      kind: "text",
      text:
        report.looked === 0
          ? "Nothing has been brought in that an indicator could be told from."
          : sayLead(report),
    },
    {
      kind: "text",
      text: "A number starts a conversation; it does not end one. Each measure is judged by its own past, not by a target, and every share of finished work stands beside what is still open.",
    },
    ...wrongBlocks(data),
    ...changeBlocks(data),
    ...timelyBlocks(data),
    ...outlookBlocks("What is coming", data.coming),
    ...outlookBlocks("What staff it needs", data.staff),
    ...saidBlocks(data),
    ...(stamp.audience === "members" ? plainBlocks(data) : areaBlocks(data)),
    ...untoldBlocks(data),
    { kind: "heading", level: 2, text: "What is left out, and why" },
    { kind: "list", items: sayRules(sees) },
    ...definitionBlocks(data.values),
  ];
}

function wrongBlocks({ wrong, report }: PackData): PdfBlock[] {
  const { sees, today } = report;
  const shown = wrong.lines.filter(({ children }) => sees !== "tens" || isEnough(children, sees));
  const table: PdfTable = {
    kind: "table",
    caption: `What must never be, and is, on ${sayDate(today)}`,
    columns: [
      { head: "What", share: 6 },
      { head: "Children", share: 2, numeric: true },
      { head: "Oldest", share: 2 },
      { head: "Accountable", share: 3 },
    ],
    rows: shown.map((line) => [
      line.invariant.name,
      sayCount(line.children, sees),
      sayOldest(line, today, sees) ?? "not said",
      line.invariant.accountable,
    ]),
  };
  return [
    { kind: "heading", level: 2, text: "What is wrong now" },
    ...(shown.length === 0
      ? [
          {
            kind: "text" as const,
            text:
              sees === "tens"
                ? "Nothing that must never be is so for ten children or more. It may be so for fewer."
                : `${sayNumber(wrong.looked)} things that must never be were looked for, and none was found in what is held.`,
          },
        ]
      : [table]),
    {
      kind: "text",
      text: `${sayNumber(wrong.looked)} things are looked for every day.${wrong.undecidable.length === 0 ? "" : ` ${sayNumber(wrong.undecidable.length)} more cannot be told from what has been brought in: not clear, unknown.`}`,
    },
  ];
}

function changeBlocks({ report }: PackData): PdfBlock[] {
  const blocks: PdfBlock[] = [
    { kind: "heading", level: 2, text: "What is really changing", newPage: report.changes.length > 0 },
  ];
  if (!report.enough)
    blocks.push({ kind: "text", text: "There are too few months to tell a change from chance." });
  else if (report.changes.length === 0)
    blocks.push({
      kind: "text",
      text:
        report.unshown > 0
          ? "No change can be shown in figures that may leave the service."
          : "No indicator shows a change that chance does not explain. That nothing changed does not say that all is well.",
    });
  return [...blocks, ...report.changes.flatMap((change) => oneChange(change, report.sees))];
}

const svgOf = (subtitle: string, chart: Outlook["chart"] & object, source: string): string =>
  // The finding is the heading above it.
  chartSvg({ title: "", subtitle, chart, source });

const PARTS = [
  { head: "Numerator", share: 2, numeric: true },
  { head: "Of", share: 2, numeric: true },
] as const;

function oneChange(change: Change, sees: Sees): PdfBlock[] {
  const chart = changeChart(change);
  const { said, twin, measure, reading, charted } = change;
  const value = `${measure.reads === "day" ? "Today" : "In the last twelve months"}: ${sayValue(reading, sees)}${twin === null ? "" : `; ${sayOpen(twin, sees)}`}.`;
  const months = charted.points.slice(-6);
  const isOfTwo = months.some(({ reading: one }) => one !== null && sayOf(one) !== "");
  return [
    { kind: "heading", level: 3, text: charted.finding },
    {
      kind: "drawing",
      svg: svgOf(saySubtitle(change), chart, `${change.indicator.source}. Counted from the record.`),
      alt: `${charted.finding}. ${chart.description}`,
    },
    { kind: "text", text: value },
    ...(chart.notes.length === 0
      ? []
      : [{ kind: "list" as const, items: chart.notes.map(({ text }) => text) }]),
    said === null
      ? { kind: "text", text: "Nobody has written what lies behind this.", quiet: true }
      : { kind: "text", text: `${said.words} (${said.by}, ${sayDate(londonDate(said.at))})` },
    {
      kind: "table",
      caption: `${measure.name}, the last ${sayNumber(months.length)} months`,
      columns: [
        { head: "Month", share: 3 },
        { head: "Value", share: 2, numeric: true },
        ...(isOfTwo ? PARTS : []),
      ],
      rows: months.map(({ month, reading: one, immature }) => [
        sayPeriod(month, "month"),
        immature ? "not settled yet" : one === null ? "too few to show" : sayReading(one),
        ...(isOfTwo ? (immature || one === null ? ["", ""] : [sayNumber(one.numerator), sayOf(one)]) : []),
      ]),
    },
  ];
}

function timelyBlocks({ report }: PackData): PdfBlock[] {
  const { sees } = report;
  return [
    { kind: "heading", level: 2, text: "In time, and what is still open" },
    {
      kind: "table",
      caption: `Done in the last twelve months, and open and past the day on ${sayDate(report.today)}`,
      columns: [
        { head: "Work", share: 5 },
        { head: "Done in time", share: 3, numeric: true },
        { head: "Of", share: 2, numeric: true },
        { head: "Still open and past the day", share: 3, numeric: true },
      ],
      rows: report.timely.map(({ indicator, measure, why, reading, twin }) => [
        nameOf({ indicator, measure }),
        why === null ? sayValue(reading, sees) : "cannot be told",
        sayOf(reading),
        why !== null || twin === null ? "" : sayCount(twin, sees),
      ]),
    },
  ];
}

function outlookBlocks(title: string, outlooks: readonly Outlook[] | null): PdfBlock[] {
  if (outlooks === null || outlooks.length === 0)
    return [
      { kind: "heading", level: 2, text: title },
      {
        kind: "text",
        text:
          outlooks === null
            ? "This version makes no forecast here."
            : "There are too few months to forecast from.",
      },
    ];
  return [
    { kind: "heading", level: 2, text: title },
    ...outlooks.flatMap(({ title: finding, subtitle, chart, notes, source }): PdfBlock[] => [
      { kind: "heading", level: 3, text: finding },
      ...(chart === null
        ? []
        : [
            {
              kind: "drawing" as const,
              svg: svgOf(subtitle, chart, source),
              alt: `${finding}. ${chart.description}`,
            },
          ]),
      ...notes.map((text) => ({ kind: "text" as const, text })),
    ]),
  ];
}

function saidBlocks({ report }: PackData): PdfBlock[] {
  return [
    { kind: "heading", level: 2, text: "What has been said" },
    report.said.length === 0
      ? { kind: "text", text: "Nobody has written what lies behind a figure." }
      : {
          kind: "list",
          items: report.said
            .slice(0, 12)
            .map(
              (line) =>
                `${indicatorNo(line.indicator)?.name ?? `Indicator ${line.indicator}`}: ${line.words} (${line.by}, ${sayDate(londonDate(line.at))})`,
            ),
        },
  ];
}
