import fc from "fast-check";
import { addDays, date, type IsoDate, type IsoInstant } from "../../../kernel/dates.ts";
import type { RowValues } from "../../../kernel/record/table.ts";
import type { KnownEvent } from "../../../kernel/timeline/event.ts";
import { TABLES } from "../../../tables.ts";

/** One row of a process table, as a file would give it. */
export type Row = { readonly table: string; readonly key: string; readonly values: RowValues };

/** An invented child: the rows from which one side makes a timeline, and which the other side simply reads. */
export type Child = {
  readonly born: IsoDate | null;
  readonly expected: IsoDate | null;
  readonly died: IsoDate | null;
  readonly rows: readonly Row[];
};

export const START: IsoDate = date("2022-01-03");
const DAYS = 1700;

const day = fc.nat({ max: DAYS }).map((n) => addDays(START, n));
const some = <T>(one: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> => fc.array(one, { maxLength: most });
const gap = (most: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.nat({ max: most }) },
    { weight: 1, arbitrary: fc.constantFrom(0, 1, 45, 60) },
  );
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { freq: 3 });
const yesNo = fc.constantFrom(true, false, null);

const contacts = some(
  fc.record({
    received_on: day,
    wait: maybe(fc.nat({ max: 6 })),
    outcome: fc.constantFrom("Progressed to referral", "No further action", null),
  }),
  4,
).map((list) =>
  list.map(({ received_on, wait, outcome }, i): Row => ({
    table: "contact",
    key: `${received_on}#${i}`,
    values: { received_on, decided_on: wait === null ? null : addDays(received_on, wait), outcome },
  })),
);

const referrals = some(
  fc.record({
    received_on: day,
    length: maybe(gap(500)),
    no_further_action: fc.constantFrom(false, false, false, true, null),
    source: fc.constantFrom("6", "2A", "1A", null),
    need: fc.constantFrom("N1", "N2", null),
    close_reason: fc.constantFrom("RC7", "RC8", "RC9", "RC1", null),
  }),
  5,
).map((list) =>
  list.map(({ length, ...values }, i): Row => ({
    table: "referral",
    key: `${values.received_on}#${i}`,
    values: {
      ...values,
      closed_on:
        length === null || values.no_further_action === true ? null : addDays(values.received_on, length),
    },
  })),
);

const assessments = some(
  fc.record({ started_on: day, length: maybe(gap(110)), seen: yesNo, seenAfter: maybe(gap(40)) }),
  4,
).map((list) =>
  list.map(({ started_on, length, seen, seenAfter }, i): Row => ({
    table: "assessment",
    key: `${started_on}#${i}`,
    values: {
      started_on,
      seen,
      seen_on: seenAfter === null ? null : addDays(started_on, seenAfter),
      authorised_on: length === null ? null : addDays(started_on, length),
    },
  })),
);

const enquiries = some(
  fc.record({ started_on: day, length: maybe(gap(40)), conference: maybe(gap(90)), notRequired: yesNo }),
  4,
).map((list) => {
  const taken = new Set<string>();
  return list.map(({ started_on, length, conference, notRequired }, i): Row => {
    const on = conference === null ? null : addDays(started_on, conference);
    const isNew = on !== null && !taken.has(on);
    if (on !== null) taken.add(on);
    return {
      table: "section47",
      key: `${started_on}#${i}`,
      values: {
        started_on,
        ended_on: length === null ? null : addDays(started_on, length),
        conference_on: isNew ? on : null,
        conference_not_required: isNew ? false : notRequired,
      },
    };
  });
});

/** Conferences told of apart: some without an enquiry, some of children moving in. Odd days, so that none is one of an enquiry's. */
const conferences = some(fc.record({ held_on: day, notified: gap(40), transfer_in: fc.boolean() }), 2).map(
  (list) =>
    [...new Map(list.map((one) => [one.held_on, one])).values()].map(
      ({ held_on, notified, transfer_in }): Row => ({
        table: "conference",
        key: `apart:${held_on}`,
        values: { held_on, transfer_in, notified_on: transfer_in ? addDays(held_on, -notified) : null },
      }),
    ),
);

/** Stretches one after the other, the last perhaps still going on. */
const oneAfterAnother = (
  most: number,
  longest: number,
): fc.Arbitrary<{ from: IsoDate; to: IsoDate | null }[]> =>
  fc.tuple(some(fc.tuple(fc.nat({ max: 300 }), gap(longest)), most), fc.boolean()).map(([list, goesOn]) => {
    let at = START;
    return list.map(([wait, length], i) => {
      const from = addDays(at, wait);
      const to = addDays(from, length);
      at = addDays(to, 1);
      return { from, to: goesOn && i === list.length - 1 ? null : to };
    });
  });

