import { describe, expect, it } from "vitest";
import { addDays, date, type IsoInstant } from "../../../kernel/dates.ts";
import { EMPTY_FORM } from "../../../platform/web/forms.ts";
import { renderPart } from "../../../ui/render.ts";
import { elements, parseHtml, textOf } from "../../../ui/testing/html.ts";
import type { IssueLine } from "../issues.ts";
import type { TrendPoint } from "../trend.ts";
import type { Place } from "../places.ts";
import { ReturnIssues, ReturnTasks } from "./child.tsx";
import { Issue } from "./issue.tsx";
import { IssuesPage } from "./issues.tsx";
import { OverviewPage } from "./overview.tsx";
import { TodayPage } from "./today.tsx";
import { sayTrend, Trend } from "./trend.tsx";

const TODAY = date("2026-11-21");

const place = (more: Partial<Place> = {}): Place => ({
  item: "AssessmentAuthorisationDate",
  value: null,
  anchor: { table: "assessment", on: "2026-06-03" },
  column: "assessment.authorised_on",
  row: 12,
  ...more,
});

const line = (more: Partial<IssueLine> = {}): IssueLine => ({
  id: 7,
  rule: "8670Q",
  severity: "query",
  state: "query",
  message: "The assessment is not authorised.",
  fix: "missing",
  places: [place()],
  facts: "0".repeat(32),
  foundAt: "2026-11-18T09:00:00Z" as IsoInstant,
  child: { id: 3, name: null, localId: "C3" },
  workerName: "Wren Hall",
  teamName: "Assessment Team",
  said: null,
  ...more,
});

const words = (node: Parameters<typeof renderPart>[0]): string => textOf(parseHtml(renderPart(node)));

const points = (...errors: (number | null)[]): TrendPoint[] =>
  errors.map((n, i) => ({
    on: addDays(date("2026-04-05"), 7 * i),
    errors: n,
    queries: n === null ? null : n + 1,
  }));

describe("the progress of a return", () => {
  it("is said in a sentence, and never of weeks in which nobody looked", () => {
    expect(sayTrend(points(null, null))).toBe("Not checked yet, so there is no progress to show.");
    expect(sayTrend(points(null, 9))).toBe("First checked this week, with 9 errors.");
    expect(sayTrend(points(null, 9, 4))).toContain("4 errors stand today, down from 9");
    expect(sayTrend(points(4, 9))).toContain("up from 4");
    expect(sayTrend(points(4, 4))).toContain("as many as 4");
  });

  it("has its picture and the same as a table, where unknown weeks are said to be so", () => {
    const html = renderPart(<Trend id="t" points={points(null, 30, 12)} />);
    const all = elements(parseHtml(html));
    const lines = all.filter((e) => e.tag === "polyline").map((e) => e.attributes.get("points") ?? "");
    expect(lines.map((drawn) => drawn.split(" ").length)).toEqual([2, 2]);
    expect(all.filter((e) => e.tag === "tr")).toHaveLength(4);
    expect(html).toContain("not checked");
    expect(renderPart(<Trend id="t" points={points(null)} />)).not.toContain("<svg");
  });
});

describe("one issue", () => {
  it("says whose, what stands there, since when and who holds the child, and leads to the place in the record", () => {
    const html = renderPart(<Issue line={line()} today={TODAY} mayAccept sent={null} failures={[]} />);
    const said = textOf(parseHtml(html));
    expect(said).toContain("Child C3");
    expect(said).toContain("Assessment begun Wed 3 Jun 2026");
    expect(said).toContain("AssessmentAuthorisationDate missing");
    expect(said).toContain("for 3 days");
    expect(said).toContain("Held by Wren Hall, Assessment Team");
    expect(html).toContain('href="/children/3?group=assessment#timeline"');
  });

  it("that is a query can be accepted with a note, and an error cannot", () => {
    const ask = (more: Partial<IssueLine>) =>
      renderPart(<Issue line={line(more)} today={TODAY} mayAccept sent={null} failures={[]} />);
    expect(ask({})).toContain("Accept in my name");
    expect(ask({ state: "accepted" })).toContain("Open it again");
    expect(ask({ severity: "error", state: "error" })).not.toContain("<form");
  });

  it("that was accepted on other facts says that it is open again, with the note", () => {
    const said = {
      by: "Anil",
      note: "As recorded",
      at: "2026-11-01T09:00:00Z" as IsoInstant,
      accepted: true,
      stale: true,
    };
    const text = words(<Issue line={line({ said })} today={TODAY} mayAccept sent={null} failures={[]} />);
    expect(text).toContain("“As recorded”");
    expect(text).toContain("The facts have changed since");
  });
});

