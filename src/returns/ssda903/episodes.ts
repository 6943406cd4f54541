import {
  CARE_NEED,
  EPISODE_END_REASON,
  LEGAL_STATUS,
  NEW_EPISODE_REASON,
  PLACEMENT_CHANGE_REASON,
  PLACEMENT_PROVIDER,
  PLACEMENT_TYPE,
  SHORT_BREAK,
} from "../../kernel/codes/care.ts";
import { addDays, type IsoDate } from "../../kernel/dates.ts";
import { cell, checkOrder, finding, readCode, readDate, readKeyDate } from "./cells.ts";
import { type SourceRow, type Work, settled } from "./work.ts";

/** One episode: a stretch of care in which neither the legal status nor the placement changes. */
export type Episode = {
  readonly row: SourceRow;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  readonly why: string | null;
  readonly status: string | null;
  readonly need: string | null;
  readonly type: string | null;
  readonly provider: string | null;
  readonly endReason: string | null;
  readonly changeReason: string | null;
  readonly home: string | null;
  readonly postcode: string | null;
  readonly urn: string | null;
};

/**
 * Episodes that follow one another with nothing but X1 between them: a period of being looked after, or a series of short breaks. `cut` says
 * that another run follows although this one was not ended.
 */
export type Run = {
  readonly episodes: readonly [Episode, ...Episode[]];
  readonly shortBreak: boolean;
  readonly startKnown: boolean;
  readonly cut: boolean;
};

const ANOTHER_FOLLOWS = "X1";
const STARTED = "S";

/** A child's episodes, by the day each began. A row whose first day cannot be read is left out. */
export function readEpisodes(work: Work, rows: readonly SourceRow[]): readonly Episode[] {
  const episodes: Episode[] = [];
  for (const row of settled(work, rows)) {
    const from = readKeyDate(work, row, "DECOM", ["placement", "started_on"]);
    if (from !== null) episodes.push(readEpisode(work, row, from));
  }
  return episodes.sort(inOrder);
}

function readEpisode(work: Work, row: SourceRow, from: IsoDate): Episode {
  const to = readDate(work, row, "DEC", ["placement", "ended_on"]);
  checkOrder(work, row, "DEC", [from, to], ["placement", "ended_on"]);
  const endReason = readCode(work, row, "REC", EPISODE_END_REASON, ["care_period", "end_reason"]);
  if (endReason !== null && cell(row, "DEC") === null)
    finding(
      work,
      row,
      ["care_period", "ended_on"],
      "end-date-missing",
      "There is a reason the episode ended but no day, so it is taken as going on. Give the day, or take the reason out.",
      "REC",
    );
  if (endReason === null && to !== null)
    finding(
      work,
      row,
      ["care_period", "end_reason"],
      "end-reason-missing",
      "The episode has ended but the reason is empty, so the period in care is taken as going on. Give the reason (X1 if another episode follows).",
      "DEC",
    );
  return {
    row,
    from,
    to,
    why: readCode(work, row, "RNE", NEW_EPISODE_REASON, ["care_period", "started_on"]),
    status: readCode(work, row, "LS", LEGAL_STATUS, ["legal_status", "status"]),
    need: readCode(work, row, "CIN", CARE_NEED, ["care_period", "need"]),
    type: readCode(work, row, "PLACE", PLACEMENT_TYPE, ["placement", "type"]),
    provider: readCode(work, row, "PLACE_PROVIDER", PLACEMENT_PROVIDER, ["placement", "provider"]),
    endReason,
    changeReason: readCode(work, row, "REASON_PLACE_CHANGE", PLACEMENT_CHANGE_REASON, [
      "placement",
      "change_reason",
    ]),
    home: cell(row, "HOME_POST"),
    postcode: cell(row, "PL_POST"),
    urn: cell(row, "URN"),
  };
}

/** The day it began; then the one that says care started; then the one that ended first. The rest was settled by what the rows say. */
function inOrder(a: Episode, b: Episode): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  if ((a.why === STARTED) !== (b.why === STARTED)) return a.why === STARTED ? -1 : 1;
  if (a.to === b.to) return 0;
  if (a.to === null || b.to === null) return a.to === null ? 1 : -1;
  return a.to < b.to ? -1 : 1;
}

/** Whether the episode ends the period: it has a last day and a reason that is not X1. */
export const ends = (episode: Episode): boolean =>
  episode.to !== null && episode.endReason !== null && episode.endReason !== ANOTHER_FOLLOWS;

/** Parts a child's episodes into runs, and notes where they do not follow on. */
export function runsOf(work: Work, episodes: readonly Episode[]): readonly Run[] {
  const runs: Run[] = [];
  let current: [Episode, ...Episode[]] | null = null;
  let startKnown = false;
  let shortBreak = false;
  const close = (cut: boolean): void => {
    if (current !== null) runs.push({ episodes: current, shortBreak, startKnown, cut });
  };
  for (const episode of episodes) {
    const last: Episode | undefined = current?.at(-1);
    // An episode with no legal status is of the kind of the one before it.
    const brief: boolean =
      episode.status === null ? shortBreak && last !== undefined : SHORT_BREAK.includes(episode.status);
    if (
      current !== null &&
      last !== undefined &&
      !ends(last) &&
      episode.why !== STARTED &&
      brief === shortBreak
    ) {
      checkFollows(work, last, episode);
      current.push(episode);
      continue;
    }
    // A child in short breaks who goes on to be looked after starts on the day the status changes.
    const fromShortBreak: boolean = last !== undefined && !ends(last) && shortBreak && !brief;
    close(last !== undefined && !ends(last));
    current = [episode];
    startKnown = episode.why === STARTED || fromShortBreak;
    shortBreak = brief;
  }
  close(false);
  return runs;
}

function checkFollows(work: Work, last: Episode, next: Episode): void {
  const at = ["placement", "ended_on"] as const;
  if (last.to === null)
    finding(
      work,
      last.row,
      at,
      "episode-not-ended",
      "Another episode begins later but this one has no last day; it is taken to end when the next begins. Give the day.",
      "DECOM",
    );
  else if (next.from > addDays(last.to, 1))
    finding(
      work,
      next.row,
      at,
      "episode-gap",
      "There are days between this episode and the one before it, which said that another follows. Check both days.",
      "DECOM",
    );
  else if (next.from < last.to)
    finding(
      work,
      next.row,
      at,
      "episode-overlap",
      "This episode begins before the one before it ends. Check both days.",
      "DECOM",
    );
}
