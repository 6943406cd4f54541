import { describe, expect, it } from "vitest";
import { renderPart } from "../render.ts";
import { type ElementNode, elements, parseHtml, textOf } from "../testing/html.ts";
import { ChangeList, ChangeRow } from "./change-row.tsx";
import { Chips } from "./chips.tsx";
import { type Column, DataTable } from "./data-table.tsx";
import { KeyPager } from "./key-pager.tsx";
import { Timeline, type TimelineEntry } from "./timeline.tsx";

const all = (html: string): ElementNode[] => elements(parseHtml(html));
const tags = (html: string, tag: string): ElementNode[] => all(html).filter((element) => element.tag === tag);

describe("a timeline", () => {
  const entries: TimelineEntry[] = [
    { isoDate: "2026-11-19", when: "Thu 19 Nov", kind: "late", title: "Visit was due" },
    {
      isoDate: "2026-11-10",
      when: "Tue 10 Nov",
      title: "Seen",
      href: "/seen",
      recorded: "Written down 6 days later",
    },
    { isoDate: "2025-12-04", when: "Thu 4 Dec", kind: "key", title: "Plan made" },
    { isoDate: "2025-12-01", when: "Mon 1 Dec", kind: "unknown", title: "A call" },
  ];

  it("stands under its years, in the order given", () => {
    const html = renderPart(<Timeline entries={entries} />);
    expect(tags(html, "h3").map((heading) => textOf(heading.children))).toEqual(["2026", "2025"]);
    expect(tags(html, "ol").map((list) => list.children.length)).toEqual([2, 2]);
    expect(tags(html, "time").map((time) => time.attributes.get("datetime"))).toEqual(
      entries.map((e) => e.isoDate),
    );
  });

  it("says in words what its marks say in shapes", () => {
    const titles = tags(renderPart(<Timeline entries={entries} />), "h4").map((heading) =>
      textOf(heading.children),
    );
    expect(titles).toEqual(["Late. Visit was due", "Seen", "Decision. Plan made", "In doubt. A call"]);
  });

  it("returns to a year it has left under a heading of its own", () => {
    const back = [...entries, { isoDate: "2026-01-01", when: "Thu 1 Jan", title: "Out of order" }];
    const years = tags(renderPart(<Timeline entries={back} level={2} />), "h2");
    expect(years.map((heading) => textOf(heading.children))).toEqual(["2026", "2025", "2026"]);
  });

  it("says that nothing is recorded", () => {
    expect(textOf(parseHtml(renderPart(<Timeline entries={[]} />)))).toBe("Nothing is recorded here.");
  });
});

interface Row {
  name: string;
  days: number;
}
const columns: Column<Row>[] = [
  { head: "Child", isRowHead: true, cell: (row) => row.name, sortHref: "?sort=name" },
  { head: "Days", numeric: true, cell: (row) => row.days, sortHref: "?sort=days", sorted: "descending" },
  { head: "Note", wideOnly: true, cell: () => "" },
];
const rows: Row[] = [
  { name: "Maya", days: 12 },
  { name: "Theo", days: 3 },
];

