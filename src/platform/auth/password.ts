import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { isCommonPassword } from "./commonPasswords.ts";

/** Argon2id with 19 MiB and two passes: the least OWASP advises for interactive sign-in. Memory is in KiB. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const TAG_BYTES = 32;

export const PASSWORD_MIN = 8;
export const PASSWORD_SUGGESTED = 15;
export const PASSWORD_MAX = 128;

/** One way to write a password, whichever keyboard composed its accents. */
const plain = (password: string): string => password.normalize("NFKC");

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2(
      "argon2id",
      { message: Buffer.from(plain(password)), nonce: salt, tagLength: TAG_BYTES, ...cost },
      (error, tag) => {
        if (error === null) resolve(tag);
        else reject(error);
      },
    );
  });
}

/** The password as it is kept: method, cost, salt and hash in one text. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, salt, COST);
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${salt.toString("base64url")}$${tag.toString("base64url")}`;
}

const SHAPE = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;

/**
 * Whether this is the password. Without anything to compare with it takes as long and says no, so that the time tells nobody which accounts exist.
 * @param kept what `hashPassword` gave, or null for an account that has none or is not there
 */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const parts = SHAPE.exec(kept ?? "");
  const salt = parts === null ? Buffer.alloc(16) : Buffer.from(parts[4] ?? "", "base64url");
  const cost =
    parts === null
      ? COST
      : ({
          memory: Number(parts[1]),
          passes: Number(parts[2]),
          parallelism: Number(parts[3]),
        } as typeof COST);
  const tag = await derive(password.slice(0, 4 * PASSWORD_MAX), salt, cost);
  const expected = Buffer.from(parts?.[5] ?? "", "base64url");
  return expected.length === tag.length && timingSafeEqual(expected, tag);
}

/** Whether somebody may choose this password. No rules about kinds of characters: length and not being guessed first are what count. */
export function checkPassword(password: string, signIn: string, name = ""): Result<string> {
  const length = Array.from(plain(password)).length;
  if (length < PASSWORD_MIN)
    return fail(
      "invalid",
      `Use at least ${PASSWORD_MIN} characters; ${PASSWORD_SUGGESTED} or more is better`,
      "password",
    );
  if (length > PASSWORD_MAX) return fail("invalid", `Use ${PASSWORD_MAX} characters or fewer`, "password");
  const lower = plain(password).toLowerCase();
  const own = [signIn, signIn.split("@", 1)[0] ?? "", ...name.split(/\s+/)]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= 4);
  if (own.some((word) => lower.includes(word)))
    return fail("invalid", "Choose a password without your name or sign-in name in it", "password");
  if (isCommonPassword(lower))
    return fail(
      "invalid",
      "That password is on lists that people who break in try first. Three unrelated words make a good one",
      "password",
    );
  return ok(password);
}
