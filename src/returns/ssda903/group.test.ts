import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnreadableFile } from "../../kernel/record/claim.ts";
import { detached, GROUP_LIMITS, type GroupLimits, grouping, lastRows } from "./group.ts";

type Part = { readonly text: string };

const HANDLING = {
  placeOf: (part: Part) => part.text,
  weigh: (part: Part) => part.text.length,
  keep: (part: Part) => ({ ...part }),
};

function group(
  children: readonly string[],
  limits: GroupLimits = GROUP_LIMITS,
): readonly (readonly string[])[] {
  const last = lastRows("f.csv", limits);
  children.forEach((child, row) => last.note(child, row));
  const groups = grouping<Part>("f.csv", last, HANDLING, limits);
  const found = children.flatMap((child, row) => {
    const done = groups.add(child, row, { text: `${child}${row}` });
    return done === null ? [] : [done.parts.map((p) => p.text)];
  });
  groups.end();
  return found;
}

const code = (act: () => unknown): string => {
  try {
    act();
  } catch (problem) {
    if (problem instanceof UnreadableFile) return problem.problem.code;
    throw problem;
  }
  return "none";
};

describe("rows by child", () => {
  it("come together once, however they are scattered", () => {
    expect(group(["a", "b", "a", "c", "b"])).toEqual([["a0", "a2"], ["c3"], ["b1", "b4"]]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b", "c", "__proto__"), { maxLength: 20 }), (children) => {
        const groups = group(children);
        expect(groups).toHaveLength(new Set(children).size);
        expect(groups.flat().sort()).toEqual(children.map((c, n) => `${c}${n}`).sort());
      }),
    );
  });

  it("are refused past the limits", () => {
    expect(code(() => group(["a", "b", "c"], { ...GROUP_LIMITS, children: 2 }))).toBe("too-many-children");
    expect(code(() => group(["a", "a", "a"], { ...GROUP_LIMITS, rowsOfOne: 1 }))).toBe(
      "too-many-rows-of-one-child",
    );
    expect(code(() => group(["a", "b", "a", "b"], { ...GROUP_LIMITS, held: 300 }))).toBe(
      "rows-too-scattered",
    );
  });

  it("are refused when the file is not the one that was read before", () => {
    const last = lastRows("f.csv");
    last.note("a", 1);
    const groups = grouping<Part>("f.csv", last, HANDLING);
    expect(code(() => groups.add("b", 1, { text: "" }))).toBe("changed-while-read");
    expect(code(() => groups.add("a", 2, { text: "" }))).toBe("changed-while-read");
    groups.add("a", 0, { text: "" });
    expect(code(() => groups.end())).toBe("changed-while-read");
  });

  it("keep their text letter for letter when it is copied out", () => {
    const text = fc
      .array(fc.nat({ max: 0xffff }), { maxLength: 40 })
      .map((units) => String.fromCharCode(...units));
    fc.assert(fc.property(text, (t) => detached(t) === t));
  });
});
