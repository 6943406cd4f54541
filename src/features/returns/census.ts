import { setImmediate as breathe } from "node:timers/promises";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { CensusChild, CensusHeader } from "../../returns/cin/make/child.ts";
import { censusXml } from "../../returns/cin/make/write.ts";
import { assemble, type Held } from "./assemble.ts";
import type { CensusEntry } from "./entry.ts";
import { candidates, holdings } from "./rows.ts";
import { periodOf } from "./year.ts";

export type { CensusEntry } from "./entry.ts";

/** Which census, of what day, of whom. */
export type CensusAsk = {
  /** The March it ends in: 2027 is 2026-27. */
  readonly year: number;
  /** The day it speaks for: what happened later is not in it. 31 March of the year or later for a whole one, earlier for a draft. */
  readonly asAt: IsoDate;
  /** These people only; everybody of the year when left out. */
  readonly only?: readonly number[];
};

/** A handle, or as much of one as reading takes. */
type Reading = Pick<Handle, "db">;

/** Children read at a time: few enough to hold, enough that queries do not count. */
const BATCH = 1000;

/** Children put together between two looks at whether the database has answered. */
const BREATH = 40;

/**
 * Every child of a census, one at a time in the order of the authority's numbers, from what the handle's person may see: the whole return is the system's to ask
 * for. Each comes with what was left out or written otherwise than held, and with the rows it was made of.
 */
export async function* censusChildren(handle: Reading, ask: CensusAsk): AsyncGenerator<CensusEntry> {
  const period = periodOf(ask.year, ask.asAt);
  const people = await candidates(handle.db, period, ask.only);
  // The next children are read while these are put together and written.
  const read = (at: number): Promise<readonly Held[]> => {
    const batch = holdings(handle.db, people.slice(at, at + BATCH));
    // It fails where it is waited for, which may be later than here.
    batch.catch(() => undefined);
    return batch;
  };
  let next = read(0);
  try {
    for (let at = 0; at < people.length; at += BATCH) {
      const batch = await next;
      if (at + BATCH < people.length) next = read(at + BATCH);
      for (const [nth, held] of batch.entries()) {
        const entry = assemble(held, period);
        if (entry !== null) yield entry;
        if (nth % BREATH === BREATH - 1) await breathe();
      }
    }
  } finally {
    // Whoever stops early may end the transaction, and nothing may still be asked in it.
    await next.catch(() => undefined);
  }
}

/** Written out in pieces of about this many characters. */
const PIECE = 64 * 1024;

/**
 * The census as a file, ready for the department's system; the same record gives the same bytes.
 * @param told of each child as it is written
 */
export async function* censusFile(
  handle: Reading,
  ask: CensusAsk,
  header: CensusHeader,
  told: (entry: CensusEntry) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let piece = "";
  for await (const text of censusXml(header, childrenOf(censusChildren(handle, ask), told))) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield encoder.encode(piece);
    piece = "";
  }
  yield encoder.encode(piece);
}

async function* childrenOf(
  entries: AsyncIterable<CensusEntry>,
  told: (entry: CensusEntry) => void,
): AsyncGenerator<CensusChild> {
  for await (const entry of entries) {
    told(entry);
    yield entry.child;
  }
}
