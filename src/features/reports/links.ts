import { timingSafeEqual } from "node:crypto";
import { addDays, type IsoDate, type IsoInstant, londonDate, startOfDay } from "../../kernel/dates.ts";
import type { Secret } from "../../platform/auth/seal.ts";
import { mark } from "../../platform/auth/seal.ts";

/** The way of one person to one pack. */
export type Link = {
  readonly id: number;
  readonly packId: number;
  readonly accountId: number;
  readonly accountName: string;
  readonly madeAt: IsoInstant;
  readonly until: IsoInstant;
  readonly openedAt: IsoInstant | null;
  readonly revokedAt: IsoInstant | null;
};

/** A pack that waits for somebody. */
export type Notice = { readonly month: IsoDate; readonly href: string; readonly until: IsoInstant };

/** Days a link opens unless a schedule says otherwise. */
export const LINK_DAYS = 30;
export const MOST_LINK_DAYS = 90;

/** The token of a link: worked out from the installation's secret each time it is shown or asked for, and kept nowhere. */
export const tokenOf = (secret: Secret, link: Pick<Link, "id" | "packId" | "accountId">): string =>
  mark(secret, "report-link", `${link.id}|${link.packId}|${link.accountId}`);

export const linkHref = (secret: Secret, link: Pick<Link, "id" | "packId" | "accountId">): string =>
  `/reports/${link.packId}/${tokenOf(secret, link)}`;

/** The end of the last day on which a link opens. */
export const untilOf = (now: IsoInstant, days: number): IsoInstant =>
  startOfDay(addDays(londonDate(now), days + 1));

export type Answer = "opens" | "not yours" | "over" | "revoked";

/** Whether a link opens for somebody: theirs, with its own token, in time and not taken back. */
export function answerOf(
  secret: Secret,
  link: Link,
  asked: { readonly accountId: number | null; readonly token: string; readonly now: IsoInstant },
): Answer {
  const right = Buffer.from(tokenOf(secret, link));
  const given = Buffer.from(asked.token);
  if (asked.accountId !== link.accountId || given.length !== right.length || !timingSafeEqual(given, right))
    return "not yours";
  if (link.revokedAt !== null) return "revoked";
  return asked.now < link.until ? "opens" : "over";
}
