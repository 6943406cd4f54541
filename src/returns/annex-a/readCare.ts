import {
  CATEGORY,
  ACCOMMODATION,
  ACCOMMODATION_KIND,
  ACTIVITY,
  IN_TOUCH,
  LEGAL_STATUS,
  NEED,
  PLACEMENT_TYPE,
  PROVIDER,
  REASON_CEASED,
} from "../codeWords.ts";
import type { IsoDate } from "../../kernel/dates.ts";
import type { RowReader } from "../rowReader.ts";
import { readCode } from "../values.ts";
import { plain, type ListReader } from "./listReader.ts";

/** What a row of lists 7 to 10 claims. */
const capitals = (text: string | null | undefined): string | null | undefined =>
  typeof text === "string" ? text.toUpperCase() : text;

export const protection: ListReader = (row) => {
  const on = row.keyDay("started");
  const ended = row.end("ended", on);
  if (on !== undefined)
    row.add(
      "protection_plan",
      on,
      {
        started_on: on,
        ended_on: ended,
        initial_category: row.code("initial", CATEGORY),
        latest_category: row.code("latest", CATEGORY),
        previous_plans: row.count("previous"),
      },
      "thing",
      "started",
    );
  const reviewed = row.day("reviewed");
  if (typeof reviewed === "string")
    row.add("plan_review", reviewed, { held_on: reviewed }, "fact", "reviewed");
  const visited = row.day("visited");
  const alone = row.flag("alone");
  if (typeof visited === "string")
    row.add(
      "visit",
      `cp:${visited}`,
      // The list says a child seen alone was seen; of one not seen alone it does not say.
      { on_date: visited, purpose: "cp", seen: alone === true ? true : undefined, alone },
      "fact",
      "visited",
    );
};

export const inCare: ListReader = (row) => {
  const on = row.keyDay("started");
  const ceased = row.end("ceased", on);
  if (on !== undefined)
    row.add(
      "care_period",
      on,
      {
        started_on: on,
        ended_on: ceased,
        need: row.code("need", NEED),
        end_reason: row.code("ceasedReason", REASON_CEASED),
      },
      "thing",
      "started",
    );
  const fact = (
    table: string,
    key: string,
    values: (day: IsoDate) => { [column: string]: string | null | undefined },
    prefix = "",
  ): void => {
    const day = row.day(key);
    if (typeof day === "string") row.add(table, `${prefix}${day}`, values(day), "fact", key);
  };
  fact("legal_status", "legalFrom", (started_on) => ({
    started_on,
    status: row.code("legal", LEGAL_STATUS),
  }));
  fact("placement", "placedFrom", (started_on) => ({
    started_on,
    type: row.code("placement", PLACEMENT_TYPE),
    provider: row.code("provider", PROVIDER),
    urn: row.text("urn"),
    postcode: capitals(row.text("postcode")),
    location: plain(row.text("location") ?? row.text("authority")),
  }));
  fact("care_review", "reviewed", (held_on) => ({ held_on }));
  fact("visit", "visited", (on_date) => ({ on_date, purpose: "care" }), "care:");
  fact("iro_contact", "officer", (on_date) => ({ on_date }));
  fact("health_check", "health", (on_date) => ({ kind: "health", on_date }), "health:");
  fact("health_check", "dental", (on_date) => ({ kind: "dental", on_date }), "dental:");
  const plan = plain(row.text("permanence"));
  if (typeof plan === "string") row.add("care_plan", "", { plan }, "fact", "permanence");
  const missing = row.count("missing");
  row.count("absent");
  row.count("placements");
  if (missing === 0 && row.flag("offered") === true)
    row.note(
      "interview-without-episode",
      "offered",
      "A return interview is given but no missing episode. Check which is right.",
    );
};

/** The return's accommodation code is a letter and 1 or 2; the list gives the two apart. */
function accommodation(row: RowReader, suitable: boolean | null | undefined): string | null | undefined {
  const given = row.text("accommodation");
  if (typeof given === "string") {
    const whole = readCode(given, ACCOMMODATION);
    if (whole?.known === true && whole.code.length > 1) return whole.code;
  }
  const letter = row.code("accommodation", ACCOMMODATION_KIND);
  if (typeof letter !== "string" || !/^[A-Z]$/.test(letter)) return letter;
  return suitable === true ? `${letter}1` : suitable === false ? `${letter}2` : letter;
}

function suitability(row: RowReader): boolean | null | undefined {
  const given = plain(row.text("suitable"));
  if (typeof given !== "string") return given;
  if (/^suitable|^1\b/i.test(given)) return true;
  if (/^(?:un|not )suitable|^2\b/i.test(given)) return false;
  return row.flag("suitable");
}

export const leavers: ListReader = (row, days) => {
  const suitable = suitability(row);
  row.add(
    "care_leaver",
    "",
    {
      known_on: days.asAt,
      eligibility: plain(row.text("eligibility")),
      in_touch: row.code("inTouch", IN_TOUCH),
      activity: row.code("activity", ACTIVITY),
      accommodation: accommodation(row, suitable),
      suitable,
      adviser: row.text("adviser"),
      contact_on: row.day("contacted"),
      pathway_reviewed_on: row.day("pathway"),
    },
    "fact",
  );
  const adviser = row.text("adviser");
  if (typeof adviser === "string")
    row.add(
      "allocation",
      "adviser",
      { worker_name: adviser, role: "adviser", known_on: days.asAt },
      "fact",
      "adviser",
    );
};

const STEPS: readonly (readonly [column: string, step: string])[] = [
  ["decided", "decided"],
  ["placementOrder", "placement-order"],
  ["matched", "matched"],
  ["placed", "placed"],
  ["order", "order"],
  ["reversed", "reversed"],
];

export const adoption: ListReader = (row) => {
  for (const [column, step] of STEPS) {
    const on = row.day(column);
    const note = column === "reversed" ? plain(row.text("reversedReason")) : undefined;
    if (typeof on === "string")
      row.add("permanence_step", `${step}:${on}`, { step, on_date: on, note }, "fact", column);
  }
};
