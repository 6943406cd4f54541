import { ETHNICITY } from "../../kernel/codes/ethnicity.ts";
import { ASSESSMENT_FACTOR } from "../../kernel/codes/factors.ts";
import {
  CLOSURE_REASON,
  DISABILITY,
  PRIMARY_NEED,
  REFERRAL_SOURCE,
  UPN_UNKNOWN,
} from "../../kernel/codes/inNeed.ts";
import { GENDER, SEX } from "../../kernel/codes/sex.ts";
import type { IsoDate } from "../../kernel/dates.ts";
import type { ChildClaims, Finding, Identifier } from "../../kernel/record/claim.ts";
import type { RowValues } from "../../kernel/record/table.ts";
import {
  checkOrder,
  codeCell,
  codesCell,
  dateCell,
  flagCell,
  keyDate,
  note,
  placeOf,
  type Judge,
} from "./cells.ts";
import type { CinChild, Episode, Said } from "./child.ts";
import { preProceedingsRow } from "./preProceedings.ts";
import { protectionRows } from "./protection.ts";
import { keyed, keysOf, type Row } from "./rows.ts";

/** The tables the census is a full account of. Conferences are not: those of an enquiry are told with it. */
export const SCOPE_TABLES = [
  "person_detail",
  "referral",
  "assessment",
  "section47",
  "protection_plan",
  "plan_review",
  "in_need_plan",
] as const;

/** A UPN's shape, permanent or temporary. */
const UPN = /^[A-Z]\d{11}[0-9A-Z]$/;

/** Everything one census child says, as claims. `id` is the child's LAchildID. */
export function claimsOf(child: CinChild, id: string, year: number, asAt: IsoDate): ChildClaims {
  const findings: Finding[] = [];
  const judge: Judge = { year, asAt, findings };
  const born = birthDate(judge, child);
  const rows: Row[] = [
    {
      table: "person_detail",
      base: "",
      values: personValues(judge, child, born),
      place: placeOf(child.node),
    },
  ];
  const keys = referralKeys(judge, child, rows);
  child.episodes.forEach((episode, i) => episodeRows(judge, episode, keys[i] ?? null, rows));
  protectionRows(judge, child, keys, rows);
  return {
    id: { type: "local", value: id },
    identifiers: [...upn(judge, "upn", child.upn), ...upn(judge, "former-upn", child.formerUpn)],
    born,
    claims: keyed(rows, findings),
    findings,
    place: placeOf(child.node),
  };
}

function birthDate(judge: Judge, child: CinChild): IsoDate | null {
  const to = ["person_detail", "birth_date"] as const;
  const { born } = child;
  if (born?.on && born.on > judge.asAt) {
    note(
      judge,
      "birth-date-impossible",
      to,
      born,
      `PersonBirthDate is after ${judge.asAt}, the day the file speaks for, so it was left out. Correct it, or use the expected date for an unborn child.`,
    );
    return null;
  }
  return dateCell(judge, to, born);
}

function personValues(judge: Judge, child: CinChild, born: IsoDate | null): RowValues {
  const table = "person_detail";
  const sex = codeCell(judge, [table, "sex"], SEX, child.sex);
  const gender = codeCell(judge, [table, "gender"], GENDER, child.gender);
  return {
    birth_date: born,
    expected_birth_date: dateCell(judge, [table, "expected_birth_date"], child.expected, "ahead"),
    death_date: dateCell(judge, [table, "death_date"], child.died),
    // The census carried gender until 2023-24 and has carried sex since; a file may still give the other.
    ...(judge.year >= 2025 || sex !== null ? { sex } : {}),
    ...(judge.year < 2025 || gender !== null ? { gender } : {}),
    ethnicity: codeCell(judge, [table, "ethnicity"], ETHNICITY, child.ethnicity),
    disabilities: codesCell(judge, [table, "disabilities"], DISABILITY, child.disabilities),
    upn_unknown: codeCell(judge, [table, "upn_unknown"], UPN_UNKNOWN, child.upnUnknown),
  };
}