describe("the pages of the returns", () => {
  const now = {
    items: { child: { n: 2, children: 2 }, episode: { n: 3, children: 2 } },
    checkedAt: "2026-11-21T09:00:00Z" as IsoInstant,
    fullAt: "2026-11-21T02:00:00Z" as IsoInstant,
  };
  const standing = { year: 2027, now, counts: { error: 1, query: 2, accepted: 0 }, hasRules: true };

  it("say that nothing is known of a return that was not checked, or has no rules", () => {
    const page = (more: object) =>
      words(
        <OverviewPage
          returns={[{ ...standing, ...more }]}
          submissions={[]}
          whole
          mayKeep={false}
          form={EMPTY_FORM}
        />,
      );
    expect(page({})).toContain("with 3 episodes of need");
    expect(page({ now: undefined })).toContain("Not checked yet");
    expect(page({ now: undefined, hasRules: false })).toContain("There are no rules for this year yet");
  });

  it("let only those who may make the file", () => {
    const page = (mayMake: boolean, made: typeof now | undefined) =>
      words(
        <TodayPage
          year={2027}
          today={TODAY}
          period={{ from: date("2026-04-01"), to: TODAY }}
          now={made}
          hasRules
          counts={[]}
          states={{ error: 1, query: 2, accepted: 0 }}
          trend={points(3, 1)}
          noted={0}
          submissions={[]}
          lastYear={undefined}
          checking={undefined}
          making={undefined}
          mayMake={mayMake}
          failures={[]}
        />,
      );
    expect(page(true, now)).toContain("1 error and 2 queries to answer would go with it");
    expect(page(false, now)).not.toContain("Make the file");
    expect(page(true, undefined)).toContain("Nobody has checked this return yet");
  });

  it("list issues by rule, each rule explained once, and say when there is nothing", () => {
    const page = (lines: IssueLine[]) => (
      <IssuesPage
        year={2027}
        today={TODAY}
        filter={{ state: "query" }}
        by="rule"
        all={{ error: 0, query: 2, accepted: 0 }}
        counts={[]}
        lines={lines}
        nextHref={null}
        firstHref={null}
        mayAccept={false}
        failures={[]}
        sent={null}
      />
    );
    const text = words(page([line(), line({ id: 8 })]));
    expect(text.split("Usual cause")).toHaveLength(2);
    expect(text).toContain("Finish and authorise it");
    expect(words(page([]))).toContain("Nothing stands here that you may see");
  });

  it("give a worker what is theirs to put right, and nothing when there is nothing", () => {
    const tasks = [{ year: 2027, line: line() }];
    const text = words(<ReturnTasks tasks={tasks} all={3} today={TODAY} />);
    expect(text).toContain("3 things in your children's records");
    expect(text).toContain("And 2 more.");
    expect(renderPart(<>{<ReturnTasks tasks={[]} all={0} today={TODAY} />}</>)).toBe("");
    expect(words(<ReturnIssues issues={tasks} today={TODAY} />)).toContain("census 2026-27, rule 8670Q");
    expect(renderPart(<>{<ReturnIssues issues={[]} today={TODAY} />}</>)).toBe("");
  });
});
