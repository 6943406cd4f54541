import type { VNode } from "preact";
import { describe, expect, it } from "vitest";
import { date } from "../../../kernel/dates.ts";
import { type Context, RIGHTS, systemContext } from "../../../kernel/context.ts";
import { EMPTY_FORM } from "../../../platform/web/forms.ts";
import { renderPart } from "../../../ui/render.ts";
import { type ElementNode, elements, parseHtml, textOf } from "../../../ui/testing/html.ts";
import { emptyTally, type Preview } from "../../record/tally.ts";
import { NOW } from "../fixtures.ts";
import { agesOf } from "../rules.ts";
import { NOT_DECIDED, type Run } from "../runs.ts";
import { AppliedPage } from "./applied.tsx";
import { BatchPage } from "./batch.tsx";
import { FindingsPage } from "./findings.tsx";
import { StartPage } from "./start.tsx";
import { VanishedPage } from "./vanished.tsx";

const WORDS = new Map([
  ["referral", "referrals"],
  ["protection_plan", "child protection plans"],
]);
const everybody: Context = { ...systemContext("test", 1, NOW), rights: new Set(RIGHTS) };
const nameless = systemContext("test", 1, NOW);

function seen(page: VNode): { text: string; all: ElementNode[]; html: string } {
  const html = renderPart(page);
  const nodes = parseHtml(html);
  return { html, text: textOf(nodes), all: elements(nodes) };
}

const links = (all: readonly ElementNode[]): string[] =>
  all.flatMap((node) => (node.tag === "a" ? [node.attributes.get("href") ?? ""] : []));
const forms = (all: readonly ElementNode[]): string[] =>
  all.flatMap((node) => (node.tag === "form" ? [node.attributes.get("action") ?? ""] : []));
const preview: Preview = {
  children: 412,
  newChildren: 3,
  tables: {
    protection_plan: { ...emptyTally(), closed: 2, vanished: 1, same: 30 },
    referral: { ...emptyTally(), added: 5 },
  },
  findings: { "code-unknown": { count: 7, message: "Check the code.", place: "line 12", child: "88" } },
  examples: {
    added: [{ child: "7", table: "referral", key: "a", what: "new", place: "line 4" }],
    changed: [],
    closed: [
      {
        child: "8",
        table: "child protection plan",
        key: "b",
        what: "ended on: nothing → 2026-05-01",
        place: "line 9",
      },
    ],
    vanished: [
      {
        child: "9",
        table: "child protection plan",
        key: "c",
        what: "in an earlier file, not in this one",
        place: "line 2",
      },
    ],
  },
};

const run = (more: Partial<Run>): Run => ({
  id: 1,
  batch: "abcdefgh",
  fileName: "census.xml",
  storedAs: "0f",
  bytes: 2_500_000,
  hash: "aa",
  state: "ready",
  asAt: null,
  done: 0,
  report: {
    facts: {
      format: "cin",
      title: "Children in need census 2025-26",
      asAt: date("2026-03-31"),
      producedAt: "",
      authorityCode: null,
      scope: { from: date("2025-04-01"), to: date("2026-03-31"), tables: ["referral"] },
    },
    hash: "aa",
    sameAs: null,
    preview,
    fileFindings: [{ code: "element-unknown", message: "Not used.", place: "line 1" }],
  },
  problem: null,
  sourceId: null,
  createdAt: NOW,
  createdBy: 1,
  ...more,
});

const batch = (...runs: Run[]) =>
  seen(<BatchPage batch="abcdefgh" runs={runs} words={WORDS} watching={false} />);

