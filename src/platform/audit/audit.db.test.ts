import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, expect, it } from "vitest";
import { eachEngine, AUDIT_KEY, type Opened } from "../../../test/engines/setup.ts";
import { systemContext } from "../../kernel/context.ts";
import { systemNow } from "../../kernel/dates.ts";
import { type AuditKeys, noteRestored } from "./checkpoints.ts";
import { headOf, sealAudit } from "./seal.ts";
import { type AuditReport, verifyAudit } from "./verify.ts";
import { macOf } from "./write.ts";

const folder = mkdtempSync(join(tmpdir(), "kith-audit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const context = () => systemContext("tests", 1, systemNow());

async function write({ database }: Opened, count: number, act = "child.viewed"): Promise<void> {
  await database.transact(context(), async ({ audit }) => {
    for (let n = 0; n < count; n += 1)
      await audit(act, {
        personId: n,
        detail: { n, words: "Zoë’s record", list: [1, { b: null, a: true }] },
      });
  });
}

const clean = (report: AuditReport): void => expect(report.faults).toEqual([]);
const named = (report: AuditReport): string[] => report.faults.map((fault) => `${fault.kind} ${fault.at}`);

/** Undoes the attack after it was looked at. */
class Undo extends Error {}

eachEngine("the audit", (open) => {
  const keys: AuditKeys = { key: AUDIT_KEY, checkpoints: join(folder, `${Math.random()}`) };
  let filled: Promise<{ opened: Opened; seqs: number[] }> | undefined;

  /** Several hundred rows under several seals, with numbers left out where acts were undone. */
  const setUp = () =>
    (filled ??= (async () => {
      const opened = await open();
      for (let round = 0; round < 6; round += 1) {
        await write(opened, 60 + round);
        await opened.database
          .transact(context(), async ({ audit }) => {
            await audit("undone");
            throw new Undo();
          })
          .catch(() => undefined);
        await sealAudit(opened.engine, keys);
      }
      const rows = await sql<{ seq: number }>`select seq from audit_event order by seq`.execute(
        opened.engine.db,
      );
      return { opened, seqs: rows.rows.map((row) => row.seq) };
    })());

  /** Copies of the tables and the file as they are, put back after each attack: an attacker may not be undone by a transaction. */
  async function attacked(
    statements: readonly string[],
    look: (report: AuditReport) => void | Promise<void>,
    file: (text: string) => string = (text) => text,
  ): Promise<void> {
    const { opened } = await setUp();
    const { db } = opened.engine;
    const before = readFileSync(keys.checkpoints, "utf8");
    const tables = ["audit_seal", "audit_leaf", "audit_event"];
    for (const table of tables)
      await sql.raw(`create table kept_${table} as select * from ${table}`).execute(db);
    try {
      for (const statement of statements) await sql.raw(statement).execute(db);
      writeFileSync(keys.checkpoints, file(before));
      await look(await verifyAudit(opened.engine, keys));
    } finally {
      await sql`truncate audit_seal, audit_leaf, audit_event`.execute(db);
      for (const table of tables) {
        await sql.raw(`insert into ${table} overriding system value select * from kept_${table}`).execute(db);
        await sql.raw(`drop table kept_${table}`).execute(db);
      }
      writeFileSync(keys.checkpoints, before);
    }
  }

  /** Runs an attack at places drawn at random. */
  async function atRandom(
    attack: (pick: (below: number) => number, seqs: number[]) => Promise<void>,
  ): Promise<void> {
    const { seqs } = await setUp();
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat(1_000_000)), async (numbers) => {
        const drawn = numbers[Symbol.iterator]();
        await attack((below) => (drawn.next().value ?? 0) % below, seqs);
      }),
      { numRuns: 6 },
    );
  }

  const one = (from: readonly number[], at: number): number => from[at] ?? -1;

  it("written, sealed and left alone is clean, gaps and all", async () => {
    const { opened, seqs } = await setUp();
    const report = await verifyAudit(opened.engine, keys);
    clean(report);
    expect(report).toMatchObject({
      rows: seqs.length,
      sealed: seqs.length,
      unsealed: 0,
      seals: 6,
      restored: null,
    });
    expect((seqs.at(-1) ?? 0) - (seqs[0] ?? 0) + 1).toBeGreaterThan(seqs.length);
  });

  it.each([
    ["who", "who = 'somebody else'"],
    ["whose record", "person_id = person_id + 1"],
    ["when, by a breath", "at = at + interval '1 microsecond'"],
    ["what", `detail = jsonb_set(detail, '{list,1,b}', '1')`],
    ["the mark itself", "mac = 'x'"],
  ])("names a row edited (%s)", async (_what, change) => {
    await atRandom(async (pick, seqs) => {
      const seq = one(seqs, pick(seqs.length));
      await attacked([`update audit_event set ${change} where seq = ${seq}`], (report) =>
        expect(named(report)).toEqual([`edited row ${seq}`]),
      );
    });
  });

  it("names each row deleted", async () => {
    await atRandom(async (pick, seqs) => {
      const gone = [...new Set([pick(seqs.length - 1), pick(seqs.length - 1)])]
        .map((at) => one(seqs, at))
        .sort((a, b) => a - b);
      await attacked([`delete from audit_event where seq in (${gone.join(",")})`], (report) =>
        expect(named(report)).toEqual(gone.map((seq) => `deleted row ${seq}`)),
      );
    });
  });

  it("names each row cut from the end, and when others were written since", async () => {
    await atRandom(async (pick, seqs) => {
      const cut = seqs.slice(-1 - pick(20));
      const names = cut.map((seq) => `truncated row ${seq}`);
      await attacked([`delete from audit_event where seq >= ${cut[0]}`], async (report) => {
        expect(named(report)).toEqual(names);
        const { opened } = await setUp();
        await write(opened, 2);
        expect(named(await verifyAudit(opened.engine, keys))).toEqual(names);
      });
    });
  });

  it("names a row put in, and still when the sealing has passed over it", async () => {
    await atRandom(async (pick, seqs) => {
      const free = Array.from({ length: one(seqs, seqs.length - 1) + 50 }, (_, n) => n + 1).filter(
        (seq) => !seqs.includes(seq),
      );
      const seq = one(free, pick(free.length));
      const like = one(seqs, pick(seqs.length));
      await attacked(
        [
          `insert into audit_event (seq, id, at, who, act, detail, mac) overriding system value
            select ${seq}, 'forged', at, who, act, detail, mac from audit_event where seq = ${like}`,
        ],
        async (report) => {
          expect(named(report)).toEqual([`inserted row ${seq}`]);
          const { opened } = await setUp();
          await sealAudit(opened.engine, keys, true);
          expect(named(await verifyAudit(opened.engine, keys))).toEqual([`inserted row ${seq}`]);
        },
      );
    });
  });

  it("names rows that changed places, and one moved to a number of its own", async () => {
    await atRandom(async (pick, seqs) => {
      const a = one(seqs, pick(seqs.length));
      const b = one(
        seqs.filter((seq) => seq !== a),
        pick(seqs.length - 1),
      );
      const all = "id, at, authority_id, account_id, who, act, person_id, request_id, detail, mac";
      const free = one(seqs, seqs.length - 1) + 1 + pick(9);
      await attacked(
        [
          `create table swap as select * from audit_event where seq in (${a}, ${b})`,
          `delete from audit_event where seq in (${a}, ${b})`,
          `insert into audit_event (seq, ${all}) overriding system value select ${a + b} - seq, ${all} from swap`,
          "drop table swap",
        ],
        (report) => {
          expect(named(report).sort()).toEqual([`reordered row ${a}`, `reordered row ${b}`].sort());
        },
      );
      await attacked(
        [
          `create table swap as select * from audit_event where seq = ${a}`,
          `delete from audit_event where seq = ${a}`,
          `insert into audit_event (seq, ${all}) overriding system value select ${free}, ${all} from swap`,
          "drop table swap",
        ],
        (report) =>
          expect(named(report)).toEqual([
            `${a === seqs.at(-1) ? "truncated" : "deleted"} row ${a}`,
            `reordered row ${free}`,
          ]),
      );
    });
  });

  it("names a copy of a genuine row, put in after the rule against copies was taken away", async () => {
    const { seqs } = await setUp();
    const seq = one(seqs, seqs.length - 1) + 5;
    await attacked(
      [
        "alter table audit_event drop constraint audit_event_id_key",
        `insert into audit_event (seq, id, at, authority_id, account_id, who, act, person_id, request_id, detail, mac) overriding system value
          select ${seq}, id, at, authority_id, account_id, who, act, person_id, request_id, detail, mac from audit_event where seq = ${one(seqs, 9)}`,
      ],
      (report) => expect(named(report)).toEqual(["inserted the table", `inserted row ${seq}`]),
    );
    const { opened } = await setUp();
    await sql`alter table audit_event add constraint audit_event_id_key unique (id)`.execute(
      opened.engine.db,
    );
    clean(await verifyAudit(opened.engine, keys));
  });

  it("tells that the database was put back to an older state, seal by seal", async () => {
    await atRandom(async (pick) => {
      const back = 1 + pick(5);
      await attacked(
        [
          `delete from audit_event where seq in (select seq from audit_leaf where seal_no > ${back})`,
          `delete from audit_leaf where seal_no > ${back}`,
          `delete from audit_seal where no > ${back}`,
        ],
        (report) =>
          expect(named(report)).toEqual(
            Array.from({ length: 6 - back }, (_, n) => `rolled back seal ${back + 1 + n}`),
          ),
      );
    });
  });

  it("tells when a row and all trace of its sealing are taken out together, and near where", async () => {
    await atRandom(async (pick, seqs) => {
      const at = 1 + pick(40);
      const seq = one(seqs, at);
      await attacked(
        [`delete from audit_event where seq = ${seq}`, `delete from audit_leaf where seq = ${seq}`],
        (report) => {
          expect(named(report)).toEqual(["seal broken seal 1"]);
          expect(report.faults[0]?.words).toContain(
            `between rows ${one(seqs, at - 1)} and ${one(seqs, at + 1)}`,
          );
        },
      );
      // With the seal made to fit as well as it can be without the key, it is no longer the one that was signed.
      await attacked(
        [
          `delete from audit_event where seq = ${seq}`,
          `delete from audit_leaf where seq = ${seq}`,
          "update audit_seal set leaves = leaves - 1, hash = 'made to fit' where no = 1",
          "update audit_seal set previous = 'made to fit' where no = 2",
        ],
        (report) =>
          expect(named(report)).toEqual(
            expect.arrayContaining(["seal broken seal 1", "rolled back seal 1"]) as string[],
          ),
      );
    });
  });

  it("tells when seals are taken out of the middle", async () => {
    await attacked(
      ["delete from audit_leaf where seal_no = 3", "delete from audit_seal where no = 3"],
      (report) => expect(named(report)).toEqual(["seal broken seal 4", "rolled back seal 3"]),
    );
  });

  it("tells when the file of checkpoints was changed, cut, emptied or written by somebody else", async () => {
    const lines = (text: string): string[] => text.trimEnd().split("\n");
    const cases: [(text: string) => string, string[]][] = [
      [
        (text) => text.replace(/^3 (.)/m, (_all, first: string) => `3 ${first === "A" ? "B" : "A"}`),
        ["checkpoint missing line 3", "checkpoint missing seal 3"],
      ],
      [(text) => `${lines(text).toSpliced(1, 1).join("\n")}\n`, ["checkpoint missing seal 2"]],
      [
        (text) => `${lines(text).slice(0, 4).join("\n")}\n`,
        ["checkpoint missing seal 5", "checkpoint missing seal 6"],
      ],
      [() => "", ["checkpoint missing the file"]],
      [(text) => `${text}7 hash 2026-01-01T00:00:00.000Z forged\n`, ["checkpoint missing line 7"]],
      [(text) => `${text}restored 2 hash 2026-01-01T00:00:00.000Z forged\n`, ["checkpoint missing line 7"]],
      [(text) => `${lines(text).toReversed().join("\n")}\n`, []],
    ];
    for (const [change, faults] of cases)
      await attacked([], (report) => expect(named(report)).toEqual(faults), change);
  });

  it("written by many at once, some of whom gave up, while it is sealed and verified, is clean", async () => {
    const { opened, seqs } = await setUp();
    let writing = true;
    const sealing = (async () => {
      while (writing) {
        await sealAudit(opened.engine, keys);
        clean(await verifyAudit(opened.engine, keys));
      }
    })();
    await Promise.all(
      Array.from({ length: 6 }, async (_, writer) => {
        for (let n = 0; n < 25; n += 1) {
          await opened.database
            .transact(context(), async ({ audit, db }) => {
              await audit("act", { detail: { writer, n } });
              await sql`select pg_sleep(${(writer % 3) / 300})`.execute(db);
              if ((writer + n) % 4 === 0) throw new Undo();
            })
            .catch((error: unknown) => {
              if (!(error instanceof Undo)) throw error;
            });
        }
      }),
    );
    writing = false;
    await sealing;
    await sealAudit(opened.engine, keys);
    const report = await verifyAudit(opened.engine, keys);
    clean(report);
    const kept =
      6 * 25 -
      Array.from({ length: 150 }, (_, k) => k).filter((k) => (Math.floor(k / 25) + (k % 25)) % 4 === 0)
        .length;
    expect(report).toMatchObject({ rows: seqs.length + kept, unsealed: 0 });
  });

  it("keeps what the database cannot, as near as it can", async () => {
    const { opened } = await setUp();
    await opened.database.transact(context(), ({ audit }) =>
      audit("search", {
        detail: {
          q: "a\u0000b\uD800c",
          none: undefined,
          not: Number.NaN,
          deep: { __proto__: 1, 10: "x", 9: "y" },
        },
      }),
    );
    await sealAudit(opened.engine, keys);
    clean(await verifyAudit(opened.engine, keys));
  });

  it("stopped between a seal and its line in the file is told, and mended by the next sealing", async () => {
    const { opened } = await setUp();
    const text = readFileSync(keys.checkpoints, "utf8");
    await write(opened, 3);
    await sealAudit(opened.engine, keys);
    const last = readFileSync(keys.checkpoints, "utf8").slice(text.length);
    writeFileSync(keys.checkpoints, text + last.slice(0, 20));
    expect((await verifyAudit(opened.engine, keys)).faults.at(-1)?.words).toContain("Kith was stopped");
    await sealAudit(opened.engine, keys);
    clean(await verifyAudit(opened.engine, keys));
    expect(readFileSync(keys.checkpoints, "utf8").split("\n")).toHaveLength(text.split("\n").length + 1);
  });

  it("of a database into which an older backup was put back says so, and goes on from there", async () => {
    const { opened } = await setUp();
    await attacked(
      [
        "delete from audit_event where seq in (select seq from audit_leaf where seal_no > 4)",
        "delete from audit_leaf where seal_no > 4",
        "delete from audit_seal where no > 4",
      ],
      async () => {
        const at = systemNow();
        noteRestored(keys, await headOf(opened.engine.db), at);
        const report = await verifyAudit(opened.engine, keys);
        clean(report);
        expect(report.restored).toEqual({ at, seal: 4 });
        await write(opened, 5);
        await sealAudit(opened.engine, keys);
        clean(await verifyAudit(opened.engine, keys));
        await sql`delete from audit_event where seq = (select max(seq) from audit_event)`.execute(
          opened.engine.db,
        );
        expect((await verifyAudit(opened.engine, keys)).faults.map((fault) => fault.kind)).toEqual([
          "truncated",
        ]);
      },
    );
  });

  it("cannot be written with a row's mark from another row, key or order of fields", () => {
    const row = {
      id: "a",
      at: "2026-01-01T00:00:00.000Z",
      authority_id: 1,
      account_id: null,
      who: "w",
      act: "x",
      person_id: 1,
      request_id: null,
      detail: { a: 1, b: [1, 2] },
    };
    const mac = macOf(AUDIT_KEY, row);
    expect(macOf(AUDIT_KEY, { ...row, detail: { b: [1, 2], a: 1 } })).toBe(mac);
    for (const other of [
      { ...row, who: "x", act: "w" },
      { ...row, account_id: 1, person_id: null },
      { ...row, detail: { a: 1, b: [2, 1] } },
    ])
      expect(macOf(AUDIT_KEY, other)).not.toBe(mac);
    expect(macOf(Buffer.alloc(32, 8), row)).not.toBe(mac);
  });
});
