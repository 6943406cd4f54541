import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** The installation's secret, 32 random bytes kept in the data folder and not in the database. */
export type Secret = Buffer;

/** A key for one purpose, so that what is made for one cannot be used for another. */
const keyFor = (secret: Secret, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "kith", purpose, 32));

/**
 * Encrypts a short text (AES-256-GCM). It opens only with the same secret, purpose and bond.
 * @param bond what it belongs to, such as an account's number: a value moved to another row does not open there
 */
export function seal(secret: Secret, purpose: string, bond: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(secret, purpose), nonce);
  cipher.setAAD(Buffer.from(bond));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

/** What `seal` was given; undefined for anything it did not make for this purpose and bond. */
export function unseal(secret: Secret, purpose: string, bond: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < 28) return undefined;
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyFor(secret, purpose), bytes.subarray(0, 12), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(bond));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return decipher.update(bytes.subarray(28), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return undefined;
  }
}

/** A keyed mark of a text: the same text gives the same mark here and nowhere else. */
export const mark = (secret: Secret, purpose: string, text: string): string =>
  createHmac("sha256", keyFor(secret, purpose)).update(text).digest("base64url");
