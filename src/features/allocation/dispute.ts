import { sql } from "kysely";
import type { IsoDate, IsoInstant } from "../../kernel/dates.ts";
import { sayDate } from "../../ui/words.ts";
import { type Db, insertMany } from "../record/bulk.ts";
import { NATIVE } from "../record/native.ts";

/** The code of the finding that asks who is right. */
export const HOLDER_DIFFERS = "holder-differs";

/** Somebody named as holding a child. `worker` is a number, or a name where the source has no number. */
type Named = {
  readonly worker: string | null;
  readonly workerName: string | null;
  readonly team: string | null;
  readonly teamName: string | null;
};

/** Who took the child here, and holds the child today. */
export type HeldHere = Named & { readonly from: IsoDate };

/** An allocation as a kind of source has it now, the holder's part only. */
export type NamedByFile = Named & {
  readonly issuer: string;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  /** The last day for which a file of this kind said so. */
  readonly asAt: IsoDate;
  /** The file that said so then. */
  readonly sourceId: number;
  readonly place: string;
};

export type HolderQuestion = {
  readonly issuer: string;
  readonly sourceId: number;
  readonly place: string;
  readonly said: string;
  readonly message: string;
};

/**
 * What must be asked of a child who was allocated here: each kind of source that speaks for a later day and still names somebody else. Who holds the child
 * meanwhile is not decided here but by `deriveHeld`; a file silent about workers, or older than the handover, asks nothing. Pure.
 */
export function holderQuestions(here: HeldHere, files: readonly NamedByFile[]): HolderQuestion[] {
  const open = files.filter((file) => file.asAt > here.from && (file.to === null || file.to > here.from));
  return [...Map.groupBy(open, (file) => file.issuer).values()].flatMap((named) => {
    // A kind of source may leave an old holder open beside the new one: its latest word is the one to be asked about.
    const latest = named.toSorted((a, b) => (startOf(a) < startOf(b) ? 1 : startOf(a) > startOf(b) ? -1 : 0));
    const day = latest[0] === undefined ? null : startOf(latest[0]);
    const word = latest.filter((file) => startOf(file) === day);
    const [other] = word;
    if (other === undefined || word.some((file) => agrees(here, file))) return [];
    const said = sayNamed(other);
    const since = other.from === null ? "without saying since when" : `since ${sayDate(other.from)}`;
    return [
      {
        issuer: other.issuer,
        sourceId: other.sourceId,
        place: other.place,
        said: said.slice(0, 80),
        message: `The file names ${said} as holding this child, ${since}; Kith has ${sayNamed(here)} since ${sayDate(here.from)}. What was accepted in Kith stands. If the file is right, allocate the child again here; if not, correct it where the file is made.`,
      },
    ];
  });
}

/** A holder named without a first day is named for the day the file speaks for. */
const startOf = (file: NamedByFile): IsoDate => file.from ?? file.asAt;

const alike = (text: string | null): string | null => text?.trim().replace(/\s+/g, " ").toLowerCase() ?? null;

/** The same worker, by number or by name; where a file names none, the same team. */
function agrees(here: Named, file: Named): boolean {
  const worker = (one: Named): (string | null)[] => [alike(one.worker), alike(one.workerName)];
  const team = (one: Named): (string | null)[] => [alike(one.team), alike(one.teamName)];
  const meet = (a: readonly (string | null)[], b: readonly (string | null)[]): boolean =>
    a.some((text) => text !== null && b.includes(text));
  if (worker(file).some((text) => text !== null)) return meet(worker(here), worker(file));
  return meet(team(here), team(file)) || team(here).every((text) => text === null);
}

const sayNamed = (one: Named): string =>
  one.workerName ?? one.worker ?? `no worker, only ${one.teamName ?? one.team ?? "a team"}`;

type HereRow = HeldHere & { readonly personId: number };
type FileRow = NamedByFile & { readonly personId: number };
type Standing = HolderQuestion & { readonly id: number; readonly personId: number };

/**
 * Brings the questions on record into line with who holds whom: for one child after an act here, or for all who were allocated here after a file. A question goes
 * when the file agrees, or somebody allocates. To be called when the child's states are up to date.
 * @param db as the system, in the transaction of the act or the file
 */
export async function askWhoHolds(
  db: Db,
  about: { readonly authorityId: number; readonly now: IsoInstant; readonly today: IsoDate },
  personId: number | null = null,
): Promise<void> {
  const { authorityId, now, today } = about;
  const here =
    await sql<HereRow>`select a.person_id as "personId", a.worker_ref as worker, a.worker_name as "workerName", a.team_ref as team, a.team_name as "teamName", a.from_on as from
    from allocation a join span s on s.person_id = a.person_id and s.status = 'held' and s.key = 'allocation:' || a.key
    where a.authority_id = ${authorityId} and a.issuer = ${NATIVE} and a.superseded_at is null and (${personId}::bigint is null or a.person_id = ${personId}::bigint)
      and s.from_on <= ${today}::date and (s.until_on is null or s.until_on > ${today}::date)`.execute(db);
  // The freshest file that told of a row is the one with the row's rank; `seen_rank` begins with the day it speaks for.
  const files =
    await sql<FileRow>`select a.person_id as "personId", a.issuer, a.worker_ref as worker, a.worker_name as "workerName", a.team_ref as team, a.team_name as "teamName",
      a.from_on as from, a.to_on as to, left(a.seen_rank, 10) as "asAt", a.place,
      coalesce((select s.id from source s where s.authority_id = a.authority_id and s.format = a.issuer and s.rank = split_part(a.seen_rank, e'\\t', 1) order by s.id limit 1), a.source_id) as "sourceId"
    from allocation a where a.person_id = any(${here.rows.map((row) => row.personId)}::bigint[]) and a.issuer <> ${NATIVE} and a.superseded_at is null
      and a.vanished_source_id is null and coalesce(a.role, 'holder') = 'holder' order by a.person_id, a.issuer, a.key`.execute(
      db,
    );
  const named = Map.groupBy(files.rows, (row) => row.personId);
  const wanted = here.rows.flatMap((row) =>
    holderQuestions(row, named.get(row.personId) ?? []).map((question) => ({
      personId: row.personId,
      ...question,
    })),
  );
  const standing =
    await sql<Standing>`select id, person_id as "personId", issuer, source_id as "sourceId", place, said, message from finding
    where authority_id = ${authorityId} and code = ${HOLDER_DIFFERS} and superseded_at is null and (${personId}::bigint is null or person_id = ${personId}::bigint)`.execute(
      db,
    );
  const keyOf = (row: Omit<Standing, "id">): string => `${row.personId}|${row.sourceId}|${row.message}`;
  const asked = new Set(standing.rows.map(keyOf));
  const still = new Set(wanted.map(keyOf));
  const over = standing.rows.filter((row) => !still.has(keyOf(row)));
  if (over.length > 0)
    await sql`update finding set superseded_at = ${now} where id = any(${over.map((row) => row.id)}::bigint[])`.execute(
      db,
    );
  await insertMany(
    db,
    "finding",
    wanted
      .filter((question) => !asked.has(keyOf(question)))
      .map((question) => ({
        authority_id: authorityId,
        person_id: question.personId,
        issuer: question.issuer,
        source_id: question.sourceId,
        code: HOLDER_DIFFERS,
        table_name: "allocation",
        column_name: null,
        said: question.said,
        message: question.message,
        place: question.place,
        recorded_at: now,
      })),
  );
}
