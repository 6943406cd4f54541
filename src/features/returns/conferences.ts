import { dateOf, flag, text } from "../../kernel/record/table.ts";
import type { Thing } from "./thing.ts";

/** A child's enquiries with their conferences, and the conferences that are an episode's own. */
export type Conferences = { readonly enquiries: readonly Thing[]; readonly own: readonly Thing[] };

/**
 * Which enquiry led to which initial conference. Sources tell of a conference with its enquiry, or apart and naming it, or apart and naming nothing; then it is of the last enquiry begun
 * before it that has none and was not found to need none. One that a source calls the episode's own, or a transfer in, stays the episode's.
 */
export function withConferences(enquiries: readonly Thing[], conferences: readonly Thing[]): Conferences {
  const found = [...enquiries];
  const own: Thing[] = [];
  const give = (at: number, conference: Thing): void => {
    const enquiry = found[at];
    if (enquiry === undefined) return;
    found[at] = {
      ...enquiry,
      values: {
        ...enquiry.values,
        conference_on: dateOf(enquiry.values, "conference_on") ?? dateOf(conference.values, "held_on"),
        conference_target:
          dateOf(enquiry.values, "conference_target") ?? dateOf(conference.values, "target_on"),
      },
      with: [...(enquiry.with ?? []), conference],
    };
  };
  for (const conference of conferences) {
    const held = dateOf(conference.values, "held_on");
    const named = text(conference.values, "section47");
    const at = named === null ? -1 : found.findIndex((each) => each.key === named);
    if (at >= 0) give(at, conference);
    else if (held !== null && isOwn(conference)) own.push(conference);
    else if (held !== null) {
      const told = found.findIndex((each) => dateOf(each.values, "conference_on") === held);
      const its = told >= 0 ? told : found.findLastIndex((each) => isWaiting(each, held));
      if (its >= 0) give(its, conference);
      else own.push(conference);
    }
  }
  return { enquiries: found, own };
}

const isOwn = ({ values }: Thing): boolean =>
  text(values, "referral") !== null || flag(values, "transfer_in") === true;

const isWaiting = ({ values }: Thing, held: string): boolean =>
  dateOf(values, "conference_on") === null &&
  flag(values, "conference_not_required") !== true &&
  (dateOf(values, "started_on") ?? "9999") <= held;
