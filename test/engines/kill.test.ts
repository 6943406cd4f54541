import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemContext } from "../../src/kernel/context.ts";
import { systemNow } from "../../src/kernel/dates.ts";
import { sealAudit } from "../../src/platform/audit/seal.ts";
import { verifyAudit } from "../../src/platform/audit/verify.ts";
import { auditWriter } from "../../src/platform/audit/write.ts";
import { openPostgres } from "../../src/platform/db/engine.ts";
import { migrate, readMigrations } from "../../src/platform/db/migrate.ts";
import { database } from "../../src/platform/db/transact.ts";
import { type Cluster, startCluster } from "./cluster.ts";
import { addAuthority } from "./seed.ts";
import { AUDIT_KEY, type Opened } from "./setup.ts";

const KILLS = 50;
const CHILDREN = 6;

const folder = mkdtempSync(join(tmpdir(), "kith-kill-"));
const keys = { key: AUDIT_KEY, checkpoints: join(folder, "checkpoints") };
const root = fileURLToPath(new URL("../..", import.meta.url));
/** The worker as one file: a hundred small ones take longer to read than it gets to live. */
const script = join(root, ".kith", `kill-child-${process.pid}.mjs`);

/** What has been acknowledged, and the one thing that may have been committed without its acknowledgement being heard. */
type Known = { edits: Set<number>; imports: Set<number>; next: { kind: "edit" | "import"; turn: number } };

type Worker = {
  process: ChildProcess;
  heard: () => string;
  /** Resolves when it has said so many lines; `ready` is the first. */
  said: (lines: number) => Promise<void>;
};

function start(url: string, authority: number): Worker {
  const process_ = spawn(process.execPath, [script, url, keys.checkpoints, String(authority)], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, "compiled") },
  });
  let heard = "";
  let listen: () => void = () => undefined;
  let ended: Error | undefined;
  process_.stdout.on("data", (piece: Buffer) => {
    heard += piece.toString("utf8");
    listen();
  });
  process_.once("exit", (code, signal) => {
    ended = new Error(`the worker ended by itself: ${code ?? signal}`);
    listen();
  });
  return {
    process: process_,
    heard: () => heard,
    said: (lines) =>
      new Promise((resolve, reject) => {
        listen = () => {
          if (heard.split("\n").length > lines) resolve();
          else if (ended !== undefined) reject(ended);
        };
        listen();
      }),
  };
}

/** Lets it work from a turn, kills it at some moment, and takes down what it had said by then. */
async function workUntilKilled(worker: Worker, from: number, known: Known): Promise<void> {
  await worker.said(1);
  worker.process.stdin?.write(String(from));
  // By what it has got done and not by the clock, so that a slow machine is as hard on it as a fast one.
  await worker.said(1 + Math.floor(Math.random() * 10));
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 25));
  const over = new Promise((resolve) => worker.process.once("close", (_code, signal) => resolve(signal)));
  worker.process.kill("SIGKILL");
  expect(await over).toBe("SIGKILL");
  known.next = { kind: "edit", turn: from };
  // A line without its end was not heard.
  for (const line of worker.heard().split("\n").slice(0, -1)) {
    const [kind, text] = line.split(" ");
    const turn = Number(text);
    if (kind === "edit") known.edits.add(turn);
    if (kind === "import") known.imports.add(turn);
    if (kind === "edit" && turn % 3 === 0) known.next = { kind: "import", turn };
    else if (kind !== "ready") known.next = { kind: "edit", turn: turn + 1 };
  }
}

