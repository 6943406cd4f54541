import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, expect, it } from "vitest";
import { addAccount, addAuthority, addChild, personContext } from "../../../test/engines/seed.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import { type Context, systemContext } from "../../kernel/context.ts";
import { addHours, systemNow } from "../../kernel/dates.ts";
import { perform } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import { acceptancesOf, acceptQuery, withdrawAcceptance } from "./accepted.ts";
import { type CheckingDeps, runCheck, tidyChecks } from "./checking.ts";
import { checkOf, type FileCheck, KEPT_DAYS, recentChecks } from "./checks.ts";
import { receiveFile, removeNow } from "./commands.ts";
import { csvOf } from "./download.ts";
import { groupsByHolder, heldBy } from "./holders.ts";
import { issuesOf, type Show, totalsOf } from "./issues.ts";
import { knownChildren } from "./known.ts";

const folder = mkdtempSync(join(tmpdir(), "kith-check-"));
afterAll(() => rmSync(folder, { recursive: true }));

const NOW = systemNow();
const child = (number: string, due: string, born = "2015-05-05"): string =>
  `<Child><ChildIdentifiers><LAchildID>${number}</LAchildID><PersonBirthDate>${born}</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
  <ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics><CINdetails><CINreferralDate>2025-09-20</CINreferralDate>
  <ReferralSource>1A</ReferralSource><PrimaryNeedCode>=N1</PrimaryNeedCode><Section47><S47ActualStartDate>2025-09-22</S47ActualStartDate>
  <InitialCPCtarget>${due}</InitialCPCtarget><ICPCnotRequired>true</ICPCnotRequired></Section47><ReferralNFA>false</ReferralNFA></CINdetails></Child>`;
const census = (...children: readonly string[]): string =>
  `<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>
  <Children>${children.join("\n")}</Children></Message>`;
const SATURDAY = "2025-10-11";
const SUNDAY = "2025-10-12";

let files = 0;
function stored(content: string) {
  const path = join(folder, `stored${(files += 1)}`);
  writeFileSync(path, content);
  return { name: "census.xml", path, size: Buffer.byteLength(content), hash: `hash${files}` };
}

const ALL = { size: 1000, skip: 0 };

/** One authority, with somebody who sees every child and somebody who sees one team's. */
async function town(database: Database) {
  const authority = await addAuthority(database);
  const account = (name: string) =>
    addAccount(database, authority, { signIn: `${name}@${authority}.example`, name });
  const [ann, bob] = [await account("Ann Abbot"), await account("Bob Brown")];
  await database.transact(systemContext("tests", 0, NOW), ({ db }) =>
    db.updateTable("installation").set({ kind: "trial" }).execute(),
  );
  const rights = ["returns", "record.open", "search", "names"] as const;
  const deps: CheckingDeps = { database, uploads: folder, now: () => NOW };
  return {
    authority,
    deps,
    ann: personContext(authority, { accountId: ann, who: "Ann Abbot", rights, scope: "all", now: NOW }),
    bob: personContext(authority, {
      accountId: bob,
      who: "Bob Brown",
      rights,
      scope: "team",
      teamRefs: ["T1"],
      now: NOW,
    }),
    /** Somebody adds a file, and it is checked. */
    check: async (who: Context, content: string): Promise<FileCheck> => {
      const added = await perform(database, who, receiveFile([stored(content)]), { rules: "" });
      if (!added.ok) throw new Error(added.failures[0]?.message);
      await runCheck(deps, authority, added.value.id);
      const found = await database.transact(who, (handle) => checkOf(handle, added.value.token));
      if (found === undefined) throw new Error("not found");
      return found;
    },
    issues: (who: Context, check: FileCheck, show: Show = "all", part = {}) =>
      database.transact(who, (handle) => issuesOf(handle, check, part, show, undefined, ALL)),
  };
}

const leftBehind = (database: Database, authority: number, id: number) =>
  database.transact(systemContext("tests", authority, NOW), async ({ db }) => {
    const rows = await sql<{
      checks: number;
      issues: number;
    }>`select (select count(*) from file_check where id = ${id}) as checks,
      (select count(*) from file_check_issue where check_id = ${id}) as issues`.execute(db);
    return rows.rows[0];
  });