const plans = fc
  .tuple(
    oneAfterAnother(3, 900),
    fc.constantFrom(null, 0, 1, 2),
    fc.constantFrom("NEG", "EMO", null),
    fc.constantFrom(null, null, 15),
  )
  .map(([list, previous_plans, latest_category, visit_days]) =>
    list.map(({ from, to }): Row => ({
      table: "protection_plan",
      key: from,
      values: { started_on: from, ended_on: to, previous_plans, latest_category, visit_days },
    })),
  );

/** Days one after the other, mostly about so many apart. */
const rhythm = (usual: number, most: number): fc.Arbitrary<IsoDate[]> =>
  fc
    .tuple(
      fc.nat({ max: 250 }),
      some(
        fc.oneof(
          { weight: 4, arbitrary: fc.integer({ min: Math.max(1, usual - 9), max: usual + 9 }) },
          { weight: 1, arbitrary: fc.integer({ min: 1, max: usual * 3 }) },
        ),
        most,
      ),
    )
    .map(([wait, gaps]) => {
      const days = [addDays(START, wait)];
      for (const apart of gaps) days.push(addDays(days.at(-1) ?? START, apart));
      return days;
    });

const dated = (table: string, column: string, usual: number, most: number): fc.Arbitrary<Row[]> =>
  rhythm(usual, most).map((list) => list.map((on): Row => ({ table, key: on, values: { [column]: on } })));

const inNeedPlans = oneAfterAnother(2, 500).map((list) =>
  list.map(({ from, to }): Row => ({
    table: "in_need_plan",
    key: from,
    values: { started_on: from, ended_on: to },
  })),
);

const visits = (usual: number, ...purposes: readonly string[]): fc.Arbitrary<Row[]> =>
  fc
    .tuple(
      rhythm(usual, 16),
      fc.array(
        fc.record({
          purpose: fc.constantFrom(...purposes),
          seen: fc.constantFrom(true, true, false, null),
          alone: yesNo,
        }),
        { minLength: 17, maxLength: 17 },
      ),
    )
    .map(([days, said]) =>
      days.map((on_date, i): Row => {
        const values = { on_date, purpose: "any", seen: null, alone: null, ...said[i] };
        return { table: "visit", key: `${values.purpose}:${on_date}`, values };
      }),
    );

const care = fc
  .tuple(
    oneAfterAnother(2, 1300),
    some(fc.tuple(fc.nat({ max: 600 }), fc.constantFrom("U6", "K2", "A5", "T1")), 5),
    some(fc.tuple(fc.nat({ max: 500 }), fc.constantFrom("C1", "C2", "V2", "V4")), 3),
    fc.constantFrom("E11", "E45", "E4A", null),
  )
  .map(([periods, moves, statuses, end_reason]): Row[] => {
    let at = periods[0]?.from ?? START;
    const placed = moves.map(([wait, type]) => {
      at = addDays(at, wait + 1);
      return { on: at, type };
    });
    let law = periods[0]?.from ?? START;
    const changed = statuses.map(([wait, status]) => {
      const on = law;
      law = addDays(law, wait + 1);
      return { on, status };
    });
    return [
      ...periods.map(({ from, to }): Row => ({
        table: "care_period",
        key: from,
        values: { started_on: from, ended_on: to, end_reason: to === null ? null : end_reason },
      })),
      ...placed.map(({ on, type }): Row => ({
        table: "placement",
        key: on,
        values: { started_on: on, ended_on: null, type, long_term: false },
      })),
      ...changed.map(({ on, status }): Row => ({
        table: "legal_status",
        key: on,
        values: { started_on: on, ended_on: null, status },
      })),
    ];
  });

const health = fc
  .tuple(
    fc.uniqueArray(fc.record({ on: day, kind: fc.constantFrom("health", "dental", "immunisation") }), {
      maxLength: 4,
      selector: (check) => `${check.kind}:${check.on}`,
    }),
    fc.uniqueArray(fc.record({ on: day, score: fc.option(fc.nat({ max: 40 })) }), {
      maxLength: 3,
      selector: ({ on }) => on,
    }),
    fc.record({
      year_end: fc.constantFrom(date("2023-03-31"), date("2024-03-31"), date("2025-03-31")),
      assessed: yesNo,
      dental: yesNo,
      immunised: yesNo,
    }),
  )
  .map(([checks, scores, { year_end, ...year }]): Row[] => [
    ...checks.map(({ on, kind }): Row => ({
      table: "health_check",
      key: `${kind}:${on}`,
      values: { kind, on_date: on },
    })),
    ...scores.map(({ on, score }): Row => ({ table: "sdq", key: on, values: { on_date: on, score } })),
    { table: "health_year", key: year_end, values: { year_end, ...year } },
  ]);

