import type { DirectoryEntry } from "../../kernel/record/claim.ts";
import { WORKER_CHANGE } from "../codeWords.ts";
import { placeOf, type RowReader } from "../rowReader.ts";
import type { Links } from "./links.ts";
import { eachRow, type Mapping, type ObjectUse } from "./mapping.ts";

/** Workers, teams, and who works with whom. */

/** A Social Work England number as the looked-after return writes it (`SW123`), or null when it is not one. */
export function registeredRef(given: string | null | undefined): string | null {
  const plain = (given ?? "").replaceAll(/\s/g, "").toUpperCase();
  if (!/^(?:SW)?\d{3,10}$/.test(plain)) return null;
  return plain.startsWith("SW") ? plain : `SW${plain}`;
}

export function professional(row: RowReader): DirectoryEntry | undefined {
  // The number a worker is known by in every file is that of Social Work England where there is one, else the dataset's own.
  const registration = registeredRef(row.text("social_worker_registration_no"));
  const ref = registration ?? row.text("professional_id") ?? null;
  if (ref === null) return undefined;
  return {
    kind: "worker",
    ref,
    name: row.text("professional_name") ?? null,
    title: row.text("professional_job_title") ?? null,
    registered: registration === null ? null : true,
    teamRef: row.text("professional_department") ?? null,
    place: placeOf(row.row, "professional_id"),
  };
}

export function department(row: RowReader): DirectoryEntry | undefined {
  const ref = row.text("team_id");
  if (typeof ref !== "string") return undefined;
  return {
    kind: "team",
    ref,
    name: row.text("team_name") ?? ref,
    parentRef: row.text("team_parent_id") ?? null,
    place: placeOf(row.row, "team_id"),
  };
}

/** The part a worker has in a case; a role not understood never makes anybody the child's holder. */
export function roleOf(said: string | null | undefined): string {
  if (typeof said !== "string" || said === "") return "holder";
  if (/personal advis|\bpa\b/i.test(said)) return "adviser";
  if (/review|\biro\b/i.test(said)) return "reviewing-officer";
  if (/previous|former|second|co-?work|support|student|manager|supervis/i.test(said))
    return said.toLowerCase().slice(0, 60);
  if (/allocat|social worker|case ?(?:worker|holder)|key ?worker|lead|primary|responsible/i.test(said))
    return "holder";
  return said.toLowerCase().slice(0, 60);
}

function worker(links: Links, id: string): { ref: string; name: string | null } {
  return links.workers.get(id) ?? { ref: id, name: null };
}

const involvements: Mapping = eachRow((row, task) => {
  const id = row.text("professional_id");
  const from = row.keyDay("involvement_start_date");
  if (typeof id !== "string") {
    row.note(
      "worker-missing",
      "professional_id",
      "The row does not say which worker, so it was left out. Add the worker's number.",
    );
    return;
  }
  if (from === undefined) return;
  if (!task.links.workers.has(id)) task.unresolved("a worker (ssd_professionals)");
  const { ref, name } = worker(task.links, id);
  const team = row.text("professional_team");
  row.add(
    "allocation",
    `${ref}.${from}`,
    {
      worker_ref: ref,
      worker_name: name ?? undefined,
      team_ref: team,
      team_name: typeof team === "string" ? task.links.teams.get(team) : undefined,
      role: roleOf(row.text("professional_role_id")),
      from_on: from,
      to_on: row.end("involvement_end_date", from),
      change_reason: row.code("worker_change_reason", WORKER_CHANGE),
    },
    "thing",
    "involvement_start_date",
    row.text("involvements_id") ?? "",
  );
});

export const STAFF: readonly (readonly [string, ObjectUse])[] = [
  ["involvements", { map: involvements, fully: "allocation", through: ["referral_id", "referrals"] }],
];

export const DIRECTORY: ReadonlyMap<string, (row: RowReader) => DirectoryEntry | undefined> = new Map([
  ["professionals", professional],
  ["department", department],
]);
