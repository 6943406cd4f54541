import type { Db } from "../record/bulk.ts";
import type { Kind } from "./settings.ts";

/** What this installation is. */
export async function installationKind(db: Db): Promise<Kind> {
  const row = await db.selectFrom("installation").select("kind").executeTakeFirst();
  return (row?.kind ?? "undecided") as Kind;
}