/** What a server still does for a dead client it finishes or gives up on its own. */
async function untilServerIsQuiet({ engine }: Opened): Promise<void> {
  for (;;) {
    const left = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
      where application_name = 'kith_kill' and datname = current_database()`.execute(engine.db);
    if (left.rows[0]?.n === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

type Held = {
  edits: { turn: number; halves: number }[];
  sources: { turn: number; applied: boolean; children: number; rows: number; events: number; gone: number }[];
  audited: { edits: number; imports: number };
  people: number;
  loose: number;
};

async function held({ database: db }: Opened, authority: number): Promise<Held> {
  return await db.transact(systemContext("kill test", authority, systemNow()), async (handle) => {
    const edits = await sql<
      Held["edits"][number]
    >`select left(words, -1)::int as turn, count(distinct right(words, 1))::int as halves
      from note group by 1 order by 1`.execute(handle.db);
    const sources = await sql<
      Held["sources"][number]
    >`select split_part(split_part(file_name, ' ', 2), '.', 1)::int as turn,
        applied_at is not null as applied, children,
        (select count(*)::int from referral r where r.source_id = s.id) as rows,
        (select count(*)::int from timeline_event e where e.source_id = s.id) as events,
        (select count(*)::int from referral r where r.source_id = s.id and r.vanished_source_id is not null) as gone
      from source s order by 1`.execute(handle.db);
    const audited = await sql<
      Held["audited"]
    >`select count(*) filter (where act = 'note.written')::int as edits,
      count(*) filter (where act = 'import.applied')::int as imports from audit_event`.execute(handle.db);
    const people = await sql<{ people: number; loose: number }>`select count(*)::int as people,
        count(*) filter (where not exists (select from person_detail d where d.person_id = p.id and d.superseded_at is null)
          or not exists (select from span x where x.person_id = p.id) or not exists (select from identifier i where i.person_id = p.id))::int as loose
      from person p`.execute(handle.db);
    const { people: count, loose } = people.rows[0] ?? { people: -1, loose: -1 };
    return {
      edits: edits.rows,
      sources: sources.rows,
      audited: audited.rows[0] ?? { edits: -1, imports: -1 },
      people: count,
      loose,
    };
  });
}

/** Holds what is there against what was acknowledged. What turns out to have been committed is known from here on. */
function judge(found: Held, known: Known): void {
  for (const { kind, turns } of [
    { kind: "edit" as const, turns: found.edits.map((edit) => edit.turn) },
    { kind: "import" as const, turns: found.sources.map((source) => source.turn) },
  ]) {
    const acknowledged = kind === "edit" ? known.edits : known.imports;
    const more = turns.filter((turn) => !acknowledged.has(turn));
    expect(
      [...acknowledged].filter((turn) => !turns.includes(turn)),
      `lost: ${kind}`,
    ).toEqual([]);
    expect(
      more.filter((turn) => kind !== known.next.kind || turn !== known.next.turn),
      `from nowhere: ${kind}`,
    ).toEqual([]);
    for (const turn of more) acknowledged.add(turn);
  }
  expect(
    found.edits.filter((edit) => edit.halves !== 2),
    "half an edit",
  ).toEqual([]);
  expect(found.audited).toEqual({ edits: found.edits.length, imports: found.sources.length });
  // Each file is there whole: its children, their rows and events; only the newest file's children are still told of.
  const events = found.sources[0]?.events;
  const newest = found.sources.at(-1)?.turn;
  expect(found.sources).toEqual(
    found.sources.map(({ turn }) => ({
      turn,
      applied: true,
      children: CHILDREN,
      rows: CHILDREN,
      events,
      gone: turn === newest ? 0 : CHILDREN,
    })),
  );
  expect(found.people).toBe(CHILDREN * found.sources.length);
  expect(found.loose).toBe(0);
}

let cluster: Cluster;
let opened: Opened & { authority: number; url: string };

beforeAll(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL("killChild.ts", import.meta.url))],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  cluster = await startCluster();
  const url = await cluster.create("killed");
  const engine = openPostgres(url, 2);
  await migrate(engine, readMigrations(join(root, "migrations")));
  const db = database(engine, auditWriter(AUDIT_KEY));
  opened = { engine, database: db, url, authority: await addAuthority(db) };
});
afterAll(async () => {
  await opened.engine.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(script, { force: true });
});

it(`loses nothing it acknowledged and leaves nothing half-written, killed ${KILLS} times at any moment`, async () => {
  const known: Known = { edits: new Set(), imports: new Set(), next: { kind: "edit", turn: 1 } };
  // Two made ready ahead, so that the time goes into working and not into starting.
  const ahead = [start(opened.url, opened.authority), start(opened.url, opened.authority)];
  let kills = 0;
  try {
    while (kills < KILLS) {
      const worker = ahead.shift();
      if (worker === undefined) throw new Error("no worker was made ready");
      ahead.push(start(opened.url, opened.authority));
      kills += 1;
      await workUntilKilled(worker, Math.max(0, ...known.edits) + 1, known);
      await untilServerIsQuiet(opened);
      judge(await held(opened, opened.authority), known);
      await sealAudit(opened.engine, keys, true);
      expect((await verifyAudit(opened.engine, keys)).faults).toEqual([]);
    }
  } finally {
    for (const worker of ahead) worker.process.kill("SIGKILL");
  }
  // It had something to lose.
  expect(known.edits.size).toBeGreaterThan(kills);
  expect(known.imports.size).toBeGreaterThan(kills / 5);
}, 600_000);
