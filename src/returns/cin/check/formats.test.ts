import { describe, expect, it } from "vitest";
import { asCsv, asJson, asText } from "./formats.ts";
import type { Report } from "./issue.ts";

const report: Report = {
  file: "cin.xml",
  ruleset: "2025-26",
  children: 2,
  issues: [
    { rule: "2887Q", severity: "query", scope: "return", child: null, message: "Few codes.", locations: [] },
    {
      rule: "8925",
      severity: "error",
      scope: "child",
      child: "=A1",
      message: "The child protection plan ends before it starts.",
      locations: [
        { path: "/Message/CPPendDate", line: 9, value: 'a,"b"' },
        { path: "/Message/CPPstartDate", line: 8, value: null },
      ],
    },
  ],
};

describe("the report as JSON", () => {
  it("is one object with the keys in order", () => {
    expect(asJson(report)).toBe(
      '{"file":"cin.xml","ruleset":"2025-26","children":2,"issues":[' +
        '{"rule":"2887Q","severity":"query","scope":"return","child":null,"message":"Few codes.","locations":[]},' +
        '{"rule":"8925","severity":"error","scope":"child","child":"=A1",' +
        '"message":"The child protection plan ends before it starts.","locations":[' +
        '{"path":"/Message/CPPendDate","line":9,"value":"a,\\"b\\""},' +
        '{"path":"/Message/CPPstartDate","line":8,"value":null}]}]}\n',
    );
  });
});

describe("the report as CSV", () => {
  it("has a line for each place, quotes what needs it, and lets no value run as a formula", () => {
    expect(asCsv(report).split("\r\n")).toEqual([
      "rule,severity,scope,child,message,path,line,value",
      "2887Q,query,return,,Few codes.,,,",
      '8925,error,child,\'=A1,The child protection plan ends before it starts.,/Message/CPPendDate,9,"a,""b"""',
      "8925,error,child,'=A1,The child protection plan ends before it starts.,/Message/CPPstartDate,8,",
      "",
    ]);
  });
});

describe("the report as text", () => {
  it("counts, then says rule by rule what is wrong, why, and what to do, errors first", () => {
    const lines = asText(report).split("\n");
    expect(lines[0]).toBe("cin.xml: children in need census, rules of 2025-26");
    expect(lines[1]).toBe("2 children, 0 structure issues, 1 error, 1 query");
    expect(lines.filter((line) => /^\d/.test(line)).slice(1)).toEqual([
      "8925 (error, 1): The child protection plan ends before it starts.",
      "2887Q (query, 1): Fewer than eight different disability codes are used.",
    ]);
    expect(lines).toContain("  To do: Correct whichever is wrong.");
    expect(lines).toContain('  - child =A1; CPPendDate line 9: a,"b"; CPPstartDate line 8: missing');
  });

  it("lets no control character through to the screen", () => {
    const [, issue] = report.issues;
    if (issue === undefined) throw new Error("no issue");
    expect(asText({ ...report, issues: [{ ...issue, child: "\u001b[2J" }] })).toContain("child ?[2J");
  });
});
