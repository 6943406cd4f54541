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
      who: context.who,
      act,
      person_id: about.personId ?? null,
      request_id: context.requestId,
      detail: about.detail ?? {},
    };
    await db
      .insertInto("audit_event")
      .values({ ...row, at: row.at as never, detail: JSON.stringify(row.detail), mac: macOf(key, row) })
      .execute();
  };
}
