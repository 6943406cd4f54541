import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeFor } from "./change.ts";
import { payloadHash } from "./hash.ts";
import { childPayload, type ChildPayload } from "./payload.ts";
import { asText, receive } from "./testing.ts";

/** Payloads out of few ids and few values, so that two of them share, differ in and lack parts of every kind. */
const day = fc.constantFrom("2025-05-01", "2025-06-01", "2025-07-01");
const some = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const keyed = <T extends object>(id: string, rest: fc.Arbitrary<T>) =>
  some(
    fc
      .uniqueArray(fc.tuple(fc.constantFrom("A", "B", "C"), rest), { selector: ([key]) => key, minLength: 1 })
      .map((items) =>
        items
          .map(([key, values]) => ({ [id]: key, ...values }))
          .toSorted((a, b) => (asKey(a, id) < asKey(b, id) ? -1 : 1)),
      ),
  );
const asKey = (item: object, id: string): string => String((item as { [name: string]: unknown })[id]);
const episode = fc.record({
  referral_date: some(day),
  closure_date: some(day),
  care_worker_details: some(
    fc.array(fc.record({ worker_id: fc.constantFrom("SW1", "SW2"), start_date: day }), {
      minLength: 1,
      maxLength: 2,
    }),
  ),
  child_and_family_assessments: keyed(
    "child_and_family_assessment_id",
    fc.record({ start_date: some(day), factors: some(fc.subarray(["1A", "2B"], { minLength: 1 })) }),
  ),
  child_in_need_plans: keyed(
    "child_in_need_plan_id",
    fc.record({ start_date: some(day), end_date: some(day) }),
  ),
  section_47_assessments: keyed(
    "section_47_assessment_id",
    fc.record({ start_date: some(day), icpc_required_flag: some(fc.boolean()) }),
  ),
  child_protection_plans: keyed("child_protection_plan_id", fc.record({ start_date: some(day) })),
  child_looked_after_placements: keyed(
    "child_looked_after_placement_id",
    fc.record({ start_date: some(day) }),
  ),
  adoption: some(fc.record({ matched_date: day })),
  care_leavers: some(fc.record({ contact_date: some(day), activity: fc.constantFrom("F1", "G4") })),
});
const payload: fc.Arbitrary<ChildPayload> = fc
  .record({
    child_details: fc.record({
      first_name: fc.constantFrom("Ann", "Bea"),
      sex: some(fc.constantFrom("F" as const, "U" as const)),
    }),
    health_and_wellbeing: some(
      fc.record({
        sdq_assessments: fc.array(fc.record({ date: day, score: fc.integer({ min: 0, max: 2 }) }), {
          minLength: 1,
          maxLength: 2,
        }),
      }),
    ),
    social_care_episodes: keyed("social_care_episode_id", episode),
  })
  .map(
    (rest) => JSON.parse(JSON.stringify({ la_child_id: "L1", mis_child_id: "7", ...rest })) as ChildPayload,
  );
const state = fc.option(payload, { nil: null });

/** Every message, however deep, is one the specification takes. */
const taken = (message: ChildPayload | undefined): boolean =>
  message === undefined || childPayload.safeParse(message).success;

