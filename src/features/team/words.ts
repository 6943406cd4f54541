import { daysBetween, type IsoDate } from "../../kernel/dates.ts";
import { sayNumber } from "../../ui/words.ts";
import { plural } from "../work/words.ts";

/** "3 children have nobody; 12 duties are late": what a manager came to ask. */
export function sayTeam(amounts: {
  readonly unheld: number | null;
  readonly late: number;
  readonly week: number;
}): string {
  const parts = [
    amounts.unheld === null
      ? "nothing brought in says who holds whom"
      : amounts.unheld > 0
        ? `${plural(amounts.unheld, "child has", "children have")} nobody`
        : null,
    amounts.late > 0 ? plural(amounts.late, "duty is late", "duties are late") : null,
    amounts.week > 0 ? `${sayNumber(amounts.week)} due in the next 7 days` : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return "Nothing that is known of is late or due in the next 7 days.";
  const said = parts.join("; ");
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

/** How long the oldest late duty has been late; null where none is. */
export const sayLongest = (oldest: IsoDate | null, today: IsoDate): string | null =>
  oldest === null ? null : `longest ${plural(daysBetween(oldest, today), "day")}`;
