import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, date } from "../../kernel/dates.ts";
import { isEmpty, LONGEST, parseSearch } from "./parse.ts";

const today = date("2026-11-21");
const ask = (text: string) => parseSearch(text, today);

describe("what is typed into the search box", () => {
  it.each([
    "2019-02-14",
    "14/2/2019",
    "14.02.2019",
    "14-2-2019",
    "14 Feb 2019",
    "14th february 2019",
    "Feb 14, 2019",
    "14/2/19",
  ])("reads %s as the fourteenth of February 2019", (text) => {
    expect(ask(text).born).toEqual({ from: "2019-02-14", to: "2019-02-14" });
    expect(ask(text).names).toEqual([]);
  });

  it("takes two figures of a year for the last such year", () => {
    expect(ask("1/5/98").born?.from).toBe("1998-05-01");
    expect(ask("1/5/27").born?.from).toBe("2027-05-01");
    expect(ask("1/5/28").born?.from).toBe("1928-05-01");
  });

  it("reads a year, and a month of a year, as all their days", () => {
    expect(ask("2019").born).toEqual({ from: "2019-01-01", to: "2019-12-31" });
    expect(ask("Feb 2020").born).toEqual({ from: "2020-02-01", to: "2020-02-29" });
  });

  it("takes a name and a year apart, in either order", () => {
    for (const text of ["ellison 2019", "2019 Ellison", " ELLISON,  2019 "])
      expect(ask(text)).toMatchObject({ names: ["ellison"], born: { from: "2019-01-01", to: "2019-12-31" } });
  });

  it("keeps names as they are spelt, with their hyphens and apostrophes", () => {
    expect(ask("Zoë O'Neill-Hart").names).toEqual(["zoë", "o'neill-hart"]);
  });

  it("takes the year of a day that does not exist, which is all that is sure of it", () => {
    expect(ask("30/2/2019").born).toEqual({ from: "2019-01-01", to: "2019-12-31" });
    expect(ask("30/2/19").born).toBeNull();
  });

  it("offers every word and the whole as a number, with and without its spaces", () => {
    const { identifiers, names } = ask("485 777 3456");
    expect(identifiers).toContain("4857773456");
    expect(names).toEqual([]);
    expect(ask("ab123").identifiers).toContain("AB123");
  });

  it("finds nothing to look for in nothing", () => {
    for (const text of ["", "   ", "-", "?!"])
      expect(isEmpty(ask(text)) || ask(text).names.length === 0).toBe(true);
    expect(isEmpty(ask(" "))).toBe(true);
  });

  it("reads any text without fault and never more of it than anybody types", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: "grapheme" }), (text) => {
        const asked = ask(text);
        expect(asked.text.length).toBeLessThanOrEqual(LONGEST);
        expect(asked.names.length).toBeLessThanOrEqual(6);
        if (asked.born !== null) expect(asked.born.from <= asked.born.to).toBe(true);
      }),
    );
  });

  it("finds any day again however it is written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (n) => {
        const on = addDays(date("1975-01-01"), n);
        const [year, month, day] = on.split("-").map(Number);
        for (const text of [on, `${day}/${month}/${year}`, `smith ${day}.${month}.${year}`])
          expect(ask(text).born).toEqual({ from: on, to: on });
      }),
    );
  });
});
