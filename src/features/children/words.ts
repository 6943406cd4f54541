import { ABUSE_CATEGORY, PRIMARY_NEED, CLOSURE_REASON, REFERRAL_SOURCE } from "../../kernel/codes/inNeed.ts";
import {
  EPISODE_END_REASON,
  LEGAL_STATUS,
  PLACEMENT_CHANGE_REASON,
  PLACEMENT_TYPE,
} from "../../kernel/codes/care.ts";
import { PARTICIPATION } from "../../kernel/codes/careOutcomes.ts";
import { ETHNICITY } from "../../kernel/codes/ethnicity.ts";
import { ASSESSMENT_FACTOR } from "../../kernel/codes/factors.ts";
import { type CodeSet, wordsFor } from "../../kernel/codes/codeSet.ts";
import { ageOn, type IsoDate } from "../../kernel/dates.ts";
import type { Status } from "../../kernel/duties/rule.ts";
import { KINDS, type EventKind } from "../../kernel/timeline/kinds.ts";
import type { Detail } from "../../kernel/timeline/event.ts";
import { sayDate } from "../../ui/words.ts";

/** The meaning of a code, or the code itself when the list does not have it. */
export function sayCode(set: CodeSet, code: unknown): string | null {
  if (typeof code !== "string" || code === "") return null;
  return wordsFor(set, code) ?? code;
}

const STATUS_WORDS: Record<Status, string> = {
  held: "Held",
  open: "Open case",
  assessment: "Being assessed",
  section47: "Section 47 enquiry",
  "protection-plan": "Child protection plan",
  "in-need-plan": "Child in need plan",
  "looked-after": "Looked after",
  "pre-proceedings": "Pre-proceedings",
  missing: "Missing now",
  "care-leaver": "Care leaver",
  "early-help": "Early help",
  "liberty-order": "Deprivation of liberty order",
};

export function sayStatus(status: Status, detail: Detail): string {
  const category = status === "protection-plan" ? sayCode(ABUSE_CATEGORY, detail["category"]) : null;
  return category === null ? STATUS_WORDS[status] : `${STATUS_WORDS[status]}: ${category.toLowerCase()}`;
}

const YES_NO = (value: unknown, yes: string, no: string, blank: string): string =>
  value === true ? yes : value === false ? no : blank;

/** The second line of a timeline entry: what its detail means. Null when the title says it all. */
export function sayDetail(kind: EventKind, detail: Detail): string | null {
  const parts: (string | null)[] = [];
  switch (kind) {
    case "contact.received":
      parts.push(sayCode(REFERRAL_SOURCE, detail["source"]));
      break;
    case "referral.received":
      parts.push(
        sayCode(REFERRAL_SOURCE, detail["source"]),
        sayCode(PRIMARY_NEED, detail["need"]),
        detail["nfa"] === true ? "no further action" : null,
      );
      break;
    case "referral.closed":
      parts.push(sayCode(CLOSURE_REASON, detail["reason"]));
      break;
    case "assessment.authorised":
      parts.push(...factorsOf(detail), typeof detail["outcome"] === "string" ? detail["outcome"] : null);
      break;
    case "cp.started":
      parts.push(sayCode(ABUSE_CATEGORY, detail["category"]), plansBefore(detail["previous"]));
      break;
    case "cp.reviewed":
      parts.push(
        YES_NO(detail["continuePlan"], "plan goes on", "plan ends", ""),
        sayCode(PARTICIPATION, detail["participation"]),
      );
      break;
    case "conference.notNeeded":
      parts.push(
        detail["substantiated"] === true ? "concern substantiated" : null,
        detail["dayKnown"] === false ? "the file gives no day for the decision" : null,
      );
      break;
    case "visit.made":
      parts.push(
        YES_NO(detail["seen"], "seen", "not seen", "the record does not say if seen"),
        detail["seen"] === true ? YES_NO(detail["alone"], "alone", "not alone", "") : null,
        detail["bedroom"] === true ? "bedroom seen" : null,
      );
      break;
    case "legal.changed":
      parts.push(sayCode(LEGAL_STATUS, detail["status"]));
      break;
    case "placement.started":
      parts.push(sayCode(PLACEMENT_TYPE, detail["type"]));
      break;
    case "placement.ended":
      parts.push(sayCode(PLACEMENT_CHANGE_REASON, detail["reason"]));
      break;
    case "care.ended":
      parts.push(sayCode(EPISODE_END_REASON, detail["reason"]));
      break;
    case "care.reviewed":
      parts.push(sayCode(PARTICIPATION, detail["participation"]));
      break;
    case "sdq.scored":
      parts.push(typeof detail["score"] === "number" ? `score ${detail["score"]}` : "no score");
      break;
    case "worker.allocated":
    case "worker.ended":
      parts.push(
        typeof detail["workerName"] === "string" ? detail["workerName"] : (detail["worker"] as string | null),
        typeof detail["teamName"] === "string" ? detail["teamName"] : null,
      );
      break;
    default:
      for (const name of ["reason", "outcome", "step", "eligibility", "by", "plan", "status"]) {
        if (typeof detail[name] === "string") parts.push(detail[name]);
      }
  }
  const said = parts.filter((part) => part !== null && part !== "");
  return said.length === 0 ? null : said.join("; ");
}

const factorsOf = (detail: Detail): string[] => {
  const factors = detail["factors"];
  return Array.isArray(factors)
    ? factors.slice(0, 6).map((code) => sayCode(ASSESSMENT_FACTOR, code) ?? String(code))
    : [];
};

const plansBefore = (count: unknown): string | null =>
  typeof count === "number" && count > 0 ? `${count} earlier plan${count === 1 ? "" : "s"}` : null;

export const sayKind = (kind: EventKind): string => KINDS[kind].words;

export const isKey = (kind: EventKind): boolean => "key" in KINDS[kind];

export const sayEthnicity = (code: string | null): string | null => sayCode(ETHNICITY, code);

export function sayAge(born: IsoDate | null, on: IsoDate): string | null {
  if (born === null || born > on) return null;
  const years = ageOn(born, on);
  if (years >= 2) return `${years}`;
  const months =
    (Number(on.slice(0, 4)) - Number(born.slice(0, 4))) * 12 +
    Number(on.slice(5, 7)) -
    Number(born.slice(5, 7)) -
    (on.slice(8) < born.slice(8) ? 1 : 0);
  return months < 1 ? "under a month" : `${months} month${months === 1 ? "" : "s"}`;
}

/** "Born Thu 14 Feb 2019", "Expected Fri 4 Dec 2026", "Birth date not known". */
export function sayBorn(born: IsoDate | null, expected: IsoDate | null): string {
  if (born !== null) return `Born ${sayDate(born)}`;
  return expected === null ? "Birth date not known" : `Expected ${sayDate(expected)}`;
}

/** For a file or a person that told us something. */
export const FORMAT_WORDS: Record<string, string> = {
  cin: "Children in need census",
  ssda903: "Looked-after return",
  "annex-a": "Child-level lists",
  ssd: "Standard Safeguarding Dataset",
  kith: "Recorded here",
  demo: "Demonstration",
};

/** The child's name as this person may see it, or the number. */
export const displayName = (child: {
  readonly id: number;
  readonly name: string | null;
  readonly localId: string | null;
}): string => child.name ?? `Child ${child.localId ?? child.id}`;