describe("the page to add files", () => {
  const feeds = agesOf(
    new Map([
      ["cin", date("2026-03-31")],
      ["ssd", date("2026-11-01")],
    ]),
    date("2026-11-21"),
  );
  const start = (more = {}) =>
    seen(
      <StartPage
        feeds={feeds}
        recent={[run({})]}
        form={EMPTY_FORM}
        refusal={null}
        warning={null}
        mayDecide
        {...more}
      />,
    );

  it("takes several files at once and needs no script", () => {
    const { all } = start();
    const input = all.find((node) => node.attributes.get("type") === "file");
    expect(input?.attributes.has("multiple")).toBe(true);
    const form = all.find((node) => node.tag === "form");
    expect(form?.attributes.get("enctype")).toBe("multipart/form-data");
    expect(all.filter((node) => node.tag === "script")).toEqual([]);
  });

  it("says how old each kind of file is, and that one never had is not fresh", () => {
    const { text } = start();
    expect(text).toContain("235 days old, speaks for Tue 31 Mar 2026");
    expect(text).toContain("20 days old: stale after 7 days");
    expect(text.match(/never brought in/g)).toHaveLength(2);
  });

  it("takes no file while nobody has said what the installation is", () => {
    const { all, text } = start({ refusal: NOT_DECIDED });
    expect(all.filter((node) => node.tag === "form")).toEqual([]);
    expect(text).toContain("takes no files");
  });

  it("says what was wrong beside the field and at the top", () => {
    const failures = [{ code: "invalid" as const, message: "Choose at least one file", field: "files" }];
    const { all, text } = start({ form: { values: { "asAt-day": "31" }, failures } });
    expect(links(all)).toContain("#files");
    expect(text).toContain("Error: Choose at least one file");
    expect(all.find((node) => node.attributes.get("name") === "asAt-day")?.attributes.get("value")).toBe(
      "31",
    );
  });

  it("offers the rows to decide about only to those who may decide", () => {
    expect(links(start().all)).toContain("/import/vanished");
    expect(links(start({ mayDecide: false }).all)).not.toContain("/import/vanished");
  });
});

describe("the page of files on their way in", () => {
  it("is looked at again when the reader wants, while work goes on, and asks nothing meanwhile", () => {
    for (const state of ["waiting", "reading", "applying"] as const) {
      const { all } = batch(run({ state, done: 120 }));
      expect(links(all)).toEqual(["/import/abcdefgh", "/import/abcdefgh?watch=1"]);
      expect(forms(all)).toEqual([]);
      const watched = seen(<BatchPage batch="abcdefgh" runs={[run({ state })]} words={WORDS} watching />);
      expect(links(watched.all)).toEqual(["/import/abcdefgh?watch=1", "/import/abcdefgh"]);
      expect(watched.text).toContain("Stop reading this page again every 5 seconds");
    }
    expect(links(batch(run({})).all)).not.toContain("/import/abcdefgh?watch=1");
  });

  it("adds several files up, each child once, and gives each file's part", () => {
    const report = run({}).report;
    if (report === null) throw new Error("a run in a test has a report");
    const people = run({ report: { ...report, firstTold: 412 } });
    const more = run({
      id: 2,
      fileName: "more.csv",
      report: { ...report, preview: { ...preview, newChildren: 0 }, firstTold: 0 },
    });
    const { text } = batch(people, more);
    expect(text).toContain("The 2 files together");
    expect(text.match(/412 children, 3 of them new here/g)).toHaveLength(2);
    expect(text).toContain("412 children, all told of by a file before it");
    expect(batch(people).text).not.toContain("together");
  });

  it("says how far it has come", () => {
    expect(batch(run({ state: "reading", done: 120, report: null })).text).toContain("120 children so far");
    expect(batch(run({ state: "applying", done: 120 })).text).toContain("120 of 412 children");
  });

  it("shows what the file would do, drawn and counted, before the one decision", () => {
    const { all, text } = batch(run({}));
    expect(text).toContain("412 children, 3 of them new here");
    expect(all.some((node) => node.tag === "svg" && node.attributes.get("role") === "img")).toBe(true);
    expect(text).toContain(
      "Child protection plans: 2 closed, 30 the same, 1 in an earlier file, not in this one",
    );
    expect(text).toContain("ended on");
    expect(text).toContain("2026-05-01");
    expect(text).toContain("Nothing is deleted");
    expect(text).toContain("Check the code.");
    expect(forms(all)).toEqual(["/import/abcdefgh/apply", "/import/abcdefgh/set-aside"]);
  });

  it("says where a file cannot be read and what to do, and leaves the others to be brought in", () => {
    const bad = run({
      id: 2,
      fileName: "letter.xml",
      state: "unreadable",
      report: null,
      problem: {
        code: "malformed",
        message: "An element is never closed. Export it again.",
        place: "line 214",
      },
    });
    const { text, all } = batch(run({}), bad);
    expect(text).toContain("Nothing of this file was used. An element is never closed. Export it again.");
    expect(text).toContain("Where: line 214");
    expect(text).toContain("1 of the 2 files can be brought in now: census.xml");
    expect(forms(all)).toContain("/import/abcdefgh/apply");
    expect(forms(batch(bad).all)).toEqual(["/import/abcdefgh/set-aside"]);
  });

  it("says of a file brought in before that nothing would change", () => {
    const report = run({}).report;
    if (report === null) throw new Error("no report");
    const { text, all } = batch(
      run({ state: "same", report: { ...report, sameAs: { sourceId: 4, on: "2026-11-02" } } }),
    );
    expect(text).toContain("This very file was brought in on Mon 2 Nov 2026");
    expect(links(all)).toContain("/import/files/4");
    expect(forms(all)).toEqual([]);
  });

  it("shows a file's name as words, whatever is in it", () => {
    expect(batch(run({ fileName: "<script>x</script>.xml" })).html).not.toContain("<script>");
  });
});

