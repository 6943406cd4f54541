import { describe, expect, it } from "vitest";
import { personContext } from "../../../../test/engines/seed.ts";
import type { IsoInstant } from "../../../kernel/dates.ts";
import { EMPTY_FORM } from "../../../platform/web/forms.ts";
import { renderPart } from "../../../ui/render.ts";
import { parseHtml, textOf } from "../../../ui/testing/html.ts";
import type { FileCheck } from "../checks.ts";
import type { Group, StoredIssue } from "../issues.ts";
import type { KnownChild } from "../known.ts";
import { AnswerPage } from "./answer.tsx";
import { IssuesPage, type IssuesProps } from "./issues.tsx";
import { linesOf } from "./picture.tsx";
import { ResultPage, type ResultProps } from "./result.tsx";
import { ReadingPage, UnusablePage } from "./standing.tsx";

const check: FileCheck = {
  id: 1,
  token: "abc",
  fileName: "CIN <b>2026</b>.xml",
  storedAs: null,
  bytes: 30_000_000,
  rulesYear: null,
  state: "done",
  done: 0,
  problem: null,
  ruleset: "2025-26",
  children: 812,
  accountId: 1,
  createdAt: "2026-11-21T10:00:00.000Z" as IsoInstant,
  expiresAt: "2026-12-05T10:00:00.000Z" as IsoInstant,
};
const query: StoredIssue = {
  seq: 7,
  rule: "8870Q",
  severity: "query",
  scope: "child",
  child: "A<script>1",
  born: null,
  message: "The target date for the conference is at a weekend.",
  remedy: "date",
  facts: "f",
  places: [
    {
      path: "/Message/Children/Child[3]/CINdetails[2]/Section47/InitialCPCtarget",
      line: 40,
      value: "2025-10-11",
    },
    { path: "/Message/Children/Child[3]/CINdetails[2]/CINreferralDate", line: 30, value: null },
  ],
};
const maya: KnownChild = {
  personId: 12,
  name: "Maya Ellison",
  teamRef: "T1",
  team: "North",
  workerRef: "W1",
  worker: "Samina Kauser",
};
const context = (...rights: Parameters<typeof personContext>[1]["rights"] & object) =>
  personContext(1, { rights, scope: "all" });

const issues: IssuesProps = {
  check,
  title: "A title",
  lead: "A lead.",
  ofChild: false,
  ofRule: false,
  issues: [query],
  known: () => maya,
  said: new Map(),
  backHref: "/check/abc",
  here: "/check/abc/issues?rule=8870Q",
  page: 1,
  previousHref: undefined,
  nextHref: undefined,
  context: context("returns", "record.open", "search", "names"),
};
const group: Group = {
  key: "date",
  first: 7,
  name: null,
  severity: "query",
  scope: "child",
  child: "A1",
  born: null,
  structure: 0,
  error: 0,
  query: 3,
  children: 2,
};
const result: ResultProps = {
  check,
  totals: { structure: 0, error: 0, query: 3, accepted: 1, children: 2, cutShort: false },
  by: "remedy",
  show: "all",
  groups: [group],
  page: 1,
  more: false,
  groupings: ["remedy", "rule", "child"],
  known: () => undefined,
};

describe("the pages of a check", () => {
  it("say what was found first, and never that all is well", () => {
    const html = renderPart(<ResultPage {...result} />);
    expect(textOf(parseHtml(html))).toContain("No error found, and 3 queries to answer");
    expect(html).not.toContain("<b>2026</b>");
    const none = { ...result.totals, query: 0, accepted: 0 };
    const empty = textOf(parseHtml(renderPart(<ResultPage {...result} totals={none} groups={[]} />)));
    expect(empty).toContain("No rule found anything");
    expect(empty).toContain("does not say that what was recorded is what happened");
    const childless = renderPart(
      <ResultPage {...result} check={{ ...check, children: 0 }} totals={none} groups={[]} />,
    );
    expect(textOf(parseHtml(childless))).toContain("There is no child in the file");
  });

  it("draw what the table beside says", () => {
    const html = renderPart(<ResultPage {...result} />);
    expect(html).toContain("3 of 3 are a date to correct");
    expect(html).toContain("Correct a date 3. The table beside it says the same.");
  });

  it("explain each issue with its own values, its line and its place, and lead to the record", () => {
    const html = renderPart(<IssuesPage {...issues} />);
    const words = textOf(parseHtml(html));
    expect(words).toContain("Conference due by: Sat 11 Oct 2025");
    expect(words).toContain("Referral: missing");
    expect(words).toContain("Lines 40, 30");
    expect(words).toContain("The target was counted in calendar days.");
    expect(html).toContain('href="/children/12?group=protection#timeline"');
    expect(html).not.toContain("<script>");
  });

  it("write a rule's number as DfE does", () => {
    const rule = { ...group, key: "8870Q" };
    const words = textOf(parseHtml(renderPart(<ResultPage {...result} by="rule" groups={[rule]} />)));
    expect(words).toContain("Query, rule 8870Q");
  });

  it("put no child's number in an address", () => {
    const html = renderPart(<IssuesPage {...issues} />) + renderPart(<ResultPage {...result} by="child" />);
    for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).not.toMatch(/A1|script/);
  });

  it("lead nowhere where the reader could not follow", () => {
    const html = renderPart(<IssuesPage {...issues} context={context("returns", "record.open")} />);
    expect(html).not.toContain("/children/");
  });

  it("show an accepted query's note, and ask again where the facts have changed", () => {
    const said = { note: "Held by the emergency team", by: "Ann", at: check.createdAt, holds: false };
    const form = {
      check,
      issue: query,
      known: () => maya,
      form: EMPTY_FORM,
      back: "/check/abc/issues",
      context: issues.context,
    };
    const again = textOf(parseHtml(renderPart(<AnswerPage {...form} said={said} />)));
    expect(again).toContain("the facts have changed since");
    expect(again).toContain("Held by the emergency team");
    const holds = textOf(parseHtml(renderPart(<AnswerPage {...form} said={{ ...said, holds: true }} />)));
    expect(holds).toContain("Take this back");
    expect(holds).not.toContain("Accept this query");
  });

  it("say how far the reading is, and why a file could not be read", () => {
    const reading = { ...check, state: "reading" as const, done: 30_000_000 };
    expect(textOf(parseHtml(renderPart(<ReadingPage check={reading} />)))).toContain("15,000 of 30,000 KB");
    const problem = { code: "xml", message: "Line 2 has a DOCTYPE.", place: "line 2" };
    const unusable = textOf(
      parseHtml(renderPart(<UnusablePage check={{ ...check, state: "unreadable", problem }} />)),
    );
    expect(unusable).toContain("Line 2 has a DOCTYPE.");
    expect(unusable).not.toContain("Where:");
  });

  it("write long words of a bar in two lines, and cut what is left", () => {
    expect(linesOf("Correct a date")).toEqual(["Correct a date"]);
    const lines = linesOf("A referral with no further action has an assessment, an enquiry or a conference.");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(39);
  });
});
