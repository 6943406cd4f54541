/** Chances for work that waits its turn, at `servers` places and an `offered` load counted in places. */
export interface Erlang {
  /** Chance that all places are taken where callers who find them so are lost. */
  erlangB: number;
  /** Chance of waiting where they queue; 1 when the load is as large as the places. */
  erlangC: number;
}

/** Says what is wrong with a queue, or null. */
export function erlangProblem(servers: number, offered: number): string | null {
  if (!Number.isInteger(servers) || servers < 1 || servers > 1_000_000) {
    return "servers must be a whole number from 1 to 1,000,000";
  }
  if (!(offered >= 0) || offered === Infinity) return "offered must be 0 or more";
  return null;
}

/**
 * Erlang B and C by the recursion on the number of places, which neither overflows nor loses digits. For a duty team, places = workers times
 * the cases each can hold, and offered = arrivals a year times mean years open. Source: Erlang 1917.
 */
export function erlang(servers: number, offered: number): Erlang {
  let blocked = 1;
  for (let place = 1; place <= servers; place += 1) {
    blocked = (offered * blocked) / (place + offered * blocked);
  }
  const waits = offered >= servers ? 1 : (servers * blocked) / (servers - offered * (1 - blocked));
  return { erlangB: blocked, erlangC: waits };
}
