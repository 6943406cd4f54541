import type { IsoDate } from "../../kernel/dates.ts";
import { codes, count, dateOf, flag, text } from "../../kernel/record/table.ts";
import { numbersOf, type ReturnChild, type RowsOf, rowsOf } from "../ssd/make/child.ts";
import { inCohort } from "./cohort.ts";
import { episodesOf } from "./episodes.ts";
import { fieldsOf, type NotSent } from "./fields.ts";
import * as spec from "./payload.ts";
import { type Block, childPayload, type ChildPayload, LONGEST_LA_ID } from "./payload.ts";

export type Built = {
  readonly payload: ChildPayload;
  /** Held, and left out because the specification would not take it. */
  readonly notSent: readonly NotSent[];
};

/** What the specification asks for and the record does not hold. Left out of every payload, and said on the page. */
export const NOT_HELD: readonly string[] = [
  "why each placement began, but for the one that began a period in care",
  "why a placement ended, but for the last of a period in care and those followed by another the same day",
  "workers without a number of Social Work England",
];

/**
 * The whole payload of a child, without `purge`: what the receiver should hold. Pure: the same rows give the same payload.
 * @param laId the authority's own number of the child
 * @param misId Kith's
 * @returns undefined when the number cannot be sent
 */
export function buildPayload(
  child: ReturnChild,
  laId: string,
  misId: string,
  today: IsoDate,
): Built | undefined {
  if (laId === "" || laId.length > LONGEST_LA_ID) return undefined;
  const notSent: NotSent[] = [];
  const rows = rowsOf(child);
  const health = healthOf(rows, notSent);
  const episodes = episodesOf(laId, rows, notSent);
  const payload = childPayload.parse({
    la_child_id: laId,
    mis_child_id: misId,
    child_details: detailsOf(child, rows, today, notSent),
    ...(health === null ? {} : { health_and_wellbeing: health }),
    ...(episodes.length === 0 ? {} : { social_care_episodes: episodes }),
  });
  return { payload, notSent: once(notSent) };
}

/** The same fact is left out once however many parts it would have stood in. */
const once = (notes: readonly NotSent[]): NotSent[] => [
  ...new Map(notes.map((note) => [`${note.field}\n${note.said}`, note])).values(),
];

export const isInCohort = (child: ReturnChild, today: IsoDate): boolean =>
  inCohort(child, rowsOf(child), today);

function detailsOf(child: ReturnChild, rows: RowsOf, today: IsoDate, notes: NotSent[]): Block {
  const detail = rows("person_detail")[0]?.values ?? {};
  const upn = numbersOf(child, "upn")[0] ?? null;
  const born = dateOf(detail, "birth_date") ?? child.born;
  return fieldsOf(
    spec.childDetails,
    "child_details",
    {
      unique_pupil_number: upn,
      former_unique_pupil_number: numbersOf(child, "former-upn")[0] ?? null,
      unique_pupil_number_unknown_reason: upn === null ? text(detail, "upn_unknown") : null,
      first_name: text(detail, "forename"),
      surname: text(detail, "surname"),
      date_of_birth: born,
      expected_date_of_birth: born === null ? dateOf(detail, "expected_birth_date") : null,
      sex: text(detail, "sex"),
      ethnicity: text(detail, "ethnicity"),
      disabilities: [...codes(detail, "disabilities")].toSorted(),
      postcode: postcodeOf(rows, today),
      uasc_flag: flag(detail, "asylum_seeking"),
      uasc_end_date: flag(detail, "asylum_seeking") === true ? dateOf(detail, "asylum_until") : null,
    },
    notes,
  );
}

/** Where the child lives today. A protected address is not sent: nothing in the payload could say that it is one. */
function postcodeOf(rows: RowsOf, today: IsoDate): string | null {
  const now = rows("address")
    .filter(({ values }) => {
      const to = dateOf(values, "to_on");
      return (to === null || to > today) && (dateOf(values, "from_on") ?? "") <= today;
    })
    .toSorted((a, b) => ((dateOf(a.values, "from_on") ?? "") < (dateOf(b.values, "from_on") ?? "") ? 1 : -1));
  if (now.some(({ values }) => flag(values, "protected") === true)) return null;
  return now.map(({ values }) => text(values, "postcode")).find((postcode) => postcode !== null) ?? null;
}

function healthOf(rows: RowsOf, notes: NotSent[]): Block | null {
  const scores = rows("sdq").flatMap(({ values }) => {
    const score = count(values, "score");
    if (score === null) return [];
    const said = fieldsOf(
      spec.sdqAssessment,
      "sdq_assessments",
      { date: dateOf(values, "on_date"), score },
      notes,
    );
    return "date" in said && "score" in said ? [said] : [];
  });
  return scores.length === 0 ? null : { sdq_assessments: scores };
}
