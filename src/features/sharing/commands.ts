import { z } from "zod";
import { fail, ok } from "../../kernel/result.ts";
import type { Command } from "../../platform/command.ts";
import { enqueue } from "../../platform/jobs/queue.ts";
import { installationKind } from "./installation.ts";
import { addRun, type RunKind } from "./runs.ts";
import { mayNotSend, type Sharing } from "./settings.ts";
import { RUN } from "./work.ts";

const nothing = z.strictObject({});

/** Asks for a run, done by a job at once: a look at what would be sent, or a sending. One at a time. */
export const askRun = (kind: RunKind, sharing: Sharing): Command<Record<string, never>, { run: number }> => ({
  act: kind === "look" ? "sharing.look.asked" : "sharing.send.asked",
  right: "returns.submit",
  input: nothing,
  run: async (handle) => {
    if (sharing.kind === "off")
      return fail(
        "not-in-this-installation",
        "Sharing is not set up on this machine, so nothing can be sent.",
      );
    const refused = mayNotSend(await installationKind(handle.db), sharing.settings);
    if (refused !== null) return fail("not-in-this-installation", refused);
    const { authorityId, accountId, who, now } = handle.context;
    const run = await handle.asSystem(async (db) => {
      const id = await addRun(db, {
        authorityId,
        kind,
        sentTo: new URL(sharing.settings.url).host,
        by: { id: accountId, name: who },
        now,
      });
      if (id !== undefined) await enqueue(db, RUN, { run: id, authority: authorityId });
      return id;
    });
    return run === undefined
      ? fail("already-done", "One is under way already. Wait until it has ended.")
      : ok({ run });
  },
  about: (_input, { run }) => ({ detail: { run } }),
});
