import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, expect, it } from "vitest";
import { openPglite } from "../../../test/engines/setup.ts";
import { addDays, date } from "../../kernel/dates.ts";
import { SPINE } from "../../spine.ts";
import { inScope } from "./reconcile.ts";
import { inScopeSql } from "./vanish.ts";

const opened = openPglite();
afterAll(async () => (await opened).close());

const day = fc.integer({ min: 0, max: 9 }).map((n) => addDays(date("2026-03-01"), n));
const maybe = fc.oneof({ weight: 3, arbitrary: day }, { weight: 1, arbitrary: fc.constant(null) });

it("a row is within a file's reach by the database's reckoning exactly when it is by ours", async () => {
  const { engine } = await opened;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("protection_plan", "visit", "household"),
      fc.tuple(maybe, maybe),
      fc.tuple(day, day),
      fc.boolean(),
      async (name, [starts, ends], [from, to], covered) => {
        const table = SPINE.tables.get(name);
        if (table === undefined) throw new Error(`no table ${name}`);
        const scope = { from, to, tables: covered ? [name] : [] };
        const values = { started_on: starts, ended_on: ends, on_date: starts };
        const found = await sql<{ reached: boolean | null }>`select ${inScopeSql(table, scope)} as reached
          from (select ${starts}::date as started_on, ${ends}::date as ended_on, ${starts}::date as on_date) t`.execute(
          engine.db,
        );
        expect(found.rows[0]?.reached === true).toBe(inScope(scope, table, values));
      },
    ),
    { numRuns: 150 },
  );
});
