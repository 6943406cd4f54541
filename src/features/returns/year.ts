import { date, earlier, type IsoDate } from "../../kernel/dates.ts";

/** The returns Kith makes from its own record. */
export type ReturnKind = "cin";

/** Which return: its kind and the March its year ends in (2027 is 2026-27). */
export type ReturnId = { readonly kind: ReturnKind; readonly year: number };

/** The days a return is about: 1 April, and 31 March or the earlier day it is made on or speaks for. Both included. */
export type Period = { readonly year: number; readonly from: IsoDate; readonly to: IsoDate };

export const referenceDate = (year: number): IsoDate => date(`${year}-03-31`);

export const yearOfDay = (on: IsoDate): number => Number(on.slice(0, 4)) + (on.slice(5) > "03-31" ? 1 : 0);

export const periodOf = (year: number, asAt: IsoDate): Period => ({
  year,
  from: date(`${year - 1}-04-01`),
  to: earlier(asAt, referenceDate(year)),
});

/** Last year's return is worked on until it is final (31 July) and corrected for a while after. */
const LAST_YEARS_UNTIL = "10-31";

/** The years that are checked: this one, and the one before while it can still be put right. The one under way first. */
export function yearsInPlay(today: IsoDate): readonly number[] {
  const year = yearOfDay(today);
  const before = today.slice(5) > "03-31" && today.slice(5) <= LAST_YEARS_UNTIL;
  return before ? [year, year - 1] : [year];
}

/** The year of an address, if it is one whose return can be asked for. */
export function readYear(text: string | undefined): number | undefined {
  return text !== undefined && /^20\d\d$/.test(text) ? Number(text) : undefined;
}

/** The return of an address, if its year has begun. */
export function returnAt(at: { readonly today: IsoDate }, text: string | undefined): ReturnId | undefined {
  const year = readYear(text);
  return year === undefined || year > yearOfDay(at.today) ? undefined : { kind: "cin", year };
}
