import type { Issue } from "../../returns/cin/check/issue.ts";

/**
 * Kinds of fix: who puts the children in need census right sorts the work by what is to be done, not by rule. In the order of the pages. `do` is the kind as an
 * instruction, `done` as the end of "12 of 31 are ...".
 */
export const REMEDIES = {
  file: { do: "Have the file made again", are: "for whoever makes the file" },
  missing: { do: "Record what is missing", are: "something to record" },
  date: { do: "Correct a date", are: "a date to correct" },
  code: { do: "Choose the right code or reason", are: "a code or reason to choose" },
  end: { do: "Close or finish what is still open", are: "something to close or finish" },
  move: { do: "Move or join work on the wrong episode", are: "work to move or join" },
  number: { do: "Correct a child’s number", are: "a child’s number to correct" },
  explain: { do: "Look at it, and explain", are: "to look at and explain" },
} as const satisfies { readonly [kind: string]: { readonly do: string; readonly are: string } };

export type Remedy = keyof typeof REMEDIES;

export const isRemedy = (text: string): text is Remedy => Object.hasOwn(REMEDIES, text);

const ids = (text: string): readonly string[] => text.split(" ");

/** Every rule of the census by its kind of fix, as its own words say what to do first. */
export const RULES_BY_REMEDY: { readonly [kind in Remedy]: readonly string[] } = {
  file: ids("100"),
  missing: ids(
    "4180 4220 8540 8568 8585Q 8590 8600 8610 8866 8805 8810 8614 8720 8730 8905 8910 8897Q 8615 4010 8842Q 8675Q 8740 8839 8868 8867 8825Q 8525Q 2991Q 2883 2885 2886Q",
  ),
  date: ids(
    "8520 8530Q 8535Q 8545Q 8555Q 8606 8620 8630 8608 8696 8736 8715 8870Q 8875 4008 4009Q 4011 4012Q 4013 8840 8915 8920 8925 8930 4003 8841",
  ),
  code: ids("8640 8650 8750 8790 8794 8869 8873Q 8898 8945Q 8950Q 2990"),
  end: ids("8569Q 8670Q 8775Q 8815 8816 8896 4001 4004 4016 4017 8935"),
  move: ids("1103 1104 1105 2884 2889 4000 4014 4015 8565 8820 8831 8832 8863Q 8890 8940"),
  number: ids("1510 1520 1530 1540 1550 1560Q 1570 1580 8500 8510 8770Q 8772"),
  explain: ids("2887Q 2888Q"),
};

const BY_RULE = new Map(
  Object.entries(RULES_BY_REMEDY).flatMap(([kind, rules]) => rules.map((rule) => [rule, kind as Remedy])),
);

/** What kind of fix an issue wants. The structure of a file is its maker's, unless a value of the child's is what is missing. */
export function remedyOf(issue: Pick<Issue, "rule" | "severity" | "scope">): Remedy {
  if (issue.severity === "structure") {
    if (issue.scope !== "child") return "file";
    if (issue.rule === "value-not-a-code") return "code";
    return issue.rule === "element-missing" || issue.rule === "element-empty" ? "missing" : "file";
  }
  // A rule of a later version, or one not yet sorted: somebody has to look.
  return BY_RULE.get(issue.rule) ?? "explain";
}
