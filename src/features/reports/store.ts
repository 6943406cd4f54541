import { createHash } from "node:crypto";
import type { Context } from "../../kernel/context.ts";
import type { IsoDate, IsoInstant } from "../../kernel/dates.ts";
import type { Db } from "../record/bulk.ts";
import type { Audience } from "./sees.ts";

export type FileKind = "pdf" | "xlsx";

export type Pack = {
  readonly id: number;
  readonly audience: Audience;
  readonly month: IsoDate;
  readonly madeAt: IsoInstant;
  readonly byName: string;
  readonly release: string;
  readonly demonstration: boolean;
  readonly pdfSha256: string;
  readonly pdfBytes: number;
  readonly xlsxSha256: string;
  readonly xlsxBytes: number;
};

/** A file larger than this is no pack of ours. */
export const MOST_BYTES = 20_000_000;

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Keeps a pack, in the caller's transaction as the system. It is never changed afterwards: the system has no leave to. */
export async function keepPack(
  db: Db,
  context: Context,
  about: {
    readonly audience: Audience;
    readonly month: IsoDate;
    readonly release: string;
    readonly demonstration: boolean;
  },
  files: { readonly pdf: Uint8Array; readonly xlsx: Uint8Array },
): Promise<number> {
  for (const file of [files.pdf, files.xlsx])
    if (file.byteLength > MOST_BYTES) throw new Error("the pack is too large to keep");
  const row = await db
    .insertInto("report_pack")
    .values({
      authority_id: context.authorityId,
      audience: about.audience,
      month: about.month,
      made_at: context.now,
      made_by: context.accountId,
      by_name: context.who,
      release: about.release,
      demonstration: about.demonstration,
      pdf_sha256: sha256(files.pdf),
      pdf_bytes: files.pdf.byteLength,
      xlsx_sha256: sha256(files.xlsx),
      xlsx_bytes: files.xlsx.byteLength,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  for (const kind of ["pdf", "xlsx"] as const)
    await db
      .insertInto("report_pack_file")
      .values({
        pack_id: row.id,
        kind,
        authority_id: context.authorityId,
        base64: Buffer.from(files[kind]).toString("base64"),
      })
      .execute();
  return row.id;
}

/** The packs there are for some audiences, the newest month first. */
export async function listPacks(
  db: Db,
  authorityId: number,
  audiences: readonly Audience[],
  most = 60,
): Promise<Pack[]> {
  const rows = await db
    .selectFrom("report_pack")
    .selectAll()
    .where("authority_id", "=", authorityId)
    .where("audience", "in", [...audiences])
    .orderBy("month", "desc")
    .orderBy("id", "desc")
    .limit(most)
    .execute();
  return rows.map(packOf);
}

export async function readPackRow(db: Db, authorityId: number, id: number): Promise<Pack | undefined> {
  const row = await db
    .selectFrom("report_pack")
    .selectAll()
    .where("id", "=", id)
    .where("authority_id", "=", authorityId)
    .executeTakeFirst();
  return row === undefined ? undefined : packOf(row);
}

type Row = {
  id: number;
  audience: string;
  month: IsoDate;
  made_at: IsoInstant;
  by_name: string;
  release: string;
  demonstration: boolean;
  pdf_sha256: string;
  pdf_bytes: number;
  xlsx_sha256: string;
  xlsx_bytes: number;
};

const packOf = (row: Row): Pack => ({
  id: row.id,
  audience: row.audience === "members" ? "members" : "leaders",
  month: row.month,
  madeAt: row.made_at,
  byName: row.by_name,
  release: row.release,
  demonstration: row.demonstration,
  pdfSha256: row.pdf_sha256,
  pdfBytes: row.pdf_bytes,
  xlsxSha256: row.xlsx_sha256,
  xlsxBytes: row.xlsx_bytes,
});

/** A pack's file, as the system. @throws Error where its bytes are not those that were kept */
export async function readFileOf(db: Db, pack: Pack, kind: FileKind): Promise<Uint8Array> {
  const row = await db
    .selectFrom("report_pack_file")
    .select("base64")
    .where("pack_id", "=", pack.id)
    .where("kind", "=", kind)
    .executeTakeFirstOrThrow();
  const bytes = new Uint8Array(Buffer.from(row.base64, "base64"));
  if (sha256(bytes) !== (kind === "pdf" ? pack.pdfSha256 : pack.xlsxSha256))
    throw new Error(`the ${kind} of pack ${pack.id} is not what was kept`);
  return bytes;
}
