import { daysBetween, type IsoDate } from "../../kernel/dates.ts";
import type { Format } from "../../kernel/record/claim.ts";
import { STALE_AFTER } from "./staleness.ts";

/** What Kith takes in one format. */
export type Feed = {
  readonly format: Format;
  readonly name: string;
  /** What to look for, in the words of whoever makes the file. */
  readonly takes: string;
  readonly years: string;
  readonly examples: readonly string[];
};

export const FEEDS: readonly Feed[] = [
  {
    format: "cin",
    name: "Children in need census",
    takes: "XML, as sent to the Department for Education",
    years: "2020-21 to 2026-27",
    examples: ["CIN_2026.xml"],
  },
  {
    format: "ssda903",
    name: "Looked-after return (SSDA903)",
    takes: "CSV files, one or all of the set together, or XML",
    years: "2016-17 to 2026-27",
    examples: ["header.csv", "episodes.csv", "reviews.csv", "uasc.csv", "oc2.csv", "missing.csv"],
  },
  {
    format: "annex-a",
    name: "Child-level lists (Annex A)",
    takes: "One workbook, .xlsx or .ods, with some or all of the lists",
    years: "the inspection template, any month",
    examples: ["Annex A.xlsx"],
  },
  {
    format: "ssd",
    name: "Standard Safeguarding Dataset",
    takes: "CSV files, all of an extract together",
    years: "any extract with the dataset’s own columns",
    examples: ["ssd_person.csv", "ssd_cin_episodes.csv", "ssd_cp_plans.csv"],
  },
];

export type FeedAge =
  | { readonly feed: Feed; readonly asAt: null; readonly days: null; readonly standing: "none" }
  | {
      readonly feed: Feed;
      readonly asAt: IsoDate;
      readonly days: number;
      readonly standing: "fresh" | "stale";
    };

/** Days after which the newest file of a kind is called stale. */
export const staleAfter = (feed: Pick<Feed, "format">): number => STALE_AFTER[feed.format] ?? 0;

/** How old each feed is. Never having had one is not the same as fresh. */
export function agesOf(newest: ReadonlyMap<string, IsoDate>, today: IsoDate): FeedAge[] {
  return FEEDS.map((feed): FeedAge => {
    const asAt = newest.get(feed.format);
    if (asAt === undefined) return { feed, asAt: null, days: null, standing: "none" };
    const days = Math.max(0, daysBetween(asAt, today));
    return { feed, asAt, days, standing: days > staleAfter(feed) ? "stale" : "fresh" };
  });
}

/** Bytes of one upload. No return is larger. */
export const MOST_UPLOAD_BYTES = 512 * 1024 * 1024;

/** Letters a reason for ending a row must have. */
export const LEAST_REASON = 10;

/** Children or rows on one page. */
export const PAGE_SIZE = 50;
