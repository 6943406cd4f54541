import { describe, expect, test } from "vitest";
import { systemContext } from "../../kernel/context.ts";
import type { IsoInstant } from "../../kernel/dates.ts";
import { impatient, type LongWork, occupancy, SessionTaken } from "./longWork.ts";
import type { Database, Handle } from "./transact.ts";

const context = systemContext("tests", 1, "2026-11-21T10:00:00.000Z" as IsoInstant);
const importing: LongWork = {
  title: "Bringing in",
  path: "/import/x",
  label: "Children",
  unit: "children",
  total: 40,
};

/** A database of one session: a transaction waits for the one before it. */
function oneSession(kind: "pglite" | "postgres" = "pglite") {
  let before: Promise<unknown> = Promise.resolve();
  const database = {
    engine: { kind },
    transact: async <T>(_: unknown, work: (handle: Handle) => Promise<T>): Promise<T> => {
      const mine = before.then(() => work({} as Handle));
      before = mine.catch(() => undefined);
      return await mine;
    },
  } as unknown as Database;
  return database;
}
function gate() {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { closed: promise, open: () => resolve(undefined) };
}

describe("long work on the one session", () => {
  test("is known of while it lasts, with how far it is, and not when it is over, even if it fails", async () => {
    const busy = occupancy();
    expect(busy.current()).toBeNull();
    await busy.hold(importing, async (note) => {
      expect(busy.current()).toEqual({ ...importing, done: 0 });
      note(12);
      expect(busy.current()?.done).toBe(12);
    });
    expect(busy.current()).toBeNull();
    await expect(busy.hold(importing, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(busy.current()).toBeNull();
  });

  test("is told to somebody who reads, after a moment, and what they asked is never done", async () => {
    const [busy, database, end] = [occupancy(), oneSession(), gate()];
    const work = busy.hold(importing, () => database.transact(context, () => end.closed));
    let read = false;
    const asked = impatient(database, busy, 5).transact(context, async () => {
      read = true;
    });
    await expect(asked).rejects.toThrow(SessionTaken);
    end.open();
    await work;
    await database.transact(context, async () => undefined);
    expect(read).toBe(false);
  });

  test("keeps nobody from what they had begun, nor those who write from their turn", async () => {
    const [busy, database, end] = [occupancy(), oneSession(), gate()];
    const began = impatient(database, busy, 5).transact(context, async () => {
      await end.closed;
      return "read";
    });
    const work = busy.hold(importing, () => database.transact(context, async () => undefined));
    const written = database.transact(context, async () => "written");
    await new Promise((resolve) => setTimeout(resolve, 30));
    end.open();
    expect(await Promise.all([began, work, written])).toEqual(["read", undefined, "written"]);
  });

  test("is waited for where nothing says that it will be long, and matters not on PostgreSQL", async () => {
    const [busy, database, end] = [occupancy(), oneSession(), gate()];
    const short = database.transact(context, () => end.closed);
    const asked = impatient(database, busy, 5).transact(context, async () => "read");
    await new Promise((resolve) => setTimeout(resolve, 30));
    end.open();
    await short;
    expect(await asked).toBe("read");
    const server = oneSession("postgres");
    expect(impatient(server, busy)).toBe(server);
  });

  test("passes on what goes wrong in the work itself", async () => {
    const asked = impatient(oneSession(), occupancy(), 5).transact(context, () =>
      Promise.reject(new Error("mine")),
    );
    await expect(asked).rejects.toThrow("mine");
  });
});
