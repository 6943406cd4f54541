import { assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { addHours, systemNow } from "../../kernel/dates.ts";
import { addSeconds } from "../web/moments.ts";
import {
  type Counts,
  deviceCookie,
  knowsDevice,
  mustWait,
  type Tries,
  waitAfter,
  withDevice,
} from "./throttle.ts";

const SECRET = Buffer.alloc(32, 1);
const now = systemNow();
const none: Tries = { count: 0, last: null };
const quiet: Counts = { nameHere: none, name: none, network: none, device: none };
const many: Tries = { count: 500, last: addSeconds(now, -1) };

describe("the wait after failed tries", () => {
  it("is nothing for the free ones, then grows, and never passes a minute", () => {
    expect([0, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1000].map((tries) => waitAfter(tries, 5))).toEqual([
      0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60,
    ]);
    assert(
      property(integer({ min: 0, max: 100_000 }), integer({ min: 1, max: 100 }), (tries, free) => {
        expect(waitAfter(tries + 1, free)).toBeGreaterThanOrEqual(waitAfter(tries, free));
        expect(waitAfter(tries, free)).toBeLessThanOrEqual(60);
      }),
    );
  });

  it("holds for a browser nobody knows when the name, the name from here, or the network has had too many", () => {
    expect(mustWait(quiet, false, now)).toBe(false);
    for (const which of ["nameHere", "name", "network"] as const)
      expect(mustWait({ ...quiet, [which]: many }, false, now)).toBe(true);
  });

  it("holds for a known browser only for what was tried on known browsers", () => {
    expect(mustWait({ nameHere: many, name: many, network: many, device: none }, true, now)).toBe(false);
    expect(mustWait({ ...quiet, device: many }, true, now)).toBe(true);
  });

  it("is always over within a minute of the last try", () => {
    const later = { count: 100_000, last: addHours(now, 0) };
    expect(
      mustWait({ nameHere: later, name: later, network: later, device: later }, false, addSeconds(now, 61)),
    ).toBe(false);
  });
});

describe("the cookie of a known browser", () => {
  it("is known for the accounts that were signed in on it, and cannot be made up", () => {
    const cookie = withDevice(SECRET, withDevice(SECRET, null, 7), 8);
    expect(knowsDevice(SECRET, cookie, 7)).toBe(true);
    expect(knowsDevice(SECRET, cookie, 8)).toBe(true);
    expect(knowsDevice(SECRET, cookie, 9)).toBe(false);
    expect(knowsDevice(SECRET, null, 7)).toBe(false);
    expect(knowsDevice(SECRET, deviceCookie(Buffer.alloc(32, 2), 7), 7)).toBe(false);
    expect(knowsDevice(SECRET, "7.", 7)).toBe(false);
  });

  it("remembers the last four people who share a browser", () => {
    let cookie: string | null = null;
    for (const account of [1, 2, 3, 4, 5, 5]) cookie = withDevice(SECRET, cookie, account);
    expect([1, 2, 3, 4, 5].map((account) => knowsDevice(SECRET, cookie, account))).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
  });
});
