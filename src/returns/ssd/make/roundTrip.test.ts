import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generateAuthority } from "../../../demo/authority.ts";
import { date, type IsoDate } from "../../../kernel/dates.ts";
import { type Cell, dateOf, type RowValues, text } from "../../../kernel/record/table.ts";
import { SSD_OBJECTS } from "../layout.ts";
import { referralFor, type ReturnChild, rowsOf, type RowsOf } from "./child.ts";
import { ssdFiles } from "./make.ts";
import { NOT_HELD } from "./notHeld.ts";
import { conferencesOf, planOf } from "./protection.ts";
import { aroundOf, readBack, said, type Told } from "./testing.ts";

/**
 * What the dataset carries of each table: its columns, or for those it does not carry at all, nothing. A column missing here has no place in the dataset (see notHeld.ts).
 */
const CARRIED: { readonly [table: string]: readonly string[] } = {
  person_detail:
    "forename surname birth_date expected_birth_date death_date sex gender ethnicity disabilities upn_unknown asylum_seeking asylum_until nationality mother".split(
      " ",
    ),
  address: ["line", "postcode", "kind", "from_on", "to_on"],
  relationship: ["kind", "other"],
  household: ["ref"],
  contact: ["received_on", "source", "outcome"],
  early_help: ["started_on", "ended_on", "organisation", "reason", "end_reason"],
  referral: ["received_on", "source", "need", "no_further_action", "closed_on", "close_reason"],
  assessment: ["referral", "started_on", "seen", "authorised_on", "factors", "outcome"],
  section47: ["referral", "started_on", "ended_on", "outcome"],
  conference: ["held_on", "target_on", "transfer_in", "plan_made", "section47"],
  protection_plan: [
    "referral",
    "started_on",
    "ended_on",
    "initial_category",
    "latest_category",
    "other_authority",
  ],
  plan_review: ["plan", "held_on", "due_on", "continue_plan", "quorate", "participation"],
  in_need_plan: ["referral", "started_on", "ended_on"],
  visit: ["on_date", "purpose", "seen", "alone", "bedroom"],
  care_period: ["started_on", "ended_on", "need", "end_reason"],
  legal_status: ["started_on", "ended_on", "status"],
  placement: ["started_on", "ended_on", "type", "provider", "urn", "postcode", "change_reason"],
  care_review: ["held_on", "due_on", "participation"],
  care_plan: ["set_on", "plan", "ended_on"],
  permanence_step: ["step", "on_date", "note"],
  previous_permanence: ["kind", "authority", "ordered_on"],
  health_check: ["kind", "on_date", "status"],
  sdq: ["on_date", "score", "reason"],
  missing_episode: ["started_on", "ended_on", "kind", "interview_offered", "interview_accepted"],
  care_leaver:
    "eligibility in_touch activity accommodation suitable adviser contact_on pathway_reviewed_on".split(" "),
  pre_proceedings:
    "started_on letter_on first_meeting_on review_meetings decided_on outcome initial_letter_on".split(" "),
  allocation: [
    "worker_ref",
    "worker_name",
    "team_ref",
    "team_name",
    "role",
    "from_on",
    "to_on",
    "change_reason",
  ],
};

/** Rows the dataset has no place for, by what they say. */
const NO_PLACE: { readonly [table: string]: (values: RowValues) => boolean } = {
  address: (row) => row["protected"] === true,
  relationship: (row) => row["kind"] !== "mother",
  visit: (row) => row["purpose"] === "any",
  care_plan: (row) => (row["set_on"] ?? null) === null,
  permanence_step: (row) => row["step"] === "placed-ended",
  allocation: (row) => (row["from_on"] ?? null) === null || (row["worker_ref"] ?? null) === null,
};

