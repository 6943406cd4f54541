import fc from "fast-check";
import { addDays, date, fromDay, type IsoDate, type IsoInstant, toDay } from "../dates.ts";
import type { Detail, KnownEvent } from "../timeline/event.ts";
import type { EventKind } from "../timeline/kinds.ts";

/** The first day and the number of days over which an invented life is lived. */
export const FIRST: IsoDate = date("2024-01-01");
export const DAYS = 700;

/** A kind of row: what opens it, what else it tells of, what closes it, and what a source may say of it. */
type Shape = {
  readonly table: string;
  readonly opens: EventKind;
  readonly tells?: readonly EventKind[];
  readonly closes?: EventKind;
  readonly says?: { readonly [name: string]: readonly Detail[string][] };
};

const yesNo = [true, false, null];

const SHAPES: readonly Shape[] = [
  { table: "contact", opens: "contact.received", closes: "contact.decided" },
  {
    table: "referral",
    opens: "referral.received",
    tells: ["referral.decided"],
    closes: "referral.closed",
    says: { nfa: [false, false, null, true] },
  },
  {
    table: "assessment",
    opens: "assessment.started",
    tells: ["assessment.childSeen", "assessment.reviewSet"],
    closes: "assessment.authorised",
  },
  {
    table: "section47",
    opens: "s47.started",
    tells: ["strategy.held", "conference.notNeeded"],
    closes: "s47.ended",
    says: { notRequired: yesNo, substantiated: yesNo, reason: [null, "Not needed"] },
  },
  { table: "conference", opens: "conference.held", tells: ["conference.transferNotified"] },
  {
    table: "protection_plan",
    opens: "cp.started",
    closes: "cp.ended",
    says: { visitDays: [null, 5, 15], previous: [0, 1, null] },
  },
  { table: "plan_review", opens: "cp.reviewed" },
  { table: "core_group", opens: "cp.coreGroup" },
  { table: "in_need_plan", opens: "cin.started", closes: "cin.ended" },
  { table: "in_need_review", opens: "cin.reviewed" },
  {
    table: "visit",
    opens: "visit.made",
    says: { purpose: ["cp", "cin", "care", "any"], seen: yesNo, alone: yesNo },
  },
  { table: "care_period", opens: "care.started", closes: "care.ended" },
  {
    table: "placement",
    opens: "placement.started",
    closes: "placement.ended",
    says: { type: ["U4", "U6", "P1", null], longTerm: [false, true] },
  },
  { table: "legal_status", opens: "legal.changed", says: { status: ["C1", "C2", "V2"] } },
  { table: "care_review", opens: "care.reviewed" },
  { table: "health_check", opens: "health.assessed" },
  {
    table: "missing_episode",
    opens: "missing.started",
    tells: ["returnInterview.offered"],
    closes: "missing.ended",
  },
  {
    table: "allocation",
    opens: "worker.allocated",
    closes: "worker.ended",
    says: { worker: ["SW1", "SW2", "SW3"] },
  },
  {
    table: "care_leaver",
    opens: "leaving.eligible",
    tells: ["leaving.contact", "pathway.reviewed"],
  },
];

/** Every fifth day, so that things fall on one day as often as they do in life. */
const dayIn = fc.nat({ max: DAYS / 5 }).map((fifth) => fifth * 5);
/** Mostly some weeks; now and then the same day, or a day before it began, as files have. */
const length = fc.oneof(
  { weight: 6, arbitrary: fc.nat({ max: 60 }).map((fifth) => fifth * 5) },
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -20, max: -1 }) },
);
const ISSUERS = ["cin", "ssda903", "annex-a", "ssd", "kith"];

const noon = (on: IsoDate): IsoInstant => `${on}T12:00:00.000Z` as IsoInstant;

function row(shape: Shape): fc.Arbitrary<KnownEvent[]> {
  return fc
    .record({
      from: dayIn,
      closesAfter: fc.option(length, { freq: 3 }),
      told: fc.array(fc.tuple(fc.nat({ max: 4 }), length), { maxLength: 2 }),
      detail: fc.record(
        Object.fromEntries(
          Object.entries(shape.says ?? {}).map(([name, values]) => [name, fc.constantFrom(...values)]),
        ),
      ),
      issuer: fc.constantFrom(...ISSUERS),
      moved: fc.option(fc.integer({ min: -30, max: 90 }), { freq: 4 }),
      number: fc.nat({ max: 1_000_000 }),
    })
    .map(({ from, closesAfter, told, detail, issuer, moved, number }) => {
      const opened = addDays(FIRST, from);
      const subject = `${shape.table}:${opened}#${number}`;
      const entry = (kind: EventKind, on: IsoDate): KnownEvent => ({
        kind,
        on,
        at: noon(on),
        subject,
        detail,
        issuer,
        sourceId: 1,
        recordedAt: noon(addDays(on, 1)),
      });
      const between = (shape.tells ?? []).flatMap((kind, i) => {
        const found = told.find(([which]) => which === i);
        return found === undefined ? [] : [entry(kind, addDays(opened, found[1]))];
      });
      const closed =
        shape.closes === undefined || closesAfter === null
          ? []
          : [entry(shape.closes, addDays(opened, closesAfter))];
      const current = [entry(shape.opens, opened), ...between, ...closed];
      const last = current.at(-1);
      return moved === null || last === undefined
        ? current
        : [...current, { ...last, on: addDays(last.on, moved), supersededAt: noon(addDays(last.on, 100)) }];
    });
}

const born = fc
  .option(fc.integer({ min: toDay(date("2004-01-01")), max: toDay(date("2025-06-01")) }), { freq: 9 })
  .map((day) => (day === null ? [] : [ofThePerson("person.born", fromDay(day))]));

const died = fc
  .option(dayIn, { freq: 1, nil: null })
  .chain((day) =>
    fc.boolean().map((so) => (day === null || !so ? [] : [ofThePerson("person.died", addDays(FIRST, day))])),
  );

const ofThePerson = (kind: EventKind, on: IsoDate): KnownEvent => ({
  kind,
  on,
  subject: "person_detail:",
  detail: {},
  issuer: "cin",
  sourceId: 1,
  recordedAt: noon(addDays(FIRST, DAYS)),
});

const shapesOf = (...tables: readonly string[]): Shape[] =>
  SHAPES.filter((shape) => tables.includes(shape.table));

/** Kinds of row that belong together. */
const THEMES: readonly Shape[][] = [
  shapesOf("care_period", "placement", "legal_status", "care_review", "visit"),
  shapesOf("protection_plan", "plan_review", "visit", "referral", "core_group"),
  shapesOf("section47", "conference", "referral", "allocation"),
  shapesOf("contact", "referral", "assessment", "in_need_plan", "visit"),
];

/** Lives that could be, and lives that could not: rows of every kind, in any order, overlapping, ended before they began, corrected. */
export const lives: fc.Arbitrary<KnownEvent[]> = fc
  .tuple(
    born,
    died,
    // A few kinds of row at a time, so that many of one kind meet.
    fc
      .oneof(fc.constantFrom(...THEMES), fc.subarray([...SHAPES], { minLength: 2, maxLength: 5 }))
      .chain((shapes) => fc.array(fc.constantFrom(...shapes).chain(row), { maxLength: 16 })),
  )
  .map(([birth, death, rows]) => [...birth, ...death, ...rows.flat()]);
