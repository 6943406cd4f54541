import { sql } from "kysely";
import { addMonths, type IsoDate } from "../../kernel/dates.ts";
import { wordsFor } from "../../kernel/codes/codeSet.ts";
import { ETHNICITY } from "../../kernel/codes/ethnicity.ts";
import { PRIMARY_NEED } from "../../kernel/codes/inNeed.ts";
import { SEX } from "../../kernel/codes/sex.ts";
import type { WorkingCalendar } from "../../kernel/workingDays.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { carriedKinds } from "../duties/coverage.ts";
import { type Charted, chartOf, latest } from "./chart.ts";
import { AGE_BANDS } from "./cuts.ts";
import type { CannotTell, Indicator, Measure } from "./indicator.ts";
import { INDICATORS, whyNot } from "./indicators.ts";
import { type Cut, lastMonth, type Period, yearTo } from "./queries.ts";
import { distribution, measureById, type Point, seriesOf, valueAt } from "./series.ts";
import { type RebaseLine, rebasesOf, type Said, saidOf } from "./said.ts";
import { seesCoarse } from "./suppress.ts";
import { lastOf, type Reading } from "./tally.ts";

/** Months on the list, and on an indicator's own page. */
const LIST_MONTHS = 24;
export const PAGE_MONTHS = 36;

export type ListLine = {
  readonly indicator: Indicator;
  readonly known: { readonly charted: Charted; readonly last: Point | undefined } | null;
  readonly why: CannotTell | null;
};

const monthsTo = (today: IsoDate, n: number): Period => {
  const to = lastMonth(today);
  return { from: addMonths(to, 1 - n), to };
};

/** Every indicator's recent months, in a few statements. */
export async function listView(handle: Handle, calendar: WorkingCalendar): Promise<ListLine[]> {
  const carried = await carriedKinds(handle);
  const asked = INDICATORS.map((indicator) => ({
    indicator,
    measure: indicator.measures[0],
    why: whyNot(indicator, indicator.measures[0], carried),
  }));
  const { from, to } = monthsTo(handle.today, LIST_MONTHS);
  const known = asked.filter(({ why }) => why === null).map(({ measure }) => measure);
  const found = await seriesOf(handle, known, from, to, calendar);
  return asked.map(({ indicator, measure, why }) => {
    if (why !== null) return { indicator, known: null, why };
    const points = found.get(measure.id) ?? [];
    return { indicator, why, known: { charted: chartOf(indicator, measure, points), last: latest(points) } };
  });
}

/** Children whose record has changed and who are not counted yet; null where everything is. */
export async function waitingCount(handle: Handle): Promise<number> {
  return await handle.asSystem(async (db) => {
    const rows = await sql<{ n: number }>`select count(distinct person_id) as n from insight_due`.execute(db);
    return rows.rows[0]?.n ?? 0;
  });
}

export type MeasureLine = {
  readonly measure: Measure;
  readonly why: CannotTell | null;
  /** Of the period, or on its last day. */
  readonly reading: Reading | null;
};

export type Option = { readonly cut: Cut; readonly words: string };

export type IndicatorView = {
  readonly indicator: Indicator;
  readonly measure: Measure;
  readonly why: CannotTell | null;
  readonly charted: Charted | null;
  readonly period: Period;
  readonly lines: readonly MeasureLine[];
  readonly days: ReadonlyMap<number, number>;
  readonly said: readonly Said[];
  readonly rebases: readonly RebaseLine[];
  readonly cut: Option | null;
  readonly options: readonly Option[];
  readonly isCoarse: boolean;
};

/** One indicator in full, of everybody or of a cut. */
export async function indicatorView(
  handle: Handle,
  calendar: WorkingCalendar,
  indicator: Indicator,
  cut: Cut | null,
  measureId: string | undefined,
): Promise<IndicatorView> {
  const carried = await carriedKinds(handle);
  const measure = indicator.measures.find(({ id }) => id === measureId) ?? indicator.measures[0];
  const why = whyNot(indicator, measure, carried);
  const { from, to } = monthsTo(handle.today, PAGE_MONTHS);
  const [said, rebases] = [await saidOf(handle, indicator.no), await rebasesOf(handle, indicator.no)];
  const standing = rebases.filter((line) => line.withdrawn === null).map((line) => line.on);
  const points = why === null ? await seriesOf(handle, [measure], from, to, calendar, cut) : null;
  const period = measure.reads === "day" ? { from: handle.today, to: handle.today } : yearTo(lastOf(to));
  const lines: MeasureLine[] = [];
  for (const one of indicator.measures) {
    const cannot = whyNot(indicator, one, carried);
    lines.push({
      measure: one,
      why: cannot,
      reading: cannot === null ? await valueAt(handle, one, period, cut) : null,
    });
  }
  const isCoarse = seesCoarse(handle.context);
  const spread = indicator.spread === undefined ? undefined : measureById(indicator.spread.measure);
  const options = await cutOptions(handle);
  return {
    indicator,
    measure,
    why,
    charted:
      points === null ? null : chartOf(indicator, measure, points.get(measure.id) ?? [], standing.toSorted()),
    period,
    lines,
    days:
      spread === undefined || why !== null || isCoarse
        ? new Map()
        : await distribution(handle, spread, period, cut),
    said,
    rebases,
    cut:
      cut === null
        ? null
        : (options.find((o) => o.cut.by === cut.by && o.cut.is === cut.is) ?? { cut, words: cut.is }),
    options,
    isCoarse,
  };
}

/** What an indicator may be cut by: the services and teams there are, and the codes of sex, age, ethnicity and need. */
async function cutOptions(handle: Handle): Promise<Option[]> {
  const teams = await handle.db
    .selectFrom("team")
    .select(["ref", "name", "parent_ref"])
    .where("authority_id", "=", handle.context.authorityId)
    .orderBy("name")
    .execute();
  const parents = new Set(teams.map((team) => team.parent_ref));
  const codes = (by: Cut["by"], list: readonly (readonly [string, string])[]): Option[] =>
    list.map(([is, words]) => ({ cut: { by, is }, words }));
  return [
    ...teams
      .filter((t) => parents.has(t.ref))
      .map((t) => ({ cut: { by: "service" as const, is: t.ref }, words: t.name })),
    ...teams
      .filter((t) => !parents.has(t.ref))
      .map((t) => ({ cut: { by: "team" as const, is: t.ref }, words: t.name })),
    ...codes("age", AGE_BANDS),
    ...codes(
      "sex",
      SEX.codes.map((c) => [c.code, c.words]),
    ),
    ...codes(
      "ethnicity",
      ETHNICITY.codes.map((c) => [c.code, c.words]),
    ),
    ...codes(
      "need",
      [...new Set(PRIMARY_NEED.codes.map((c) => c.code))].map((c) => [c, wordsFor(PRIMARY_NEED, c) ?? c]),
    ),
  ];
}
