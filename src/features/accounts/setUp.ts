import { z } from "zod";
import { systemContext } from "../../kernel/context.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { checkPassword, hashPassword } from "../../platform/auth/password.ts";
import type { Secret } from "../../platform/auth/seal.ts";
import { attemptOf, forgetFailures } from "../../platform/auth/throttle.ts";
import type { Database } from "../../platform/db/transact.ts";
import { line } from "../../platform/web/parameters.ts";
import { signInName } from "./commands.ts";
import { isSetupCode, readInstallation } from "./installation.ts";
import { type Asking, accountById, halfway, reserve, type SignInOutcome, signingIn } from "./signIn.ts";

export const KINDS = ["demonstration", "trial", "service"] as const;

export const kindInput = z.strictObject({
  code: line("Enter the code that was printed when Kith started", 60),
  kind: z.enum(KINDS, { error: "Choose what this installation is" }),
});

/** What the first administrator does besides making accounts. */
export const ALSO = {
  "service-manager": ["system-administrator", "service-manager"],
  "performance-analyst": ["system-administrator", "performance-analyst"],
  "set-up": ["system-administrator"],
} as const;

export const administratorInput = z.strictObject({
  ...kindInput.shape,
  kind: z.enum(["trial", "service"]),
  authority: line("Enter the name of the authority"),
  name: line("Enter your name"),
  signIn: signInName,
  password: z.string({ error: "Choose a password" }),
  also: z.enum(["service-manager", "performance-analyst", "set-up"], {
    error: "Choose what else you do here",
  }),
});

/** Whether the code is right and the kind can be had here. Wrong codes are slowed like wrong passwords. */
export async function checkKind(
  database: Database,
  secret: Secret,
  asking: Asking,
  input: z.infer<typeof kindInput>,
): Promise<Result<null>> {
  if (input.kind === "service" && database.engine.kind === "pglite")
    return fail(
      "not-in-this-installation",
      "A service needs PostgreSQL, and this installation runs on the embedded database. See below how to change that",
      "kind",
    );
  return await database.transact(signingIn(asking), async (handle) => {
    const { kind } = await readInstallation(handle);
    if (kind !== "undecided" && kind !== input.kind)
      return fail(
        "already-done",
        `This installation was made a ${kind} on the command line. Choose “a ${kind}” to go on`,
        "kind",
      );
    const attempt = attemptOf(secret, "(set-up)", asking.visitor.network, false);
    if (!(await reserve(handle, attempt)))
      return fail("too-many-tries", "That was tried too often. Wait a minute and try again");
    if (!(await isSetupCode(handle, secret, input.code)))
      return fail("invalid", "That is not the code that was printed when Kith last started", "code");
    await forgetFailures(handle, attempt);
    return ok(null);
  });
}

/** Makes an installation a demonstration, once its people and children are loaded. */
export async function becomeDemonstration(
  database: Database,
  asking: Asking,
  load: () => Promise<void>,
): Promise<void> {
  await load();
  await database.transact(signingIn(asking), async (handle) => {
    await handle.db
      .updateTable("installation")
      .set({ kind: "demonstration", setup_code_hash: null })
      .where("kind", "=", "undecided")
      .execute();
    await handle.audit("installation.set-up", { detail: { kind: "demonstration" } });
  });
}

/** Makes the installation what it is and its first administrator, at once; they go on to their second factor. */
export async function setUp(
  database: Database,
  secret: Secret,
  asking: Asking,
  input: z.infer<typeof administratorInput>,
): Promise<Result<SignInOutcome>> {
  const allowed = await checkKind(database, secret, asking, { code: input.code, kind: input.kind });
  if (!allowed.ok) return allowed;
  const checked = checkPassword(input.password, input.signIn, input.name);
  if (!checked.ok) return checked;
  const password_hash = await hashPassword(input.password);
  const system = systemContext("set-up", 0, asking.now, asking.requestId);
  return await database.transact(system, async (handle) => {
    const { empty, authorityId } = await readInstallation(handle);
    // Two people with the code at once: the second finds the row changed.
    const taken = await handle.db
      .updateTable("installation")
      .set({ kind: input.kind, setup_code_hash: null })
      .where("kind", "in", empty ? ["undecided", input.kind] : ["(nobody may)"])
      .executeTakeFirst();
    if (Number(taken.numUpdatedRows) === 0)
      return fail("already-done", "This installation has been set up already");
    const authority =
      authorityId ??
      (
        await handle.db
          .insertInto("authority")
          .values({ name: input.authority })
          .returning("id")
          .executeTakeFirstOrThrow()
      ).id;
    await handle.db.updateTable("installation").set({ authority_id: authority }).execute();
    const made = await handle.db
      .insertInto("account")
      .values({
        authority_id: authority,
        sign_in: input.signIn,
        name: input.name,
        password_hash,
        roles: [...ALSO[input.also]],
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const account = await accountById(handle, made.id);
    if (account === undefined) throw new Error("the account just made is not there");
    await handle.audit("installation.set-up", {
      detail: { kind: input.kind, account: made.id, roles: ALSO[input.also] },
    });
    return ok(await halfway(handle, asking, account));
  });
}
