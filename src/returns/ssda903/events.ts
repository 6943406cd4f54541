import { MISSING_KIND, PARTICIPATION, WORKER_CHANGE_REASON } from "../../kernel/codes/careOutcomes.ts";
import type { IsoDate } from "../../kernel/dates.ts";
import { cell, checkOrder, finding, readCode, readDate, readKeyDate, type Target } from "./cells.ts";
import { claim, type SourceRow, settled, type Work } from "./work.ts";

/** Reviews by the reviewing officer. */
export function readReviews(work: Work, rows: readonly SourceRow[]): void {
  const table = "care_review";
  for (const [held_on, row] of byDay(work, rows, "REVIEW", [table, "held_on"])) {
    const participation = readCode(work, row, "REVIEW_CODE", PARTICIPATION, [table, "participation"]);
    claim(work, table, held_on, { held_on, participation }, row.place);
  }
}

/** Times missing, or away without authorisation. */
export function readMissing(work: Work, rows: readonly SourceRow[]): void {
  const table = "missing_episode";
  for (const [started_on, row] of byDay(work, rows, "MIS_START", [table, "started_on"])) {
    const ended_on = readEnd(work, row, started_on, "MIS_END", table);
    const kind = readCode(work, row, "MISSING", MISSING_KIND, [table, "kind"]);
    claim(work, table, started_on, { started_on, ended_on, kind }, row.place);
  }
}

/** Deprivation of liberty orders, from 2026-27. They may be made to a day ahead. */
export function readDolo(work: Work, rows: readonly SourceRow[]): void {
  const table = "deprivation_order";
  for (const [started_on, row] of byDay(work, rows, "DOLO_START", [table, "started_on"])) {
    const ended_on = readDate(work, row, "DOLO_END", [table, "ended_on"], true);
    checkOrder(work, row, "DOLO_END", [started_on, ended_on], [table, "ended_on"]);
    claim(work, table, started_on, { started_on, ended_on }, row.place);
  }
}

/** Social workers, from 2023-24: who held the child from when to when. */
export function readWorkers(work: Work, rows: readonly SourceRow[]): void {
  const table = "allocation";
  for (const [from_on, row] of byDay(work, rows, "SW_DECOM", [table, "from_on"])) {
    const worker_ref = cell(row, "SW_ID")?.toUpperCase() ?? null;
    if (worker_ref === null) {
      finding(
        work,
        row,
        [table, "worker_ref"],
        "worker-missing",
        "SW_ID is empty, so the row is left out. Give the worker's number.",
      );
      continue;
    }
    const registered = registration(work, row, worker_ref);
    work.worker({
      kind: "worker",
      ref: worker_ref,
      name: null,
      title: null,
      registered,
      teamRef: null,
      place: row.place,
    });
    const to_on = readEnd(work, row, from_on, "SW_DEC", table, "to_on");
    const change_reason = readCode(work, row, "SW_REASON", WORKER_CHANGE_REASON, [table, "change_reason"]);
    const values = { worker_ref, role: "holder", from_on, to_on, change_reason };
    claim(work, table, `${worker_ref}.${from_on}`, values, row.place);
  }
}

/** SW and figures is a Social Work England number. XX is for those without one, who may yet be registered elsewhere. */
function registration(work: Work, row: SourceRow, ref: string): boolean | null {
  if (/^SW\d+$/.test(ref)) return true;
  if (!ref.startsWith("XX"))
    finding(
      work,
      row,
      ["allocation", "worker_ref"],
      "worker-number-odd",
      "SW_ID must begin with SW (a Social Work England number) or XX. It is kept as it is; check it.",
      "SW_ID",
    );
  return null;
}

function readEnd(
  work: Work,
  row: SourceRow,
  start: IsoDate,
  from: string,
  table: string,
  column = "ended_on",
): IsoDate | null {
  const end = readDate(work, row, from, [table, column]);
  checkOrder(work, row, from, [start, end], [table, column]);
  return end;
}

/** Rows with the day each is known by, in order of it; a row without one is left out. */
export function byDay(
  work: Work,
  rows: readonly SourceRow[],
  from: string,
  to: Target,
): readonly (readonly [IsoDate, SourceRow])[] {
  const dated: [IsoDate, SourceRow][] = [];
  for (const row of settled(work, rows)) {
    const on = readKeyDate(work, row, from, to);
    if (on !== null) dated.push([on, row]);
  }
  return dated.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
