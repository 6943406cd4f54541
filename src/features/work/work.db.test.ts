import { sql } from "kysely";
import { expect, it } from "vitest";
import { personContext } from "../../../test/engines/seed.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import { type Context, RIGHTS } from "../../kernel/context.ts";
import { addDays, type IsoDate } from "../../kernel/dates.ts";
import type { RuleBook } from "../../kernel/duties/rule.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import { SPINE } from "../../spine.ts";
import { carriedKinds } from "../duties/coverage.ts";
import { loadBrain } from "../record/recompute.ts";
import { parseSearch } from "../search/parse.ts";
import { searchChildren } from "../search/queries.ts";
import { MEASURES } from "../service/measures.ts";
import { serviceCounts } from "../service/queries.ts";
import { heldBy, unheldChildren, workerLines } from "../team/queries.ts";
import { elements, parseHtml } from "../../ui/testing/html.ts";
import { renderPart } from "../../ui/render.ts";
import { allocationRoutes } from "../allocation/routes.tsx";
import { searchRoutes } from "../search/routes.tsx";
import { serviceRoutes } from "../service/routes.tsx";
import { teamRoutes } from "../team/routes.tsx";
import { tellableRules } from "./kinds.ts";
import * as work from "./queries.ts";
import { afterOf, afterText } from "./cursor.ts";
import { workRoutes } from "./routes.tsx";
import { type Filled, fillAuthority } from "./testing.ts";

type DutyRow = {
  person_id: number;
  rule_id: string;
  key: string;
  from_on: IsoDate;
  due_on: IsoDate;
  done_on: IsoDate | null;
  ended_on: IsoDate | null;
  flag: boolean;
};
type HeldRow = {
  person_id: number;
  worker_ref: string | null;
  team_ref: string | null;
  from_on: IsoDate;
  until_on: IsoDate | null;
};

const byNumber = (a: number, b: number): number => a - b;

/** Everything there is, read as the system and filtered here, the slow and obvious way. */
type Everything = {
  readonly duties: readonly DutyRow[];
  readonly held: readonly HeldRow[];
  readonly absences: readonly {
    worker_ref: string;
    cover_ref: string | null;
    from_on: IsoDate;
    to_on: IsoDate | null;
  }[];
  readonly rules: readonly string[];
  readonly book: RuleBook;
};

