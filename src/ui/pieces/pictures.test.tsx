import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderPart } from "../render.ts";
import { type ElementNode, elements, parseHtml, textOf } from "../testing/html.ts";
import { bins } from "./bins.ts";
import { Distribution } from "./distribution.tsx";
import { Sparkline } from "./sparkline.tsx";

const all = (html: string): ElementNode[] => elements(parseHtml(html));
const looks = (html: string, name: string): ElementNode[] =>
  all(html).filter((element) => element.attributes.get("class")?.split(" ").includes(name));

describe("a sparkline", () => {
  it("is its finding to who cannot see it", () => {
    const svg = all(renderPart(<Sparkline values={[1, 2, 3]} title="Rising for three weeks" />))[0];
    expect(svg?.attributes.get("role")).toBe("img");
    expect(svg?.attributes.get("aria-label")).toBe("Rising for three weeks");
  });

  it("ends in a diamond for a signal, else in a dot", () => {
    expect(looks(renderPart(<Sparkline values={[1, 2]} title="x" signal />), "spark-signal").length).toBe(1);
    expect(looks(renderPart(<Sparkline values={[1, 2]} title="x" />), "spark-end").length).toBe(1);
  });

  it("leaves a gap where nothing is known, and marks no end that is not known", () => {
    const html = renderPart(<Sparkline values={[1, 2, null, 4, null, 5, 6, null]} title="x" signal />);
    expect(looks(html, "spark-line").length).toBe(2);
    expect(looks(html, "spark-dot").length).toBe(1);
    expect(looks(html, "spark-signal").length).toBe(0);
  });

  it("draws nothing it cannot, from no values or from like ones", () => {
    expect(looks(renderPart(<Sparkline values={[]} title="x" />), "spark-line")).toEqual([]);
    expect(renderPart(<Sparkline values={[0, 0, 0]} title="x" />)).not.toContain("NaN");
  });

  it("stays inside its frame whatever the values", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: -500, max: 5000 })), { maxLength: 40 }), (values) => {
        const html = renderPart(<Sparkline values={values} title="x" />);
        for (const line of looks(html, "spark-line")) {
          for (const point of (line.attributes.get("points") ?? "").split(" ")) {
            const [x, y] = point.split(",").map(Number);
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x).toBeLessThanOrEqual(180);
            expect(y).toBeGreaterThanOrEqual(0);
            expect(y).toBeLessThanOrEqual(44);
          }
        }
      }),
    );
  });
});

const counts = fc.array(
  fc.record({ days: fc.integer({ min: -5, max: 400 }), count: fc.integer({ min: 0, max: 50 }) }),
  {
    maxLength: 60,
  },
);

describe("days in runs", () => {
  it("lose nobody, overlap nowhere, and never mix in time with late", () => {
    fc.assert(
      fc.property(
        counts,
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 5, max: 80 }),
        (given, deadline, most) => {
          const made = bins(given, deadline, most);
          const sum = (list: readonly { count: number }[]): number =>
            list.reduce((total, { count }) => total + count, 0);
          expect(sum(made)).toBe(sum(given));
          made.forEach((bin, index) => {
            expect(bin.from <= deadline && bin.to > deadline).toBe(false);
            expect(bin.from).toBeLessThanOrEqual(bin.to);
            if (index > 0) expect(bin.from).toBe((made[index - 1]?.to ?? 0) + 1);
          });
          expect(made.length).toBeLessThanOrEqual(most + 2);
        },
      ),
    );
  });

  it("are single days where there is room", () => {
    expect(bins([{ days: 1, count: 2 }], 2, 10)).toEqual([
      { from: 0, to: 0, count: 0 },
      { from: 1, to: 1, count: 2 },
      { from: 2, to: 2, count: 0 },
      { from: 3, to: 3, count: 0 },
    ]);
  });
});

describe("a distribution of days", () => {
  const given = [
    { days: 10, count: 3 },
    { days: 45, count: 2 },
    { days: 46, count: 4 },
    { days: 80, count: 1 },
  ];
  const props = { id: "d", title: "5 of 10 late", description: "From April", counts: given, deadline: 45 };
  const html = renderPart(<Distribution {...props} unit="working day" />);

  it("labels what was in time and what was late where it stands", () => {
    const texts = all(html)
      .filter((element) => element.tag === "text")
      .map((element) => textOf(element.children));
    expect(texts).toEqual(["5 in time", "5 late", "day 0", "day 45", "day 81"]);
  });

  it("counts the last day allowed as in time, and hatches the late", () => {
    expect(looks(html, "dist-bar").length).toBe(2);
    const late = looks(html, "dist-late");
    expect(late.map((bar) => bar.attributes.get("fill"))).toEqual(["url(#d-hatch)", "url(#d-hatch)"]);
  });

  it("gives the same in a table", () => {
    const cells = all(html)
      .filter((element) => element.tag === "tr")
      .map((row) => elements(row.children).map((cell) => textOf(cell.children)));
    expect(cells[0]).toEqual(["Took (working days)", "How many", "In time or late"]);
    expect(cells.slice(1).map((row) => row.slice(1))).toEqual([
      ["3", "in time"],
      ["2", "in time"],
      ["4", "late"],
      ["1", "late"],
    ]);
  });

  it("small is a picture alone, still described", () => {
    const small = renderPart(<Distribution {...props} small />);
    expect(small).not.toContain("<table");
    expect(textOf(all(small).filter((element) => element.tag === "desc"))).toBe("From April");
  });
});
