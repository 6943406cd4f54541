import { describe, expect, it } from "vitest";
import { date } from "../../../kernel/dates.ts";
import { renderPart } from "../../../ui/render.ts";
import { elements, parseHtml, textOf } from "../../../ui/testing/html.ts";
import { parseSearch } from "../parse.ts";
import type { Found } from "../queries.ts";
import { SearchPage } from "./search.tsx";

const today = date("2026-11-21");
const found = (change: Partial<Found> = {}): Found => ({
  id: 7,
  localId: "NM7",
  name: "Maya Ellison",
  born: date("2019-02-14"),
  expected: null,
  died: null,
  matched: null,
  spans: [{ status: "protection-plan", from: date("2026-01-05"), until: null, detail: {} }],
  holder: { worker: "Ann Abbot", team: "North" },
  opens: true,
  ...change,
});
const show = (text: string | null, rows: readonly Found[], named = true) =>
  parseHtml(
    renderPart(
      <SearchPage
        asked={text === null ? null : parseSearch(text, today)}
        result={text === null ? null : { found: rows, more: false }}
        today={today}
        named={named}
      />,
    ),
  );

describe("the search page", () => {
  it("asks before anything is typed", () => {
    const words = textOf(show(null, []));
    expect(words).toContain("Is this child known here?");
    expect(words).not.toContain("Nobody found");
  });

  it("shows who, birth date and age, where the child stands, who holds, and that the record opens", () => {
    const page = show("ellison 2019", [found()]);
    const words = textOf(page);
    for (const part of [
      "1 child found",
      "Maya Ellison",
      "NM7",
      "Thu 14 Feb 2019",
      "age 7",
      "Child protection plan",
      "Ann Abbot, North",
      "opens to you",
    ])
      expect(words).toContain(part);
    expect(elements(page).some((node) => node.attributes.get("href") === "/children/7")).toBe(true);
    expect(words).toContain("the name “ellison”, spelt nearly so and a birth date in 2019");
  });

  it("never shows how alike anybody is as a figure", () => {
    expect(textOf(show("ellison", [found({ born: null })]))).not.toMatch(/%|score|rank/i);
  });

  it("shows a number and no name to who may not see names, and says that names are not searched", () => {
    const words = textOf(show("NM7", [found({ name: null })], false));
    expect(words).toContain("Child NM7");
    expect(words).toContain("names are not searched");
  });

  it("says by which number a child was found", () => {
    const words = textOf(show("4857773456", [found({ matched: { type: "nhs", value: "4857773456" } })]));
    expect(words).toContain("Has the NHS number 4857773456");
  });

  it("says what to try when nobody is found, and claims nothing from it", () => {
    const words = textOf(show("elizon 2019", []));
    expect(words).toContain("not proof that the child is not known");
    expect(words).toContain("the name alone, or the birth date alone");
    expect(words).not.toMatch(/hidden|restricted/i);
  });

  it("gives what was typed back as text, whatever it was", () => {
    const page = show('<script>alert(1)</script>"', []);
    expect(elements(page).some((node) => node.tag === "script")).toBe(false);
    expect(
      elements(page)
        .find((node) => node.attributes.get("id") === "q")
        ?.attributes.get("value"),
    ).toBe('<script>alert(1)</script>"');
  });
});