eachEngine("work, team and service over a made-up authority", (open) => {
  let made: Promise<{ database: Database; filled: Filled; all: Everything }> | undefined;
  const town = () =>
    (made ??= (async () => {
      const { database } = await open();
      const filled = await fillAuthority(database, { children: 360 });
      return { database, filled, all: await everything(database, filled) };
    })());

  const everything = (database: Database, filled: Filled): Promise<Everything> =>
    database.transact(filled.system, async (handle) => {
      const { book } = await loadBrain(handle.db, SPINE);
      const rows = async <T>(table: string): Promise<T[]> =>
        (await sql<T>`select * from ${sql.table(table)}`.execute(handle.db)).rows;
      return {
        duties: await rows<DutyRow>("duty"),
        held: (await sql<HeldRow>`select * from span where status = 'held'`.execute(handle.db)).rows,
        absences: await rows<Everything["absences"][number]>("absence"),
        rules: tellableRules(book, await carriedKinds(handle)).rules,
        book,
      };
    });
  const worker = (filled: Filled, ref: string): Context =>
    personContext(filled.authorityId, { scope: "own", workerRef: ref, rights: RIGHTS, now: filled.now });
  const leader = (filled: Filled, team: string): Context =>
    personContext(filled.authorityId, { scope: "team", teamRefs: [team], rights: RIGHTS, now: filled.now });
  const director = (filled: Filled): Context =>
    personContext(filled.authorityId, { scope: "all", rights: RIGHTS, now: filled.now });
  const isOpen = (span: { from_on: IsoDate; until_on: IsoDate | null }, today: IsoDate): boolean =>
    span.from_on <= today && (span.until_on === null || span.until_on > today);
  const childrenOf = (all: Everything, ref: string, today: IsoDate): Set<number> => {
    const away = all.absences
      .filter((a) => a.cover_ref === ref && a.from_on <= today && (a.to_on === null || a.to_on >= today))
      .map((a) => a.worker_ref);
    return new Set(
      all.held
        .filter((h) => isOpen(h, today) && h.worker_ref !== null && [ref, ...away].includes(h.worker_ref))
        .map((h) => h.person_id),
    );
  };
  const stands = (duty: DutyRow, today: IsoDate): boolean =>
    duty.from_on <= today &&
    (duty.done_on === null || duty.done_on > today) &&
    (duty.ended_on === null || duty.ended_on > today);
  const busiest = (all: Everything, today: IsoDate): string[] => {
    const counts = new Map<string, number>();
    for (const h of all.held)
      if (isOpen(h, today) && h.worker_ref !== null)
        counts.set(h.worker_ref, (counts.get(h.worker_ref) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).map(([ref]) => ref);
  };
  const lines = async (handle: Handle, all: Everything, ref: string, limit = 10_000) =>
    await work.workLines(handle, all.book, ref, { rules: all.rules, part: "now", after: null, limit });

  it("gives each worker exactly the duties of the children they hold or cover", async () => {
    const { database, filled, all } = await town();
    const { today } = filled;
    for (const ref of busiest(all, today).slice(0, 12)) {
      const mine = childrenOf(all, ref, today);
      const wanted = all.duties
        .filter(
          (d) =>
            !d.flag &&
            all.rules.includes(d.rule_id) &&
            mine.has(d.person_id) &&
            stands(d, today) &&
            d.due_on <= addDays(today, 7),
        )
        .map((d) => d.key + d.person_id)
        .sort();
      const found = await database.transact(worker(filled, ref), (handle) => lines(handle, all, ref));
      expect(found.map((line) => line.key + line.child.id).sort()).toEqual(wanted);
      expect(found.map((line) => line.due)).toEqual(found.map((line) => line.due).toSorted());
    }
  });

  it("turns pages by key without losing or repeating a line, and counts what it lists", async () => {
    const { database, filled, all } = await town();
    const ref = busiest(all, filled.today)[0] ?? "";
    await database.transact(worker(filled, ref), async (handle) => {
      const whole = await lines(handle, all, ref);
      const paged: string[] = [];
      let after: work.After | null = null;
      for (;;) {
        const page: work.WorkLine[] = await work.workLines(handle, all.book, ref, {
          rules: all.rules,
          part: "now",
          after,
          limit: 3,
        });
        paged.push(...page.map((line) => `${line.child.id}${line.key}`));
        const last = page.at(-1);
        if (last === undefined) break;
        after = afterOf(afterText(last));
      }
      expect(paged).toEqual(whole.map((line) => `${line.child.id}${line.key}`));
      const counts = (await work.workCounts(handle, ref)).filter((row) => all.rules.includes(row.rule));
      expect(counts.reduce((n, row) => n + row.late + row.today + row.week, 0)).toBe(whole.length);
    });
  });

  it("shows who covers the covered worker's children and nobody else's, and only while it lasts", async () => {
    const { database, filled, all } = await town();
    const { today, authorityId } = filled;
    const [away = "", other = ""] = busiest(all, today);
    const idsSeen = async (): Promise<number[]> =>
      await database.transact(worker(filled, "COVER"), async (handle) => [
        ...new Set((await lines(handle, all, "COVER")).map((line) => line.child.id)),
      ]);
    expect(await idsSeen()).toEqual([]);
    const row = await database.transact(filled.system, async ({ db }) => {
      const made = await sql<{
        id: number;
      }>`insert into absence (authority_id, worker_ref, from_on, to_on, cover_ref)
        values (${authorityId}, ${away}, ${today}::date, ${today}::date, 'COVER') returning id`.execute(db);
      return made.rows[0]?.id ?? 0;
    });
    const theirs = childrenOf(all, away, today);
    const seen = await idsSeen();
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((id) => theirs.has(id))).toBe(true);
    expect(seen.some((id) => childrenOf(all, other, today).has(id) && !theirs.has(id))).toBe(false);
    await database.transact(filled.system, async ({ db }) => {
      await sql`update absence set from_on = ${addDays(today, -3)}::date, to_on = ${addDays(today, -1)}::date where id = ${row}`.execute(
        db,
      );
    });
    expect(await idsSeen()).toEqual([]);
  });

  it("gives a team's leader each worker's children and late duties as counting by hand does", async () => {
    const { database, filled, all } = await town();
    const { today } = filled;
    const team =
      all.held.find((h) => isOpen(h, today) && h.team_ref !== null && h.worker_ref === busiest(all, today)[0])
        ?.team_ref ?? "";
    await database.transact(leader(filled, team), async (handle) => {
      const rows = await workerLines(handle, team, all.rules);
      expect(rows.map((row) => row.name)).toEqual(rows.map((row) => row.name).toSorted());
      expect(rows.some((row) => row.holding.all > 0)).toBe(true);
      for (const row of rows) {
        const mine = new Set(
          all.held
            .filter((h) => isOpen(h, today) && h.worker_ref === row.ref && h.team_ref === team)
            .map((h) => h.person_id),
        );
        const due = all.duties.filter(
          (d) => !d.flag && all.rules.includes(d.rule_id) && mine.has(d.person_id) && stands(d, today),
        );
        const late = due.filter((d) => d.due_on < today);
        expect(row.holding.all).toBe(mine.size);
        const { all: whole, ...parts } = row.holding;
        expect(Object.values(parts).reduce((n, part) => n + part, 0)).toBe(whole);
        expect([row.late, row.week]).toEqual([
          late.length,
          due.filter((d) => d.due_on >= today && d.due_on <= addDays(today, 7)).length,
        ]);
        expect(row.oldest).toBe(late.map((d) => d.due_on).sort()[0] ?? null);
        expect(
          (await heldBy(handle, row.ref, all.rules)).map((held) => held.child.id).sort(byNumber),
        ).toEqual([...mine].sort(byNumber));
      }
    });
  });

  it("counts the whole service as counting by hand does, for whoever asks", async () => {
    const { database, filled, all } = await town();
    const { today } = filled;
    const rules = MEASURES.flatMap((measure) => measure.rules);
    const since = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
    const member = personContext(filled.authorityId, { scope: "none", rights: ["service"], now: filled.now });
    for (const context of [director(filled), member]) {
      const counts = await database.transact(context, (handle) => serviceCounts(handle, rules));
      for (const rule of rules) {
        const mine = all.duties.filter((d) => d.rule_id === rule && !d.flag);
        const done = mine.filter((d) => d.done_on !== null && d.done_on > since && d.done_on <= today).length;
        expect((counts.finished.get(rule) ?? []).reduce((n, row) => n + row.count, 0)).toBe(done);
        expect(counts.over.get(rule) ?? 0).toBe(
          mine.filter((d) => stands(d, today) && d.due_on < today).length,
        );
      }
    }
  });

  it("leaves a restricted child out of search, work, team and service", async () => {
    const { database, filled, all } = await town();
    const { today, authorityId } = filled;
    const rules = MEASURES.flatMap((measure) => measure.rules);
    const over = all.duties.find(
      (d) =>
        rules.includes(d.rule_id) &&
        !d.flag &&
        stands(d, today) &&
        d.due_on < today &&
        all.rules.includes(d.rule_id) &&
        all.held.some((h) => h.person_id === d.person_id && isOpen(h, today) && h.worker_ref !== null),
    );
    const id = over?.person_id ?? 0;
    const span = all.held.find((h) => h.person_id === id && isOpen(h, today));
    const ref = span?.worker_ref ?? "";
    const team = span?.team_ref ?? "";
    const number = await database.transact(filled.system, async ({ db }) => {
      const person = await db
        .selectFrom("person")
        .select("local_id")
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      return person.local_id ?? "";
    });
    const look = async () => ({
      work: await database.transact(
        worker(filled, ref),
        async (handle) => (await lines(handle, all, ref)).filter((line) => line.child.id === id).length,
      ),
      team: await database.transact(
        leader(filled, team),
        async (handle) =>
          (await heldBy(handle, ref, all.rules)).filter((held) => held.child.id === id).length,
      ),
      held: await database.transact(
        leader(filled, team),
        async (handle) =>
          (await workerLines(handle, team, all.rules)).find((row) => row.ref === ref)?.holding.all ?? 0,
      ),
      over: await database.transact(
        director(filled),
        async (handle) => (await serviceCounts(handle, rules)).over.get(over?.rule_id ?? "") ?? 0,
      ),
      search: await database.transact(
        director(filled),
        async (handle) =>
          (await searchChildren(handle, parseSearch(number, today))).found.filter((found) => found.id === id)
            .length,
      ),
    });
    const before = await look();
    expect(before.work).toBeGreaterThan(0);
    expect([before.team, before.search]).toEqual([1, 1]);
    await database.transact(filled.system, async ({ db }) => {
      await db
        .insertInto("restriction")
        .values({ authority_id: authorityId, person_id: id, reason: "test" })
        .execute();
    });
    const same = all.duties.filter(
      (d) => d.person_id === id && d.rule_id === over?.rule_id && stands(d, today) && d.due_on < today,
    ).length;
    expect(await look()).toEqual({
      work: 0,
      team: 0,
      held: before.held - 1,
      over: before.over - same,
      search: 0,
    });
  });

  it("lists open children with nobody first by how long, to every leader alike", async () => {
    const { database, filled, all } = await town();
    const teams = [...new Set(all.held.map((h) => h.team_ref))].filter((team) => team !== null).slice(0, 2);
    const lists = [];
    for (const team of teams)
      lists.push(await database.transact(leader(filled, team), (handle) => unheldChildren(handle, 1000)));
    const [first, second] = lists;
    expect(first?.all).toBeGreaterThan(0);
    expect(first).toEqual(second);
    expect(first?.rows.map((row) => row.since)).toEqual(first?.rows.map((row) => row.since).toSorted());
  });

  it("answers every page with a heading, for a worker, a leader and a director, over real rows", async () => {
    const { database, filled, all } = await town();
    const ref = busiest(all, filled.today)[0] ?? "";
    const held = all.held.find((h) => isOpen(h, filled.today) && h.worker_ref === ref);
    const team = held?.team_ref ?? "";
    const routes = [
      ...workRoutes(SPINE),
      ...teamRoutes(SPINE),
      ...serviceRoutes(SPINE),
      ...searchRoutes(SPINE),
      ...allocationRoutes(SPINE),
    ];
    const get = async (
      context: Context,
      path: string,
      params: object = {},
      query: object = {},
    ): Promise<string> => {
      const found = routes.find((each) => each.method === "GET" && each.path === path);
      const reply = await found?.handle({ database, context, params, query } as never);
      if (reply?.kind !== "page") throw new Error(`${path}: ${JSON.stringify(reply)}`);
      const html = renderPart(reply.body);
      expect(elements(parseHtml(html)).filter((node) => node.tag === "h1")).toHaveLength(1);
      return html;
    };
    const lead = { ...leader(filled, team), workerRef: ref };
    await get(worker(filled, ref), "/work");
    await get(worker(filled, ref), "/work", {}, { kind: "visits", part: "later" });
    await get({ ...worker(filled, ref), workerRef: null }, "/work");
    await get(lead, "/team");
    await get(director(filled), "/team");
    await get(lead, "/team/:ref", { ref: team });
    await get(lead, "/team/worker/:ref", { ref });
    await get(lead, "/team/worker/:ref/absence", { ref });
    await get(director(filled), "/service");
    await get(personContext(filled.authorityId, { rights: ["service"], now: filled.now }), "/service");
    await get(director(filled), "/service/:measure", { measure: "care-reviews" });
    await get(lead, "/search", {}, { q: "smith 2015" });
    const allocate = await get(lead, "/children/:id/allocate", { id: String(held?.person_id) });
    expect(allocate).toContain("Offer the child");
    const gone = [
      await routes
        .find((each) => each.path === "/team/:ref")
        ?.handle({ database, context: lead, params: { ref: "elsewhere" }, query: {} } as never),
      await routes
        .find((each) => each.path === "/children/:id/allocate")
        ?.handle({
          database,
          context: worker(filled, "NOBODY"),
          params: { id: String(held?.person_id) },
          query: {},
        } as never),
    ];
    expect(gone.map((reply) => reply?.kind)).toEqual(["refused", "refused"]);
  });
});
