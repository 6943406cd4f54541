import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnreadableFile } from "../../kernel/record/claim.ts";
import { bytesFromBuffer } from "../../platform/files/bytes.ts";
import {
  claimsOf,
  codesOf,
  csvOf,
  fileCodesOf,
  fileOf,
  OPTIONS,
  readFiles,
  readOne,
  TODAY,
  type Row,
} from "./fixtures.ts";
import { readSsdCsv, readSsdSet, USES } from "./import.ts";
import { SSD_OBJECTS } from "./layout.ts";
import { DIRECTORY } from "./staff.ts";

const P1 = { person_id: "P1" };

describe("from the front door to child protection", () => {
  it("reads contacts, early help and referrals", async () => {
    const read = await readFiles({
      contacts: [
        {
          ...P1,
          contact_id: "1",
          contact_date: "2026-01-02",
          contact_source_code: "6",
          contact_outcome_json: '{"OUTCOME_NEW_REFERRAL_FLAG":"Y"}',
        },
      ],
      early_help_episodes: [
        {
          ...P1,
          episode_id: "1",
          episode_start_date: "2025-01-02",
          episode_end_date: "2025-06-02",
          episode_organisation: "A School",
        },
      ],
      cin_episodes: [
        {
          ...P1,
          referral_id: "R1",
          referral_date: "2026-01-03",
          cin_primary_need_code: "N1",
          referral_source_code: "1A",
          referral_nfa: "N",
          close_date: "",
          close_reason: "",
        },
      ],
    });
    expect(claimsOf(read["contacts"])).toEqual({
      "contact 2026-01-02": { received_on: "2026-01-02", source: "6", outcome: "new referral" },
    });
    expect(claimsOf(read["early_help_episodes"])["early_help 2025-01-02"]).toMatchObject({
      ended_on: "2025-06-02",
      organisation: "A School",
    });
    expect(claimsOf(read["cin_episodes"])).toEqual({
      "referral 2026-01-03": {
        received_on: "2026-01-03",
        source: "1A",
        need: "N1",
        no_further_action: false,
        closed_on: null,
        close_reason: null,
      },
    });
  });

  it("links assessments, enquiries, conferences and factors to the rows they point at", async () => {
    const read = await readFiles({
      assessment_factors: [{ table_id: "1", assessment_id: "A1", assessment_factors_json: '["1A","16A"]' }],
      initial_cp_conference: [
        {
          ...P1,
          icpc_id: "I1",
          s47_enquiry_id: "S1",
          icpc_date: "2026-02-20",
          icpc_outcome_cp_flag: "Y",
          icpc_target_date: "2026-02-21",
        },
      ],
      s47_enquiry: [
        {
          ...P1,
          s47_enquiry_id: "S1",
          referral_id: "R2",
          s47_start_date: "2026-02-01",
          s47_end_date: "2026-02-10",
        },
      ],
      cin_assessments: [
        {
          ...P1,
          assessment_id: "A1",
          referral_id: "R2",
          assessment_start_date: "2026-01-05",
          assessment_child_seen: "Y",
          assessment_auth_date: "2026-02-01",
        },
      ],
      cin_episodes: [
        { ...P1, referral_id: "R1", referral_date: "2026-01-03" },
        { ...P1, referral_id: "R2", referral_date: "2026-01-03", cin_primary_need_code: "N2" },
      ],
    });
    expect(Object.keys(claimsOf(read["cin_episodes"]))).toEqual([
      "referral 2026-01-03",
      "referral 2026-01-03#2",
    ]);
    expect(claimsOf(read["cin_episodes"])["referral 2026-01-03#2"]).toMatchObject({ need: "N2" });
    expect(claimsOf(read["cin_assessments"])["assessment 2026-01-05"]).toMatchObject({
      referral: "2026-01-03#2",
      seen: true,
      authorised_on: "2026-02-01",
    });
    expect(claimsOf(read["assessment_factors"])).toEqual({
      "assessment 2026-01-05": { factors: ["16A", "1A"] },
    });
    expect(claimsOf(read["s47_enquiry"])["section47 2026-02-01"]).toMatchObject({ referral: "2026-01-03#2" });
    expect(claimsOf(read["initial_cp_conference"])["conference 2026-02-20"]).toMatchObject({
      section47: "2026-02-01",
      plan_made: true,
      target_on: "2026-02-21",
    });
  });

  it("links plans to their referrals and reviews to their plans, two of one day told apart", async () => {
    const plan = { ...P1, cp_plan_start_date: "2026-02-20", cp_plan_latest_category: "NEG" };
    const read = await readFiles({
      cp_reviews: [
        { ...P1, cp_review_id: "V1", cp_plan_id: "C2", cp_review_date: "2026-05-01" },
        { ...P1, cp_review_id: "V2", cp_plan_id: "", cp_review_date: "2026-06-01" },
        { ...P1, cp_review_id: "V3", cp_plan_id: "C9", cp_review_date: "2026-06-02" },
      ],
      cp_plans: [
        { ...plan, cp_plan_id: "C1", referral_id: "R1" },
        { ...plan, cp_plan_id: "C2", referral_id: "R2", cp_plan_latest_category: "EMO" },
      ],
      cin_plans: [{ ...P1, cin_plan_id: "N1", referral_id: "R2", cin_plan_start_date: "2026-03-01" }],
      cin_episodes: [
        { ...P1, referral_id: "R2", referral_date: "2026-01-03" },
        { ...P1, referral_id: "R1", referral_date: "2026-01-03" },
      ],
    });
    expect(claimsOf(read["cp_plans"])).toMatchObject({
      "protection_plan 2026-02-20": { referral: "2026-01-03" },
      "protection_plan 2026-02-20#2": { referral: "2026-01-03#2", latest_category: "EMO" },
    });
    expect(claimsOf(read["cin_plans"])["in_need_plan 2026-03-01"]).toMatchObject({
      referral: "2026-01-03#2",
    });
    const reviews = claimsOf(read["cp_reviews"]);
    expect(reviews["plan_review 2026-05-01"]).toMatchObject({ plan: "2026-02-20#2" });
    expect(reviews["plan_review 2026-06-01"]).toMatchObject({ plan: null });
    expect(reviews["plan_review 2026-06-02"]).not.toHaveProperty("plan");
    expect(
      read["cp_reviews"]?.reading.fileFindings.find((finding) => finding.code === "link-unresolved"),
    ).toMatchObject({ said: "1" });
  });

  it("keeps what stands alone when the file pointed at is not given, and says how many rows pointed at it", async () => {
    const assessments = await readOne("cin_assessments", [
      { ...P1, assessment_id: "A1", referral_id: "R1", assessment_start_date: "2026-01-05" },
      { ...P1, assessment_id: "A2", referral_id: "R2", assessment_start_date: "2026-02-05" },
    ]);
    expect(claimsOf(assessments)["assessment 2026-01-05"]).not.toHaveProperty("referral");
    expect(
      assessments.reading.fileFindings.find((finding) => finding.code === "link-unresolved"),
    ).toMatchObject({ said: "2" });
    const factors = await readOne("assessment_factors", [
      { table_id: "1", assessment_id: "A1", assessment_factors_json: '["1A"]' },
    ]);
    expect(factors.children).toEqual([]);
    expect(fileCodesOf(factors)).toContain("row-left-out");
  });

  it("tells a conference to come by its target day", async () => {
    const read = await readOne("initial_cp_conference", [
      { ...P1, icpc_id: "I1", icpc_target_date: "2026-11-10" },
    ]);
    expect(Object.keys(claimsOf(read))).toEqual(["conference due:2026-11-10"]);
    expect(codesOf(read)).toEqual([]);
  });

  it("reads plans, reviews and visits of each purpose", async () => {
    const visit = {
      ...P1,
      cp_visit_id: "1",
      cp_visit_date: "2026-03-04",
      cp_visit_seen: "Y",
      cp_visit_seen_alone: "N",
      cp_visit_bedroom: "",
    };
    const read = await readFiles({
      cin_plans: [{ ...P1, cin_plan_id: "1", cin_plan_start_date: "2026-01-02" }],
      cp_plans: [
        {
          ...P1,
          cp_plan_id: "1",
          cp_plan_start_date: "2026-03-01",
          cp_plan_initial_category: "Neglect",
          cp_plan_latest_category: "EMO",
          cp_plan_ola: "N",
        },
      ],
      cp_reviews: [
        {
          ...P1,
          cp_review_id: "1",
          cp_review_due: "2026-06-01",
          cp_review_date: "2026-05-30",
          cp_review_outcome_continue_cp: "Y",
          cp_review_quorate: "Y",
          cp_review_participation: "PN1",
        },
        { ...P1, cp_review_id: "2", cp_review_due: "2026-12-01" },
      ],
      cp_visits: [visit],
      cin_visits: [{ ...P1, cin_visit_id: "1", cin_visit_date: "2026-03-04", cin_visit_seen: "N" }],
      cla_visits: [{ ...P1, cla_visit_id: "1", cla_visit_date: "2026-03-04", cla_visit_seen: "Y" }],
    });
    expect(claimsOf(read["in_need_plan"] ?? read["cin_plans"])["in_need_plan 2026-01-02"]).toEqual({
      referral: null,
      started_on: "2026-01-02",
      ended_on: null,
    });
    expect(claimsOf(read["cp_plans"])["protection_plan 2026-03-01"]).toMatchObject({
      initial_category: "NEG",
      latest_category: "EMO",
      other_authority: false,
    });
    expect(Object.keys(claimsOf(read["cp_reviews"]))).toEqual(["plan_review 2026-05-30"]);
    expect(codesOf(read["cp_reviews"])).toEqual([]);
    expect(claimsOf(read["cp_visits"])).toEqual({
      "visit cp:2026-03-04": {
        on_date: "2026-03-04",
        purpose: "cp",
        seen: true,
        alone: false,
        bedroom: null,
      },
    });
    expect(claimsOf(read["cin_visits"])["visit cin:2026-03-04"]).toMatchObject({ seen: false, alone: null });
    // The dataset does not ask about the bedroom of a child in care, so nothing is claimed of it.
    expect(claimsOf(read["cla_visits"])["visit care:2026-03-04"]).not.toHaveProperty("bedroom");
  });
});

