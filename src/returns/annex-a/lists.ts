import type { IsoDate } from "../../kernel/dates.ts";
import {
  ACCOMMODATION,
  ACCOMMODATION_KIND,
  ACTIVITY,
  CATEGORY,
  CLOSE_REASON,
  ETHNICITY,
  IN_TOUCH,
  LEGAL_STATUS,
  NEED,
  PLACEMENT_TYPE,
  PROVIDER,
  REASON_CEASED,
  REFERRAL_SOURCE,
  SEX,
} from "../codeWords.ts";
import { readCode, readDay, readFlag, withoutLetter } from "../values.ts";
import { cellOf, type Days, type RowReader } from "../rowReader.ts";

/** What each list's row claims. Lists 1 to 10, by number; which claim comes from which column is told in this folder's README. */
type ListReader = (row: RowReader, days: Days) => void;

const plain = (text: string | null | undefined): string | null | undefined =>
  typeof text === "string" ? withoutLetter(text) || null : text;

/** The child's own columns, the same in every list. */
export function readChildColumns(row: RowReader): void {
  const { born, expected } = row.birth("born");
  const disabled = row.flag("disabled");

  row.add(
    "person_detail",
    "",
    {
      birth_date: born,
      expected_birth_date: expected,
      sex: row.code("sex", SEX),

      ethnicity: row.code("ethnicity", ETHNICITY),
      // A yes does not say which disability, so it claims nothing; a no is the return's NONE.
      disabilities: disabled === false ? ["NONE"] : undefined,
      asylum_seeking: row.flag("asylum"),
    },
    "fact",
  );
}

const capitals = (text: string | null | undefined): string | null | undefined =>
  typeof text === "string" ? text.toUpperCase() : text;

const contacts: ListReader = (row) => {
  const on = row.keyDay("contacted");
  if (on !== undefined)
    row.add(
      "contact",
      on,
      { received_on: on, source: row.code("source", REFERRAL_SOURCE) },
      "thing",
      "contacted",
    );
};

const earlyHelp: ListReader = (row) => {
  const on = row.keyDay("started");
  const ended = row.end("completed", on);
  if (on !== undefined)
    row.add(
      "early_help",
      on,
      { started_on: on, ended_on: ended, organisation: plain(row.text("organisation")) },
      "thing",
      "started",
    );
};

const referrals: ListReader = (row) => {
  const on = row.keyDay("referred");
  row.count("referrals");
  if (on !== undefined)
    row.add(
      "referral",
      on,
      { received_on: on, source: row.code("source", REFERRAL_SOURCE), no_further_action: row.flag("nfa") },
      "thing",
      "referred",
    );
};

/** `Child Seen` holds yes or no in some files and the day in others. */
function childSeen(row: RowReader, days: Days): { seen?: boolean | null; on?: IsoDate } {
  const cell = cellOf(row.row, "seen");
  if (cell === undefined) return {};
  const flag = readFlag(cell);
  if (flag !== undefined) return { seen: flag };
  const read = readDay(cell, days.dates1904);
  if (read === undefined || read === null) {
    row.note(
      "flag-unreadable",
      "seen",
      "This is neither yes, no nor a date, so it was left out. Write yes, no or the day.",
    );
    return {};
  }
  const on = row.day("seen");
  return typeof on === "string" ? { seen: true, on } : {};
}

const assessments: ListReader = (row, days) => {
  const on = row.keyDay("started");
  const authorised = row.end("authorised", on);
  const seen = childSeen(row, days);
  if (on !== undefined)
    row.add(
      "assessment",
      on,
      {
        started_on: on,
        seen: seen.seen,
        seen_on: seen.on,
        authorised_on: authorised,
        outcome: plain(row.text("outcome")),
      },
      "thing",
      "started",
    );
};

const enquiries: ListReader = (row) => {
  const started = row.day("started");
  const held = row.end("conference", started);
  const notRequired = row.flag("unnecessary");
  row.count("enquiries");
  row.count("conferences");
  if (started === null && held === null)
    row.note(
      "date-missing",
      "started",
      "The row has neither an enquiry's nor a conference's date, so it was left out. Add the date.",
    );
  const enquiry =
    typeof started === "string"
      ? row.add(
          "section47",
          started,
          { started_on: started, conference_on: held, conference_not_required: notRequired },
          "thing",
          "started",
        )
      : undefined;
  if (typeof held === "string")
    row.add(
      "conference",
      held,
      { held_on: held, plan_made: row.flag("planMade"), section47: enquiry },
      "fact",
      "conference",
    );
};

const inNeed: ListReader = (row) => {
  const on = row.keyDay("started");
  const closed = row.end("closed", on);
  if (on !== undefined)
    row.add(
      "referral",
      on,
      {
        received_on: on,
        need: row.code("need", NEED),
        closed_on: closed,
        close_reason: row.code("reason", CLOSE_REASON),
      },
      "thing",
      "started",
    );
  const seen = row.day("seen");
  if (typeof seen === "string")
    row.add("visit", `any:${seen}`, { on_date: seen, purpose: "any", seen: true }, "fact", "seen");
};

const protection: ListReader = (row) => {
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

const inCare: ListReader = (row) => {
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

const leavers: ListReader = (row, days) => {
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

const adoption: ListReader = (row) => {
  for (const [column, step] of STEPS) {
    const on = row.day(column);
    const note = column === "reversed" ? plain(row.text("reversedReason")) : undefined;
    if (typeof on === "string")
      row.add("permanence_step", `${step}:${on}`, { step, on_date: on, note }, "fact", column);
  }
};

export const LIST_READERS: ReadonlyMap<number, ListReader> = new Map([
  [1, contacts],
  [2, earlyHelp],
  [3, referrals],
  [4, assessments],
  [5, enquiries],
  [6, inNeed],
  [7, protection],
  [8, inCare],
  [9, leavers],
  [10, adoption],
]);

/** The tables of which a list is a full account over its six months; the others it carries only the latest of. */
export const FULL_ACCOUNT: ReadonlyMap<number, string> = new Map([
  [1, "contact"],
  [2, "early_help"],
  [3, "referral"],
  [4, "assessment"],
  [5, "section47"],
  [7, "protection_plan"],
  [8, "care_period"],
]);
