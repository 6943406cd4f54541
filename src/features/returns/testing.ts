import { date, type IsoDate } from "../../kernel/dates.ts";
import type { ChildClaims, Finding, Reading } from "../../kernel/record/claim.ts";
import type { RowValues } from "../../kernel/record/table.ts";
import { bytesFromBuffer, type ByteSource } from "../../platform/files/bytes.ts";
import { checkWith } from "../../returns/cin/check/run.ts";
import type { Report } from "../../returns/cin/check/issue.ts";
import { FIRST_RULES, rulesetFor } from "../../returns/cin/check/ruleset.ts";
import { readCinCensus } from "../../returns/cin/import.ts";
import type { CensusChild, CensusHeader } from "../../returns/cin/make/child.ts";
import { type Fact, lost, meaningsOf } from "../../returns/cin/make/testing.ts";
import { censusXml } from "../../returns/cin/make/write.ts";
import { TABLES } from "../../tables.ts";
import { assemble, type Held } from "./assemble.ts";
import { accountedBy } from "./accountFixtures.ts";
import { belongs } from "./cohort.ts";
import type { CensusEntry } from "./entry.ts";
import type { StoredRow } from "./thing.ts";
import { type Period, periodOf } from "./year.ts";

export const TODAY = date("2028-01-01");

export const headerOf = (year: number): CensusHeader => ({
  year,
  authorityCode: "201",
  softwareCode: "Kith",
  release: "1.0",
  serial: "001",
  producedAt: `${year}-05-01T09:00:00`,
});

let ids = 0;

/** One file's word on a child, as the record would keep it. */
export function heldFrom(child: ChildClaims, issuer: string, rank: string, personId: number): Held {
  const rows = new Map<string, StoredRow[]>();
  for (const claim of child.claims) {
    const columns = TABLES.find((table) => table.name === claim.table)?.columns ?? {};
    const empty = Object.fromEntries(Object.keys(columns).map((column) => [column, null]));
    const row = {
      ...empty,
      ...claim.values,
      id: (ids += 1),
      person_id: personId,
      issuer,
      key: claim.key,
      seen_rank: rank,
      vanished_source_id: null,
      kept_by: null,
    };
    rows.set(claim.table, [...(rows.get(claim.table) ?? []), row]);
  }
  return {
    personId,
    localId: child.id.value,
    numbers: [child.id, ...child.identifiers].map((each) => ({ ...each, id: (ids += 1), issuer, rank })),
    rows,
  };
}

/** A census read, kept in memory as the record keeps it, and made again. */
export type Trip = {
  readonly before: ReadonlyMap<string, CensusChild>;
  readonly after: ReadonlyMap<string, CensusChild>;
  readonly entries: ReadonlyMap<string, CensusEntry>;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly fileFindings: readonly Finding[];
  readonly period: Period;
  readonly xml: string;
  readonly report: Report;
};

/**
 * @param from the first day of the year instead of its own 1 April, for files whose days are not of their year
 */
export async function roundTrip(source: ByteSource, from?: IsoDate): Promise<Trip> {
  const reading: Reading = await readCinCensus(source, { today: TODAY });
  const { asAt } = reading.facts;
  const year = Number(asAt.slice(0, 4)) + (asAt.slice(5) > "03-31" ? 1 : 0);
  const ownPeriod = periodOf(year, `${year}-03-31` as IsoDate);
  const period = { ...ownPeriod, from: from ?? ownPeriod.from };
  const findings = new Map<string, readonly Finding[]>();
  const entries = new Map<string, CensusEntry>();
  let personId = 0;
  for await (const child of reading.children) {
    findings.set(child.id.value, child.findings);
    const entry = assemble(heldFrom(child, "cin", `${asAt}||file`, (personId += 1)), period);
    if (entry !== null) entries.set(child.id.value, entry);
  }
  const made = [...entries.values()]
    .map(({ child }) => child)
    .sort((a, b) => (a.localId < b.localId ? -1 : 1));
  const pieces = await Array.fromAsync(censusXml(headerOf(year), made));
  const xml = pieces.join("");
  const written = (): ByteSource => bytesFromBuffer("made.xml", new TextEncoder().encode(xml));
  const ruleset = rulesetFor(Math.max(year, FIRST_RULES));
  if (ruleset === undefined) throw new Error(`no rules for ${year}`);
  return {
    before: await meaningsOf(source, year),
    after: await meaningsOf(written(), year),
    entries,
    findings,
    fileFindings: reading.fileFindings,
    period,
    xml,
    report: await checkWith(written(), { ...ruleset, year }, undefined),
  };
}

