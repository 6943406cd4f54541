import type { Context } from "../../kernel/context.ts";
import { type IsoDate, londonDate } from "../../kernel/dates.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import { writePdf } from "../../platform/files/pdf.ts";
import { writeSheets } from "../../platform/files/workbookSheets.ts";
import { lastMonth } from "../insight/queries.ts";
import { loadBrain } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import type { Outlooks } from "./outlook.ts";
import { packBlocks } from "./packBlocks.ts";
import { packTitle, sayAbove, sayStamp, type Stamp } from "./stamp.ts";
import { packSheets } from "./packSheets.ts";
import { keepPack } from "./store.ts";
import type { Audience } from "./sees.ts";
import { type PackData, readPack } from "./values.ts";

export type MakeDeps = {
  readonly database: Database;
  readonly spine: Spine;
  readonly release: string;
  readonly outlooks: Outlooks;
};

/** The month a pack made now is of: the last that is over. */
export const monthNow = (context: Pick<Context, "now">): IsoDate => lastMonth(londonDate(context.now));

/**
 * Makes a pack and keeps it: as the system, so that it holds the same whoever asked. What is read is read in one transaction; the files are made between transactions, so that
 * nobody waits for them. The same record and stamp give the same bytes.
 * @returns the pack's number
 */
export async function makePack(deps: MakeDeps, context: Context, audience: Audience): Promise<number> {
  const { data, stamp } = await deps.database.transact(context, async (handle) => {
    const { calendar } = await loadBrain(handle.db, deps.spine);
    return {
      data: await readPack(handle, calendar, audience, deps.outlooks),
      stamp: await stampOf(handle, audience, deps.release),
    };
  });
  const files = await packFiles(data, stamp);
  return await deps.database.transact(context, async (handle) => {
    const id = await keepPack(handle.db, context, stamp, files);
    await handle.audit("report.made", { detail: { pack: id, audience, month: stamp.month } });
    return id;
  });
}

export async function packFiles(
  data: PackData,
  stamp: Stamp,
): Promise<{ readonly pdf: Uint8Array; readonly xlsx: Uint8Array }> {
  const title = packTitle(stamp);
  return {
    pdf: await writePdf({
      title,
      subject: "Children’s social care: what is wrong now, what changes and what cannot be told",
      author: stamp.authority,
      madeAt: stamp.madeAt,
      above: sayAbove(stamp),
      below: sayStamp(stamp),
      blocks: packBlocks(data, stamp),
    }),
    xlsx: await writeSheets(
      { title, creator: stamp.authority, madeAt: stamp.madeAt },
      packSheets(data, stamp),
    ),
  };
}

async function stampOf(handle: Handle, audience: Audience, release: string): Promise<Stamp> {
  const { context, db } = handle;
  const authority = await db
    .selectFrom("authority")
    .select("name")
    .where("id", "=", context.authorityId)
    .executeTakeFirst();
  const installation = await db.selectFrom("installation").select("kind").executeTakeFirst();
  return {
    authority: authority?.name ?? "This authority",
    audience,
    month: monthNow(context),
    madeAt: context.now,
    byName: context.who,
    release,
    demonstration: installation?.kind === "demonstration",
  };
}
