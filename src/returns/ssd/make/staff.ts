import { dateOf, text } from "../../../kernel/record/table.ts";
import { registeredRef } from "../staff.ts";
import { referralFor, type RowsOf } from "./child.ts";
import { leave, rowId, type SsdRow } from "./cells.ts";
import type { Around, Team, Worker } from "./around.ts";

const ROLES: { readonly [role: string]: string } = {
  holder: "Allocated worker",
  adviser: "Personal adviser",
  "reviewing-officer": "Independent reviewing officer",
};

/** Who works with the child. */
export function* involvementRows(rows: RowsOf, person: string, around: Around): Generator<SsdRow> {
  for (const { key, values } of rows("allocation")) {
    const worker = text(values, "worker_ref");
    const from = dateOf(values, "from_on");
    const team = text(values, "team_ref");
    if (worker === null || from === null) {
      leave(around.left, "allocations without a worker's number or a first day");
      continue;
    }
    if (!around.workers.has(worker))
      around.workers.set(worker, {
        ref: worker,
        name: text(values, "worker_name"),
        title: null,
        teamRef: null,
      });
    if (team !== null && !around.teams.has(team))
      around.teams.set(team, { ref: team, name: text(values, "team_name") ?? team, parentRef: null });
    const role = text(values, "role") ?? "holder";
    const referral = referralFor(rows("referral"), null, from);
    yield {
      object: "involvements",
      cells: {
        involvements_id: rowId(person, key),
        professional_id: worker,
        professional_role_id: ROLES[role] ?? role,
        professional_team: team,
        involvement_start_date: from,
        involvement_end_date: dateOf(values, "to_on"),
        worker_change_reason: text(values, "change_reason"),
        person_id: person,
        referral_id: referral === null ? null : rowId(person, referral.key),
      },
    };
  }
}

/** Workers, in the order of their numbers. A number of Social Work England is told as one; others are the authority's own. */
export function* professionalRows(workers: Iterable<Worker>): Generator<SsdRow> {
  for (const worker of [...workers].toSorted((a, b) => (a.ref < b.ref ? -1 : 1)))
    yield {
      object: "professionals",
      cells: {
        professional_id: worker.ref,
        staff_id: worker.ref,
        professional_name: worker.name,
        social_worker_registration_no: registeredRef(worker.ref) === worker.ref ? worker.ref : null,
        professional_job_title: worker.title,
        professional_department: worker.teamRef,
      },
    };
}

export function* departmentRows(teams: ReadonlyMap<string, Team>): Generator<SsdRow> {
  for (const team of [...teams.values()].toSorted((a, b) => (a.ref < b.ref ? -1 : 1)))
    yield {
      object: "department",
      cells: {
        team_id: team.ref,
        team_name: team.name,
        team_parent_id: team.parentRef,
        team_parent_name: team.parentRef === null ? null : (teams.get(team.parentRef)?.name ?? null),
      },
    };
}
