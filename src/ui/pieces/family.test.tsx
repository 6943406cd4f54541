import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { family } from "../gallery/child.tsx";
import { renderPart } from "../render.ts";
import { elements, parseHtml, textOf } from "../testing/html.ts";
import { type Family, labelLines, sayFamily } from "./family.ts";
import { gap, generations, layOut, spread } from "./family-layout.ts";
import { Genogram } from "./genogram.tsx";

describe("a family in words", () => {
  it("says every union, what is not known, who has died and who the record is about", () => {
    expect(sayFamily(family)).toEqual([
      "Grandad, Ted (has died) and Nan, Carol: parents of Mum, Kelly.",
      "Mum, Kelly and father ? (not known), no longer together: parents of Joel, 9 and Maya, 7 (the child this record is about).",
      "Mum, Kelly and Lee: parents of Kai, 2.",
    ]);
  });

  it("says of somebody in no union that how they are related is not recorded", () => {
    const alone: Family = { members: [{ id: "dean", name: "Dean", sex: "male" }], unions: [] };
    expect(sayFamily(alone)).toEqual(["Dean: how they are related is not recorded."]);
  });

  it("says of partners without children that they are partners", () => {
    const two: Family = {
      members: [
        { id: "a", name: "Ann", sex: "female" },
        { id: "b", name: "Bo", sex: "unknown" },
      ],
      unions: [{ partners: ["a", "b"], children: [] }],
    };
    expect(sayFamily(two)).toEqual(["Ann and Bo: partners."]);
    expect(sayFamily({ ...two, unions: [{ partners: ["a"], children: ["b"] }] })).toEqual([
      "Ann: parent of Bo.",
    ]);
  });
});

describe("a label", () => {
  it.each([
    ["Maya, 7", ["Maya", "7"]],
    ["Mum", ["Mum"]],
    ["Mum’s friend Dean", ["Mum’s friend", "Dean"]],
    ["Bartholomew-Augustine, 11", ["Bartholomew-Augustine", "11"]],
  ])("%s is set in short lines", (name, lines) => {
    expect(labelLines(name)).toEqual(lines);
  });
});

describe("generations", () => {
  it("put children below, partners level, and a partner's parents above them", () => {
    const rows = generations(family);
    expect(Object.fromEntries(rows)).toEqual({
      nan: 0,
      grandad: 0,
      mum: 1,
      father: 1,
      kaidad: 1,
      joel: 2,
      maya: 2,
      kai: 2,
    });
  });

  it("come to an end even where the record says somebody is their own grandparent", () => {
    const loop: Family = {
      members: ["a", "b"].map((id) => ({ id, name: id, sex: "unknown" as const })),
      unions: [
        { partners: ["a"], children: ["b"] },
        { partners: ["b"], children: ["a"] },
      ],
    };
    expect(layOut(loop).size).toBe(2);
  });
});

describe("people in a row", () => {
  it("keep their order and their distance, and stand where they wish if they can", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 12 }),
        (wished) => {
          const placed = spread(wished, 10);
          expect(placed.length).toBe(wished.length);
          placed.forEach((x, index) => {
            if (index > 0) expect(x - (placed[index - 1] ?? 0)).toBeGreaterThanOrEqual(10 - 1e-6);
          });
          const mean = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0) / list.length;
          expect(mean(placed)).toBeCloseTo(mean(wished), 6);
        },
      ),
    );
    expect(spread([0, 50, 100], 10)).toEqual([0, 50, 100]);
  });
});

describe("the picture", () => {
  const places = layOut(family);

  it("never puts two people in one place", () => {
    const taken = [...places.values()].map((place) => `${place.y}:${Math.round(place.x / (gap.across / 2))}`);
    expect(new Set(taken).size).toBe(family.members.length);
  });

  it("stands the children under their parents", () => {
    const x = (id: string): number => places.get(id)?.x ?? Number.NaN;
    expect(Math.abs((x("joel") + x("maya")) / 2 - (x("mum") + x("father")) / 2)).toBeLessThanOrEqual(
      gap.across / 2,
    );
    expect(Math.abs(x("kai") - (x("mum") + x("kaidad")) / 2)).toBeLessThanOrEqual(gap.across / 2);
  });

  const html = renderPart(<Genogram id="g" family={family} title="Maya’s family" />);
  const shapes = elements(parseHtml(html)).filter((element) =>
    element.attributes.get("class")?.startsWith("geno-shape"),
  );

  it("draws squares, circles and diamonds, the unknown dashed and the child marked", () => {
    expect(shapes.map((shape) => shape.tag).sort()).toEqual(
      ["circle", "circle", "circle", "rect", "rect", "rect", "rect", "rect"].sort(),
    );
    expect(shapes.filter((shape) => shape.attributes.get("class")?.includes("geno-unknown")).length).toBe(1);
    expect(shapes.filter((shape) => shape.attributes.get("class")?.includes("geno-subject")).length).toBe(1);
  });

  it("is given in words beside it", () => {
    const words = elements(parseHtml(html)).filter((element) => element.tag === "li");
    expect(words.map((line) => textOf(line.children))).toEqual(sayFamily(family));
  });

  it("draws whatever it is given, and nothing outside numbers", () => {
    const ids = ["a", "b", "c", "d", "e", "f"];
    const anyFamily = fc.array(
      fc.record({
        partners: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 2 }),
        children: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 3 }),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(anyFamily, (unions) => {
        const drawn: Family = {
          members: ids.map((id) => ({ id, name: id, sex: "unknown" as const })),
          unions: unions.map((union) => ({
            ...union,
            partners: union.partners as [string] | [string, string],
          })),
        };
        const page = renderPart(<Genogram id="g" family={drawn} title="t" />);
        expect(page).not.toMatch(/NaN|Infinity|undefined/);
        expect(layOut(drawn).size).toBe(ids.length);
      }),
    );
  });
});
