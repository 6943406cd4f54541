import { describe, expect, it } from "vitest";
import { date } from "../../kernel/dates.ts";
import { emptyTally } from "../record/tally.ts";
import { readAsAt } from "./commands.ts";
import { fieldsOf } from "./pages/preview.tsx";
import { agesOf, FEEDS } from "./rules.ts";
import { readKey, writeKey } from "./vanished.ts";
import {
  changesAnything,
  sayAge,
  sayBytes,
  sayChildren,
  sayCode,
  sayPart,
  sayTally,
  totalsOf,
} from "./words.ts";

describe("what is said of files", () => {
  it("counts children, and those that are new", () => {
    expect(sayChildren({ children: 1, newChildren: 0 })).toBe("1 child, all known already");
    expect(sayChildren({ children: 1200, newChildren: 7 })).toBe("1,200 children, 7 of them new here");
  });

  it("says a file's part of a set, and adds a set up", () => {
    const part = (children: number, firstTold: number, newChildren: number) => ({
      preview: {
        children,
        newChildren,
        tables: { referral: { ...emptyTally(), added: newChildren, same: 1 } },
        findings: {},
        examples: { added: [], changed: [], closed: [], vanished: [] },
      },
      firstTold,
    });
    const [people, disabilities, referrals] = [part(36, 36, 36), part(5, 0, 0), part(40, 4, 3)];
    expect(sayPart(people)).toBe("36 children, 36 of them new here");
    expect(sayPart(disabilities)).toBe("5 children, all told of by a file before it");
    expect(sayPart(referrals)).toBe(
      "40 children, 3 of them new here, 36 of them told of by a file before it",
    );
    expect(totalsOf([people, disabilities, referrals])).toEqual({
      children: 40,
      newChildren: 39,
      tables: { referral: { ...emptyTally(), added: 39, same: 3 } },
    });
  });

  it("leaves out what is nought", () => {
    expect(sayTally({ ...emptyTally(), added: 2, vanished: 1 })).toBe(
      "2 added, 1 in an earlier file, not in this one",
    );
    expect(sayTally(emptyTally())).toBe("nothing");
  });

  it("knows a file that only confirms from one that changes something", () => {
    const preview = (tally: object) => ({
      children: 1,
      newChildren: 0,
      tables: { referral: { ...emptyTally(), ...tally } },
      findings: {},
      examples: { added: [], changed: [], closed: [], vanished: [] },
    });
    expect(changesAnything(preview({ same: 9, older: 2 }))).toBe(false);
    expect(changesAnything(preview({ vanished: 1 }))).toBe(true);
  });

  it("says sizes and codes as people do", () => {
    expect([sayBytes(12), sayBytes(52_300), sayBytes(2_500_000)]).toEqual(["12 bytes", "52 KB", "2.5 MB"]);
    expect(sayCode("birth-date-changed")).toBe("Birth date changed");
  });

  it("reads an example's change back into fields", () => {
    expect(fieldsOf({ what: "ended on: nothing → 2026-05-01; outcome: A → nothing" })).toEqual([
      { field: "ended on", after: "2026-05-01" },
      { field: "outcome", before: "A" },
    ]);
    expect(fieldsOf({ what: "new" })).toEqual([]);
  });
});

describe("how fresh a feed is", () => {
  const ageOf = (days: number, format = "annex-a") => {
    const today = date("2026-11-21");
    const asAt = date("2026-11-21").replace("21", String(21 - days).padStart(2, "0"));
    return agesOf(new Map([[format, date(asAt)]]), today).find((age) => age.feed.format === format);
  };

  it("is stale only once it is older than its kind may be", () => {
    expect(ageOf(7, "ssd")?.standing).toBe("fresh");
    expect(ageOf(8, "ssd")?.standing).toBe("stale");
    expect(ageOf(8)?.standing).toBe("fresh");
  });

  it("is never fresh when there has been none", () => {
    const ages = agesOf(new Map(), date("2026-11-21"));
    expect(ages).toHaveLength(FEEDS.length);
    expect(new Set(ages.map((age) => sayAge(age)))).toEqual(new Set(["never brought in"]));
  });

  it("is today's when the file speaks for today or for a day ahead", () => {
    const [age] = agesOf(new Map([["cin", date("2026-11-22")]]), date("2026-11-21"));
    expect(age && sayAge(age)).toContain("today");
  });
});

describe("the day files speak for", () => {
  const boxes = (day: string, month: string, year: string) => ({
    "asAt-day": day,
    "asAt-month": month,
    "asAt-year": year,
  });

  it("may be left out, and must otherwise be a real day", () => {
    expect(readAsAt(boxes("", "", ""))).toBeNull();
    expect(readAsAt(boxes("5", "4", "2026"))).toBe("2026-04-05");
    expect(readAsAt(boxes("31", "2", "2026"))).toBeUndefined();
    expect(readAsAt(boxes("5", "", "2026"))).toBeUndefined();
  });
});

describe("where a page of vanished rows begins", () => {
  it("is read back as it was written, and from nothing else", () => {
    expect(readKey(writeKey({ table: "protection_plan", id: 12 }))).toEqual({
      table: "protection_plan",
      id: 12,
    });
    for (const odd of [undefined, "", "12", "protection_plan-", "a;b-1", "Plan-1", "plan-1x"])
      expect(readKey(odd)).toBeUndefined();
  });
});
