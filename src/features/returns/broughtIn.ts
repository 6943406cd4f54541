import { sql } from "kysely";
import { UnreadableFile } from "../../kernel/record/claim.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { ByteSource } from "../../platform/files/bytes.ts";
import { checkWith } from "../../returns/cin/check/run.ts";
import { rulesetFor } from "../../returns/cin/check/ruleset.ts";
import { yearOf } from "../../returns/cin/header.ts";
import { readCin, readCinHeader } from "../../returns/cin/read.ts";
import type { Db } from "../record/bulk.ts";
import { itemsOf } from "./items.ts";
import { type KeptChild, startKeeping } from "./keep.ts";
import { byRule } from "./make.ts";
import type { IssuesThen } from "./submissions.ts";
import { periodOf, referenceDate, type ReturnId, yearOfDay } from "./year.ts";

const BATCH = 500;

/**
 * Keeps a census that another system made and that was submitted, so that this year's can be compared with it: as it is, byte by byte, with its numbers and, for the children known here
 * by their number, whose they are. Nothing of it goes into the record: that is what bringing a file in does.
 */
export async function keepSubmitted(
  handle: Handle,
  file: ByteSource,
): Promise<Result<{ readonly id: number; readonly of: ReturnId; readonly children: number }>> {
  try {
    const header = await readCinHeader(file);
    const year = yearOf(header);
    if (header.collection?.said !== undefined && header.collection.said !== "CIN")
      return fail("unreadable-file", "That is not a children in need census.", "file");
    if (year === undefined || year > yearOfDay(handle.today))
      return fail("unreadable-file", "The header does not say which year's census it is.", "file");
    const of: ReturnId = { kind: "cin", year };
    const issues = await stood(file, year, header);
    return await handle.asSystem(async (db) => {
      const kept = await startKeeping(db, handle.context, of);
      for await (const piece of file.open()) await kept.bytes(piece);
      let batch: KeptChild[] = [];
      const flush = async (): Promise<void> => {
        await kept.children(await withPeople(db, batch));
        batch = [];
      };
      const period = periodOf(year, referenceDate(year));
      for await (const part of readCin(file, () => undefined)) {
        if (part.kind !== "child") continue;
        batch.push({
          personId: null,
          localId: part.child.localId?.said.slice(0, 200) ?? null,
          items: itemsOf(part.child, period),
          madeOf: [`line ${part.child.node.line}`],
        });
        if (batch.length >= BATCH) await flush();
      }
      if (batch.length > 0) await flush();
      const made = await kept.end({
        origin: "brought in",
        fileName: file.name.slice(0, 200),
        asAt: referenceDate(year),
        issues,
      });
      return ok({ id: kept.id, of, children: made.children });
    });
  } catch (problem) {
    if (problem instanceof UnreadableFile) return fail("unreadable-file", problem.problem.message, "file");
    throw problem;
  }
}

/** What stands against it by the rules of its year, where Kith has them. */
async function stood(
  file: ByteSource,
  year: number,
  header: Awaited<ReturnType<typeof readCinHeader>>,
): Promise<IssuesThen> {
  const ruleset = rulesetFor(year);
  if (ruleset === undefined) return { error: 0, query: 0, accepted: 0, rules: {} };
  const { issues } = await checkWith(file, ruleset, header);
  const queries = issues.filter((issue) => issue.severity === "query").length;
  return {
    error: issues.length - queries,
    query: queries,
    accepted: 0,
    rules: byRule(issues.map((issue) => issue.rule)),
  };
}

/** Whose each child is, by the authority's number; nobody's where none or more than one has it. */
async function withPeople(db: Db, batch: readonly KeptChild[]): Promise<readonly KeptChild[]> {
  const numbers = batch.flatMap((child) => (child.localId === null ? [] : [child.localId]));
  const rows = await sql<{ value: string; id: number }>`select value, min(person_id) as id from identifier
    where type = 'local' and superseded_at is null and value = any(${numbers}) group by value having count(distinct person_id) = 1`.execute(
    db,
  );
  const people = new Map(rows.rows.map((row) => [row.value, row.id]));
  return batch.map((child) => ({ ...child, personId: people.get(child.localId ?? "") ?? null }));
}
