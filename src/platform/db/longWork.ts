import type { Database, Handle } from "./transact.ts";

/** Work that holds the database's one session for longer than a person should wait without being told. */
export type LongWork = {
  /** `Bringing in these files`. */
  readonly title: string;
  /** The page that shows it, whose address only those who may know of it have. */
  readonly path: string;
  /** What is counted: `Children brought in`, in `children`. */
  readonly label: string;
  readonly unit: string;
  readonly total: number | undefined;
};

export type Underway = LongWork & { readonly done: number };

/**
 * What this process is busy with, kept in memory: on the embedded database nothing else can be asked while it lasts, not even how far it is. PostgreSQL serves many
 * sessions, so there nobody needs to ask.
 */
export type Occupancy = {
  /** Does the work, and says while it lasts that it is being done. */
  readonly hold: <T>(what: LongWork, work: (note: (done: number) => void) => Promise<T>) => Promise<T>;
  readonly current: () => Underway | null;
};

export function occupancy(): Occupancy {
  const underway = new Set<{ what: LongWork; done: number }>();
  return {
    hold: async (what, work) => {
      const here = { what, done: 0 };
      underway.add(here);
      try {
        return await work((done) => {
          here.done = done;
        });
      } finally {
        underway.delete(here);
      }
    },
    current: () => {
      const [first] = underway;
      return first === undefined ? null : { ...first.what, done: first.done };
    },
  };
}

/** The database could not be asked, because of work that will take longer than somebody should be left waiting. Nothing was read or written. */
export class SessionTaken extends Error {
  readonly by: Underway;
  constructor(by: Underway) {
    super("the database's one session is taken by longer work");
    this.name = "SessionTaken";
    this.by = by;
  }
}

/** How long somebody who only reads is left waiting, in milliseconds. */
const PATIENCE = 1000;

/**
 * The same database for somebody who only reads: where its one session is taken by long work, they are told so after a moment and are not left waiting. What was asked
 * is then never done, so nothing is noted as seen that was not. For those who write the database itself waits its turn: nothing they send is lost.
 */
export function impatient(database: Database, busy: Occupancy, patience = PATIENCE): Database {
  if (database.engine.kind !== "pglite") return database;
  return {
    engine: database.engine,
    transact: <T>(context: Parameters<Database["transact"]>[0], work: (handle: Handle) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        let standing: "waiting" | "working" | "gone" = "waiting";
        const look = setInterval(() => {
          const by = busy.current();
          if (standing !== "waiting" || by === null) return;
          standing = "gone";
          clearInterval(look);
          reject(new SessionTaken(by));
        }, patience);
        const asked = database.transact(context, async (handle) => {
          if (standing === "gone") throw new Error("nobody waits for this any more");
          standing = "working";
          clearInterval(look);
          return await work(handle);
        });
        asked.then(resolve, reject).finally(() => clearInterval(look));
      }),
  };
}
