import type { IsoDate } from "../../kernel/dates.ts";
import type { ChildDraft } from "../gather.ts";
import { placeOf, type Days, type RowReader } from "../rowReader.ts";

type Vote = {
  readonly on: IsoDate | "";
  readonly list: number;
  readonly worker: string | null;
  readonly team: string | null;
  readonly place: string;
};

const words = (vote: Vote): string => `${vote.team ?? ""}\n${vote.worker ?? ""}`;

/**
 * Who holds the child now. Every list names a team and worker of its own; where they differ the list with the child's latest event is
 * believed, and a finding says so.
 */
export function allocationVotes(days: Days) {
  const votes = new Map<ChildDraft, Vote[]>();

  const take = (reader: RowReader, child: ChildDraft): void => {
    const worker = reader.text("worker") ?? null;
    const team = reader.text("team") ?? null;
    if (worker === null && team === null) return;
    const on = reader.seen.reduce<IsoDate | "">((latest, day) => (day > latest ? day : latest), "");
    const vote: Vote = {
      on,
      list: reader.row.list,
      worker,
      team,
      place: placeOf(reader.row, worker === null ? "team" : "worker"),
    };
    const held = votes.get(child);
    if (held) held.push(vote);
    else votes.set(child, [vote]);
  };

  const settle = (child: ChildDraft): void => {
    const cast = votes.get(child);
    if (cast === undefined) return;
    const latestFirst = cast.toSorted(
      (a, b) =>
        (a.on < b.on ? 1 : a.on > b.on ? -1 : 0) ||
        b.list - a.list ||
        (words(a) < words(b) ? -1 : words(a) > words(b) ? 1 : 0),
    );
    const [latest] = latestFirst;
    if (latest === undefined) return;
    const different = latestFirst.find((vote) => words(vote) !== words(latest));
    if (different !== undefined)
      child.findings.push({
        code: "allocation-differs",
        table: "allocation",
        column: "worker_name",
        message: `The lists name different teams or workers for this child; list ${latest.list}, which has the latest event, was believed. Check who holds the child.`,
        place: different.place,
      });
    child.rows.push({
      table: "allocation",
      key: "current",
      origin: latest.list,
      order: "",
      repeats: "fact",
      values: { worker_name: latest.worker, team_name: latest.team, role: "holder", known_on: days.asAt },
      place: latest.place,
    });
  };

  return { take, settle };
}
