import type { RowValues } from "../kernel/record/table.ts";
import {
  csvRow,
  day,
  during,
  recordOf,
  returnYear,
  ukDate,
  within,
  words,
  type FilePiece,
  type RecordRows,
  type Year,
} from "./reading.ts";
import type { DemoAuthority, DemoChild } from "./types.ts";

const FILES = {
  header: ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"],
  episodes: [
    "CHILD",
    "DECOM",
    "RNE",
    "LS",
    "CIN",
    "PLACE",
    "PLACE_PROVIDER",
    "DEC",
    "REC",
    "REASON_PLACE_CHANGE",
    "HOME_POST",
    "PL_POST",
    "URN",
  ],
  reviews: ["CHILD", "DOB", "REVIEW", "REVIEW_CODE"],
  uasc: ["CHILD", "SEX", "DOB", "DUC"],
  oc2: [
    "CHILD",
    "DOB",
    "SDQ_SCORE",
    "SDQ_REASON",
    "CONVICTED",
    "HEALTH_CHECK",
    "IMMUNISATIONS",
    "TEETH_CHECK",
    "HEALTH_ASSESSMENT",
    "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED",
    "INTERVENTION_OFFERED",
  ],
  oc3: ["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"],
  ad1: ["CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"],
  placed_for_adoption: ["CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"],
  previous_permanence: ["CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"],
  missing: ["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"],
  sw_episodes: ["CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"],
  dolo: ["CHILD", "DOB", "DOLO_START", "DOLO_END"],
} as const satisfies { readonly [file: string]: readonly string[] };

type File = keyof typeof FILES;

/** The looked-after return of a year as its twelve CSV files, written side by side: a row at a time, each with the file it is for. */
export function* writeSsda903Csv(authority: DemoAuthority, year: number): Generator<FilePiece> {
  for (const [file, columns] of Object.entries(FILES)) yield { file: `${file}.csv`, text: csvRow(columns) };
  const period = returnYear(year);
  for (const child of authority.children()) yield* childRows(child, period);
}

function* childRows(child: DemoChild, year: Year): Generator<FilePiece> {
  const record = recordOf(child);
  const person = record("person_detail")[0];
  const periods = record("care_period").filter((row) => during(row, "started_on", "ended_on", year));
  const leaver = careLeaverRow(child, record, year);
  if (person === undefined || (periods.length === 0 && leaver === null)) return;
  const id = child.claims.id.value;
  const born = ukDate(child.claims.born);
  const row = (file: File, ...cells: readonly (string | number | null)[]): FilePiece => ({
    file: `${file}.csv`,
    text: csvRow([id, ...cells]),
  });
  const upn =
    child.claims.identifiers.find((each) => each.type === "upn")?.value ?? words(person, "upn_unknown");
  yield row(
    "header",
    words(person, "sex"),
    born,
    words(person, "ethnicity") ?? "NOBT",
    upn,
    person["mother"] === true ? 1 : person["sex"] === "F" ? 0 : null,
    null,
  );
  if (leaver !== null) yield row("oc3", born, ...leaver);
  if (periods.length === 0) return;
  for (const piece of episodes(record, periods, year)) yield row("episodes", ...piece);
  for (const review of record("care_review"))
    if (within(day(review, "held_on"), year))
      yield row("reviews", born, ukDate(day(review, "held_on")), words(review, "participation"));
  if (person["asylum_seeking"] === true)
    yield row("uasc", words(person, "sex"), born, ukDate(day(person, "asylum_until")));
  for (const answers of record("health_year"))
    if (day(answers, "year_end") === year.to) yield row("oc2", born, ...healthAnswers(answers));
  yield* permanenceRows(record, born, year, row);
  for (const missing of record("missing_episode"))
    if (within(day(missing, "started_on"), year))
      yield row(
        "missing",
        born,
        words(missing, "kind"),
        ukDate(day(missing, "started_on")),
        ended(missing, year),
      );
  const inCareFrom = periods.map((each) => day(each, "started_on") ?? "").sort()[0] ?? "";
  for (const held of record("allocation"))
    if (during(held, "from_on", "to_on", year) && (day(held, "to_on") ?? "9999") > inCareFrom)
      yield row(
        "sw_episodes",
        born,
        `XX${words(held, "worker_ref") ?? ""}`,
        ukDate(day(held, "from_on")),
        ended(held, year, "to_on"),
        ended(held, year, "to_on") === "" ? null : words(held, "change_reason"),
      );
  for (const order of record("deprivation_order"))
    if (during(order, "started_on", "ended_on", year))
      yield row("dolo", born, ukDate(day(order, "started_on")), ended(order, year));
}

