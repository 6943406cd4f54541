import { describe, expect, it } from "vitest";
import { addDays, date } from "../../kernel/dates.ts";
import { ruleBook } from "../../kernel/duties/rule.ts";
import { ENGLAND } from "../../kernel/workingDays.ts";
import { RULES } from "../../rules.ts";
import { tellableRules, workKind } from "./kinds.ts";
import { partOf, sayHolding, sayLoad, total } from "./words.ts";

const friday = date("2026-11-20");
const book = ruleBook(RULES);
const kind = (id: string) => {
  const rule = RULES.find((each) => each.id === id);
  return rule === undefined ? "no such rule" : workKind(rule);
};

describe("my work in words", () => {
  it("says the load in one sentence, and never that all is well", () => {
    expect(sayLoad({ late: 2, today: 0, week: 4, later: 9 })).toBe("2 late, 4 in the next 7 days.");
    expect(sayLoad({ late: 0, today: 0, week: 0, later: 3 })).toBe(
      "Nothing that is known of falls due in the next 7 days.",
    );
  });

  it("says how many are held and covered", () => {
    expect(sayHolding(1, 0)).toBe("You hold 1 child.");
    expect(sayHolding(0, 3)).toBe("You hold no children, and cover 3 children for others who are away.");
  });

  it("adds up what the rules' counts say", () => {
    const row = { rule: "T27", late: 1, today: 2, week: 3, later: 4 };
    expect(total([row, row])).toEqual({ late: 2, today: 4, week: 6, later: 8 });
    expect(total([])).toEqual({ late: 0, today: 0, week: 0, later: 0 });
  });

  it("puts on Friday what falls due on Sunday", () => {
    const sunday = addDays(friday, 2);
    const part = (due: typeof sunday) =>
      partOf({ due, actBy: ENGLAND.previousOrSame(due) }, friday, addDays(friday, 7));
    expect(part(sunday)).toBe("today");
    expect(part(addDays(friday, -1))).toBe("late");
    expect(part(friday)).toBe("today");
    expect(part(addDays(friday, 3))).toBe("week");
    expect(part(addDays(friday, 8))).toBe("later");
  });
});

describe("kinds of work", () => {
  it("calls a visit a visit, whichever plan asks for it", () => {
    expect(["T34", "T40.3", "T56.2"].map(kind)).toEqual(["visits", "visits", "visits"]);
    expect(["T35", "T54.3", "T27"].map(kind)).toEqual(["reviews", "reviews", "reviews"]);
    expect(["T20", "T26", "T01.1"].map(kind)).toEqual(["assessments", "protection", "other"]);
  });

  it("calls nothing late that nothing told could have said was done", () => {
    const told = tellableRules(book, new Set(["cp.started", "cp.reviewed"]));
    expect(told.rules).toContain("T35");
    expect(told.cannot).toContain("T34");
    expect(told.rules).not.toContain("T34");
  });

  it("puts every rule in one place and one only", () => {
    for (const carried of [[], ["visit.made"], ["care.reviewed", "s47.ended"]] as const) {
      const told = tellableRules(book, new Set(carried));
      const all = [...told.rules, ...told.cannot, ...told.flags];
      expect(all.toSorted()).toEqual([...book.ids].toSorted());
    }
  });
});
