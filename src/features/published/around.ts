import { date, type IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { PublishedMeasure } from "./catalogue.ts";
import type { PanelSeries } from "./charts/panels.tsx";
import { neededFor, seriesOf } from "./figures.ts";
import { type Area, type Areas, readFigures, readMeasure } from "./queries.ts";
import { ENGLAND } from "./regions.ts";
import { holds, standsUnder, withSuccessorsChildren } from "./standsUnder.ts";
import { sayingOf, sayWhen } from "./words.ts";

type Shown = { readonly name: string; readonly ids: readonly string[] };

/** What is shown of an authority beside its inspections, and the measures that say it, the one to prefer first. */
const DEMAND: readonly Shown[] = [
  { name: "Referrals", ids: ["c1.referrals", "lait.CPP_Total_Rateper10_000"] },
  { name: "Children in need", ids: ["b1.at-31-march", "lait.CIN"] },
  { name: "Section 47 enquiries", ids: ["c4.section-47", "lait.Section_47"] },
  { name: "Child protection plans", ids: ["d5.at-31-march", "d1.at-31-march", "lait.CPP_rate"] },
  { name: "Children looked after", ids: ["lait.LAC", "cla.at-31-march"] },
  { name: "Care applications", ids: ["cafcass.care-applications", "lait.CareApplications"] },
];
const WORKFORCE: readonly Shown[] = [
  { name: "Vacancies", ids: ["workforce.vacancy", "lait.Work_Force_Vac_Rate"] },
  { name: "Agency workers", ids: ["workforce.agency", "lait.Work_Force_Agecy_Rate"] },
  { name: "Turnover", ids: ["workforce.turnover", "lait.Work_Force_TO_Rate"] },
  { name: "Cases to each who holds any", ids: ["workforce.caseload", "lait.Work_Force_AvgNumCase_SW"] },
];

/** So many years more must another measure have before it is shown in place of the first. */
const WORTH_CHANGING = 3;

/** The day a figure speaks for: the end of its year, or the day it counts. */
const dayOfPeriod = ({ when }: PublishedMeasure, period: string): IsoDate =>
  date(`${period.slice(0, 4)}-${when === "30 September" ? "09-30" : "03-31"}`);

export type Around = { readonly demand: readonly PanelSeries[]; readonly workforce: readonly PanelSeries[] };

/** Demand and workforce of an authority over every year published, England's beside it. */
export async function readAround(handle: Handle, areas: Areas, area: Area): Promise<Around> {
  const wanted = [...DEMAND, ...WORKFORCE].flatMap(({ ids }) => ids);
  const measures = new Map<string, PublishedMeasure>();
  for (const id of wanted) {
    const measure = await readMeasure(handle, id);
    if (measure !== undefined) measures.set(id, measure);
  }
  const under = standsUnder(areas, area.code);
  // A code that ended is given the children of those who followed, so theirs are read too.
  const followers = under.flatMap(({ code }) => areas.get(code)?.successors ?? []);
  const codes = [ENGLAND, ...under.map(({ code }) => code), ...followers];
  const figures = withSuccessorsChildren(
    await readFigures(handle, [...measures.values()].flatMap(neededFor), codes),
    areas,
  );
  const panel = ({ name, ids }: Shown): PanelSeries[] => {
    const drawn = ids.flatMap((id): PanelSeries[] => {
      const measure = measures.get(id);
      if (measure === undefined) return [];
      const { periods, values } = seriesOf(figures, measure, codes);
      return [
        {
          name,
          saying: sayingOf(measure),
          points: periods.map((period, index) => ({
            on: dayOfPeriod(measure, period),
            label: sayWhen(measure, period),
            own:
              under
                .filter((one) => holds(one, period))
                .map(({ code }) => values.get(code)?.[index] ?? null)
                .find((value) => value !== null) ?? null,
            england: values.get(ENGLAND)?.[index] ?? null,
          })),
        },
      ];
    });
    const known = ({ points }: PanelSeries): number => points.filter(({ own }) => own !== null).length;
    const [first, ...others] = drawn;
    return first === undefined
      ? []
      : [others.reduce((best, one) => (known(one) >= known(best) + WORTH_CHANGING ? one : best), first)];
  };
  return { demand: DEMAND.flatMap(panel), workforce: WORKFORCE.flatMap(panel) };
}
