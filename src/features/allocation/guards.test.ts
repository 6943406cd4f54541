import { describe, expect, test } from "vitest";
import { tellStory } from "../../kernel/duties/story.ts";
import { aRule, told } from "../../kernel/duties/testing.ts";
import type { KnownEvent } from "../../kernel/timeline/event.ts";
import { allocationGuards } from "./guards.ts";

const isOurs = (...events: KnownEvent[]): boolean | undefined => {
  const story = tellStory([...events, told("worker.ended", "2026-02-02")]);
  const ended = story.of("worker.ended")[0];
  return ended && allocationGuards["stillOpen"]?.(story, ended, aRule());
};

describe("a child still to be held when the worker stops (T81)", () => {
  test("has a case, a plan or a period in care open that day", () => {
    expect(isOurs(told("referral.received", "2026-01-05", { nfa: false }))).toBe(true);
    expect(isOurs(told("cp.started", "2026-01-05"))).toBe(true);
    expect(isOurs(told("care.started", "2026-01-05"))).toBe(true);
  });

  test("is not one whose case closed that day, nor one with only a child in need plan", () => {
    const closed = told("referral.closed", "2026-02-02", {}, "referral:1");
    expect(isOurs(told("referral.received", "2026-01-05", {}, "referral:1"), closed)).toBe(false);
    expect(isOurs(told("cin.started", "2026-01-05"))).toBe(false);
    expect(isOurs()).toBe(false);
  });
});