/** What reading the dataset should give of a child: what the record says, less what the dataset has no place for. */
function expected(
  child: ReturnChild,
  workers: ReadonlyMap<string, string | null>,
  teams: ReadonlyMap<string, string>,
): Map<string, RowValues> {
  const rows = new Map<string, RowValues>();
  const put = (table: string, key: string, values: RowValues): void => {
    const columns = CARRIED[table];
    if (columns === undefined || NO_PLACE[table]?.(values) === true) return;
    const kept = said(Object.fromEntries(columns.map((column) => [column, values[column] ?? null])));
    rows.set(`${table}|${keyOf(table, key, values)}`, normal(table, kept));
  };
  // The person's file has everybody, so a child of whom no details are held comes back with none.
  put("person_detail", "", { birth_date: child.born });
  const held = rowsOf(child);
  const periods = held("care_period");
  for (const { table, key, values } of child.claims) {
    if (table === "conference") continue;
    if (table === "care_review" && periods.length === 0) continue;
    if (table === "allocation") {
      const team = values["team_ref"];
      put(table, key, {
        ...values,
        role: values["role"] ?? "holder",
        worker_name: workers.get(String(values["worker_ref"])) ?? null,
        team_name: typeof team === "string" ? (teams.get(team) ?? null) : null,
      });
    } else put(table, key, linked(table, values, held));
  }
  for (const { key, values } of conferencesOf(held)) put("conference", key, values);
  return rows;
}

/** A plan or a review whose row names nothing is written with the referral or the plan of its day, and so comes back naming it. */
function linked(table: string, values: RowValues, rows: RowsOf): RowValues {
  const start = dateOf(values, "started_on");
  if (table === "protection_plan" || table === "in_need_plan")
    return {
      ...values,
      referral: referralFor(rows("referral"), text(values, "referral"), start)?.key ?? null,
    };
  if (table === "plan_review")
    return {
      ...values,
      plan: planOf(rows("protection_plan"), text(values, "plan"), dateOf(values, "held_on"))?.key ?? null,
    };
  return values;
}

/** Keys of some tables are made of what the row says; another system may have made them otherwise. */
function keyOf(table: string, key: string, values: RowValues): string {
  if (table === "address")
    return `${String(values["from_on"] ?? "unknown")}:${String(values["postcode"] ?? "")}`;
  return notDone(table, values) ? key.replace(/^\w+:/, "other:") : key;
}

/** A reader never takes a check that was missed for one that was done. */
const notDone = (table: string, values: RowValues): boolean =>
  table === "health_check" && /did not attend|refused/i.test(String(values["status"]));

function normal(table: string, row: RowValues): RowValues {
  const changed: { [column: string]: Cell } = { ...row };
  if (notDone(table, row)) changed["kind"] = "other";
  if (table === "person_detail" && changed["asylum_seeking"] === false) delete changed["asylum_seeking"];
  if (table === "visit" && changed["purpose"] === "care") delete changed["bedroom"];
  if (table === "permanence_step" && !["order", "reversed"].includes(String(row["step"])))
    delete changed["note"];
  for (const [column, value] of Object.entries(changed))
    if (Array.isArray(value)) changed[column] = [...new Set(value as readonly string[])].toSorted();
  return changed;
}

/** What came back, less what the reader adds of its own: the day it knew a care leaver's position, and contacts kept only as the last. */
const cameBack = (told: Told | undefined): Map<string, RowValues> =>
  new Map(
    [...(told?.rows ?? [])]
      .filter(([at]) => !at.startsWith("iro_contact|"))
      .map(([at, row]) => {
        const { known_on: _, ...rest } = row;
        return [at, rest];
      }),
  );

/** Any row: what a table has no column for is passed over. */
const ROW: RowValues = {
  started_on: "2024-05-01",
  received_on: "2024-05-01",
  held_on: "2024-05-01",
  on_date: "2024-05-01",
  set_on: "2024-05-01",
  from_on: "2024-05-01",
  kind: "mother",
  other: "E2",
  ref: "H1",
  disabilities: ["HAND"],
  asylum_seeking: true,
  factors: ["1A"],
  purpose: "cp",
  step: "decided",
  worker_ref: "SW1234",
  team_ref: "T1",
  status: "Y",
};

/** One child with something in every table that the dataset has a place for. */
const everything: ReturnChild = {
  id: { type: "local", value: "E1" },
  identifiers: [
    { type: "upn", value: "H801200001001" },
    { type: "former-upn", value: "H801200001002" },
  ],
  born: date("2008-01-01"),
  claims: [
    ...Object.keys(CARRIED).map((table) => ({ table, key: "2024-05-01", values: ROW })),
    ...["cin", "care"].map((purpose) => ({ table: "visit", key: purpose, values: { ...ROW, purpose } })),
    { table: "health_check", key: "immunisation:2024-05-01", values: { ...ROW, kind: "immunisation" } },
  ],
};

const LISTED = new Set(["no-rows", "object-not-used"]);