describe("what is sent of a child", () => {
  it("makes the receiver hold the new state, whatever it held, nested things that are gone too", () => {
    fc.assert(
      fc.property(state, state, (was, next) => {
        const change = changeFor([was], next);
        expect(taken(change?.message)).toBe(true);
        const now = change === null ? was : receive(was, change.message);
        expect(asText(now)).toBe(asText(next));
        if (change !== null)
          expect(change.kind).toBe(next === null ? "purge" : was === null ? "full" : "partial");
      }),
      { numRuns: 150 },
    );
  });

  it("is right from every state the receiver may be in when nobody knows which", () => {
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 3 }), state, (held, next) => {
        const change = changeFor(held, next);
        for (const was of held) {
          const now = change === null ? was : receive(was, change.message);
          expect(asText(now)).toBe(asText(next));
        }
      }),
      { numRuns: 80 },
    );
  });

  it("is nothing when nothing has changed, and may be sent twice", () => {
    fc.assert(
      fc.property(state, state, (was, next) => {
        expect(changeFor([next], next)).toBeNull();
        const change = changeFor([was], next);
        if (change === null) return;
        const once = receive(was, change.message);
        expect(asText(receive(once, change.message))).toBe(asText(next));
      }),
      { numRuns: 60 },
    );
  });

  it("holds along a whole history of changes, some of them never answered", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(state, fc.constantFrom("answered", "lost before", "lost after")), { maxLength: 8 }),
        (steps) => {
          let receiver: ChildPayload | null = null;
          let accepted: ChildPayload | null = null;
          let inDoubt: (ChildPayload | null)[] = [];
          for (const [next, fate] of steps) {
            const change = changeFor([accepted, ...inDoubt], next);
            if (change === null) continue;
            inDoubt.push(next);
            if (fate !== "lost before") receiver = receive(receiver, change.message);
            if (fate !== "answered") continue;
            accepted = next;
            inDoubt = [];
            expect(asText(receiver)).toBe(asText(next));
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

const ann: ChildPayload = {
  la_child_id: "L1",
  mis_child_id: "7",
  child_details: { first_name: "Ann", sex: "F" },
  social_care_episodes: [
    {
      social_care_episode_id: "E1",
      referral_date: "2025-05-12",
      child_and_family_assessments: [
        { child_and_family_assessment_id: "A1", start_date: "2025-05-13" },
        { child_and_family_assessment_id: "A2", start_date: "2025-06-13" },
      ],
      child_protection_plans: [{ child_protection_plan_id: "P1", start_date: "2025-07-08" }],
      care_leavers: { contact_date: "2025-07-01" },
    },
    { social_care_episode_id: "E2", referral_date: "2024-01-01" },
  ],
};

describe("a message, word for word", () => {
  const details = { first_name: "Ann", sex: "F", purge: false };

  it("for a new child is the whole, and nothing of it withdrawn", () => {
    const sent = changeFor([null], ann);
    expect(sent?.kind).toBe("full");
    expect(sent?.message.social_care_episodes?.[0]?.child_protection_plans).toEqual([
      { child_protection_plan_id: "P1", start_date: "2025-07-08", purge: false },
    ]);
    expect(JSON.stringify(sent)).not.toContain('"purge":true');
  });

  it("for one assessment deleted says who it is, its episode, and that the assessment is withdrawn", () => {
    const [first, second] = ann.social_care_episodes ?? [];
    const without = {
      ...ann,
      social_care_episodes: [
        { ...first, child_and_family_assessments: [first?.child_and_family_assessments?.[0]] },
        second,
      ],
    } as ChildPayload;
    expect(changeFor([ann], without)).toEqual({
      kind: "partial",
      message: {
        la_child_id: "L1",
        mis_child_id: "7",
        purge: false,
        child_details: details,
        social_care_episodes: [
          {
            social_care_episode_id: "E1",
            referral_date: "2025-05-12",
            purge: false,
            child_and_family_assessments: [{ child_and_family_assessment_id: "A2", purge: true }],
          },
        ],
      },
    });
  });

  it("for a whole episode deleted, and a block within another, withdraws each once", () => {
    const [first] = ann.social_care_episodes ?? [];
    const { care_leavers: _, ...rest } = first ?? { social_care_episode_id: "E1" };
    expect(changeFor([ann], { ...ann, social_care_episodes: [rest] })?.message.social_care_episodes).toEqual([
      {
        social_care_episode_id: "E1",
        referral_date: "2025-05-12",
        care_leavers: { purge: true },
        purge: false,
      },
      { social_care_episode_id: "E2", purge: true },
    ]);
  });

  it("for a name changed is the details alone", () => {
    const renamed = { ...ann, child_details: { first_name: "Anna", sex: "F" as const } };
    expect(changeFor([ann], renamed)?.message).toEqual({
      la_child_id: "L1",
      mis_child_id: "7",
      child_details: { first_name: "Anna", sex: "F", purge: false },
      purge: false,
    });
  });

  it("for a child withdrawn is the numbers and purge", () => {
    expect(changeFor([ann], null)).toEqual({
      kind: "purge",
      message: { la_child_id: "L1", mis_child_id: "7", purge: true },
    });
    expect(changeFor([null], null)).toBeNull();
    expect(changeFor([], null)).toBeNull();
  });
});

describe("a payload's hash", () => {
  it("is of what it says, not of the order it was written in", () => {
    const { la_child_id, ...rest } = ann;
    expect(payloadHash({ ...rest, la_child_id })).toBe(payloadHash(ann));
    expect(payloadHash({ ...ann, la_child_id: "L2" })).not.toBe(payloadHash(ann));
  });
});
