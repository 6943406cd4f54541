import type { RecordTable, RowValues } from "../../kernel/record/table.ts";
import type { TimelineEvent } from "../../kernel/timeline/event.ts";

const identity = (event: TimelineEvent): string =>
  JSON.stringify([event.kind, event.subject, event.on, event.at ?? null, event.detail]);

export type ProjectionChange = {
  readonly closed: readonly TimelineEvent[];
  readonly opened: readonly TimelineEvent[];
};

/** What a row's new version changes on the timeline: entries that no longer stand, and new ones. What stays the same is left alone, with the time it was first known. */
export function projectionChange(
  table: RecordTable,
  key: string,
  before: RowValues | null,
  after: RowValues | null,
): ProjectionChange {
  if (before === null) return { closed: [], opened: after === null ? [] : table.project(after, key) };
  const old = table.project(before, key);
  const fresh = after === null ? [] : table.project(after, key);
  const oldIds = new Set(old.map(identity));
  const freshIds = new Set(fresh.map(identity));
  return {
    closed: old.filter((event) => !freshIds.has(identity(event))),
    opened: fresh.filter((event) => !oldIds.has(identity(event))),
  };
}
