import { describe, expect, test } from "vitest";
import { tellStory } from "../../kernel/duties/story.ts";
import { aRule, told } from "../../kernel/duties/testing.ts";
import { referralGuards } from "./guards.ts";

/** Whether the last of some referrals is a second within the months given. */
function isAgain(
  days: readonly string[],
  params: Record<string, number> | undefined = { months: 12 },
): boolean | undefined {
  const story = tellStory(days.map((on) => told("referral.received", on, { nfa: true })));
  const last = story.of("referral.received").at(-1);
  return last && referralGuards["referredBefore"]?.(story, last, aRule({ params }));
}

describe("referred again (T11)", () => {
  test("is within twelve months: a year to the day is not", () => {
    expect(isAgain(["2025-03-10", "2026-03-09"])).toBe(true);
    expect(isAgain(["2025-03-10", "2026-03-10"])).toBe(false);
    expect(isAgain(["2020-03-10", "2025-03-11", "2026-03-10"])).toBe(true);
  });

  test("is not the first, nor a second on the same day", () => {
    expect(isAgain(["2026-03-10"])).toBe(false);
    const story = tellStory([
      told("referral.received", "2026-03-10", {}, "referral:1"),
      told("referral.received", "2026-03-10", {}, "referral:2"),
    ]);
    for (const referral of story.of("referral.received"))
      expect(referralGuards["referredBefore"]?.(story, referral, aRule({ params: { months: 12 } }))).toBe(
        false,
      );
  });

  test("is never found by a rule that does not say how long", () => {
    expect(isAgain(["2026-03-09", "2026-03-10"], {})).toBe(false);
    const story = tellStory([
      told("referral.received", "2026-03-09"),
      told("referral.received", "2026-03-10"),
    ]);
    const last = story.of("referral.received").at(-1);
    const { params: _none, ...bare } = aRule({ params: {} });
    expect(last && referralGuards["referredBefore"]?.(story, last, bare)).toBe(false);
  });
});