describe("a table of rows", () => {
  const html = renderPart(<DataTable caption="Children" columns={columns} rows={rows} />);

  it("keeps its roles when a phone lays it out as cards", () => {
    const roles = all(html).flatMap((element) => element.attributes.get("role") ?? []);
    expect(new Set(roles)).toEqual(
      new Set(["table", "rowgroup", "row", "columnheader", "rowheader", "cell"]),
    );
    expect(tags(html, "td")[0]?.attributes.get("data-label")).toBe("Days");
  });

  it("names each row by its head", () => {
    const heads = tags(html, "th").filter((cell) => cell.attributes.get("scope") === "row");
    expect(heads.map((cell) => textOf(cell.children))).toEqual(["Maya", "Theo"]);
  });

  it("says how it is sorted, to the eye and to the ear", () => {
    const heads = tags(html, "th").filter((cell) => cell.attributes.get("scope") === "col");
    expect(heads.map((cell) => cell.attributes.get("aria-sort"))).toEqual(["none", "descending", undefined]);
    expect(heads.map((cell) => textOf(cell.children))).toEqual([
      "Child, sort",
      "Days, sorted, largest first",
      "Note",
    ]);
  });

  it("sets figures to the right", () => {
    expect(tags(html, "td")[0]?.attributes.get("class")).toBe("n");
  });

  it("bars a late row", () => {
    const late = renderPart(
      <DataTable
        caption="c"
        columns={columns}
        rows={rows}
        rowStanding={(row) => (row.days > 10 ? "late" : undefined)}
      />,
    );
    const looks = tags(late, "tr").map((row) => row.attributes.get("class"));
    expect(looks).toEqual([undefined, "row-late", undefined]);
  });

  it("without rows says why", () => {
    const none = renderPart(
      <DataTable caption="c" columns={columns} rows={[]} empty="No visits since Tue 3 Nov" />,
    );
    expect(tags(none, "table")).toEqual([]);
    expect(textOf(parseHtml(none))).toBe("No visits since Tue 3 Nov");
  });
});

describe("chips", () => {
  it("are links, one of them current", () => {
    const html = renderPart(
      <Chips
        label="Show"
        items={[
          { href: "?all", text: "Everything", current: true },
          { href: "?seen", text: "Seen", count: 1204 },
        ]}
      />,
    );
    expect(tags(html, "a").map((link) => link.attributes.get("aria-current"))).toEqual(["true", undefined]);
    expect(textOf(parseHtml(html))).toBe("EverythingSeen1,204");
    expect(tags(html, "nav")[0]?.attributes.get("aria-label")).toBe("Show");
  });
});

describe("paging by key", () => {
  it("links only where there is somewhere to go", () => {
    const html =
      renderPart(<KeyPager label="Contacts" nextHref="?after=Ellison" where="A to Ellison" />) ?? "";
    expect(tags(html, "a").map((link) => [link.attributes.get("rel"), link.attributes.get("href")])).toEqual([
      ["next", "?after=Ellison"],
    ]);
    expect(KeyPager({ label: "Contacts", where: "All 12" })).toBeNull();
  });
});

describe("a change an import would make", () => {
  const read = (html: string): string => textOf(parseHtml(html));

  it("gives what is held and what would be", () => {
    const html = renderPart(
      <ChangeList>
        <ChangeRow
          kind="change"
          subject="Maya"
          place="line 7"
          fields={[{ field: "Category", before: "abuse", after: "neglect" }]}
        />
      </ChangeList>,
    );
    expect(read(html)).toBe("~ChangedMaya line 7Categorywas abuse → now neglect");
    expect(tags(html, "del").length).toBe(1);
    expect(tags(html, "ins").length).toBe(1);
  });

  it("says nothing for what was not held or would be gone", () => {
    const html = renderPart(
      <ChangeRow
        kind="change"
        subject="Maya"
        fields={[
          { field: "Review", after: "Tue 8 Dec" },
          { field: "Chair", before: "P" },
        ]}
      />,
    );
    expect(read(html)).toContain("Reviewwas nothing → now Tue 8 Dec");
    expect(read(html)).toContain("Chairwas P → now nothing");
  });

  it("of a new row gives only the new", () => {
    const html = renderPart(<ChangeRow kind="add" subject="Noah" fields={[{ field: "On", after: "Wed" }]} />);
    expect(read(html)).not.toContain("was");
  });

  it.each([
    ["add", "Added"],
    ["change", "Changed"],
    ["close", "Closed"],
    ["vanished", "No longer there"],
    ["unreadable", "Cannot be read"],
  ] as const)("%s is said as %s", (kind, word) => {
    expect(read(renderPart(<ChangeRow kind={kind} subject="x" />))).toContain(word);
  });
});