function upn(judge: Judge, type: "upn" | "former-upn", value: Said | undefined): Identifier[] {
  if (value === undefined) return [];
  const text = value.said.toUpperCase();
  if (UPN.test(text)) return [{ type, value: text }];
  note(
    judge,
    "upn-malformed",
    ["person_detail", "upn_unknown"],
    value,
    `${value.node.name} is not a letter and eleven digits ending in a digit or letter, so it was left out. Correct it where it is recorded.`,
  );
  return [];
}

/** Adds the referral of each episode, and says by which key its parts name it (null: it has no date). */
function referralKeys(judge: Judge, child: CinChild, rows: Row[]): (string | null)[] {
  const referrals = child.episodes.map((episode) => referralRow(judge, episode));
  rows.push(...referrals.filter((row) => row !== null));
  return keysOf(referrals);
}

function referralRow(judge: Judge, episode: Episode): Row | null {
  const table = "referral";
  const received = keyDate(judge, [table, "received_on"], episode.referral, episode, "The referral");
  if (received === null) return null;
  checkOrder(judge, [table, "closed_on"], episode.referral, episode.closure);
  return {
    table,
    base: received,
    place: placeOf(episode.node),
    values: {
      received_on: received,
      source: codeCell(judge, [table, "source"], REFERRAL_SOURCE, episode.source),
      need: codeCell(judge, [table, "need"], PRIMARY_NEED, episode.need),
      no_further_action: flagCell(judge, [table, "no_further_action"], episode.nfa),
      closed_on: dateCell(judge, [table, "closed_on"], episode.closure),
      close_reason: codeCell(judge, [table, "close_reason"], CLOSURE_REASON, episode.closeReason),
    },
  };
}

function episodeRows(judge: Judge, episode: Episode, referral: string | null, rows: Row[]): void {
  const add = (table: string, base: string, from: { node: Episode["node"] }, values: RowValues): void => {
    rows.push({ table, base, values, place: placeOf(from.node) });
  };
  const conference = dateCell(judge, ["conference", "held_on"], episode.conference);
  if (conference !== null) add("conference", conference, episode, { referral, held_on: conference });

  for (const a of episode.assessments) {
    const started = keyDate(judge, ["assessment", "started_on"], a.start, a, "The assessment");
    if (started === null) continue;
    checkOrder(judge, ["assessment", "authorised_on"], a.start, a.authorised);
    add("assessment", started, a, {
      referral,
      started_on: started,
      review_on: dateCell(judge, ["assessment", "review_on"], a.review, "ahead"),
      authorised_on: dateCell(judge, ["assessment", "authorised_on"], a.authorised),
      factors: codesCell(judge, ["assessment", "factors"], ASSESSMENT_FACTOR, a.factors),
    });
  }
  for (const s of episode.enquiries) {
    const started = keyDate(judge, ["section47", "started_on"], s.start, s, "The section 47 enquiry");
    if (started === null) continue;
    checkOrder(judge, ["section47", "conference_on"], s.start, s.conference);
    add("section47", started, s, {
      referral,
      started_on: started,
      conference_target: dateCell(judge, ["section47", "conference_target"], s.target, "ahead"),
      conference_on: dateCell(judge, ["section47", "conference_on"], s.conference),
      conference_not_required: flagCell(judge, ["section47", "conference_not_required"], s.notRequired),
    });
  }
  for (const p of episode.inNeedPlans) {
    const started = keyDate(judge, ["in_need_plan", "started_on"], p.start, p, "The child in need plan");
    if (started === null) continue;
    checkOrder(judge, ["in_need_plan", "ended_on"], p.start, p.end);
    add("in_need_plan", started, p, {
      referral,
      started_on: started,
      ended_on: dateCell(judge, ["in_need_plan", "ended_on"], p.end),
    });
  }
  for (const p of episode.preProceedings) {
    const row = preProceedingsRow(judge, p, referral);
    if (row !== null) rows.push(row);
  }
}
