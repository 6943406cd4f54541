import { assert, boolean, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { isCommonPassword } from "./commonPasswords.ts";
import { COMMON_WORDS } from "./commonWords.ts";

describe("common passwords", () => {
  it.each([
    "password",
    "password1",
    "p@ssw0rd",
    "p455w0rd!",
    "pa55word2026",
    "letmein!!",
    "123password",
    "qwertyuiop",
    "qwerty123456",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "zaq12wsx",
    "12345678",
    "1234567890",
    "87654321",
    "11111111",
    "aaaaaaaa",
    "abcabcabc",
    "abcd1234",
    "01/02/1998",
    "liverpool1",
    "liverpool fc",
    "l1verp00l",
    "summer2026",
    "5ummer2026!",
    "monkeymonkey",
    "charlie99",
    "safeguarding1",
    "welcome@123",
    "iloveyou2",
  ])("%s is one", (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each([
    "copper-lantern-forty",
    "elephantgarden77",
    "threerandomwords",
    "k7v#q9mzt2",
    "we went to whitby in the rain",
    "monkey8273645182",
    "tuesday marmalade",
  ])("%s is not", (password) => {
    expect(isCommonPassword(password)).toBe(false);
  });

  it("finds every common word under a capital, a few letters as digits, and a year after it", () => {
    const leet: Record<string, string> = { a: "4", e: "3", o: "0", s: "5" };
    assert(
      property(
        constantFrom(...COMMON_WORDS),
        constantFrom("", "1", "!", "123", "2026", "2026!"),
        boolean(),
        (word, after, disguised) => {
          const said = disguised ? Array.from(word, (letter) => leet[letter] ?? letter).join("") : word;
          expect(isCommonPassword(said + after)).toBe(true);
        },
      ),
    );
  });
});