describe("a dataset made and read again", () => {
  test.each([1, 2, 5])("tells of the invented authority what it held (seed %i)", async (seed) => {
    const today = date("2026-11-21");
    const authority = generateAuthority({ seed, children: 300, today, notesPerChild: 0 });
    const children = [...authority.children()].map((child) => child.claims);
    const around = aroundOf(
      authority.workers.map((worker) => ({ ...worker, name: worker.name, title: worker.title })),
      authority.teams,
    );
    const files = ssdFiles(children, around);
    const { children: back, findings } = await readBack(files, today);
    const names = new Map([...around.workers].map(([ref, worker]) => [ref, worker.name]));
    const teams = new Map([...around.teams].map(([ref, team]) => [ref, team.name]));
    expect(back.size).toBe(children.length);
    for (const child of children) {
      const told = back.get(child.id.value);
      expect(told?.born, child.id.value).toBe(child.born);
      expect(told?.identifiers, child.id.value).toEqual(
        expect.arrayContaining([child.id, ...child.identifiers].map(({ type, value }) => `${type} ${value}`)),
      );
      expect(Object.fromEntries(cameBack(told)), child.id.value).toEqual(
        Object.fromEntries(expected(child, names, teams)),
      );
    }
    // A child's leave to stay lasts until the eighteenth birthday; nothing else in an export of its own is odd to the reader.
    expect(
      new Set(
        findings
          .filter(({ code, place }) => !LISTED.has(code) && !place.startsWith("ssd_immigration"))
          .map(({ code }) => code),
      ),
    ).toEqual(new Set());
  });

  test("names the referral and the plan that each row names, though its days say another", async () => {
    const claims = [
      { table: "referral", key: "2024-01-01", values: { received_on: "2024-01-01" } },
      { table: "referral", key: "2025-01-01", values: { received_on: "2025-01-01" } },
      ...["in_need_plan", "protection_plan"].map((table) => ({
        table,
        key: "2025-02-01",
        values: { started_on: "2025-02-01", referral: "2024-01-01" },
      })),
      {
        table: "protection_plan",
        key: "2025-03-01",
        values: { started_on: "2025-03-01", referral: "gone" },
      },
      { table: "plan_review", key: "2025-06-01", values: { held_on: "2025-06-01", plan: "2025-02-01" } },
      { table: "plan_review", key: "2025-07-01", values: { held_on: "2025-07-01" } },
    ];
    const files = ssdFiles([{ ...everything, claims }], aroundOf());
    const { children } = await readBack(files, date("2026-11-21"));
    const rows = cameBack(children.get("E1"));
    expect(rows.get("in_need_plan|2025-02-01")).toMatchObject({ referral: "2024-01-01" });
    expect(rows.get("protection_plan|2025-02-01")).toMatchObject({ referral: "2024-01-01" });
    expect(rows.get("protection_plan|2025-03-01")).toMatchObject({ referral: "2025-01-01" });
    expect(rows.get("plan_review|2025-06-01")).toMatchObject({ plan: "2025-02-01" });
    expect(rows.get("plan_review|2025-07-01")).toMatchObject({ plan: "2025-03-01" });
  });

  test("has every object of the specification, with headings only where the record can hold nothing", () => {
    const files = ssdFiles([everything], aroundOf());
    expect([...files.keys()]).toEqual(SSD_OBJECTS.map(({ name }) => name));
    const empty = [...files]
      .filter(([, text]) => text.trim().split("\r\n").length === 1)
      .map(([name]) => name);
    expect(empty.toSorted()).toEqual(Object.keys(NOT_HELD).toSorted());
  });

  test("is the same to the byte whatever order rows and identifiers are held in", () => {
    const [child] = [...generateAuthority({ seed: 8, children: 40, today: date("2026-11-21") }).children()]
      .map((each) => each.claims)
      .toSorted((a, b) => b.claims.length - a.claims.length);
    if (child === undefined) throw new Error("nobody");
    const turned = {
      ...child,
      claims: child.claims.toReversed(),
      identifiers: child.identifiers.toReversed(),
    };
    expect([...ssdFiles([turned], aroundOf())]).toEqual([...ssdFiles([child], aroundOf())]);
  });
});

