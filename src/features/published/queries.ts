import { sql } from "kysely";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import {
  knownMeasure,
  LAIT_COUNTS,
  MEASURES,
  type PublishedMeasure,
  type Unit,
  type When,
} from "./catalogue.ts";
import type { Figures, Printed } from "./figures.ts";
import type { Status } from "./formats/cells.ts";

export type Area = {
  readonly code: string;
  readonly kind: "country" | "region" | "authority" | "joint";
  readonly name: string;
  readonly onsCodes: readonly string[];
  readonly regionCode: string | null;
  readonly abolishedOn: IsoDate | null;
  readonly successors: readonly string[];
  readonly members: readonly string[];
};

export type Areas = ReadonlyMap<string, Area>;

/** Every area there is, by code, in the order of their names. */
export async function readAreas(handle: Handle): Promise<Areas> {
  const rows = await handle.db.selectFrom("area").selectAll().orderBy("name").orderBy("code").execute();
  return new Map(
    rows.map((row) => [
      row.code,
      {
        code: row.code,
        kind: row.kind as Area["kind"],
        name: row.name,
        onsCodes: row.ons_codes,
        regionCode: row.region_code,
        abolishedOn: row.abolished_on,
        successors: row.successors,
        members: row.members,
      },
    ]),
  );
}

/** The installation's authority among the areas: by its code, or where it has none by its name. */
export async function readOwn(handle: Handle, areas: Areas): Promise<Area | undefined> {
  const row = await handle.db
    .selectFrom("authority")
    .select(["code", "name"])
    .where("id", "=", handle.context.authorityId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const byCode = row.code === null ? undefined : areas.get(row.code);
  if (byCode !== undefined) return byCode.kind === "authority" ? byCode : undefined;
  const name = row.name.toLowerCase();
  return row.code === null
    ? [...areas.values()].find((area) => area.kind === "authority" && area.name.toLowerCase() === name)
    : undefined;
}

type FigureRow = {
  measure: string;
  area: string;
  period: string;
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  status: Status;
  saidBy: string | null;
};

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));

/** The figures of some measures, each from the latest edition that speaks of it. Of some areas only, where told. */
export async function readFigures(
  handle: Handle,
  measures: readonly string[],
  areas?: readonly string[],
): Promise<Figures> {
  const some = areas === undefined ? sql`` : sql`and f.area_code = any (${[...areas]}::text[])`;
  const { rows } =
    await sql<FigureRow>`select distinct on (f.measure, f.area_code, f.period) f.measure, f.area_code as area, f.period, f.value, f.numerator, f.denominator, f.status,
      f.said_by as "saidBy"
    from published_figure f join published_source s on s.id = f.source_id
    where f.measure = any (${[...new Set(measures)]}::text[]) ${some}
    order by f.measure, f.area_code, f.period, s.edition desc, s.published_on desc nulls last, s.id desc`.execute(
      handle.db,
    );
  const found = new Map<string, Map<string, Map<string, Printed>>>();
  for (const row of rows) {
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

/** Where the figures of a measure come from: the sources, the newest first. */
export async function sourcesOf(
  handle: Handle,
  measure: string,
): Promise<
  readonly {
    title: string;
    publisher: string;
    licence: string;
    fileName: string;
    publishedOn: IsoDate | null;
    edition: string;
  }[]
> {
  const { rows } = await sql<{
    title: string;
    publisher: string;
    licence: string;
    fileName: string;
    publishedOn: IsoDate | null;
    edition: string;
  }>`
    select s.title, s.publisher, s.licence, s.file_name as "fileName", s.published_on as "publishedOn", s.edition from published_source s
    where s.state = 'loaded' and exists (select from published_figure f where f.measure = ${measure} and f.source_id = s.id)
    order by s.edition desc, s.id desc`.execute(handle.db);
  return rows;
}

/** The set of neighbours an authority has in the newest edition, the nearest first. */
export async function readNeighbours(
  handle: Handle,
  code: string,
): Promise<{ readonly edition: string; readonly codes: readonly string[] } | null> {
  const { rows } = await sql<{
    edition: string;
    code: string;
  }>`select distinct on (n.edition, n.nearest) n.edition, n.neighbour_code as code from area_neighbour n
    where n.area_code = ${code} and n.edition = (select max(edition) from area_neighbour where area_code = ${code})
    order by n.edition, n.nearest, n.source_id desc`.execute(handle.db);
  const edition = rows[0]?.edition;
  return edition === undefined ? null : { edition, codes: rows.map((row) => row.code) };
}

/** A measure by its id: one that Kith knows, or one of the interactive tool's list. */
export async function readMeasure(handle: Handle, id: string): Promise<PublishedMeasure | undefined> {
  const known = knownMeasure(id);
  if (known !== undefined) return known;
  const row = await handle.db
    .selectFrom("published_measure")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  return row && fromList(row);
}

/** Every measure that has figures, with the last period they speak of and how many authorities have one. */
export async function measuresWithFigures(
  handle: Handle,
): Promise<readonly { readonly measure: PublishedMeasure; readonly period: string }[]> {
  const { rows } = await sql<{
    id: string;
    period: string;
  }>`select measure as id, max(period) filter (where value is not null or numerator is not null) as period
    from published_figure group by measure`.execute(handle.db);
  const latest = new Map(rows.flatMap(({ id, period }) => (period === null ? [] : [[id, period] as const])));
  const listed = await handle.db.selectFrom("published_measure").selectAll().orderBy("name").execute();
  return [...MEASURES, ...listed.map(fromList)].flatMap((measure) => {
    const period = latest.get(measure.id);
    return period === undefined ? [] : [{ measure, period }];
  });
}

type ListedMeasure = {
  id: string;
  name: string;
  topic: string;
  unit: string;
  polarity: string;
  description: string;
  year_type: string;
};

function fromList(row: ListedMeasure): PublishedMeasure {
  const unit = unitOf(row);
  const counts = LAIT_COUNTS[row.id];
  return {
    id: row.id,
    name: row.name,
    topic: row.topic,
    unit,
    when: whenOf(row.year_type),
    counted: unit === "rate" ? "Number, from the rate" : "Number",
    outOf: unit === "rate" ? "Children aged 0 to 17" : "Out of",
    better: row.polarity === "High" ? "higher" : row.polarity === "Low" ? "lower" : null,
    publisher: "Department for Education, interactive tool",
    definition: row.description,
    ...(counts === undefined ? {} : { counts }),
  };
}

/** The list says a measure's unit only as words on an axis. */
function unitOf({ name, unit }: ListedMeasure): Unit {
  if (/per 10,?000/i.test(`${unit} ${name}`)) return "rate";
  if (/score|case load/i.test(unit)) return "score";
  return /%|percent|\brate\b/i.test(`${unit} ${name}`) ? "percent" : "count";
}

function whenOf(yearType: string): When {
  if (/sept/i.test(yearType)) return "30 September";
  if (/academic/i.test(yearType)) return "school year";
  return /financial/i.test(yearType) ? "year to March" : "31 March";
}
