import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { date } from "../../kernel/dates.ts";
import {
  UnreadableFile,
  type ChildClaims,
  type Reading,
  type ReadOptions,
} from "../../kernel/record/claim.ts";
import { bytesFromBuffer } from "../../platform/files/bytes.ts";

import {
  assessment,
  bytes,
  child,
  el,
  enquiry,
  episode,
  inNeedPlan,
  message,
  protectionPlan,
  type HeaderGiven,
} from "./fixtures.ts";
import { readCinCensus } from "./import.ts";

const OPTIONS: ReadOptions = { today: date("2027-06-01") };

const open = (text: string): Promise<Reading> =>
  readCinCensus(bytesFromBuffer("cin.xml", bytes(text)), OPTIONS);

async function read(children: readonly string[], given: HeaderGiven = {}): Promise<ChildClaims[]> {
  return Array.fromAsync((await open(message(children, given))).children);
}

const FULL = child({
  id: "C7",
  upn: "A202130000001",
  formerUpn: "a20213000002B",
  upnUnknown: null,
  born: "2012-09-09",
  disabilities: ["LD", "AUT"],
  episodes: [
    episode({
      referral: "2024-05-13",
      source: "6",
      need: "n4",
      closure: "2025-01-31",
      reason: "RC7",
      conference: "2024-06-20",
      assessments: [assessment("2024-05-14", "2024-07-01", ["4B", "3A"])],
      enquiries: [enquiry("2024-05-20", "2024-06-10", "0", "2024-06-11")],
      plans: [inNeedPlan("2024-10-02", "2025-01-31")],
      protection: [
        protectionPlan({
          start: "2024-06-10",
          end: "2024-10-01",
          previous: 2,
          reviews: ["2024-08-30", "2024-09-20"],
        }),
      ],
    }),
  ],
});

describe("the file itself", () => {
  it("speaks for its reference date, from 1 April before", async () => {
    const { facts } = await open(message([child()]));
    expect(facts).toMatchObject({
      format: "cin",
      title: "Children in need census 2024-25",
      asAt: "2025-03-31",
      producedAt: "2025-05-01T09:00:00",
      authorityCode: "201",
      scope: { from: "2024-04-01", to: "2025-03-31" },
    });
    expect(facts.scope.tables).not.toContain("pre_proceedings");
  });

  it("carries pre-proceedings in its scope from 2026-27", async () => {
    const { facts } = await open(message([child()], { year: 2027, reference: "2027-03-31" }));
    expect(facts.scope.tables).toContain("pre_proceedings");
  });

  it("finds a year that disagrees with the reference date", async () => {
    const reading = await open(message([child()], { year: 2024 }));
    expect(reading.facts.asAt).toBe("2025-03-31");
    expect(reading.fileFindings).toMatchObject([{ code: "year-disagrees" }]);
  });

  it("falls back on the year when the reference date cannot be read", async () => {
    const reading = await open(message([child()], { reference: "soon" }));
    expect(reading.facts.asAt).toBe("2025-03-31");
    expect(reading.fileFindings.map((f) => f.code)).toEqual(["reference-date-missing"]);
  });

  it("refuses another collection, a year without a census, and a file without a header", async () => {
    const refusal = async (text: string): Promise<string> => {
      try {
        await open(text);
      } catch (problem) {
        if (problem instanceof UnreadableFile) return problem.problem.code;
        throw problem;
      }
      return "read";
    };
    expect(await refusal(message([child()], { collection: "SWF" }))).toBe("wrong-collection");
    expect(await refusal(message([child()], { collection: null }))).toBe("wrong-collection");
    expect(await refusal(message([child()], { year: 2014, reference: "2014-03-31" }))).toBe("wrong-year");
    expect(await refusal(message([child()], { year: 2028, reference: "2028-03-31" }))).toBe("wrong-year");
    expect(await refusal(message([child()], { year: null, reference: null }))).toBe("wrong-year");
    expect(await refusal(el("Message", el("Children", child())))).toBe("no-header");
    expect(await refusal("<Other/>")).toBe("wrong-kind");
    expect(await refusal("")).toBe("empty");
  });

  it("throws nothing but UnreadableFile whatever is done to a good file", async () => {
    const good = bytes(message([FULL, child({ id: "C8" })]));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length),
        fc.nat(60),
        fc.uint8Array({ maxLength: 8 }),
        async (from, gap, put) => {
          const mutated = new Uint8Array([...good.subarray(0, from), ...put, ...good.subarray(from + gap)]);
          try {
            const reading = await readCinCensus(bytesFromBuffer("cin.xml", mutated), OPTIONS);
            await Array.fromAsync(reading.children);
          } catch (problem) {
            expect(problem).toBeInstanceOf(UnreadableFile);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it("makes the same claims in whatever order children and their parts stand", async () => {
    const parts = ["2024-05-14", "2024-05-14", "2024-06-01", "2024-07-09"].map((on, i) =>
      assessment(on, i === 0 ? "2024-06-02" : null, i === 2 ? ["3A"] : null),
    );
    const claims = async (ids: readonly string[], order: readonly string[]): Promise<unknown> => {
      const all = await read(ids.map((id) => child({ id, episodes: [episode({ assessments: order })] })));
      return all
        .map((c) => {
          const said = c.claims.map((x) => JSON.stringify([x.table, x.key, x.values]));
          return [c.id.value, ...said.sort()].join("\n");
        })
        .sort();
    };
    const ids = ["A", "B", "C"];
    const expected = await claims(ids, parts);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(ids, { minLength: 3 }),
        fc.shuffledSubarray(parts, { minLength: 4 }),
        async (someIds, someParts) => {
          expect(await claims(someIds, someParts)).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });
});
