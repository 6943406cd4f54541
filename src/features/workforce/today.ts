import type { Handle } from "../../platform/db/transact.ts";
import { seesCoarse } from "../insight/suppress.ts";
import type { Today } from "./assumptions.ts";
import { readSeason } from "./season.ts";
import { inTens, readSnapshot } from "./snapshot.ts";
import { readPoints } from "./store.ts";

/** What the record and local policy say today, as the person who asks may see it. */
export async function readToday(handle: Handle): Promise<Today> {
  const snapshot = await readSnapshot(handle);
  return {
    snapshot: seesCoarse(handle.context) ? inTens(snapshot) : snapshot,
    points: await readPoints(handle),
    season: await readSeason(handle),
  };
}