const missing = fc
  .uniqueArray(
    fc.record({
      started_on: fc.nat({ max: 900 }).map((n) => addDays(START, n)),
      length: maybe(fc.nat({ max: 5 })),
      interview_offered: yesNo,
      interview_accepted: yesNo,
      written: fc.boolean(),
    }),
    { maxLength: 3, selector: ({ started_on }) => started_on },
  )
  .map((list) =>
    list.map(({ started_on, length, written, ...said }): Row => {
      const ended_on = length === null ? null : addDays(started_on, length);
      return {
        table: "missing_episode",
        key: started_on,
        values: {
          started_on,
          ended_on,
          ...said,
          interview_offered_at:
            written && ended_on !== null ? (`${ended_on}T10:00:00.000Z` as IsoInstant) : null,
        },
      };
    }),
  );

const leaving = maybe(
  fc.record({
    known_on: day,
    in_touch: fc.constantFrom("YES", "NO", "REFU", null),
    activity: fc.constantFrom("F1", "P5", "G5", "0", null),
    accommodation: fc.constantFrom("B1", "S2", null),
    pathway_reviewed_on: maybe(day),
  }),
).map((values): Row[] => (values === null ? [] : [{ table: "care_leaver", key: "", values }]));

const court = oneAfterAnother(2, 200).chain((list) =>
  some(fc.option(fc.nat({ max: 200 })), 2).map((issued) =>
    list.map(({ from, to }, i): Row => {
      const after = issued[i] ?? null;
      return {
        table: "pre_proceedings",
        key: from,
        values: {
          started_on: from,
          decided_on: to,
          application_on: after === null ? null : addDays(from, after),
        },
      };
    }),
  ),
);

const holders = fc
  .uniqueArray(
    fc.record({ from_on: day, worker_ref: fc.constantFrom("W1", "W2", "W3", "W4"), length: maybe(gap(300)) }),
    {
      maxLength: 4,
      selector: ({ from_on }) => from_on,
    },
  )
  .map((list) =>
    list.map(({ from_on, worker_ref, length }): Row => ({
      table: "allocation",
      key: `${worker_ref}.${from_on}`,
      values: {
        from_on,
        worker_ref,
        team_ref: worker_ref === "W4" ? null : `T${worker_ref}`,
        to_on: length === null ? null : addDays(from_on, length),
        role: "holder",
      },
    })),
  );

/** What happens together, with the ages of the children it happens to. */
const THEMES = {
  front: { rows: fc.tuple(contacts, referrals, assessments, visits(30, "cin", "any")), ages: [0, 17] },
  enquiry: { rows: fc.tuple(referrals, enquiries, conferences, plans), ages: [0, 17] },
  plan: {
    rows: fc.tuple(
      plans,
      dated("plan_review", "held_on", 150, 8),
      dated("core_group", "held_on", 27, 12),
      visits(14, "cp", "cp", "any", "cin"),
      holders,
    ),
    ages: [0, 17],
  },
  need: {
    rows: fc.tuple(referrals, inNeedPlans, visits(27, "cin", "any", "cp"), plans, care),
    ages: [0, 17],
  },
  care: {
    rows: fc.tuple(
      care,
      dated("care_review", "held_on", 150, 8),
      health,
      visits(40, "care", "care", "any", "cp"),
      holders,
      missing,
    ),
    ages: [1, 16],
  },
  leaving: { rows: fc.tuple(care, missing, leaving, court, holders, referrals), ages: [14, 20] },
} as const;

export type Theme = keyof typeof THEMES;

/** Children of whom things of one theme are told; their ages are those at the start. */
export const childrenOf = (theme: Theme): fc.Arbitrary<Child> => {
  const [youngest, eldest] = THEMES[theme].ages;
  return fc
    .record({
      born: fc
        .integer({ min: Math.round(youngest * 365.25), max: Math.round(eldest * 365.25) })
        .map((n) => addDays(START, -n)),
      isUnborn: fc.constantFrom(...Array<boolean>(12).fill(false), theme === "front" || theme === "enquiry"),
      died: day,
      dies: fc.constantFrom(...Array<boolean>(12).fill(false), true),
      rows: THEMES[theme].rows as fc.Arbitrary<Row[][]>,
    })
    .map(({ born, isUnborn, died, dies, rows }) => ({
      born: isUnborn ? null : born,
      expected: isUnborn ? addDays(START, 200) : null,
      died: dies && !isUnborn ? died : null,
      rows: rows.flat(),
    }));
};

const tables = new Map(TABLES.map((table) => [table.name, table]));

/** The child's timeline, as the record would have it. */
export function eventsOf(child: Child): KnownEvent[] {
  const person: Row = {
    table: "person_detail",
    key: "",
    values: { birth_date: child.born, expected_birth_date: child.expected, death_date: child.died },
  };
  return [person, ...child.rows].flatMap(({ table, key, values }) =>
    (tables.get(table)?.project(values, key) ?? []).map((event) => ({
      ...event,
      recordedAt: "2026-11-01T09:00:00.000Z" as IsoInstant,
      issuer: "annex-a",
      sourceId: 1,
    })),
  );
}
