import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressLine, codesIn, yesAnswers } from "./json.ts";

describe("JSON columns", () => {
  it("give the answers that are yes, in words", () => {
    expect(
      yesAnswers('{"OUTCOME_SINGLE_ASSESSMENT_FLAG":"Y","OUTCOME_NFA_FLAG":"N","OUTCOME_CP_FLAG":1}'),
    ).toBe("cp, single assessment");
    expect(yesAnswers('{"A":"N"}')).toBeNull();
    expect(yesAnswers('{"A":"N","COMMENTS":"family moved"}')).toBe("family moved");
  });

  it("give codes from a list, an object of answers, a list of objects, or codes with commas", () => {
    for (const form of [
      '["1A","16a"]',
      '{"1A":"Y","16A":true,"2B":"N"}',
      '[{"factor":"16A"},{"factor":"1A"}]',
      "1A, 16A",
      '{"factors":["1A","16A"]}',
    ])
      expect(codesIn(form)).toEqual(["16A", "1A"]);
  });

  it("give an address as a letter has it, without map references or empty parts", () => {
    expect(
      addressLine('{"FLAT":"2","HOUSE":"10","STREET":"High Street","TOWN":"","UPRN":"100","EASTING":5}'),
    ).toBe("2, 10, High Street");
    expect(addressLine("{}")).toBeNull();
  });

  it("are undefined when they are not JSON, not an object, too long, or meant to harm", () => {
    for (const odd of ["{bad", '"text"', "7", `["${"x".repeat(9000)}"]`]) {
      expect(yesAnswers(odd)).toBeUndefined();
      expect(addressLine(odd)).toBeUndefined();
    }
    expect(yesAnswers('{"__proto__":{"A":"Y"}}')).toBeNull();
    expect(({} as { A?: string }).A).toBeUndefined();
  });

  it("never fail, whatever they hold", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        yesAnswers(text);
        codesIn(text);
        addressLine(text);
      }),
    );
  });
});