describe("the page of a file that has come in", () => {
  const applied = (context = everybody) =>
    seen(
      <AppliedPage
        file={{
          id: 4,
          format: "cin",
          title: "Children in need census 2025-26",
          fileName: "census.xml",
          asAt: date("2026-03-31"),
          appliedAt: NOW,
          by: null,
          bytes: 900,
          children: 412,
          summary: preview,
        }}
        consequence={{ children: 9, late: 4, breaches: 2 }}
        children={[{ id: 70, localId: "88", name: "Maya Ellison", entries: 3, late: 1, breaches: 0 }]}
        next="70"
        findings={[{ code: "code-unknown", message: "Check the code.", count: 7, children: 5 }]}
        words={WORDS}
        context={context}
        mayDecide
      />,
    );

  it("says what stands now of the children it changed, and leads to each", () => {
    const { text, all } = applied();
    expect(text).toContain("Late duties of those children now4");
    expect(links(all)).toEqual(
      expect.arrayContaining([
        "/children/70",
        "/import/files/4?after=70#children",
        "/import/vanished?file=4",
        "/import/findings?code=code-unknown",
      ]),
    );
  });

  it("names a child only to those who may see names", () => {
    expect(applied().text).toContain("Maya Ellison");
    expect(applied(nameless).text).not.toContain("Maya");
    expect(applied(nameless).text).toContain("Child 88");
  });
});

describe("the page of rows that have vanished", () => {
  const row = {
    table: "protection_plan",
    id: 12,
    personId: 70,
    localId: "88",
    name: null,
    what: "child protection plan",
    from: date("2026-02-02"),
    to: null,
    place: "line 9",
    lastIn: "Census 2025",
    goneFrom: "Census 2026",
    goneFromId: 4,
    goneAsAt: date("2026-03-31"),
  };
  const vanished = (more = {}) =>
    seen(
      <VanishedPage
        rows={[row]}
        next={undefined}
        file={undefined}
        after={undefined}
        form={EMPTY_FORM}
        context={nameless}
        {...more}
      />,
    );

  it("offers both decisions for each, and deletes nothing", () => {
    const { text, all } = vanished();
    expect(text).toContain("Nothing has been deleted");
    expect(text).toContain("Child protection plan, Mon 2 Feb 2026");
    const decisions = all.flatMap((node) =>
      node.attributes.get("name") === "decision" ? [node.attributes.get("value")] : [],
    );
    expect(decisions).toEqual(["keep", "close"]);
  });

  it("leads from the fault to the reason that was too short, and shows it again", () => {
    const form = {
      values: { table: "protection_plan", id: "12", reason: "wrong" },
      failures: [{ code: "invalid" as const, message: "Say why", field: "reason" }],
    };
    const { all, text } = vanished({ form });
    expect(links(all)).toContain("#reason-protection_plan-12");
    expect(all.some((node) => node.attributes.get("id") === "reason-protection_plan-12")).toBe(true);
    expect(text).toContain("wrong");
  });

  it("says when nothing waits", () => {
    expect(vanished({ rows: [] }).text).toContain("Nothing is waiting for a decision");
  });
});

describe("the page of what is missing or odd", () => {
  const codes = [{ code: "code-unknown", message: "Check the code.", count: 1200, children: 5 }];

  it("counts by kind and shows the children behind one", () => {
    const rows = [
      {
        id: 5,
        personId: 70,
        localId: "88",
        name: null,
        message: "Check the code.",
        said: "Q9",
        place: "line 12",
        file: "Census 2026",
      },
    ];
    const { text, all } = seen(
      <FindingsPage codes={codes} chosen={{ code: "code-unknown", rows, next: "5" }} context={nameless} />,
    );
    expect(text).toContain("1,200");
    expect(text).toContain("Census 2026, line 12");
    expect(links(all)).toEqual(
      expect.arrayContaining(["/children/70", "/import/findings?code=code-unknown&after=5"]),
    );
  });

  it("says when there is nothing", () => {
    expect(seen(<FindingsPage codes={[]} chosen={undefined} context={nameless} />).text).toContain(
      "No file held has anything",
    );
  });
});
