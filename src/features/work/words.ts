import type { IsoDate } from "../../kernel/dates.ts";
import { sayNumber } from "../../ui/words.ts";
import type { ChildRef, RuleCount } from "./queries.ts";

export const sayChild = (child: ChildRef): string => child.name ?? `Child ${child.localId ?? child.id}`;

export type Amounts = {
  readonly late: number;
  readonly today: number;
  readonly week: number;
  readonly later: number;
};

export function total(counts: readonly RuleCount[]): Amounts {
  const sum = (pick: (row: RuleCount) => number): number => counts.reduce((n, row) => n + pick(row), 0);
  return {
    late: sum((row) => row.late),
    today: sum((row) => row.today),
    week: sum((row) => row.week),
    later: sum((row) => row.later),
  };
}

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${sayNumber(n)} ${n === 1 ? one : many}`;

/** The sentence at the top of My work: "2 late, 1 to do today, 4 in the next 7 days." */
export function sayLoad(amounts: Amounts): string {
  const parts = [
    amounts.late > 0 ? `${sayNumber(amounts.late)} late` : null,
    amounts.today > 0 ? `${sayNumber(amounts.today)} to do today` : null,
    amounts.week > 0 ? `${sayNumber(amounts.week)} in the next 7 days` : null,
  ].filter((part) => part !== null);
  return parts.length === 0
    ? "Nothing that is known of falls due in the next 7 days."
    : `${parts.join(", ")}.`;
}

/** "You hold 14 children, and cover 3 for others who are away." */
export function sayHolding(held: number, covered: number): string {
  const own = held === 0 ? "You hold no children" : `You hold ${plural(held, "child", "children")}`;
  if (covered === 0) return `${own}.`;
  return `${own}, and cover ${plural(covered, "child", "children")} for others who are away.`;
}

export type WhenPart = "late" | "today" | "week" | "later";

/** Which part of the list a duty stands in. What falls due at the weekend is to be done on the Friday. */
export function partOf(duty: { due: IsoDate; actBy: IsoDate }, today: IsoDate, weekEnd: IsoDate): WhenPart {
  if (duty.due < today) return "late";
  if (duty.actBy <= today) return "today";
  return duty.due <= weekEnd ? "week" : "later";
}

export const PART_WORDS: Record<WhenPart, string> = {
  late: "Late",
  today: "Today",
  week: "In the next 7 days",
  later: "Later",
};
