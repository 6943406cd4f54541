import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runServe } from "./serve.ts";

const root = mkdtempSync(join(tmpdir(), "kith-serve-"));
const data = join(root, "data");

async function serve(...argv: string[]): Promise<{ code: number; said: string }> {
  let said = "";
  const io = { out: (text: string) => void (said += text), err: (text: string) => void (said += text) };
  return { code: await runServe(argv, io), said };
}

describe("kith serve that cannot serve", () => {
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("says that the port is taken, ends, and lets the data folder go", async () => {
    const other = createServer().listen(0, "localhost");
    await new Promise((resolve) => other.once("listening", resolve));
    const port = String((other.address() as AddressInfo).port);
    const { code, said } = await serve("--data", data, "--port", port);
    other.close();
    expect(said).toBe("Another program has that port. Set PORT to a free one.\n");
    expect(code).toBe(3);
    expect(existsSync(join(data, "database.lock"))).toBe(false);
  });

  it("says that this machine has no such address, and not that the database is at fault", async () => {
    const { code, said } = await serve("--data", data, "--port", "0", "--host", "192.0.2.1");
    expect(said).toBe("This machine has no address “192.0.2.1”. Set HOST to one it has, or leave it out.\n");
    expect(code).toBe(3);
    expect(existsSync(join(data, "database.lock"))).toBe(false);
  });

  it("says that the data folder is a file", async () => {
    const file = join(root, "file");
    writeFileSync(file, "");
    const { code, said } = await serve("--data", file, "--port", "0");
    expect(said).toContain(`${file} is a file`);
    expect(code).toBe(3);
  });

  it("says which ports there are", async () => {
    const { code, said } = await serve("--data", data, "--port", "abc");
    expect(said).toMatch(/^PORT must be a number from 0 to 65535\./);
    expect(code).toBe(2);
  });
});
