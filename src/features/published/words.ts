import { asCount, asPercent, asRate, type Saying } from "../../ui/charts/saying.ts";
import type { PublishedMeasure } from "./catalogue.ts";
import type { Status } from "./formats/cells.ts";

/** How a measure's values are said. */
export function sayingOf({ unit }: Pick<PublishedMeasure, "unit">): Saying {
  if (unit === "percent") return asPercent(100, 1);
  return unit === "count" ? asCount : asRate(1);
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** A period as the measure means it: "year to March 2025", "31 March 2025", "mid-2024", "March 2024". */
export function sayWhen({ when }: Pick<PublishedMeasure, "when">, period: string): string {
  switch (when) {
    case "year to March":
      return `year to March ${period}`;
    case "31 March":
    case "30 September":
      return `${when} ${period}`;
    case "mid-year":
      return `the middle of ${period}`;
    case "month":
      return `${MONTHS[Number(period.slice(5, 7)) - 1] ?? ""} ${period.slice(0, 4)}`;
    case "school year":
      return `school year to ${period}`;
    case "year":
      return period;
  }
}

/** What a measure's values are of, after its name. */
export function sayUnit({ unit }: Pick<PublishedMeasure, "unit">): string {
  switch (unit) {
    case "rate":
      return "for each 10,000 children aged 0 to 17";
    case "percent":
      return "per cent";
    case "each":
      return "to each";
    case "count":
      return "number";
    case "score":
      return "as published";
  }
}

/** Why a figure is not given. */
export const STATUS_WORDS: { readonly [status in Status]: string } = {
  known: "known",
  suppressed: "withheld, because so few",
  "not-applicable": "does not apply",
  "not-available": "not available",
  "low-quality": "withheld, of low quality",
  "rounds-to-zero": "rounds to nothing",
  "not-given": "not published",
};

/** The first day of a period, for a chart's axis. */
export const firstDayOf = (period: string): string =>
  period.length === 4 ? `${period}-01-01` : `${period}-01`;
