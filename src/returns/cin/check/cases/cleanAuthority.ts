import * as fc from "fast-check";
import { addDays, date, fromDay, toDay, type IsoDate } from "../../../../kernel/dates.ts";
import { ENGLAND } from "../../../../kernel/workingDays.ts";
import {
  assessment,
  child,
  enquiry,
  episode,
  EVERYTHING,
  inNeedPlan,
  protectionPlan,
} from "../../fixtures.ts";

// Invented children of 2024-25 whose records keep every rule, for tests to find nothing wrong in.

const START = date("2024-04-01");
const END = date("2025-03-31");

const pick = fc.constantFrom;
const born = fc.integer({ min: toDay(date("2008-01-01")), max: toDay(date("2023-12-31")) }).map(fromDay);
const factors = fc.uniqueArray(pick("1A", "2B", "3C", "4B", "7A", "16A", "18B", "19C", "24A"), {
  minLength: 1,
  maxLength: 4,
});
const disabilities = fc.oneof(
  fc.constant(["NONE"]),
  fc.uniqueArray(pick("LD", "AUT", "BEH", "HEAR"), { minLength: 1, maxLength: 3 }),
);
const sources = pick("1A", "2A", "3E", "4", "5D", "6", "9", "10");
const needs = pick("N1", "N2", "N5", "N8");

/** A working day within the year that leaves so many days after it. */
const dayIn = (left: number): fc.Arbitrary<IsoDate> =>
  fc
    .integer({ min: toDay(START) + 3, max: toDay(END) - left })
    .map((day) => ENGLAND.previousOrSame(fromDay(day)));

type Common = { readonly source: string; readonly need: string; readonly factors: readonly string[] };
const common: fc.Arbitrary<Common> = fc.record({ source: sources, need: needs, factors });

const noFurtherAction = fc
  .tuple(common, dayIn(0))
  .map(([c, on]) => [episode({ referral: on, source: c.source, need: null, nfa: "true" })]);

const assessedAndClosed = fc.tuple(common, dayIn(60), fc.boolean()).map(([c, on, help]) => [
  episode({
    referral: on,
    source: c.source,
    need: c.need,
    closure: addDays(on, 45),
    reason: help ? "RC9" : "RC8",
    assessments: [assessment(on, addDays(on, 40), ["21"])],
  }),
]);

const beingAssessed = fc
  .integer({ min: 0, max: 20 })
  .map((before) => addDays(END, -before))
  .map((on) => [episode({ referral: on, assessments: [assessment(on)] })]);

const onInNeedPlan = fc.tuple(common, dayIn(120), fc.boolean()).map(([c, on, open]) => [
  episode({
    referral: on,
    need: c.need,
    ...(open ? {} : { closure: addDays(on, 110), reason: "RC7" }),
    assessments: [assessment(on, addDays(on, 30), c.factors)],
    plans: [inNeedPlan(addDays(on, 30), open ? null : addDays(on, 110))],
  }),
]);

const protectedThenInNeed = fc.tuple(common, dayIn(240), fc.boolean()).map(([c, on, stepped]) => {
  const held = ENGLAND.addWorkingDays(on, 15);
  const ended = ENGLAND.nextOrSame(addDays(held, 90));
  return [
    episode({
      referral: on,
      need: c.need,
      assessments: [assessment(on, addDays(on, 40), c.factors)],
      enquiries: [enquiry(on, held, "false", held)],
      plans: stepped ? [inNeedPlan(ended)] : [],
      protection: [
        protectionPlan({
          start: held,
          ...(stepped ? { end: ended } : {}),
          reviews: stepped ? [addDays(held, 60), ended] : [addDays(held, 60)],
        }),
      ],
    }),
  ];
});

const referredAgain = fc.tuple(common, dayIn(200)).map(([c, on]) => [
  episode({
    referral: on,
    source: c.source,
    closure: addDays(on, 40),
    reason: "RC8",
    assessments: [assessment(on, addDays(on, 40), ["21"])],
  }),
  episode({
    referral: addDays(on, 40),
    need: c.need,
    assessments: [assessment(addDays(on, 41), addDays(on, 90), c.factors)],
  }),
]);

const histories = fc.oneof(
  noFurtherAction,
  assessedAndClosed,
  beingAssessed,
  onInNeedPlan,
  protectedThenInNeed,
  referredAgain,
);

const person = fc.record({
  born,
  sex: pick("M", "F"),
  ethnicity: pick("WBRI", "BCRB", "AIND", "NOBT"),
  disabilities,
});

const oneChild = fc.tuple(person, histories).map(
  ([who, episodes]) =>
    (id: string): string =>
      child({
        ...who,
        id,
        upnUnknown: episodes.length === 1 && episodes[0]?.includes("<ReferralNFA>true") ? "UN7" : "UN5",
        episodes,
      }),
);

const unborn = fc.tuple(common, fc.integer({ min: -30, max: 200 })).map(
  ([c, days]) =>
    (id: string): string =>
      child({
        id,
        born: null,
        expected: addDays(END, days),
        sex: "U",
        upnUnknown: "UN1",
        disabilities: null,
        episodes: [
          episode({
            referral: "2025-02-03",
            need: c.need,
            assessments: [assessment("2025-02-03", "2025-03-20", c.factors)],
          }),
        ],
      }),
);

/** A clean authority: its children, the one with everything among them at `at`. */
export const authority: fc.Arbitrary<{ readonly children: readonly string[]; readonly at: number }> = fc
  .tuple(
    fc.array(fc.oneof({ arbitrary: oneChild, weight: 9 }, { arbitrary: unborn, weight: 1 }), {
      maxLength: 12,
    }),
    fc.nat(12),
  )
  .map(([made, place]) => {
    const at = Math.min(place, made.length);
    const children = made.map((make, i) => make(`C${i}`));
    return { children: children.toSpliced(at, 0, EVERYTHING("EVERYTHING")), at };
  });
