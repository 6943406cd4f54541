import { sql } from "kysely";
import { expect, it } from "vitest";
import { eachEngine } from "../../../test/engines/setup.ts";
import type { Database } from "../../platform/db/transact.ts";
import { SPINE } from "../../spine.ts";
import { bringIn, child, claim, freshAuthority, type Said, systemAt } from "../imports/fixtures.ts";
import { writeNatives } from "../record/native.ts";
import { loadBrain } from "../record/recompute.ts";
import { checkChanged } from "./run.ts";

const referred = (need: string) =>
  claim("referral", "2026-05-01", {
    received_on: "2026-05-01",
    source: "6",
    need,
    no_further_action: false,
  });
const numbered = (name: string, need: string, upn?: string) =>
  child(name, [referred(need)], {
    born: "2015-05-05",
    identifiers: upn === undefined ? [] : [{ type: "upn", value: upn }],
  });
const census = (asAt: string, ...children: Said["children"]): Said => ({
  asAt,
  tables: ["referral"],
  children,
});

/** Who is marked as changed, by the authority's number; the marks are taken away. */
const marked = (database: Database, authority: number): Promise<string[]> =>
  database.transact(systemAt(authority), async ({ db }) => {
    const rows = await sql<{
      name: string;
    }>`with taken as (delete from return_stale returning people)
      select distinct p.local_id as name from taken, jsonb_array_elements(people) who join person p on p.id = who::bigint order by 1`.execute(
      db,
    );
    return rows.rows.map(({ name }) => name);
  });

eachEngine("who is marked as changed", (open) => {
  it("is whoever is new, changed, numbered anew or missing from a newer file, and nobody else", async () => {
    const { database } = await open();
    const authority = await freshAuthority(database);
    const first = [numbered("A", "N1"), numbered("B", "N1"), numbered("C", "N1"), numbered("D", "N1")];
    await bringIn(database, authority, census("2026-05-31", ...first));
    expect(await marked(database, authority)).toEqual(["A", "B", "C", "D"]);
    await bringIn(database, authority, census("2026-06-30", ...first));
    expect(await marked(database, authority)).toEqual([]);
    await bringIn(
      database,
      authority,
      census("2026-07-31", numbered("A", "N4"), numbered("B", "N1", "H801200001001"), numbered("C", "N1")),
    );
    expect(await marked(database, authority)).toEqual(["A", "B", "D"]);
  });

  it("is one whose row is only confirmed, where another kind of file has told of the child", async () => {
    const { database } = await open();
    const authority = await freshAuthority(database);
    const both = [numbered("A", "N1"), numbered("B", "N1")];
    await bringIn(database, authority, census("2026-05-31", ...both));
    await bringIn(database, authority, {
      format: "ssd",
      asAt: "2026-06-30",
      children: [numbered("A", "N4")],
    });
    await marked(database, authority);
    // The census says the same as before, and from now on its word comes before the dataset's.
    await bringIn(database, authority, census("2026-07-31", ...both));
    expect(await marked(database, authority)).toEqual(["A"]);
  });

  it("is one of whom something is entered here", async () => {
    const { database } = await open();
    const authority = await freshAuthority(database);
    await bringIn(database, authority, census("2026-05-31", numbered("A", "N1"), numbered("B", "N1")));
    await marked(database, authority);
    await database.transact(systemAt(authority), async ({ db }) => {
      const found = await sql<{ id: number }>`select id from person where local_id = 'B'`.execute(db);
      await writeNatives(db, SPINE, await loadBrain(db, SPINE), [
        {
          personId: found.rows[0]?.id ?? 0,
          table: "assessment",
          key: "2026-06-01",
          values: { started_on: "2026-06-01" },
          recordedBy: null,
          now: "2026-11-21T10:00:00.000Z" as never,
        },
      ]);
    });
    expect(await marked(database, authority)).toEqual(["B"]);
  });

  it("is looked at once, however many are marked at a time", async () => {
    const { database } = await open();
    const authority = await freshAuthority(database);
    await database.transact(systemAt(authority), async ({ db }) => {
      for (const [from, to] of [
        [1, 2300],
        [2000, 2500],
      ])
        await sql`insert into return_stale (authority_id, people)
          select ${authority}, jsonb_agg(n) from generate_series(${from}::int, ${to}::int) n`.execute(db);
    });
    expect(await checkChanged(database, systemAt(authority))).toBe(2500);
    expect(await checkChanged(database, systemAt(authority))).toBe(0);
  });
});
