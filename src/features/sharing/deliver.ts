import { halved, placesNamed } from "../../returns/csc-api/batch.ts";
import type { ChildPayload } from "../../returns/csc-api/payload.ts";
import type { Answer } from "./client.ts";

/** One child's message, with whatever the caller needs to know of it afterwards. */
export type Item = {
  readonly message: ChildPayload;
  /** Set once a message with this child in it was lost: then it may have been taken, whatever is answered later. */
  doubted: boolean;
};

export type Fate = {
  readonly outcome: "accepted" | "refused" | "too large" | "unclear";
  /** The receipt, or the receiver's words. */
  readonly words: string;
};

export type Delivery<Of extends Item> = {
  readonly post: (children: readonly ChildPayload[]) => Promise<Answer>;
  readonly sleep: (ms: number) => Promise<void>;
  /** Before a message goes: written down that it may be taken from now on. */
  readonly before: (items: readonly Of[]) => Promise<void>;
  /** It was surely not taken. */
  readonly notTaken: (items: readonly Of[]) => Promise<void>;
  readonly settled: (items: readonly { readonly item: Of; readonly fate: Fate }[]) => Promise<void>;
};

/** The receiver cannot be sent anything now. What was not settled is as it was. */
export class Stopped extends Error {
  constructor(words: string) {
    super(words);
    this.name = "Stopped";
  }
}

/** Tries of one message before the sending is stopped: it waits 1, 2, 4, 8 and 16 seconds between them. */
export const MOST_TRIES = 6;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 120_000;
/** Answers that do not fit are asked for again so often before the message is cut in half. */
const MOST_UNCLEAR = 2;

const waitFor = (tries: number): number => FIRST_WAIT_MS * 2 ** (tries - 1);

/**
 * Sends one batch until the fate of everybody in it is known. A refusal that names children sets them aside and sends the rest; one that names nobody, a message too
 * large and an answer that does not fit are found out by halving. Throws Stopped when the receiver cannot be sent anything.
 */
export async function deliver<Of extends Item>(items: readonly Of[], by: Delivery<Of>): Promise<void> {
  const waiting: (readonly Of[])[] = [items];
  for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
    if (batch.length === 0) continue;
    waiting.unshift(...(await deliverOne(batch, by)));
  }
}

/** Sends one message until something is known of it. @returns the smaller messages to send in its stead */
async function deliverOne<Of extends Item>(
  batch: readonly Of[],
  by: Delivery<Of>,
): Promise<readonly (readonly Of[])[]> {
  const alone = batch.length === 1;
  const setAside = async (outcome: Exclude<Fate["outcome"], "accepted">, words: string): Promise<void> =>
    await by.settled(batch.map((item) => ({ item, fate: { outcome, words } })));
  let unclear = 0;
  for (let tries = 1; ; tries += 1) {
    await by.before(batch);
    const answer = await by.post(batch.map((item) => item.message));
    switch (answer.kind) {
      case "accepted":
        await by.settled(
          batch.map((item, at) => ({
            item,
            fate: { outcome: "accepted", words: answer.receipts[at] ?? "" },
          })),
        );
        return [];
      case "refused":
        await by.notTaken(batch);
        return await refused(batch, answer.words, by);
      case "too large":
        await by.notTaken(batch);
        if (!alone) return halved(batch);
        await setAside("too large", answer.words);
        return [];
      case "turned away":
        await by.notTaken(batch);
        if (tries >= MOST_TRIES) throw new Stopped(answer.words);
        await by.sleep(Math.min(LONGEST_WAIT_MS, Math.max(waitFor(tries), answer.afterMs ?? 0)));
        break;
      case "lost":
        doubt(batch);
        if (tries >= MOST_TRIES) throw new Stopped(answer.words);
        await by.sleep(waitFor(tries));
        break;
      case "unclear":
        doubt(batch);
        unclear += 1;
        if (unclear > MOST_UNCLEAR) {
          if (!alone) return halved(batch);
          await setAside("unclear", answer.words);
          return [];
        }
        await by.sleep(waitFor(unclear));
        break;
    }
  }
}

const doubt = (items: readonly Item[]): void => {
  for (const item of items) item.doubted = true;
};

async function refused<Of extends Item>(
  batch: readonly Of[],
  words: string,
  by: Delivery<Of>,
): Promise<readonly (readonly Of[])[]> {
  const named = placesNamed(words, batch.length);
  if (named.size === 0 && batch.length > 1) return halved(batch);
  const plain = words.replaceAll(/\s+/g, " ").slice(0, 500) || "The receiver gave no reason.";
  const atFault = batch.length === 1 ? new Map([[0, named.get(0) ?? plain]]) : named;
  await by.settled(
    batch.flatMap((item, at) => {
      const said = atFault.get(at);
      return said === undefined
        ? []
        : [{ item, fate: { outcome: "refused" as const, words: said || plain } }];
    }),
  );
  return [batch.filter((_, at) => !atFault.has(at))];
}
