import { describe, expect, test } from "vitest";
import type { IsoInstant } from "../dates.ts";
import { tellStory } from "./story.ts";
import type { KnownEvent } from "../timeline/event.ts";
import { told } from "./testing.ts";

const born = (on: string): KnownEvent => told("person.born", on, {}, "person_detail:");
const died = (on: string): KnownEvent => told("person.died", on, {}, "person_detail:");

describe("what two sources tell of one thing", () => {
  const at = "2026-01-05T09:30:00.000Z" as IsoInstant;
  const census = told(
    "referral.received",
    "2026-01-05",
    { source: "1A", nfa: null, need: "N1" },
    "referral:1",
    {
      issuer: "cin",
      at,
    },
  );
  const list = told(
    "referral.received",
    "2026-01-05",
    { source: "2B", nfa: false, need: null, more: null },
    "referral:1",
    {
      issuer: "annex-a",
      recordedAt: "2026-02-01T12:00:00.000Z" as IsoInstant,
    },
  );

  test("is one moment: the last word stands, and its blanks do not wipe what the other said", () => {
    const [moment, ...more] = tellStory([census, list]).of("referral.received");
    expect(more).toEqual([]);
    expect(moment).toEqual({
      on: "2026-01-05",
      at,
      kind: "referral.received",
      subject: "referral:1",
      detail: { source: "2B", nfa: false, need: "N1", more: null },
      recordedAt: "2026-02-01T12:00:00.000Z",
      toldBy: ["cin", "annex-a"],
    });
  });

  test("is another answer when the other has the last word", () => {
    expect(tellStory([list, census]).of("referral.received")[0]?.detail).toEqual({
      source: "1A",
      nfa: false,
      need: "N1",
      more: null,
    });
  });

  test("about the child's birth is settled by the last word too", () => {
    expect(tellStory([born("2014-05-02"), born("2014-05-03")]).born).toBe("2014-05-03");
    expect(
      tellStory([born("2014-05-03"), born("2014-05-02")])
        .of("person.turned18")
        .map((m) => m.on),
    ).toEqual(["2032-05-02"]);
    const expected = told("person.expected", "2026-07-01", {}, "person_detail:");
    const story = tellStory([expected]);
    expect([story.born, story.expected, story.died]).toEqual([null, "2026-07-01", null]);
    expect(tellStory([died("2026-03-01")]).died).toBe("2026-03-01");
  });
});

describe("moments", () => {
  test("stand in one order, whatever order they were given in", () => {
    const events = [
      told("visit.made", "2026-01-06", {}, "visit:b"),
      told("visit.made", "2026-01-06", {}, "visit:a"),
      told("cp.started", "2026-01-06", {}, "protection_plan:1"),
      told("contact.received", "2026-01-05"),
    ];
    const order = ["contact:2026-01-05", "protection_plan:1", "visit:a", "visit:b"];
    expect(tellStory(events).moments.map((m) => m.subject)).toEqual(order);
    expect(tellStory(events.toReversed()).moments.map((m) => m.subject)).toEqual(order);
  });

  test("put what was done here after what a file says of the same day", () => {
    const holder = (row: string, issuer: string): KnownEvent =>
      told("worker.allocated", "2026-01-06", { worker: row }, `allocation:${row}`, { issuer });
    const order = (...events: KnownEvent[]): string[] =>
      tellStory(events)
        .of("worker.allocated")
        .map((m) => m.subject);
    const here = holder("a", "kith");
    const file = holder("b", "ssd");
    expect(order(here, file)).toEqual(["allocation:b", "allocation:a"]);
    expect(order(file, here)).toEqual(["allocation:b", "allocation:a"]);
    expect(order(holder("c", "cin"), file)).toEqual(["allocation:b", "allocation:c"]);
  });

  test("with the birthdays the law counts, and none where the birth is not known", () => {
    const { moments } = tellStory([born("2008-02-29")]);
    expect(moments.map((m) => [m.kind, m.on])).toEqual([
      ["person.born", "2008-02-29"],
      ["person.turned16", "2024-02-29"],
      ["person.turned18", "2026-02-28"],
      ["person.turned21", "2029-02-28"],
      ["person.turned25", "2033-02-28"],
    ]);
    expect(moments[1]).toEqual({
      kind: "person.turned16",
      on: "2024-02-29",
      at: null,
      subject: "calendar",
      detail: {},
      recordedAt: null,
      toldBy: [],
    });
    expect(tellStory([told("contact.received", "2026-01-05")]).moments).toHaveLength(1);
    expect(tellStory([]).of("contact.received")).toEqual([]);
  });

  test("and history is kept for those who ask", () => {
    const old = told("contact.received", "2026-01-05");
    expect(tellStory([], [old]).history).toEqual([old]);
    expect(tellStory([old]).history).toEqual([]);
  });

  test("the day a young person became eligible is one of them", () => {
    const story = tellStory([born("2010-03-10"), told("care.started", "2025-06-01", {}, "care_period:1")]);
    expect(story.of("leaving.becameEligible").map((m) => m.on)).toEqual(["2026-03-10"]);
    const onTheDay = story.moments.filter((m) => m.on === "2026-03-10").map((m) => m.kind);
    expect(onTheDay).toEqual(["leaving.becameEligible", "person.turned16"]);
    expect(tellStory([told("care.started", "2025-06-01")]).of("leaving.becameEligible")).toEqual([]);
  });
});
