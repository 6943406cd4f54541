import { earlier, type IsoDate } from "../../kernel/dates.ts";
import { countCell, dateCell, note, placeOf, type Judge } from "./cells.ts";
import type { PreProceedings, Said } from "./child.ts";
import type { Row } from "./rows.ts";
import { dayOf, yesNo } from "./values.ts";

/**
 * The pre-proceedings and family group decision-making group of 2026-27. It is known by the day it started, or of its earliest step. Whether a meeting was
 * offered and held is a yes or no; a system that writes the day instead has said yes.
 */
export function preProceedingsRow(judge: Judge, p: PreProceedings, referral: string | null): Row | null {
  const table = "pre_proceedings";
  const date = (column: string, value: PreProceedings["start"]): IsoDate | null =>
    dateCell(judge, [table, column], value);
  const offered = answer(judge, "meeting_offered", p.offered);
  const held = answer(judge, "meeting_held", p.held);
  const values = {
    referral,
    started_on: date("started_on", p.start),
    letter_on: date("letter_on", p.letter),
    meeting_offered: offered.yes,
    ...(offered.on === null ? {} : { meeting_offered_on: offered.on }),
    meeting_held: held.yes,
    first_meeting_on: date("first_meeting_on", p.firstMeeting),
    review_meetings: countCell(judge, [table, "review_meetings"], p.reviewMeetings),
    decided_on: date("decided_on", p.decided),
    outcome: p.outcome?.said.toUpperCase().slice(0, 80) ?? null,
    application_on: date("application_on", p.application),
    initial_letter_on: date("initial_letter_on", p.initialLetter),
  };
  const steps = [
    values.letter_on,
    offered.on,
    values.first_meeting_on,
    values.decided_on,
    values.application_on,
    values.initial_letter_on,
  ].filter((on) => on !== null);
  const base =
    values.started_on ?? steps.reduce<IsoDate | null>((a, b) => (a === null ? b : earlier(a, b)), null);
  if (base === null) {
    judge.findings.push({
      code: "row-without-date",
      table,
      column: "started_on",
      message:
        "These pre-proceedings have no date that can be read, so they were left out. Give the date they started.",
      place: placeOf(p.node),
    });
    return null;
  }
  return { table, base, values, place: placeOf(p.node) };
}

function answer(
  judge: Judge,
  column: string,
  value: Said | undefined,
): { yes: boolean | null; on: IsoDate | null } {
  if (value === undefined) return { yes: null, on: null };
  const on = dayOf(value.said);
  const yes = on === null ? yesNo(value.said) : true;
  if (yes === null) {
    note(
      judge,
      "flag-unreadable",
      ["pre_proceedings", column],
      value,
      `${value.node.name} is neither yes nor no; it was left out. Correct it.`,
    );
  }
  return { yes, on };
}
