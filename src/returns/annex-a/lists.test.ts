import { describe, expect, it } from "vitest";
import { claimsOf, codesOf, readList, readSheets, listSheet } from "./fixtures.ts";

const CHILD = { id: "100", sex: "b) Female", ethnicity: "a) WBRI", born: "02/05/2014", disabled: "b) No" };
const HELD = { team: "North 1", worker: "A Worker" };

describe("what each list says", () => {
  it("list 1: contacts", async () => {
    const read = await readList(1, [{ ...CHILD, contacted: "2026-09-01", source: "q) 6: Police" }]);
    expect(claimsOf(read)).toEqual({
      "contact 2026-09-01": { received_on: "2026-09-01", source: "6" },
      person_detail: { birth_date: "2014-05-02", sex: "F", ethnicity: "WBRI" },
    });
    expect(read.children[0]?.id).toEqual({ type: "local", value: "100" });
    expect(read.children[0]?.born).toBe("2014-05-02");
    expect(read.children[0]?.claims[0]?.place).toBe("List 1 cell F2");
  });

  it("list 2: early help", async () => {
    const claims = claimsOf(
      await readList(2, [{ ...CHILD, started: "01/09/2026", completed: null, organisation: "A School" }]),
    );
    expect(claims["early_help 2026-09-01"]).toEqual({
      started_on: "2026-09-01",
      ended_on: null,
      organisation: "A School",
    });
  });

  it("list 3: referrals and who holds the child", async () => {
    const claims = claimsOf(
      await readList(3, [
        { ...CHILD, ...HELD, referred: { day: 46_266 }, source: "2A", nfa: "No", referrals: 1 },
      ]),
    );
    expect(claims["referral 2026-09-01"]).toEqual({
      received_on: "2026-09-01",
      source: "2A",
      no_further_action: false,
    });
    expect(claims["allocation current"]).toEqual({
      worker_name: "A Worker",
      team_name: "North 1",
      role: "holder",
      known_on: "2026-10-31",
    });
  });

  it("list 4: assessments, seen told as yes, as no, or as the day", async () => {
    const base = { ...CHILD, started: "01/09/2026", authorised: "20/09/2026", outcome: "a) Yes" };
    const told = async (seen: string): Promise<unknown> =>
      claimsOf(await readList(4, [{ ...base, seen }]))["assessment 2026-09-01"];
    const rest = { started_on: "2026-09-01", authorised_on: "2026-09-20", outcome: "Yes" };
    expect(await told("a) Yes")).toEqual({ ...rest, seen: true });
    expect(await told("N")).toEqual({ ...rest, seen: false });
    expect(await told("04/09/2026")).toEqual({ ...rest, seen: true, seen_on: "2026-09-04" });
    expect(await told("perhaps")).toEqual(rest);
  });

  it("list 5: enquiries and their conferences", async () => {
    const claims = claimsOf(
      await readList(5, [
        {
          ...CHILD,
          started: "01/09/2026",
          unnecessary: "b) No",
          conference: "18/09/2026",
          planMade: "Y",
          enquiries: 1,
          conferences: 1,
        },
      ]),
    );
    expect(claims["section47 2026-09-01"]).toEqual({
      started_on: "2026-09-01",
      conference_on: "2026-09-18",
      conference_not_required: false,
    });
    expect(claims["conference 2026-09-18"]).toEqual({
      held_on: "2026-09-18",
      plan_made: true,
      section47: "2026-09-01",
    });
  });

  it("list 6: the episode of need, and when the child was last seen", async () => {
    const claims = claimsOf(
      await readList(6, [
        {
          ...CHILD,
          started: "01/03/2026",
          need: "N1 - Abuse or Neglect",
          seen: "10/10/2026",
          closed: null,
          reason: null,
        },
      ]),
    );
    expect(claims["referral 2026-03-01"]).toEqual({
      received_on: "2026-03-01",
      need: "N1",
      closed_on: null,
      close_reason: null,
    });
    expect(claims["visit any:2026-10-10"]).toEqual({ on_date: "2026-10-10", purpose: "any", seen: true });
  });

  it("lists 3 and 6 telling of one episode give one row", async () => {
    const read = await readSheets([
      listSheet(3, [{ ...CHILD, referred: "01/03/2026", source: "6", nfa: "N" }]),
      listSheet(6, [{ ...CHILD, started: "01/03/2026", need: "N1", closed: "01/10/2026", reason: "RC8" }]),
    ]);
    expect(claimsOf(read)["referral 2026-03-01"]).toEqual({
      received_on: "2026-03-01",
      source: "6",
      no_further_action: false,
      need: "N1",
      closed_on: "2026-10-01",
      close_reason: "RC8",
    });
    expect(codesOf(read)).toEqual([]);
  });

  it("list 7: plan, review and visit; a child seen alone was seen, of another it does not say", async () => {
    const base = {
      ...CHILD,
      started: "01/03/2026",
      initial: "Neglect",
      latest: "EMO",
      visited: "12/10/2026",
      reviewed: "01/06/2026",
      ended: null,
      previous: "0",
    };
    const alone = claimsOf(await readList(7, [{ ...base, alone: "a) Yes" }]));
    expect(alone["protection_plan 2026-03-01"]).toEqual({
      started_on: "2026-03-01",
      ended_on: null,
      initial_category: "NEG",
      latest_category: "EMO",
      previous_plans: 0,
    });
    expect(alone["plan_review 2026-06-01"]).toEqual({ held_on: "2026-06-01" });
    expect(alone["visit cp:2026-10-12"]).toEqual({
      on_date: "2026-10-12",
      purpose: "cp",
      seen: true,
      alone: true,
    });
    const not = claimsOf(await readList(7, [{ ...base, alone: "b) No" }]));
    expect(not["visit cp:2026-10-12"]).toEqual({ on_date: "2026-10-12", purpose: "cp", alone: false });
  });

  it("list 8: everything the list says of a child in care", async () => {
    const claims = claimsOf(
      await readList(8, [
        {
          ...CHILD,
          asylum: "b) No",
          started: "01/02/2025",
          need: "N1",
          legalFrom: "01/03/2025",
          legal: "C2: FCO",
          reviewed: "02/06/2026",
          visited: "03/10/2026",
          permanence: "a) Long-term fostering",
          officer: "04/06/2026",
          health: "05/05/2026",
          dental: "06/05/2026",
          placedFrom: "07/07/2025",
          placement: "d) U4: Foster placement - long term",
          provider: "b) PR1 - Own provision",
          postcode: "ab1 2cd",
          urn: 1_234_567,
          location: "a) In",
        },
      ]),
    );
    expect(claims).toMatchObject({
      "care_period 2025-02-01": { started_on: "2025-02-01", ended_on: null, need: "N1", end_reason: null },
      "legal_status 2025-03-01": { status: "C2" },
      "placement 2025-07-07": {
        type: "U4",
        provider: "PR1",
        urn: "1234567",
        postcode: "AB1 2CD",
        location: "In",
      },
      "care_review 2026-06-02": { held_on: "2026-06-02" },
      "visit care:2026-10-03": { on_date: "2026-10-03", purpose: "care" },
      "iro_contact 2026-06-04": { on_date: "2026-06-04" },
      "health_check health:2026-05-05": { kind: "health" },
      "health_check dental:2026-05-06": { kind: "dental" },
      care_plan: { plan: "Long-term fostering" },
      person_detail: { asylum_seeking: false, disabilities: ["NONE"] },
    });
  });

  it("list 9: the care leaver, the holder and the adviser", async () => {
    const claims = claimsOf(
      await readList(9, [
        {
          ...CHILD,
          ...HELD,
          adviser: "P Adviser",
          eligibility: "b) Former relevant child",
          inTouch: "a) Yes",
          accommodation: "U: Independent living",
          suitable: "b) Unsuitable",
          activity: "F2: Full time",
          contacted: "01/10/2026",
        },
      ]),
    );
    expect(claims["care_leaver"]).toMatchObject({
      known_on: "2026-10-31",
      eligibility: "Former relevant child",
      in_touch: "YES",
      accommodation: "U2",
      suitable: false,
      activity: "F2",
      adviser: "P Adviser",
      contact_on: "2026-10-01",
    });
    expect(claims["allocation current"]).toMatchObject({ worker_name: "A Worker", role: "holder" });
    expect(claims["allocation adviser"]).toMatchObject({ worker_name: "P Adviser", role: "adviser" });
  });

  it("list 10: steps towards adoption", async () => {
    const claims = claimsOf(
      await readList(10, [
        {
          ...CHILD,
          decided: "01/02/2026",
          placementOrder: "01/03/2026",
          reversed: "01/04/2026",
          reversedReason: "RD2",
        },
      ]),
    );
    expect(Object.keys(claims).filter((key) => key.startsWith("permanence_step"))).toEqual([
      "permanence_step decided:2026-02-01",
      "permanence_step placement-order:2026-03-01",
      "permanence_step reversed:2026-04-01",
    ]);
    expect(claims["permanence_step reversed:2026-04-01"]).toMatchObject({ step: "reversed", note: "RD2" });
  });
});