describe("children in care and leaving it", () => {
  it("joins episodes into periods by the day the child entered care", async () => {
    const episode = (id: string, start: string, reason: string, ceased: string, why: string): Row => ({
      ...P1,
      cla_episode_id: id,
      cla_id: "C1",
      entered_care_date: "2025-01-01",
      cla_episode_start_date: start,
      cla_episode_start_reason: reason,
      cla_episode_ceased_date: ceased,
      cla_episode_ceased_reason: why,
      cla_primary_need_code: "N1",
      cla_last_iro_contact_date: "2026-01-15",
    });
    const read = await readOne("cla_episodes", [
      episode("2", "2025-06-01", "P", "2026-01-31", "E4A"),
      episode("1", "2025-01-01", "S", "2025-06-01", "X1"),
      { ...P1, cla_episode_id: "3", cla_episode_start_date: "2026-05-01", cla_episode_start_reason: "S" },
    ]);
    expect(claimsOf(read)).toEqual({
      "care_period 2025-01-01": {
        started_on: "2025-01-01",
        ended_on: "2026-01-31",
        need: "N1",
        end_reason: "E4A",
      },
      "care_period 2026-05-01": { started_on: "2026-05-01", ended_on: null, need: null, end_reason: null },
      "iro_contact 2026-01-15": { on_date: "2026-01-15" },
    });
  });

  it("finds whose a review or placement is through the file of episodes", async () => {
    const read = await readFiles({
      cla_reviews: [
        { cla_review_id: "1", cla_id: "C1", cla_review_date: "2026-03-01", cla_review_participation: "PN2" },
        { cla_review_id: "2", cla_id: "C1", cla_review_date: "2026-04-01", cla_review_cancelled: "Y" },
        { cla_review_id: "3", cla_id: "C9", cla_review_date: "2026-04-01" },
      ],
      cla_episodes: [{ ...P1, cla_episode_id: "E1", cla_id: "C1", cla_episode_start_date: "2025-01-01" }],
      cla_placement: [
        {
          cla_placement_id: "1",
          cla_id: "C1",
          cla_placement_start_date: "2025-01-01",
          cla_placement_type: "U4",
          cla_placement_provider: "PR1",
          cla_placement_postcode: "ab1 2cd",
        },
      ],
    });
    expect(claimsOf(read["cla_reviews"])).toEqual({
      "care_review 2026-03-01": { held_on: "2026-03-01", due_on: null, participation: "PN2" },
    });
    expect(fileCodesOf(read["cla_reviews"])).toContain("row-left-out");
    expect(claimsOf(read["cla_placement"])["placement 2025-01-01"]).toMatchObject({
      type: "U4",
      provider: "PR1",
      postcode: "AB1 2CD",
      ended_on: null,
    });
  });

  it("never counts a check that was booked or refused as one that was done", async () => {
    const check = (id: string, type: string, status: string): Row => ({
      ...P1,
      health_check_id: id,
      health_check_type: type,
      health_check_date: `2026-03-0${id}`,
      health_check_status: status,
    });
    const read = await readOne("cla_health", [
      check("1", "Health Assessment", "Completed"),
      check("2", "Dental Check", ""),
      check("3", "Health Assessment", "Refused"),
    ]);
    expect(Object.keys(claimsOf(read))).toEqual([
      "health_check dental:2026-03-02",
      "health_check health:2026-03-01",
      "health_check other:2026-03-03",
    ]);
  });

  it("reads legal status, missing episodes, SDQ scores, steps to permanence, care leavers and pre-proceedings", async () => {
    const read = await readFiles({
      legal_status: [
        { ...P1, legal_status_id: "1", legal_status: "C2", legal_status_start_date: "2025-02-01" },
      ],
      missing: [
        {
          ...P1,
          table_id: "1",
          missing_episode_start_date: "2026-03-01",
          missing_episode_type: "M",
          missing_episode_end_date: "2026-03-02",
          missing_rhi_offered: "Y",
          missing_rhi_accepted: "N",
        },
      ],
      sdq_scores: [
        { ...P1, table_id: "1", sdq_completed_date: "2026-03-01", sdq_score: "14" },
        { ...P1, table_id: "2", sdq_completed_date: "2026-04-01", sdq_score: "99" },
      ],
      permanence: [
        { ...P1, table_id: "1", adm_decision_date: "2026-01-01", placed_for_adoption_date: "2026-05-01" },
      ],
      care_leavers: [
        { ...P1, table_id: "1", care_leaver_latest_contact: "2026-01-01", care_leaver_in_touch: "NO" },
        {
          ...P1,
          table_id: "2",
          care_leaver_latest_contact: "2026-09-01",
          care_leaver_in_touch: "YES",
          care_leaver_accommodation: "U1",
          care_leaver_accom_suitable: "Suitable",
          care_leaver_activity: "F2",
        },
      ],
      pre_proceedings: [
        {
          ...P1,
          table_id: "1",
          plo_family_id: "F",
          pre_pro_letter_date: "2026-02-01",
          pre_pro_outcome: "a",
          pre_pro_meetings_num: "2",
        },
      ],
    });
    expect(claimsOf(read["legal_status"])["legal_status 2025-02-01"]).toEqual({
      started_on: "2025-02-01",
      ended_on: null,
      status: "C2",
    });
    expect(claimsOf(read["missing"])["missing_episode 2026-03-01"]).toMatchObject({
      kind: "M",
      interview_offered: true,
      interview_accepted: false,
    });
    expect(claimsOf(read["sdq_scores"])).toMatchObject({ "sdq 2026-03-01": { score: 14 } });
    expect(claimsOf(read["sdq_scores"])["sdq 2026-04-01"]).not.toHaveProperty("score");
    expect(Object.keys(claimsOf(read["permanence"]))).toEqual([
      "permanence_step decided:2026-01-01",
      "permanence_step placed:2026-05-01",
    ]);
    expect(claimsOf(read["care_leavers"])["care_leaver"]).toMatchObject({
      known_on: "2026-10-31",
      in_touch: "YES",
      accommodation: "U1",
      suitable: true,
      contact_on: "2026-09-01",
    });
    expect(claimsOf(read["pre_proceedings"])["pre_proceedings 2026-02-01"]).toMatchObject({
      started_on: null,
      letter_on: "2026-02-01",
      review_meetings: 2,
      outcome: "A",
    });
  });
});

