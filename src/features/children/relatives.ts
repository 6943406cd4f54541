import { sql } from "kysely";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { stoodOn } from "./knownOn.ts";

export type Relative = {
  readonly kind: string;
  readonly ref: string;
  readonly name: string | null;
  readonly sex: string | null;
  readonly born: IsoDate | null;
  readonly died: IsoDate | null;
  readonly unknown: boolean;
  readonly sameHousehold: boolean | null;
  readonly childId: number | null;
};

/** Family and household as far as was known: children linked by the files, and adults written down. A relative whose record is restricted is not named. */
export async function familyOf(handle: Handle, id: number, asKnown: IsoDate | null): Promise<Relative[]> {
  const standing = stoodOn(asKnown);
  const linked = await sql<Relative>`
    with mine as materialized (select e.ref from household e where e.person_id = ${id} and ${standing}),
      together as materialized (select distinct e.person_id from household e where e.ref in (select ref from mine) and e.person_id <> ${id} and ${standing}),
      named as (select distinct on (i.person_id) i.person_id, e.kind, e.other from relationship e
        join identifier i on i.value = e.other and i.type in ('local', 'ssd-person') and i.superseded_at is null and i.authority_id = e.authority_id
        where e.person_id = ${id} and i.person_id <> ${id} and ${standing} order by i.person_id, e.kind),
      kin as (select coalesce(n.person_id, t.person_id) as id, n.kind, n.other, t.person_id is not null as together
        from named n full join together t on t.person_id = n.person_id)
    select coalesce(k.kind, 'sibling or household') as kind, coalesce(k.other, p.local_id) as ref, p.name, p.sex, p.birth_date as born, p.death_date as died,
      false as unknown, k.together as "sameHousehold", p.id as "childId"
    from kin k join person p on p.id = k.id order by k.kind is null, k.other, p.id limit 40`.execute(
    handle.db,
  );
  const adults = await sql<Relative>`
    select relation as kind, ref, name, sex, born, died, unknown, same_household as "sameHousehold", null::bigint as "childId"
    from family_member where person_id = ${id} order by id`.execute(handle.db);
  const names = handle.context.rights.has("names");
  return [...linked.rows, ...adults.rows].map((r) => (names ? r : { ...r, name: null }));
}
