import type { Inspection } from "../inspections.ts";
import type { Figures, Printed } from "../figures.ts";
import type { PublishedContent } from "../formats/content.ts";
import type { Area } from "../queries.ts";

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));

/** Figures as they would be read back, without a database: the later content wins. */
export function figuresFrom(contents: readonly PublishedContent[]): Figures {
  const found = new Map<string, Map<string, Map<string, Printed>>>();
  for (const row of contents.flatMap(({ figures }) => figures)) {
    const periods = found.get(row.measure) ?? new Map<string, Map<string, Printed>>();
    found.set(row.measure, periods);
    const byArea = periods.get(row.period) ?? new Map<string, Printed>();
    periods.set(row.period, byArea);
    byArea.set(row.area, {
      value: numberOf(row.value),
      numerator: numberOf(row.numerator),
      denominator: numberOf(row.denominator),
      status: row.status,
      saidBy: row.saidBy,
    });
  }
  return found;
}

/** Areas as they would be read back; the first content that names one names it. */
export function areasFrom(contents: readonly PublishedContent[]): ReadonlyMap<string, Area> {
  const areas = new Map<string, Area>();
  for (const area of contents.flatMap((content) => content.areas))
    if (!areas.has(area.code)) areas.set(area.code, area);
  return areas;
}

/** Inspections as they would be read back. */
export function inspectionsFrom(contents: readonly PublishedContent[]): Inspection[] {
  const areas = [...areasFrom(contents).values()];
  return contents
    .flatMap(({ inspections }) => inspections)
    .map(({ area, ...row }, index) => ({
      ...row,
      id: index + 1,
      source: "",
      area:
        "code" in area ? area.code : (areas.find(({ onsCodes }) => onsCodes.includes(area.ons))?.code ?? ""),
    }));
}
