import { describe, expect, test } from "vitest";
import { tellStory } from "../../kernel/duties/story.ts";
import { aRule, told } from "../../kernel/duties/testing.ts";
import { missingGuards } from "./guards.ts";

/** For each time missing, whether it makes a pattern. */
function patterns(
  days: readonly string[],
  params: Record<string, number> | undefined = { times: 3, days: 90 },
): (boolean | undefined)[] {
  const story = tellStory(days.map((on) => told("missing.started", on)));
  return story
    .of("missing.started")
    .map((m) => missingGuards["missingPattern"]?.(story, m, aRule({ params })));
}

describe("missing again and again (T74)", () => {
  test("is the third time in ninety days that end with it", () => {
    expect(patterns(["2026-01-01", "2026-02-01", "2026-03-31"])).toEqual([false, false, true]);
    expect(patterns(["2026-01-01", "2026-02-01", "2026-04-01"])).toEqual([false, false, false]);
    expect(patterns(["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"])).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test("is never found by a rule that does not say how often, or how long", () => {
    expect(patterns(["2026-01-01"], {})).toEqual([false]);
    expect(patterns(["2026-01-01"], { times: 1 })).toEqual([false]);
    expect(patterns(["2026-01-01"], { days: 90 })).toEqual([false]);
    const story = tellStory([told("missing.started", "2026-01-01")]);
    const once = story.of("missing.started")[0];
    const { params: _none, ...bare } = aRule({ params: {} });
    expect(once && missingGuards["missingPattern"]?.(story, once, bare)).toBe(false);
  });
});
