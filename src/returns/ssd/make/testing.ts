import type { IsoDate } from "../../../kernel/dates.ts";
import type { ChildClaims } from "../../../kernel/record/claim.ts";
import type { RowValues } from "../../../kernel/record/table.ts";
import { bytesFromBuffer } from "../../../platform/files/bytes.ts";
import { readSsdSet } from "../import.ts";
import type { Around, Team, Worker } from "./around.ts";
import { fileOf } from "./make.ts";

/** What a dataset says when it is read back: rows by `table|key`, with what it does not say left out. */
export type Told = {
  readonly identifiers: readonly string[];
  readonly born: IsoDate | null;
  readonly rows: ReadonlyMap<string, RowValues>;
};

export const aroundOf = (
  workers: readonly Worker[] = [],
  teams: readonly Team[] = [],
  personIds: ReadonlyMap<string, string> = new Map(),
): Around => ({
  personIds,
  workers: new Map(workers.map((worker) => [worker.ref, worker])),
  teams: new Map(teams.map((team) => [team.ref, team])),
  left: new Map(),
});

/** Reads the files as the importer does, all together, and joins what they say of each child. */
export async function readBack(
  files: ReadonlyMap<string, string>,
  asAt: IsoDate,
): Promise<{ children: Map<string, Told>; findings: { code: string; place: string; said?: string }[] }> {
  const sources = [...files].map(([object, text]) =>
    bytesFromBuffer(fileOf(object), Buffer.from(text, "utf8")),
  );
  const findings: { code: string; place: string }[] = [];
  const children = new Map<
    string,
    { identifiers: Set<string>; born: IsoDate | null; rows: Map<string, RowValues> }
  >();
  for (const reading of await readSsdSet(sources, { asAt, today: asAt })) {
    for await (const child of reading.children) {
      const held = children.get(child.id.value) ?? {
        identifiers: new Set<string>(),
        born: null,
        rows: new Map(),
      };
      children.set(child.id.value, held);
      held.born ??= child.born;
      for (const { type, value } of [child.id, ...child.identifiers])
        held.identifiers.add(`${type} ${value}`);
      findings.push(...child.findings);
      join(held.rows, child);
    }
    findings.push(...reading.fileFindings);
  }
  return {
    findings,
    children: new Map(
      [...children].map(([id, { identifiers, born, rows }]) => [
        id,
        { identifiers: [...identifiers].toSorted(), born, rows },
      ]),
    ),
  };
}

function join(rows: Map<string, RowValues>, child: ChildClaims): void {
  for (const { table, key, values } of child.claims) {
    const at = `${table}|${key}`;
    rows.set(at, said({ ...rows.get(at), ...said(values) }));
  }
}

/** Without what is empty. */
export const said = (values: RowValues): RowValues =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
