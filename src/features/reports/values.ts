import type { WorkingCalendar } from "../../kernel/workingDays.ts";
import { asKeeper } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { carriedKinds } from "../duties/coverage.ts";
import type { CannotTell, Indicator, Measure } from "../insight/indicator.ts";
import { INDICATORS, whyNot } from "../insight/indicators.ts";
import { indicatorOf, measureById, valueAt } from "../insight/series.ts";
import type { Reading } from "../insight/tally.ts";
import { PLAIN } from "./measures.ts";
import { isTimely, periodOf, readReport, type Report } from "./read.ts";
import { type Audience, fit, type Sees, seesOf } from "./sees.ts";
import { readWrong, type Wrong } from "./wrong.ts";
import { nameOf, sayOpen, sayValue } from "./words.ts";
import type { Outlook, Outlooks } from "./outlook.ts";

/** One measure's value of its time, as it may be said. */
export type ValueLine = {
  readonly indicator: Indicator;
  readonly measure: Measure;
  readonly why: CannotTell | null;
  readonly reading: Reading | null;
  /** As counted; said through `sayCount`. */
  readonly twin: number | null;
};

/** The values of some measures now. */
export async function readValues(
  handle: Handle,
  measures: readonly Measure[],
  sees: Sees,
): Promise<ValueLine[]> {
  const whole: Handle = sees === "all" ? handle : { ...handle, context: asKeeper(handle.context) };
  const carried = await carriedKinds(handle);
  const lines: ValueLine[] = [];
  for (const measure of measures) {
    const indicator = indicatorOf(measure);
    const why = whyNot(indicator, measure, carried);
    const value = why === null ? await valueAt(whole, measure, periodOf(measure, handle.today)) : null;
    lines.push({
      indicator,
      measure,
      why,
      reading: fit(value, sees),
      twin: value !== null && isTimely(measure.id) ? value.twin : null,
    });
  }
  return lines;
}

export const plainMeasures = (): Measure[] => PLAIN.flatMap(({ measure }) => measureById(measure) ?? []);

/** Each plain measure with its figure, what it means and what to ask. */
export const plainLines = (values: readonly ValueLine[], sees: Sees) =>
  PLAIN.flatMap(({ measure, means, ask }) => {
    const value = values.find((line) => line.measure.id === measure);
    if (value === undefined) return [];
    const whole = value.measure.reads === "day" ? "today" : "in twelve months";
    return [
      {
        name: nameOf(value),
        means,
        ask,
        said:
          value.why === null
            ? `${sayValue(value.reading, sees)}${value.reading === null ? "" : `, ${whole}`}`
            : "cannot be told",
        open: value.twin === null ? null : sayOpen(value.twin, sees),
      },
    ];
  });

/** All that a pack is made of, fit for who gets it. */
export type PackData = {
  readonly report: Report;
  readonly wrong: Wrong;
  readonly values: readonly ValueLine[];
  readonly coming: readonly Outlook[] | null;
  readonly staff: readonly Outlook[] | null;
};

/** Reads a pack: every measure for leaders, those in plain words for members. */
export async function readPack(
  handle: Handle,
  calendar: WorkingCalendar,
  audience: Audience,
  outlooks: Outlooks,
): Promise<PackData> {
  const sees = seesOf(audience);
  const measures =
    audience === "members" ? plainMeasures() : INDICATORS.flatMap((indicator) => [...indicator.measures]);
  return {
    report: await readReport(handle, calendar, sees),
    wrong: await readWrong(handle, sees),
    values: await readValues(handle, measures, sees),
    coming: (await outlooks.coming?.(handle, sees)) ?? null,
    staff: (await outlooks.staff?.(handle, sees)) ?? null,
  };
}
