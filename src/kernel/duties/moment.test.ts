import { describe, expect, test } from "vitest";
import type { KnownEvent } from "../timeline/event.ts";
import { firstAfter, matches, type Moment, speaksFor } from "./moment.ts";
import type { Match } from "./rule.ts";
import { tellStory } from "./story.ts";
import { told } from "./testing.ts";

const moment = (...given: Parameters<typeof told>): Moment => ({
  at: null,
  toldBy: [],
  ...told(...given),
});
const visit = (on: string, detail: KnownEvent["detail"] = {}): KnownEvent =>
  told("visit.made", on, detail, `visit:${on}`);

describe("a match", () => {
  const cpVisit: Match = { kind: "visit.made", where: { purpose: ["cp", "any"] }, unless: { seen: [false] } };
  const is = (detail: KnownEvent["detail"], match = cpVisit): boolean =>
    matches(moment("visit.made", "2026-01-05", detail), match);

  test("is of the kind, with a value it wants and none it does not", () => {
    expect(is({ purpose: "cp", seen: true })).toBe(true);
    expect(is({ purpose: "any", seen: null })).toBe(true);
    expect(is({ purpose: "cin", seen: true })).toBe(false);
    expect(is({ purpose: "cp", seen: false })).toBe(false);
    expect(is({ purpose: "cp" }, { kind: "cp.reviewed" })).toBe(false);
    expect(is({ purpose: "cp" }, { kind: "visit.made" })).toBe(true);
  });

  test("takes what is not said for not known", () => {
    expect(is({})).toBe(false);
    expect(is({ purpose: "cp" })).toBe(true);
    expect(is({}, { kind: "visit.made", where: { purpose: [null] } })).toBe(true);
    expect(is({}, { kind: "visit.made", unless: { purpose: [null] } })).toBe(false);
  });
});

describe("the first after", () => {
  const story = tellStory([
    visit("2026-01-05"),
    visit("2026-01-09"),
    visit("2026-01-07", { seen: false }),
    told("cp.started", "2026-01-05", {}, "protection_plan:1"),
    told("cp.reviewed", "2026-01-08", {}, "plan_review:1"),
    told("cp.ended", "2026-01-08", {}, "protection_plan:1"),
  ]);
  const after = (start: Moment, wanted: readonly Match[], counts: (m: Moment) => boolean = () => true) =>
    firstAfter(story.of, wanted, start, counts);
  const plan = moment("cp.started", "2026-01-05", {}, "protection_plan:1");

  test("may be the same day for another kind of thing, and is the next day or later for the same kind", () => {
    expect(after(plan, [{ kind: "visit.made" }])?.on).toBe("2026-01-05");
    const first = story.of("visit.made")[0];
    expect(first && after(first, [{ kind: "visit.made" }])?.on).toBe("2026-01-07");
    expect(after(moment("visit.made", "2026-01-09"), [{ kind: "visit.made" }])).toBeNull();
    expect(after(moment("contact.received", "2026-01-10"), [{ kind: "visit.made" }])).toBeNull();
  });

  test("is the earliest of all that are wanted; of two on one day, the one named first", () => {
    const both: Match[] = [{ kind: "cp.ended" }, { kind: "cp.reviewed" }];
    expect(after(plan, both)?.kind).toBe("cp.ended");
    expect(after(plan, both.toReversed())?.kind).toBe("cp.reviewed");
    const later = moment("contact.received", "2026-01-06");
    expect(after(later, [{ kind: "cp.reviewed" }, { kind: "visit.made" }])?.on).toBe("2026-01-07");
    expect(after(later, [{ kind: "visit.made" }, { kind: "cp.reviewed" }])?.on).toBe("2026-01-07");
  });

  test("must match, and count", () => {
    const start = moment("contact.received", "2026-01-06");
    expect(after(start, [{ kind: "visit.made", unless: { seen: [false] } }])?.on).toBe("2026-01-09");
    expect(after(start, [{ kind: "visit.made" }], (m) => m.on > "2026-01-07")?.on).toBe("2026-01-09");
    expect(after(start, [{ kind: "dental.checked" }])).toBeNull();
  });
});

describe("what speaks for a row", () => {
  const start = moment("contact.received", "2026-01-05", {}, "contact:1");

  test("is the row itself, another kind of row, and the next of its kind", () => {
    expect(speaksFor(moment("contact.decided", "2026-01-06", {}, "contact:1"), start)).toBe(true);
    expect(speaksFor(moment("referral.closed", "2026-01-06", {}, "referral:1"), start)).toBe(true);
    expect(speaksFor(moment("contact.received", "2026-01-06", {}, "contact:2"), start)).toBe(true);
  });

  test("is not what is said later of another of its kind, unless that begins", () => {
    expect(speaksFor(moment("contact.decided", "2026-01-06", {}, "contact:2"), start)).toBe(false);
    const ended = moment("worker.ended", "2026-01-05", {}, "allocation:1");
    expect(speaksFor(moment("worker.allocated", "2026-01-06", {}, "allocation:2"), ended)).toBe(true);
    expect(
      speaksFor(moment("cp.started", "2026-01-06", {}, "a:2"), moment("cp.ended", "2026-01-05", {}, "a:1")),
    ).toBe(true);
    expect(
      speaksFor(
        moment("referral.received", "2026-01-06", {}, "a:2"),
        moment("referral.closed", "2026-01-05", {}, "a:1"),
      ),
    ).toBe(true);
    expect(
      speaksFor(moment("cp.ended", "2026-01-06", {}, "ab:2"), moment("cp.started", "2026-01-05", {}, "ac:1")),
    ).toBe(true);
  });
});
