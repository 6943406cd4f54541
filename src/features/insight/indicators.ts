import type { Area, CannotTell, Indicator, Measure } from "./indicator.ts";
import { assessmentIndicators } from "./indicators/assessment.ts";
import { careIndicators } from "./indicators/care.ts";
import { courtIndicators } from "./indicators/court.ts";
import { frontDoorIndicators } from "./indicators/frontDoor.ts";
import { healthIndicators } from "./indicators/health.ts";
import { inNeedIndicators } from "./indicators/inNeed.ts";
import { leavingIndicators } from "./indicators/leaving.ts";
import { protectionIndicators } from "./indicators/protection.ts";
import { workforceIndicators } from "./indicators/workforce.ts";
import { type EventKind, KINDS } from "../../kernel/timeline/kinds.ts";

/** The 66, in the order of their numbers. */
export const INDICATORS: readonly Indicator[] = [
  ...frontDoorIndicators,
  ...assessmentIndicators,
  ...protectionIndicators,
  ...inNeedIndicators,
  ...careIndicators,
  ...healthIndicators,
  ...leavingIndicators,
  ...courtIndicators,
  ...workforceIndicators,
].sort((a, b) => a.no - b.no);

/** Changes with any definition: an installation counted under another version counts everybody again. */
export const VERSION = "1";

/** The areas in the order of a child's way through the service. */
export const AREAS: readonly (readonly [area: Area, words: string])[] = [
  ["front-door", "Front door"],
  ["assessment", "Assessment"],
  ["protection", "Child protection"],
  ["in-need", "Children in need"],
  ["care", "Looked after"],
  ["health", "Health and missing"],
  ["leaving-care", "Leaving care"],
  ["court", "Court"],
  ["workforce", "Workforce"],
];

export const indicatorNo = (no: number): Indicator | undefined =>
  INDICATORS.find((indicator) => indicator.no === no);

/** Words of an id after its number, in the order in which they are stored. Only ever added to. */
const NAMED: readonly string[] = [
  "11.referral",
  "15.alone",
  "40.ceased",
  "48.dental",
  "48.immunised",
  "51.accepted",
  "53.adopted",
  "54.home",
  "54.work",
  "54.young",
  "54.young.home",
  "54.young.work",
  "56.children",
];

/** The number a measure is stored under: ten times the indicator's, plus its place among the named ones of that indicator. */
export const CODES: ReadonlyMap<string, number> = new Map([
  ...INDICATORS.map((indicator) => [String(indicator.no), indicator.no * 10] as const),
  ...NAMED.map((id) => {
    const no = id.slice(0, id.indexOf("."));
    return [id, Number(no) * 10 + 1 + NAMED.filter((n) => n.startsWith(`${no}.`)).indexOf(id)] as const;
  }),
]);

const IDS: ReadonlyMap<number, string> = new Map([...CODES].map(([id, code]) => [code, id]));

export function codeOf(measure: string): number {
  const code = CODES.get(measure);
  if (code === undefined) throw new Error(`no measure ${measure}`);
  return code;
}

export const measureOf = (code: number): string => IDS.get(code) ?? String(code);

/** Whether anything told could say a measure: why not, and what would; null where it can. */
export function whyNot(
  indicator: Indicator,
  measure: Measure,
  carried: ReadonlySet<EventKind>,
): CannotTell | null {
  if (measure.cannotTell !== undefined) return measure.cannotTell;
  const missing = indicator.needs.find((any) => !any.some((kind) => carried.has(kind)));
  if (missing === undefined) return null;
  const words = missing.map((kind) => `“${KINDS[kind].words.toLowerCase()}”`).join(" or ");
  return { because: `nothing brought in carries ${words}`, wouldTell: `a file that carries ${words}` };
}
