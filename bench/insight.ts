import { sql } from "kysely";
import { INDICATORS } from "../src/features/insight/indicators.ts";
import { rebuildInsight, refreshInsight } from "../src/features/insight/refresh.ts";
import { indicatorOf, seriesOf, valueAt } from "../src/features/insight/series.ts";
import { lastMonth, yearTo } from "../src/features/insight/queries.ts";
import { systemContext } from "../src/kernel/context.ts";
import { addMonths, londonDate, systemNow } from "../src/kernel/dates.ts";
import { ENGLAND } from "../src/kernel/workingDays.ts";
import { openPostgres } from "../src/platform/db/engine.ts";
import { SPINE } from "../src/spine.ts";
import type { Cluster } from "../test/engines/cluster.ts";
import { countOf, loadCounty, prepared, settle } from "./county.ts";
import { type Line, ms, seconds, spread, timed } from "./measure.ts";

/** The 66 indicators: counting everybody, one change, and the questions a page asks. */
export async function benchInsight(
  cluster: Cluster,
  children: number,
  say: (line: Line) => void,
): Promise<void> {
  const engine = openPostgres(await cluster.create("bench_insight"), 16);
  const db = await prepared(engine);
  const { authorityId } = await loadCounty(db, children, 0);
  await settle(db);
  const context = () => systemContext("bench", authorityId, systemNow());
  const target = "60 s for 50,000";
  const before = process.cpuUsage().user;
  const first = await timed(() => rebuildInsight(db, SPINE, context()));
  const cpu = (process.cpuUsage().user - before) / 1000;
  const rows = await countOf(db, "contribution", authorityId);
  say({
    what: `count ${children.toLocaleString("en-GB")} children into all 66 indicators, from nothing (${rows.toLocaleString("en-GB")} rows)`,
    engine: engine.kind,
    figure: `${seconds(first.ms)}, ${Math.round((children / first.ms) * 1000).toLocaleString("en-GB")} children/s`,
    beside: `50,000 would take ${seconds((first.ms * 50_000) / children)}; of it this process ${seconds(cpu)} of processor`,
    target,
  });
  await settle(db);
  const again = await timed(() => rebuildInsight(db, SPINE, context()));
  say({
    what: `count everybody again (${again.value.changed} children differed)`,
    engine: engine.kind,
    figure: seconds(again.ms),
    beside: `50,000 would take ${seconds((again.ms * 50_000) / children)}`,
    target,
  });
  const changes = await spread(20, 1, async (turn) => {
    await db.transact(context(), async (handle) => {
      await sql`insert into timeline_event (authority_id, person_id, on_date, kind, subject, origin, issuer, detail, source_id, recorded_at)
        select ${authorityId}, id, ${handle.today}::date - 40, 'contact.received', ${`contact:bench${turn}`}, 'contact:bench', 'demo', '{}', 1, now()
        from person where authority_id = ${authorityId} order by md5(id::text || ${String(turn)}) limit 1`.execute(
        handle.db,
      );
    });
    if ((await refreshInsight(db, SPINE, systemNow)) !== 1) throw new Error("the change was not noticed");
  });
  say({
    what: "one change, committed and counted (the job looks every 2 s)",
    engine: engine.kind,
    figure: `p50 ${ms(changes.p50)}, p95 ${ms(changes.p95)}`,
    beside: "",
    target: "5 s",
  });
  const all = INDICATORS.flatMap((i) => i.measures.slice(0, 1)).filter((m) => m.cannotTell === undefined);
  const months = (n: number) => {
    const to = lastMonth(londonDate(systemNow()));
    return { from: addMonths(to, 1 - n), to };
  };
  const person = {
    ...context(),
    kind: "person" as const,
    scope: "all" as const,
    rights: new Set(["insight", "record.open"] as const),
  };
  const overview = await spread(20, 1, () =>
    db.transact(person, (handle) => seriesOf(handle, all, months(24).from, months(24).to, ENGLAND)),
  );
  say({
    what: "every indicator by month, 24 months",
    engine: engine.kind,
    figure: `p50 ${ms(overview.p50)}, p95 ${ms(overview.p95)}`,
    beside: "",
    target: "p95 300 ms",
  });
  const one = await spread(200, 1, (turn) =>
    db.transact(person, async (handle) => {
      const measure = all[turn % all.length];
      if (measure === undefined) return;
      await seriesOf(
        handle,
        indicatorOf(measure).measures.filter((m) => m.cannotTell === undefined),
        months(36).from,
        months(36).to,
        ENGLAND,
      );
      await valueAt(handle, measure, yearTo(handle.today));
    }),
  );
  say({
    what: "one indicator, 36 months and the last 12 (each in turn)",
    engine: engine.kind,
    figure: `p50 ${ms(one.p50)}, p95 ${ms(one.p95)}`,
    beside: "",
    target: "p95 300 ms",
  });
  const cut = await spread(100, 1, (turn) =>
    db.transact(person, async (handle) => {
      const measure = all[turn % all.length];
      if (measure === undefined) return;
      await seriesOf(handle, [measure], months(36).from, months(36).to, ENGLAND, { by: "sex", is: "F" });
    }),
  );
  say({
    what: "one indicator of one sex, 36 months, from the rows (each in turn)",
    engine: engine.kind,
    figure: `p50 ${ms(cut.p50)}, p95 ${ms(cut.p95)}`,
    beside: "",
    target: "p95 300 ms",
  });
  await engine.close();
}
