import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FolderInUse, takeLock } from "./lock.ts";

const fresh = (): string => join(mkdtempSync(join(tmpdir(), "kith-lock-")), "database.lock");

describe("the lock beside the embedded database", () => {
  test("is refused to a second taker while the first lives, and says who has it", () => {
    const path = fresh();
    const lock = takeLock(path, "now");
    expect(() => takeLock(path, "now")).toThrow(FolderInUse);
    expect(() => takeLock(path, "now")).toThrow(`process ${process.pid}`);
    lock.release();
    expect(existsSync(path)).toBe(false);
    takeLock(path, "now").release();
  });

  test("is refused while another process lives, and taken over once it is dead", async () => {
    const path = fresh();
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    await once(child, "spawn");
    writeFileSync(path, JSON.stringify({ pid: child.pid, host: hostname(), started: "then" }));
    expect(() => takeLock(path, "now")).toThrow(FolderInUse);
    child.kill("SIGKILL");
    await once(child, "exit");
    const lock = takeLock(path, "now");
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  test("is taken over when the owner's number has gone to another process since", () => {
    const path = fresh();
    writeFileSync(path, JSON.stringify({ pid: process.ppid, host: hostname(), started: "then 1" }));
    if (existsSync("/proc/self/stat")) takeLock(path, "now").release();
    else expect(() => takeLock(path, "now")).toThrow(FolderInUse);
  });

  test("is taken over when it was torn half way by a crash", () => {
    const path = fresh();
    writeFileSync(path, '{"pid":');
    takeLock(path, "now").release();
  });

  test("of another machine is believed to be living", () => {
    const path = fresh();
    writeFileSync(path, JSON.stringify({ pid: 1, host: "another-machine", started: "then" }));
    expect(() => takeLock(path, "now")).toThrow("another-machine");
  });

  test("is not released by one who does not have it", () => {
    const path = fresh();
    const lock = takeLock(path, "now");
    writeFileSync(path, JSON.stringify({ pid: process.pid + 1, host: hostname(), started: "then" }));
    lock.release();
    expect(existsSync(path)).toBe(true);
  });
});
