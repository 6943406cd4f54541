import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesFromBuffer } from "../../../platform/files/bytes.ts";
import { bytes, child, message, type HeaderGiven } from "../fixtures.ts";
import { authority } from "./cases/cleanAuthority.ts";
import { spoil } from "./cases/fault.ts";
import { FAULTS } from "./cases/faults.ts";
import { expectPlacesToBe, idIn } from "./cases/lines.ts";
import type { Issue } from "./issue.ts";
import { CHILD_RULES, RETURN_RULES } from "./ruleset.ts";
import { checkCin } from "./run.ts";

const issuesOf = async (children: readonly string[], header?: HeaderGiven): Promise<readonly Issue[]> =>
  (await checkCin(bytesFromBuffer("cin.xml", bytes(message(children, header))))).issues;

describe("a clean authority", () => {
  it("raises nothing", async () => {
    await fc.assert(
      fc.asyncProperty(authority, async ({ children }) => {
        expect(await issuesOf(children)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("is found the same whatever order its children stand in", async () => {
    await fc.assert(
      fc.asyncProperty(authority, fc.constantFrom(...FAULTS), async ({ children, at }, fault) => {
        const spoilt = children.map((xml, i) => (i === at ? spoil(xml, fault) : xml));
        const summary = async (list: readonly string[]): Promise<string[]> =>
          (await issuesOf(list)).map((issue) => `${issue.rule} ${issue.child}`).sort();
        expect(await summary(spoilt.toReversed())).toEqual(await summary(spoilt));
      }),
      { numRuns: 60 },
    );
  });
});

describe("a fault planted in one child of a clean authority", () => {
  it("is found where it was planted, once, and no other child is blamed", async () => {
    await fc.assert(
      fc.asyncProperty(authority, fc.constantFrom(...FAULTS), async ({ children, at }, fault) => {
        const spoilt = children.map((xml, i) => (i === at ? spoil(xml, fault) : xml));
        const id = idIn(spoilt[at]);
        const issues = await issuesOf(spoilt);
        expect(
          issues
            .filter((issue) => issue.rule === fault.rule)
            .map((issue) => [issue.child, issue.locations[0]?.path]),
        ).toEqual([[id, `/Message/Children/Child[${at + 1}]/${fault.path}`]]);
        for (const issue of issues) if (issue.scope === "child") expect(issue.child).toBe(id);
        expectPlacesToBe(issues, message(spoilt));
      }),
      { numRuns: 300 },
    );
  });
});

type Spoilt = { readonly children: readonly string[]; readonly header?: HeaderGiven };

const each = (children: readonly string[], from: RegExp, to: string): Spoilt => ({
  children: children.map((xml) => xml.replace(from, to)),
});
const DISABILITIES = /<Disabilities>[\s\S]*<\/Disabilities>/;
const LEARNING = "<Disabilities><Disability>LD</Disability></Disabilities>";

/** Faults that are not in one child: what becomes of a clean authority, and what then is said of whom, where. */
const WHOLE: readonly {
  readonly rule: string;
  readonly spoilt: (children: readonly string[], at: number) => Spoilt;
  readonly found: (children: number, at: number) => readonly (readonly (string | null | undefined)[])[];
}[] = [
  {
    rule: "100",
    spoilt: (children) => ({ children, header: { year: 2026 } }),
    found: () => [[null, "/Message/Header/CollectionDetails/ReferenceDate"]],
  },
  {
    rule: "2883",
    spoilt: (children, at) => ({
      children: children.map((xml, i) =>
        i === at ? xml.replace(/<DateOfInitialCPC>.*<\/DateOfInitialCPC>/, "") : xml,
      ),
    }),
    found: () => [[null, undefined]],
  },
  {
    rule: "2886Q",
    spoilt: (children, at) => ({
      children: children.map((xml, i) => (i === at ? xml.replace("<Sex>F", "<Sex>U") : xml)),
    }),
    found: () => [[null, undefined]],
  },
  {
    rule: "2887Q",
    spoilt: (children) => each(children, DISABILITIES, LEARNING),
    found: () => [[null, undefined]],
  },
  {
    rule: "2888Q",
    spoilt: (children) => each(children, DISABILITIES, LEARNING),
    found: () => [[null, undefined]],
  },
  {
    rule: "1520",
    spoilt: (children) => ({ children: [...children, child({ id: "COPY", upn: "C202130000001" })] }),
    found: (children, at) => [
      ["EVERYTHING", `/Message/Children/Child[${at + 1}]/ChildIdentifiers/UPN`],
      ["COPY", `/Message/Children/Child[${children + 1}]/ChildIdentifiers/UPN`],
    ],
  },
  {
    rule: "8510",
    spoilt: (children) => ({ children: [...children, child({ id: "EVERYTHING" })] }),
    found: (children, at) => [
      ["EVERYTHING", `/Message/Children/Child[${at + 1}]/ChildIdentifiers/LAchildID`],
      ["EVERYTHING", `/Message/Children/Child[${children + 1}]/ChildIdentifiers/LAchildID`],
    ],
  },
];

describe("a fault of the return as a whole", () => {
  for (const { rule, spoilt, found } of WHOLE) {
    it(`is found in a clean authority when it is planted: ${rule}`, async () => {
      await fc.assert(
        fc.asyncProperty(authority, async ({ children, at }) => {
          const made = spoilt(children, at);
          const issues = await issuesOf(made.children, made.header);
          expect(
            issues
              .filter((issue) => issue.rule === rule)
              .map((issue) => [issue.child, issue.locations[0]?.path]),
          ).toEqual(found(children.length, at));
          expectPlacesToBe(issues, message(made.children, made.header));
        }),
        { numRuns: 5 },
      );
    });
  }
});

describe("the faults planted here and those of one child", () => {
  it("are one for each rule there is", () => {
    expect([...FAULTS, ...WHOLE].map(({ rule }) => rule).sort()).toEqual(
      [...CHILD_RULES, ...RETURN_RULES].map(({ id }) => id).sort(),
    );
  });
});