/** What of a child is of the year, by the rules of the cohort and nothing else. */
export function ofTheYear(child: CensusChild, period: Period): CensusChild {
  const { to } = period;
  const by = (on: IsoDate | null): IsoDate | null => (on === null || on > to ? null : on);
  const is = (table: string, values: RowValues): boolean => belongs(table, possible(values), period, to);
  const late = (on: IsoDate | null): boolean => on !== null && on > to;
  return {
    ...child,
    died: by(child.died),
    expected: by(child.born) === null ? child.expected : null,
    episodes: child.episodes
      .filter((e) =>
        is("referral", { received_on: e.referral, closed_on: by(e.closure), no_further_action: e.nfa }),
      )
      .map((e) => ({
        ...e,
        closure: by(e.closure),
        closeReason: late(e.closure) ? null : e.closeReason,
        conference: is("conference", { held_on: e.conference }) ? e.conference : null,
        assessments: e.assessments
          .filter((a) => is("assessment", { started_on: a.start, authorised_on: by(a.authorised) }))
          .map((a) => ({ ...a, authorised: by(a.authorised), factors: late(a.authorised) ? [] : a.factors })),
        inNeedPlans: e.inNeedPlans
          .filter((p) => is("in_need_plan", { started_on: p.start, ended_on: by(p.end) }))
          .map((p) => ({ ...p, end: by(p.end) })),
        enquiries: e.enquiries
          .filter((s) =>
            is("section47", {
              started_on: s.start,
              conference_on: by(s.conference),
              conference_not_required: s.notRequired,
            }),
          )
          .map((s) => ({ ...s, conference: by(s.conference) })),
        protectionPlans: e.protectionPlans
          .filter((p) => is("protection_plan", { started_on: p.start, ended_on: by(p.end) }))
          .map((p) => ({ ...p, end: by(p.end), reviews: p.reviews.filter((on) => on <= to) })),
        preProceedings: e.preProceedings
          .filter((p) =>
            is("pre_proceedings", {
              started_on: p.start,
              letter_on: p.letter,
              first_meeting_on: p.firstMeeting,
              decided_on: p.decided,
              application_on: p.application,
              initial_letter_on: p.initialLetter,
            }),
          )
          .map((p) => ({
            ...p,
            letter: by(p.letter),
            firstMeeting: by(p.firstMeeting),
            decided: by(p.decided),
            outcome: late(p.decided) ? null : p.outcome,
            application: by(p.application),
            initialLetter: by(p.initialLetter),
          })),
      })),
  };
}

/** A day before 1900 is no day to the import, which says so; what it was to close is then open. */
const possible = (values: RowValues): RowValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, cell]) => [
      name,
      typeof cell === "string" && cell !== "" && cell < "1900" ? null : cell,
    ]),
  );

/** Every fact of the file read that the file made has not, and the other way about, by child and element: what there is to explain. */
export function differences(trip: Trip): string[] {
  return [...trip.before].flatMap(([id, before]) => {
    const after = trip.after.get(id);
    if (after === undefined) return [`${id} lost`];
    return [
      ...lost(before, after).map(({ text }) => `${id} lost ${text}`),
      ...lost(after, before).map(({ text }) => `${id} gained ${text}`),
    ];
  });
}

export type Difference = { readonly child: string; readonly fact: string; readonly how: "lost" | "gained" };

/** What the file made differs in from the file read, with what the import found and the making noted set against it. */
export function unexplained(trip: Trip): Difference[] {
  const differences: Difference[] = [];
  for (const [id, original] of trip.before) {
    const expected = ofTheYear(original, trip.period);
    const after = trip.after.get(id);
    const explained = new Set([
      ...(trip.findings.get(id) ?? []).flatMap(accountedBy),
      ...(trip.entries.get(id)?.notes ?? []).map((note) => /^\w+/.exec(note)?.[0] ?? ""),
    ]);
    const tell = (how: Difference["how"]) => (fact: Fact) => {
      if (!explained.has(fact.element)) differences.push({ child: id, fact: fact.text, how });
    };
    if (after === undefined) {
      if (expected.episodes.some((e) => e.referral !== ""))
        differences.push({ child: id, fact: "the child", how: "lost" });
      continue;
    }
    lost(expected, after).forEach(tell("lost"));
    lost(after, expected).forEach(tell("gained"));
  }
  for (const id of trip.after.keys())
    if (!trip.before.has(id)) differences.push({ child: id, fact: "the child", how: "gained" });
  return differences;
}
