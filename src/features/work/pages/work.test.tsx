import { describe, expect, it } from "vitest";
import { addDays, date, type IsoInstant } from "../../../kernel/dates.ts";
import { currentRule, ruleBook } from "../../../kernel/duties/rule.ts";
import { ENGLAND } from "../../../kernel/workingDays.ts";
import { RULES } from "../../../rules.ts";
import { renderPart } from "../../../ui/render.ts";
import { elements, parseHtml, textOf } from "../../../ui/testing/html.ts";
import type { WorkLine } from "../queries.ts";
import { NotLinkedPage, WorkPage, type WorkProps } from "./work.tsx";

const today = date("2026-11-19");
const book = ruleBook(RULES);
const line = (days: number, change: Partial<WorkLine> = {}): WorkLine => {
  const due = addDays(today, days);
  return {
    rule: currentRule(book, "T34", today),
    key: `k${days}`,
    from: addDays(today, -20),
    due,
    actBy: ENGLAND.previousOrSame(due),
    doneOn: null,
    endedOn: null,
    child: { id: 7, name: "Maya Ellison", localId: "NM7" },
    coverFor: null,
    ...change,
  };
};
const props: WorkProps = {
  today,
  calendar: ENGLAND,
  book,
  held: 2,
  covered: 0,
  counts: [{ rule: "T34", late: 1, today: 1, week: 1, later: 0 }],
  countsOfKind: new Map([["visits", [{ rule: "T34", late: 1, today: 1, week: 1, later: 0 }]]]),
  cannotTell: [],
  lines: [line(-3), line(0), line(5)],
  waiting: [],
  flags: [],
  returns: { tasks: [], all: 0 },
  kind: null,
  part: "now",
  nextHref: null,
  firstHref: null,
};
const show = (change: Partial<WorkProps> = {}) => parseHtml(renderPart(<WorkPage {...props} {...change} />));

describe("My work", () => {
  it("puts what is late first, then today, then the week, each with child, when, rule and source", () => {
    const words = textOf(show());
    const places = ["Late", "Today", "In the next 7 days"].map((part) => words.lastIndexOf(part));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    for (const part of [
      "Maya Ellison",
      "Visit: child protection plan",
      "days late",
      "due today",
      "Local policy",
    ])
      expect(words).toContain(part);
    expect(elements(show()).some((node) => node.attributes.get("href") === "/children/7")).toBe(true);
  });

  it("gives lateness a shape's class and a word", () => {
    const late = elements(show()).find((node) => node.attributes.get("class") === "tag tag-late");
    expect(textOf(late?.children ?? [])).toMatch(/late$/);
  });

  it("says whose child is covered, and a number where names are not shown", () => {
    const words = textOf(
      show({ lines: [line(0, { coverFor: "Ann Abbot", child: { id: 7, name: null, localId: "NM7" } })] }),
    );
    expect(words).toContain("Child NM7, covered for Ann Abbot");
  });

  it("asks for an answer to what is offered, with what happens until then", () => {
    const page = show({
      waiting: [
        {
          handover: 4,
          child: { id: 9, name: "Tom Hart", localId: "NM9" },
          born: date("2018-01-01"),
          from: today,
          reason: "Knows the family",
          offeredAt: "2026-11-18T09:00:00.000Z" as IsoInstant,
          offeredBy: "Mo Manager",
          sender: "Ann Abbot",
        },
      ],
    });
    const words = textOf(page);
    for (const part of [
      "Tom Hart, 8",
      "from Ann Abbot",
      "by Mo Manager",
      "Knows the family",
      "goes on holding",
    ])
      expect(words).toContain(part);
    const forms = elements(page).filter((node) => node.tag === "form");
    expect(forms.map((form) => form.attributes.get("action"))).toEqual([
      "/handovers/4/accept",
      "/handovers/4/decline",
    ]);
  });

  it("does not let a child be accepted before the day", () => {
    const page = show({
      waiting: [
        {
          handover: 4,
          child: { id: 9, name: "Tom Hart", localId: "NM9" },
          born: null,
          from: addDays(today, 4),
          reason: "x",
          offeredAt: "2026-11-18T09:00:00.000Z" as IsoInstant,
          offeredBy: null,
          sender: null,
        },
      ],
    });
    expect(textOf(page)).toContain("You can accept from Mon 23 Nov 2026");
  });

  it("says what cannot be told instead of leaving it out", () => {
    const words = textOf(show({ cannotTell: [{ rule: "T32", late: 2, today: 0, week: 1, later: 0 }] }));
    expect(words).toContain("3 duties not known");
    expect(words).toContain("First core group");
  });

  it("says what to do when there is nothing", () => {
    expect(textOf(show({ lines: [], held: 0 }))).toContain("You hold no children and cover for nobody");
    expect(textOf(show({ lines: [] }))).toContain("Nothing that is known of is late");
    expect(textOf(parseHtml(renderPart(<NotLinkedPage />)))).toContain("not linked to a worker");
  });
});
