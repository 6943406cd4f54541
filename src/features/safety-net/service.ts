import { addDays, type IsoDate, londonDate } from "../../kernel/dates.ts";
import { STALE_AFTER } from "../imports/staleness.ts";
import type { FeedAge, NetCount } from "./queries.ts";
import { TREND_WEEKS } from "./queries.ts";

export type ServiceFacts = {
  readonly feeds: readonly FeedAge[];
  readonly unreadable: readonly { fileName: string; at: string }[];
  readonly pendingRuleChanges: number;
  readonly today: IsoDate;
};

export type ServiceLine = NetCount & { readonly details: readonly string[] };

/** The rows about the service as a whole. A stale feed is a breach from the day it went stale, so its trend can be told too. */
export function serviceLines(facts: ServiceFacts): Map<string, ServiceLine> {
  const stale = facts.feeds.flatMap((feed) => {
    const limit = STALE_AFTER[feed.format];
    if (limit === undefined || feed.days <= limit) return [];
    return [
      {
        since: addDays(feed.asAt, limit + 1),
        words: `${feed.fileName} speaks for a day ${feed.days} days ago; it should be no older than ${limit}`,
      },
    ];
  });
  const unreadable = facts.unreadable.map((file) => ({
    since: londonDate(file.at as never),
    words: `${file.fileName} could not be read`,
  }));
  const nothing =
    facts.feeds.length === 0 ? [{ since: facts.today, words: "no file has been brought in" }] : [];
  const feeds = [...stale, ...unreadable, ...nothing];
  const line = (invariant: string, found: readonly { since: IsoDate; words: string }[]): ServiceLine => ({
    invariant,
    now: found.length,
    children: 0,
    oldest: found.map((f) => f.since).sort()[0] ?? null,
    trend: Array.from(
      { length: TREND_WEEKS + 1 },
      (_, i) => found.filter((f) => f.since <= addDays(facts.today, -7 * (TREND_WEEKS - i))).length,
    ),
    takenUp: 0,
    details: found.map((f) => f.words),
  });
  const waiting = Array.from({ length: facts.pendingRuleChanges }, () => ({
    since: facts.today,
    words: "a change to a rule is past its date and not approved",
  }));
  return new Map([
    ["INV-43", line("INV-43", feeds)],
    ["INV-37", line("INV-37", waiting)],
  ]);
}
