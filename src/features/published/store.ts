import { sql, type Transaction } from "kysely";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Schema } from "../../platform/db/types.gen.ts";
import { insertMany } from "../record/bulk.ts";
import type { AreaRow, InspectionRow, PublishedContent } from "./formats/content.ts";
import { unknownOns } from "./formats/lists.ts";
import type { Known, Recognised } from "./formats/recognise.ts";

type Db = Transaction<Schema>;

/** Which authority a code of the statistics office means, as far as the lists loaded say. */
export async function readKnown(db: Db): Promise<Known> {
  const rows = await db
    .selectFrom("area")
    .select(["code", "ons_codes"])
    .where("kind", "=", "authority")
    .execute();
  const byOns = new Map(rows.flatMap(({ code, ons_codes }) => ons_codes.map((ons) => [ons, code] as const)));
  return { authorityOf: (ons) => byOns.get(ons) };
}

export type Loaded = {
  readonly kind: string;
  readonly title: string;
  readonly figures: number;
  readonly inspections: number;
  readonly areas: number;
};

/**
 * Reads a recognised table into its own rows and says so of its source. Nothing held is changed but the names of areas: a later edition is read in place of an earlier one. Throws
 * UnreadableFile, before anything is written, for a table with a row that cannot be read.
 * @param db the system's
 */
export async function loadSource(
  db: Db,
  sourceId: number,
  { format, sheet }: Recognised,
  now: IsoInstant,
): Promise<Loaded> {
  const known = await readKnown(db);
  const content = format.read(sheet, known);
  const inspections = content.inspections.map((one) =>
    inspectionRow(sourceId, one, known, (line, ons, name) => unknownOns(sheet, line, ons, name)),
  );
  await putAreas(db, content.areas);
  await insertMany(
    db,
    "published_figure",
    content.figures.map(({ area, saidBy, ...figure }) => ({
      ...figure,
      area_code: area,
      said_by: saidBy,
      source_id: sourceId,
    })),
  );
  await insertMany(
    db,
    "area_neighbour",
    content.neighbours.map(({ edition, area, nearest, neighbour, closeness }) => ({
      edition,
      area_code: area,
      nearest,
      neighbour_code: neighbour,
      closeness,
      source_id: sourceId,
    })),
  );
  await insertMany(db, "inspection", inspections);
  await putMeasures(db, sourceId, content);
  const said = {
    state: "loaded",
    kind: format.kind,
    title: format.title,
    publisher: format.publisher,
    licence: format.licence,
    edition: content.edition,
    notes: [...sheet.notes],
    figures: content.figures.length,
    not_given: content.figures.filter(({ status }) => status !== "known").length,
    problem: null,
    loaded_at: now,
  };
  await db.updateTable("published_source").set(said).where("id", "=", sourceId).execute();
  if (format.kind === "population") await fillPopulation(db);
  return {
    kind: format.kind,
    title: format.title,
    figures: said.figures,
    inspections: inspections.length,
    areas: content.areas.length,
  };
}

function inspectionRow(
  sourceId: number,
  one: InspectionRow,
  known: Known,
  unknown: (line: number, ons: string, name: string) => Error,
): object {
  const { area } = one;
  const code = "code" in area ? area.code : known.authorityOf(area.ons);
  if (code === undefined)
    throw "code" in area ? new Error("an area without a code") : unknown(area.line, area.ons, area.name);
  return {
    source_id: sourceId,
    area_code: code,
    code_then: one.codeThen,
    framework: one.framework,
    version: one.version,
    type: one.type,
    started_on: one.startedOn,
    dates_said: one.datesSaid,
    published_on: one.publishedOn,
    judgements: JSON.stringify(one.judgements),
    theme: one.theme,
    link: one.link,
  };
}

async function putAreas(db: Db, areas: readonly AreaRow[]): Promise<void> {
  if (areas.length === 0) return;
  const rows = areas.map((area) => ({
    code: area.code,
    kind: area.kind,
    name: area.name,
    ons_codes: area.onsCodes,
    region_code: area.regionCode,
    abolished_on: area.abolishedOn,
    successors: area.successors,
    members: area.members,
    named_in: area.namedIn,
  }));
  await sql`insert into area (code, kind, name, ons_codes, region_code, abolished_on, successors, members, named_in)
    select code, kind, name, ons_codes, region_code, abolished_on, successors, members, named_in
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(code text, kind text, name text, ons_codes text[], region_code text, abolished_on date,
      successors text[], members text[], named_in text)
    on conflict (code) do update set
      name = case when excluded.named_in >= area.named_in and excluded.name <> '' then excluded.name else area.name end,
      region_code = case when excluded.named_in >= area.named_in then coalesce(excluded.region_code, area.region_code) else coalesce(area.region_code, excluded.region_code) end,
      ons_codes = array(select distinct o from unnest(area.ons_codes || excluded.ons_codes) o order by o),
      abolished_on = coalesce(excluded.abolished_on, area.abolished_on),
      successors = case when excluded.successors = '{}' then area.successors else excluded.successors end,
      named_in = greatest(excluded.named_in, area.named_in)`.execute(db);
}

async function putMeasures(db: Db, sourceId: number, { measures }: PublishedContent): Promise<void> {
  for (const { yearType, ...measure } of measures) {
    const row = { ...measure, year_type: yearType, source_id: sourceId };
    await db
      .insertInto("published_measure")
      .values(row)
      .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
      .execute();
  }
}

/** The newest edition's population of each authority and year, where the indicators look for what rates divide by. */
async function fillPopulation(db: Db): Promise<void> {
  await sql`insert into population (authority_code, year, population, source)
    select distinct on (f.area_code, f.period) f.area_code, f.period::int, f.value::int, s.publisher || ', ' || s.title || ' (' || s.file_name || ')'
    from published_figure f join published_source s on s.id = f.source_id join area a on a.code = f.area_code
    where f.measure = 'population' and f.status = 'known' and a.kind = 'authority'
    order by f.area_code, f.period, s.edition desc, s.published_on desc nulls last, s.id desc
    on conflict (authority_code, year) do update set population = excluded.population, source = excluded.source`.execute(
    db,
  );
}
