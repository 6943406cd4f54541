import type { Issue } from "../../returns/cin/check/issue.ts";
import type { RuleText } from "../../returns/cin/check/rule.ts";
import { CHILD_RULES, RETURN_RULES } from "../../returns/cin/check/ruleset.ts";

/** What a person is told of a rule: what is wrong, what the condition means, what usually causes it, how to put it right. */
export type Explained = {
  readonly words: string;
  /** The part of the return it is about. */
  readonly on: string | null;
  readonly meaning: string;
  readonly cause: string;
  readonly fix: string;
};

const RULES: ReadonlyMap<string, RuleText> = new Map(
  [...CHILD_RULES, ...RETURN_RULES].map((rule) => [rule.id, rule]),
);

const EXPORT_AGAIN =
  "Correct it where the return is made, or ask whoever supplies the case system, and make the file again.";

/** The structure of the file: what DfE's loader looks at before any rule. */
const STRUCTURE: { readonly [rule: string]: Omit<Explained, "on"> } = {
  "element-missing": {
    words: "An element that must be there is not.",
    meaning: "DfE’s loader refuses a file that leaves out what every child or episode must have.",
    cause: "The value is not recorded, and the system leaves the element out.",
    fix: "Record the value; where it is recorded, have the file made again with its element.",
  },
  "element-empty": {
    words: "An element is there but says nothing.",
    meaning: "An element stands in the file only with a value; one that may be left out is left out.",
    cause: "The system writes the element whether or not there is a value.",
    fix: "Record the value, or have the file made without the empty element.",
  },
  "element-repeated": {
    words: "An element is given more than once.",
    meaning: "Only one is allowed in this place, and DfE’s loader cannot tell which is meant.",
    cause: "Two records were joined when the return was made.",
    fix: EXPORT_AGAIN,
  },
  "element-misplaced": {
    words: "An element is in the wrong place.",
    meaning: "The census has its elements in a fixed order, each within its own group.",
    cause: "The return was made for another year, or put together by hand.",
    fix: EXPORT_AGAIN,
  },
  "element-unknown": {
    words: "An element that the census of this year does not have.",
    meaning: "DfE’s loader refuses names it does not know, capitals and all.",
    cause: "The return was made for another year, or the name is spelt otherwise.",
    fix: EXPORT_AGAIN,
  },
  "text-misplaced": {
    words: "There is text where only elements belong.",
    meaning: "A group holds elements and no words of its own.",
    cause: "The file was edited by hand, or a value lost its element.",
    fix: EXPORT_AGAIN,
  },
  "attribute-unknown": {
    words: "An element has an attribute; the census uses none.",
    meaning: "DfE’s loader expects values between tags, never within them.",
    cause: "The return was made by a tool that writes its own marks.",
    fix: EXPORT_AGAIN,
  },
  "too-many-issues": {
    words: "There is more wrong than can be listed.",
    meaning: "Kith stops listing at a hundred thousand; what is listed is true, and more is likely.",
    cause: "The whole file has one fault, such as the wrong year or a value written in the wrong form.",
    fix: "Put right what is listed most often, and check the file again.",
  },
};

const A_VALUE: Omit<Explained, "on"> = {
  words: "A value is not in the form the census has.",
  meaning:
    "Dates are written 2026-03-31, yes and no as true and false (or 1 and 0), and codes as DfE lists them.",
  cause: "The system writes the value in its own form.",
  fix: "Correct the value where it is recorded, or have the file made with values in the census’s form.",
};

/** The rule's explanation. Every rule has one; those of the structure are Kith's own. */
export function explain(rule: string, severity: Issue["severity"]): Explained {
  const known = RULES.get(rule);
  if (known !== undefined) return known;
  return { on: null, ...((severity === "structure" ? STRUCTURE[rule] : undefined) ?? A_VALUE) };
}

/** The number as people say it: `Rule 8600`; structure issues have none. */
export const sayRule = (rule: string, severity: Issue["severity"]): string =>
  severity === "structure" ? "Structure of the file" : `Rule ${rule}`;
