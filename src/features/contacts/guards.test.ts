import { describe, expect, test } from "vitest";
import { tellStory } from "../../kernel/duties/story.ts";
import { aRule, told } from "../../kernel/duties/testing.ts";
import type { KnownEvent } from "../../kernel/timeline/event.ts";
import { contactGuards } from "./guards.ts";

/** Whether the last contact of a life makes a pattern: the third in six months. */
function isPattern(
  events: readonly KnownEvent[],
  params: Record<string, number> = { contacts: 3, months: 6 },
): boolean | undefined {
  const story = tellStory(events);
  const last = story.of("contact.received").at(-1);
  return last && contactGuards["contactPattern"]?.(story, last, aRule({ params }));
}
const contacts = (...days: string[]): KnownEvent[] => days.map((on) => told("contact.received", on));
const assessed = (on: string): KnownEvent => told("assessment.started", on);

describe("a pattern of contacts (T12)", () => {
  test("is the third within six months, the day six months before not counted", () => {
    expect(isPattern(contacts("2026-01-06", "2026-03-05", "2026-07-05"))).toBe(true);
    expect(isPattern(contacts("2026-01-05", "2026-03-05", "2026-07-05"))).toBe(false);
    expect(isPattern(contacts("2026-03-05", "2026-07-05"))).toBe(false);
    expect(isPattern(contacts("2026-01-06", "2026-02-06", "2026-03-05", "2026-07-05"))).toBe(true);
  });

  test("is judged on the day of the contact, whatever came later", () => {
    const story = tellStory([...contacts("2026-01-06", "2026-02-06", "2026-03-06"), assessed("2026-03-09")]);
    const judged = story
      .of("contact.received")
      .map((contact) =>
        contactGuards["contactPattern"]?.(story, contact, aRule({ params: { contacts: 3, months: 6 } })),
      );
    expect(judged).toEqual([false, false, true]);
  });

  test("is none once an assessment has begun since the first of them", () => {
    const three = contacts("2026-01-06", "2026-03-05", "2026-05-05");
    expect(isPattern([...three, assessed("2026-01-05")])).toBe(true);
    expect(isPattern([...three, assessed("2026-01-06")])).toBe(false);
    expect(isPattern([...three, assessed("2026-05-05")])).toBe(false);
    expect(isPattern([...three, assessed("2026-05-06")])).toBe(true);
  });

  test("is never found by a rule that does not say how many, or how long", () => {
    expect(isPattern(contacts("2026-01-06", "2026-01-07", "2026-01-08"), {})).toBe(false);
    expect(isPattern(contacts("2026-01-06", "2026-01-07", "2026-01-08"), { contacts: 1 })).toBe(false);
    expect(isPattern(contacts("2026-01-06", "2026-01-07", "2026-01-08"), { months: 6 })).toBe(false);
    const story = tellStory(contacts("2026-01-06"));
    const first = story.of("contact.received")[0];
    const { params: _none, ...bare } = aRule({ params: {} });
    expect(first && contactGuards["contactPattern"]?.(story, first, bare)).toBe(false);
  });
});
