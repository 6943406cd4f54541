import { sql } from "kysely";
import { expect, it } from "vitest";
import { personContext } from "../../../test/engines/seed.ts";
import { eachEngine, type Opened } from "../../../test/engines/setup.ts";
import type { Context, Right } from "../../kernel/context.ts";
import type { WebReply } from "../../platform/web/route.ts";
import { SPINE } from "../../spine.ts";
import { childTold, claim, emptyAuthority, type Filled, idOf, tell } from "../work/testing.ts";
import { parseSearch } from "./parse.ts";
import { searchChildren } from "./queries.ts";
import { searchRoutes } from "./routes.tsx";

const RIGHTS: readonly Right[] = ["search", "names", "record.open"];

const PEOPLE = [
  ["M1", "Maya", "Ellison", "2019-02-14"],
  ["M2", "Maya", "Smith", "2015-06-01"],
  ["M3", "Siobhan", "O'Neill", "2010-03-03"],
  ["M4", "Mohammed", "Chowdhury", "2012-08-20"],
  ["M5", "Ellis", "Sonning", "2019-11-30"],
  ["M6", "Katherine", "Bramwell", "2008-01-09"],
  ["M7", "Tom", "Ellison", undefined],
] as const;

eachEngine("finding a child", (open) => {
  let made: Promise<Opened & { filled: Filled; all: Context; own: Context }> | undefined;
  const town = () =>
    (made ??= (async () => {
      const opened = await open();
      const filled = await emptyAuthority(opened.database);
      await tell(
        opened.database,
        filled,
        PEOPLE.map(([id, forename, surname, born]) =>
          childTold(
            id,
            { forename, surname, ...(born === undefined ? {} : { born }) },
            [
              claim("referral", "2026-09-01", { received_on: "2026-09-01" as never }),
              claim("allocation", "W1.2026-09-02", {
                worker_ref: id === "M1" ? "W1" : "W2",
                worker_name: id === "M1" ? "Ann Abbot" : "Bob Brown",
                team_ref: "T1",
                team_name: "North",
                from_on: "2026-09-02" as never,
              }),
            ],
            id === "M2" ? [{ type: "nhs", value: "4857773456" }] : [],
          ),
        ),
      );
      const { authorityId } = filled;
      return {
        ...opened,
        filled,
        all: personContext(authorityId, { scope: "all", rights: RIGHTS }),
        own: personContext(authorityId, { scope: "own", rights: RIGHTS, workerRef: "W1" }),
      };
    })());
  const find = async (text: string, change: Partial<Context> = {}) => {
    const { database, all } = await town();
    return await database.transact({ ...all, ...change }, async (handle) => {
      const result = await searchChildren(handle, parseSearch(text, handle.today));
      return result.found;
    });
  };
  const numbers = async (text: string, change: Partial<Context> = {}) =>
    (await find(text, change)).map((found) => found.localId);

  it.each([
    ["as it is written", "maya ellison", "M1"],
    ["last name first", "Ellison Maya", "M1"],
    ["with a letter left out", "maya elison", "M1"],
    ["with letters turned round", "maya ellsion", "M1"],
    ["by how it sounds", "kathryn bramwel", "M6"],
    ["by how it sounds, last name first", "chaudhry mohamed", "M4"],
    ["without its apostrophe", "siobhan oneill", "M3"],
  ])("finds a name %s", async (_how, text, wanted) => {
    expect((await numbers(text))[0]).toBe(wanted);
  });

  it("finds everybody with a surname", async () => {
    expect(await numbers("ellison")).toEqual(expect.arrayContaining(["M1", "M7"]));
  });

  it.each(["2019-02-14", "14/2/2019", "14 Feb 2019"])("finds a birth date written %s", async (text) => {
    expect(await numbers(text)).toEqual(["M1"]);
  });

  it("puts a name and a year together, with those of unknown birth date after", async () => {
    const found = await numbers("ellison 2019");
    expect([found[0], found.at(-1)]).toEqual(["M1", "M7"]);
    expect(found).not.toContain("M2");
    expect(await numbers("ellison 2015")).toEqual(["M7"]);
  });

  it("finds any number it knows exactly, first, and no number nearly like it", async () => {
    expect(await find("485 777 3456")).toMatchObject([{ localId: "M2", matched: { type: "nhs" } }]);
    expect(await numbers("4857773457")).toEqual([]);
    expect((await numbers("m4"))[0]).toBe("M4");
  });

  it("says where each stands and who holds, and whether the record opens to this person", async () => {
    const found = await find("ellison", { scope: "own", workerRef: "W1" });
    expect(found.find((row) => row.localId === "M1")).toMatchObject({
      opens: true,
      holder: { worker: "Ann Abbot", team: "North" },
    });
    const other = found.find((row) => row.localId === "M7");
    expect(other).toMatchObject({ opens: false, holder: { worker: "Bob Brown", team: "North" } });
    expect(other?.spans.map((span) => span.status)).toContain("open");
  });

  it("finds no name for who may not see names, by name or at all", async () => {
    const nameless = { rights: new Set<Right>(["search"]) };
    expect(await numbers("maya ellison", nameless)).toEqual([]);
    expect(await find("M1", nameless)).toMatchObject([{ localId: "M1", name: null, opens: false }]);
  });

  it("leaves a restricted child out of every way of asking", async () => {
    const { database, filled } = await town();
    const id = await idOf(database, filled, "M5");
    expect(await numbers("ellis sonning")).toContain("M5");
    await database.transact(filled.system, async ({ db }) => {
      await db
        .insertInto("restriction")
        .values({ authority_id: filled.authorityId, person_id: id, reason: "test" })
        .execute();
    });
    for (const text of ["ellis sonning", "30/11/2019", "M5", "2019"])
      expect(await numbers(text)).not.toContain("M5");
  });

  it("writes down who looked for what, found or not, and nothing when nothing was asked", async () => {
    const { database, filled, own } = await town();
    const [route] = searchRoutes(SPINE);
    const ask = async (q?: string): Promise<WebReply | undefined> =>
      await route?.handle({ database, context: own, query: { q } } as never);
    await ask();
    await ask("nobody of this name");
    const rows = await database.transact(filled.system, ({ db }) =>
      sql<{ detail: unknown }>`select detail from audit_event where act = 'search'`.execute(db),
    );
    expect(rows.rows).toEqual([{ detail: { text: "nobody of this name", found: 0 } }]);
  });
});
