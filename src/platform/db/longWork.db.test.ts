import { sql } from "kysely";
import { expect, it } from "vitest";
import { eachEngine } from "../../../test/engines/setup.ts";
import { systemContext } from "../../kernel/context.ts";
import { systemNow } from "../../kernel/dates.ts";
import { impatient, occupancy, SessionTaken } from "./longWork.ts";

const context = systemContext("tests", 0, systemNow());
const importing = {
  title: "Bringing in files",
  path: "/import/x",
  label: "Children",
  unit: "children",
  total: 9,
};

eachEngine("somebody who reads while long work goes on", (open) => {
  it("is told so where there is one session, and served where there are many; who writes waits their turn", async () => {
    const { database, engine } = await open();
    const busy = occupancy();
    const { promise: ended, resolve: end } = Promise.withResolvers<undefined>();
    const work = busy.hold(importing, () =>
      database.transact(context, async ({ db }) => {
        await sql`select 1`.execute(db);
        await ended;
      }),
    );
    const count = ({ db }: Parameters<Parameters<typeof database.transact>[1]>[0]) =>
      db.selectFrom("authority").select("id").execute();
    const read = impatient(database, busy, 50).transact(context, count);
    if (engine.kind === "pglite") await expect(read).rejects.toThrow(SessionTaken);
    else expect(await read).toEqual([]);
    const written = database.transact(context, ({ db }) =>
      db.insertInto("authority").values({ name: "Waited" }).returning("name").executeTakeFirstOrThrow(),
    );
    end(undefined);
    await work;
    expect(await written).toEqual({ name: "Waited" });
    expect(await impatient(database, busy, 50).transact(context, count)).toHaveLength(1);
  });
});
