import type { IsoDate } from "../../kernel/dates.ts";
import { type Episode, ends, readEpisodes, type Run, runsOf } from "./episodes.ts";
import { finding } from "./cells.ts";
import { claim, type SourceRow, type Work } from "./work.ts";

/** Changes of placement among the reasons for a new episode; the carer may stay (T, U) and it is a new placement all the same. */
const MOVES: readonly (string | null)[] = ["S", "P", "T", "B", "U"];

/** Episodes in a row that are one legal status or one placement. */
type Spell = { readonly episodes: readonly [Episode, ...Episode[]]; readonly endedOn: IsoDate | null };

/** Periods in care, legal statuses and placements of one child. */
export function readCare(work: Work, rows: readonly SourceRow[]): void {
  for (const run of runsOf(work, readEpisodes(work, rows))) {
    // Short breaks (V3, V4) are not being looked after for the statistics: their rows are kept, but no period is opened.
    if (!run.shortBreak) addPeriod(work, run);
    for (const spell of spells(run, newStatus)) addStatus(work, spell);
    for (const spell of spells(run, newPlacement)) addPlacement(work, spell);
  }
}

function addPeriod(work: Work, run: Run): void {
  const [first] = run.episodes;
  const last = lastOf(run.episodes);
  if (!run.startKnown)
    finding(
      work,
      first.row,
      ["care_period", "started_on"],
      "period-start-unknown",
      "The first episode held does not say that the child started to be looked after, so the period began earlier. The first day held is used; add the file of the year it began.",
      "RNE",
    );
  if (run.cut)
    finding(
      work,
      last.row,
      ["care_period", "ended_on"],
      "period-not-ended",
      "A later episode starts again, but this period has no reason for ending. Check whether the child left care in between.",
      "REC",
    );
  claim(
    work,
    "care_period",
    first.from,
    {
      started_on: first.from,
      ended_on: endOf(run),
      need: firstOf(run.episodes, (e) => e.need),
      end_reason: ends(last) ? last.endReason : null,
    },
    first.row.place,
  );
}

function addStatus(work: Work, { episodes, endedOn }: Spell): void {
  const [first] = episodes;
  const values = { started_on: first.from, ended_on: endedOn, status: statusOf(episodes) };
  claim(work, "legal_status", first.from, values, first.row.place);
}

function addPlacement(work: Work, { episodes, endedOn }: Spell): void {
  const [first] = episodes;
  const last = lastOf(episodes);
  // Where the file stops at an X1, the reason for a change says whether it was the placement that ended.
  const ended = endedOn ?? (last.changeReason === null ? null : last.to);
  claim(
    work,
    "placement",
    first.from,
    {
      started_on: first.from,
      ended_on: ended,
      type: firstOf(episodes, (e) => e.type),
      provider: firstOf(episodes, (e) => e.provider),
      urn: firstOf(episodes, (e) => e.urn),
      postcode: firstOf(episodes, (e) => e.postcode),
      home_postcode: firstOf(episodes, (e) => e.home),
      change_reason: last.changeReason,
    },
    first.row.place,
  );
}

/** The last day of a run; null while it goes on. A run cut short by another ends where its last episode does. */
function endOf(run: Run): IsoDate | null {
  const last = lastOf(run.episodes);
  return ends(last) || run.cut ? last.to : null;
}

function spells(run: Run, begins: (held: readonly Episode[], next: Episode) => boolean): readonly Spell[] {
  const groups: [Episode, ...Episode[]][] = [];
  for (const episode of run.episodes) {
    const group = groups.at(-1);
    if (group === undefined || begins(group, episode)) groups.push([episode]);
    else group.push(episode);
  }
  return groups.map((episodes, at) => {
    const next = groups[at + 1]?.[0];
    return { episodes, endedOn: next === undefined ? endOf(run) : (lastOf(episodes).to ?? next.from) };
  });
}

const newStatus = (held: readonly Episode[], next: Episode): boolean =>
  next.status !== null && next.status !== statusOf(held);

function newPlacement(held: readonly Episode[], next: Episode): boolean {
  if (MOVES.includes(next.why)) return true;
  return [typeOf, urnOf, postcodeOf].some((read) => {
    const now = read(next);
    const before = now === null ? null : firstOf(held, read);
    return before !== null && now !== before;
  });
}

const typeOf = (episode: Episode): string | null => episode.type;
const urnOf = (episode: Episode): string | null => episode.urn?.toUpperCase() ?? null;
/** Postcodes are compared by their letters and figures: a space is not a move. */
const postcodeOf = (episode: Episode): string | null =>
  episode.postcode?.toUpperCase().replace(/\s/g, "") ?? null;

const statusOf = (episodes: readonly Episode[]): string | null => firstOf(episodes, (e) => e.status);

function firstOf(episodes: readonly Episode[], read: (episode: Episode) => string | null): string | null {
  for (const episode of episodes) {
    const value = read(episode);
    if (value !== null) return value;
  }
  return null;
}

function lastOf(episodes: readonly [Episode, ...Episode[]]): Episode {
  return episodes.at(-1) ?? episodes[0];
}
