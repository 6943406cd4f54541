import { createHash } from "node:crypto";
import { addMonths } from "../../kernel/dates.ts";
import { bytesFromBuffer } from "../../platform/files/bytes.ts";
import type { CinChild } from "../../returns/cin/child.ts";
import { issueList, type Issue } from "../../returns/cin/check/issue.ts";
import type { Census } from "../../returns/cin/check/rule.ts";
import { checkWith } from "../../returns/cin/check/run.ts";
import { rulesetFor, type Ruleset } from "../../returns/cin/check/ruleset.ts";
import { startChecks } from "../../returns/cin/check/runRules.ts";
import type { CinHeader } from "../../returns/cin/header.ts";
import { readCin, readCinHeader } from "../../returns/cin/read.ts";
import { type Items, itemsOf } from "./items.ts";
import { type Anchors, anchorsOf, type FixKind, fixOf, type Place, placeAt } from "./places.ts";
import { referenceDate, type Period } from "./year.ts";

/** One child's part of the file, as the census writer wrote it, and the rows it was made of. */
export type Made = {
  readonly personId: number;
  readonly xml: string;
  readonly madeOf: readonly string[];
  readonly notes: readonly string[];
};

/** What a rule finds, in terms of the record and not of the file. */
export type Found = {
  /** Null: about the return as a whole. */
  readonly personId: number | null;
  readonly rule: string;
  readonly severity: Issue["severity"];
  /** The same for as long as it is the same thing in the same place. */
  readonly key: string;
  readonly across: boolean;
  readonly fix: FixKind;
  readonly message: string;
  readonly places: readonly Place[];
  /** Changes when a value it rests on does. */
  readonly factsHash: string;
};

export type CheckedChild = {
  readonly personId: number;
  readonly localId: string | null;
  readonly items: Items;
  readonly madeOf: readonly string[];
  readonly notes: readonly string[];
  readonly issues: readonly Found[];
};

/** A check of one return: the rules of its year, its header and its period. */
export type ReturnCheck = {
  readonly ruleset: Ruleset;
  readonly header: CinHeader;
  readonly headerXml: string;
  readonly period: Period;
  readonly census: Census;
};

/** Undefined for a year whose rules are not here. */
export async function startReturnCheck(period: Period, headerXml: string): Promise<ReturnCheck | undefined> {
  const ruleset = rulesetFor(period.year);
  if (ruleset === undefined) return undefined;
  const header = await readCinHeader(source(fileOf(headerXml, "")));
  const whole = period.to === referenceDate(period.year);
  // Before the year is over the day it would go is not the reference date, which is no fault of anybody's.
  const returnRules = whole ? ruleset.returnRules : ruleset.returnRules.filter((rule) => rule.id !== "100");
  return {
    ruleset: { ...ruleset, returnRules },
    header,
    headerXml,
    period,
    census: { ...period, over25: addMonths(period.to, -25 * 12) },
  };
}

const source = (text: string) => bytesFromBuffer("the return", new TextEncoder().encode(text));

const fileOf = (header: string, children: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n${header}<Children>\n${children}</Children>\n</Message>\n`;

const ORDINAL = /^\/Message\/Children\/Child(?:\[(\d+)\])?/;

const ordinalIn = (path: string | undefined): number | undefined => {
  const found = ORDINAL.exec(path ?? "");
  return found === null ? undefined : Number(found[1] ?? 1);
};

/** Told of each child as it is read, for what is found across children. */
export type Across = { readonly see: (child: CinChild, elements: number, personId: number) => void };

/**
 * Checks some children as a file of their own: every rule about one child, and what each adds to the numbers. It says the same of a child whoever is checked with it, so a child
 * checked alone and one checked with all the others come out alike.
 */
export async function checkChildren(
  check: ReturnCheck,
  made: readonly Made[],
  across?: Across,
): Promise<readonly CheckedChild[]> {
  if (made.length === 0) return [];
  const file = source(fileOf(check.headerXml, made.map((child) => child.xml).join("")));
  const report = await checkWith(file, { ...check.ruleset, returnRules: [] }, check.header);
  const byChild = Map.groupBy(
    report.issues.filter((issue) => issue.scope === "child"),
    (issue) => ordinalIn(issue.locations[0]?.path) ?? 0,
  );
  const checked: CheckedChild[] = [];
  for await (const part of readCin(file, () => undefined)) {
    if (part.kind !== "child") continue;
    const { child } = part;
    const ours = made[checked.length];
    if (ours === undefined) throw new Error("the file has more children than were written");
    const issues = byChild.get(checked.length + 1) ?? [];
    checked.push({
      ...ours,
      localId: child.localId?.said ?? null,
      items: itemsOf(child, check.period),
      issues: issues.length === 0 ? [] : foundOf(ours.personId, issues, anchorsOf(child), false),
    });
    across?.see(child, part.elements, ours.personId);
  }
  if (checked.length !== made.length) throw new Error("the file lost a child on the way");
  return checked;
}

/** Runs the rules about the whole return, and those that compare children, while all of them go by. */
export function startAcross(check: ReturnCheck): Across & { readonly end: () => readonly Found[] } {
  const list = issueList();
  const checks = startChecks(check.census, { ...check.ruleset, childRules: [] }, check.header, list);
  /** By their place in the whole return. */
  const people: number[] = [];
  return {
    see: (child, elements, personId) => {
      people.push(personId);
      // Numbered as in the whole return, of which this is a part.
      child.node.nth = people.length;
      checks.child(child, elements);
    },
    end: () => {
      checks.end(people.length);
      return list.issues.flatMap((issue) => {
        const ordinal = issue.scope === "child" ? ordinalIn(issue.locations[0]?.path) : undefined;
        const personId = ordinal === undefined ? null : (people[ordinal - 1] ?? null);
        return foundOf(personId, [issue], new Map(), true);
      });
    },
  };
}

function foundOf(
  personId: number | null,
  issues: readonly Issue[],
  anchors: Anchors,
  across: boolean,
): readonly Found[] {
  const nth = new Map<string, number>();
  return issues.map((issue) => {
    const places = issue.locations.map((location) => placeAt(anchors, location));
    const base = `${issue.rule}|${[...new Set(places.map(refOf))].sort().join(",")}`;
    const count = (nth.get(base) ?? 0) + 1;
    nth.set(base, count);
    return {
      personId,
      rule: issue.rule,
      severity: issue.severity,
      key: (count === 1 ? base : `${base}#${count}`).slice(0, 400),
      across,
      fix: fixOf(issue.severity, across, places),
      message: issue.message,
      places,
      factsHash: factsHash(issue.rule, places),
    };
  });
}

/** A thing by its table and day; a value that belongs to the child alone by its item. */
const refOf = (place: Place): string =>
  place.anchor === null || place.anchor.on === "" ? place.item : `${place.anchor.table}:${place.anchor.on}`;

/** What an issue rests on, whatever order the file tells it in. */
export function factsHash(rule: string, places: readonly Place[]): string {
  const facts = places.map((place) => [refOf(place), place.item, place.value]);
  const text = JSON.stringify([rule, facts.map((fact) => JSON.stringify(fact)).sort()]);
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
