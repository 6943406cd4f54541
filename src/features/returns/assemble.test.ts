import { describe, expect, it } from "vitest";
import { date } from "../../kernel/dates.ts";
import type { RowValues } from "../../kernel/record/table.ts";
import type { CensusEpisode } from "../../returns/cin/make/child.ts";
import { assemble, type Held } from "./assemble.ts";
import type { CensusEntry } from "./entry.ts";
import type { StoredRow } from "./thing.ts";
import type { KnownNumber } from "./person.ts";
import { periodOf } from "./year.ts";

const period = periodOf(2026, date("2026-11-21"));

let ids = 0;
type Given = readonly [table: string, key: string, values: object, issuer?: string, rank?: string];

/** A child as held: each row a table, its key and what it says, of the census of the year unless told. */
function held(given: readonly Given[], numbers: readonly KnownNumber[] = []): Held {
  const rows = new Map<string, StoredRow[]>();
  for (const [table, key, values, issuer = "cin", rank = "2026-03-31"] of given) {
    const row = {
      ...(values as RowValues),
      id: (ids += 1),
      person_id: 1,
      issuer,
      key,
      seen_rank: rank,
      vanished_source_id: null,
      kept_by: null,
      ...("vanished_source_id" in values ? { vanished_source_id: 9 } : {}),
    };
    rows.set(table, [...(rows.get(table) ?? []), row]);
  }
  return { personId: 1, localId: "C1", numbers, rows };
}

const DETAIL: Given = ["person_detail", "", { birth_date: "2015-05-05", sex: "F", ethnicity: "WBRI" }];
const REFERRAL: Given = [
  "referral",
  "2025-05-01",
  { received_on: "2025-05-01", source: "6", no_further_action: false },
];

function entryOf(given: readonly Given[], numbers: readonly KnownNumber[] = []): CensusEntry {
  const entry = assemble(held([DETAIL, ...given], numbers), period);
  if (entry === null) throw new Error("not in the census");
  return entry;
}

const episodesOf = (...given: Given[]): readonly CensusEpisode[] => entryOf(given).child.episodes;

describe("who is in it", () => {
  it("is a child with an episode of the year, and nobody else", () => {
    expect(assemble(held([DETAIL]), period)).toBeNull();
    const past: Given = [
      "referral",
      "2024-05-01",
      { received_on: "2024-05-01", closed_on: "2024-06-01", no_further_action: false },
    ];
    expect(assemble(held([DETAIL, past]), period)).toBeNull();
    expect(episodesOf(REFERRAL, past)).toHaveLength(1);
  });

  it("is written as unborn, by the day expected, when born after the last day", () => {
    const { child, notes } = entryOf([
      REFERRAL,
      ["person_detail", "", { birth_date: "2026-04-20", sex: "F", ethnicity: "WBRI" }, "ssd", "2026-06-30"],
    ]);
    expect(child).toMatchObject({ born: null, expected: "2026-04-20", sex: "U" });
    expect(notes).toEqual([expect.stringContaining("ExpectedPersonBirthDate")]);
  });

  it("has the freshest UPN, and no reason for having none beside one that an older file gave", () => {
    const upn = (value: string, rank: string): KnownNumber => ({
      id: 1,
      type: "upn",
      value,
      issuer: "cin",
      rank,
    });
    const detail: Given = [
      "person_detail",
      "",
      { birth_date: "2015-05-05", sex: "F", ethnicity: "WBRI", upn_unknown: "UN5" },
      "ssd",
      "2026-06-30",
    ];
    const numbers = [upn("A202130000001", "2025-03-31"), upn("B202130000002", "2026-03-31")];
    const { child, notes } = entryOf([REFERRAL, detail], numbers);
    expect(child).toMatchObject({ upn: "B202130000002", upnUnknown: null });
    expect(notes).toEqual(["UPNunknown: UN5 left out, because a UPN is held"]);
    const both = entryOf([REFERRAL, detail], [upn("A202130000001", "2026-06-30")]);
    expect(both.child).toMatchObject({ upn: "A202130000001", upnUnknown: "UN5" });
  });
});

