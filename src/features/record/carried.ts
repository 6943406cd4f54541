import { sql } from "kysely";
import type { EventKind } from "../../kernel/timeline/kinds.ts";
import type { Db } from "./bulk.ts";

/** Remembers which kinds of event anything has told of, so that a page can say what it cannot tell without reading the whole timeline. */
export async function noteCarried(db: Db, authorityId: number, kinds: ReadonlySet<EventKind>): Promise<void> {
  if (kinds.size === 0) return;
  await sql`insert into carried_kind (authority_id, kind) select ${authorityId}, unnest(${[...kinds]}::text[]) on conflict do nothing`.execute(
    db,
  );
}
