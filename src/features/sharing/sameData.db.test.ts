import { expect, it } from "vitest";
import { eachEngine } from "../../../test/engines/setup.ts";
import { date } from "../../kernel/dates.ts";
import { tellStory } from "../../kernel/duties/story.ts";
import { TABLES } from "../../tables.ts";
import { bringIn, child, claim, freshAuthority, systemAt } from "../imports/fixtures.ts";
import { loadTimelines } from "../record/recompute.ts";
import { censusChildren } from "../returns/census.ts";
import { heldChildren, peopleAfter } from "./held.ts";

const REFERRAL = { received_on: "2025-05-01", no_further_action: false };
const PLAN = { started_on: "2025-07-01", latest_category: "NEG" };

/** Two files that tell of the same things otherwise, with blanks on either side. */
const CENSUS = {
  format: "cin" as const,
  asAt: "2026-03-31",
  children: [
    child(
      "C1",
      [
        claim("person_detail", "", { birth_date: "2015-05-05", sex: "F", ethnicity: "WBRI" }),
        claim("referral", "2025-05-01", { ...REFERRAL, source: "6", need: "N1", closed_on: null }),
        claim("protection_plan", "2025-07-01", { ...PLAN, initial_category: "NEG", ended_on: "2026-03-02" }),
      ],
      { born: "2015-05-05" },
    ),
  ],
};
const DATASET = {
  format: "ssd" as const,
  asAt: "2026-06-30",
  children: [
    child(
      "C1",
      [
        claim("person_detail", "", { birth_date: "2015-05-05", sex: "F", ethnicity: null }),
        claim("referral", "2025-05-01", { ...REFERRAL, source: null, need: "N4", closed_on: "2026-06-01" }),
        claim("protection_plan", "2025-07-01", { ...PLAN, initial_category: null, ended_on: null }),
      ],
      { born: "2015-05-05" },
    ),
  ],
};

eachEngine("what is told of a child of whom two files tell otherwise (INV-36)", (open) => {
  it.each([
    { order: "the older first", files: [CENSUS, DATASET] },
    { order: "the newer first", files: [DATASET, CENSUS] },
  ])("is the same on the record, in a return and in what is shared: $order", async ({ files }) => {
    const { database } = await open();
    const authority = await freshAuthority(database);
    for (const said of files) await bringIn(database, authority, said);
    await database.transact(systemAt(authority), async (handle) => {
      const ids = await peopleAfter(handle.db, 0, 10);
      const [id = 0] = ids;
      const story = tellStory((await loadTimelines(handle.db, ids)).get(id) ?? []);
      const detailOf = (kind: string) => story.moments.find((moment) => moment.kind === kind);
      expect(story.born).toBe("2015-05-05");
      expect(detailOf("referral.received")?.detail).toMatchObject({ source: "6", need: "N4" });
      expect(detailOf("referral.closed")?.on).toBe("2026-06-01");
      expect(detailOf("cp.started")?.detail).toMatchObject({ category: "NEG", initialCategory: "NEG" });
      expect(detailOf("cp.ended")?.on).toBe("2026-03-02");

      const [shared] = await heldChildren(handle.db, TABLES, ids);
      const values = (table: string) => shared?.child.claims.find((each) => each.table === table)?.values;
      expect(values("person_detail")).toMatchObject({ birth_date: "2015-05-05", ethnicity: "WBRI" });
      expect(values("referral")).toMatchObject({ source: "6", need: "N4", closed_on: "2026-06-01" });
      expect(values("protection_plan")).toMatchObject({ initial_category: "NEG", ended_on: "2026-03-02" });

      const ask = { year: 2027, asAt: date("2026-11-21") };
      const [returned] = await Array.fromAsync(censusChildren(handle, ask));
      expect(returned?.child).toMatchObject({ born: "2015-05-05", ethnicity: "WBRI" });
      expect(returned?.child.episodes).toEqual([
        expect.objectContaining({ referral: "2025-05-01", source: "6", need: "N4", closure: "2026-06-01" }),
      ]);
    });
  });
});
