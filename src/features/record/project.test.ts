import { describe, expect, test } from "vitest";
import { date, type IsoDate, type IsoInstant } from "../../kernel/dates.ts";
import { dateOf, event, type RecordTable, type RowValues, text } from "../../kernel/record/table.ts";
import { projectionChange } from "./project.ts";

const table: RecordTable = {
  name: "thing",
  slice: "tests",
  words: ["thing", "things"],
  columns: { from_on: "date", to_on: "date", at: "instant", worker: "text" },
  span: ["from_on", "to_on"],
  project: (row, key) => [
    ...event("cp.started", dateOf(row, "from_on"), `thing:${key}`, { worker: text(row, "worker") }),
    ...event("cp.ended", dateOf(row, "to_on"), `thing:${key}`, {}, text(row, "at") as IsoInstant | null),
  ],
};
const row = (from: string, to: string | null = null, more: RowValues = {}): RowValues => ({
  from_on: date(from),
  to_on: to === null ? null : (to as IsoDate),
  at: null,
  worker: "SW1",
  ...more,
});
const changes = (before: RowValues | null, after: RowValues | null): [string[], string[]] => {
  const { closed, opened } = projectionChange(table, "k", before, after);
  const say = (e: { kind: string; on: string }): string => `${e.kind} ${e.on}`;
  return [closed.map(say), opened.map(say)];
};

describe("what a row's new version changes on the timeline", () => {
  test("opens all of a row that is new, and closes all of one that is gone", () => {
    const ended = row("2026-01-05", "2026-02-05");
    expect(changes(null, ended)).toEqual([[], ["cp.started 2026-01-05", "cp.ended 2026-02-05"]]);
    expect(changes(ended, null)).toEqual([["cp.started 2026-01-05", "cp.ended 2026-02-05"], []]);
    expect(changes(null, null)).toEqual([[], []]);
  });

  test("leaves alone what stays the same, with the time it was first known", () => {
    const ended = row("2026-01-05", "2026-02-05");
    expect(changes(ended, { ...ended })).toEqual([[], []]);
    expect(changes(row("2026-01-05"), ended)).toEqual([[], ["cp.ended 2026-02-05"]]);
    expect(changes(ended, row("2026-01-05"))).toEqual([["cp.ended 2026-02-05"], []]);
  });

  test("closes the old and opens the new where a day, a moment or a detail differs", () => {
    const ended = row("2026-01-05", "2026-02-05");
    expect(changes(ended, row("2026-01-05", "2026-02-06"))).toEqual([
      ["cp.ended 2026-02-05"],
      ["cp.ended 2026-02-06"],
    ]);
    expect(changes(ended, { ...ended, worker: "SW2" })).toEqual([
      ["cp.started 2026-01-05"],
      ["cp.started 2026-01-05"],
    ]);
    expect(changes(ended, { ...ended, at: "2026-02-05T10:00:00.000Z" as IsoInstant })).toEqual([
      ["cp.ended 2026-02-05"],
      ["cp.ended 2026-02-05"],
    ]);
  });

  test("says nothing of a column that is on no entry", () => {
    expect(changes(row("2026-01-05"), row("2026-01-05", null, { note: "x" }))).toEqual([[], []]);
  });

  test("projects each under its own key", () => {
    const { opened } = projectionChange(table, "other", null, row("2026-01-05"));
    expect(opened.map((e) => e.subject)).toEqual(["thing:other"]);
  });
});
