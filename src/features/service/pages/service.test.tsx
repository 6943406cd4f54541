import { describe, expect, it } from "vitest";
import { date } from "../../../kernel/dates.ts";
import { ruleBook } from "../../../kernel/duties/rule.ts";
import { RULES } from "../../../rules.ts";
import { renderPart } from "../../../ui/render.ts";
import { elements, parseHtml, textOf } from "../../../ui/testing/html.ts";
import { MEASURES } from "../measures.ts";
import { rounded, type Summary } from "../summary.ts";
import { type Asked, ServicePage } from "./service.tsx";

const [contacts, assessments] = MEASURES;
const summary: Summary = {
  counts: [
    { days: 30, count: 40 },
    { days: 45, count: 41 },
    { days: 50, count: 19 },
  ],
  deadline: 45,
  inTime: 81,
  late: 19,
  over: 12,
  missed: 3,
  bunched: null,
  rounded: false,
};
const show = (asked: readonly (Asked | undefined)[], isRounded = false) =>
  parseHtml(
    renderPart(
      <ServicePage
        asked={asked.filter((one) => one !== undefined)}
        book={ruleBook(RULES)}
        today={date("2026-11-21")}
        isRounded={isRounded}
        mayList={!isRounded}
      />,
    ),
  );

describe("the service page", () => {
  it("shows a picture with its finding, definition, denominator, date, law, twin and table", () => {
    const page = show([assessments && { measure: assessments, summary }]);
    const words = textOf(page);
    for (const part of [
      "81% by day 45; 12 still open and over",
      "Of 100 assessments finished in the 12 months to Sat 21 Nov 2026",
      "Working days from referral",
      "Working Together",
      "The same as a table",
      "3 more assessments stopped being needed after their day",
    ])
      expect(words).toContain(part);
    expect(elements(page).filter((node) => node.tag === "svg")).toHaveLength(1);
    expect(elements(page).some((node) => node.attributes.get("href") === "/service/assessments")).toBe(true);
  });

  it("shows what cannot be told as dashed and named, never as nought", () => {
    const page = show([contacts && { measure: contacts, missing: "contact decided" }]);
    expect(textOf(page)).toContain("nothing brought in carries “contact decided”");
    expect(elements(page).some((node) => node.attributes.get("class") === "tag tag-unknown")).toBe(true);
    expect(textOf(page)).toContain("1 of 1 questions cannot be answered");
  });

  it("shows no child behind a number and nothing below ten to who may not see records", () => {
    const page = show(
      [assessments && { measure: assessments, summary: rounded({ ...summary, over: 7 }) }],
      true,
    );
    const words = textOf(page);
    expect(words).toContain("fewer than 10 still open and over");
    expect(words).not.toContain("Which children");
    for (const exact of ["81", "19 ", "41"]) expect(words).not.toContain(exact);
  });
});
