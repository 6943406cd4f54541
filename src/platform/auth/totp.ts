import { generateSecret, generateSync, generateURI, verifySync } from "otplib";
import type { IsoInstant } from "../../kernel/dates.ts";

/** Time-based codes (RFC 6238) as authenticator apps make them: SHA-1, six digits, every 30 seconds. */
const STEP_SECONDS = 30;

/** A new shared secret, 160 bits in base32. */
export const newTotpSecret = (): string => generateSecret({ length: 20 });

/** What an authenticator app reads from the picture. */
export const totpAddress = (secret: string, signIn: string): string =>
  generateURI({ issuer: "Kith", label: signIn, secret });

const seconds = (at: IsoInstant): number => Math.floor(Temporal.Instant.from(at).epochMilliseconds / 1000);

/**
 * The step a code was made in, or undefined when it is not one of ours for about now. One step either side is let pass, for clocks that are off.
 * @param lastStep the step of the last code this account used: a code seen over a shoulder cannot be used again
 */
export function totpStep(
  secret: string,
  code: string,
  at: IsoInstant,
  lastStep: number | null,
): number | undefined {
  const token = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return undefined;
  const result = verifySync({ secret, token, epoch: seconds(at), epochTolerance: STEP_SECONDS });
  if (!result.valid) return undefined;
  const step = Math.floor(seconds(at) / STEP_SECONDS) + result.delta;
  return lastStep !== null && step <= lastStep ? undefined : step;
}

/** The code an app would show. */
export const totpCode = (secret: string, at: IsoInstant): string =>
  generateSync({ secret, epoch: seconds(at) });

/** A secret in groups of four, for typing in. */
export const spelled = (secret: string): string => secret.match(/.{1,4}/g)?.join(" ") ?? secret;
