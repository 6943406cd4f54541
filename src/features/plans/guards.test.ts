import { describe, expect, test } from "vitest";
import { tellStory } from "../../kernel/duties/story.ts";
import { aRule, told } from "../../kernel/duties/testing.ts";
import type { Detail, KnownEvent } from "../../kernel/timeline/event.ts";
import type { EventKind } from "../../kernel/timeline/kinds.ts";
import { planGuards } from "./guards.ts";

/** What a guard says of the last entry of a kind. */
const says = (guard: string, kind: EventKind, events: readonly KnownEvent[]): boolean | undefined => {
  const story = tellStory(events);
  const last = story.of(kind).at(-1);
  return last && planGuards[guard]?.(story, last, aRule());
};
const plan = (on: string, detail: Detail = {}): KnownEvent =>
  told("cp.started", on, detail, `protection_plan:${on}`);
const ended = (on: string, began: string): KnownEvent => told("cp.ended", on, {}, `protection_plan:${began}`);
const conference = (on: string): KnownEvent => told("conference.held", on);
const born = (on: string): KnownEvent => told("person.born", on, {}, "person_detail:");

describe("no conference on the day the plan began (T30)", () => {
  const asks = (...events: KnownEvent[]): boolean | undefined =>
    says("noConferenceThatDay", "cp.started", events);
  test("asks where there was one on another day, and not where conferences are not told of at all", () => {
    expect(asks(plan("2026-01-26"), conference("2026-01-25"))).toBe(true);
    expect(asks(plan("2026-01-26"), conference("2026-01-26"))).toBe(false);
    expect(asks(plan("2026-01-26"), conference("2026-01-26"), conference("2026-03-02"))).toBe(false);
    expect(asks(plan("2026-01-26"))).toBe(false);
  });
});

describe("a plan made before birth (T37)", () => {
  const asks = (...events: KnownEvent[]): boolean | undefined => says("bornOnPlan", "person.born", events);
  test("began before the child was born", () => {
    expect(asks(plan("2026-02-15"), born("2026-02-16"))).toBe(true);
    expect(asks(plan("2026-02-16"), born("2026-02-16"))).toBe(false);
    expect(asks(born("2026-02-16"))).toBe(false);
    expect(asks(plan("2026-02-15"), plan("2026-03-15"), born("2026-02-16"))).toBe(true);
  });
});

describe("a plan before this one (T39)", () => {
  const asks = (...events: KnownEvent[]): boolean | undefined => says("hadPlanBefore", "cp.started", events);
  test("is counted by the file or stands on the timeline", () => {
    expect(asks(plan("2026-01-26", { previous: 1 }))).toBe(true);
    expect(asks(plan("2024-01-26"), plan("2026-01-26", { previous: 0 }))).toBe(true);
    for (const previous of [0, null]) expect(asks(plan("2026-01-26", { previous }))).toBe(false);
    expect(asks(plan("2026-01-26"))).toBe(false);
    expect(asks(plan("2024-01-26"), plan("2025-01-26"), plan("2026-01-26"))).toBe(true);
  });
});

describe("a plan that ended without a review conference (T41)", () => {
  const asks = (...events: KnownEvent[]): boolean | undefined =>
    says("endedWithoutReview", "cp.ended", [
      plan("2026-01-26"),
      ended("2026-05-01", "2026-01-26"),
      ...events,
    ]);
  const reviewed = (on: string): KnownEvent => told("cp.reviewed", on);
  const died = (on: string): KnownEvent => told("person.died", on, {}, "person_detail:");
  const care = (on: string): KnownEvent => told("care.started", on, {}, "care_period:1");

  test("asks, unless there was one that day", () => {
    expect(asks()).toBe(true);
    expect(asks(reviewed("2026-05-01"))).toBe(false);
    expect(asks(reviewed("2026-04-30"), reviewed("2026-05-02"))).toBe(true);
    expect(asks(reviewed("2026-04-30"), reviewed("2026-05-01"))).toBe(false);
  });

  test("asks nothing where the child had died, turned eighteen or was looked after", () => {
    expect([asks(died("2026-05-01")), asks(died("2026-05-02"))]).toEqual([false, true]);
    expect([asks(born("2008-05-01")), asks(born("2008-05-02"))]).toEqual([false, true]);
    expect([asks(care("2026-05-01")), asks(care("2026-05-02"))]).toEqual([false, true]);
  });
});
