import { bunching } from "../service/summary.ts";
import { sayNumber } from "../../ui/words.ts";
import type { Indicator, Spread } from "./indicator.ts";
import type { MeasureLine } from "./view.ts";

/** A pile before the deadline, said out loud; null where there is none. */
export function sayBunched(days: ReadonlyMap<number, number>, spread: Spread): string | null {
  const found = bunching(
    [...days].map(([day, count]) => ({ days: day, count })),
    spread.deadline,
  );
  if (found === null) return null;
  return `${sayNumber(found.last)} were finished in the last ${found.days} ${spread.unit}s allowed, and ${sayNumber(found.after)} in the ${found.days} after: the deadline seems to set the pace. Ask whether the child’s need did.`;
}

/** What is left out of an indicator's figures, in a sentence; null where nothing is. */
export function saySplit(indicator: Indicator, lines: readonly MeasureLine[]): string | null {
  const unknown = lines[0]?.reading?.unknown ?? 0;
  if (unknown === 0) return null;
  return `${sayNumber(unknown)} more belong in the denominator of “${indicator.name.toLowerCase()}”, and nobody can say whether in the numerator: they are in neither.`;
}

const SIDE_WORDS = {
  numerator: "in the numerator",
  denominator: "in the denominator",
  unknown: "of whom it is not known",
  open: "still open and over",
} as const;

export const saySide = (side: keyof typeof SIDE_WORDS): string => SIDE_WORDS[side];
