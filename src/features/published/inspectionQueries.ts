import { sql } from "kysely";
import type { Handle } from "../../platform/db/transact.ts";
import { type Inspection, mergeInspections } from "./inspections.ts";

/** Every inspection and visit of an authority, or of all, each once. */
export async function readInspections(handle: Handle, area?: string): Promise<readonly Inspection[]> {
  const one = area === undefined ? sql`` : sql`and i.area_code = ${area}`;
  const { rows } =
    await sql<Inspection>`select i.id, i.area_code as area, i.code_then as "codeThen", i.framework, i.version, i.type, i.started_on as "startedOn",
      i.dates_said as "datesSaid", i.published_on as "publishedOn", i.judgements, i.theme, i.link, s.publisher as source
    from inspection i join published_source s on s.id = i.source_id where s.state = 'loaded' ${one} order by i.id`.execute(
      handle.db,
    );
  // Areas apart: each is compared only with its own.
  return [...Map.groupBy(rows, (row) => row.area).values()].flatMap(mergeInspections);
}
