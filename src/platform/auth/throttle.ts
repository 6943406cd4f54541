import { sql } from "kysely";
import { addHours, type IsoInstant } from "../../kernel/dates.ts";
import type { Handle } from "../db/transact.ts";
import { addSeconds } from "../web/moments.ts";
import { mark, type Secret } from "./seal.ts";

/**
 * Slowing guesses. Failed tries are counted over the last hour, in three ways; past a number of free ones, the next must wait, a little longer each time and never more
 * than a minute. While waiting a try is not looked at and not counted, so nobody can push anybody's wait along. Nothing locks for good.
 *
 * A browser that this person has signed in on before is counted by itself: strangers who guess at the name do not slow it.
 */
export type Counts = {
  /** Tries at this name from this network, on browsers we do not know. */
  readonly nameHere: Tries;
  /** Tries at this name from anywhere, on browsers we do not know. */
  readonly name: Tries;
  /** Tries from this network at any name. */
  readonly network: Tries;
  /** Tries at this name on browsers it is known on. */
  readonly device: Tries;
};
export type Tries = { readonly count: number; readonly last: IsoInstant | null };

const FREE = { nameHere: 5, name: 20, network: 30, device: 5 } as const;
const LONGEST_WAIT_SECONDS = 60;

/** Seconds to wait after the last failed try: 1, 2, 4 ... 60 past the free ones. */
export const waitAfter = (tries: number, free: number): number =>
  tries < free ? 0 : Math.min(LONGEST_WAIT_SECONDS, 2 ** Math.min(10, tries - free));

const isWaiting = (tries: Tries, free: number, now: IsoInstant): boolean =>
  tries.last !== null && addSeconds(tries.last, waitAfter(tries.count, free)) > now;

/** Whether this try must wait. */
export function mustWait(counts: Counts, deviceKnown: boolean, now: IsoInstant): boolean {
  if (deviceKnown) return isWaiting(counts.device, FREE.device, now);
  return (
    isWaiting(counts.nameHere, FREE.nameHere, now) ||
    isWaiting(counts.name, FREE.name, now) ||
    isWaiting(counts.network, FREE.network, now)
  );
}

/** Who tries: the name as a keyed mark, because people type passwords into the wrong box. */
export type Attempt = { readonly name: string; readonly network: string; readonly deviceKnown: boolean };

export const attemptOf = (secret: Secret, name: string, network: string, deviceKnown: boolean): Attempt => ({
  name: mark(secret, "sign-in try", name.trim().toLowerCase()),
  network,
  deviceKnown,
});

/** Whether a try may be looked at now. */
export async function mayTry(handle: Handle, attempt: Attempt): Promise<boolean> {
  const { now } = handle.context;
  const rows = await sql<{
    here: number;
    here_last: IsoInstant | null;
    name: number;
    name_last: IsoInstant | null;
    network: number;
    network_last: IsoInstant | null;
    device: number;
    device_last: IsoInstant | null;
  }>`select
      count(*) filter (where named and not device_known and network = ${attempt.network}) as here,
      max(at) filter (where named and not device_known and network = ${attempt.network}) as here_last,
      count(*) filter (where named and not device_known) as name,
      max(at) filter (where named and not device_known) as name_last,
      count(*) filter (where network = ${attempt.network} and not device_known) as network,
      max(at) filter (where network = ${attempt.network} and not device_known) as network_last,
      count(*) filter (where named and device_known) as device,
      max(at) filter (where named and device_known) as device_last
    from (select *, sign_in = ${attempt.name} as named from sign_in_try
      where at > ${addHours(now, -1)} and (sign_in = ${attempt.name} or network = ${attempt.network})) tries`.execute(
    handle.db,
  );
  const row = rows.rows[0];
  if (row === undefined) return true;
  const counts: Counts = {
    nameHere: { count: row.here, last: row.here_last },
    name: { count: row.name, last: row.name_last },
    network: { count: row.network, last: row.network_last },
    device: { count: row.device, last: row.device_last },
  };
  return !mustWait(counts, attempt.deviceKnown, now);
}

/** Writes a failed try down, and forgets those of days ago. */
export async function noteFailure(handle: Handle, attempt: Attempt): Promise<void> {
  const { now } = handle.context;
  await handle.db
    .insertInto("sign_in_try")
    .values({ at: now, sign_in: attempt.name, network: attempt.network, device_known: attempt.deviceKnown })
    .execute();
  await handle.db.deleteFrom("sign_in_try").where("at", "<", addHours(now, -48)).execute();
}

/** Forgets the failed tries that came before a right one, from the same place. */
export async function forgetFailures(handle: Handle, attempt: Attempt): Promise<void> {
  await handle.db
    .deleteFrom("sign_in_try")
    .where("sign_in", "=", attempt.name)
    .where((where) =>
      attempt.deviceKnown
        ? where("device_known", "=", true)
        : where.and([where("network", "=", attempt.network), where("device_known", "=", false)]),
    )
    .execute();
}

/** The value of the cookie that says a browser has been signed in on by this account. */
export const deviceCookie = (secret: Secret, accountId: number): string =>
  `${accountId}.${mark(secret, "device", String(accountId))}`;

/** Whether a browser carries this account's cookie. One browser may carry those of several people who share it. */
export const knowsDevice = (secret: Secret, cookie: string | null, accountId: number): boolean =>
  (cookie ?? "").split("~").includes(deviceCookie(secret, accountId));

/** The browser's cookie with this account added; the last four people who used it. */
export function withDevice(secret: Secret, cookie: string | null, accountId: number): string {
  const mine = deviceCookie(secret, accountId);
  const others = (cookie ?? "").split("~").filter((value) => value !== "" && value !== mine);
  return [mine, ...others].slice(0, 4).join("~");
}
