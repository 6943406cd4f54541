import { describe, expect, it } from "vitest";
import { SEX } from "../../../kernel/codes/sex.ts";
import { UPN_UNKNOWN } from "../../../kernel/codes/inNeed.ts";
import type { Item } from "../layout.ts";
import { wrongValue } from "./values.ts";

/** What is said of each text, of those about which something is. */
function wrong(item: Omit<Item, "name" | "min">, ...texts: readonly string[]): readonly string[] {
  return texts.filter((text) => wrongValue({ name: "Thing", min: 0, ...item }, text, 2025) !== undefined);
}

const said = (item: Omit<Item, "name" | "min">, text: string) =>
  wrongValue({ name: "Thing", min: 0, ...item }, text, 2025);

describe("a value of a type", () => {
  it("that is a date is year-month-day, and a day there was or will be", () => {
    const good = ["2024-02-29", "1999-12-31", "2030-01-01"];
    const bad = [
      "2023-02-29",
      "2024-2-29",
      "29/02/2024",
      "2024-02-29T00:00:00",
      "2024-13-01",
      "20240229",
      "today",
    ];
    expect(wrong({ type: "date" }, ...good, ...bad)).toEqual(bad);
    expect(said({ type: "date" }, "x")).toEqual({
      rule: "value-not-a-date",
      message: "Thing is not a date written as year-month-day, such as 2025-03-31.",
    });
  });

  it("that is a moment is a date and a time, with or without parts of a second and a zone", () => {
    const good = [
      "2025-05-01T09:00:00",
      "2025-05-01T23:59:59.123",
      "2025-05-01T00:00:00Z",
      "2025-05-01T09:00:00.0Z",
      "2025-05-01T09:00:00+01:00",
    ];
    const bad = [
      "2025-05-01",
      "2025-05-01T24:00:00",
      "2025-05-01T09:60:00",
      "2025-05-01T09:00:60",
      "2025-05-01T09:00",
      "2025-02-29T09:00:00",
      "2025-05-01T09:00:00.",
      "2025-05-01T09:00:00+1",
      "x2025-05-01T09:00:00",
      "2025-05-01T09:00:00x",
      "2025-05-01 09:00:00",
    ];
    expect(wrong({ type: "moment" }, ...good, ...bad)).toEqual(bad);
    expect(said({ type: "moment" }, "x")).toEqual({
      rule: "value-not-a-time",
      message: "Thing is not a date and time, such as 2025-05-01T09:00:00.",
    });
  });

  it("that is yes or no is true, false, 1 or 0 as they are written", () => {
    const bad = ["TRUE", "False", "yes", "2", "10", "xtrue", "truex"];
    expect(wrong({ type: "yes-no" }, "true", "false", "1", "0", ...bad)).toEqual(bad);
    expect(said({ type: "yes-no" }, "x")).toEqual({
      rule: "value-not-yes-or-no",
      message: "Thing is not true, false, 1 or 0.",
    });
  });

  it("that is a count is digits only", () => {
    const bad = ["-1", "1.0", "one", "x1", "1x", " 1"];
    expect(wrong({ type: "count" }, "0", "007", "12", ...bad)).toEqual(bad);
    expect(said({ type: "count" }, "x")).toEqual({
      rule: "value-not-a-number",
      message: "Thing is not a whole number.",
    });
  });

  it("that is a code is judged here only where no rule judges it", () => {
    expect(wrong({ type: "code", codes: SEX }, "M", "X")).toEqual([]);
    expect(wrong({ type: "code", codes: UPN_UNKNOWN, judgedHere: true }, "UN1", "UN9", "un1")).toEqual([
      "UN9",
      "un1",
    ]);
    expect(said({ type: "code", codes: UPN_UNKNOWN, judgedHere: true }, "x")).toEqual({
      rule: "value-not-a-code",
      message: "Thing is not one of the codes for reason for no UPN.",
    });
    expect(wrong({ type: "code", judgedHere: true }, "x")).toEqual([]);
  });

  it("that is text may be anything", () => {
    expect(wrong({ type: "text" }, "x", "1")).toEqual([]);
    expect(wrong({ type: "upn" }, "x", "1")).toEqual([]);
    expect(wrong({}, "x", "1")).toEqual([]);
  });
});

describe("a value", () => {
  it("is no longer than it may be", () => {
    expect(wrong({ type: "text", maxLength: 3 }, "12", "123", "1234")).toEqual(["1234"]);
    expect(said({ type: "text", maxLength: 3 }, "1234")).toEqual({
      rule: "value-too-long",
      message: "Thing is longer than 3 characters.",
    });
  });

  it("is the one thing it may be, where there is one", () => {
    expect(wrong({ type: "text", always: "CIN" }, "CIN", "cin", "CINX")).toEqual(["cin", "CINX"]);
    expect(said({ type: "text", always: "CIN" }, "SWF")).toEqual({
      rule: "value-not-allowed",
      message: "Thing must be CIN.",
    });
  });
});
