import { ageOn, type IsoDate } from "../../kernel/dates.ts";
import { dateOf } from "../../kernel/record/table.ts";
import type { ReturnChild, RowsOf } from "../ssd/make/child.ts";

/** The first day of the window: 1 April two financial years back from the one a day is in. */
export function windowStart(today: IsoDate): IsoDate {
  const year = Number(today.slice(0, 4)) - (today.slice(5) < "04-01" ? 1 : 0);
  return `${year - 2}-04-01` as IsoDate;
}

const OLDEST = 25;

/** A table, the column that opens its rows and the one that closes them. */
const SPANS: readonly (readonly [table: string, from: string, to: string])[] = [
  ["referral", "received_on", "closed_on"],
  ["in_need_plan", "started_on", "ended_on"],
  ["protection_plan", "started_on", "ended_on"],
  ["placement", "started_on", "ended_on"],
];

/**
 * Whether a child is one of those whose data the department is sent: 25 or under, or not yet born, with an episode, plan, protection plan, placement or care-leaver record that touches
 * the days from the start of the window to today. A child whose age is not known is not left out for it.
 */
export function inCohort(child: ReturnChild, rows: RowsOf, today: IsoDate): boolean {
  if (child.born !== null && child.born <= today && ageOn(child.born, today) > OLDEST) return false;
  const from = windowStart(today);
  const touches = (start: IsoDate | null, end: IsoDate | null): boolean =>
    start !== null && start <= today && (end === null || end >= from);
  return (
    SPANS.some(([table, opens, closes]) =>
      rows(table).some(({ values }) => touches(dateOf(values, opens), dateOf(values, closes))),
    ) ||
    rows("care_leaver").some(({ values }) =>
      (["known_on", "contact_on"] as const).some((column) => {
        const on = dateOf(values, column);
        return on !== null && on >= from && on <= today;
      }),
    )
  );
}
