import type { IsoDate } from "../../kernel/dates.ts";
import { londonDate, londonTime } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { CensusHeader } from "../../returns/cin/make/child.ts";
import { censusXml, childXml } from "../../returns/cin/make/write.ts";
import { type CensusEntry, censusChildren } from "./census.ts";
import type { Made } from "./check.ts";

/** What stands in the header for the software that made the file. */
const SOFTWARE = "Kith";

/** The header's values, all but those only a made file has. */
export async function censusHeader(
  handle: Handle,
  year: number,
  made: { readonly release: string; readonly serial: string },
): Promise<CensusHeader> {
  const row = await handle.db
    .selectFrom("authority")
    .select("code")
    .where("id", "=", handle.context.authorityId)
    .executeTakeFirst();
  const { now } = handle.context;
  return {
    year,
    authorityCode: row?.code ?? "",
    softwareCode: SOFTWARE,
    ...made,
    producedAt: `${londonDate(now)}T${londonTime(now)}:00`,
  };
}

/** The header of the return as it would go today: its reference date is the day it is made, until the year is over. */
export async function headerOf(handle: Handle, year: number, to: IsoDate): Promise<string> {
  const header = await censusHeader(handle, year, { release: "", serial: "001" });
  let text = "";
  for await (const piece of censusXml(header, [])) text += piece;
  const found = /<Header>[\s\S]*<\/Header>\n/.exec(text)?.[0] ?? "";
  return found.replace(/(<ReferenceDate>)[^<]*/, `$1${to}`);
}

/** One child's part of the file and what it was made of. */
export const madeOf = (entry: CensusEntry, year: number): Made => ({
  personId: entry.personId,
  xml: childXml(entry.child, year),
  madeOf: entry.rows.map((row) => `${row.table}:${row.id}`),
  notes: entry.notes,
});

/** Those of some children who are in the return, as it would be written. */
export async function madeChildren(
  handle: Handle,
  year: number,
  asAt: IsoDate,
  only: readonly number[],
): Promise<readonly Made[]> {
  const made: Made[] = [];
  for await (const entry of censusChildren(handle, { year, asAt, only })) made.push(madeOf(entry, year));
  return made;
}
