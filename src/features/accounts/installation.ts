import { systemContext } from "../../kernel/context.ts";
import { type IsoInstant, systemNow } from "../../kernel/dates.ts";
import { codeMark, oneTimeCode } from "../../platform/auth/codes.ts";
import type { Secret } from "../../platform/auth/seal.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";

export type InstallationKind = "undecided" | "demonstration" | "trial" | "service";

export type Installation = {
  readonly kind: InstallationKind;
  readonly authorityId: number | null;
  readonly authorityName: string | null;
  /** Nobody has an account yet. */
  readonly empty: boolean;
};

/** What this installation is, read inside a transaction. */
export async function readInstallation(handle: Handle): Promise<Installation> {
  const row = await handle.db
    .selectFrom("installation")
    .leftJoin("authority", "authority.id", "installation.authority_id")
    .select(["installation.kind", "installation.authority_id", "authority.name"])
    .executeTakeFirstOrThrow();
  const anyone = await handle.db.selectFrom("account").select("id").limit(1).executeTakeFirst();
  return {
    kind: row.kind as InstallationKind,
    authorityId: row.authority_id,
    authorityName: row.name,
    empty: anyone === undefined,
  };
}

/** What this installation is. */
export const installationOf = (database: Database, now: IsoInstant): Promise<Installation> =>
  database.transact(systemContext("installation", 0, now), readInstallation);

/**
 * A new one-time code for making the first administrator, to be printed where only the person who started the server sees it. The codes before it no longer work.
 * @returns null once the installation has been set up
 */
export async function newSetupCode(
  database: Database,
  secret: Secret,
  now: IsoInstant,
): Promise<string | null> {
  return await database.transact(systemContext("set-up", 0, now), async (handle) => {
    const { empty, kind } = await readInstallation(handle);
    if (!empty || kind === "demonstration") return null;
    const code = oneTimeCode(4);
    await handle.db
      .updateTable("installation")
      .set({ setup_code_hash: codeMark(secret, "setup", code) })
      .execute();
    return code;
  });
}

/** Whether this is the code that was printed last. */
export async function isSetupCode(handle: Handle, secret: Secret, code: string): Promise<boolean> {
  const row = await handle.db.selectFrom("installation").select("setup_code_hash").executeTakeFirstOrThrow();
  return row.setup_code_hash !== null && row.setup_code_hash === codeMark(secret, "setup", code);
}

/** The operator says on the command line that a new installation is a trial; what was decided before stands. */
export async function becomeTrial(database: Database): Promise<void> {
  await database.transact(systemContext("set-up", 0, systemNow()), async (handle) => {
    const changed = await handle.db
      .updateTable("installation")
      .set({ kind: "trial" })
      .where("kind", "=", "undecided")
      .executeTakeFirst();
    if (Number(changed.numUpdatedRows) > 0) await handle.audit("installation.trial");
  });
}
