import { AsyncLocalStorage } from "node:async_hooks";
import { sql, type Transaction } from "kysely";
import { londonDate, type IsoDate } from "../../kernel/dates.ts";
import type { Context } from "../../kernel/context.ts";
import type { AuditWriter } from "../audit/write.ts";
import type { Engine } from "./engine.ts";
import type { Schema } from "./types.gen.ts";

/** The only way to data: bound to one person (or the system), one transaction, one moment. */
export type Handle = {
  readonly db: Transaction<Schema>;
  readonly context: Context;
  /** Today in England, by the context's clock. */
  readonly today: IsoDate;
  /**
   * Runs a write as the system, in this transaction: for commands that have first seen, as the person, that the person may see the child. The role
   * goes back to the person's afterwards.
   */
  readonly asSystem: <T>(work: (db: Transaction<Schema>) => Promise<T>) => Promise<T>;
  /** Writes the audit row of an act or a view, in this transaction. */
  readonly audit: (
    act: string,
    about?: { personId?: number; detail?: Record<string, unknown> },
  ) => Promise<void>;
};

export type Database = {
  readonly engine: Engine;
  /** Runs `work` in one transaction as the context's person; everything in it is committed together or not at all. */
  transact<T>(context: Context, work: (handle: Handle) => Promise<T>): Promise<T>;
};

const current = new AsyncLocalStorage<Handle>();

/**
 * @param audit writes audit rows; it is handed in so that a transaction without an audit cannot be had
 */
export function database(engine: Engine, audit: AuditWriter): Database {
  return {
    engine,
    transact: async (context, work) => {
      const outer = current.getStore();
      if (outer !== undefined) {
        // One session serves the embedded engine: a second transaction inside the first would wait for it for ever.
        if (outer.context !== context)
          throw new Error("a transaction for somebody else was asked for inside this one");
        return await work(outer);
      }
      return await engine.db.transaction().execute(async (db) => {
        await become(db, context);
        const handle: Handle = {
          db,
          context,
          today: londonDate(context.now),
          asSystem: async (work) => {
            await sql`select set_config('role', 'kith_system', true)`.execute(db);
            // After a failure the transaction is over and so is the role; only a success needs it put back.
            const result = await work(db);
            await sql`select set_config('role', ${roleOf(context)}, true)`.execute(db);
            return result;
          },
          audit: (act, about = {}) => audit(db, context, act, about),
        };
        return await current.run(handle, () => work(handle));
      });
    },
  };
}

const roleOf = (context: Context): string => (context.kind === "system" ? "kith_system" : "kith_app");

/** Takes the database role and settings of the context, for this transaction only. */
async function become(db: Transaction<Schema>, context: Context): Promise<void> {
  const role = roleOf(context);
  const list = `{${context.teamRefs.map((ref) => JSON.stringify(ref)).join(",")}}`;
  await sql`select set_config('role', ${role}, true), set_config('kith.authority', ${String(context.authorityId)}, true),
    set_config('kith.account', ${context.accountId === null ? "" : String(context.accountId)}, true),
    set_config('kith.scope', ${context.scope}, true), set_config('kith.worker', ${context.workerRef ?? ""}, true),
    set_config('kith.teams', ${list}, true), set_config('kith.today', ${londonDate(context.now)}, true)`.execute(
    db,
  );
}
