import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Receiver, startReceiver } from "../../../test/receiver.ts";
import type { ChildPayload } from "../../returns/csc-api/payload.ts";
import { receiverClient } from "./client.ts";
import { deliver, type Fate, type Item, MOST_TRIES, Stopped } from "./deliver.ts";
import { readSharing } from "./settings.ts";

/** Against a real server on this machine. The waits are noted and not waited. */
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver("330");
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.held.clear();
  receiver.calls.length = 0;
  receiver.limits.children = 100;
});

const child = (n: number): ChildPayload => ({
  la_child_id: `L${n}`,
  child_details: { first_name: `Child ${n}`, purge: false },
  purge: false,
});
const children = (n: number): Item[] =>
  Array.from({ length: n }, (_, at) => ({ message: child(at), doubted: false }));

/** Sends some children and says what became of each, how long was waited, and what stopped it. */
async function send(items: readonly Item[], env: { [name: string]: string } = {}) {
  const sharing = readSharing({ ...receiver.env, ...env });
  if (sharing.kind === "off") throw new Error(`off: ${sharing.missing.join()}`);
  const fates = new Map<string, Fate>();
  const waits: number[] = [];
  const kept: string[] = [];
  let stopped: string | null = null;
  try {
    await deliver(items, {
      post: receiverClient(sharing.settings, "330").post,
      sleep: async (ms) => void waits.push(ms),
      before: async () => undefined,
      notTaken: async (these) => void kept.push(...these.map((item) => item.message.la_child_id)),
      settled: async (these) => {
        for (const { item, fate } of these) {
          expect(fates.has(item.message.la_child_id)).toBe(false);
          fates.set(item.message.la_child_id, fate);
        }
      },
    });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    stopped = error.message;
  }
  const outcomes = Object.groupBy([...fates.keys()], (id) => fates.get(id)?.outcome ?? "");
  return { fates, waits, kept, stopped, outcomes };
}