describe("which word stands", () => {
  it("is the freshest on each column, an older one's where the freshest has none, and what was entered here before all", () => {
    const [episode] = episodesOf(
      ["referral", "2025-05-01", { received_on: "2025-05-01", source: "6", need: "N1" }],
      [
        "referral",
        "2025-05-01",
        { received_on: "2025-05-01", source: "1A", need: null },
        "ssd",
        "2026-06-30",
      ],
      ["referral", "2025-05-01", { need: "N4" }, "kith", "9999"],
    );
    expect(episode).toMatchObject({ source: "1A", need: "N4" });
  });

  it("does not hang on which source comes first", () => {
    const rows: Given[] = [
      ["referral", "2025-05-01", { received_on: "2025-05-01", source: "6", no_further_action: false }],
      ["referral", "2025-05-01", { received_on: "2025-05-01", source: "2A" }, "annex-a", "2026-02-01"],
    ];
    expect(episodesOf(...rows)).toEqual(episodesOf(...rows.toReversed()));
  });
});

describe("which episode a part is of", () => {
  const FIRST: Given = [
    "referral",
    "2025-05-01",
    { received_on: "2025-05-01", closed_on: "2025-07-01", source: "6", no_further_action: false },
  ];
  const SECOND: Given = [
    "referral",
    "2025-07-01",
    { received_on: "2025-07-01", source: "6", no_further_action: false },
  ];
  const starts = (episodes: readonly CensusEpisode[]): string[][] =>
    episodes.map((each) => [each.referral, ...each.assessments.map((a) => a.start)]);

  it("is the one its source names, though the dates say another", () => {
    const named: Given = ["assessment", "2025-08-01", { referral: "2025-05-01", started_on: "2025-08-01" }];
    expect(starts(episodesOf(FIRST, SECOND, named))).toEqual([["2025-05-01", "2025-08-01"], ["2025-07-01"]]);
  });

  it("is the one whose days it began in where nobody says, the later of two that share the day", () => {
    const on = (day: string): Given => ["assessment", day, { started_on: day }];
    expect(starts(episodesOf(FIRST, SECOND, on("2025-06-30"), on("2025-07-01"), on("2025-09-09")))).toEqual([
      ["2025-05-01", "2025-06-30"],
      ["2025-07-01", "2025-07-01", "2025-09-09"],
    ]);
  });

  it("is never one of no further action while there is another", () => {
    const nfa: Given = [
      "referral",
      "2025-08-01",
      { received_on: "2025-08-01", source: "6", no_further_action: true },
    ];
    expect(
      starts(episodesOf(SECOND, nfa, ["assessment", "2025-08-02", { started_on: "2025-08-02" }])),
    ).toEqual([["2025-07-01", "2025-08-02"], ["2025-08-01"]]);
  });

  it("is the last begun before it where it began in none, and the entry says so", () => {
    const entry = entryOf([FIRST, ["assessment", "2025-09-09", { started_on: "2025-09-09" }]]);
    expect(starts(entry.child.episodes)).toEqual([["2025-05-01", "2025-09-09"]]);
    expect(entry.notes).toContain(
      "Assessments of 2025-09-09: began in no episode of need; written with the referral of 2025-05-01",
    );
  });

  it("leaves a part out, and says so, when its episode is of another year", () => {
    const old: Given = [
      "referral",
      "2024-05-01",
      { received_on: "2024-05-01", closed_on: "2024-07-01", no_further_action: false },
    ];
    const plan: Given = ["in_need_plan", "2024-06-01", { referral: "2024-05-01", started_on: "2024-06-01" }];
    const entry = entryOf([REFERRAL, old, plan]);
    expect(entry.child.episodes.flatMap((each) => each.inNeedPlans)).toEqual([]);
    expect(entry.notes).toEqual([
      "CINPlanDates of 2024-06-01: left out, because its referral is not of this year",
    ]);
  });
});

