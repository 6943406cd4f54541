import type { IsoDate } from "../../kernel/dates.ts";
import type { Finding } from "../../kernel/record/claim.ts";
import type { CsvRow } from "../../platform/files/csv.ts";
import { readDay } from "../values.ts";
import { dataRows, detached, textAt, type SsdFile } from "./file.ts";
import { keysOf, MOST_LINKS, type Linked, type Links } from "./links.ts";
import { registeredRef } from "./staff.ts";

/** What a first reading of a set learns: how large each file is, the days it covers, and everything others point at. */
export type FileScan = {
  readonly rows: number;
  readonly latest: IsoDate | null;
  readonly earliest: IsoDate | null;
};

export type SetScan = {
  readonly links: Links;
  readonly scans: ReadonlyMap<SsdFile, FileScan>;
  readonly findings: readonly Finding[];
};

/** Days that do not tell when the extract was made: births, and what may lie ahead. */
const NOT_EVENTS = new Set([
  "dob",
  "expected_dob",
  "childs_dob",
  "death_date",
  "valid_to_date",
  "icpc_target_date",
  "cp_review_due",
  "cla_review_due_date",
  "pathway_plan_review_date",
]);

type Pointed = { id: string; person: string; on: IsoDate | null };

/** The objects others point at by an id, with the day that gives them their key. */
const POINTED: ReadonlyMap<
  string,
  readonly [link: "referrals" | "assessments" | "enquiries" | "plans", id: string, day: string]
> = new Map([
  ["cin_episodes", ["referrals", "referral_id", "referral_date"]],
  ["cin_assessments", ["assessments", "assessment_id", "assessment_start_date"]],
  ["s47_enquiry", ["enquiries", "s47_enquiry_id", "s47_start_date"]],
  ["cp_plans", ["plans", "cp_plan_id", "cp_plan_start_date"]],
]);

/** The objects that point at each of these; where none of them is in the set, nothing of it need be held. */
const POINTING: ReadonlyMap<string, readonly string[]> = new Map([
  ["cin_episodes", ["cin_assessments", "s47_enquiry", "cin_plans", "cp_plans", "involvements"]],
  ["cin_assessments", ["assessment_factors"]],
  ["s47_enquiry", ["initial_cp_conference"]],
  ["cp_plans", ["cp_reviews"]],
  ["cla_episodes", ["cla_reviews", "cla_placement", "cla_visits"]],
]);

type Gathered = {
  /** One copy of each text that comes again and again. */
  readonly texts: Map<string, string>;
  readonly present: ReadonlySet<string>;
  readonly persons: Map<string, string | null>;
  readonly pointed: {
    readonly referrals: Pointed[];
    readonly assessments: Pointed[];
    readonly enquiries: Pointed[];
    readonly plans: Pointed[];
  };
  readonly care: Map<string, string>;
  readonly workers: Map<string, { ref: string; name: string | null }>;
  readonly teams: Map<string, string>;
  held: number;
  full: boolean;
};

function gather(file: SsdFile, row: CsvRow, into: Gathered): void {
  const { name } = file.recognised.object;
  const text = (column: string): string | null => {
    const given = textAt(file, row, column);
    return given === null ? null : detached(given);
  };
  const pointed = POINTED.get(name);
  if (pointed === undefined && !["person", "cla_episodes", "professionals", "department"].includes(name))
    return;
  if (POINTING.get(name)?.some((other) => into.present.has(other)) === false) return;
  if (into.held >= MOST_LINKS) {
    into.full = true;
    return;
  }
  into.held += 1;
  const shared = (given: string | null): string | null => {
    if (given === null) return null;
    const held = into.texts.get(given);
    if (held === undefined) into.texts.set(given, given);
    return held ?? given;
  };
  if (pointed !== undefined) {
    const [link, idColumn, dayColumn] = pointed;
    const id = text(idColumn);
    const person = shared(text("person_id"));
    if (id !== null && person !== null)
      into.pointed[link].push({ id, person, on: readDay(textAt(file, row, dayColumn)) ?? null });
  } else if (name === "person") {
    const person = text("person_id");
    if (person !== null) into.persons.set(person, text("legacy_id"));
  } else if (name === "cla_episodes") {
    const person = shared(text("person_id"));
    for (const id of [text("cla_id"), text("cla_episode_id")])
      if (id !== null && person !== null) into.care.set(id, person);
  } else if (name === "professionals") {
    const id = text("professional_id");
    const ref = registeredRef(text("social_worker_registration_no")) ?? id;
    if (id !== null && ref !== null) into.workers.set(id, { ref, name: text("professional_name") });
  } else {
    const id = text("team_id");
    if (id !== null) into.teams.set(id, text("team_name") ?? id);
  }
}

async function scanFile(file: SsdFile, today: IsoDate, into: Gathered): Promise<FileScan> {
  const { object, columns } = file.recognised;
  const days = [...columns]
    .filter(([column]) => object.dates.has(column) && !NOT_EVENTS.has(column))
    .map(([, at]) => at);
  let rows = 0;
  let latest: IsoDate | null = null;
  let earliest: IsoDate | null = null;
  for await (const row of dataRows(file)) {
    rows += 1;
    for (const at of days) {
      const day = readDay(row.cells[at] ?? null);
      if (typeof day !== "string" || day > today || day < "1900-01-01") continue;
      if (latest === null || day > latest) latest = day;
      if (earliest === null || day < earliest) earliest = day;
    }
    gather(file, row, into);
  }
  return {
    rows,
    latest: latest === null ? null : (detached(latest) as IsoDate),
    earliest: earliest === null ? null : (detached(earliest) as IsoDate),
  };
}

/** Reads every file of a set once. Throws UnreadableFile for one that cannot be read to its end. */
export async function scanSet(files: readonly SsdFile[], today: IsoDate): Promise<SetScan> {
  const into: Gathered = {
    texts: new Map(),
    present: new Set(files.map((file) => file.recognised.object.name)),
    persons: new Map(),
    pointed: { referrals: [], assessments: [], enquiries: [], plans: [] },
    care: new Map(),
    workers: new Map(),
    teams: new Map(),
    held: 0,
    full: false,
  };
  const scans = new Map<SsdFile, FileScan>();
  for (const file of files) scans.set(file, await scanFile(file, today, into));
  const keys = (of: readonly Pointed[]): ReadonlyMap<string, Linked> => keysOf(of);
  return {
    links: {
      persons: into.persons,
      referrals: keys(into.pointed.referrals),
      assessments: keys(into.pointed.assessments),
      enquiries: keys(into.pointed.enquiries),
      plans: keys(into.pointed.plans),
      care: into.care,
      workers: into.workers,
      teams: into.teams,
      present: into.present,
    },
    scans,
    findings: into.full
      ? [
          {
            code: "links-cut",
            message: `The files hold more than ${MOST_LINKS.toLocaleString("en-GB")} rows that others point at; later ones were not linked. Add the files in smaller sets.`,
            place: "the set",
          },
        ]
      : [],
  };
}
