import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, date, type IsoDate } from "../../kernel/dates.ts";
import { type HeldHere, holderQuestions, type NamedByFile } from "./dispute.ts";

const nobody = { worker: null, workerName: null, team: null, teamName: null };
const here: HeldHere = {
  ...nobody,
  worker: "SW2",
  workerName: "Bo Yates",
  teamName: "North",
  from: date("2026-05-05"),
};
const file = (more: Partial<NamedByFile>): NamedByFile => ({
  ...nobody,
  issuer: "annex-a",
  from: null,
  to: null,
  asAt: date("2026-06-01"),
  sourceId: 7,
  place: "List 6 row 9",
  ...more,
});
const asked = (...files: NamedByFile[]): string[] => holderQuestions(here, files).map((q) => q.said);

describe("a file that names another worker than the one who took the child here", () => {
  test("is asked about, with both names and since when", () => {
    const [question, ...more] = holderQuestions(here, [file({ workerName: "Ann Old" })]);
    expect(more).toEqual([]);
    expect(question).toMatchObject({
      issuer: "annex-a",
      sourceId: 7,
      said: "Ann Old",
      place: "List 6 row 9",
    });
    expect(question?.message).toContain("names Ann Old as holding this child, without saying since when");
    expect(question?.message).toContain("Kith has Bo Yates since Tue 5 May 2026");
    const dated = holderQuestions(here, [file({ workerName: "Ann Old", from: date("2025-01-02") })]);
    expect(dated[0]?.message).toContain("since Thu 2 Jan 2025");
  });

  test("is not asked about when it speaks for the day of the handover or before", () => {
    expect(asked(file({ workerName: "Ann Old", asAt: date("2026-05-05") }))).toEqual([]);
    expect(asked(file({ workerName: "Ann Old", asAt: date("2026-04-30") }))).toEqual([]);
    expect(asked(file({ workerName: "Ann Old", asAt: date("2026-05-06") }))).toEqual(["Ann Old"]);
  });

  test("is not asked about when it says the earlier holder had stopped by then", () => {
    const ann = { workerName: "Ann Old", from: date("2025-01-02") };
    expect(asked(file({ ...ann, to: date("2026-05-05") }))).toEqual([]);
    expect(asked(file({ ...ann, to: date("2026-05-06") }))).toEqual(["Ann Old"]);
  });

  test("agrees by number or by name, however the name is spaced", () => {
    expect(asked(file({ worker: "SW2", workerName: "B. Yates" }))).toEqual([]);
    expect(asked(file({ workerName: "  bo  YATES " }))).toEqual([]);
    expect(asked(file({ worker: "SW9", workerName: null }))).toEqual(["SW9"]);
  });

  test("may name a team and no worker: only another team is a question", () => {
    expect(asked(file({ teamName: "north" }))).toEqual([]);
    expect(asked(file({ teamName: "South" }))).toEqual(["no worker, only South"]);
  });

  test("is judged by its latest word where it leaves an old holder open beside the new", () => {
    const old = file({ issuer: "ssd", worker: "SW1", from: date("2025-01-02") });
    expect(asked(old, file({ issuer: "ssd", worker: "SW2", from: date("2026-05-05") }))).toEqual([]);
    expect(asked(old, file({ issuer: "ssd", worker: "SW3", from: date("2026-03-05") }))).toEqual(["SW3"]);
  });

  test("is asked about once for each kind of file", () => {
    expect(asked(file({ workerName: "Ann Old" }), file({ issuer: "ssd", worker: "SW1" }))).toHaveLength(2);
  });
});

test("no question depends on the order in which rows are read, and none is about a file that agrees", () => {
  const day = (n: number): IsoDate => addDays(here.from, n);
  const rows = fc.array(
    fc
      .record({
        issuer: fc.constantFrom("annex-a", "ssd", "ssda903"),
        worker: fc.constantFrom("SW1", "SW2", null),
        from: fc.option(fc.integer({ min: -40, max: 0 }).map(day)),
        to: fc.option(fc.integer({ min: -20, max: 60 }).map(day)),
        asAt: fc.integer({ min: -10, max: 60 }).map(day),
      })
      .map((row) => file(row)),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(rows, (files) => {
      const questions = holderQuestions(here, files);
      const issuers = (list: readonly { issuer: string }[]): string[] => list.map((q) => q.issuer).sort();
      expect(issuers(holderQuestions(here, files.toReversed()))).toEqual(issuers(questions));
      expect(
        holderQuestions(
          here,
          files.filter((one) => one.worker === "SW2"),
        ),
      ).toEqual([]);
      for (const question of questions)
        expect(files.some((one) => one.issuer === question.issuer && one.asAt > here.from)).toBe(true);
    }),
  );
});