describe("a file of the dataset", () => {
  it("is recognised and said to be not used when nothing is kept of it", async () => {
    for (const object of SSD_OBJECTS) {
      const read = await readOne(object.name, [
        { [object.columns[0] ?? ""]: "1", [object.columns[1] ?? ""]: "2" },
      ]);
      expect([object.name, fileCodesOf(read).includes("object-not-used")]).toEqual([
        object.name,
        !USES.has(object.name) && !DIRECTORY.has(object.name),
      ]);
    }
  });

  it("speaks for the day given, or the latest past day of the set, and covers no more than it reaches back", async () => {
    const rows = [
      { ...P1, contact_id: "1", contact_date: "2026-01-02" },
      { ...P1, contact_id: "2", contact_date: "2099-01-02" },
    ];
    const read = await readOne("contacts", rows, { today: TODAY });
    expect(read.reading.facts).toMatchObject({
      asAt: "2026-01-02",
      scope: { from: "2026-01-02", to: "2026-01-02", tables: ["contact"] },
    });
    expect(fileCodesOf(read)).toContain("as-at-assumed");
    expect(codesOf(read)).toEqual(["date-in-future"]);
    const old = await readOne("contacts", [{ ...P1, contact_id: "1", contact_date: "1999-01-02" }]);
    expect(old.reading.facts.scope.from).toBe("2020-10-31");
    expect((await readOne("contacts", [])).reading.facts.scope.tables).toEqual([]);
  });

  it("can be gone through twice with the same result and the same findings", async () => {
    const { reading, children } = await readOne("cin_assessments", [
      { ...P1, assessment_id: "A1", referral_id: "R1", assessment_start_date: "2026-01-05" },
    ]);
    const findings = [...reading.fileFindings];
    expect(await Array.fromAsync(reading.children)).toEqual(children);
    expect(reading.fileFindings).toEqual(findings);
  });

  it("leaves out a row without its day, and one without its person", async () => {
    const read = await readOne("contacts", [
      { ...P1, contact_id: "1", contact_date: "" },
      { person_id: "", contact_id: "2", contact_date: "2026-01-01" },
    ]);
    expect(codesOf(read)).toEqual(["date-missing"]);
    expect(fileCodesOf(read)).toContain("row-left-out");
  });

  it("is refused when cut short, when it is no object, and when empty", async () => {
    const refused = async (text: string): Promise<string> => {
      try {
        await readSsdCsv(bytesFromBuffer("ssd_contacts.csv", Buffer.from(text)), OPTIONS);
      } catch (error) {
        if (error instanceof UnreadableFile) return error.problem.code;
        throw error;
      }
      return "read";
    };
    const good = csvOf("contacts", [{ ...P1, contact_id: "1", contact_date: "2026-01-02" }]);
    expect(await refused(good.slice(0, -8))).toBe("truncated");
    expect(await refused("a,b\n1,2\n")).toBe("not-ssd");
    expect(await refused("")).toBe("empty");
  });

  it("gives each child once however many rows there are and in whatever order", async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => ({
      person_id: `P${i % 7}`,
      contact_id: `${i}`,
      contact_date: "2026-01-02",
    }));
    const { children } = await readOne("contacts", rows);
    expect(children.map((child) => child.id.value).toSorted()).toEqual([
      "P0",
      "P1",
      "P2",
      "P3",
      "P4",
      "P5",
      "P6",
    ]);
    expect(children.reduce((sum, child) => sum + child.claims.length, 0)).toBe(3000);
  });

  it("says the same in turns as all at once", async () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      person_id: i === 50 ? "" : `P${i % 9}`,
      contact_id: `${i}`,
      contact_date: `2026-01-${10 + (i % 20)}`,
    }));
    const source = fileOf("contacts", rows);
    const read = async (rowsAtOnce: number): Promise<unknown> => {
      const [reading] = await readSsdSet([source], OPTIONS, rowsAtOnce);
      const children = await Array.fromAsync(reading?.children ?? []);
      return [children.toSorted((a, b) => (a.id.value < b.id.value ? -1 : 1)), reading?.fileFindings];
    };
    const whole = await read(1000);
    for (const rowsAtOnce of [1, 7, 30]) expect(await read(rowsAtOnce)).toEqual(whole);
  });
});

