import { createHash } from "node:crypto";
import { openFile } from "../../src/returns/open.ts";
import { applyFile } from "../../src/features/imports/importer.ts";
import { systemContext } from "../../src/kernel/context.ts";
import { addDays, date, systemNow } from "../../src/kernel/dates.ts";
import { sealAudit } from "../../src/platform/audit/seal.ts";
import { auditWriter } from "../../src/platform/audit/write.ts";
import { openPostgres } from "../../src/platform/db/engine.ts";
import { type Database, database } from "../../src/platform/db/transact.ts";
import { bytesFromBuffer } from "../../src/platform/files/bytes.ts";
import { bytes, child, episode, message } from "../../src/returns/cin/fixtures.ts";
import { SPINE } from "../../src/spine.ts";

/**
 * Works until it is killed: brings in census files and writes notes, by turns, and says on its output what has been acknowledged, and only then. Everything it does is known
 * from its turn, so that what is held afterwards can be told from what was done.
 */
export const CHILDREN = 6;

const [url = "", checkpoints = "", authority = ""] = process.argv.slice(2);
const authorityId = Number(authority);
const key = Buffer.alloc(32, 7);

/** A census of children nobody has told of before. */
export function census(turn: number): Uint8Array {
  const children = Array.from({ length: CHILDREN }, (_, n) =>
    child({ id: `T${turn}-${n}`, born: addDays(date("2012-01-01"), turn), episodes: [episode()] }),
  );
  return bytes(message(children, { at: `2025-05-01T00:00:00.${String(turn).padStart(6, "0")}` }));
}

async function bringIn(db: Database, turn: number): Promise<void> {
  const file = census(turn);
  const source = bytesFromBuffer(`census ${turn}.xml`, file);
  const context = systemContext("kill test", authorityId, systemNow());
  const reading = await openFile(source, { today: date("2025-06-01") });
  const hash = createHash("sha256").update(file).digest("hex");
  await applyFile(db, SPINE, context, source, reading, hash);
  process.stdout.write(`import ${turn}\n`);
}

/** An edit is two notes and an audit row, together or not at all. */
async function edit(db: Database, turn: number): Promise<void> {
  await db.transact(systemContext("kill test", authorityId, systemNow()), async (handle) => {
    for (const half of ["a", "b"])
      await handle.db
        .insertInto("note")
        .values({
          authority_id: authorityId,
          person_id: 1,
          on_date: date("2025-05-01"),
          kind: "visit",
          words: `${turn}${half}`,
        })
        .execute();
    await handle.audit("note.written", { detail: { turn } });
  });
  process.stdout.write(`edit ${turn}\n`);
}

async function work(from: number): Promise<void> {
  const engine = openPostgres(`${url}&application_name=kith_kill`, 3);
  const db = database(engine, auditWriter(key));
  const sealing = async (): Promise<never> => {
    for (;;) await sealAudit(engine, { key, checkpoints });
  };
  void sealing();
  for (let turn = from; ; turn += 1) {
    await edit(db, turn);
    if (turn % 3 === 0) await bringIn(db, turn);
  }
}

// Loaded first and told to begin later, so that starting does not count as working.
process.stdout.write("ready\n");
process.stdin.once("data", (first) => void work(Number(String(first))));