describe("a sending", () => {
  it("signs in, says who is asking and for whom, and takes a receipt for each child", async () => {
    const { fates, stopped } = await send(children(3));
    expect(stopped).toBeNull();
    expect(receiver.calls.map(({ path, status }) => [path, status])).toEqual([
      ["/api/1/children_social_care_data/330/children", 200],
    ]);
    expect(receiver.calls[0]?.headers).toMatchObject({
      supplierkey: receiver.supplierKey,
      "content-type": "application/json",
    });
    expect(receiver.calls[0]?.headers["authorization"]).toMatch(/^Bearer token-/);
    expect(
      [...fates.values()].every(({ outcome, words }) => outcome === "accepted" && words.length > 36),
    ).toBe(true);
    expect([...receiver.held.keys()]).toEqual(["L0", "L1", "L2"]);
  });

  it("signs in again when the token has expired", async () => {
    const before = receiver.tokens();
    receiver.failNext({ kind: "expire token" });
    const { outcomes, waits } = await send(children(2));
    expect(outcomes["accepted"]).toHaveLength(2);
    expect(receiver.tokens() - before).toBe(2);
    expect(waits).toEqual([1000]);
  });

  it("waits longer and longer when turned away, and as long as it is told to", async () => {
    receiver.failNext(
      { kind: "status", status: 429 },
      { kind: "status", status: 403 },
      { kind: "status", status: 429, retryAfter: 30 },
    );
    const { outcomes, waits, kept } = await send(children(2));
    expect(outcomes["accepted"]).toHaveLength(2);
    expect(waits).toEqual([1000, 2000, 30_000]);
    // Turned away is surely not taken.
    expect(kept).toHaveLength(6);
  });

  it.each([
    ["a fault of the receiver", { kind: "status", status: 503 }],
    ["an answer without content", { kind: "status", status: 204 }],
    ["an answer cut short", { kind: "cut", taken: true }],
    ["no answer at all", { kind: "hang", taken: true }],
  ] as const)("tries again after %s, and remembers that it may have been taken", async (_, fault) => {
    receiver.failNext(fault);
    const items = children(2);
    const { outcomes, waits, kept } = await send(items, { KITH_SHARE_TIMEOUT_MS: "400" });
    expect(outcomes["accepted"]).toHaveLength(2);
    expect(waits).toEqual([1000]);
    expect(kept).toEqual([]);
    expect(items.every(({ doubted }) => doubted)).toBe(true);
  });

  it("sets aside the children a refusal names, with its words, and sends the rest", async () => {
    receiver.refuse("L1", "child_details.ethnicity is not a code");
    receiver.refuse("L4", "social_care_episodes[0].referral_date is after today");
    const { fates, outcomes } = await send(children(6));
    receiver.refuse("L1", null);
    receiver.refuse("L4", null);
    expect(outcomes).toMatchObject({ accepted: ["L0", "L2", "L3", "L5"], refused: ["L1", "L4"] });
    expect(fates.get("L1")?.words).toContain("ethnicity is not a code");
    expect(fates.get("L4")?.words).toContain("referral_date is after today");
    expect(fates.get("L1")?.words).not.toContain("referral_date");
    expect(receiver.calls).toHaveLength(2);
  });

  it("finds out by halving whom a refusal is about that names nobody", async () => {
    // Four, then two and two: each part is refused without a name until the first child stands alone.
    const vague = { kind: "status", status: 400, text: "The request was malformed." } as const;
    receiver.failNext(vague, vague, vague);
    const { fates, outcomes } = await send(children(4));
    expect(outcomes).toEqual({ refused: ["L0"], accepted: ["L1", "L2", "L3"] });
    expect(fates.get("L0")?.words).toBe("The request was malformed.");
  });

  it("halves what is too large, and sets aside a child who is too large alone", async () => {
    receiver.limits.children = 2;
    expect((await send(children(5))).outcomes["accepted"]).toHaveLength(5);
    receiver.limits.children = 0;
    expect((await send(children(2))).outcomes).toEqual({ "too large": ["L0", "L1"] });
  });

  it.each(["fewer", "words", "html"] as const)(
    "does not take an answer that does not fit (%s) for a receipt",
    async (how) => {
      receiver.failNext({ kind: "misfit", how, taken: true });
      const { outcomes } = await send(children(3));
      expect(outcomes["accepted"]).toHaveLength(3);
      receiver.failNext(...Array.from({ length: 3 }, () => ({ kind: "misfit", how, taken: true }) as const));
      const alone = await send(children(1));
      expect(alone.outcomes).toEqual({ unclear: ["L0"] });
      expect(alone.fates.get("L0")?.words).toMatch(/The answer is .*receipts were expected/);
    },
  );

  it("stops when the receiver cannot be sent anything, and says why without repeating what it sent or any key", async () => {
    receiver.failNext(
      ...Array.from(
        { length: MOST_TRIES },
        () => ({ kind: "status", status: 500, text: `at Child 0 ${receiver.supplierKey}` }) as const,
      ),
    );
    const failed = await send(children(2));
    expect(failed.stopped).toBe("The receiver answered 500.");
    expect(failed.waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
    expect(failed.fates.size).toBe(0);
    receiver.failNext(
      ...Array.from(
        { length: MOST_TRIES },
        () => ({ kind: "status", status: 403, text: `key ${receiver.supplierKey} is not known` }) as const,
      ),
    );
    const barred = await send(children(1));
    expect(barred.stopped).toBe("The receiver answered 403: key (not shown) is not known");
  });

  it("stops when signing in is refused, or nobody is there", async () => {
    const refused = await send(children(1), { KITH_SHARE_CLIENT_SECRET: "wrong-secret" });
    expect(refused.stopped).toContain("Signing in was refused (401)");
    expect(refused.stopped).not.toContain("wrong-secret");
    const gone = await startReceiver("330");
    await gone.close();
    const nobody = await send(children(1), { KITH_SHARE_TOKEN_URL: gone.tokenUrl });
    expect(nobody.stopped).toContain("Signing in: The receiver does not take calls.");
    expect(receiver.calls).toEqual([]);
  });
});
