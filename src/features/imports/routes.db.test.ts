import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { addAccount, addAuthority, personContext } from "../../../test/engines/seed.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import type { Context } from "../../kernel/context.ts";
import { readForm } from "../../platform/web/forms.ts";
import { strictly } from "../../platform/web/parameters.ts";
import type { Database } from "../../platform/db/transact.ts";
import type { UploadedFile, Visitor, WebReply } from "../../platform/web/route.ts";
import { renderPart } from "../../ui/render.ts";
import { parseHtml, textOf } from "../../ui/testing/html.ts";
import { SPINE } from "../../spine.ts";
import { child, claim, NOW, readingOf, type Said, systemAt } from "./fixtures.ts";
import { importRoutes } from "./routes.tsx";
import { APPLY, importJobs, PREVIEW } from "./work.ts";

const folder = mkdtempSync(join(tmpdir(), "kith-routes-"));
afterAll(() => rmSync(folder, { recursive: true }));

let woken = 0;
const routes = importRoutes({
  spine: SPINE,
  uploads: folder,
  reachable: false,
  wake: () => void (woken += 1),
});
const visitor: Visitor = {
  network: "test",
  device: "test",
  sessionId: null,
  halfway: null,
  deviceCookie: null,
};

/** Asks a page as the web platform would, after the rights have been looked at. */
function asker(database: Database, context: Context) {
  return async (
    method: "GET" | "POST",
    path: string,
    sent: { params?: Record<string, string>; query?: object; body?: object; files?: UploadedFile[] } = {},
  ): Promise<WebReply> => {
    const found = routes.find((one) => one.method === method && one.path === path);
    if (found === undefined) throw new Error(`no such route: ${path}`);
    const query = readForm(strictly(found.query), sent.query ?? {});
    const body = readForm(strictly(found.body), sent.body ?? {});
    if (!query.ok || !body.ok) throw new Error("the form was refused");
    return await found.handle({
      context,
      database,
      params: sent.params ?? {},
      query: query.value,
      body: body.value,
      files: sent.files ?? [],
      url: path,
      visitor,
    });
  };
}

const words = (reply: WebReply): string => {
  if (reply.kind !== "page") throw new Error(`not a page but ${reply.kind}`);
  return textOf(parseHtml(renderPart(reply.body)));
};

function upload(name: string, said: Said): UploadedFile {
  const content = JSON.stringify(said);
  const hash = createHash("sha256").update(content).digest("hex");
  const path = join(folder, `${hash.slice(0, 20)}${Math.random().toString(16).slice(2)}`);
  writeFileSync(path, content);
  return { field: "files", name, path, size: content.length, hash };
}

const referral = claim("referral", "2026-01-05", { received_on: "2026-01-05", closed_on: null });
const plan = claim("protection_plan", "2026-02-02", { started_on: "2026-02-02", ended_on: null });
const findings = [{ code: "code-unknown", message: "Check the code.", place: "line 3" }];
const file = (asAt: string, claims: Said["children"][number]["claims"]): Said => ({
  asAt,
  tables: ["referral", "protection_plan"],
  children: [child("88", claims, { born: "2015-05-05", findings })],
});

eachEngine("the pages about files", (open) => {
  it("lead from adding files through the preview to what they did, and to the rows to decide about", async () => {
    const { database } = await open();
    const authority = await addAuthority(database);
    const account = await addAccount(database, authority, { signIn: "a@b.c", name: "Amara Osei" });
    await database.transact(systemAt(0), ({ db }) =>
      db.updateTable("installation").set({ kind: "trial" }).execute(),
    );
    const rights = ["import", "vanished.decide"] as const;
    const ask = asker(
      database,
      personContext(authority, { accountId: account, rights, scope: "all", now: NOW }),
    );
    const work = importJobs({
      database,
      spine: SPINE,
      uploads: folder,
      now: () => NOW,
      openSet: async (sources) =>
        await Promise.all(
          sources.map(async (source) => {
            let text = "";
            for await (const chunk of source.open()) text += Buffer.from(chunk).toString("utf8");
            return { source, reading: readingOf(JSON.parse(text) as Said) };
          }),
        ),
    });

    expect(words(await ask("GET", "/import"))).toContain("never brought in");
    const refused = await ask("POST", "/import");
    expect(refused.kind === "page" && refused.status).toBe(422);
    expect(words(refused)).toContain("Choose at least one file");

    const bringIn = async (name: string, said: Said): Promise<string> => {
      const sent = upload(name, said);
      const reply = await ask("POST", "/import", { files: [sent, { ...upload(name, said) }] });
      if (reply.kind !== "redirect") throw new Error(`not taken: ${words(reply)}`);
      const batch = reply.to.split("/").at(-1) ?? "";
      const payload = { batch, authority };
      expect(words(await ask("GET", "/import/:batch", { params: { batch } }))).toContain("Reading this file");
      await work[PREVIEW]?.({ id: 1, kind: PREVIEW, attempt: 1, payload });
      expect(words(await ask("GET", "/import/:batch", { params: { batch } }))).toContain(
        "What this file would do",
      );
      expect(await ask("POST", "/import/:batch/apply", { params: { batch } })).toMatchObject({
        kind: "redirect",
      });
      await work[APPLY]?.({ id: 1, kind: APPLY, attempt: 1, payload });
      const done = await ask("GET", "/import/:batch", { params: { batch } });
      expect(words(done)).toContain("Brought in");
      expect(existsSync(sent.path)).toBe(false);
      return /\/import\/files\/(\d+)/.exec(done.kind === "page" ? renderPart(done.body) : "")?.[1] ?? "";
    };

    await bringIn("march.xml", file("2026-03-31", [referral, plan]));
    const sourceId = await bringIn("april.xml", file("2026-04-30", [referral]));
    expect(woken).toBeGreaterThan(0);

    const summary = words(await ask("GET", "/import/files/:sourceId", { params: { sourceId } }));
    expect(summary).toContain("1 row was in an earlier file and not in this one");
    expect(summary).toContain("Amara Osei");
    expect(words(await ask("GET", "/import/findings", { query: { code: "code-unknown" } }))).toContain(
      "Child 88",
    );
    expect((await ask("GET", "/import/files/:sourceId", { params: { sourceId: "999999" } })).kind).toBe(
      "refused",
    );
    expect((await ask("GET", "/import/:batch", { params: { batch: "nosuchbatch" } })).kind).toBe("refused");

    const listed = await ask("GET", "/import/vanished", { query: { file: sourceId } });
    expect(words(listed)).toContain("Child protection plan, Mon 2 Feb 2026");
    const id =
      /name="id" value="(\d+)"/.exec(listed.kind === "page" ? renderPart(listed.body) : "")?.[1] ?? "";
    const decide = (body: object) =>
      ask("POST", "/import/vanished", { body: { table: "protection_plan", id, ...body } });
    expect(words(await decide({ decision: "close", reason: "no" }))).toContain(
      "Say in at least 10 characters",
    );
    expect(await decide({ decision: "keep", file: sourceId })).toMatchObject({
      to: `/import/vanished?file=${sourceId}`,
    });
    expect(words(await ask("GET", "/import/vanished"))).toContain("Nothing is waiting for a decision");
  });
});
