import type { DayNumber } from "../kernel/dates.ts";
import type { Chance } from "./chance.ts";
import type { Days } from "./days.ts";

/** The three figures of the authority's code: no authority has them. */
export const AUTHORITY_CODE = "999";

const SPREAD = 7919;
const ROOM = 900_000;

/** The authority's number for the nth child: six figures in no order that could be read, and no two alike. */
export function localId(seed: number, index: number): string {
  const turn = Math.floor(index / ROOM);
  const number = (((index % ROOM) * SPREAD + (Math.abs(seed) % ROOM)) % ROOM) + 100_000;
  return turn === 0 ? `NM${number}` : `NM${number}${turn}`;
}

const LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";

/** A pupil number with a right check letter, from one of the pseudo authority codes kept for schools abroad and the forces. */
export function upn(days: Days, index: number, born: DayNumber): string {
  const started = String(Number(days.iso(born).slice(2, 4)) + 4)
    .padStart(2, "0")
    .slice(-2);
  const digits = `001${started}${String(index).padStart(7, "0").slice(-7)}`;
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) sum += Number(digits[place]) * (place + 2);
  return `${LETTERS[sum % 23] ?? "A"}${digits}`;
}

/** An NHS number with a right check digit from the range (999) set aside for tests; null for the one in eleven that has none. */
export function nhsNumber(index: number): string | null {
  const digits = `999${String(index).padStart(6, "0").slice(-6)}`;
  let sum = 0;
  for (let place = 0; place < 9; place += 1) sum += Number(digits[place]) * (10 - place);
  const check = 11 - (sum % 11);
  if (check === 10) return null;
  return `${digits}${check === 11 ? 0 : check}`;
}

const POSTCODE_ENDS = "A B D E F G H J L N P Q R S T U W X Y Z".split(" ");

/** A postcode of an area that does not exist, in the authority or somewhere else. */
export function postcode(chance: Chance, near: boolean): string {
  const end = `${chance.pick(POSTCODE_ENDS)}${chance.pick(POSTCODE_ENDS)}`;
  return `${near ? "NM" : "QN"}${chance.whole(1, near ? 19 : 40)} ${chance.whole(1, 9)}${end}`;
}
