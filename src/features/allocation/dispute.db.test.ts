import { sql } from "kysely";
import { expect, it } from "vitest";
import { personContext } from "../../../test/engines/seed.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Database } from "../../platform/db/transact.ts";
import { SPINE } from "../../spine.ts";
import { bringIn, child, claim, freshAuthority, NOW, type Said, systemAt } from "../imports/fixtures.ts";
import { writeNatives } from "../record/native.ts";
import { loadBrain } from "../record/recompute.ts";
import { holderDisputes } from "../team/queries.ts";
import { askWhoHolds } from "./dispute.ts";

const list = (asAt: string, worker: string, team = "North"): Said => ({
  format: "annex-a",
  asAt,
  children: [
    child(
      "1",
      [
        claim("referral", "2026-01-05", { received_on: "2026-01-05" }),
        claim("allocation", "current", {
          worker_name: worker,
          team_name: team,
          role: "holder",
          known_on: asAt as IsoDate,
        }),
      ],
      { born: "2015-05-05" },
    ),
  ],
});

eachEngine("a list that names another worker than Kith", (open) => {
  const start = async () => {
    const { database } = await open();
    const authority = await freshAuthority(database);
    await bringIn(database, authority, list("2026-10-01", "Ann Old"));
    return { database, authority };
  };
  const givenHere = async (
    database: Database,
    authority: number,
    worker: string,
    on: string,
  ): Promise<void> =>
    await database.transact(systemAt(authority), async ({ db, today }) => {
      const person = await db.selectFrom("person").select("id").executeTakeFirstOrThrow();
      const values = {
        worker_ref: worker,
        worker_name: worker,
        role: "holder",
        team_ref: "North",
        from_on: on,
      };
      await writeNatives(db, SPINE, await loadBrain(db, SPINE), [
        {
          personId: person.id,
          table: "allocation",
          key: `${worker}.${on}`,
          values,
          recordedBy: null,
          now: NOW,
        },
      ]);
      await askWhoHolds(db, { authorityId: authority, now: NOW, today }, person.id);
    });
  const now = async (database: Database, authority: number) =>
    await database.transact(systemAt(authority), async ({ db }) => {
      const held = await sql<{
        worker: string;
      }>`select worker_ref as worker from span where status = 'held' and until_on is null`.execute(db);
      const asked = await sql<{
        said: string;
        message: string;
      }>`select said, message from finding where code = 'holder-differs' and superseded_at is null`.execute(
        db,
      );
      return { held: held.rows.map((row) => row.worker), asked: asked.rows };
    });
  const seenByManager = async (database: Database, authority: number) =>
    await database.transact(
      personContext(authority, {
        accountId: 7,
        scope: "all",
        rights: ["team", "names", "record.open"],
        now: NOW,
      }),
      (handle) => holderDisputes(handle, "North"),
    );

  it("does not take the child back: it is asked, with both names, until the list agrees", async () => {
    const { database, authority } = await start();
    expect((await now(database, authority)).held).toEqual(["Ann Old"]);
    await givenHere(database, authority, "Bo Yates", "2026-10-15");
    expect(await now(database, authority)).toEqual({ held: ["Bo Yates"], asked: [] });
    for (const asAt of ["2026-11-01", "2026-11-20"]) {
      await bringIn(database, authority, list(asAt, "Ann Old"));
      const { held, asked } = await now(database, authority);
      expect(held).toEqual(["Bo Yates"]);
      expect(asked).toHaveLength(1);
      expect(asked[0]?.message).toContain("names Ann Old");
      expect(asked[0]?.message).toContain("Kith has Bo Yates since Thu 15 Oct 2026");
    }
    expect(await seenByManager(database, authority)).toMatchObject([{ said: "Ann Old" }]);
    await bringIn(database, authority, list("2026-11-21", "Bo Yates"));
    expect(await now(database, authority)).toEqual({ held: ["Bo Yates"], asked: [] });
    expect(await seenByManager(database, authority)).toEqual([]);
  });

  it("is asked about no longer once the child is given here to whom it names", async () => {
    const { database, authority } = await start();
    await givenHere(database, authority, "Bo Yates", "2026-10-15");
    await bringIn(database, authority, list("2026-11-01", "Ann Old"));
    expect((await now(database, authority)).asked).toHaveLength(1);
    await givenHere(database, authority, "Ann Old", "2026-11-19");
    expect(await now(database, authority)).toEqual({ held: ["Ann Old"], asked: [] });
  });

  it("gives way to a file that gives a later day of its own, and then nothing is asked", async () => {
    const { database, authority } = await start();
    await givenHere(database, authority, "Bo Yates", "2026-10-15");
    await bringIn(database, authority, list("2026-11-01", "Ann Old"));
    const involved = claim("allocation", "SW3.2026-11-10", {
      worker_ref: "SW3",
      role: "holder",
      from_on: "2026-11-10",
    });
    await bringIn(database, authority, {
      format: "ssd",
      asAt: "2026-11-20",
      children: [child("1", [involved], { born: "2015-05-05" })],
    });
    expect(await now(database, authority)).toEqual({ held: ["SW3"], asked: [] });
  });
});
