import { sql } from "kysely";
import { expect, it } from "vitest";
import { addDays, type IsoDate } from "../../kernel/dates.ts";
import type { Context } from "../../kernel/context.ts";
import type { Result } from "../../kernel/result.ts";
import { perform } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import { SPINE } from "../../spine.ts";
import { addAccount, personContext } from "../../../test/engines/seed.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import { childTold, claim, emptyAuthority, type Filled, idOf, tell } from "../work/testing.ts";
import { waitingFor } from "../work/queries.ts";
import { endAbsence, recordAbsence } from "./absence.ts";
import { acceptHandover, cancelHandover, declineHandover } from "./answers.ts";
import { allocate } from "./commands.ts";
import { stateFor } from "./queries.ts";

const RIGHTS = ["work", "allocate", "team", "search", "names", "record.open"] as const;

type Town = {
  readonly database: Database;
  readonly filled: Filled;
  readonly manager: Context;
  readonly ann: Context;
  readonly bob: Context;
  readonly helper: Context;
  /** A child on a protection plan, told by a file to be held by Ann or by nobody. */
  child(holder: "ANN" | null, status?: "plan" | "open"): Promise<number>;
};

eachEngine("holding a child", (open) => {
  let made: Promise<Town> | undefined;
  let count = 0;
  const town = (): Promise<Town> =>
    (made ??= (async () => {
      const { database } = await open();
      const filled = await emptyAuthority(database);
      const { authorityId, today } = filled;
      await database.transact(filled.system, async ({ db }) => {
        await db.insertInto("team").values({ authority_id: authorityId, ref: "T1", name: "North" }).execute();
        const workers: [ref: string, name: string, registered: boolean | null][] = [
          ["MAN", "Mo Manager", true],
          ["ANN", "Ann Abbot", true],
          ["BOB", "Bob Brown", true],
          ["HEL", "Hel Helper", false],
        ];
        for (const [ref, name, registered] of workers)
          await db
            .insertInto("worker")
            .values({ authority_id: authorityId, ref, name, registered, team_ref: "T1" })
            .execute();
      });
      const context = async (ref: string, scope: "team" | "own"): Promise<Context> =>
        personContext(authorityId, {
          accountId: await addAccount(database, authorityId, { signIn: ref, name: ref, workerRef: ref }),
          who: ref,
          scope,
          rights: RIGHTS,
          workerRef: ref,
          teamRefs: scope === "team" ? ["T1"] : [],
          now: filled.now,
        });
      const start = addDays(today, -60);
      return {
        database,
        filled,
        manager: await context("MAN", "team"),
        ann: await context("ANN", "own"),
        bob: await context("BOB", "own"),
        helper: await context("HEL", "own"),
        child: async (holder, status = "plan") => {
          count += 1;
          const localId = `C${count}`;
          await tell(database, filled, [
            childTold(localId, { surname: localId, born: "2019-02-14" }, [
              claim("referral", start, { received_on: start }),
              ...(status === "plan"
                ? [claim("protection_plan", addDays(start, 20), { started_on: addDays(start, 20) })]
                : []),
              ...(holder === null
                ? []
                : [
                    claim("allocation", `${holder}.${start}`, {
                      worker_ref: holder,
                      worker_name: "Ann Abbot",
                      team_ref: "T1",
                      team_name: "North",
                      from_on: start,
                    }),
                  ]),
            ]),
          ]);
          return await idOf(database, filled, localId);
        },
      };
    })());

  const holderNow = async (t: Town, id: number): Promise<string[]> => {
    const rows = await t.database.transact(t.filled.system, ({ db }) =>
      sql<{
        ref: string;
      }>`select worker_ref as ref from span where person_id = ${id} and status = 'held' and until_on is null`.execute(
        db,
      ),
    );
    return rows.rows.map((row) => row.ref);
  };
  const version = (t: Town, context: Context, id: number): Promise<string> =>
    t.database.transact(context, async (handle) => (await stateFor(handle, id)).version);
  const offer = async (t: Town, id: number, worker: string, change: object = {}) =>
    await perform(t.database, t.manager, allocate(SPINE), {
      personId: id,
      worker,
      from: t.filled.today,
      reason: "Knows the family",
      version: await version(t, t.manager, id),
      ...change,
    });
  const accept = (t: Town, who: Context, handover: number | null) =>
    perform(t.database, who, acceptHandover(SPINE), { handover: handover ?? -1 });
  const value = <T>(result: Result<T>): T => {
    if (!result.ok) throw new Error(result.failures.map((failure) => failure.message).join(" "));
    return result.value;
  };
  const words = (result: Result<unknown> | undefined): string =>
    result === undefined || result.ok
      ? "it was done"
      : result.failures.map((failure) => failure.message).join(" ");
  const breaches = async (
    t: Town,
    id: number,
    invariant: string,
  ): Promise<{ from: IsoDate; until: IsoDate | null }[]> => {
    const rows = await t.database.transact(t.filled.system, ({ db }) =>
      sql<{
        from: IsoDate;
        until: IsoDate | null;
      }>`select from_on as from, until_on as until from breach where person_id = ${id} and invariant_id = ${invariant}`.execute(
        db,
      ),
    );
    return rows.rows;
  };

  it("leaves the child with the sender until the receiver accepts", async () => {
    const t = await town();
    const id = await t.child("ANN");
    const { handover, outcome } = value(await offer(t, id, "BOB"));
    expect(outcome).toBe("offered");
    expect(await holderNow(t, id)).toEqual(["ANN"]);
    const waiting = await t.database.transact(t.bob, (handle) => waitingFor(handle, "BOB"));
    expect(waiting.map((offered) => offered.child.id)).toEqual([id]);
    value(await accept(t, t.bob, handover));
    expect(await holderNow(t, id)).toEqual(["BOB"]);
    expect(await t.database.transact(t.bob, (handle) => waitingFor(handle, "BOB"))).toEqual([]);
    // What the file said still stands as the file said it.
    const rows = await t.database.transact(t.filled.system, ({ db }) =>
      sql<{
        issuer: string;
        to_on: string | null;
      }>`select issuer, to_on from allocation where person_id = ${id} and superseded_at is null order by issuer`.execute(
        db,
      ),
    );
    expect(rows.rows).toEqual([
      { issuer: "kith", to_on: null },
      { issuer: "ssd", to_on: null },
    ]);
  });

  it("gives an unheld child to the manager at once, and never leaves a moment without a name", async () => {
    const t = await town();
    const id = await t.child(null);
    expect((await breaches(t, id, "INV-01")).map((b) => b.until)).toEqual([null]);
    const { handover } = value(await offer(t, id, "BOB"));
    expect(await holderNow(t, id)).toEqual(["MAN"]);
    expect((await breaches(t, id, "INV-01")).map((b) => b.until)).toEqual([t.filled.today]);
    value(await accept(t, t.bob, handover));
    expect(await holderNow(t, id)).toEqual(["BOB"]);
    expect((await breaches(t, id, "INV-01")).map((b) => b.until)).toEqual([t.filled.today]);
  });

  it("refuses in words to allocate an unheld child for a manager who is no worker", async () => {
    const t = await town();
    const id = await t.child(null);
    const nobody = { ...t.manager, workerRef: null };
    const result = await perform(t.database, nobody, allocate(SPINE), {
      personId: id,
      worker: "BOB",
      from: t.filled.today,
      reason: "Needed",
      version: await version(t, t.manager, id),
    });
    expect(words(result)).toContain("your account is not linked to a worker");
    expect(await holderNow(t, id)).toEqual([]);
  });

  it("does one thing once when the form is sent twice, and the offer accepted twice", async () => {
    const t = await town();
    const id = await t.child(null);
    const seen = await version(t, t.manager, id);
    const first = value(await offer(t, id, "BOB", { version: seen }));
    const second = value(await offer(t, id, "BOB", { version: seen }));
    expect(second.handover).toBe(first.handover);
    value(await accept(t, t.bob, first.handover));
    value(await accept(t, t.bob, first.handover));
    const rows = await t.database.transact(t.filled.system, ({ db }) =>
      sql<{
        offers: number;
        held: number;
      }>`select (select count(*) from handover where person_id = ${id}) as offers,
        (select count(*) from allocation where person_id = ${id} and superseded_at is null) as held`.execute(
        db,
      ),
    );
    expect(rows.rows[0]).toEqual({ offers: 1, held: 1 });
  });

  it("says so when somebody else reallocated meanwhile, and saves nothing", async () => {
    const t = await town();
    const id = await t.child("ANN");
    const seen = await version(t, t.manager, id);
    const { handover } = value(await offer(t, id, "BOB"));
    value(await accept(t, t.bob, handover));
    const late = await offer(t, id, "HEL", { version: seen });
    expect(words(late)).toContain("Somebody changed who holds this child");
    expect(await holderNow(t, id)).toEqual(["BOB"]);
  });

  it("lets one of two managers who offer at the same moment through, and tells the other", async () => {
    const t = await town();
    const id = await t.child("ANN");
    const seen = await version(t, t.manager, id);
    const both = await Promise.all(["BOB", "MAN"].map((ref) => offer(t, id, ref, { version: seen })));
    // Whoever offers themself holds at once; the order of the two is not ours to choose.
    const refused = both.filter((result) => !result.ok);
    expect(refused).toHaveLength(1);
    expect(words(refused[0] ?? both[0])).toContain("Somebody changed who holds this child");
    const rows = await t.database.transact(t.filled.system, ({ db }) =>
      sql<{
        n: number;
      }>`select (select count(*) from handover where person_id = ${id}) + (select count(*) from allocation where person_id = ${id} and issuer = 'kith') as n`.execute(
        db,
      ),
    );
    expect(rows.rows[0]?.n).toBe(1);
  });

  it("does not let an offer be accepted once somebody else has the child", async () => {
    const t = await town();
    const id = await t.child("ANN");
    const { handover } = value(await offer(t, id, "BOB"));
    const later = addDays(t.filled.today, -1);
    await tell(t.database, t.filled, [
      childTold(`C${count}`, { surname: `C${count}`, born: "2019-02-14" }, [
        claim("allocation", `HEL.${later}`, { worker_ref: "HEL", worker_name: "Hel", from_on: later }),
      ]),
    ]);
    expect(words(await accept(t, t.bob, handover))).toContain("has taken this child since");
  });

  it("lets a worker who is not registered take an open child but not one on a plan", async () => {
    const t = await town();
    const onPlan = await t.child("ANN");
    expect(words(await offer(t, onPlan, "HEL"))).toContain("is not a registered social worker");
    const openChild = await t.child("ANN", "open");
    const { handover } = value(await offer(t, openChild, "HEL"));
    value(await accept(t, t.helper, handover));
    expect(await holderNow(t, openChild)).toEqual(["HEL"]);
  });

  it("asks again when the offer is accepted whether the worker may take the child", async () => {
    const t = await town();
    const id = await t.child("ANN", "open");
    const { handover } = value(await offer(t, id, "HEL"));
    const start = addDays(t.filled.today, -2);
    await tell(t.database, t.filled, [
      childTold(`C${count}`, { surname: `C${count}`, born: "2019-02-14" }, [
        claim("protection_plan", start, { started_on: start }),
      ]),
    ]);
    expect(words(await accept(t, t.helper, handover))).toContain("is not a registered social worker");
    expect(await holderNow(t, id)).toEqual(["ANN"]);
  });

  it("keeps the child with the sender when the receiver says no or the manager takes the offer back", async () => {
    const t = await town();
    const id = await t.child("ANN");
    const first = value(await offer(t, id, "BOB"));
    const no = { handover: first.handover, reason: "I have no room this week" };
    expect(words(await perform(t.database, t.bob, declineHandover, { ...no, reason: " " }))).toContain(
      "Say why",
    );
    value(await perform(t.database, t.bob, declineHandover, no));
    expect(words(await accept(t, t.bob, first.handover))).toContain("already answered with no");
    const second = value(await offer(t, id, "BOB"));
    value(await perform(t.database, t.manager, cancelHandover, { handover: second.handover }));
    expect(words(await accept(t, t.bob, second.handover))).toContain("taken this offer back");
    expect(await holderNow(t, id)).toEqual(["ANN"]);
  });

  it("lets nobody answer an offer that is not theirs, nor a stranger take one back", async () => {
    const t = await town();
    const id = await t.child("ANN");
    const { handover } = value(await offer(t, id, "BOB"));
    for (const result of [
      await accept(t, t.ann, handover),
      await perform(t.database, t.helper, cancelHandover, { handover }),
      await accept(t, t.bob, 999_999),
    ])
      expect(result.ok ? "done" : result.failures[0]?.code).toBe("not-found");
  });

  it("holds an offer for a later day until that day", async () => {
    const t = await town();
    const id = await t.child("ANN");
    const { handover } = value(await offer(t, id, "BOB", { from: addDays(t.filled.today, 3) }));
    expect(words(await accept(t, t.bob, handover))).toContain("You can accept this child from");
    expect(words(await offer(t, id, "ANN", { from: addDays(t.filled.today, -1) }))).not.toBe("it was done");
  });

  it("moves a child twice in a day and back, and the last is the one who holds", async () => {
    const t = await town();
    const id = await t.child(null);
    for (const [ref, who] of [
      ["BOB", t.bob],
      ["ANN", t.ann],
      ["BOB", t.bob],
    ] as const) {
      const { handover } = value(await offer(t, id, ref));
      value(await accept(t, who, handover));
      expect(await holderNow(t, id)).toEqual([ref]);
    }
  });

  it("offers a restricted child only to somebody named on the record", async () => {
    const t = await town();
    const id = await t.child("ANN");
    await t.database.transact(t.filled.system, async ({ db }) => {
      const { authorityId } = t.filled;
      await db
        .insertInto("restriction")
        .values({ authority_id: authorityId, person_id: id, reason: "test" })
        .execute();
      for (const context of [t.manager, t.ann])
        await db
          .insertInto("access_grant")
          .values({
            authority_id: authorityId,
            person_id: id,
            account_id: context.accountId ?? 0,
            kind: "named",
            reason_code: "named",
            reason: "test",
            until_at: "9999-12-31T00:00:00.000Z" as never,
          })
          .execute();
    });
    expect(words(await offer(t, id, "BOB"))).toContain("is not named on it");
    const unnamed = await perform(t.database, t.bob, allocate(SPINE), {
      personId: id,
      worker: "BOB",
      from: t.filled.today,
      reason: "x",
      version: "",
    });
    expect(unnamed.ok ? "done" : unnamed.failures[0]?.code).toBe("not-found");
  });

  it("writes one audit row for each act, in the act's own transaction", async () => {
    const t = await town();
    const id = await t.child("ANN");
    const { handover } = value(await offer(t, id, "BOB"));
    await offer(t, id, "nobody at all");
    value(await accept(t, t.bob, handover));
    const rows = await t.database.transact(t.filled.system, ({ db }) =>
      sql<{
        act: string;
        who: string;
      }>`select act, who from audit_event where person_id = ${id} order by seq`.execute(db),
    );
    expect(rows.rows).toEqual([
      { act: "child.allocated", who: "MAN" },
      { act: "handover.accepted", who: "BOB" },
    ]);
  });

  it("opens a covered worker's children to who covers, only while it lasts, and clears the breach", async () => {
    const t = await town();
    const id = await t.child("ANN");
    const { today } = t.filled;
    const seenByBob = async (): Promise<boolean> =>
      await t.database.transact(t.bob, async ({ db }) => {
        const rows = await sql<{
          id: number;
        }>`select person_id as id from span where person_id = ${id}`.execute(db);
        return rows.rows.length > 0;
      });
    const away = (change: object) =>
      perform(t.database, t.manager, recordAbsence(SPINE), {
        worker: "ANN",
        from: today,
        to: addDays(today, 4),
        cover: "",
        reason: "Leave",
        ...change,
      });
    const alone = value(await away({}));
    expect((await breaches(t, id, "INV-02")).map((b) => b.from)).toEqual([today]);
    expect(value(await away({}))).toEqual(alone);
    expect(words(await away({ to: "", cover: "BOB" }))).toContain("already down as away");
    value(await perform(t.database, t.manager, endAbsence(SPINE), alone));
    expect(await breaches(t, id, "INV-02")).toEqual([]);
    expect(words(await away({ cover: "HEL" }))).toContain("is not a registered social worker");
    expect(words(await away({ cover: "ANN" }))).toContain("Nobody covers for themselves");
    expect(await seenByBob()).toBe(false);
    const covered = value(await away({ cover: "BOB" }));
    expect(await breaches(t, id, "INV-02")).toEqual([]);
    expect(await seenByBob()).toBe(true);
    value(await perform(t.database, t.manager, endAbsence(SPINE), covered));
    expect(await seenByBob()).toBe(false);
  });
});
