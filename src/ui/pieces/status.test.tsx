import { describe, expect, it } from "vitest";
import { renderPart } from "../render.ts";
import { elements, normaliseHtml, parseHtml, textOf } from "../testing/html.ts";
import { ChildsWords } from "./childs-words.tsx";
import { DueList } from "./due-list.tsx";
import { EmptyState } from "./empty-state.tsx";
import { Facts } from "./facts.tsx";
import { NetRow } from "./net.tsx";
import { HeldBy, PageHead } from "./page-head.tsx";
import { Progress } from "./progress.tsx";
import { Tag } from "./tag.tsx";
import { Tile } from "./tile.tsx";

const read = (html: string): string => textOf(parseHtml(html));

describe("a tag", () => {
  it("says its status in words and carries its shape in its class", () => {
    expect(normaliseHtml(renderPart(<Tag standing="late">2 days late</Tag>))).toBe(
      '<span class="tag tag-late">\n  |2 days late',
    );
    expect(renderPart(<Tag>Pre-proceedings</Tag>)).toContain("tag-plain");
  });
});

describe("what is due", () => {
  it("comes in the order given, late and soon as tags, later as plain words", () => {
    const html = renderPart(
      <DueList
        items={[
          {
            what: "Visit at home",
            href: "/visit",
            state: "late",
            when: "2 days late",
            source: "was due Thu 19 Nov",
          },
          { what: "Core group", state: "soon", when: "Wed 25 Nov", who: "Maya" },
          { what: "Review", state: "later", when: "Tue 8 Dec" },
          { what: "Health assessment", state: "unknown", when: "day not known" },
        ]}
      />,
    );
    const all = elements(parseHtml(html));
    expect(all.filter((element) => element.tag === "li").length).toBe(4);
    const tags = all.flatMap((element) => {
      const look = element.attributes.get("class") ?? "";
      return look.startsWith("tag ") ? [look] : [];
    });
    expect(tags).toEqual(["tag tag-late", "tag tag-soon", "tag tag-unknown"]);
    expect(html).toContain('<a href="/visit">Visit at home</a>');
  });

  it("is said to be none recorded, never all clear, when there is nothing", () => {
    expect(read(renderPart(<DueList items={[]} />))).toBe("Nothing is recorded as due.");
  });
});

describe("a child's words", () => {
  it("stand as said, with who heard them and what they changed", () => {
    const html = renderPart(
      <ChildsWords words="I like Nan" by="Maya, at school" changed="Nan is in the plan." />,
    );
    expect(read(html)).toBe("“I like Nan”Maya, at school. Nan is in the plan.");
  });

  it("without a change on record say so", () => {
    expect(read(renderPart(<ChildsWords words="No" by="Kai, at home" />))).toContain(
      "What changed because of this is not recorded.",
    );
  });

  it("are not put in quotation marks when they are somebody's account of a baby", () => {
    expect(renderPart(<ChildsWords notSaid words="Reached for Nan" by="Kai" changed="x" />)).not.toContain(
      "“",
    );
  });
});

describe("facts", () => {
  it("that are not known are said to be so", () => {
    const html = renderPart(
      <Facts
        items={[
          { term: "Last seen", value: "Tue 10 Nov" },
          { term: "Father" },
          { term: "Language", missing: "not asked" },
        ]}
      />,
    );
    expect(read(html)).toBe("Last seenTue 10 NovFathernot knownLanguagenot asked");
    expect(html.match(/facts-unknown/g)?.length).toBe(2);
  });
});

describe("the head of a page", () => {
  it("is the page's only h1, and may be a lower heading elsewhere", () => {
    expect(renderPart(<PageHead title="Maya" />)).toContain("<h1");
    expect(renderPart(<PageHead title="Maya" level={2} />)).not.toContain("<h1");
  });

  it("says when nobody holds the child", () => {
    expect(read(renderPart(<HeldBy name="Amara Osei" />))).toBe("Held byAmara Osei");
    const html = renderPart(<HeldBy />);
    expect(read(html)).toBe("Held byNobody");
    expect(html).toContain("tag-late");
  });
});

describe("a line of the safety net", () => {
  const line = (count: number | null): string =>
    renderPart(<NetRow count={count} what="No named worker" accountable="Rosa Marsh" />);

  it("counts, and names who is accountable", () => {
    expect(read(line(1204))).toBe("1,204No named worker Accountable: Rosa Marsh");
  });
  it("tells none from not known", () => {
    expect(line(0)).toContain("net-none");
    expect(line(null)).toContain("net-unknown");
    expect(read(line(null))).toContain("cannot tell");
  });
});

describe("a measure", () => {
  it("without a figure says that it is not known", () => {
    expect(read(renderPart(<Tile name="Interviews" finding="No dates." />))).toBe(
      "Interviewsnot knownNo dates.",
    );
  });
  it("gives its figure with its unit", () => {
    expect(read(renderPart(<Tile name="Late" figure="12" unit="of 65" finding="No change." />))).toBe(
      "Late12 of 65No change.",
    );
  });
});

describe("an empty list", () => {
  it("is dashed when it is empty for want of knowing", () => {
    expect(renderPart(<EmptyState title="None" />)).not.toContain("empty-unknown");
    expect(renderPart(<EmptyState unknown title="We cannot tell" />)).toContain("empty-unknown");
  });
});

describe("progress", () => {
  const bar = (html: string): Map<string, string> | undefined =>
    elements(parseHtml(html)).find((element) => element.tag === "progress")?.attributes;

  it("gives the share done, in words as well", () => {
    const html = renderPart(<Progress id="p" label="Reading" done={1240} total={2041} unit="children" />);
    expect(read(html)).toContain("1,240 of 2,041 children");
    expect(bar(html)?.get("value")).toBe("1240");
    expect(bar(html)?.get("max")).toBe("2041");
  });

  it("draws no share where the whole is not known", () => {
    const html = renderPart(<Progress id="p" label="Reading" done={7} unit="lines" />);
    expect(read(html)).toContain("7 lines so far");
    expect(bar(html)?.has("value")).toBe(false);
  });
});
