import type { Handle } from "../../platform/db/transact.ts";
import type { PublishedMeasure } from "./catalogue.ts";
import { neededFor, valuesIn } from "./figures.ts";
import { type Area, type Areas, measuresWithFigures, readFigures } from "./queries.ts";
import { ENGLAND } from "./regions.ts";
import { holds, standsUnder, withSuccessorsChildren } from "./standsUnder.ts";
import type { MeasureLine } from "./pages/benchmarks.tsx";

export type Overview = {
  readonly lines: readonly MeasureLine[];
  readonly others: readonly { readonly measure: PublishedMeasure; readonly period: string }[];
};

/** Shown with its figures: what Kith knows by itself and can compare. The rest of the interactive tool's list is named only. */
const isListed = ({ id, unit }: PublishedMeasure): boolean =>
  !id.startsWith("lait.") &&
  !id.startsWith("quoted.") &&
  !id.startsWith("cla-england.") &&
  (unit !== "count" || id === "population");

/** Every measure with figures, those Kith knows with the authority's and England's last value. */
export async function readOverview(handle: Handle, areas: Areas, own: Area | undefined): Promise<Overview> {
  const all = await measuresWithFigures(handle);
  const listed = all.filter(({ measure }) => isListed(measure));
  const under = own === undefined ? [] : standsUnder(areas, own.code);
  const codes = [
    ENGLAND,
    ...under.map(({ code }) => code),
    ...under.flatMap(({ code }) => areas.get(code)?.successors ?? []),
  ];
  const figures = withSuccessorsChildren(
    await readFigures(
      handle,
      listed.flatMap(({ measure }) => neededFor(measure)),
      codes,
    ),
    areas,
  );
  return {
    lines: listed.map(({ measure, period }) => {
      const values = valuesIn(figures, measure, period);
      const mine = under.filter((one) => holds(one, period)).flatMap(({ code }) => values.get(code) ?? []);
      return {
        measure,
        period,
        own: mine.find(({ value }) => value !== null) ?? mine[0],
        england: values.get(ENGLAND),
      };
    }),
    others: all.filter(({ measure }) => !isListed(measure)),
  };
}