describe("conferences", () => {
  const ENQUIRY: Given = [
    "section47",
    "2025-05-10",
    { started_on: "2025-05-10", conference_not_required: false },
  ];
  const conference = (values: object): Given => [
    "conference",
    "2025-05-30",
    { held_on: "2025-05-30", ...values },
  ];
  const where = (...given: Given[]) => {
    const [episode] = episodesOf(REFERRAL, ...given);
    return { own: episode?.conference, enquiries: episode?.enquiries.map((each) => each.conference) };
  };

  it("told apart are their enquiry's, by its name or as the last that waits for one", () => {
    expect(where(ENQUIRY, conference({ section47: "2025-05-10" }))).toEqual({
      own: null,
      enquiries: ["2025-05-30"],
    });
    expect(where(ENQUIRY, conference({}))).toEqual({ own: null, enquiries: ["2025-05-30"] });
  });

  it("are the episode's own when a source says so, when a child moved in, or when no enquiry waits", () => {
    expect(where(ENQUIRY, conference({ referral: "2025-05-01" }))).toEqual({
      own: "2025-05-30",
      enquiries: [null],
    });
    expect(where(ENQUIRY, conference({ transfer_in: true }))).toEqual({
      own: "2025-05-30",
      enquiries: [null],
    });
    expect(where(conference({}))).toEqual({ own: "2025-05-30", enquiries: [] });
  });

  it("are written once when both the enquiry and a list tell of them, and both rows are named", () => {
    const told: Given = [
      "section47",
      "2025-05-10",
      { started_on: "2025-05-10", conference_on: "2025-05-30" },
    ];
    expect(where(told, conference({}))).toEqual({ own: null, enquiries: ["2025-05-30"] });
    const { rows } = entryOf([REFERRAL, told, conference({})]);
    expect(rows.map((row) => row.table)).toEqual(["person_detail", "referral", "section47", "conference"]);
  });
});

describe("protection plans", () => {
  it("take the reviews held in their days, and what nobody counted is counted from those held", () => {
    const entry = entryOf([
      REFERRAL,
      [
        "protection_plan",
        "2023-01-10",
        { started_on: "2023-01-10", ended_on: "2023-06-01", initial_category: "NEG" },
      ],
      [
        "protection_plan",
        "2025-07-01",
        { started_on: "2025-07-01", initial_category: "NEG", latest_category: "EMO" },
      ],
      ["plan_review", "2023-03-01", { held_on: "2023-03-01" }],
      ["plan_review", "2025-09-20", { held_on: "2025-09-20" }],
      ["plan_review", "2025-07-01", { held_on: "2025-07-01" }],
    ]);
    expect(entry.child.episodes[0]?.protectionPlans).toEqual([
      {
        start: "2025-07-01",
        end: null,
        initialCategory: "NEG",
        latestCategory: "EMO",
        previous: 1,
        reviews: ["2025-09-20"],
      },
    ]);
    expect(entry.notes).toEqual([
      "NumberOfPreviousCPP of the plan of 2025-07-01: not recorded; written as 1, the earlier plans held",
      "CPPreviewDate of 2025-07-01: left out, because no plan that is held was open on that day",
    ]);
  });

  it("that a newer file no longer carries are written, and said to be in doubt", () => {
    const entry = entryOf([
      REFERRAL,
      [
        "protection_plan",
        "2025-07-01",
        {
          started_on: "2025-07-01",
          initial_category: "NEG",
          latest_category: "NEG",
          previous_plans: 0,
          vanished_source_id: 9,
        },
      ],
    ]);
    expect(entry.child.episodes[0]?.protectionPlans).toHaveLength(1);
    expect(entry.notes).toEqual([expect.stringContaining("a newer file no longer carries it")]);
  });
});
