import { createHmac, randomBytes } from "node:crypto";
import type { Transaction } from "kysely";
import type { Context } from "../../kernel/context.ts";
import { systemNow } from "../../kernel/dates.ts";
import type { Schema } from "../db/types.gen.ts";

export type AuditRow = {
  readonly id: string;
  readonly at: string;
  readonly authority_id: number | null;
  readonly account_id: number | null;
  readonly who: string;
  readonly act: string;
  readonly person_id: number | null;
  readonly request_id: string | null;
  readonly detail: unknown;
};

export type AuditWriter = (
  db: Transaction<Schema>,
  context: Context,
  act: string,
  about: { personId?: number; detail?: Record<string, unknown> },
) => Promise<void>;

/** Keyed over every field, so that a row cannot be written, changed or moved by somebody who has the database but not the key. */
export function macOf(key: Buffer, row: AuditRow): string {
  const fields = [
    row.id,
    row.at,
    row.authority_id,
    row.account_id,
    row.who,
    row.act,
    row.person_id,
    row.request_id,
    sorted(row.detail),
  ];
  return createHmac("sha256", key).update(JSON.stringify(fields)).digest("base64url");
}

/** Whether a stored row is as Kith wrote it. `mac` and nothing else of it may be believed before this has said so. */
export const isGenuine = (key: Buffer, row: AuditRow & { readonly mac: string }): boolean =>
  macOf(key, row) === row.mac;

/** The same text whatever order the database gives an object's names in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}

/** As the database will give it back: only what JSON has, in characters it can hold. What is written must be what was signed. */
const plain = (detail: Record<string, unknown>): unknown =>
  JSON.parse(JSON.stringify(detail), (_name, value: unknown) =>
    typeof value === "string" ? storable(value) : value,
  );

/** A search for odd characters must be written down like any other, and not fail because of them. */
const storable = (text: string): string => text.replaceAll("\u0000", "\uFFFD").toWellFormed();

/**
 * Writes one row of the audit in the transaction of the act it records. The row is stamped with the real time, not the
 * context's: the audit is when it was written.
 */
export function auditWriter(key: Buffer): AuditWriter {
  return async (db, context, act, about) => {
    const row: AuditRow = {
      id: randomBytes(12).toString("base64url"),
      at: systemNow(),
      authority_id: context.authorityId,
      account_id: context.accountId,
      who: storable(context.who),
      act,
      person_id: about.personId ?? null,
      request_id: context.requestId,
      detail: plain(about.detail ?? {}),
    };
    await db
      .insertInto("audit_event")
      .values({ ...row, at: row.at as never, detail: JSON.stringify(row.detail), mac: macOf(key, row) })
      .execute();
  };
}