const ended = (row: RowValues, year: Year, column = "ended_on"): string => {
  const on = day(row, column);
  return on === null || on > year.to ? "" : ukDate(on);
};

/** Young people of seventeen to twenty-one who had left care: one row each, around the birthday that falls in the year. */
function careLeaverRow(child: DemoChild, record: RecordRows, year: Year): readonly (string | null)[] | null {
  const leaver = record("care_leaver")[0];
  const born = child.claims.born;
  if (leaver === undefined || born === null || words(leaver, "in_touch") === null) return null;
  const age = Number(year.to.slice(0, 4)) - Number(born.slice(0, 4)) - (born.slice(5) > "03-31" ? 1 : 0);
  const left = record("care_period").every((row) => (day(row, "ended_on") ?? "9999") <= year.to);
  if (age < 17 || age > 21 || !left) return null;
  return [words(leaver, "in_touch"), words(leaver, "activity"), words(leaver, "accommodation")];
}

/** Care is told in episodes: a new one begins whenever the legal status or the placement changes. */
function episodes(record: RecordRows, periods: readonly RowValues[], year: Year): (string | null)[][] {
  const rows: (string | null)[][] = [];
  const legal = record("legal_status");
  const homes = record("placement");
  for (const period of periods) {
    const from = day(period, "started_on") ?? "";
    const to = day(period, "ended_on");
    const inPeriod = (on: string): boolean => on >= from && (to === null || on < to);
    const starts = [...new Set([...legal, ...homes].map((row) => day(row, "started_on") ?? ""))]
      .filter(inPeriod)
      .sort();
    starts.forEach((start, index) => {
      const next = starts[index + 1] ?? to;
      if (start > year.to || (next !== null && next < year.from)) return;
      const status = legal.findLast((row) => (day(row, "started_on") ?? "") <= start);
      const home = homes.findLast((row) => (day(row, "started_on") ?? "") <= start);
      const legalChanged = day(status ?? {}, "started_on") === start;
      const homeChanged = day(home ?? {}, "started_on") === start;
      const over = next !== null && next <= year.to;
      const homeEnds = over && homes.some((row) => day(row, "started_on") === next);
      rows.push([
        ukDate(start),
        index === 0 ? "S" : legalChanged && homeChanged ? "B" : legalChanged ? "L" : "P",
        words(status ?? {}, "status"),
        words(period, "need"),
        words(home ?? {}, "type"),
        words(home ?? {}, "provider"),
        over ? ukDate(next) : null,
        over ? (next === to ? words(period, "end_reason") : "X1") : null,
        homeEnds ? words(home ?? {}, "change_reason") : null,
        words(home ?? {}, "home_postcode"),
        words(home ?? {}, "postcode"),
        words(home ?? {}, "urn"),
      ]);
    });
  }
  return rows;
}

const bit = (value: unknown): string | null => (value === true ? "1" : value === false ? "0" : null);

const healthAnswers = (row: RowValues): readonly (string | null)[] => [
  words(row, "sdq_score"),
  words(row, "sdq_reason"),
  bit(row["convicted"]),
  bit(row["surveillance"]),
  bit(row["immunised"]),
  bit(row["dental"]),
  bit(row["assessed"]),
  bit(row["substance_misuse"]),
  bit(row["intervention_received"]),
  bit(row["intervention_offered"]),
];

type Row = (file: File, ...cells: readonly (string | number | null)[]) => FilePiece;

function* permanenceRows(record: RecordRows, born: string, year: Year, row: Row): Generator<FilePiece> {
  const step = (name: string): RowValues | undefined =>
    record("permanence_step").find((each) => words(each, "step") === name);
  const [decided, matched, placed, order] = [step("decided"), step("matched"), step("placed"), step("order")];
  if (order !== undefined && within(day(order, "on_date"), year))
    yield row(
      "ad1",
      born,
      ukDate(day(decided ?? {}, "on_date")),
      ukDate(day(matched ?? {}, "on_date")),
      0,
      2,
      "MF",
      "L0",
    );
  if (placed !== undefined && within(day(placed, "on_date"), year))
    yield row("placed_for_adoption", born, ukDate(day(placed, "on_date")), null, null);
  for (const period of record("care_period"))
    if (within(day(period, "started_on"), year)) yield row("previous_permanence", born, "Z1", null, null);
}
