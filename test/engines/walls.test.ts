import { sql } from "kysely";
import { expect, it } from "vitest";
import { systemContext } from "../../src/kernel/context.ts";
import { addHours, systemNow } from "../../src/kernel/dates.ts";
import type { Context } from "../../src/kernel/context.ts";
import type { Database } from "../../src/platform/db/transact.ts";
import { addAccount, addAuthority, addChild, personContext } from "./seed.ts";
import { eachEngine } from "./setup.ts";

/** Everything the walls let this person see of a list of tables: ids of children, by table. */
async function seen(database: Database, context: Context): Promise<Record<string, number[]>> {
  return await database.transact(context, async ({ db }) => {
    const of = async (table: string, column: string): Promise<number[]> => {
      const rows = await sql<{
        id: number;
      }>`select distinct ${sql.ref(column)} as id from ${sql.table(table)} order by 1`.execute(db);
      return rows.rows.map((row) => row.id);
    };
    return {
      person: await of("person", "id"),
      identifier: await of("identifier", "person_id"),
      timeline: await of("timeline_event", "person_id"),
      span: await of("span", "person_id"),
    };
  });
}

eachEngine("the walls", (open) => {
  let town: Promise<{
    database: Database;
    authority: number;
    mine: number;
    teams: number;
    other: number;
    elsewhere: number;
    account: number;
  }>;
  const setUp = () =>
    (town ??= (async () => {
      const { database } = await open();
      const authority = await addAuthority(database);
      const account = await addAccount(database, authority, { signIn: "a@b.c", name: "A" });
      return {
        database,
        authority,
        account,
        mine: await addChild(database, authority, { localId: "1", worker: "W1", team: "T1" }),
        teams: await addChild(database, authority, { localId: "2", worker: "W2", team: "T1" }),
        other: await addChild(database, authority, { localId: "3", worker: "W3", team: "T2" }),
        elsewhere: await addChild(database, await addAuthority(database, "Elsewhere"), { localId: "4" }),
      };
    })());

  it("let a worker find every child of the authority and open their own", async () => {
    const { database, authority, mine, teams, other } = await setUp();
    const found = await seen(database, personContext(authority, { scope: "own", workerRef: "W1" }));
    expect(found).toEqual({
      person: [mine, teams, other],
      identifier: [mine, teams, other],
      timeline: [mine],
      span: [mine],
    });
  });

  it("let a manager open the team's children and a service manager everyone's", async () => {
    const { database, authority, mine, teams, other } = await setUp();
    const manager = personContext(authority, { scope: "team", workerRef: "M1", teamRefs: ["T1"] });
    expect((await seen(database, manager))["timeline"]).toEqual([mine, teams]);
    const service = personContext(authority, { scope: "all" });
    expect((await seen(database, service))["timeline"]).toEqual([mine, teams, other]);
  });

  it("show nothing to somebody of no scope, to nobody, and nothing of another authority", async () => {
    const { database, authority, elsewhere } = await setUp();
    expect((await seen(database, personContext(authority, { scope: "none" })))["timeline"]).toEqual([]);
    const nobody = await seen(database, personContext(0, { scope: "all" }));
    expect(nobody).toEqual({ person: [], identifier: [], timeline: [], span: [] });
    const all = await seen(database, systemContext("tests", authority, systemNow()));
    expect(all["person"]).not.toContain(elsewhere);
  });

  it("hide a restricted child from search, timeline and counts, whatever the scope, but not from those named on it", async () => {
    const { database, authority, account, mine } = await setUp();
    const system = systemContext("tests", authority, systemNow());
    const holder = personContext(authority, { accountId: account, scope: "own", workerRef: "W1" });
    const director = personContext(authority, { accountId: account + 1, scope: "all" });
    await database.transact(system, async ({ db }) => {
      await db
        .insertInto("restriction")
        .values({ authority_id: authority, person_id: mine, reason: "Family of a member of staff" })
        .execute();
    });
    for (const context of [holder, director]) {
      for (const ids of Object.values(await seen(database, context))) expect(ids).not.toContain(mine);
    }
    const counted = await database.transact(director, async ({ db }) =>
      db.selectFrom("person").select(db.fn.countAll().as("n")).executeTakeFirstOrThrow(),
    );
    expect(Number(counted.n)).toBe(2);
    await database.transact(system, async ({ db }) => {
      await db
        .insertInto("access_grant")
        .values({
          authority_id: authority,
          person_id: mine,
          account_id: account,
          kind: "named",
          reason_code: "named",
          reason: "holds the child",
          until_at: "9999-12-31T00:00:00.000Z" as never,
        })
        .execute();
    });
    expect((await seen(database, holder))["timeline"]).toEqual([mine]);
    expect((await seen(database, director))["person"]).not.toContain(mine);
  });

  it("open exactly one record to a grant, and close it when its time is over", async () => {
    const { database, authority, account, other } = await setUp();
    const person = personContext(authority, { accountId: account, scope: "none" });
    const grant = async (from: string, until: string) =>
      await database.transact(systemContext("tests", authority, systemNow()), async ({ db }) => {
        await db
          .insertInto("access_grant")
          .values({
            authority_id: authority,
            person_id: other,
            account_id: account,
            kind: "break-glass",
            reason_code: "risk",
            reason: "test",
            from_at: from as never,
            until_at: until as never,
          })
          .execute();
      });
    const now = systemNow();
    const openBefore = (await seen(database, person))["timeline"] ?? [];
    expect(openBefore).not.toContain(other);
    await grant(addHours(now, -2), addHours(now, -1));
    expect((await seen(database, person))["timeline"]).toEqual(openBefore);
    await grant(now, addHours(now, 1));
    expect((await seen(database, person))["timeline"]).toEqual([...openBefore, other]);
  });

  it("give the application's role nothing it could get round them with", async () => {
    const { database, authority } = await setUp();
    await database.transact(personContext(authority, { scope: "all" }), async ({ db }) => {
      const roles = await sql<{ rolname: string }>`select rolname from pg_roles
        where rolname in ('kith_app', 'kith_system', 'kith_guard')
          and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin or rolreplication)`.execute(
        db,
      );
      expect(roles.rows).toEqual([]);
      const memberships = await sql`select 1 from pg_auth_members m join pg_roles r on r.oid = m.member
        where r.rolname in ('kith_app', 'kith_system')`.execute(db);
      expect(memberships.rows).toEqual([]);
      const owned = await sql`select c.relname from pg_class c join pg_roles r on r.oid = c.relowner
        where r.rolname in ('kith_app', 'kith_system')`.execute(db);
      expect(owned.rows).toEqual([]);
      // Every table with a child in it is walled, for its owner too.
      const open = await sql<{ relname: string }>`select c.relname from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'audit_event'
          and not (c.relrowsecurity and c.relforcerowsecurity)`.execute(db);
      expect(open.rows).toEqual([]);
    });
  });

  it.each([
    ["change the audit", "update audit_event set who = 'somebody else'"],
    ["empty the audit", "delete from audit_event"],
    ["rewrite a timeline entry", "update timeline_event set detail = '{}'"],
    ["remove a timeline entry", "delete from timeline_event"],
    ["lift a restriction", "update restriction set lifted_at = now()"],
    ["read who is restricted", "select * from restriction"],
    [
      "give itself leave",
      "insert into access_grant (authority_id, person_id, account_id, kind, reason_code, reason, until_at) values (1, 1, 1, 'named', 'x', 'x', now())",
    ],
    ["give itself a role", "update account set roles = '{system-administrator}'"],
    ["switch row security off", "alter table person disable row level security"],
    ["make a session", "insert into session (id, account_id) values ('x', 1)"],
  ])("refuse an application that would %s", async (_what, statement) => {
    const { database, authority } = await setUp();
    await expect(
      database.transact(personContext(authority, { scope: "all" }), async ({ db }) => {
        await sql.raw(statement).execute(db);
      }),
    ).rejects.toThrow(/permission denied|must be owner/);
  });

  it("forget the person when the transaction ends", async () => {
    const { database, authority } = await setUp();
    await database.transact(
      personContext(authority, { scope: "all", workerRef: "W1" }),
      async () => undefined,
    );
    const left = await sql<{ role: string; scope: string | null }>`select current_setting('role') as role,
      nullif(current_setting('kith.scope', true), '') as scope`.execute(database.engine.db);
    expect(left.rows[0]).toEqual({ role: "none", scope: null });
  });
});
