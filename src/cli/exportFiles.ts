import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { sql, type Transaction } from "kysely";
import type { ColumnType, RecordTable } from "../kernel/record/table.ts";
import type { Schema } from "../platform/db/types.gen.ts";
import { TABLES } from "../tables.ts";
import { BYTE_ORDER_MARK, csvLine } from "../platform/files/csvCells.ts";

/** One file of an export. */
export type ExportTable = {
  readonly name: string;
  readonly about: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly about: string }[];
};

const TYPE_WORDS: Readonly<Record<ColumnType, string>> = {
  date: "date (2026-03-31)",
  instant: "moment (UTC)",
  text: "text",
  code: "code, as the source gave it",
  flag: "true, false or empty (not said)",
  number: "whole number",
  codes: "codes, with semicolons between",
};

const column = (name: string, type: string, about: string) => ({ name, type, about });

/** Around what a source says: who, whose word, which version, since when. */
const AROUND = [
  column("id", "whole number", "the row"),
  column("person_id", "whole number", "the child: `id` in person.csv"),
  column("issuer", "code", "the kind of source this row is the account of"),
  column("key", "text", "the row's own key with this child and source"),
  column("version", "whole number", "1 for the first, higher for each change"),
  column("source_id", "whole number", "the file that said so: `id` in source.csv"),
  column("place", "text", "where in the file"),
  column("recorded_at", "moment (UTC)", "when Kith knew"),
  column("superseded_at", "moment (UTC)", "when a later version took its place; empty for what holds now"),
  column("vanished_source_id", "whole number", "the newer file that no longer carries it"),
];

const PEOPLE: readonly ExportTable[] = [
  {
    name: "person",
    about: "One row for each person. What each source says of them is in person_detail.csv.",
    columns: [
      column("id", "whole number", "the person, as the other files name them"),
      column("local_id", "text", "the authority's own number"),
      column("name", "text", "as the freshest source gives it"),
      column("birth_date", TYPE_WORDS.date, ""),
      column("expected_birth_date", TYPE_WORDS.date, "of an unborn child"),
      column("death_date", TYPE_WORDS.date, ""),
      column("sex", TYPE_WORDS.code, ""),
      column("ethnicity", TYPE_WORDS.code, ""),
      column("created_at", "moment (UTC)", "when Kith first knew of them"),
    ],
  },
  {
    name: "identifier",
    about: "The numbers each person is known by.",
    columns: [
      column("person_id", "whole number", "the person"),
      column("type", "code", "local, upn, former-upn, nhs or ssd-person"),
      column("value", "text", ""),
      column("issuer", "code", "whose number it is"),
      column("recorded_at", "moment (UTC)", "when Kith knew"),
      column("superseded_at", "moment (UTC)", "when it stopped holding"),
    ],
  },
  {
    name: "note",
    about: "Case notes.",
    columns: [
      column("id", "whole number", "the note"),
      column("person_id", "whole number", "the child"),
      column("on_date", TYPE_WORDS.date, "the day it is about"),
      column("at", "moment (UTC)", ""),
      column("kind", "text", ""),
      column("words", "text", "the worker's words"),
      column("childs_words", "text", "the child's own words"),
      column("worker_ref", "text", "who wrote it"),
      column("recorded_at", "moment (UTC)", ""),
    ],
  },
  {
    name: "source",
    about: "The files that told Kith all this.",
    columns: [
      column("id", "whole number", "the file, as the other files name it"),
      column("format", "code", ""),
      column("title", "text", ""),
      column("file_name", "text", ""),
      column("as_at", TYPE_WORDS.date, "the day it speaks for"),
      column("received_at", "moment (UTC)", ""),
      column("content_hash", "text", "SHA-256"),
    ],
  },
];

const ofRecord = (table: RecordTable): ExportTable => ({
  name: table.name,
  about: `One row for each source's account of one ${table.words[0]}, each version of it.`,
  columns: [
    ...AROUND,
    ...Object.entries(table.columns).map(([name, type]) => column(name, TYPE_WORDS[type], "")),
  ],
});

/** Every file of an export: people and what they are known by, then every process table. */
export const EXPORT_TABLES: readonly ExportTable[] = [...PEOPLE, ...TABLES.map(ofRecord)];

const PAGE = 1000;

/** Writes one table, a page of it in memory at a time. @returns its rows */
export async function writeTable(
  db: Transaction<Schema>,
  folder: string,
  table: ExportTable,
): Promise<number> {
  const names = table.columns.map(({ name }) => name);
  const columns = sql.join(names.map((name) => sql.ref(name)));
  return await writing(join(folder, `${table.name}.csv`), async (file) => {
    await file.write(BYTE_ORDER_MARK + csvLine(names));
    let rows = 0;
    await sql`declare kith_export no scroll cursor for select ${columns} from ${sql.table(table.name)} order by id`.execute(
      db,
    );
    for (;;) {
      const page = await sql<Record<string, unknown>>`fetch ${sql.lit(PAGE)} from kith_export`.execute(db);
      if (page.rows.length > 0)
        await file.write(page.rows.map((row) => csvLine(names.map((name) => row[name]))).join(""));
      rows += page.rows.length;
      if (page.rows.length < PAGE) break;
    }
    await sql`close kith_export`.execute(db);
    return rows;
  });
}

/** What each column of each file is. */
export async function writeDictionary(folder: string): Promise<void> {
  await writing(join(folder, "dictionary.csv"), async (file) => {
    await file.write(BYTE_ORDER_MARK + csvLine(["file", "column", "type", "about"]));
    for (const table of EXPORT_TABLES) {
      await file.write(csvLine([`${table.name}.csv`, "", "", table.about]));
      for (const { name, type, about } of table.columns)
        await file.write(csvLine([`${table.name}.csv`, name, type, about]));
    }
  });
}

async function writing<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, "wx", 0o600);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
