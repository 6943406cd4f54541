import { describe, expect, test } from "vitest";
import { addDays, date } from "../../kernel/dates.ts";
import type { FeedAge } from "./queries.ts";
import { type ServiceFacts, type ServiceLine, serviceLines } from "./service.ts";

const TODAY = date("2026-11-21");
const feed = (format: string, days: number): FeedAge => ({
  format,
  fileName: `${format}.file`,
  asAt: addDays(TODAY, -days),
  days,
});
const line = (id: string, facts: Partial<ServiceFacts>): ServiceLine => {
  const found = serviceLines({
    feeds: [feed("ssd", 0)],
    unreadable: [],
    pendingRuleChanges: 0,
    today: TODAY,
    ...facts,
  }).get(id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
const feeds = (...ages: FeedAge[]): ServiceLine => line("INV-43", { feeds: ages });

describe("stale feeds (INV-43)", () => {
  test.each([
    ["cin", 400],
    ["ssda903", 400],
    ["annex-a", 31],
    ["ssd", 7],
  ])("%s is fresh to its last day of %i, and stale the day after", (format, limit) => {
    expect(feeds(feed(format, limit)).now).toBe(0);
    const stale = feeds(feed(format, limit + 1));
    expect(stale).toMatchObject({ invariant: "INV-43", now: 1, oldest: TODAY, children: 0, takenUp: 0 });
    expect(stale.details).toEqual([
      `${format}.file speaks for a day ${limit + 1} days ago; it should be no older than ${limit}`,
    ]);
  });

  test("stand from the day each went stale, the oldest told", () => {
    const both = feeds(feed("ssd", 10), feed("annex-a", 60));
    expect([both.now, both.oldest]).toEqual([2, addDays(TODAY, -28)]);
    expect(feeds(feed("annex-a", 60), feed("ssd", 10)).oldest).toBe(addDays(TODAY, -28));
  });

  test("show in the trend from the week they went stale, today last", () => {
    const { trend } = feeds(feed("annex-a", 60));
    expect(trend).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    expect(feeds(feed("annex-a", 31)).trend).toEqual(Array.from({ length: 13 }, () => 0));
  });

  test("count neither a kind nobody expects nor a fresh one", () => {
    expect(feeds(feed("demo", 5000), feed("ssd", 3)).now).toBe(0);
  });

  test("having no file at all is not the same as fresh", () => {
    const none = feeds();
    expect([none.now, none.oldest, none.details]).toEqual([1, TODAY, ["no file has been brought in"]]);
  });
});

describe("a file that could not be read", () => {
  test("counts from the day it came, by England's clock, beside what is stale", () => {
    const unreadable = [{ fileName: "CIN_2026.xml", at: "2026-07-01T23:30:00.000Z" }];
    const found = line("INV-43", { unreadable, feeds: [feed("ssd", 8)] });
    expect([found.now, found.oldest]).toEqual([2, "2026-07-02"]);
    expect(found.details.at(-1)).toBe("CIN_2026.xml could not be read");
    expect(line("INV-43", { unreadable, feeds: [] }).now).toBe(2);
  });
});

describe("rule changes past their day and not approved (INV-37)", () => {
  test("are counted, one by one", () => {
    expect(line("INV-37", {})).toMatchObject({ now: 0, oldest: null, details: [] });
    expect(line("INV-37", { pendingRuleChanges: 2 })).toMatchObject({
      invariant: "INV-37",
      now: 2,
      oldest: TODAY,
      details: Array.from({ length: 2 }, () => "a change to a rule is past its date and not approved"),
    });
  });

  test("are told apart from feeds", () => {
    expect([
      ...serviceLines({ feeds: [], unreadable: [], pendingRuleChanges: 1, today: TODAY }).keys(),
    ]).toEqual(["INV-43", "INV-37"]);
  });
});
