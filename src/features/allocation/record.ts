import { dateOf, event, text, type RecordTable } from "../../kernel/record/table.ts";

/**
 * Who holds the child, as a source has it. Natural key: `worker.from` (`SW123.2025-05-12`), or `current` where the source names the holder but not since when;
 * then `known_on` is the day the source speaks for. `role` is `holder`, or another part in the case such as `adviser`.
 */
export const allocation: RecordTable = {
  name: "allocation",
  slice: "allocation",
  words: ["allocation", "allocations"],
  columns: {
    worker_ref: "text",
    worker_name: "text",
    team_ref: "text",
    team_name: "text",
    role: "code",
    from_on: "date",
    to_on: "date",
    known_on: "date",
    change_reason: "code",
  },
  span: ["from_on", "to_on"],
  project: (row, key) => {
    if ((text(row, "role") ?? "holder") !== "holder") return [];
    const detail = {
      worker: text(row, "worker_ref") ?? text(row, "worker_name"),
      workerName: text(row, "worker_name"),
      team: text(row, "team_ref") ?? text(row, "team_name"),
      teamName: text(row, "team_name"),
      since: dateOf(row, "from_on"),
    };
    const subject = `allocation:${key}`;
    return [
      ...event("worker.allocated", dateOf(row, "from_on") ?? dateOf(row, "known_on"), subject, detail),
      ...event("worker.ended", dateOf(row, "to_on"), subject, {
        ...detail,
        reason: text(row, "change_reason"),
      }),
    ];
  },
};