const day = fc.integer({ min: 0, max: 2500 }).map((n) => {
  const at = new Temporal.PlainDate(2020, 1, 1).add({ days: n });
  return at.toString() as IsoDate;
});
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null });
const yes = maybe(fc.boolean());
/** Any words a record may hold after reading: commas, quotation marks, signs of a formula, other alphabets; single spaces. */
const words = fc
  .array(
    fc.constantFrom("No", "=1+1", "@x", 'said "so"', "a, b", "Ægir", "日本", "-", "single assessment", "x"),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => `W ${parts.join(" ")}`);
const answers = fc.oneof(
  words,
  fc.constantFrom("single assessment", "no further action, strategy discussion"),
);

type Made = { readonly table: string; readonly base: string; readonly values: RowValues };
const row = (
  table: string,
  values: fc.Arbitrary<RowValues>,
  base: (values: RowValues) => string,
): fc.Arbitrary<Made> => values.map((made) => ({ table, values: made, base: base(made) }));
const on =
  (column: string) =>
  (values: RowValues): string =>
    String(values[column]);

const ROWS = fc.array(
  fc.oneof(
    row(
      "referral",
      fc.record({
        received_on: day,
        source: maybe(fc.constantFrom("1A", "3E", "6")),
        need: maybe(fc.constantFrom("N1", "N4")),
        no_further_action: yes,
        closed_on: fc.constant(null),
        close_reason: maybe(fc.constantFrom("RC7", "RC8")),
      }),
      on("received_on"),
    ),
    row(
      "contact",
      fc.record({ received_on: day, source: maybe(fc.constantFrom("1A", "6")), outcome: maybe(answers) }),
      on("received_on"),
    ),
    row(
      "assessment",
      fc.record({
        started_on: day,
        seen: yes,
        authorised_on: fc.constant(null),
        outcome: maybe(answers),
        factors: maybe(fc.subarray(["1A", "2B", "16A", "21"], { minLength: 1 })),
      }),
      on("started_on"),
    ),
    row("section47", fc.record({ started_on: day, outcome: maybe(answers) }), on("started_on")),
    row("in_need_plan", fc.record({ referral: maybe(day), started_on: day }), on("started_on")),
    row("protection_plan", fc.record({ referral: maybe(day), started_on: day }), on("started_on")),
    row("plan_review", fc.record({ plan: maybe(day), held_on: day }), on("held_on")),
    row(
      "visit",
      fc.record({ on_date: day, purpose: fc.constantFrom("cin", "cp"), seen: yes, alone: yes, bedroom: yes }),
      (values) => `${String(values["purpose"])}:${String(values["on_date"])}`,
    ),
    row(
      "placement",
      fc.record({
        started_on: day,
        type: maybe(fc.constantFrom("U1", "K2")),
        urn: maybe(fc.constantFrom("SC012345", "=1+1")),
        postcode: maybe(fc.constantFrom("AB1 2CD", "NM13 5XX")),
      }),
      on("started_on"),
    ),
    row(
      "missing_episode",
      fc.record({ started_on: day, kind: maybe(fc.constantFrom("M", "A")), interview_offered: yes }),
      on("started_on"),
    ),
    row("sdq", fc.record({ on_date: day, score: maybe(fc.integer({ min: 0, max: 40 })) }), on("on_date")),
    row(
      "early_help",
      fc.record({ started_on: day, organisation: maybe(words), reason: maybe(words) }),
      on("started_on"),
    ),
  ),
  { maxLength: 30 },
);

/** Rows of one day are one after another in the record, as a reader numbers them. */
function childOf(number: string, rows: readonly Made[]): ReturnChild {
  const seen = new Map<string, number>();
  return {
    id: { type: "local", value: number },
    identifiers: [],
    born: date("2015-05-05"),
    claims: rows.map(({ table, base, values }) => {
      const n = (seen.get(`${table}|${base}`) ?? 0) + 1;
      seen.set(`${table}|${base}`, n);
      return { table, key: n === 1 ? base : `${base}#${n}`, values };
    }),
  };
}

test("any rows come back under the keys they had, with what they said, those of one day too", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(ROWS, { minLength: 1, maxLength: 4 }), async (families) => {
      const children = families.map((rows, at) => childOf(`N${at + 1}`, rows));
      const around = aroundOf();
      const { children: back } = await readBack(ssdFiles(children, around), date("2028-01-01"));
      for (const child of children)
        expect(Object.fromEntries(cameBack(back.get(child.id.value)))).toEqual(
          Object.fromEntries(expected(child, new Map(), new Map())),
        );
    }),
    { numRuns: 120 },
  );
});
