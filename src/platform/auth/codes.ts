import { randomInt } from "node:crypto";
import { mark, type Secret } from "./seal.ts";

/** Letters and digits that are not taken for one another when read aloud or written down. */
const ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

/** A one-time code of so many groups of four, about 20 random bits to a group. */
export const oneTimeCode = (groups: number): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join(""),
  ).join("-");

/** A code as it is compared: capitals, without dashes or spaces. */
const bareCode = (typed: string): string => typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, "");

/** Ten codes to keep on paper, for the day the phone is lost. Each works once. */
export const recoveryCodes = (): string[] => Array.from({ length: 10 }, () => oneTimeCode(3));

/** A code as it is kept. Codes are random enough that a keyed hash is as good as a slow one. */
export const codeMark = (secret: Secret, purpose: string, code: string): string =>
  mark(secret, `code:${purpose}`, bareCode(code));