describe("whatever the file", () => {
  const anyRow = fc.record({
    person_id: fc.constantFrom("P1", "P2"),
    referral_id: fc.constantFrom("R1", "R2", "R3"),
    referral_date: fc.constantFrom("2026-01-02", "2026-01-03", "bad"),
    cin_primary_need_code: fc.constantFrom("N1", "N2", ""),
  });

  it("the order of its rows changes no claim, and links agree with the keys given", async () => {
    const claims = async (rows: readonly Row[]): Promise<unknown> =>
      (await readOne("cin_episodes", rows)).children
        .toSorted((a, b) => (a.id.value < b.id.value ? -1 : 1))
        .map(({ id, claims }) => [
          id.value,
          claims.map(({ table, key, values }) => ({ table, key, values })),
        ]);
    const distinct = fc.uniqueArray(anyRow, {
      selector: (row) => row.referral_id,
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(
        distinct.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        async ([rows, shuffled]) => {
          expect(await claims(shuffled)).toEqual(await claims(rows));
          const assessments = rows.map((row, i) => ({
            person_id: row.person_id,
            referral_id: row.referral_id,
            assessment_id: `${i}`,
            assessment_start_date: "2026-01-05",
          }));
          const read = await readFiles({ cin_episodes: rows, cin_assessments: assessments });
          const keys = new Set(
            (read["cin_episodes"]?.children ?? []).flatMap((child) =>
              child.claims.map((claim) => `${child.id.value} ${claim.key}`),
            ),
          );
          for (const child of read["cin_assessments"]?.children ?? [])
            for (const claim of child.claims)
              if (claim.values["referral"] !== undefined)
                expect(keys).toContain(`${child.id.value} ${String(claim.values["referral"])}`);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("any cells at all give claims and findings, never a failure", async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 14 }),
      fc.json({ maxDepth: 2 }),
      fc.constantFrom("P1", "2026-01-02", "31/02/2026", "Y", "7"),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...USES.keys(), "professionals", "department"),
        fc.array(fc.array(cell, { maxLength: 14 }), { maxLength: 4 }),
        async (name, rows) => {
          const columns = SSD_OBJECTS.find((object) => object.name === name)?.columns ?? [];
          await readOne(
            name,
            rows.map((row) =>
              Object.fromEntries(row.map((text, at) => [columns[at] ?? "", text.replaceAll("\u0000", "")])),
            ),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it("a file changed or cut anywhere is read or refused, never a failure", async () => {
    const good = Buffer.from(
      csvOf("cp_visits", [
        { ...P1, cp_visit_id: "1", cp_visit_date: "2026-03-04", cp_visit_seen: "Y" },
        { person_id: "P2", cp_visit_id: "2", cp_visit_date: "04/03/2026" },
      ]),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: good.length - 1 }),
        fc.integer({ min: 0, max: 255 }),
        fc.boolean(),
        async (at, value, cut) => {
          const bytes = cut
            ? good.subarray(0, at)
            : Buffer.from(good.map((byte, i) => (i === at ? value : byte)));
          try {
            await Array.fromAsync((await readSsdCsv(bytesFromBuffer("x.csv", bytes), OPTIONS)).children);
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableFile);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