eachEngine("checking a file", (open) => {
  it("keeps what was found, not the file, and is seen by whoever added it alone", async () => {
    const { database } = await open();
    const { ann, bob, check, issues, authority } = await town(database);
    const done = await check(ann, census(child("A1", SATURDAY), child("A2", SATURDAY)));
    expect(done).toMatchObject({
      state: "done",
      ruleset: "2025-26",
      children: 2,
      storedAs: null,
      problem: null,
    });
    expect(existsSync(join(folder, `stored${files}`))).toBe(false);
    expect((await issues(ann, done, "query", { rule: "8870Q" })).map((issue) => issue.child)).toEqual([
      "A1",
      "A2",
    ]);
    const others = [
      bob,
      { ...ann, authorityId: authority + 1 },
      personContext(authority, { accountId: 0, scope: "all" }),
    ];
    for (const other of others) {
      expect(await database.transact(other, (handle) => checkOf(handle, done.token))).toBe(undefined);
      expect(await database.transact(other, recentChecks)).toEqual([]);
      expect(await issues(other, done)).toEqual([]);
    }
    expect(await perform(database, bob, removeNow(done.token), {})).toMatchObject({ ok: false });
    expect((await perform(database, ann, removeNow(done.token), {})).ok).toBe(true);
    expect(await leftBehind(database, authority, done.id)).toEqual({ checks: 0, issues: 0 });
  });

  it("says why a file cannot be read, and removes it", async () => {
    const { database } = await open();
    const { ann, check } = await town(database);
    const cut = await check(ann, census(child("A1", SATURDAY)).slice(0, 300));
    expect(cut).toMatchObject({ state: "unreadable", children: null });
    expect(cut.problem?.message).toMatch(/line \d+/i);
    expect(existsSync(join(folder, `stored${files}`))).toBe(false);
    const book = await check(ann, "PK\u0003\u0004 a workbook by another name");
    expect(book.problem?.message).toMatch(/it looks like a workbook or a zip file/);
  });

  it("done twice is written down once, and taken up again after a crash", async () => {
    const { database } = await open();
    const { ann, check, deps, authority, issues } = await town(database);
    const done = await check(ann, census(child("A1", SATURDAY)));
    const before = await issues(ann, done);
    await runCheck(deps, authority, done.id);
    expect(await issues(ann, done)).toEqual(before);
    // As a process leaves it that dies half way.
    const again = stored(census(child("A1", SATURDAY)));
    await database.transact(systemContext("tests", authority, NOW), ({ db }) =>
      db
        .updateTable("file_check")
        .set({ state: "reading", stored_as: `stored${files}` })
        .where("id", "=", done.id)
        .execute(),
    );
    await runCheck(deps, authority, done.id);
    expect(await issues(ann, done)).toEqual(before);
    expect(existsSync(again.path)).toBe(false);
  });

  it("keeps an accepted query's note until the facts change, and then asks again", async () => {
    const { database } = await open();
    const { ann, bob, check, issues } = await town(database);
    const first = await check(ann, census(child("A1", SATURDAY)));
    const [query] = await issues(ann, first, "query", { rule: "8870Q" });
    const [error] = await issues(ann, first, "error", { rule: "8650" });
    const accept = (issue: number | undefined, note: string) =>
      perform(database, ann, acceptQuery(first.token), { issue, note });
    expect(await accept(query?.seq, "too short")).toMatchObject({ ok: false, failures: [{ field: "note" }] });
    expect(await accept(error?.seq, "An error is an error")).toMatchObject({ ok: false });
    expect(
      await perform(database, bob, acceptQuery(first.token), {
        issue: query?.seq,
        note: "Not my file at all",
      }),
    ).toMatchObject({ ok: false });
    expect((await accept(query?.seq, "Held by the emergency team")).ok).toBe(true);
    expect((await accept(query?.seq, "Said twice is said once")).ok).toBe(true);
    expect(await issues(ann, first, "query", { rule: "8870Q" })).toEqual([]);

    const same = await check(ann, census(child("B9", SATURDAY), child("A1", SATURDAY)));
    const [kept] = await issues(ann, same, "accepted");
    expect(kept?.child).toBe("A1");
    expect((await issues(ann, same, "query", { rule: "8870Q" })).map((issue) => issue.child)).toEqual(["B9"]);
    expect(await database.transact(ann, (handle) => totalsOf(handle, same))).toMatchObject({ accepted: 1 });

    const changed = await check(ann, census(child("A1", SUNDAY)));
    const asked = await issues(ann, changed, "query", { rule: "8870Q" });
    expect(asked).toHaveLength(1);
    const said = await database.transact(ann, (handle) => acceptancesOf(handle, asked));
    expect(said.get(asked[0]?.seq ?? 0)).toMatchObject({
      note: "Held by the emergency team",
      by: "Ann Abbot",
      holds: false,
    });

    expect((await perform(database, ann, withdrawAcceptance(same.token), { issue: kept?.seq })).ok).toBe(
      true,
    );
    expect(await issues(ann, same, "accepted")).toEqual([]);
    expect(await perform(database, ann, withdrawAcceptance(same.token), { issue: kept?.seq })).toMatchObject({
      ok: false,
    });
  });

  it("follows a child to the record only where there is one to open, and groups by who holds them", async () => {
    const { database } = await open();
    const { authority, ann, bob, check, issues } = await town(database);
    const mine = await addChild(database, authority, {
      localId: "A1",
      name: "Maya Ellison",
      worker: "W1",
      team: "T1",
    });
    await addChild(database, authority, { localId: "A2", worker: "W2", team: "T2" });
    const hidden = await addChild(database, authority, { localId: "A3", worker: "W1", team: "T1" });
    const older = await addChild(database, authority, { localId: "A4", worker: "W1", team: "T1" });
    await database.transact(systemContext("tests", authority, NOW), async ({ db }) => {
      await db
        .insertInto("restriction")
        .values({ authority_id: authority, person_id: hidden, reason: "Family of staff" })
        .execute();
      await db
        .updateTable("person")
        .set({ birth_date: "2009-01-01" as never })
        .where("id", "=", older)
        .execute();
    });
    const file = census(...["A1", "A2", "A3", "A4", "A5"].map((number) => child(number, SATURDAY)));
    const followed = async (who: Context) => {
      const done = await check(who, file);
      const found = await issues(who, done, "query", { rule: "8870Q" });
      const known = await database.transact(who, (handle) => knownChildren(handle, found));
      const teams = await database.transact(who, (handle) =>
        groupsByHolder(handle, done, "team", "query", ALL),
      );
      const inTeam = await database.transact(who, async (handle) => {
        const whose = await heldBy(handle, done, "team", "=T1");
        return await issuesOf(handle, done, { rule: "8870Q" }, "query", whose, ALL);
      });
      return {
        known: Object.fromEntries(found.map((issue) => [issue.child, known(issue)?.personId])),
        teams: Object.fromEntries(teams.map((group) => [group.key, group.children])),
        inTeam: inTeam.map((issue) => issue.child),
      };
    };
    expect(await followed(ann)).toMatchObject({
      known: { A1: mine, A3: undefined, A4: undefined, A5: undefined },
      teams: { "=T1": 1, "=T2": 1, "?": 3 },
      inTeam: ["A1"],
    });
    // What is another team's looks no different from what nobody knows.
    expect(await followed(bob)).toMatchObject({
      known: { A1: mine, A2: undefined, A3: undefined },
      teams: { "=T1": 1, "?": 4 },
      inTeam: ["A1"],
    });
  });

  it("shows nobody a note about a child who is not theirs to see", async () => {
    const { database } = await open();
    const { authority, ann, bob, check, issues } = await town(database);
    const person = await addChild(database, authority, { localId: "A1", worker: "W1", team: "T1" });
    const file = census(child("A1", SATURDAY));
    const first = await check(ann, file);
    const [query] = await issues(ann, first, "query", { rule: "8870Q" });
    await perform(database, ann, acceptQuery(first.token), {
      issue: query?.seq,
      note: "Her uncle chaired it",
    });
    const bobs = await check(bob, file);
    expect(await issues(bob, bobs, "accepted")).toHaveLength(1);
    await database.transact(systemContext("tests", authority, NOW), ({ db }) =>
      db
        .insertInto("restriction")
        .values({ authority_id: authority, person_id: person, reason: "Family of staff" })
        .execute(),
    );
    expect(await issues(bob, bobs, "accepted")).toEqual([]);
    const asked = await issues(bob, bobs, "query", { rule: "8870Q" });
    expect((await database.transact(bob, (handle) => acceptancesOf(handle, asked))).size).toBe(0);
  });

  it("is gone when its days are over, whether or not it was ever read", async () => {
    const { database } = await open();
    const { authority, ann, check, deps } = await town(database);
    const done = await check(ann, census(child("A1", SATURDAY)));
    const waiting = await perform(database, ann, receiveFile([stored(census())]), { rules: "2025-26" });
    const path = join(folder, `stored${files}`);
    const later = addHours(NOW, 24 * KEPT_DAYS);
    expect(await database.transact({ ...ann, now: later }, (handle) => checkOf(handle, done.token))).toBe(
      undefined,
    );
    expect(await tidyChecks(deps)).toBe(0);
    expect(await tidyChecks({ ...deps, now: () => later })).toBeGreaterThanOrEqual(2);
    expect(waiting.ok && existsSync(path)).toBe(false);
    expect(await leftBehind(database, authority, done.id)).toEqual({ checks: 0, issues: 0 });
  });

  it("is not in a backup, and what was accepted is", async () => {
    const { database } = await open();
    const { ann, check, issues } = await town(database);
    const done = await check(ann, census(child("A1", SATURDAY)));
    const [query] = await issues(ann, done, "query", { rule: "8870Q" });
    await perform(database, ann, acceptQuery(done.token), {
      issue: query?.seq,
      note: "Held by the emergency team",
    });
    const seen = await database.engine.db.transaction().execute(async (db) => {
      await sql`set local role kith_backup`.execute(db);
      const rows = await sql<{
        checks: number;
        issues: number;
        accepted: number;
      }>`select (select count(*) from file_check) as checks,
        (select count(*) from file_check_issue) as issues, (select count(*) from accepted_query) as accepted`.execute(
        db,
      );
      return rows.rows[0];
    });
    expect(seen).toMatchObject({ checks: 0, issues: 0 });
    expect(seen?.accepted).toBeGreaterThan(0);
  });

  it("comes as CSV in which nothing runs", async () => {
    const { database } = await open();
    const { ann, check } = await town(database);
    const done = await check(ann, census(child("A1", SATURDAY)));
    let text = "";
    for await (const piece of csvOf(database, ann, done)) text += Buffer.from(piece).toString("utf8");
    expect(text).toContain("'=N1");
    expect(text.split("\r\n")[0]).toContain("How to put it right");
  });
});
