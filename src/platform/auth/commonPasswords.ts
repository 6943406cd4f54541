import { COMMON_WORDS } from "./commonWords.ts";

/**
 * Passwords that guessers try first. Breached lists are, for the most part, a few words in a few disguises, so instead of the lists we keep the words
 * and take the disguises off: letters written as digits or signs, capitals, digits and signs before and after, the word said twice, keyboard runs.
 */
const KEYBOARD = [
  "1234567890",
  "0987654321",
  "qwertyuiopasdfghjklzxcvbnm",
  "poiuytrewqlkjhgfdsamnbvcxz",
  "abcdefghijklmnopqrstuvwxyz",
  "zyxwvutsrqponmlkjihgfedcba",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
  "1q2w3e4r5t6y7u8i9o0p",
  "q1w2e3r4t5y6u7i8o9p0",
  "qazwsxedcrfvtgbyhnujm",
  "zaq12wsxcde34rfvbgt56yhnmju78",
  "asdfghjkl",
  "zxcvbnm",
  "147258369",
  "789456123",
  "159753456852",
  "112233445566778899",
];

const DISGUISES: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "9": "g",
  "@": "a",
  $: "s",
  "!": "i",
  "|": "l",
  "+": "t",
  "€": "e",
  "£": "l",
};

/** Decoration longer than this is not decoration: it may be the better part of the password. */
const MOST_DECORATION = 6;

/** Whether a password is one of the common ones, plainly or in disguise. Give it in lower case. */
export function isCommonPassword(lower: string): boolean {
  const text = lower.replaceAll(/\s/g, "");
  if (isPattern(text)) return true;
  return candidates(text).some((word) => COMMON_WORDS.has(word) || COMMON_WORDS.has(once(word)));
}

/**
 * The words it may be: with any of the digits and signs at either end taken off, then undisguised. Each cut is tried, because the last 0 of `camar0123` is
 * a letter and the rest is not.
 */
function candidates(text: string): string[] {
  const before = Math.min(MOST_DECORATION, /^[^a-z]*/.exec(text)?.[0].length ?? 0);
  const after = Math.min(MOST_DECORATION, /[^a-z]*$/.exec(text)?.[0].length ?? 0);
  const found = new Set<string>();
  for (let from = 0; from <= before; from += 1) {
    for (let off = 0; off <= after && from + off <= MOST_DECORATION; off += 1) {
      const inner = text.slice(from, text.length - off);
      for (const shape of [inner, undisguise(inner, "i"), undisguise(inner, "l")]) {
        const word = shape.replaceAll(/[^a-z]/g, "");
        if (word.length >= 3 && text.length - word.length <= MOST_DECORATION) found.add(word);
      }
    }
  }
  return [...found];
}

/** @param one the letter a 1 and an exclamation mark stand for */
const undisguise = (text: string, one: string): string =>
  Array.from(text, (sign) => (sign === "1" || sign === "!" ? one : (DISGUISES[sign] ?? sign))).join("");

/** `foxfox` and `abcabc` said once. */
function once(word: string): string {
  for (let size = 1; size <= word.length / 2; size += 1) {
    if (word.length % size === 0 && word.slice(0, size).repeat(word.length / size) === word)
      return word.slice(0, size);
  }
  return word;
}

/** Runs along a keyboard or an alphabet, one to three signs over and over, and numbers and dates alone. */
function isPattern(text: string): boolean {
  if (once(text).length <= 3 && text.length > 3) return true;
  if (/^\d{1,10}$/.test(text.replaceAll(/[/.-]/g, ""))) return true;
  const parts = text.match(/[a-z]+|\d+/g) ?? [];
  return parts.length > 0 && isRun(text)
    ? true
    : parts.length <= 2 && parts.every(isRun) && parts.join("") === text;
}

const isRun = (text: string): boolean =>
  (text.length >= 3 && KEYBOARD.some((row) => row.includes(text) || (row + row).includes(text))) ||
  (text.length >= 1 && once(text).length === 1 && text.length <= 4);
